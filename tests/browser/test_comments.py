"""Comments in a real browser: written, answered, held, appealed and decided on without scripts; the queue by keyboard;
and pages that satisfy axe in every look."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from tests.contract import newsroom as desk
from tests.serve.test_comment_pages import Scene
from tests.served import served

from octavo.news.comments import Because, CommentId
from octavo.serve import Admission
from octavo.serve.catalogues import catalogues
from octavo.store import open_store

pytestmark = pytest.mark.browser

PHONE, NARROW = (ViewportSize(width=width, height=844) for width in (390, 320))


@pytest.fixture
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    store = open_store(tmp_path_factory.mktemp("comments") / "octavo.db", clock=lambda: desk.NOW)
    scene = Scene(store, Admission(sign_up="open"), interface=catalogues())
    for name, role in (("Ana", "reader"), ("Bo", "reader"), ("Mo", "moderator")):
        scene.reader(name, role)
    yield scene
    store.close()


@pytest.fixture
def address(scene: Scene) -> Iterator[str]:
    with served(scene.house.app) as address:
        yield address


def signed_in(chromium: Browser, address: str, scene: Scene, name: str, **given: object) -> BrowserContext:
    context = chromium.new_context(base_url=address, locale="en-GB", **{"viewport": PHONE, **given})  # type: ignore[arg-type]
    cookies = scene.house.browser(scene.there[name]).cookies
    context.add_cookies([{"name": key, "value": value, "url": address} for key, value in cookies.items()])
    return context


def wrote(scene: Scene, name: str, text: str, on: int | None = None, *because: Because) -> CommentId:
    """Written past the pages: a browser's loop runs in this thread."""
    where = scene.article if on is None else CommentId(on)
    return scene.store.write_comment(scene.reader(name).id, where, text, 0, lambda record: because, desk.NOW).id


def write(page: Page, text: str) -> None:
    page.locator("textarea[name=text]").fill(text)
    page.get_by_role("button", name="Send").click()


def test_a_talk_without_scripts_from_the_first_word_to_the_last_decision(
    chromium: Browser, address: str, scene: Scene
) -> None:
    scene.store.block_in_comments("words", "cheap watches", "cheap watches", desk.NOW)
    plain = {"java_script_enabled": False}
    ana = signed_in(chromium, address, scene, "Ana", **plain).new_page()
    bo = signed_in(chromium, address, scene, "Bo", **plain).new_page()
    mo = signed_in(chromium, address, scene, "Mo", **plain).new_page()

    ana.goto(scene.path)
    write(ana, "The boat ran at seven.\n\nSee https://harbour.example/ for more.")
    expect(ana).to_have_url(re.compile(r"/comments\?sort=newest#c\d+$"))
    link = ana.locator(".comment .said a")
    expect(link).to_have_attribute("href", "https://harbour.example/")
    expect(link).to_have_attribute("rel", re.compile("nofollow ugc noopener"))

    bo.goto(scene.path)
    bo.get_by_role("button", name="Like").click()
    expect(bo.get_by_role("button", name="Liked · 1")).to_be_visible()
    bo.get_by_role("link", name="Answer").click()
    write(bo, "At half past.")
    expect(bo.locator(".comment.deep-1")).to_contain_text("answers Ana")

    bo.goto(scene.path)
    write(bo, "Cheap watches for sale")
    expect(bo.get_by_role("status").filter(has_text="A moderator reads it")).to_be_visible()
    expect(bo.locator(".hidden-because")).to_contain_text("words that the moderators hold back")
    bo.get_by_role("link", name="Ask for another look").click()
    bo.locator("main form.write [name=text]").fill("They are my own.")
    bo.get_by_role("button", name="Ask for another look").click()
    ana.goto(scene.path)
    expect(ana.locator("main")).not_to_contain_text("Cheap watches")

    mo.goto("/moderation")
    expect(mo.locator(".case")).to_contain_text("They are my own.")
    mo.locator(".case [name^=note-]").fill("Sell them elsewhere, please.")
    mo.locator(".case").get_by_role("button", name="Reject").click()
    expect(mo.get_by_role("status").filter(has_text="1 comment was decided on")).to_be_visible()
    bo.goto(scene.path)
    expect(bo.locator(".hidden-because")).to_contain_text("Sell them elsewhere, please.")
    for page in (ana, bo, mo):
        page.context.close()


def test_the_queue_by_keyboard(chromium: Browser, address: str, scene: Scene) -> None:
    words = Because("words", "watches")
    first, second, third = (wrote(scene, name, f"{name}’s watches", None, words) for name in ("Ana", "Bo", "Cy"))
    page = signed_in(chromium, address, scene, "Mo").new_page()
    page.goto("/moderation")
    page.keyboard.press("j")
    expect(page.locator(f"#c{first} .headline a")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(f"#c{second} input[type=checkbox]")).to_be_checked()
    page.locator(f"#c{second} .headline a").focus()
    page.keyboard.press("r")
    expect(page.locator(f"#c{second}")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(f"#c{first}")).to_have_count(0)
    page.locator(f"#note-{third}").press("a")  # while somebody writes, a letter is a letter
    expect(page.locator(f"#note-{third}")).to_have_value("a")
    states = [scene.store.comment(one).state for one in (first, second, third)]
    assert states == ["shown", "rejected", "held"]
    page.context.close()


@pytest.mark.parametrize(("interface", "looks"), [("en", "light"), ("ar", "dark")])
def test_pages_of_comments_are_for_everybody(
    chromium: Browser, address: str, scene: Scene, interface: str, looks: str
) -> None:
    top = wrote(scene, "Ana", "One " + "Donaudampfschiff" * 12)
    deep = top
    for nth in range(6):
        deep = wrote(scene, ("Bo", "Ana")[nth % 2], f"Answer {nth} https://harbour.example/{'long' * 20}", deep)
    scene.store.block_in_comments("words", "watches", "watches", desk.NOW)
    held = wrote(scene, "Ana", "My watches", None, Because("words", "watches"), Because("model", "insult"))
    scene.store.report_comment(top, scene.reader("Bo").id, "off-topic", "says nothing", desk.NOW)
    pages = {
        "Ana": [
            scene.path, f"{scene.path}/comments", f"/comments/{deep}", f"/comments/{held}?do=appeal",
            "/account/comments",
        ],
        "Bo": [f"/comments/{top}?do=report", f"/comments/{top}?do=answer"],
        "Mo": ["/moderation", "/moderation/history", "/moderation/blocks", f"/moderation/comment/{held}"],
    }  # fmt: skip
    for name, paths in pages.items():
        context = signed_in(
            chromium, address, scene, name, viewport=NARROW, color_scheme=looks, bypass_csp=True
        )  # fmt: skip
        context.add_cookies([{"name": "interface", "value": interface, "url": address}])
        page = context.new_page()
        for path in paths:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        context.close()
