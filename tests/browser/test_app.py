"""Octavo as an app on a phone: installed, without a network, told of news, driven by keys, read aloud, set to taste."""

from __future__ import annotations

import io
import re
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from gettext import NullTranslations

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from tests.contract import newsroom as desk
from tests.contract.weaving import Press
from tests.serve.accounts import PASSWORD, house_of
from tests.served import served

from octavo.news.addresses import ArticleId, WebUrl
from octavo.news.articles import Enclosure
from octavo.news.readers import ALONE
from octavo.ports import Store
from octavo.serve import Admission
from octavo.serve.links import card_path
from octavo.serve.live import Live
from octavo.store import open_store

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
LONG = "\n".join(f"Sentence {n} of it says one thing. Another says the opposite of that." for n in range(1, 60))


def tone() -> bytes:
    """A second of silence, as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000)
    return out.getvalue()


async def publishers_site(scope: Scope, receive: Receive, send: Send) -> None:
    """What the publishers of the test serve: one recording, wherever it is asked for."""
    await Response(tone(), media_type="audio/wav", headers={"Accept-Ranges": "bytes"})(scope, receive, send)


@dataclass
class Kiosk:
    """A site on loopback with news of its own, and a clock that runs from the newsroom's moment on."""

    address: str
    app: FastAPI
    store: Store
    press: Press
    articles: list[ArticleId]

    def path(self, number: int) -> str:
        return card_path(self.store.article(self.articles[number]).card)

    def title(self, number: int) -> str:
        return self.store.article(self.articles[number]).card.title


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    begun = time.monotonic()

    def clock() -> datetime:
        return desk.NOW + timedelta(seconds=time.monotonic() - begun)

    store = open_store(tmp_path_factory.mktemp("kiosk") / "octavo.db", clock=clock)
    press = Press(store)
    articles = [press.wrote(paper, desk.HOUR * (1 + ago)) for ago, paper in enumerate(("harbour", "courier", "herald"))]
    feed = store.feed_by_url(WebUrl("https://herald.example/feed"))
    assert feed is not None
    sound = Enclosure(WebUrl("https://herald.example/tide.wav"), "audio/wav", "The tide, read out", 1)
    film = Enclosure(WebUrl("https://www.youtube.com/embed/abc123"), "text/html", "The tide, filmed")
    long = desk.article("/long", text=LONG, published=desk.NOW - 5 * desk.HOUR, enclosures=(sound, film))
    articles.append(desk.publish(store, feed.id, replace(long, title="The long tide"), "science"))
    house = house_of(store, None, clock=clock, sample=publishers_site, interface={"en": NullTranslations()})
    house.app.state.live = Live(store, clock, pause=0.1)
    with served(house.app) as address:
        yield Kiosk(address, house.app, store, press, articles)
        house.app.state.live.close()
    store.close()


@pytest.fixture
def phone(chromium: Browser, kiosk: Kiosk) -> Iterator[BrowserContext]:
    """A browser that has not been here, of the size of a phone."""
    context = chromium.new_context(
        base_url=kiosk.address, viewport=PHONE, is_mobile=True, has_touch=True, locale="en-GB",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """One page of it, on which nothing may go wrong unseen."""
    page, faults = phone.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    assert faults == []


def until(page: Page, truth: str, arg: object = None) -> None:
    """Wait until a script says so. Playwright's own waiting evaluates text in the page, which its policy forbids."""
    deadline = time.monotonic() + 20
    while not page.evaluate(truth, arg):
        assert time.monotonic() < deadline, truth
        page.wait_for_timeout(20)


KEPT = "async name => (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)"


def keeps(page: Page, path: str, cache: str = "kept") -> None:
    """Wait until the device keeps a page."""
    until(page, f"async ([cache, path]) => (await ({KEPT})(cache)).includes(path)", [cache, path])


def installed(page: Page, path: str = "/?lang=all") -> None:
    """Open a page, and wait until the service worker is in charge of it."""
    page.goto(path)
    until(page, "navigator.serviceWorker.controller !== null")


def test_a_browser_offers_to_install_it(page: Page) -> None:
    installed(page)
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in faults if one["errorId"] != "in-incognito"] == []


