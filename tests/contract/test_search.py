"""Search: words, phrases, exclusions, filters, pages, and what a hit shows."""

from __future__ import annotations

from dataclasses import replace

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
    publish,
    save_article,
    save_entries,
    subscribe,
    understand,
)

from octavo.news.articles import Block
from octavo.ports import CardFilter, Query, Store

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
        made = article(path, text=text, published=NOW - nth * HOUR, language="fr" if path == "/cafe" else "en")
        publish(store, feed.id, replace(made, title=f"Title {nth}"), "business" if nth == 1 else "world")
    return store


def found(store: Store, **query: object) -> list[str]:
    hits = store.search(Query(**query), 100)  # type: ignore[arg-type]
    assert store.count(Query(**query)) == len(hits)  # type: ignore[arg-type]
    return [f"/{hit.card.url.rpartition('/')[2]}" for hit in hits]


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ({"terms": ("strike",)}, ["/ferry", "/strike"]),
        ({"terms": ("strike", "mill")}, ["/strike"]),
        ({"terms": ("ferry to",)}, ["/ferry"]),
        ({"terms": ("to ferry",)}, []),
        ({"terms": ("sails again",)}, ["/ferry"]),
        ({"terms": ("strike",), "excluded": ("mill",)}, ["/ferry"]),
        ({"terms": ("strike",), "excluded": ("the mill",)}, ["/ferry"]),
        ({"excluded": ("strike",)}, ["/cafe", "/arabic", "/tokyo"]),
        ({"terms": ("cafe", "zurich", "strasse")}, ["/cafe"]),
        ({"terms": ("الميناء",)}, ["/arabic"]),
        ({"terms": ("東 京",)}, ["/tokyo"]),
        ({"terms": ("京 東",)}, []),
        ({"terms": ("title",)}, list(TEXTS)),
        ({}, list(TEXTS)),
        ({"languages": ("fr",)}, ["/cafe"]),
        ({"categories": ("business", "sport")}, ["/strike"]),
        ({"categories": ("business",), "excluded": ("strike",)}, []),
        ({"sources": ("herald.example",), "terms": ("ferry",)}, ["/ferry"]),
        ({"sources": ("harbour",)}, list(TEXTS)),
        ({"sources": ("courrier",)}, []),
        ({"sources": ("courrier", "HARBOUR"), "terms": ("ferry",)}, ["/ferry"]),
        ({"sources": ("nobody",)}, []),
        ({"sources": ("%",)}, []),
        ({"before": NOW - HOUR}, ["/cafe", "/arabic", "/tokyo"]),
        ({"after": NOW - HOUR}, ["/ferry", "/strike"]),
        ({"terms": ("world",)}, []),
        ({"terms": ("lang:en",)}, []),
    ],
)
def test_what_a_query_finds(full: Store, query: dict[str, object], paths: list[str]) -> None:
    assert found(full, **query) == paths


def test_matches_are_marked_in_the_writers_own_spelling(full: Store) -> None:
    (hit,) = full.search(Query(terms=("zurich rouvre", "strasse")), 5)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Zürich rouvre", "Straße"]


def test_a_long_text_is_cut_around_the_match(store: Store) -> None:
    feed = subscribe(store).id
    words = " ".join(f"word{nth}" for nth in range(400))
    publish(store, feed, article("/a", text=f"An opening line.\n{words} needle {words}"))
    (hit,) = store.search(Query(terms=("needle",)), 5)
    ((start, end),) = hit.marks
    assert hit.snippet[start:end] == "needle"
    assert hit.snippet.startswith("… word")
    assert hit.snippet.endswith(" …")
    assert 200 < len(hit.snippet) < 300


def test_without_words_the_summary_is_shown(full: Store) -> None:
    hit = full.search(Query(languages=("fr",)), 5)[0]
    assert (hit.snippet, hit.marks) == (hit.card.summary, ())


def test_pages_of_a_search_go_on_by_keyset(store: Store) -> None:
    feed = subscribe(store).id
    for nth in range(23):
        publish(store, feed, article(f"/{nth}", text="needle", published=NOW - nth // 4 * MINUTE))
    everything = store.search(Query(terms=("needle",)), 100)
    cards = []
    while page := store.search(Query(terms=("needle",)), 5, (cards[-1].shown, cards[-1].id) if cards else None):
        cards.extend(hit.card for hit in page)
    assert cards == [hit.card for hit in everything]
    assert len({card.id for card in cards}) == 23
    assert [card.shown for card in cards] == sorted((card.shown for card in cards), reverse=True)
    assert store.count(Query(terms=("needle",)), most=10) == 10


def test_indexing_again_replaces(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/a", text="Three ferries.", published=NOW))
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, article("/a", text="Four ferries.", published=NOW - DAY))
    understand(store, "sport")
    assert found(store, terms=("three",)) == []
    assert found(store, terms=("four",), categories=("sport",), before=NOW - HOUR) == ["/a"]


def test_what_is_removed_is_found_no_more(full: Store) -> None:
    full.remove([full.feeds()[0].id], articles=True)
    assert found(full) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(term=st.text(max_size=12), other=st.text(max_size=12))
def test_nothing_a_reader_types_is_an_operator(full: Store, term: str, other: str) -> None:
    full.search(Query(terms=(term,), excluded=(other,), sources=(other,) if other else (), languages=(term,)), 5)


def test_body_blocks_of_every_kind_are_looked_through(store: Store) -> None:
    feed = subscribe(store).id
    made = replace(article("/a"), body=(Block("heading", "Elsewhere", level=2), Block("quote", "The needle holds.")))
    publish(store, feed, made)
    (hit,) = store.search(Query(terms=("needle",)), 5)
    assert hit.snippet == "The needle holds."
    assert store.latest(CardFilter(), 1)[0].id == hit.card.id
