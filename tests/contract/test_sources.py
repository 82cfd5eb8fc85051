"""Subscribing, health, pausing, leaving; addresses asked about; pages that come in hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.contract.newsroom import (
    COURIER,
    DAY,
    DISCOVER,
    EXTRACT,
    HERALD,
    HOUR,
    MINUTE,
    NOW,
    POLL,
    article,
    entry,
    finish,
    page,
    publish,
    save_article,
    save_entries,
    subscribe,
    take,
)

from octavo.news.addresses import CanonicalUrl, FeedId, PublisherId, RawUrl, WebUrl
from octavo.news.articles import Incoming, Page, StoredPage
from octavo.news.errors import NotFound
from octavo.news.jobs import Discovery, NoArticle, SaveCandidates, SaveFeedState
from octavo.news.sources import Candidate, Feed, FeedState, Publisher, StoredFeed
from octavo.ports import CardFilter, Query, Store

FEED = Feed(
    WebUrl("https://herald.example/feed"), HERALD.id, "The Harbour Herald", "world", "en", ("News", "Ireland"),
    (("xmlUrl2", "a&b"),),
)  # fmt: skip


# ── publishers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_publishers_are_added_once_and_completed(store: Store) -> None:
    assert store.add_publishers([HERALD, COURIER]) == 2
    assert store.add_publishers([replace(HERALD, name="Another name", owner="Harbour Trust", country="FR")]) == 0
    assert store.publisher(HERALD.id) == replace(HERALD, owner="Harbour Trust")
    assert [publisher.id for publisher in store.publishers()] == [COURIER.id, HERALD.id]
    with pytest.raises(NotFound):
        store.publisher(PublisherId("nobody.example"))


def test_what_was_guessed_from_a_feed_gives_way(store: Store) -> None:
    store.add_feeds([replace(FEED, title="herald feed", language="")], POLL, NOW)
    assert store.publisher(HERALD.id).name == "herald feed"
    store.add_publishers([HERALD])
    assert store.publisher(HERALD.id) == HERALD
    store.add_publishers([replace(HERALD, name="Third")])
    assert store.publisher(HERALD.id) == HERALD


def test_a_feed_names_its_publishers_home(store: Store) -> None:
    feed = store.add_feeds([FEED], POLL, NOW)[0].id
    store.add_publishers([COURIER])
    save_entries(store, feed, [], home="https://www.courier.example/")
    assert store.publisher(HERALD.id).home == ""  # that is the Courier's
    save_entries(store, feed, [], home="https://herald.example/")
    assert store.publisher(HERALD.id).home == "https://herald.example/"


# ── feeds ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_feed_is_kept_as_it_was_given(store: Store) -> None:
    (stored,) = store.add_feeds([FEED], POLL, NOW)
    assert stored == StoredFeed(stored.id, FEED, FeedState(next_poll=NOW), paused=False, added=NOW)
    assert store.feeds() == [stored]
    assert store.feed(stored.id) == store.feed_by_url(FEED.url) == stored
    assert store.feed_by_url(WebUrl("https://herald.example/other")) is None
    with pytest.raises(NotFound):
        store.feed(FeedId(99))


def test_every_field_of_the_state_comes_back(store: Store) -> None:
    feed = subscribe(store).id
    state = FeedState(
        '"é"', "Sat, 21 Nov 2026 12:00:00 GMT", body_hash="ff", last_polled=NOW, last_success=NOW - HOUR,
        last_changed=NOW - DAY, next_poll=NOW + HOUR, interval=1800.5, error="it said 503", errors=3, gone=True,
        moved_to="https://herald.example/new", moved_since=NOW - 2 * DAY, moved_seen=2, arrivals=(1.5, 2.0), hint=60.0,
        validators_wrong=True,
    )  # fmt: skip
    store.poll_now([feed], POLL, NOW)
    ((claim, _),) = take(store, "poll")
    finish(store, claim, SaveFeedState(feed, state, POLL))
    assert store.feed(feed).state == state


def test_importing_again_keeps_state_and_fills_gaps(store: Store) -> None:
    (first,) = store.add_feeds([replace(FEED, folder=(), extra=())], POLL, NOW)
    (again,) = store.add_feeds([replace(FEED, title="Another", folder=("Later",))], POLL, NOW + DAY)
    assert again.id == first.id
    assert (again.feed.title, again.feed.folder, again.feed.extra) == (FEED.title, ("Later",), FEED.extra)
    assert again.added == NOW
    (third,) = store.add_feeds([replace(FEED, folder=("Third",))], POLL, NOW)
    assert third.feed.folder == ("Later",)


def test_first_polls_of_one_host_are_spread_over_a_minute(store: Store) -> None:
    feeds = [replace(FEED, url=WebUrl(f"https://{host}.example/{nth}")) for nth in range(4) for host in ("a", "b")]
    store.add_feeds(feeds, POLL, NOW)
    dues = {work.feed.url: claim.job.due - NOW for claim, work in take(store, "poll", NOW + MINUTE)}  # type: ignore[union-attr]
    assert [dues[feed.url] for feed in feeds] == [nth * MINUTE / 4 for nth in range(4) for _ in "ab"]


def test_a_feed_that_moved_for_good_has_its_new_address(store: Store) -> None:
    feed, other = subscribe(store).id, subscribe(store, "https://herald.example/other").id
    for url, error in ((WebUrl("https://herald.example/new"), ""), (WebUrl("https://herald.example/other"), "moved")):
        store.poll_now([feed], POLL, NOW)
        ((claim, _),) = take(store, "poll")
        finish(store, claim, SaveFeedState(feed, FeedState(), POLL, url=url))
        assert store.feed(feed).feed.url == "https://herald.example/new"
        assert error in store.feed(feed).state.error
    assert store.feed(other).feed.url == "https://herald.example/other"


def test_a_paused_feed_is_not_polled_until_resumed(store: Store) -> None:
    (stored,) = store.add_feeds([FEED], POLL, NOW)
    store.pause(stored.id, True, POLL, NOW)
    assert store.feed(stored.id).paused
    assert take(store, "poll", NOW + DAY) == []
    assert store.poll_now(None, POLL, NOW) == 0
    store.pause(stored.id, False, POLL, NOW + DAY)
    assert not store.feed(stored.id).paused
    assert len(take(store, "poll", NOW + DAY)) == 1


def test_a_feed_paused_while_it_is_polled_stays_paused(store: Store) -> None:
    (stored,) = store.add_feeds([FEED], POLL, NOW)
    ((claim, _),) = take(store, "poll")
    store.pause(stored.id, True, POLL, NOW)
    finish(store, claim, SaveFeedState(stored.id, FeedState(next_poll=NOW + HOUR), POLL))
    assert store.next_due(["poll"]) is None


def test_resuming_forgets_errors(store: Store) -> None:
    feed = subscribe(store).id
    store.poll_now([feed], POLL, NOW)
    ((claim, _),) = take(store, "poll")
    finish(store, claim, SaveFeedState(feed, FeedState(gone=True, errors=9, error="410", etag='"v"'), POLL))
    assert store.next_due(["poll"]) is None
    store.pause(feed, False, POLL, NOW)
    assert store.feed(feed).state == FeedState(etag='"v"', next_poll=NOW)
    assert store.next_due(["poll"]) == NOW


def test_polling_now(store: Store) -> None:
    feeds = [subscribe(store, f"https://herald.example/{nth}").id for nth in range(3)]
    assert store.poll_now([feeds[1], FeedId(99)], POLL, NOW) == 1
    assert [claim.job.subject for claim, _ in take(store, "poll")] == [feeds[1]]
    assert store.poll_now(None, POLL, NOW) == 3


def test_health_counts_by_feed(store: Store) -> None:
    store.add_publishers([HERALD])
    busy, quiet = subscribe(store), subscribe(store, "https://herald.example/quiet")
    for day in range(4):
        publish(store, busy.id, article(f"/{day}"), now=NOW + day * DAY)
    lines = store.health(NOW + 3 * DAY)
    assert [(line.stored.id, line.articles, line.per_day) for line in lines] == [(busy.id, 4, 1.0), (quiet.id, 0, 0.0)]
    assert lines[0].publisher == HERALD
    assert store.health(NOW + 30 * DAY)[0].per_day == 0.0


def test_one_feeds_health_is_its_line_of_all(store: Store) -> None:
    store.add_publishers([HERALD])
    busy, quiet = subscribe(store).id, subscribe(store, "https://herald.example/quiet").id
    publish(store, busy, article("/a"))
    save_entries(store, busy, [entry("/b")])
    ((claim, _),) = take(store, "fetch")
    store.fail(claim, "no such page", None)
    store.poll_now([quiet], POLL, NOW)
    ((claim, _),) = take(store, "poll")
    store.fail(claim, "no feed", None)
    assert [store.feed_health(feed, NOW) for feed in (busy, quiet)] == store.health(NOW)
    assert [line.quarantined for line in store.health(NOW)] == [1, 1]
    with pytest.raises(NotFound):
        store.feed_health(FeedId(99), NOW)


# ── leaving ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_leaving_a_feed_leaves_its_articles(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    save_entries(store, feed, [entry("/unread")])
    assert store.remove([feed, FeedId(99)], articles=False) == 1
    assert store.feeds() == []
    assert store.article(number).card.publisher == HERALD.id
    assert store.backlog(NOW) == {}
    assert store.status(NOW).pages == 1


def test_leaving_with_articles_takes_what_came_only_that_way(store: Store) -> None:
    one, two = subscribe(store).id, subscribe(store, "https://herald.example/two").id
    only = publish(store, one, article("/only"))
    both = publish(store, one, article("/both"))
    save_entries(store, two, [entry("/both")])
    in_hand = publish(store, one, article("/hand"))
    store.ingest([incoming("/hand")], EXTRACT, NOW)

    assert store.remove([one], articles=True) == 1

    with pytest.raises(NotFound):
        store.article(only)
    assert {card.id for card in store.latest(CardFilter(), 10)} == {both, in_hand}
    assert {hit.card.id for hit in store.search(Query(), 10)} == {both, in_hand}
    assert store.remove([two], articles=True) == 1
    assert [card.id for card in store.latest(CardFilter(), 10)] == [in_hand]


def test_an_alias_keeps_an_article_and_may_edit_it_then(store: Store) -> None:
    one, two = subscribe(store).id, subscribe(store, "https://herald.example/two").id
    made = article("/a", text="First.")
    number = publish(store, one, made)
    save_entries(store, two, [entry("/alias")])
    save_article(store, made)
    store.remove([one], articles=True)
    save_entries(store, two, [entry("/alias", summary="Edited")])
    save_article(store, replace(made, body=article(text="Second.").body))
    assert len(store.article(number).revisions) == 2


def test_publishers_left_without_anything_go(store: Store) -> None:
    feed = subscribe(store).id
    store.add_publishers([COURIER])
    publish(store, feed, article("/a", host="courier.example"))
    assert [publisher.id for publisher in store.publishers()] == [COURIER.id, HERALD.id]
    store.remove([feed], articles=True)
    assert store.publishers() == []
    status = store.status(NOW)
    assert (status.articles, status.revisions, status.entries, status.pages) == (0, 0, 0, 0)


def test_work_under_way_for_a_feed_that_left_changes_nothing(store: Store) -> None:
    feed = subscribe(store).id
    save_entries(store, feed, [entry("/a")])
    ((claim, work),) = take(store, "fetch")
    store.remove([feed], articles=True)
    assert finish(store, claim, NoArticle(work.id, "index", "a list", EXTRACT)) == 0  # type: ignore[union-attr]


# ── looking behind an address ────────────────────────────────────────────────────────────────────────────────────────


def test_an_address_is_looked_behind(store: Store) -> None:
    number = store.discover("herald.example", DISCOVER, NOW)
    assert store.discovery(number) == Discovery(number, "herald.example", "waiting")
    ((claim, work),) = take(store, "discover")
    assert work == store.discovery(number)
    found = (Candidate(FEED.url, "Herald", "RSS 2.0", 20, NOW), Candidate(WebUrl("https://herald.example/podcast")))
    finish(store, claim, SaveCandidates(number, found))
    assert store.discovery(number) == Discovery(number, "herald.example", "done", found)


def test_a_look_that_fails_says_why(store: Store) -> None:
    one, two = (store.discover("nothing.example", DISCOVER, NOW) for _ in range(2))
    (first, _), (second, _) = take(store, "discover")
    finish(store, first, SaveCandidates(one, (), "no feed there"))
    store.fail(second, "it hung", None)
    assert store.discovery(one).error == "no feed there"
    assert store.discovery(two) == Discovery(two, "nothing.example", "failed", (), "it hung")
    with pytest.raises(NotFound):
        store.discovery(99)


# ── pages in hand ────────────────────────────────────────────────────────────────────────────────────────────────────


def incoming(path: str, body: bytes = b"<p>Archived.</p>") -> Incoming:
    url = f"https://herald.example{path}"
    return Incoming(RawUrl(url), Page(WebUrl(url), WebUrl(url), 200, body, "text/html", fetched=NOW - 400 * DAY))


def test_pages_in_hand_enter_at_extraction_once(store: Store) -> None:
    assert store.ingest((incoming(f"/{nth}") for nth in range(120)), EXTRACT, NOW) == 120
    assert store.ingest([incoming("/5")], EXTRACT, NOW) == 0
    claims = take(store, "extract")
    assert len(claims) == 120
    work = claims[0][1]
    assert isinstance(work, StoredPage)
    assert (work.page, work.entry, work.feed) == (incoming("/0").page, None, None)
    assert work.first_seen == NOW - 400 * DAY
    for claim, _ in claims:
        finish(store, claim)
    assert store.ingest([incoming("/5")], EXTRACT, NOW) == 0
    assert take(store, "extract") == []
    assert store.ingest([incoming("/5", b"<p>Other bytes.</p>")], EXTRACT, NOW) == 1
    assert len(take(store, "extract")) == 1


def test_an_archived_article_older_than_ids_can_say(store: Store) -> None:
    old = incoming("/old")
    store.ingest([replace(old, page=replace(old.page, fetched=NOW - 9000 * DAY))], EXTRACT, NOW)
    made = article("/old", published=NOW - 9001 * DAY)
    save_article(store, made, Publisher(PublisherId("herald.example"), "Herald"))
    (card,) = store.latest(CardFilter(), 5)
    assert card.shown == NOW - 9001 * DAY
    assert store.by_url(CanonicalUrl("https://herald.example/old")) == card.id


def test_a_page_in_hand_of_a_known_entry(store: Store) -> None:
    feed = subscribe(store).id
    save_entries(store, feed, [entry("/a")])
    store.ingest([Incoming(RawUrl(""), page("https://herald.example/a"))], EXTRACT, NOW)
    ((_, work),) = take(store, "extract")
    assert isinstance(work, StoredPage)
    assert (work.entry, work.page) == (entry("/a"), page("https://herald.example/a"))


def test_what_an_operator_says_of_a_feed_stays(store: Store) -> None:
    feed = subscribe(store).id
    store.change_feed(feed, title="Harbour sport", category="sport", folder=("Ports", "Sport"))
    changed = store.feed(feed).feed
    assert (changed.title, changed.category, changed.folder) == ("Harbour sport", "sport", ("Ports", "Sport"))
    with pytest.raises(NotFound):
        store.change_feed(FeedId(99), title="", category="", folder=())


def test_what_an_operator_says_of_a_publisher_stays_and_its_articles_follow(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    store.change_publisher(replace(HERALD, name="The Herald", country="fr", kind="broadcaster", owner="Lake Trust"))
    assert store.publisher(HERALD.id) == replace(
        HERALD, name="The Herald", country="FR", kind="broadcaster", owner="Lake Trust"
    )
    assert [card.id for card in store.latest(CardFilter(countries=("FR",)), 5)] == [number]
    store.add_publishers([HERALD])
    assert store.publisher(HERALD.id).name == "The Herald"
    with pytest.raises(NotFound):
        store.change_publisher(replace(HERALD, id=PublisherId("nobody.example")))
