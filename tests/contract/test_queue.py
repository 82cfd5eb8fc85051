"""Jobs under leases: nothing lost, nothing done twice, whatever dies or hurries."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.contract.newsroom import (
    EXTRACT,
    FETCH,
    HOUR,
    LEASE,
    MINUTE,
    NOW,
    PARSE,
    POLL,
    entry,
    finish,
    page,
    save_entries,
    subscribe,
    take,
)

from octavo.news.addresses import FeedId
from octavo.news.articles import Page, StoredPage
from octavo.news.jobs import Claim, Job, NoArticle, SaveEntries, SaveFeedBody, SaveFeedState, SavePage, StageKey
from octavo.news.sources import FeedState, StoredFeed
from octavo.ports import Store, Work

SECOND = timedelta(seconds=1)


@pytest.fixture
def feeds(store: Store) -> list[StoredFeed]:
    """Four feeds with nothing to do."""
    return [subscribe(store, f"https://herald.example/feed{nth}") for nth in range(4)]


def put(store: Store, feed: StoredFeed, due: datetime = NOW, priority: int = 0) -> int:
    return store.put([Job(POLL, feed.id, due, priority)])


def subjects(claims: list[tuple[Claim, Work]]) -> list[int]:
    return [claim.job.subject for claim, _ in claims]


def test_a_job_is_claimed_once_and_gone_when_finished(store: Store, feeds: list[StoredFeed]) -> None:
    assert put(store, feeds[0]) == 1
    ((claim, work),) = take(store, "poll")
    assert work == store.feed(feeds[0].id)
    assert claim.attempts == 0
    assert take(store, "poll") == []
    assert finish(store, claim) == 1
    assert take(store, "poll", NOW + 24 * HOUR) == []


def test_highest_priority_first_then_longest_due(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0], NOW - SECOND, -1)
    put(store, feeds[1], NOW)
    put(store, feeds[2], NOW - SECOND)
    put(store, feeds[3], NOW, 1)
    order = [subjects(take(store, "poll", most=1))[0] for _ in feeds]
    assert order == [feeds[3].id, feeds[2].id, feeds[1].id, feeds[0].id]


def test_each_stage_has_its_own_limit(store: Store, feeds: list[StoredFeed]) -> None:
    save_entries(store, feeds[0].id, [entry(f"/{nth}") for nth in range(5)])
    for feed in feeds:
        put(store, feed)
    claims = store.claim({"poll": 3, "fetch": 2, "extract": 9, "index": 0}, NOW, LEASE)
    assert sorted(claim.job.stage.name for claim, _ in claims) == ["fetch"] * 2 + ["poll"] * 3


def test_what_is_not_due_waits(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0], NOW + MINUTE)
    assert take(store, "poll") == []
    assert store.next_due(["poll", "index"]) == NOW + MINUTE
    assert store.next_due(["index"]) is None
    assert len(take(store, "poll", NOW + MINUTE)) == 1


def test_a_waiting_job_keeps_the_earlier_time(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0], NOW + MINUTE)
    assert put(store, feeds[0], NOW + HOUR) == 0
    assert store.next_due(["poll"]) == NOW + MINUTE
    assert put(store, feeds[0], NOW, 1) == 0
    ((claim, _),) = take(store, "poll")
    assert (claim.job.due, claim.job.priority) == (NOW, 1)


def test_a_lease_that_ran_out_frees_the_job_and_fences_its_holder(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((dead, _),) = take(store, "poll")
    later = NOW + timedelta(seconds=LEASE)
    assert store.next_due(["poll"]) == later
    ((alive, _),) = take(store, "poll", later)
    assert (alive.token != dead.token, alive.attempts) == (True, 1)

    stale = SaveFeedState(feeds[0].id, FeedState(etag="stale", next_poll=NOW), POLL)
    assert finish(store, dead, stale) == 0
    store.fail(dead, "too late", NOW)
    store.release([dead])
    assert store.feed(feeds[0].id).state.etag == ""
    assert take(store, "poll", later) == []

    assert finish(store, alive) == 1


def test_a_late_holder_may_finish_while_nobody_took_over(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((claim, _),) = take(store, "poll")
    assert finish(store, claim, now=NOW + HOUR) == 1


def test_tokens_are_never_given_twice(store: Store, feeds: list[StoredFeed]) -> None:
    tokens = set()
    for _ in range(3):
        put(store, feeds[0])
        ((claim, _),) = take(store, "poll")
        tokens.add(claim.token)
        finish(store, claim)
    assert len(tokens) == 3


def test_asked_for_while_held_it_runs_again(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((claim, _),) = take(store, "poll")
    put(store, feeds[0], NOW + MINUTE)
    put(store, feeds[0], NOW + HOUR)
    assert take(store, "poll", NOW + 30 * SECOND) == []
    finish(store, claim)
    assert store.next_due(["poll"]) == NOW + MINUTE
    ((again, _),) = take(store, "poll", NOW + MINUTE)
    assert again.attempts == 0


def test_asked_for_while_held_by_the_dead_it_runs_once_more_only(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    take(store, "poll")
    put(store, feeds[0], NOW + SECOND)
    ((claim, _),) = take(store, "poll", NOW + HOUR)
    finish(store, claim)
    assert store.next_due(["poll"]) is None


def test_a_failure_waits_and_counts(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((claim, _),) = take(store, "poll")
    store.fail(claim, "no route", NOW + MINUTE)
    assert take(store, "poll") == []
    ((again, _),) = take(store, "poll", NOW + MINUTE)
    assert again.attempts == 1


def test_the_last_failure_quarantines_and_requeue_starts_afresh(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((claim, _),) = take(store, "poll")
    store.fail(claim, "it never worked", None)

    assert take(store, "poll", NOW + 24 * HOUR) == []
    assert store.backlog(NOW)["poll"] == (0, 0, 1)
    (given_up,) = store.quarantined()
    assert (given_up.job.subject, given_up.subject_name) == (feeds[0].id, feeds[0].feed.url)
    assert (given_up.reason, given_up.attempts, given_up.since) == ("it never worked", 1, NOW)
    assert store.health(NOW)[0].quarantined == 1

    assert store.requeue("poll", feeds[0].id, NOW) is True
    assert store.requeue("poll", feeds[0].id, NOW) is False
    ((again, _),) = take(store, "poll")
    assert (again.attempts, again.job.stage) == (0, POLL)


def test_new_reason_to_try_ends_a_quarantine(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    ((claim, _),) = take(store, "poll")
    put(store, feeds[0], NOW + MINUTE)
    store.fail(claim, "no", None)
    assert store.quarantined() == []
    assert store.next_due(["poll"]) == NOW + MINUTE


def test_release_leaves_no_trace(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0], NOW - MINUTE)
    ((claim, _),) = take(store, "poll")
    store.release([claim])
    ((again, _),) = take(store, "poll")
    assert (again.attempts, again.job) == (0, claim.job)
    store.release([again], NOW + MINUTE)
    assert store.next_due(["poll"]) == NOW + MINUTE


def test_one_result_that_cannot_be_stored_takes_no_other_with_it(store: Store, feeds: list[StoredFeed]) -> None:
    for feed in feeds[:3]:
        put(store, feed)
    claims = [claim for claim, _ in take(store, "poll")]

    def outcome(claim: Claim, url: str) -> tuple[Claim, tuple[SaveFeedState, SaveFeedBody]]:
        feed = FeedId(claim.job.subject)
        return claim, (SaveFeedState(feed, FeedState(etag="new"), POLL), SaveFeedBody(feed, page(url), PARSE))

    broken = page("https://herald.example/")
    broken = Page(broken.url, broken.final_url, "two hundred", b"")  # type: ignore[arg-type]
    second = (
        claims[1],
        (SaveFeedState(feeds[1].id, FeedState(etag="new"), POLL), SaveFeedBody(feeds[1].id, broken, PARSE)),
    )
    done = [outcome(claims[0], "https://herald.example/a"), second, outcome(claims[2], "https://herald.example/c")]

    assert store.finish(done, NOW) == 2
    assert [store.feed(feed.id).state.etag for feed in feeds[:3]] == ["new", "", "new"]
    (given_up,) = store.quarantined()
    assert given_up.job.subject == feeds[1].id
    assert "could not be stored" in given_up.reason
    assert subjects(take(store, "parse")) == [feeds[0].id, feeds[2].id]


def test_a_job_whose_subject_is_gone_is_dropped(store: Store, feeds: list[StoredFeed]) -> None:
    store.put([Job(POLL, 999, NOW), Job(PARSE, feeds[0].id, NOW), Job(FETCH, 999, NOW)])
    assert store.claim({"poll": 9, "parse": 9, "fetch": 9}, NOW, LEASE) == []
    assert store.backlog(NOW) == {}


def test_a_stage_nobody_knows_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no stage is called 'wave'"):
        store.put([Job(StageKey("wave", 1), 1, NOW)])


def test_backlog_counts_by_stage(store: Store, feeds: list[StoredFeed]) -> None:
    put(store, feeds[0])
    put(store, feeds[1])
    put(store, feeds[2], NOW + HOUR)
    take(store, "poll", most=1)
    assert store.backlog(NOW) == {"poll": (2, 1, 0)}  # what is held is not done


def test_a_revisit_follows_the_visit_that_plans_it(store: Store, feeds: list[StoredFeed]) -> None:
    save_entries(store, feeds[0].id, [entry("/a")])
    ((claim, work),) = take(store, "fetch")
    assert isinstance(work, StoredPage)
    finish(store, claim, SavePage(work.id, page(work.url), EXTRACT, (FETCH, NOW + 3 * HOUR)))
    assert take(store, "fetch", NOW + 2 * HOUR) == []
    ((_, later),) = take(store, "fetch", NOW + 3 * HOUR)
    assert isinstance(later, StoredPage)
    assert (later.visits, later.page) == (1, page(work.url))


def test_an_entry_edited_while_its_page_is_fetched_is_fetched_again(store: Store, feeds: list[StoredFeed]) -> None:
    save_entries(store, feeds[0].id, [entry("/a")])
    ((claim, work),) = take(store, "fetch")
    save_entries(store, feeds[0].id, [entry("/a", title="Edited")])
    assert isinstance(work, StoredPage)
    finish(store, claim, SavePage(work.id, page(work.url), EXTRACT))
    ((_, again),) = take(store, "fetch")
    assert isinstance(again, StoredPage)
    assert again.entry is not None
    assert again.entry.title == "Edited"


def test_newer_bytes_of_a_feed_survive_the_parsing_of_older_ones(store: Store, feeds: list[StoredFeed]) -> None:
    feed = feeds[0].id
    put(store, feeds[0])
    ((poll, _),) = take(store, "poll")
    finish(store, poll, SaveFeedBody(feed, page("https://herald.example/feed0", b"old"), PARSE))
    ((parse, _),) = take(store, "parse")
    put(store, feeds[0])
    ((poll, _),) = take(store, "poll")
    finish(store, poll, SaveFeedBody(feed, page("https://herald.example/feed0", b"new"), PARSE))
    finish(store, parse, SaveEntries(feed, (), FETCH, NOW))
    ((claim, work),) = take(store, "parse")
    assert isinstance(work, tuple)
    assert work[1].body == b"new"
    finish(store, claim, SaveEntries(feed, (), FETCH, NOW))
    store.put([Job(PARSE, feed, NOW)])
    assert take(store, "parse") == []  # the bytes are dropped when read


def test_the_next_poll_is_when_the_state_says(store: Store, feeds: list[StoredFeed]) -> None:
    feed = feeds[0]
    put(store, feed)
    ((claim, _),) = take(store, "poll")
    finish(store, claim, SaveFeedState(feed.id, FeedState(next_poll=NOW + HOUR), POLL))
    assert store.next_due(["poll"]) == NOW + HOUR

    store.put([Job(PARSE, feed.id, NOW)])  # parsing decides anew, later than polling did
    save_state = SaveFeedState(feed.id, FeedState(next_poll=NOW + 2 * HOUR), POLL)
    save_entries(store, feeds[1].id, [])
    store.put([Job(POLL, feeds[1].id, NOW)])
    ((other, _),) = take(store, "poll")
    finish(store, other, save_state)
    assert store.next_due(["poll"]) == NOW + 2 * HOUR

    store.poll_now([feed.id], POLL, NOW + MINUTE)  # what somebody asks for is not put off
    store.put([Job(POLL, feeds[2].id, NOW)])
    ((other, _),) = [pair for pair in take(store, "poll") if pair[0].job.subject == feeds[2].id]
    finish(store, other, SaveFeedState(feed.id, FeedState(next_poll=NOW + 3 * HOUR), POLL))
    assert store.next_due(["poll"]) == NOW + MINUTE


def test_pages_of_feeds_polled_together_take_turns(store: Store, feeds: list[StoredFeed]) -> None:
    for nth, feed in enumerate(feeds[:2]):
        save_entries(store, feed.id, [entry(f"/{nth}{item}", published=NOW - item * MINUTE) for item in range(3)])
    urls = [work.url[-2:] for _, work in take(store, "fetch") if isinstance(work, StoredPage)]
    assert [url[1] for url in urls] == ["0", "0", "1", "1", "2", "2"]


def test_reprocessing_takes_what_older_versions_made_newest_first(store: Store, feeds: list[StoredFeed]) -> None:
    save_entries(store, feeds[0].id, [entry(f"/{nth}") for nth in range(3)])
    for claim, work in take(store, "fetch"):
        assert isinstance(work, StoredPage)
        if work.url.endswith("/0"):
            finish(store, claim, NoArticle(work.id, "index", "a list", StageKey("extract", 1)))  # no bytes are kept
        else:
            finish(store, claim, SavePage(work.id, page(work.url), EXTRACT))
    for claim, work in take(store, "extract"):
        assert isinstance(work, StoredPage)
        finish(store, claim, NoArticle(work.id, "index", "a list", EXTRACT))

    assert store.reprocess(EXTRACT, NOW) == 0
    assert store.reprocess(StageKey("extract", 2), NOW) == 2
    assert store.reprocess(StageKey("poll", 2), NOW) == 0
    claims = take(store, "extract", NOW + SECOND)
    assert [work.url[-2:] for _, work in claims if isinstance(work, StoredPage)] == ["/2", "/1"]
    assert {(claim.job.priority, claim.job.stage.version) for claim, _ in claims} == {(-1, 2)}
    for claim, _ in claims:
        finish(store, claim, NoArticle(claim.job.subject, "index", "a list", StageKey("extract", 2)))  # type: ignore[arg-type]
    assert store.reprocess(StageKey("extract", 2), NOW) == 0
