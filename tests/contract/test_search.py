"""Search: words, phrases, exclusions, filters, pages, and what a hit shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.newsroom import (
    COURIER,
    DAY,
    HERALD,
    HOUR,
    MINUTE,
    NOW,
    article,
    entry,
    finish,
    publish,
    save_article,
    save_entries,
    subscribe,
    take,
    understand,
)

from octavo.index import parse_query
from octavo.news.addresses import WebUrl
from octavo.news.articles import Block, Enclosure
from octavo.news.jobs import Job, SaveVector, StageKey
from octavo.ports import CardFilter, Clause, Meaning, Query, Store, Term, asking_for

EMBED = StageKey("embed", 1)
TEXTS = {
    "/ferry": "The ferry to Ballyvarra sails again after the strike.",
    "/strike": "A strike at the mill ends; the mill sails through.",
    "/cafe": "Le café Zürich rouvre: “Straße frei”.",
    "/arabic": "أعلنت المدينة فتح الميناء",
    "/tokyo": "東京都の港が開いた",
}


@pytest.fixture
def full(store: Store) -> Store:
    """Five texts, newest first in the order above."""
    store.add_publishers([HERALD, COURIER])
    feed = subscribe(store)
    for nth, (path, text) in enumerate(TEXTS.items()):
        language = {"/cafe": "fr", "/arabic": "ar", "/tokyo": "ja"}.get(path, "en")
        made = article(path, text=text, published=NOW - nth * HOUR, language=language)
        made = replace(
            made,
            title=f"Title {nth}",
            authors=("Ada Quill",) if path == "/ferry" else (),
            enclosures=(Enclosure(WebUrl("https://herald.example/v.mp4"), "video/mp4"),) if path == "/strike" else (),
        )
        publish(store, feed.id, made, "business" if nth == 1 else "world")
    return store


def found(store: Store, asked: str) -> list[str]:
    query = parse_query(asked, NOW)
    hits = store.search(query, 100)
    assert store.count(query) == len(hits) == store.facets(query).counted
    return [f"/{hit.card.url.rpartition('/')[2]}" for hit in hits]


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ("strike", ["/ferry", "/strike"]),
        ("strike mill", ["/strike"]),
        ('"ferry to"', ["/ferry"]),
        ('"to ferry"', []),
        ('"sails again"', ["/ferry"]),
        ("ferries", ["/ferry"]),
        ('"ferries"', []),
        ("striking mills", ["/strike"]),
        ("strike -mill", ["/ferry"]),
        ('strike -"the mill"', ["/ferry"]),
        ("-strike", ["/cafe", "/arabic", "/tokyo"]),
        ("mill OR ferry", ["/ferry", "/strike"]),
        ("again mill OR ferry", ["/ferry"]),
        ("sail*", ["/ferry", "/strike"]),
        ("-sail*", ["/cafe", "/arabic", "/tokyo"]),
        ("cafe zurich strasse", ["/cafe"]),
        ("الميناء", ["/arabic"]),
        ("ميناء", ["/arabic"]),
        ("بالمدينة", ["/arabic"]),
        ("東京", ["/tokyo"]),
        ("東京の港", ["/tokyo"]),
        ("京東", []),
        ("title", list(TEXTS)),
        ("", list(TEXTS)),
        ("lang:fr", ["/cafe"]),
        ("-lang:fr -lang:en", ["/arabic", "/tokyo"]),
        ("category:business,sport", ["/strike"]),
        ("category:business -strike", []),
        ("source:herald.example ferry", ["/ferry"]),
        ("source:harbour", list(TEXTS)),
        ("source:courrier", []),
        ("source:courrier source:HARBOUR ferry", ["/ferry"]),
        ("-source:harbour", []),
        ("source:nobody", []),
        ("country:IE mill", ["/strike"]),
        ("country:france", []),
        ("by:quill", ["/ferry"]),
        ('by:"ada quill"', ["/ferry"]),
        ('-by:"ada quill" strike', ["/strike"]),
        ("has:video", ["/strike"]),
        ("has:audio", []),
        ("is:original mill", ["/strike"]),
        ("is:copy", []),
        ("is:edited", []),
        ("on:2026-11-21", list(TEXTS)),
        ("after:2026-11-22", []),
        ("world", []),
        ('"lang:en"', []),
    ],
)
def test_what_a_query_finds(full: Store, asked: str, paths: list[str]) -> None:
    assert found(full, asked) == paths


def test_times_bound_what_is_found(full: Store) -> None:
    def at(field: Literal["after", "before"]) -> list[str]:
        hits = full.search(Query((Clause(field=field, moment=NOW - HOUR),)), 100)
        return [f"/{hit.card.url.rpartition('/')[2]}" for hit in hits]

    assert at("before") == ["/cafe", "/arabic", "/tokyo"]
    assert at("after") == ["/ferry", "/strike"]
    assert full.search(Query((Clause(field="source", values=("%",)),)), 5) == []


def test_matches_are_marked_in_the_writers_own_spelling(full: Store) -> None:
    (hit,) = full.search(parse_query('"zurich rouvre" strasse', NOW), 5)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Zürich rouvre", "Straße"]


def best(store: Store, text: str, **given: Any) -> list[str]:
    hits = store.find(parse_query(text, NOW), 20, now=NOW, **given).hits
    return [f"/{hit.card.url.rpartition('/')[2]}" for hit in hits]


def test_the_best_come_first(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/aside", text=f"A long report of other things, {'and more ' * 40}and a lighthouse."))
    publish(store, feed, replace(article("/title", published=NOW - 9 * DAY), title="The lighthouse is sold"))
    publish(store, feed, article("/apart", text="The keeper of the light said that this house is his.", published=NOW))
    publish(store, feed, article("/beside", text="The old light house stands.", published=NOW - 9 * DAY))
    assert best(store, "lighthouse") == ["/title", "/aside"]
    assert best(store, "light house") == ["/beside", "/apart"]
    assert best(store, "lang:en")[0] == "/apart"


def test_a_fresh_article_goes_before_an_old_one_of_the_same_words(store: Store) -> None:
    feed = subscribe(store).id
    for age in (20, 0, 3):
        publish(store, feed, article(f"/{age}", text="The needle holds.", published=NOW - age * DAY))
    assert best(store, "needle") == ["/0", "/3", "/20"]


def test_a_misspelt_word_is_corrected_or_another_offered(full: Store) -> None:
    answer = full.find(parse_query("zurch strasse", NOW), 10, now=NOW)
    assert answer.corrected == (("zurch", "zurich"),)
    assert [hit.card.title for hit in answer.hits] == ["Title 2"]
    assert full.find(parse_query("xqzvw", NOW), 10, now=NOW).hits == ()
    assert full.find(parse_query("thestrike", NOW), 10, now=NOW).corrected == (("thestrike", "the strike"),)


def test_a_rare_mistake_of_a_publishers_leads_to_the_word_that_is_meant(store: Store) -> None:
    feed = subscribe(store).id
    for nth in range(8):
        publish(store, feed, article(f"/{nth}", text="The minister resigns.", published=NOW - nth * HOUR))
    publish(store, feed, article("/typo", text="The minsiter resigns."))
    answer = store.find(parse_query("minsiter", NOW), 10, now=NOW)
    assert [hit.card.url[-5:] for hit in answer.hits] == ["/typo"]
    assert answer.offered == (("minsiter", "minister"),)


def test_where_nothing_has_all_words_those_with_most_are_shown(full: Store) -> None:
    answer = full.find(parse_query("ballyvarra ferry submarine", NOW), 10, now=NOW)
    assert answer.relaxed
    assert [hit.card.title for hit in answer.hits] == ["Title 0"]
    assert full.find(parse_query('ballyvarra "submarine"', NOW), 10, now=NOW).hits == ()
    assert full.find(parse_query("ballyvarra submarine lang:fr", NOW), 10, now=NOW).hits == ()


def test_what_is_near_in_meaning_is_found_and_what_filters_say_holds(full: Store) -> None:
    numbers = {hit.card.title[-1]: hit.card.id for hit in full.search(Query(), 10)}
    vectors = {"0": (0.6, 0.8, 0.0), "1": (1.0, 0.0, 0.0), "2": (0.0, 0.1, 0.99), "3": (0.96, 0.28, 0.0)}
    for title, vector in vectors.items():
        full.put([Job(EMBED, numbers[title], NOW)])
        ((claim, _),) = take(full, "embed")
        finish(full, claim, SaveVector(numbers[title], "m", tuple(vector) + (0.0,) * 61))
    meaning = Meaning("m", (1.0, 0.0, 0.0) + (0.0,) * 61)
    assert best(full, "boats and quays", meaning=meaning, asked="vector")[:2] == ["/strike", "/arabic"]
    answer = full.find(parse_query("boats between quays", NOW), 10, now=NOW, meaning=meaning)
    assert answer.near
    assert [hit.card.title for hit in answer.hits][:2] == ["Title 1", "Title 3"]
    assert best(full, "boats between quays -lang:en", meaning=meaning) == ["/arabic"]
    assert best(full, "boats between quays after:today -mill", meaning=meaning)[0] == "/arabic"
    assert best(full, "boats between quays before:today", meaning=meaning) == []
    assert best(full, "boats lang:ar", meaning=meaning) == ["/arabic"]
    assert best(full, "strike", meaning=meaning) == ["/strike", "/ferry"]
    assert best(full, "boats between quays", meaning=Meaning("other", (1.0,) * 64)) == []


def test_facets_count_what_was_found(full: Store) -> None:
    facets = full.find(parse_query("title", NOW), 1, now=NOW).facets
    assert (facets.counted, facets.whole) == (5, True)
    assert [(one.value, one.count, one.name) for one in facets.publishers] == [
        ("herald.example", 5, "The Harbour Herald")
    ]
    assert {one.value: one.count for one in facets.categories} == {"world": 4, "business": 1}
    assert {one.value: one.count for one in facets.languages} == {"en": 2, "fr": 1, "ar": 1, "ja": 1}
    assert [(one.value, one.count) for one in facets.days] == [("2026-11-21", 5)]


def test_what_comes_is_told_once(store: Store) -> None:
    feed = subscribe(store).id
    begun = store.arrivals()
    ferry = parse_query("ferries", NOW)
    publish(store, feed, article("/a", text="The ferry sails."))
    publish(store, feed, article("/b", text="The mill stands.", published=NOW - DAY))
    cards, since = store.came(ferry, begun)
    assert [card.url[-2:] for card in cards] == ["/a"]
    assert store.came(ferry, since) == ([], since)
    save_entries(store, feed, [entry("/b", summary="Edited")])
    save_article(store, article("/b", text="The ferry again.", published=NOW - DAY))
    understand(store)
    assert store.came(ferry, since) == ([], since)
    publish(store, feed, article("/c", text="Another ferry.", published=NOW - 30 * DAY))
    assert [card.url[-2:] for card in store.came(ferry, since)[0]] == ["/c"]
    assert store.came(parse_query("source:nobody", NOW), begun)[0] == []
    assert store.arrivals() > since


def test_suggestions_name_publishers_and_words(full: Store) -> None:
    assert [(one.kind, one.name) for one in full.suggestions("str", 8)] == [("word", "strasse"), ("word", "strike")]
    assert [(one.kind, one.name) for one in full.suggestions("Harb", 8)] == [("publisher", "The Harbour Herald")]
    assert full.suggestions("", 8) == full.suggestions("%", 8) == full.suggestions('"', 8) == []


def test_a_long_text_is_cut_around_the_match(store: Store) -> None:
    feed = subscribe(store).id
    words = " ".join(f"word{nth}" for nth in range(400))
    publish(store, feed, article("/a", text=f"An opening line.\n{words} needle {words}"))
    (hit,) = store.search(asking_for("needle"), 5)
    ((start, end),) = hit.marks
    assert hit.snippet[start:end] == "needle"
    assert hit.snippet.startswith("… word")
    assert hit.snippet.endswith(" …")
    assert 200 < len(hit.snippet) < 300


def test_without_words_the_summary_is_shown(full: Store) -> None:
    hit = full.search(parse_query("lang:fr", NOW), 5)[0]
    assert (hit.snippet, hit.marks) == (hit.card.summary, ())


def test_pages_of_a_search_go_on_by_keyset(store: Store) -> None:
    feed = subscribe(store).id
    for nth in range(23):
        publish(store, feed, article(f"/{nth}", text="needle", published=NOW - nth // 4 * MINUTE))
    everything = store.search(asking_for("needle"), 100)
    cards = []
    while page := store.search(asking_for("needle"), 5, (cards[-1].shown, cards[-1].id) if cards else None):
        cards.extend(hit.card for hit in page)
    assert cards == [hit.card for hit in everything]
    assert len({card.id for card in cards}) == 23
    assert [card.shown for card in cards] == sorted((card.shown for card in cards), reverse=True)
    assert store.count(asking_for("needle"), most=10) == 10


def test_indexing_again_replaces(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/a", text="Three ferries.", published=NOW))
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, article("/a", text="Four ferries.", published=NOW - DAY))
    understand(store, "sport")
    assert found(store, "three") == []
    assert found(store, "four category:sport is:edited before:today") == ["/a"]


def test_what_is_removed_is_found_no_more(full: Store) -> None:
    full.remove([full.feeds()[0].id], articles=True)
    assert found(full, "") == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=12), other=st.text(max_size=12))
def test_nothing_a_reader_types_is_an_operator(full: Store, words: str, other: str) -> None:
    full.find(parse_query(f'{words} -{other} "{other}" {words}* source:{other} topic:{words}', NOW), 5, now=NOW)
    clauses = (Clause((Term(words), Term(other, "prefix"))), Clause(field="source", values=(other,), without=True))
    full.find(Query(clauses), 5, now=NOW)
    full.suggestions(words, 3)


def test_body_blocks_of_every_kind_are_looked_through(store: Store) -> None:
    feed = subscribe(store).id
    made = replace(article("/a"), body=(Block("heading", "Elsewhere", level=2), Block("quote", "The needle holds.")))
    publish(store, feed, made)
    (hit,) = store.search(asking_for("needle"), 5)
    assert hit.snippet == "The needle holds."
    assert store.latest(CardFilter(), 1)[0].id == hit.card.id
