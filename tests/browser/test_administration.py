"""What whoever runs the place does, in a real browser without scripts: a setting, an edition, feeds together."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.contract import newsroom as desk
from tests.serve.accounts import house_of
from tests.served import served

from octavo.store import open_store


@pytest.mark.browser
def test_a_newcomers_edition_and_feeds_filed_together(chromium: Browser, tmp_path: Path) -> None:
    store = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    feed = desk.subscribe(store)
    desk.subscribe(store, "https://herald.example/sport")
    desk.publish(store, feed.id, desk.article("/a"))
    house = house_of(store, None)
    with served(house.app) as site:
        page = chromium.new_context(java_script_enabled=False, base_url=site).new_page()
        page.goto("/dashboard")
        assert page.locator(".tally dd").first.inner_text() == "1"
        page.get_by_role("navigation", name="Administration").get_by_role("link", name="Editions").click()
        page.get_by_label("Name").fill("Harbour news")
        page.get_by_label("English").check()
        page.get_by_label("This is what newcomers see").check()
        page.get_by_role("button", name="Offer it").click()
        assert page.get_by_role("status").filter(has_text="offered from now on").is_visible()
        assert page.get_by_role("rowheader", name="Harbour news").is_visible()
        page.get_by_role("navigation", name="Administration").get_by_role("link", name="Sources").click()
        page.get_by_role("button", name="Pause them").click()
        assert page.get_by_text("No feed was marked; nothing was done.").is_visible()
        marks = page.get_by_role("checkbox")
        assert marks.count() == 2
        for mark in marks.all():
            mark.check()
        page.get_by_label("Folder").fill("Ports / North")
        page.get_by_role("button", name="File them").click()
        assert page.get_by_text("2 feeds were filed.").is_visible()
        page.get_by_role("navigation", name="Administration").get_by_role("link", name="Audit log").click()
        assert page.get_by_role("row").nth(1).inner_text().startswith("sources-filed")
        page.context.close()
    assert {one.feed.folder for one in store.feeds()} == {("Ports", "North")}
    assert [one.newcomers for one in store.offered()] == [True]
    store.close()
