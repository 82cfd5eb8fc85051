"""The search page over the real store: what it shows, says and leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest
from tests.contract import newsroom as desk
from tests.serve.client import Browser
from tests.serve.fakes import DrawnImages, idle_doors

from octavo.ports import Meaning, Store
from octavo.serve import application
from octavo.store import open_store

TEXTS = {
    "ferry": ("Night ferry sails again", "The night ferry runs in rough weather as in calm.", "en"),
    "bridge": ("A bridge over the harbour", "The harbour bridge opens; the ferry stays.", "en"),
    "pont": ("Le pont du port", "Le pont sur le port ouvre demain.", "fr"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three articles of three days."""
    opened = open_store(tmp_path_factory.mktemp("search") / "octavo.db", clock=lambda: desk.NOW)
    opened.add_publishers([desk.HERALD])
    feed = desk.subscribe(opened)
    for nth, (name, (title, text, language)) in enumerate(TEXTS.items()):
        made = desk.article(f"/{name}", text=text, language=language, published=desk.NOW - timedelta(days=nth))
        desk.publish(opened, feed.id, replace(made, title=title))
    yield opened
    opened.close()


@pytest.fixture
def asked() -> list[str]:
    """What was asked for its meaning."""
    return []


@pytest.fixture
def browser(store: Store, asked: list[str]) -> Browser:
    def meaning_of(text: str) -> Meaning | None:
        asked.append(text)
        return None

    doors = idle_doors(meaning_of=meaning_of)
    return Browser(application(store, DrawnImages(), clock=lambda: desk.NOW, hosts=(), version="0", doors=doors))


def page(browser: Browser, q: str, more: str = "") -> str:
    reply = browser.get(f"/search?q={quote(q)}{more}")
    assert reply.status == 200
    return reply.text


def test_the_best_come_first_and_the_newest_at_a_switch(browser: Browser, asked: list[str]) -> None:
    best = page(browser, "ferry bridge OR weather")
    assert best.index("A bridge over the harbour".partition(" bridge")[0]) >= 0
    newest = page(browser, "ferry", "&sort=newest")
    assert newest.index("Night <mark>ferry</mark>") < newest.index("the <mark>ferry</mark> stays")
    assert asked == ["ferry bridge weather"]
    assert 'href="/search?q=ferry" aria-current="true"' not in newest
    assert 'href="/search?q=ferry&amp;sort=newest" aria-current="true">Newest first' in newest


def test_what_was_understood_is_said_and_can_be_left_out(browser: Browser) -> None:
    found = page(browser, 'ferry -"rough sea" lang:en source:herald after:2026-11-01 has:image')
    for said in (
        "“ferry”",
        "not exactly “rough sea”",
        "in English",
        "published by “herald”",
        "from 1 November 2026 on",
    ):
        assert f"<bdi>{said}</bdi>" in found
    assert "with a picture" in found
    left = "/search?q=ferry+-%22rough+sea%22+source%3Aherald+after%3A2026-11-01+has%3Aimage"
    assert f'href="{left}" aria-label="Leave out: in English"' in found


def test_facets_narrow_the_search(browser: Browser) -> None:
    found = page(browser, "harbour OR port OR ferry")
    assert "Narrow this search" in found
    assert 'href="/search?q=harbour+OR+port+OR+ferry+lang%3Afr"><bdi>Français</bdi></a> <span class="facts">1' in found
    assert "3 articles" in found
    day = "/search?q=harbour+OR+port+OR+ferry+on%3A2026-11-20"
    assert f'<a href="{day}"><title>2026-11-20: 1</title>' in found
    assert "A bridge over the" in browser.get(day).text


def test_nothing_found_says_what_to_loosen(browser: Browser) -> None:
    found = page(browser, '"night ferry" lang:fr')
    assert "The archive has no article with all of that." in found
    assert "without in French" not in found
    assert 'href="/search?q=%22night+ferry%22">without in Français</a> <span class="facts">1' in found
    alone = page(browser, '"night ferry" lang:fr by:nobody')
    assert "It has some for each condition alone:" in alone
    assert 'href="/search?q=lang%3Afr">in Français</a> <span class="facts">1' in alone


def test_misspelt_words_are_corrected_and_said(browser: Browser) -> None:
    found = page(browser, "brigde")
    assert "The archive does not have “brigde”; this is for “bridge”." in found
    assert "A <mark>bridge</mark> over the harbour" in found


def test_a_search_is_a_feed(browser: Browser) -> None:
    found = page(browser, "ferry")
    assert '<link rel="alternate" type="application/atom+xml" href="/search.xml?q=ferry"' in found
    reply = browser.get("/search.xml?q=ferry")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    titles = [one.text for one in fromstring(reply.text).iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["Search: ferry", "Night ferry sails again", "A bridge over the harbour"]
    assert browser.get("/search.xml").status == 200
    assert browser.get("/search.xml?q=ferry", if_none_match=reply.headers["etag"]).status == 304


def test_a_search_is_followed(browser: Browser, store: Store) -> None:
    page(browser, "ferry -storm")
    assert browser.post("/follow", {"kind": "search", "key": "ferry  -storm", "next": "/"}).status == 303
    assert "Follow no more" in page(browser, "ferry -storm")
    following = browser.get("/following").text
    assert 'href="/search?q=ferry%20-storm&amp;sort=newest"><bdi>ferry -storm</bdi></a>' in following
    browser.post("/follow", {"kind": "search", "key": "ferry -storm", "undo": "1", "next": "/"})
    assert ">Follow<" in page(browser, "ferry -storm")
    assert browser.post("/follow", {"kind": "search", "key": "!", "next": "/"}).status == 404


def test_what_its_reader_muted_is_hidden_and_counted(browser: Browser, store: Store) -> None:
    assert "hidden, because you muted" not in page(browser, "ferry")
    browser.post("/mute", {"kind": "words", "key": "night", "next": "/"})
    found = page(browser, "ferry")
    assert "Night <mark>ferry</mark>" not in found
    assert "the <mark>ferry</mark> stays" in found
    assert "1 hidden, because you muted it:" in found
    assert 'href="/search?q=ferry&amp;muted=show"' in found
    assert "Night <mark>ferry</mark>" in page(browser, "ferry", "&muted=show")
    only = page(browser, "night")
    assert "1 hidden, because you muted it:" in only, "and it is not said that there is nothing"
    browser.post("/mute", {"kind": "words", "key": "night", "undo": "1", "next": "/"})
    assert "Night <mark>ferry</mark>" in page(browser, "ferry")


def test_suggestions_for_who_is_typing(browser: Browser) -> None:
    reply = browser.get("/search/suggestions?q=har")
    assert json.loads(reply.text) == [
        {"name": "The Harbour Herald", "kind": "Publisher", "to": "/publisher/herald.example"},
        {"name": "harbour", "kind": "", "to": "/search?q=harbour"},
    ]
    assert json.loads(browser.get("/search/suggestions").text) == []


@pytest.mark.parametrize("q", ["<b>x</b>", '"', "ferry&sort=newest", "'--", "\x00ferry", "source:<script>", "a" * 900])
def test_whatever_is_typed_is_escaped_and_answered(browser: Browser, q: str) -> None:
    found = page(browser, q)
    assert "<script>" not in found
    assert "<b>x</b>" not in found
    assert page(browser, q, "&sort=newest&older=x&page=-3")
    assert browser.get(f"/search.xml?q={quote(q)}").status == 200
