"""One article from its feed to every place where a reader meets it."""

from __future__ import annotations

from tests.contract.newsroom import FETCH, HERALD, HOUR, NOW, article, entry, publish, save_entries, subscribe, take

from octavo.news.articles import StoredPage
from octavo.ports import CardFilter, Store, asking_for


def test_an_article_is_listed_read_and_found(store: Store) -> None:
    store.add_publishers([HERALD])
    feed = subscribe(store, category="world")
    made = article("/ferries", text="Ferries to Ballyvarra run again.\nThe crews agreed at dawn.")

    number = publish(store, feed.id, made, "business")

    (card,) = store.latest(CardFilter(), 10)
    assert (card.id, card.title, card.publisher_name) == (number, made.title, "The Harbour Herald")
    assert (card.category, card.shown, card.sample) == ("business", NOW - HOUR, True)
    stored = store.article(number)
    assert stored.article == made
    assert stored.feed_category == "world"
    assert [revision.body for revision in stored.revisions] == [made.body]
    (hit,) = store.search(asking_for("ballyvarra"), 10)
    assert hit.card == card
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Ballyvarra"]


def test_a_page_comes_with_its_entry_and_feed(store: Store) -> None:
    feed = subscribe(store, category="sport", language="en")
    wanted = entry("/match", summary="A draw.")
    save_entries(store, feed.id, [wanted])

    ((claim, work),) = take(store, "fetch")

    assert isinstance(work, StoredPage)
    assert (work.url, work.entry, work.page) == (wanted.url, wanted, None)
    assert (work.feed, work.feed_category, work.feed_language) == (feed.id, "sport", "en")
    assert (work.publisher, work.first_seen, work.visits) == (HERALD.id, NOW, 0)
    assert claim.job.stage == FETCH
