"""Addresses under a language: pages answer there, links stay there, and what has no language has one address."""

from __future__ import annotations

import re
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, app_of, full_store

from octavo.serve.catalogues import catalogues
from octavo.serve.prefix import with_prefix

SPOKEN = catalogues()
PLACES = [
    "/",
    "/stories?lang=all",
    "/category/world",
    "/topic/strait-of-thalas",
    "/search?q=strait",
    "/briefing",
    "/nowhere",
]


@pytest.fixture(scope="module")
def speaking() -> Browser:
    return Browser(app_of(full_store(), interface=SPOKEN))


@pytest.fixture
def fresh() -> Browser:
    return Browser(app_of(full_store(), interface=SPOKEN))


@pytest.mark.parametrize("code", ["en", "ar", "fr"])
def test_a_page_speaks_the_language_of_its_address(speaking: Browser, code: str) -> None:
    reply = speaking.get(f"/{code}/", accept_language="zh")
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}"' in reply.text
    assert reply.headers["content-language"] == code


@pytest.mark.parametrize("place", PLACES)
def test_every_link_stays_in_the_language(speaking: Browser, place: str) -> None:
    page = speaking.get(f"/ar{place}").text
    body = page[page.index("<body") :]
    paths = re.findall(r'\s(?:href|action|formaction)="(/[^"]*)"', body)
    assert len(paths) > 20
    left = {path for path in paths if not path.startswith("/ar/")}
    assert all(re.search(r"\.(?:xml|json|opml|txt)(?:\?|$)|^/(?:static|image|sample)/", path) for path in left), left


def test_without_a_prefix_links_have_none(speaking: Browser) -> None:
    assert not re.search(r'<a [^>]*href="/(?:ar|en)/', speaking.get("/").text)


@pytest.mark.parametrize("place", PLACES[:-1])
def test_every_language_of_a_page_is_named_for_those_who_collect_addresses(speaking: Browser, place: str) -> None:
    page = speaking.get(f"/ar{place}").text
    site = "http://localhost:8008"
    assert f'<link rel="canonical" href="{site}/ar{place}">' in page
    for code in SPOKEN:
        assert f'<link rel="alternate" hreflang="{code}" href="{site}/{code}{place}">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{site}{place}">' in page


def test_how_a_page_is_looked_at_is_no_other_page(speaking: Browser) -> None:
    assert '/en/stories">' in speaking.get("/en/stories?muted=show").text


def test_a_page_that_is_not_there_has_no_address(speaking: Browser) -> None:
    reply = speaking.get("/ar/nowhere")
    assert reply.status == 404
    assert "لا صفحة كهذه" in reply.text
    assert "canonical" not in reply.text


def test_the_language_alone_leads_to_its_front_page(speaking: Browser) -> None:
    reply = speaking.get("/ar?lang=all")
    assert (reply.status, reply.headers["location"]) == (308, "/ar/?lang=all")


@pytest.mark.parametrize("path", ["/ar/static/x", "/ar/healthz", "/ar/robots.txt", "/ar/briefing.xml", "/de/stories"])
def test_what_has_no_language_has_one_address(speaking: Browser, path: str) -> None:
    assert speaking.get(path).status == 404


def test_redirects_stay_in_the_language(speaking: Browser) -> None:
    reply = speaking.get("/ar/topic/thalasian-strait")
    assert reply.headers["location"] == "/ar/topic/strait-of-thalas"
    reply = speaking.post("/ar/preferences", {"theme": "dark", "next": "/topic/strait-of-thalas"})
    assert reply.headers["location"] == "/ar/topic/strait-of-thalas"


def test_without_a_prefix_setting_then_cookie_then_browser_decide(fresh: Browser) -> None:
    def spoken(**headers: str) -> str:
        reply = fresh.get("/stories", **headers)
        assert {"Accept-Language", "Cookie"} <= {one.strip() for one in reply.headers["vary"].split(",")}
        return reply.headers["content-language"]

    assert spoken() == "en"
    assert spoken(accept_language="ar-LB,en;q=0.5") == "ar"
    fresh.cookies["interface"] = "fr"
    assert spoken(accept_language="ar-LB") == "fr"
    reply = fresh.post("/preferences", {"interface": "es", "next": "/ar/stories?lang=all"})
    assert reply.headers["location"] == "/ar/stories?lang=all", "an address that names its language keeps it"
    fresh.cookies["interface"] = "fr"
    assert spoken(accept_language="ar-LB") == "es", "what a reader set counts before the browser's cookie"


def test_choosing_a_language_leads_to_the_page_in_it(fresh: Browser) -> None:
    reply = fresh.post("/en/preferences", {"interface": "ar", "next": "/topic/strait-of-thalas?lang=all"})
    assert reply.headers["location"] == "/ar/topic/strait-of-thalas?lang=all"
    assert fresh.post("/preferences", {"interface": "xx", "next": "/"}).headers["location"] == "/"


def test_other_sites_are_never_led_to(speaking: Browser) -> None:
    for place in ("//evil.example", "/ar//evil.example", "https://evil.example"):
        location = speaking.post("/ar/preferences", {"theme": "dark", "next": place}).headers["location"]
        assert location.startswith("/ar/")
        assert not location.startswith("//")


def test_one_language_has_no_menu() -> None:
    page = Browser(app_of(full_store(), interface={"en": NullTranslations()})).get("/").text
    assert 'name="interface"' not in page


@given(st.text(alphabet="/arenx?#.:-", max_size=30))
def test_prefixes_make_local_paths_of_local_paths_alone(path: str) -> None:
    led = with_prefix(path, "/ar", ("ar", "en"))
    assert led in (path, f"/ar{path}")
    assert with_prefix(led, "/ar", ("ar", "en")) == led, "once is enough"
    if not path.startswith("/") or path.startswith("//"):
        assert led == path


def test_a_store_that_fails_is_not_asked_for_settings() -> None:
    class Failing(MemoryStore):
        def reader(self, reader: int) -> object:
            raise RuntimeError("the disk is gone")

    browser = Browser(app_of(Failing(), interface=SPOKEN))
    reply = browser.get("/ar/stories")
    assert reply.status == 500
    assert "خلل في أوكتافو" in reply.text
