"""Every page in a real browser: loads without scripts, fits a narrow screen, mirrors, weighs little, satisfies axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize
from tests.serve import newsroom, tellings

from octavo.serve.links import card_path, story_path

pytestmark = pytest.mark.browser

WEIGHT = 80_000
"""Bytes of a page with its design, without its pictures."""

NARROW = ViewportSize(width=320, height=640)
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)


def _article(text: str) -> str:
    return next(card_path(one.card) for one in newsroom.articles() if text in one.card.title)


_NEWS = tellings.with_copy(newsroom.articles())
_TREATY = tellings.stories(_NEWS)[0].card
_STORY = story_path(_TREATY.id, _TREATY.lead.title)
_ALONE = tellings.stories(_NEWS)[1].card
_COPY = card_path(tellings.origin_and_copy(_NEWS)[1].card)


PAGES = {
    "front": "/?lang=en",
    "front in Arabic": "/?lang=ar",
    "front in all languages": "/?lang=all",
    "article": _article("Three states"),
    "article in Arabic": _article("ثلاث دول"),
    "article in Chinese": _article("三国"),
    "article with sound": _article("drowned"),
    "article with film": _article("Rovers"),
    "article from its feed": _article("Kessel"),
    "revisions": _article("Three states") + "/revisions",
    "summary": _article("Three states") + "/summary?length=bullets",
    "summary in Arabic": _article("ثلاث دول") + "/summary?length=long",
    "compared": _article("Three states") + "/compare",
    "unbiased view": _article("Three states") + "/balance",
    "how it came": _article("Three states") + "/timeline",
    "what the Writer took": "/writing",
    "category": "/category/world?lang=all",
    "empty category": "/category/lifestyle",
    "publisher": "/publisher/northwire.example",
    "search": "/search?q=strait",
    "nothing found": "/search?q=unicorn+before:soon",
    "how to search": "/search",
    "sources": "/sources?done=paused",
    "one source": "/sources/2",
    "editions": "/sources/editions",
    "looking": "/sources/found/1",
    "found": "/sources/found/2",
    "found nothing": "/sources/found/3",
    "dashboard": "/dashboard",
    "dashboard of a week": "/dashboard?days=7",
    "dashboard of a quarter": "/dashboard?days=90",
    "settings": "/settings?done=log_level",
    "editions of the house": "/editions",
    "one publisher": "/sources/publisher/northwire.example",
    "article with marks": _article("Three states") + "?marks=on",
    "topic": "/topic/strait-of-thalas",
    "topic in all languages": "/topic/strait-of-thalas?lang=all",
    "hidden topic": "/topic/opinion",
    "editing a topic": "/topic/strait-of-thalas/edit?other=marrow",
    "topics": "/topics",
    "topics by name": "/topics?name=strait",
    "edits of topics": "/topics/edits",
    "story": _STORY,
    "story of one report": story_path(_ALONE.id, _ALONE.lead.title),
    "reports of a story": f"{_STORY}/reports",
    "editing a story": f"{_STORY}/edit?other=shipyard",
    "copies": f"{_COPY}/copies",
    "article that is a copy": _COPY,
    "article with a place marked": _article("Three states") + "?said=75-185",
    "stories": "/stories?lang=all",
    "edits of stories": "/stories/edits",
    "trending": "/trending?lang=all",
    "briefing": "/briefing?lang=en",
    "briefing in all languages": "/briefing?lang=all",
    "briefing in Arabic": "/briefing?lang=ar",
    "briefing of a day before": f"/briefing/{newsroom.NOW.date() - timedelta(days=1)}?lang=all",
    "briefing without news": "/briefing/2020-02-02",
    "latest": "/latest?lang=all",
    "videos": "/videos?lang=all",
    "podcasts": "/podcasts?lang=all",
    "text and paper": "/reading?next=/latest",
    "keys": "/keys",
    "page sent by an app": "/share?text=https://elsewhere.example/news&title=The+treaty",
    "nothing sent": "/share",
    "no network": "/offline",
    "missing": "/topic/nobody",
}
every_page = pytest.mark.parametrize("name", PAGES)


Open = Callable[..., Page]


@pytest.fixture(scope="module")
def window(chromium: Browser, site: str) -> Iterator[Open]:
    """window(interface=, size=, looks=, scripts=) → a page; one for each combination, for a new one costs a second."""
    pages: dict[tuple[object, ...], Page] = {}

    def opened(interface: str = "en", size: ViewportSize = PHONE, looks: str = "light", scripts: bool = True) -> Page:
        key = (interface, size["width"], looks, scripts)
        if key not in pages:
            context = chromium.new_context(
                viewport=size,
                color_scheme="dark" if looks == "dark" else "light",
                java_script_enabled=scripts,
                locale="en-GB",
                base_url=site,
                bypass_csp=scripts,
            )
            context.add_cookies([{"name": "interface", "value": interface, "url": site}])
            pages[key] = context.new_page()
        return pages[key]

    yield opened
    for page in pages.values():
        page.context.close()


@every_page
def test_loads_without_scripts_and_weighs_little(window: Open, name: str) -> None:
    page = window(size=NARROW, scripts=False)
    answers: list[Response] = []
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            errors.append(message.text)

    def answered(response: Response) -> None:
        answers.append(response)

    page.on("response", answered)
    page.on("console", heard)
    page.goto(PAGES[name])
    page.remove_listener("response", answered)
    page.remove_listener("console", heard)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    html = sum(len(one.body()) for one in answers if one.request.resource_type == "document" and one.status != 302)
    sheets = [str(one.get_attribute("href")) for one in page.locator("link[rel=stylesheet]").all()]
    assert html > 2_000
    assert html + sum(len(page.request.get(sheet).body()) for sheet in sheets) < WEIGHT
    assert errors == []


@every_page
@pytest.mark.parametrize("interface", ["en", "ar"])
def test_nothing_needs_scrolling_sideways_on_the_narrowest_screen(window: Open, name: str, interface: str) -> None:
    page = window(interface, NARROW)
    page.goto(PAGES[name])
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.right > innerWidth + 1 || box.left < -1)
                && !e.closest('.unseen, .skip, .table, pre, thead');
        }).map(e => e.tagName + '.' + e.className)"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.evaluate("document.documentElement.dir") == ("rtl" if interface == "ar" else "ltr")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: rule, and the elements that break it."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


@every_page
def test_axe_finds_no_violation(window: Open, name: str) -> None:
    page = window(size=DESKTOP)
    page.goto(PAGES[name])
    assert violations(page) == []


@pytest.mark.parametrize(
    "name",
    [
        "front in all languages",
        "article",
        "article with marks",
        "article in Arabic",
        "revisions",
        "search",
        "topic in all languages",
        "topics",
        "editing a topic",
        "story",
        "copies",
        "editing a story",
        "stories",
        "trending",
        "briefing in all languages",
        "sources",
        "found",
        "dashboard",
    ],
)
def test_axe_finds_none_in_the_dark_from_right_to_left(window: Open, name: str) -> None:
    page = window("ar", PHONE, "dark")
    page.goto(PAGES[name])
    assert violations(page) == []


def test_the_keyboard_comes_to_the_text_first_and_sees_where_it_is(window: Open) -> None:
    page = window(size=DESKTOP)
    page.goto("/?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    "name",
    [
        "front",
        "article",
        "topic",
        "topics",
        "editing a topic",
        "story",
        "copies",
        "stories",
        "trending",
        "briefing",
        "sources",
    ],
)
def test_every_target_is_24_pixels_high_or_stands_in_a_sentence(window: Open, name: str) -> None:
    page = window()
    page.goto(PAGES[name])
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.height && box.height < 24 && !e.closest('.text p, .facts bdi, .headline, .skip, .unseen');
        }).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_the_theme_is_kept_without_scripts(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, color_scheme="light", base_url=site)
    page = context.new_page()
    page.goto("/dashboard")
    light = page.screenshot(clip={"x": 0, "y": 0, "width": 4, "height": 4})
    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/dashboard")
    assert page.screenshot(clip={"x": 0, "y": 0, "width": 4, "height": 4}) != light
    context.close()


def test_places_are_kept_for_pictures_that_do_not_come(window: Open) -> None:
    page = window()
    page.route("**/image/**", lambda route: route.abort())
    page.goto(PAGES["front"])
    heights = page.evaluate("[...document.querySelectorAll('.picture img')].map(e => e.getBoundingClientRect().height)")
    page.unroute("**/image/**")
    assert heights
    assert all(height > 40 for height in heights)


def test_the_briefing_is_printed_whole_and_weighs_little(window: Open) -> None:
    page = window(size=DESKTOP)
    answer = page.goto(PAGES["briefing in all languages"])
    assert answer is not None
    sheets = [str(one.get_attribute("href")) for one in page.locator("link[rel=stylesheet]").all()]
    assert len(answer.body()) + sum(len(page.request.get(sheet).body()) for sheet in sheets) < 60_000
    page.emulate_media(media="print")
    try:
        assert not page.locator(".days").is_visible()
        assert page.locator(".end").is_visible()
        assert all(one.is_visible() for one in page.locator(".told .headline").all())
    finally:
        page.emulate_media(media="screen")


def test_paper_is_printed_without_what_only_screens_need(window: Open) -> None:
    page = window(size=DESKTOP)
    page.goto(PAGES["article"])
    page.emulate_media(media="print")
    try:
        assert not any(one.is_visible() for one in page.locator(".masthead nav").all())
        assert not page.locator(".margin").is_visible()
        assert page.locator(".report h1").is_visible()
    finally:
        page.emulate_media(media="screen")
