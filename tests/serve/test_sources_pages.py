"""The sources page: what is shown of feeds, and what its forms set off."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from tests.serve import newsroom
from tests.serve.client import Browser
from tests.serve.fakes import DISCOVER, MemoryStore, Yard, app_of

from octavo.news.addresses import FeedId, PublisherId, WebUrl
from octavo.news.sources import Feed


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_every_feeds_health_is_in_words(browser: Browser) -> None:
    page = words(browser.get("/sources").text)
    assert "Failing The site answered with status 503 (service unavailable). (7 times in a row)" in page
    assert "Gone The site answered 410: the feed is gone for good." in page
    assert "Waiting for its first poll" in page
    assert "9 min ago in 21 min 4.2" in page
    assert "1 page given up" in page


def test_those_that_need_somebody_come_first(browser: Browser) -> None:
    names = re.findall(r'<th scope="row"><a[^>]*><bdi>([^<]+)', browser.get("/sources").text)
    assert names[:3] == ["Northwire", "Le Quai", "Valley Broadcasting"]


def test_feeds_are_found_by_state_and_name(browser: Browser) -> None:
    assert words(browser.get("/sources?show=failing").text).count("Poll now") == 1
    assert "Le Quai – news" in browser.get("/sources?q=QUAI").text
    assert browser.get("/sources?q=QUAI").text.count('value="QUAI"') == 1
    assert "No feed fits." in browser.get("/sources?q=nobody").text


def test_many_feeds_come_in_pages() -> None:
    first = newsroom.feeds()[0]
    publisher = PublisherId("harbourpost.example")
    feeds = [
        replace(first, id=FeedId(n), feed=Feed(WebUrl(f"https://harbourpost.example/{n}"), publisher))
        for n in range(1, 91)
    ]
    browser = Browser(app_of(MemoryStore([], feeds)))
    seen: list[str] = []
    path = "/sources"
    while path:
        page = browser.get(path).text
        seen += re.findall(r'href="/sources/(\d+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(following[1]) if following else ""
    assert len(seen) == len(set(seen)) == 90
    assert browser.get("/sources?page=999").status == 200
    assert browser.get("/sources?page=-1").status == 200


def test_one_feeds_page_knows_all(browser: Browser) -> None:
    page = words(browser.get("/sources/1").text)
    for said in (
        "https://harbourpost.example/rss.xml",
        "Time between polls 30 minutes",
        "Articles in all 120",
        "Folder World",
    ):
        assert said in page, said


@pytest.mark.parametrize(
    ("fields", "call", "said"),
    [
        ({"poll": "1"}, ("poll_now", [1]), "1 feed is polled now."),
        ({"everything": "1"}, ("poll_now", None), "6 feeds are polled now."),
        ({"pause": "1"}, ("pause", 1, True), "The feed is paused; its articles stay."),
        ({"resume": "3"}, ("pause", 3, False), "The feed is polled again from now on."),
        ({"retry": "extract 31"}, ("requeue", "extract", 31), "It is tried again now."),
    ],
)
def test_buttons(browser: Browser, store: MemoryStore, fields: dict[str, str], call: object, said: str) -> None:
    reply = browser.post("/sources/act", fields)
    assert reply.status == 303
    assert store.calls == [call]
    assert said in browser.get(reply.headers["location"]).text


@pytest.mark.parametrize(("choice", "articles"), [("keep", False), ("remove", True)])
def test_removing_asks_what_becomes_of_the_articles(
    browser: Browser, store: MemoryStore, choice: str, articles: bool
) -> None:
    assert 'value="keep" checked' in browser.get("/sources/2").text
    reply = browser.post("/sources/2/remove", {"articles": choice})
    assert store.calls == [("remove", [2], articles)]
    assert "The feed was removed." in browser.get(reply.headers["location"]).text


def test_an_address_is_looked_behind(browser: Browser, store: MemoryStore) -> None:
    reply = browser.post("/sources/add", {"address": "valley.example/news"})
    assert (reply.status, reply.headers["location"]) == (303, "/sources/found/7")
    assert store.calls == [("discover", "https://valley.example/news", DISCOVER)]
    waiting = browser.get("/sources/found/7")
    assert waiting.headers["refresh"] == "2"
    assert "Octavo is looking behind this address" in waiting.text


@pytest.mark.parametrize("typed", ["", "ftp://valley.example", "javascript:alert(1)", "http://"])
def test_what_is_no_address_is_said(browser: Browser, store: MemoryStore, typed: str) -> None:
    reply = browser.post("/sources/add", {"address": typed})
    assert reply.status == 400
    assert "Check the address" in reply.text
    assert store.calls == []


def test_candidates_are_shown_to_choose_from(browser: Browser, store: MemoryStore) -> None:
    page = words(browser.get("/sources/found/2").text)
    assert "Valley Broadcasting RSS 2.0 · 40 entries · newest 30 min ago https://valley.example/rss.xml" in page
    assert "Atom 1.0 · 10 entries · comments, not articles" in page
    chosen = {"feed": ["https://valley.example/rss.xml", "https://evil.example/rss"], "category": "world"}
    reply = browser.post("/sources/found/2", chosen)
    assert store.calls == [("add_candidates", ["https://valley.example/rss.xml"], "world")]
    assert "1 feed was added" in browser.get(reply.headers["location"]).text


def test_choosing_nothing_adds_nothing(browser: Browser, store: MemoryStore) -> None:
    browser.post("/sources/found/2")
    assert store.calls == []


def test_nothing_found_says_why_and_asks_again(browser: Browser) -> None:
    page = browser.get("/sources/found/3").text
    assert "No host has this name." in page
    assert 'value="https://nowhere.example/"' in page


def test_an_edition_is_one_click(store: MemoryStore) -> None:
    browser = Browser(app_of(store, Yard(store, sample=True)))
    assert "Take the sample newsroom away at the same time" in browser.get("/sources/editions").text
    browser.post("/sources/editions", {"edition": "world-en", "sample": "remove"})
    assert store.calls == [("add_edition", "world-en"), ("remove_sample",)]


def test_editions_in_the_readers_language_come_first(browser: Browser) -> None:
    page = browser.get("/sources/editions", accept_language="fr-CA,fr;q=0.9,ar;q=0.5").text
    assert re.findall(r'name="edition" value="([^"]+)"', page) == ["arab-ar", "france-fr", "world-en"]
    assert "The Harbour Post , Northwire , Valley Broadcasting" in words(page)


def test_an_unknown_edition_is_not(browser: Browser, store: MemoryStore) -> None:
    assert browser.post("/sources/editions", {"edition": "moon"}).status == 404
    assert store.calls == []


def test_opml_comes_in_and_goes_out(browser: Browser, store: MemoryStore) -> None:
    reply = browser.upload("/sources/opml", b"<opml version='2.0'/>")
    assert reply.status == 303
    assert store.calls[0][0] == "add_feeds"
    assert "6 feeds were imported." in browser.get(reply.headers["location"]).text
    saved = browser.get("/sources/octavo.opml")
    assert saved.body == b"<opml/>"
    assert saved.headers["content-disposition"] == 'attachment; filename="octavo.opml"'


def test_a_file_that_is_no_opml_is_said(browser: Browser) -> None:
    reply = browser.upload("/sources/opml", b"PK\x03\x04")
    assert reply.status == 400
    assert "the file is no OPML" in reply.text


def test_what_an_opml_file_lost_is_said(browser: Browser) -> None:
    reply = browser.upload("/sources/opml", b"<opml version='2.0'>Tides</opml>")
    assert reply.status == 200
    page = words(reply.text)
    assert "6 feeds were imported 1 line of the file was passed over: no address: Tides" in page


def test_the_worker_is_told_that_a_form_was_done(store: MemoryStore) -> None:
    yard = Yard(store)
    browser = Browser(app_of(store, yard))
    browser.get("/sources")
    assert yard.changes == 0
    browser.post("/sources/act", {"poll": "1"})
    assert yard.changes == 1


def test_why_work_pauses_is_said(store: MemoryStore) -> None:
    yard = Yard(store)
    yard.trouble = "The disk is full."
    assert "Work pauses: The disk is full." in words(Browser(app_of(store, yard)).get("/dashboard").text)


def test_why_vectors_wait_is_said(store: MemoryStore) -> None:
    yard = Yard(store)
    browser = Browser(app_of(store, yard))
    assert "Vectors" not in browser.get("/dashboard").text
    yard.vectors_wait = "127.0.0.1 did not answer"
    page = words(browser.get("/dashboard").text)
    assert "Vectors of articles wait for their model, while all else goes on: 127.0.0.1 did not answer" in page
