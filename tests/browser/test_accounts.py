"""Accounts in a real browser: signing up, in and out without scripts, and pages that satisfy axe in every look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.contract import newsroom as desk
from tests.serve.accounts import House, Postbox, house_of
from tests.served import served

from octavo.serve import Admission
from octavo.store import open_store

pytestmark = pytest.mark.browser

PASSWORD = "a lantern beside the ferry"
PHONE, NARROW, DESKTOP = (ViewportSize(width=width, height=900) for width in (390, 320, 1280))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    store = open_store(tmp_path_factory.mktemp("accounts") / "octavo.db", clock=lambda: desk.NOW)
    desk.subscribe(store)
    interface = {"en": NullTranslations(), "ar": NullTranslations()}
    house = house_of(store, Admission(sign_up="open", site="http://x.test", letters=Postbox()), interface=interface)
    house.enrol("Boss", "administrator")
    yield house
    store.close()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    with served(house.app) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="en-GB", viewport=PHONE)
    yield context.new_page()
    context.close()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main button.first").click()


def test_up_out_and_in_again_without_scripts(page: Page) -> None:
    page.goto("/search?q=ferry")
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Make an account").click()
    fill(page, name="Ana Lind", password="password123")
    expect(page.get_by_role("alert")).to_contain_text("first that are tried")
    expect(page.locator("main [name=name]")).to_have_value("Ana Lind")
    fill(page, password=PASSWORD)
    expect(page.get_by_role("status")).to_contain_text("This account is yours")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Lind")

    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    page.go_back()
    page.reload()
    expect(page).to_have_url(re.compile("/sign-in"))

    page.goto("/search?q=ferry")
    page.get_by_role("link", name="Sign in", exact=True).click()
    fill(page, name="ana lind", password="something else entirely")
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    fill(page, password=PASSWORD)
    expect(page).to_have_url(re.compile("/search$"))
    expect(page.get_by_role("link", name="Ana Lind")).to_be_visible()


def test_a_reader_ends_the_account_without_scripts(page: Page, house: House) -> None:
    house.enrol("Bo", password=PASSWORD)
    page.goto("/sign-in")
    fill(page, name="Bo", password=PASSWORD)
    page.goto("/account")
    page.get_by_text("Delete this account").click()
    form = page.locator("form[action='/account/delete']")
    form.locator("[name=name]").fill("Bo")
    form.locator("[name=password]").fill(PASSWORD)
    form.get_by_role("button").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    assert house.store.reader_named("Bo") is None


PLACES = {
    "sign in": "/sign-in", "sign up": "/sign-up", "forgotten": "/reset", "used link": "/reset/" + "0" * 64,
    "account": "/account", "readers": "/readers", "one reader": "/readers/2", "audit": "/audit",
}  # fmt: skip


@pytest.mark.parametrize("looks", ["light", "dark"])
@pytest.mark.parametrize("interface", ["en", "ar"])
def test_pages_of_accounts_are_for_everybody(
    chromium: Browser, address: str, house: House, looks: str, interface: str
) -> None:
    context = chromium.new_context(
        base_url=address, viewport=NARROW, color_scheme="dark" if looks == "dark" else "light", bypass_csp=True
    )
    signed_in = house.browser(house.store.reader_named("Boss")).cookies
    page = context.new_page()
    for name, path in PLACES.items():
        cookies = {"interface": interface} | (
            signed_in if path in ("/account", "/readers", "/readers/2", "/audit") else {}
        )
        context.clear_cookies()
        context.add_cookies([{"name": key, "value": value, "url": address} for key, value in cookies.items()])
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    context.close()
