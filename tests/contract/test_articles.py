"""From entries to articles: identity, revisions, aliases, dates, and whose an article is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from tests.contract.newsroom import (
    COURIER,
    DAY,
    ENRICH,
    EXTRACT,
    HERALD,
    HOUR,
    MINUTE,
    NOW,
    POLL,
    article,
    entry,
    finish,
    publish,
    save_article,
    save_entries,
    subscribe,
    take,
)

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId, WebUrl, article_id, first_seen_of
from octavo.news.articles import Block, Image, StoredPage
from octavo.news.errors import NotFound
from octavo.news.jobs import NoArticle, PageFailed, SaveArticle
from octavo.news.sources import Feed, Publisher
from octavo.ports import CardFilter, Store


def pages(store: Store, stage: str = "fetch", now: datetime = NOW) -> list[StoredPage]:
    """Claim what is due and look at the pages; the claims are left to run out."""
    return [work for _, work in take(store, stage, now) if isinstance(work, StoredPage)]


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_known_entry_queues_its_page_only_when_edited(store: Store) -> None:
    feed = subscribe(store).id
    save_entries(store, feed, [entry("/a"), entry("/b")])
    for claim, _ in take(store, "fetch"):
        finish(store, claim)
    save_entries(store, feed, [entry("/a"), entry("/b", summary="More is known.")])
    assert [page.url for page in pages(store)] == ["https://herald.example/b"]
    assert store.status(NOW).entries == 2


def test_an_edit_of_the_date_alone_is_no_edit(store: Store) -> None:
    feed = subscribe(store).id
    save_entries(store, feed, [entry("/a")])
    for claim, _ in take(store, "fetch"):
        finish(store, claim)
    save_entries(store, feed, [entry("/a", published=NOW)])
    assert pages(store) == []


def test_an_identity_twice_in_one_feed_is_one_entry(store: Store) -> None:
    feed = subscribe(store).id
    twins = [entry("/a", title="First"), entry("/a", title="Second")]
    save_entries(store, feed, twins)
    (page,) = pages(store)
    assert page.entry == twins[0]
    save_entries(store, feed, twins)
    assert store.status(NOW).entries == 1
    assert store.backlog(NOW)["fetch"] == (1, 0, 0)


def test_the_same_identity_in_two_feeds_is_two_entries(store: Store) -> None:
    one, two = subscribe(store).id, subscribe(store, "https://herald.example/two").id
    save_entries(store, one, [entry("/a", identity="1")])
    save_entries(store, two, [entry("/b", identity="1")])
    assert {page.url for page in pages(store)} == {"https://herald.example/a", "https://herald.example/b"}


def test_feeds_that_point_to_one_address_share_its_page_and_the_richest_entry_serves(store: Store) -> None:
    one, two = subscribe(store).id, subscribe(store, "https://herald.example/two", category="science").id
    short = entry("/a", summary="Short.")
    long = entry("/a", url=WebUrl("http://www.herald.example/a/?utm_source=x"), summary="A good deal longer than that.")
    save_entries(store, one, [short])
    save_entries(store, two, [long])
    (page,) = pages(store)
    assert (page.entry, page.feed, page.feed_category) == (long, two, "science")
    assert page.url == short.url


def test_the_publishers_own_entry_goes_before_a_strangers_however_much_that_says(store: Store) -> None:
    stranger = store.add_feeds([Feed(WebUrl("https://blog.example/feed"), PublisherId("blog.example"))], POLL, NOW)[0]
    comment = entry("/a", identity="c", content="<p>What the Herald does not say.</p>" * 20)
    save_entries(store, stranger.id, [comment])
    save_entries(store, subscribe(store).id, [short := entry("/a", summary="Short.")])
    (page,) = pages(store)
    assert (page.entry, page.publisher, page.foreign) == (short, HERALD.id, False)


@pytest.mark.parametrize(
    ("host", "foreign"), [("herald.example", True), ("news.herald.example", True), ("blog.example", False)]
)
def test_an_entry_about_another_publishers_page_is_foreign(store: Store, host: str, foreign: bool) -> None:
    store.add_publishers([HERALD])
    feed = store.add_feeds([Feed(WebUrl("https://blog.example/feed"), PublisherId("blog.example"))], POLL, NOW)[0]
    save_entries(store, feed.id, [entry("/a", host=host)])
    (page,) = pages(store)
    assert page.foreign == foreign


def test_a_feed_that_mostly_points_to_an_unknown_host_speaks_for_it(store: Store) -> None:
    feed = store.add_feeds([Feed(WebUrl("https://pipes.example/feed"), PublisherId("pipes.example"))], POLL, NOW)[0]
    save_entries(
        store,
        feed.id,
        [entry("/a", host="paper.example"), entry("/b", host="paper.example"), entry("/c", host="far.example")],
    )
    assert {page.url: page.foreign for page in pages(store)} == {
        "https://paper.example/a": False, "https://paper.example/b": False, "https://far.example/c": True,
    }  # fmt: skip


def test_an_entry_of_another_feed_for_a_known_article_fetches_nothing(store: Store) -> None:
    one, two = subscribe(store), subscribe(store, "https://herald.example/two")
    publish(store, one.id, article("/a"))
    save_entries(store, two.id, [entry("/a")])
    assert pages(store) == []
    assert [line.articles for line in store.health(NOW)] == [1, 1]


def test_an_entry_without_address_has_a_page_of_its_own(store: Store) -> None:
    feed = subscribe(store, "https://herald.example/feed?all=1").id
    save_entries(store, feed, [entry("", identity="one", url=None), entry("", identity="two", url=None)])
    found = pages(store)
    assert len({page.url for page in found}) == 2
    assert all(page.entry is not None and page.entry.url is None for page in found)
    for claim, work in take(store, "fetch", NOW + HOUR):
        assert isinstance(work, StoredPage)
        finish(store, claim, PageFailed(work.id, "The entry has no page of its own.", EXTRACT))
    for page in pages(store, "extract"):
        assert (page.page, page.failures) == (None, "The entry has no page of its own.")


def test_fresh_entries_are_fetched_before_old_ones(store: Store) -> None:
    feed = subscribe(store).id
    items = [
        entry("/old", published=NOW - 9 * DAY),
        entry("/new", published=NOW),
        entry("/older", published=NOW - 10 * DAY),
    ]
    save_entries(store, feed, items)
    assert [page.url[-4:] for page in pages(store, now=NOW + MINUTE)] == ["/new", "/old", "lder"]


def test_what_a_feed_says_of_itself_fills_gaps_only(store: Store) -> None:
    store.add_publishers([HERALD])
    feed = subscribe(store, title="Our own name").id
    save_entries(store, feed, [], title="Herald: all", language="en-IE", problems=("it was no XML",))
    stored = store.feed(feed)
    assert (stored.feed.title, stored.feed.language) == ("Our own name", "en-IE")
    assert store.health(NOW)[0].problems == ("it was no XML",)


# ── articles ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ids_follow_from_time_and_address(store: Store) -> None:
    feed = subscribe(store).id
    made = article("/a")
    number = publish(store, feed, made)
    assert number == article_id(NOW, made.url)
    assert first_seen_of(number) == store.article(number).first_seen == NOW


def test_another_address_with_the_same_id_takes_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.store.save_article.article_id", lambda *_: ArticleId(77))
    feed = subscribe(store).id
    numbers = [publish(store, feed, article(path)) for path in ("/a", "/b", "/c")]
    assert numbers == [77, 78, 79]
    assert store.article(ArticleId(78)).article.url == "https://herald.example/b"


def test_the_same_text_again_is_nothing_new(store: Store) -> None:
    feed = subscribe(store).id
    made = article("/a", text="The mayor said “no”.")
    number = publish(store, feed, made)
    same = replace(made, title=made.title.upper(), body=(Block("paragraph", 'The  mayor said "no".'),))
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, made)
    assert take(store, "enrich") == []
    save_entries(store, feed, [entry("/a", summary="Edited again")])
    save_article(store, same)
    assert len(store.article(number).revisions) == 1


def test_a_changed_text_is_a_revision_that_stays_in_its_place(store: Store) -> None:
    feed = subscribe(store).id
    first = publish(store, feed, article("/a", text="Three ferries run."))
    publish(store, feed, article("/b"), now=NOW + MINUTE)
    order = [card.id for card in store.latest(CardFilter(), 10)]
    before = store.article(first)

    edited = article("/a", text="Four ferries run.", published=NOW + HOUR)
    save_entries(store, feed, [entry("/a", summary="Edited")], NOW + HOUR)
    save_article(store, edited, now=NOW + HOUR)

    stored = store.article(first)
    assert [revision.number for revision in stored.revisions] == [1, 2]
    assert [revision.body[0].text for revision in stored.revisions] == ["Three ferries run.", "Four ferries run."]
    assert stored.revisions[1].seen == NOW + HOUR
    assert stored.article == edited
    assert (stored.card.shown, stored.first_seen) == (before.card.shown, before.first_seen)
    assert stored.card.revisions == 2
    assert [card.id for card in store.latest(CardFilter(), 10)] == order
    assert len(take(store, "enrich", NOW + HOUR)) == 1


def test_what_is_not_text_changes_without_a_revision(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    image = Image(WebUrl("https://herald.example/a.jpg"), "A ferry")
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, article("/a", image=image, authors=("Nia Grey",)))
    stored = store.article(number)
    assert (stored.card.image, stored.card.authors, len(stored.revisions)) == (image, ("Nia Grey",), 1)


def test_another_page_of_an_article_is_an_alias_and_edits_nothing(store: Store) -> None:
    feed = subscribe(store).id
    made = article("/a", text="As written.")
    number = publish(store, feed, made)
    save_entries(store, feed, [entry("/amp/a")])
    save_article(store, replace(made, body=(Block("paragraph", "As cut down."),)))
    assert store.status(NOW).articles == 1
    assert store.article(number).article == made
    assert store.by_url(CanonicalUrl("https://herald.example/amp/a")) == number
    assert store.by_url(CanonicalUrl("http://www.herald.example/a/")) == number


def test_a_page_that_names_another_address_later_is_the_same_article(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    moved = replace(article("/a"), url=CanonicalUrl("https://herald.example/2026/a"))
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, moved)
    assert store.status(NOW).articles == 1
    assert store.by_url(moved.url) == store.by_url(CanonicalUrl("https://herald.example/a")) == number
    assert store.article(number).card.url == moved.url


def test_the_feeds_words_do_not_replace_the_pages(store: Store) -> None:
    feed = subscribe(store).id
    made = article("/a", text="The whole report.")
    number = publish(store, feed, made)
    save_entries(store, feed, [entry("/a", summary="Edited")])
    save_article(store, replace(made, body=(Block("paragraph", "In short."),), origin="feed"))
    assert store.article(number).article == made


def test_a_page_that_stops_being_an_article_keeps_it(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    save_entries(store, feed, [entry("/a", summary="Edited"), entry("/b")])
    for claim, work in take(store, "fetch"):
        finish(store, claim, NoArticle(work.id, "wall", "It asks for consent.", EXTRACT))  # type: ignore[union-attr]
    assert store.article(number).card.kind == "article"
    assert store.not_articles() == [("https://herald.example/b", "wall", "It asks for consent.")]
    assert store.status(NOW).not_articles == (("It asks for consent.", 1),)


def test_missing_articles_are_not_found(store: Store) -> None:
    for ask in (store.article, store.neighbours, lambda number: store.from_publisher(number, 5)):
        with pytest.raises(NotFound):
            ask(ArticleId(1))


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_date_to_come_counts_as_first_seen(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a", published=NOW + 300 * DAY))
    stored = store.article(number)
    assert stored.card.shown == NOW
    assert stored.article.published == NOW + 300 * DAY


def test_shown_may_fall_and_never_rises(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a", published=NOW - HOUR))
    for published, shown in ((NOW - 5 * HOUR, NOW - 5 * HOUR), (NOW, NOW - 5 * HOUR), (None, NOW - 5 * HOUR)):
        save_entries(store, feed, [entry("/a", summary=str(published))])
        save_article(store, article("/a", published=published))
        assert store.article(number).card.shown == shown


def test_an_article_without_date_takes_its_entrys_then_first_seen(store: Store) -> None:
    feed = subscribe(store).id
    dated = publish(store, feed, article("/a", published=None))
    assert store.article(dated).card.shown == NOW - HOUR
    save_entries(store, feed, [entry("/b", published=None)])
    save_article(store, article("/b", published=None))
    undated = store.by_url(CanonicalUrl("https://herald.example/b"))
    assert undated is not None
    assert store.article(undated).card.shown == NOW


def test_undated_items_of_a_first_poll_do_not_sit_on_top(store: Store) -> None:
    feed, old = subscribe(store).id, subscribe(store, "https://herald.example/two").id
    publish(store, feed, article("/known", published=NOW - 30 * MINUTE))
    save_entries(store, old, [entry(f"/{nth}", published=None) for nth in range(100)])
    for claim, work in take(store, "fetch"):
        assert isinstance(work, StoredPage)
        finish(store, claim, PageFailed(work.id, "none", EXTRACT))
    for claim, work in take(store, "extract"):
        assert isinstance(work, StoredPage)
        made = replace(article(), url=CanonicalUrl(work.url), published=None)
        finish(store, claim, SaveArticle(work.id, made, HERALD, NOW, ENRICH, EXTRACT))
    cards = store.latest(CardFilter(), 100)
    assert [card.url.rpartition("/")[2] for card in cards[:33]] == [
        *(str(nth) for nth in range(31)), "known", "31"
    ]  # fmt: skip
    assert {earlier.shown - later.shown for earlier, later in pairwise(cards[:20])} == {MINUTE}


# ── whose an article is ──────────────────────────────────────────────────────────────────────────────────────────────


def shown_publisher(store: Store, host: str, given: Publisher, feed_host: str = "herald.example") -> PublisherId:
    """The publisher of an article at a host, from a feed of the Herald's."""
    feed = subscribe(store, f"https://{feed_host}/feed").id
    save_entries(store, feed, [entry("/x", host=host)])
    save_article(store, article("/x", host=host), given)
    number = store.by_url(CanonicalUrl(f"https://{host}/x"))
    assert number is not None
    return store.article(number).card.publisher


