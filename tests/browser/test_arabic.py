"""The main ways through Octavo in Arabic, in a real browser, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.contract import newsroom as desk
from tests.contract.weaving import Press
from tests.serve.accounts import House, house_of
from tests.served import served

from octavo.serve import Admission
from octavo.serve.catalogues import catalogues
from octavo.store import open_store

pytestmark = pytest.mark.browser

PASSWORD = "a lantern beside the ferry"
PHONE = ViewportSize(width=390, height=844)
LATIN = re.compile(r"[A-Za-z]{2,}")
OWN = {"Octavo"}


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two reports of one event, an English and an Arabic one, and one more in Arabic."""
    store = open_store(tmp_path_factory.mktemp("arabic") / "octavo.db", clock=lambda: desk.NOW)
    press = Press(store)
    english = press.wrote("harbour", text="The ferry ran again today.\nIt had stood still for a week. " * 12)
    arabic = press.wrote(
        "almarsa", 2 * desk.HOUR, language="ar", country="LB", text="عادت العبارة إلى العمل اليوم. " * 40
    )
    press.story(english, arabic)
    press.joins(press.wrote("alufuq", 3 * desk.HOUR, language="ar", country="EG", category="sport"))
    house = house_of(store, Admission(sign_up="open"), interface=catalogues())
    house.enrol("Boss", "administrator")
    yield house
    store.close()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    with served(house.app) as address:
        yield address


def opened(chromium: Browser, address: str, scripts: bool, locale: str = "ar-LB") -> Page:
    return chromium.new_context(
        base_url=address, java_script_enabled=scripts, locale=locale, viewport=PHONE
    ).new_page()  # fmt: skip


@pytest.fixture
def page(chromium: Browser, address: str, scripts: bool) -> Iterator[Page]:
    page = opened(chromium, address, scripts)
    yield page
    page.context.close()


@pytest.fixture
def reading(chromium: Browser, site: str, scripts: bool) -> Iterator[Page]:
    page = opened(chromium, site, scripts)
    yield page
    page.context.close()


def says(page: Page) -> set[str]:
    """Words in Latin letters that the interface itself says: outside of texts that name their own language, of what
    publishers, readers and topics are called, of what publishers write, and of what is typed as it stands."""
    own = page.evaluate(
        """() => {
            const copy = document.body.cloneNode(true);
            copy.querySelectorAll('[lang]:not([lang=ar]), bdi, [dir=auto], [dir=ltr], code, kbd, script, time, option, '
                + '.headline, .summary, .choices, .text')
                .forEach(e => e.remove());
            return copy.textContent;
        }"""
    )
    return {word for word in LATIN.findall(re.sub(r"\w+:\w*|yesterday|last week", "", own)) if not word.isupper()} - OWN


def test_from_the_front_page_to_an_article_a_topic_and_a_story(reading: Page) -> None:
    page = reading
    page.goto("/ar/?lang=all")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert says(page) == set()
    page.locator(".lead .headline a").click()
    expect(page).to_have_url(re.compile("/ar/(story|article)/"))
    assert says(page) == set()
    page.goto("/ar/topic/strait-of-thalas")
    expect(page.get_by_role("heading", level=1)).to_contain_text("مضيق ثالاس")
    assert says(page) == set()
    page.locator(".card .headline a").first.click()
    expect(page).to_have_url(re.compile("/ar/article/"))
    expect(page.locator("main").get_by_role("link", name=re.compile("^اقرأه في")).first).to_be_visible()
    assert says(page) == set()


def test_searching(reading: Page) -> None:
    page = reading
    page.goto("/ar/")
    page.locator("#q").fill("مضيق")
    page.get_by_role("search").get_by_role("button", name="ابحث").click()
    expect(page).to_have_url(re.compile(r"/ar/search\?q="))
    expect(page.locator(".card").first).to_be_visible()
    assert says(page) == set()


def test_changing_the_language_keeps_the_page(reading: Page) -> None:
    page = reading
    page.goto("/ar/topic/strait-of-thalas")
    page.locator("footer").get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/en/topic/strait-of-thalas$"))
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.goto("/topic/strait-of-thalas")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_first_visit_chooses_an_edition_in_one_step(page: Page) -> None:
    page.goto("/ar/")
    offer = page.locator(".choosing")
    expect(offer.get_by_role("heading")).to_have_text("اختر طبعتك")
    offer.get_by_text("بلدان الناشرين").click()
    expect(offer.get_by_label("لبنان")).to_be_visible()
    offer.get_by_label("لبنان").check()
    offer.get_by_role("button", name="أظهر هذه الطبعة").click()
    expect(page).to_have_url(re.compile("/ar/$"))
    expect(page.locator(".choosing")).to_have_count(0)
    expect(page.locator(".card")).to_have_count(1)
    assert says(page) == set()
    expect(page.locator(".lead")).to_contain_text("ناشران")


def test_a_story_is_led_in_the_readers_language(page: Page, house: House) -> None:
    page.goto("/ar/stories?lang=all")
    expect(page.locator(".card", has_text="ناشران")).not_to_have_attribute("lang", "en")
    page.goto("/en/stories?lang=all")
    expect(page.locator(".card", has_text="2 publishers")).not_to_have_attribute("lang", "ar")


def test_signing_up_in_and_following(page: Page, scripts: bool) -> None:
    name = "Dana" if scripts else "Dina"
    page.goto("/ar/publisher/almarsa.example")
    page.locator(".masthead").get_by_role("link", name="سجّل الدخول").click()
    expect(page).to_have_url(re.compile("/ar/sign-in"))
    assert says(page) == set()
    page.get_by_role("link", name="أنشئ حساباً").click()
    page.get_by_label("الاسم", exact=True).fill(name)
    page.locator("main [name=password]").fill(PASSWORD)
    page.get_by_role("button", name="أنشئ الحساب").click()
    expect(page.locator("main").get_by_role("status")).to_contain_text("هذا الحساب لك")
    assert says(page) == set()

    page.get_by_role("button", name="سجّل الخروج", exact=True).click()
    page.goto("/ar/publisher/almarsa.example")
    page.locator(".masthead").get_by_role("link", name="سجّل الدخول").click()
    page.locator("main [name=name]").fill(name)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="سجّل الدخول").click()
    expect(page).to_have_url(re.compile("/ar/publisher/almarsa.example$"))
    page.get_by_role("button", name="تابع", exact=True).click()
    expect(page.get_by_role("button", name="أوقف المتابعة")).to_be_visible()
    page.goto("/ar/following")
    expect(page.locator("main")).to_contain_text("Almarsa")
    assert says(page) == set()