def test_without_a_network_it_has_the_front_the_briefing_and_what_was_saved(page: Page, kiosk: Kiosk) -> None:
    installed(page)
    page.locator(".card", has_text=kiosk.title(3)).get_by_role("button", name="Save").click()
    expect(page.locator(".card", has_text=kiosk.title(3)).get_by_role("button", name="Saved")).to_be_visible()
    assert kiosk.store.saved_among(ALONE, [kiosk.articles[3]])
    for path in ("/", "/briefing", "/saved", f"/article/{kiosk.articles[3]}"):
        keeps(page, path)

    page.context.set_offline(True)
    for path, words in {"/": "The news", "/briefing": "The briefing", "/saved": "Saved for later"}.items():
        page.goto(path)
        expect(page.locator("h1")).to_contain_text(words)
        expect(page.locator("#say")).to_contain_text("No network")
    page.get_by_role("link", name="The long tide").click()
    expect(page.locator(".text")).to_contain_text("Sentence 59")
    page.goto("/topics")
    expect(page.locator("h1")).to_have_text("No network")
    page.context.set_offline(False)
    page.goto("/topics")
    expect(page.locator("h1")).to_have_text("Topics in the news")
    until(page, f"async () => (await ({KEPT})('queue')).length === 0")
    assert kiosk.articles[3] in kiosk.store.seen_among(ALONE, kiosk.articles), "what was read offline counts as read"


def test_what_was_saved_without_a_network_is_sent_once_there_is_one(page: Page, kiosk: Kiosk) -> None:
    article = kiosk.articles[1]
    kiosk.store.unsave(ALONE, article)
    installed(page, "/latest?lang=all")
    page.context.set_offline(True)
    page.locator(".card", has_text=kiosk.title(1)).get_by_role("button", name="Save").click()
    expect(page.locator("#say")).to_contain_text("Kept on this device")
    assert not kiosk.store.saved_among(ALONE, [article])
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, f"async () => (await ({KEPT})('queue')).length === 0")
    assert kiosk.store.saved_among(ALONE, [article])
    # Sent again, as after an answer that was lost on the way, it changes nothing.
    token = page.evaluate("async () => (await (await fetch('/device.json')).json()).token")
    again = page.request.post("/save", form={"token": token, "article": str(article)}, max_redirects=0)
    assert again.status == 303
    assert len(kiosk.store.saved(ALONE, 10)) == len({one.card.id for one in kiosk.store.saved(ALONE, 10)})


def test_a_newer_octavo_takes_over_when_the_reader_wants_it(page: Page, kiosk: Kiosk) -> None:
    installed(page)
    assets = kiosk.app.state.assets
    before = assets.version
    assets.version = "newer"
    try:
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
        expect(page.locator("#say")).to_contain_text("Octavo was renewed")
        with page.expect_navigation():
            page.get_by_role("button", name="Load the page anew").click()
        until(page, "async () => JSON.stringify((await caches.keys()).filter(n => n[0] == 's')) == '[\"shell-newer\"]'")
    finally:
        assets.version = before


def test_signing_out_takes_everything_off_the_device(chromium: Browser, kiosk: Kiosk) -> None:
    house = house_of(kiosk.store, Admission(sign_up="open"))
    house.enrol("Ana")
    with served(house.app) as address:
        context = chromium.new_context(base_url=address, viewport=PHONE)
        page = context.new_page()
        page.goto("/sign-in?next=/saved")
        page.locator("main [name=name]").fill("Ana")
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main button.first").click()
        until(page, "navigator.serviceWorker.controller !== null")
        keeps(page, "/saved")
        page.goto("/account")
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        until(page, f"async () => !(await ({KEPT})('kept')).includes('/saved')")
        context.close()