STRANGER = Publisher(PublisherId("stranger.example"), "A Stranger", "https://stranger.example/")


@pytest.mark.parametrize("host", ["herald.example", "www.herald.example", "sport.herald.example", "m.herald.example"])
def test_the_feeds_publisher_where_the_host_is_its_own(store: Store, host: str) -> None:
    store.add_publishers([HERALD])
    assert shown_publisher(store, host, STRANGER) == HERALD.id


def test_whoever_is_known_at_the_host(store: Store) -> None:
    store.add_publishers([HERALD, COURIER])
    assert shown_publisher(store, "fr.courier.example", STRANGER) == COURIER.id


def test_of_several_publishers_at_a_host_the_feeds_own(store: Store) -> None:
    arabic = Publisher(PublisherId("herald.example~arabic"), "الهيرالد", "https://herald.example/ar", "IE", "ar")
    store.add_publishers([arabic, HERALD])
    assert shown_publisher(store, "herald.example", STRANGER) == HERALD.id
    feed = store.add_feeds([Feed(WebUrl("https://herald.example/ar/feed"), arabic.id)], POLL, NOW)
    save_entries(store, feed[0].id, [entry("/ar/x")])
    save_article(store, article("/ar/x"), STRANGER)
    assert [card.publisher for card in store.latest(CardFilter(publisher=arabic.id), 5)] == [arabic.id]


