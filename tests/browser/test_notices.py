"""Notices in a real browser: its service worker shows what is pushed, a click leads there; settings without scripts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.contract import newsroom as desk
from tests.contract.weaving import Press
from tests.notify.browser import Receiver
from tests.serve.accounts import House, house_of
from tests.served import served

from octavo.news.notices import NewNotice, Sending
from octavo.news.readers import ALONE
from octavo.notify.encryption import encrypt
from octavo.notify.vapid import Identity, new_identity
from octavo.serve.telling import telling_of
from octavo.store import open_store

pytestmark = pytest.mark.browser

RECEIVER = Receiver()
# What a browser answers that can reach its push service, which none can here.
SUBSCRIBES = """
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("no key");
    return { endpoint: "https://push.example/send/1", getKey: (name) => bytes(KEYS[name]).buffer };
  };
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Who is alone, with three notices."""
    store = open_store(tmp_path_factory.mktemp("notices") / "octavo.db", clock=lambda: desk.NOW)
    house, press = house_of(store, None, interface={"en": NullTranslations(), "ar": NullTranslations()}), Press(store)
    key = Identity(new_identity()).public
    inner = house.app.state.house
    house.app.state.house = replace(inner, doors=replace(inner.doors, push_key=key, posts=True))
    for number, (kind, why, name) in enumerate(
        [("article", "publisher", "Harbour"), ("story", "topic", "Maren Holt"), ("report", "story", "")]
    ):
        article = press.wrote("harbour", desk.HOUR)
        about = {"article": article, "story": press.joins(article), "why": why, "name": name}
        store.add_notices([NewNotice(ALONE, kind, str(number), desk.NOW, **about)], desk.NOW)  # type: ignore[arg-type]
    yield house
    store.close()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    with served(house.app) as address:
        yield address


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=address, locale="en-GB", permissions=["notifications"])
    yield context
    context.close()


def installed(page: Page) -> str:
    """Open the notices, wait until the service worker is in charge of them, and tell its registration's id."""
    session = page.context.new_cdp_session(page)
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(one["registrationId"] for one in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.goto("/notices")
    until(page, "navigator.serviceWorker.controller !== null")
    assert known
    return known[-1]


def until(page: Page, truth: str) -> None:
    """Wait until a script says so; Playwright's own waiting evaluates text, which the page's policy forbids."""
    deadline = time.monotonic() + 20
    while not page.evaluate(truth):
        assert time.monotonic() < deadline, truth
        page.wait_for_timeout(20)


def test_what_is_pushed_is_shown_and_a_click_leads_there(context: BrowserContext, house: House, address: str) -> None:
    page = context.new_page()
    registration = installed(page)
    (newest, *_) = house.store.notices(ALONE, 1)
    teller = telling_of(
        house.store, clock=lambda: desk.NOW, version="0", site=address, interface={"en": NullTranslations()}
    )
    sending = Sending(1, ALONE, "push", 1, (newest.id,), desk.NOW)
    sealed = encrypt(teller.push(house.store.reader(ALONE), sending, [newest]), RECEIVER.key, RECEIVER.auth)
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": address, "registrationId": registration, "data": RECEIVER.read(sealed).decode()},
    )
    shown = "async () => (await (await navigator.serviceWorker.ready).getNotifications())"
    until(page, f"async () => (await ({shown})()).length === 1")
    (told,) = page.evaluate(
        f"async () => (await ({shown})()).map(({{ title, body, tag, data }}) => ({{ title, body, tag, data }}))"
    )
    assert newest.card is not None
    assert told["title"] == newest.card.title
    assert told["body"] == "New in a story that you follow · Harbour"
    assert told["tag"] == f"notice-{newest.id}"
    worker = context.service_workers[0]
    worker.evaluate(
        "async () => self.dispatchEvent(new NotificationEvent('notificationclick', "
        "{ notification: (await self.registration.getNotifications())[0] }))"
    )
    page.wait_for_url(f"**{told['data']}*")
    expect(page.locator("h1")).to_have_text(newest.card.title)
    until(page, f"async () => (await ({shown})()).length === 0")
    assert house.store.notices(ALONE, 1)[0].read is not None, "what was read is no news"


def test_a_push_without_words_is_shown_all_the_same(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    registration = installed(page)
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send(
        "ServiceWorker.deliverPushMessage", {"origin": address, "registrationId": registration, "data": "not JSON"}
    )
    shown = "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => one.title)"
    until(page, f"async () => (await ({shown})()).includes('Octavo')")


def test_a_browser_subscribes_at_a_button(context: BrowserContext, house: House) -> None:
    page = context.new_page()
    form = RECEIVER.form
    page.add_init_script(f"const KEYS = {{ p256dh: '{form['key']}', auth: '{form['auth']}' }};{SUBSCRIBES}")
    installed(page)
    page.goto("/notices/settings")
    page.get_by_role("button", name="Push notices to this browser").click()
    expect(page.get_by_role("status").filter(has_text="pushed to this browser from now on")).to_be_visible()
    (known,) = house.store.browsers(ALONE)
    assert (known.key, known.auth) == (RECEIVER.key, RECEIVER.auth)
    assert known.name.startswith("Chrome")
    page.get_by_role("button", name="No more").click()
    expect(page.get_by_role("status").filter(has_text="Nothing is pushed to that browser")).to_be_visible()
    assert house.store.browsers(ALONE) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_of_it_works_without_scripts(chromium: Browser, house: House, address: str, language: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"/{language}/notices")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    expect(page.locator(".notices li")).to_have_count(3)
    if page.get_by_role("button", name="Mark all as read").count():
        page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator(".notices .new")).to_have_count(0)
    page.goto(f"/{language}/notices/settings")
    page.get_by_label("By e-mail: Notices").check()
    page.get_by_label("Every day at").select_option("7")
    page.get_by_label("Your clock").select_option("Africa/Cairo")
    page.get_by_label("E-mail address").fill("me@example.org")
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    kept = house.store.reader(ALONE).settings
    assert (kept.briefing_hour, kept.zone, kept.letters) == (7, "Africa/Cairo", "me@example.org")
    assert "email" in kept.notices_by
    context.close()


@pytest.mark.parametrize("path", ["/notices", "/notices/settings"])
def test_nothing_stands_in_the_way(chromium: Browser, address: str, path: str) -> None:
    for scheme in ("light", "dark"):
        context = chromium.new_context(base_url=address, color_scheme=scheme, viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        faults = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in faults] == []
        context.close()
