"""The pages over the real store: its queries, and what forms do to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.contract import newsroom as desk
from tests.serve.client import Browser
from tests.serve.fakes import DrawnImages, idle_doors

from octavo.news.articles import Block
from octavo.ports import Store
from octavo.serve import application
from octavo.store import open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    yield opened
    opened.close()


@pytest.fixture
def browser(store: Store) -> Browser:
    doors = idle_doors(add_feeds=lambda feeds: store.add_feeds(feeds, desk.POLL, desk.NOW))
    return Browser(application(store, DrawnImages(), clock=lambda: desk.NOW, hosts=(), version="0", doors=doors))


@pytest.mark.parametrize(
    "path", ["/", "/category/world", "/search?q=ferries", "/search?q=lang:en", "/sources", "/dashboard", "/healthz"]
)
def test_an_empty_store_has_pages(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 200


def test_an_article_is_found_on_every_page(store: Store, browser: Browser) -> None:
    store.add_publishers([desk.HERALD])
    feed = desk.subscribe(store)
    text = "The night ferry runs again, in rough weather as in calm."
    article = desk.publish(store, feed.id, replace(desk.article(text=text), title="Ferries return"))
    searches = ("/search?q=%22night+ferry%22", "/search?q=source:harbour", "/search?q=source:herald.example")
    for path in ("/", "/category/world", "/publisher/herald.example", *searches):
        page = browser.get(path).text
        assert f"/article/{article}-ferries-return" in page, path
    reply = browser.get(f"/article/{article}")
    assert reply.headers["location"] == f"/article/{article}-ferries-return"
    assert text in browser.get(reply.headers["location"]).text


def test_scripts_without_spaces_are_searched_by_phrase(store: Store, browser: Browser) -> None:
    feed = desk.subscribe(store)
    thai = "เรือเฟอร์รี่กลับมาแล้ว"
    article = desk.publish(store, feed.id, replace(desk.article(text=thai), title="渡轮恢复运行"))
    for words in ("渡轮", "恢复", "เรือ", "กลับมา"):
        assert str(article) in browser.get(f"/search?q={quote(words)}").text, words
    assert str(article) not in browser.get(f"/search?q={quote('轮渡')}").text


def test_an_edited_article_shows_its_edit(store: Store, browser: Browser) -> None:
    feed = desk.subscribe(store)
    made = desk.article(text="At least 190 boats sank.")
    article = desk.publish(store, feed.id, made)
    later = replace(made, body=(Block("paragraph", "At least 214 boats sank."),))
    desk.save_entries(store, feed.id, [desk.entry("/a", summary="changed")], desk.NOW + desk.HOUR)
    desk.save_article(store, later, now=desk.NOW + desk.HOUR)
    place = browser.get(f"/article/{article}/revisions").headers["location"]
    assert "At least <del>190</del><ins>214</ins> boats sank." in browser.get(place).text


def test_buttons_change_the_store(store: Store, browser: Browser) -> None:
    feed = desk.subscribe(store)
    browser.post("/sources/act", {"pause": str(feed.id)})
    assert store.feed(feed.id).paused
    assert "Paused" in browser.get(f"/sources/{feed.id}").text
    browser.post("/sources/act", {"resume": str(feed.id)})
    assert not store.feed(feed.id).paused
    browser.post(f"/sources/{feed.id}/remove", {"articles": "keep"})
    assert store.feeds() == []


def test_an_address_waits_to_be_looked_behind(store: Store, browser: Browser) -> None:
    place = browser.post("/sources/add", {"address": "herald.example"}).headers["location"]
    assert "Octavo is looking behind this address" in browser.get(place).text
    assert store.backlog(desk.NOW)["discover"][0] == 1