def test_a_host_that_a_feed_mostly_points_to_is_its_publishers(store: Store) -> None:
    store.add_publishers([HERALD])
    assert shown_publisher(store, "ferrynews.example", STRANGER) == HERALD.id


def test_an_aggregator_does_not_own_what_it_points_to(store: Store) -> None:
    store.add_publishers([replace(HERALD, kind="aggregator")])
    assert shown_publisher(store, "stranger.example", STRANGER) == STRANGER.id
    assert store.publisher(STRANGER.id).name == "A Stranger"


def test_a_registry_suffix_is_nobodys(store: Store) -> None:
    suffix = Publisher(PublisherId("co.uk"), "Registrar", "https://co.uk/")
    store.add_publishers([replace(HERALD, kind="aggregator"), suffix, replace(suffix, id=PublisherId("substack.com"))])
    assert shown_publisher(store, "stranger.co.uk", STRANGER) == STRANGER.id
    letter = Publisher(PublisherId("letter.substack.com"), "A Letter")
    assert shown_publisher(store, "letter.substack.com", letter, "herald.example/two") == letter.id


def test_a_publishers_id_fits_one_segment(store: Store) -> None:
    store.add_publishers([replace(HERALD, kind="aggregator")])
    odd = Publisher(PublisherId("Stranger.example/blog?x=1"), "A Stranger")
    assert shown_publisher(store, "odd.example", odd) == "stranger.example-blog-x-1"


def test_an_article_carries_its_publishers_country(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/a"))
    assert store.latest(CardFilter(countries=("IE",)), 5) == []
    store.add_publishers([HERALD])
    assert len(store.latest(CardFilter(countries=("IE",)), 5)) == 1


def test_times_of_any_zone_are_kept(store: Store) -> None:
    feed = subscribe(store).id
    odd = (NOW - 2 * HOUR).replace(microsecond=123456).astimezone(timezone(timedelta(hours=5)))
    number = publish(store, feed, article("/a", published=odd))
    assert store.article(number).card.shown == odd
