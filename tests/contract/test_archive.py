"""Lists of articles, held against the plain definition: filter everything, sort by (shown, id), cut."""

from __future__ import annotations

import pytest
from tests.contract.newsroom import (
    HOUR,
    MINUTE,
    NOW,
    POLL,
    article,
    publish,
    take,
)

from octavo.news.addresses import ArticleId, PublisherId, WebUrl
from octavo.news.articles import Card, Enclosure
from octavo.news.sources import CATEGORIES, Feed, Publisher
from octavo.ports import CardFilter, Store

PAPERS = [
    Publisher(PublisherId(f"paper{nth}.example"), f"Paper {nth}", f"https://paper{nth}.example/", country, language)
    for nth, (country, language) in enumerate([("IE", "en"), ("CH", "fr"), ("CH", "de"), ("LB", "ar")])
]


@pytest.fixture
def full(store: Store) -> Store:
    """60 articles of four papers, three categories, several of one moment."""
    store.add_publishers(PAPERS)
    feeds = store.add_feeds([Feed(f"https://{one.id}/feed", one.id) for one in PAPERS], POLL, NOW)  # type: ignore[arg-type]
    for claim, _ in take(store, "poll", NOW + MINUTE):
        store.finish([(claim, ())], NOW)
    for nth in range(60):
        paper = nth % 7 % 4
        made = article(
            f"/{nth}", host=PAPERS[paper].id, published=NOW - (nth // 3) * HOUR, language=PAPERS[paper].language,
            kind="video" if nth % 10 == 0 else "audio" if nth % 10 == 1 else "article",
        )  # fmt: skip
        publish(store, feeds[paper].id, made, CATEGORIES[nth % 3])
    return store


FILTERS = [
    CardFilter(),
    CardFilter(category="politics"),
    CardFilter(publisher=PAPERS[1].id),
    CardFilter(publisher=PAPERS[1].id, category="world", languages=("fr",)),
    CardFilter(languages=("fr",)),
    CardFilter(languages=("fr", "en", "fr")),
    CardFilter(languages=("ar", "de"), category="business"),
    CardFilter(countries=("CH",)),
    CardFilter(countries=("CH", "LB"), languages=("de", "ar")),
    CardFilter(countries=("IE",), category="world"),
    CardFilter(kinds=("video",)),
    CardFilter(media="video"),
    CardFilter(media="audio", languages=("en",), category="world"),
    CardFilter(media="video", publisher=PAPERS[1].id, after=NOW - 12 * HOUR),
    CardFilter(after=NOW - 9 * HOUR, before=NOW - 3 * HOUR),
    CardFilter(category="politics", after=NOW - 9 * HOUR, before=NOW - 3 * HOUR, languages=("en", "ar")),
    CardFilter(languages=("xx",)),
    CardFilter(publisher=PublisherId("nobody.example")),
]


def allowed(card: Card, wanted: CardFilter) -> bool:
    country = {paper.id: paper.country for paper in PAPERS}[card.publisher]
    return (
        (wanted.category is None or card.category == wanted.category)
        and (wanted.publisher is None or card.publisher == wanted.publisher)
        and (not wanted.languages or card.language in wanted.languages)
        and (not wanted.countries or country in wanted.countries)
        and (not wanted.kinds or card.kind in wanted.kinds)
        and (not wanted.media or (card.has_audio if wanted.media == "audio" else card.has_video))
        and (wanted.after is None or card.shown >= wanted.after)
        and (wanted.before is None or card.shown < wanted.before)
    )


def walk(store: Store, wanted: CardFilter, limit: int) -> list[Card]:
    """Page through a list to its end."""
    cards: list[Card] = []
    while page := store.latest(wanted, limit, (cards[-1].shown, cards[-1].id) if cards else None):
        cards.extend(page)
    return cards


def test_lists_are_complete_in_order_and_without_doubles(full: Store) -> None:
    everything = full.latest(CardFilter(), 100)
    assert len(everything) == 60
    assert everything == sorted(everything, key=lambda card: (card.shown, card.id), reverse=True)
    for wanted in FILTERS:
        expected = [card for card in everything if allowed(card, wanted)]
        assert full.latest(wanted, 100) == expected, wanted
        assert walk(full, wanted, 7) == expected, wanted
    assert full.latest(CardFilter(), 0) == []


def test_a_list_goes_on_from_its_place_when_news_comes_in(full: Store) -> None:
    first = full.latest(CardFilter(), 10)
    expected = full.latest(CardFilter(), 20)[10:]
    feed = full.feeds()[0].id
    publish(full, feed, article("/breaking", host=PAPERS[0].id, published=NOW + HOUR), now=NOW + HOUR)
    assert full.latest(CardFilter(), 10, (first[-1].shown, first[-1].id)) == expected


def test_neighbours_are_of_the_same_category(full: Store) -> None:
    cards = full.latest(CardFilter(category="politics"), 100)
    assert full.neighbours(cards[0].id) == (None, cards[1])
    assert full.neighbours(cards[5].id) == (cards[4], cards[6])
    assert full.neighbours(cards[-1].id) == (cards[-2], None)


def test_more_from_the_publisher(full: Store) -> None:
    cards = full.latest(CardFilter(publisher=PAPERS[2].id), 100)
    assert full.from_publisher(cards[1].id, 3) == [cards[0], *cards[2:4]]


def test_countries_are_those_of_publishers_that_have_articles(full: Store) -> None:
    assert full.countries() == sorted({paper.country for paper in PAPERS} - {""})
    for country in full.countries():
        assert full.latest(CardFilter(countries=(country,)), 1)
    full.remove([one.id for one in full.feeds()], articles=True)
    assert full.countries() == []


def test_languages_are_counted_and_recounted(full: Store) -> None:
    counts = dict(full.languages())
    assert sum(counts.values()) == 60
    assert counts["fr"] == len(full.latest(CardFilter(languages=("fr",)), 100))
    full.remove([full.feeds()[1].id], articles=True)
    assert "fr" not in full.languages()


def test_an_articles_pages_of_everything_else_still_work_when_it_is_gone(full: Store) -> None:
    cards = full.latest(CardFilter(), 30)
    full.remove([full.feeds()[0].id], articles=True)
    gone = next(card for card in cards if card.publisher == PAPERS[0].id)
    rest = full.latest(CardFilter(), 100, (gone.shown, gone.id))
    assert rest
    assert all((card.shown, card.id) < (gone.shown, gone.id) for card in rest)


def test_what_was_first_seen_lately_comes_by_that_time_whatever_it_is_dated(full: Store) -> None:
    feed = full.feeds()[0].id
    late = article("/late", host=PAPERS[0].id, published=NOW - 30 * HOUR)
    number = publish(full, feed, late, now=NOW + 2 * HOUR)
    assert full.first_seen_since(NOW + HOUR, 100) == [number]
    found = full.first_seen_since(NOW - HOUR, 100)
    assert len(found) == 61
    assert found == sorted(found, reverse=True)
    assert full.first_seen_since(NOW - HOUR, 5) == found[:5]
    assert full.first_seen_since(NOW + 3 * HOUR, 100) == []


def test_cards_come_in_the_order_asked_for_without_those_that_are_gone(full: Store) -> None:
    cards = full.latest(CardFilter(), 5)
    asked = [cards[3].id, ArticleId(5), cards[0].id]
    assert full.cards(asked) == [cards[3], cards[0]]
    assert full.cards([]) == []


def test_another_sites_player_is_sound_or_film_too(store: Store) -> None:
    store.add_publishers(PAPERS[:1])
    (feed,) = store.add_feeds([Feed(f"https://{PAPERS[0].id}/feed", PAPERS[0].id)], POLL, NOW)  # type: ignore[arg-type]
    for claim, _ in take(store, "poll", NOW + MINUTE):
        store.finish([(claim, ())], NOW)
    player = Enclosure(WebUrl("https://www.youtube.com/embed/abc"), "text/html")
    made = article("/film", host=PAPERS[0].id, enclosures=(player,))
    number = publish(store, feed.id, made)
    assert [card.id for card in store.latest(CardFilter(media="video"), 10)] == [number]
    assert store.latest(CardFilter(media="audio"), 10) == []


def test_an_article_nobody_has_is_no_neighbour(store: Store) -> None:
    assert store.latest(CardFilter(), 10, (NOW, ArticleId(5))) == []
