"""What a worker writes down of its own work."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.work.fakes import NOW, Clock, FakeStore, jobs, stage, stored_feed, tools

from octavo.news.errors import HostBusy, HttpStatus, TooSlow
from octavo.news.jobs import SaveFeedState, StageKey
from octavo.news.sources import FeedState
from octavo.work import Worker
from octavo.work.books import EVERY, Books


def run(store: FakeStore, *stages, clock: Clock | None = None) -> None:
    asyncio.run(Worker(store, tools(), stages, clock=clock or Clock()).run_until_idle())


async def well(*_: object) -> tuple:
    return ()


def failing(error: Exception):
    async def fail(*_: object) -> tuple:
        raise error

    return fail


def test_what_jobs_took_is_written_down_by_stage():
    store = FakeStore()
    store.put([*jobs(30), *jobs(5, "index")])
    run(store, stage(well), stage(well, "index", "processor"))
    told = {name: sum(one.jobs for one in store.work if one.stage == name) for name in ("fetch", "index")}
    assert told == {"fetch": 30, "index": 5}
    assert {one.hour for one in store.work} == {NOW}
    assert all(0 <= one.seconds <= one.jobs * 2**one.under / 1000 for one in store.work)


def test_failures_are_counted_by_kind_with_the_last_to_look_at():
    store = FakeStore()
    store.put([*jobs(3), *jobs(1, "extract")])
    run(
        store,
        stage(failing(HttpStatus("the site says no", status=404))),
        stage(failing(TooSlow("it dribbles")), "extract"),
    )
    missing, slow = sorted(store.faults, key=lambda fault: fault.kind)
    assert (missing.place, missing.kind, missing.count) == ("fetch", "HTTP 404", 3)
    assert missing.subject.startswith("https://paper.test/")
    assert missing.reason == "The site says no."
    assert (slow.place, slow.kind, slow.count) == ("extract", "TooSlow", 1)
    assert sum(one.jobs for one in store.work) == 4


def test_a_job_given_back_because_its_host_is_busy_is_neither_done_nor_failed():
    store, clock = FakeStore(), Clock()
    store.put(jobs(1))

    async def busy(*_: object) -> tuple:
        if clock.now == NOW:
            clock.advance(2000)
            raise HostBusy("wait", retry_after=1800)
        return ()

    run(store, stage(busy), clock=clock)
    assert not store.faults
    assert sum(one.jobs for one in store.work) == 1


def test_a_failed_poll_counts_though_its_job_ends_well():
    books = Books()
    state = FeedState(error="The site wants a sign-in.", error_kind="HTTP 401", errors=3)
    saved = SaveFeedState(stored_feed().id, state, StageKey("poll", 1))
    books.poll_failed("poll", "https://paper.test/feed", (saved,), NOW)
    books.poll_failed("poll", "https://paper.test/feed", (SaveFeedState(saved.feed, FeedState(), saved.then),), NOW)
    ((fault,), *_) = (books.take(NOW)[1],)
    assert (fault.place, fault.kind, fault.count, fault.reason) == ("poll", "HTTP 401", 1, "The site wants a sign-in.")


def test_an_idle_worker_gives_a_sign_now_and_then():
    books = Books()
    assert books.are_due(NOW)
    assert books.take(NOW) == ([], [])
    assert not books.are_due(NOW + EVERY / 2)
    assert books.are_due(NOW + EVERY)
    assert books.are_due(NOW - timedelta(days=1))  # the clock was put back