def test_another_readers_device_keeps_nothing_of_the_one_before(page: Page) -> None:
    installed(page)
    keeps(page, "/saved")
    page.evaluate("localStorage.setItem('reader', '77'); localStorage.setItem('places', '{}')")
    page.goto("/keys")
    assert page.evaluate("localStorage.getItem('places')") is None
    until(page, "async () => (await (await caches.open('kept')).match('/saved')) === undefined")


def test_news_announces_itself_and_moves_nothing(page: Page, kiosk: Kiosk) -> None:
    page.goto("/latest?lang=all")
    line = page.locator("#news")
    expect(line).to_have_text("")
    page.evaluate("scrollTo(0, 200)")
    before = page.locator(".card").last.bounding_box()
    deadline = time.monotonic() + 10
    while kiosk.app.state.live.listeners == 0:
        assert time.monotonic() < deadline, "nobody listens"
        page.wait_for_timeout(20)
    kiosk.press.wrote("evening", timedelta(0))
    kiosk.press.wrote("evening", timedelta(0))
    expect(line).to_contain_text(re.compile("[12] new article"))
    expect(line).to_contain_text("2 new articles")
    assert page.locator(".card").last.bounding_box() == before
    assert page.evaluate("scrollY") == 200
    titles = page.locator(".card .headline").count()
    line.get_by_role("link").click()
    expect(page.locator(".card .headline")).to_have_count(titles + 2)
    expect(line).to_have_text("")


def test_the_keyboard_goes_through_a_list_and_back(page: Page, kiosk: Kiosk) -> None:
    page.goto("/latest?lang=all")
    titles = page.locator(".card .headline").all_inner_texts()
    focused = "document.activeElement.textContent"
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == titles[at]
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    saved = page.locator(".card").nth(1).locator(".keep")
    before = saved.inner_text()
    page.keyboard.press("s")
    expect(saved).not_to_have_text(before)
    page.keyboard.press("o")
    expect(page.locator("h1")).to_have_text(titles[1])
    expect(page.locator(".inlist")).to_contain_text(titles[2])
    page.keyboard.press("j")
    expect(page.locator("h1")).to_have_text(titles[2])
    page.keyboard.press("/")
    page.keyboard.type("jog?")
    expect(page.locator("#q")).to_have_value("jog?")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert Axe().run(page, context="dialog").violations_count == 0
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("/$"))


def test_a_page_is_followed_by_a_key(page: Page, kiosk: Kiosk) -> None:
    page.goto("/category/science")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Follow no more")).to_be_visible()
    page.reload()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    assert all(one.key != "science" for one in kiosk.store.follows(ALONE))


