"""The page that answers, its JSON, and what a Writer makes of an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from tests.ask.press import opened
from tests.contract import newsroom as desk
from tests.serve.client import Browser
from tests.serve.fakes import DrawnImages, idle_doors
from tests.serve.test_aid_pages import Scribe

from octavo.ports import Store
from octavo.serve import application

KILLED = "How many people were killed in the earthquake in Navera?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = opened(tmp_path_factory.mktemp("ask"))
    yield made
    made.close()


def browser_of(store: Store, writer: Scribe | None = None) -> Browser:
    doors = idle_doors(writer=writer)
    return Browser(application(store, DrawnImages(), clock=lambda: desk.NOW, hosts=(), version="0", doors=doors))


def words(page: str) -> str:
    inside = page[page.index('<article class="asked">') :]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_an_answer_is_quotes_that_lead_to_their_marked_places(store: Store) -> None:
    browser = browser_of(store)
    page = browser.get(f"/ask?q={quote(KILLED)}").text
    assert "rose to 61" in words(page)
    assert "The Harbour Herald" in words(page)
    assert "Nothing is rewritten" in words(page)
    places = re.findall(r'href="(/article/[^"#]+\?said=[\d-]+)#said"', page)
    assert places
    assert '<mark class="of-said" id="said">' in browser.get(places[0]).text


def test_without_an_answer_the_page_says_so_and_shows_the_nearest(store: Store) -> None:
    found = words(browser_of(store).get("/ask?q=Who+won+the+chess+championship+in+Reykjavik").text)
    assert "Octavo’s archive does not say." in found
    assert "What the archive says" not in found


def test_without_a_question_the_page_says_how_to_ask(store: Store) -> None:
    assert "How to ask" in words(browser_of(store).get("/ask").text)
    assert browser_of(store).get("/ask.json").status == 400


def test_the_json_says_the_same(store: Store) -> None:
    browser = browser_of(store)
    told = json.loads(browser.get(f"/ask.json?q={quote(KILLED)}").body)
    assert told["says"] is True
    page = words(browser.get(f"/ask?q={quote(KILLED)}").text)
    for one in told["quoted"]:
        assert " ".join(one["text"].split()) in page
        assert one["place"].startswith("http://localhost:8008/article/")


def test_what_articles_want_of_a_reader_is_only_ever_quoted(store: Store) -> None:
    page = browser_of(store).get("/ask?q=" + quote("<script>alert(1)</script> killed earthquake Navera")).text
    assert "<script>alert" not in page
    assert "nobody was killed" not in words(page).partition("What the archive says")[0]


def test_a_writers_sentences_come_where_they_follow_and_quotes_where_not(store: Store) -> None:
    scribe = Scribe(
        "The number of people killed in the earthquake rose to 61 [1]. ", "Nobody was killed in Navera [1]."
    )
    browser = browser_of(store, scribe)
    assert "Have it rephrased by" in words(browser.get(f"/ask?q={quote(KILLED)}").text)
    page = browser.post("/ask", {"q": KILLED}).text
    written = words(page).partition("What the archive says")[0]
    assert "rose to 61" in written
    assert "Nobody was killed" not in written
    (order,) = scribe.orders
    assert KILLED not in order.instructions  # a reader's words are no instructions either
    assert KILLED in order.material


def test_a_writer_that_fails_leaves_the_quotes(store: Store) -> None:
    browser = browser_of(store, Scribe(code="broken"))
    page = words(browser.post("/ask", {"q": KILLED}).text)
    assert "does not answer just now" in page
    assert "rose to 61" in page


def test_where_nobody_writes_nothing_is_asked_of_them(store: Store) -> None:
    assert browser_of(store).post("/ask", {"q": KILLED}).status == 404
    scribe = Scribe("x")
    assert browser_of(store, scribe).post("/ask", {"q": "chess in Reykjavik?"}).status == 303
    assert scribe.orders == []