def test_settings_are_kept_with_and_without_scripts(chromium: Browser, kiosk: Kiosk) -> None:
    context = chromium.new_context(base_url=kiosk.address, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(kiosk.path(3))
    usual = page.locator(".text p").first.bounding_box()
    page.get_by_role("group", name="Tools").get_by_role("link", name="Text and paper").click()
    for label in ("Very large", "Without serifs", "More air", "High", "Dark", "They do not"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_label("Very large")).to_be_checked()
    page.get_by_role("link", name="Back to where you were").click()
    changed = page.locator(".text p").first.bounding_box()
    assert usual is not None
    assert changed is not None
    assert changed["height"] > 1.4 * usual["height"]
    root = page.locator("html")
    for name, value in {"theme": "dark", "face": "sans", "contrast": "more", "keys": "off"}.items():
        expect(root).to_have_attribute(f"data-{name}", value)
    context.close()


def test_a_recording_plays_in_the_page_and_anothers_player_only_when_asked(page: Page, kiosk: Kiosk) -> None:
    asked: list[str] = []
    page.context.route(re.compile("youtube"), lambda route: (asked.append(route.request.url), route.abort()))
    page.goto("/podcasts?lang=all")
    player = page.locator("audio")
    expect(player).to_have_count(1)
    player.evaluate("player => player.play()")
    until(page, "document.querySelector('audio').currentTime > 0.2")
    page.goto(kiosk.path(3))
    expect(page.locator("audio")).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(0)
    assert asked == []
    page.get_by_role("link", name="Play with YouTube").click()
    expect(page.locator("iframe")).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/abc123")
    assert asked[0].startswith("https://www.youtube-nocookie.com/embed/abc123")


def test_a_page_sent_from_another_app_opens_where_the_archive_has_it(page: Page, kiosk: Kiosk) -> None:
    page.goto("/share?title=x&text=Read%20this%3A%20https%3A%2F%2Fherald.example%2Flong%3Futm_source%3Dx%20now")
    expect(page.locator("h1")).to_have_text("The long tide")
    page.goto("/share?text=https%3A%2F%2Felsewhere.example%2Fnews%2F1")
    expect(page.locator("h1")).to_have_text("Octavo has not read this page")
    page.get_by_role("button", name="Look for feeds at elsewhere.example").click()
    expect(page.locator("main")).to_contain_text("Octavo is looking behind this address")
    page.goto("/share?title=No+address")
    expect(page.get_by_label("Address of an article")).to_be_visible()


def test_where_one_stopped_reading_is_kept(page: Page, kiosk: Kiosk) -> None:
    page.goto(kiosk.path(3))
    page.get_by_text("Sentence 30 of it").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelectorAll('.text > p')[30].offsetTop)")
    page.goto("/latest?lang=all")
    page.goto(kiosk.path(3))
    expect(page.locator("#say")).to_contain_text("Where you stopped reading")
    assert page.evaluate("scrollY") > 500
    page.get_by_role("button", name="To the beginning").click()
    assert page.evaluate("scrollY") == 0


def test_an_article_is_read_aloud_sentence_by_sentence(page: Page, kiosk: Kiosk) -> None:
    # Chromium without a screen has no voices: this one says what it is given as soon as the test lets it.
    page.add_init_script(
        """window.said = []; window.speechSynthesis.cancel = () => {};
        window.speechSynthesis.speak = one => { said.push(one.text.trim()); window.now = one; };"""
    )
    page.goto(kiosk.path(3))
    page.get_by_role("button", name="Listen").click()
    heard = "said.at(-1)"
    until(page, f"{heard} === 'The long tide'")
    page.evaluate("now.onend()")
    until(page, f"{heard} === 'Sentence 1 of it says one thing.'")
    marked = "() => [...CSS.highlights.get('spoken')].map(range => range.toString().trim())"
    assert page.evaluate(marked) == ["Sentence 1 of it says one thing."]
    page.get_by_role("button", name="On", exact=True).click()
    until(page, f"{heard} === 'Another says the opposite of that.'")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".listening")).to_be_hidden()


def test_what_was_saved_is_read_aloud_one_after_the_other(page: Page, kiosk: Kiosk) -> None:
    for article in kiosk.articles[:2]:
        kiosk.store.save(ALONE, article, (), desk.NOW)
    page.add_init_script(
        """window.said = []; window.speechSynthesis.cancel = () => {};
        window.speechSynthesis.speak = one => { said.push(one.text.trim()); };"""
    )
    page.goto("/saved")
    titles = page.locator(".card .headline").all_inner_texts()
    page.get_by_role("button", name="Listen to these").click()
    for title in titles[:2]:
        until(page, f"said.at(-1) === '{title}'")
        expect(page.locator(".listening p")).to_contain_text(title)
        page.get_by_role("button", name="Next piece").click()


def test_a_link_is_shared_without_scripts_by_letter_and_with_them_by_the_clipboard(page: Page, kiosk: Kiosk) -> None:
    page.goto(kiosk.path(3))
    page.get_by_text("Share", exact=True).click()
    expect(page.get_by_role("link", name="By e-mail")).to_have_attribute(
        "href", re.compile("^mailto:.*The%20long%20tide")
    )
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#say")).to_contain_text("The link was copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/herald.example/long")
