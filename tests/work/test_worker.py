"""The worker's own rules, against a queue in memory."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
import structlog
from tests.work.fakes import NOW, Clock, FakeStore, jobs, stage, tools, until

from octavo.news.articles import StoredPage
from octavo.news.errors import ConnectionFailed, HostBusy, HttpStatus, OutOfMemory, OutOfTime, ParseError, StoreError
from octavo.news.jobs import PageUnchanged
from octavo.ports import Tools
from octavo.work import Worker

LONG_AGO = NOW - timedelta(hours=1)


async def visit(subject: StoredPage, _: Tools, now: datetime) -> tuple:
    return (PageUnchanged(subject.id, now),)


def failing(error: Exception):
    async def fail(*_: object) -> tuple:
        raise error

    return fail


def worker(store: FakeStore, *stages, clock: Clock | None = None, **more) -> Worker:
    return Worker(store, tools(), stages, clock=clock or Clock(), **more)


def run(store: FakeStore, *stages, **more) -> None:
    asyncio.run(worker(store, *stages, **more).run_until_idle())


def test_every_job_is_done_once():
    store = FakeStore()
    store.put(jobs(500))
    run(store, stage(visit))
    assert sorted(job.subject for job, _ in store.results) == list(range(1, 501))
    assert not store.rows


def test_results_share_transactions():
    store = FakeStore()
    store.put(jobs(500))
    run(store, stage(visit), connections=64)
    assert sum(store.transactions) == 500
    assert len(store.transactions) < 50
    assert max(store.transactions) <= 64


def test_no_more_run_at_once_than_the_lane_has_slots():
    store, running, most = FakeStore(), 0, 0
    store.put(jobs(100))

    async def count(*_: object) -> tuple:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return ()

    run(store, stage(count), connections=7)
    assert most == 7


def test_what_the_archive_decides_is_read_only_when_the_decision_before_is_written():
    store, at_once = FakeStore(), []
    store.put(jobs(20, "topics"))
    store.put(jobs(20, "index"))

    async def decide(*_: object) -> tuple:
        await asyncio.sleep(0)
        held = [name for (name, _), row in store.rows.items() if row.token]
        at_once.append((held.count("topics"), held.count("index")))
        return ()

    run(store, stage(decide, "topics", "archive"), stage(decide, "index", "archive"))
    assert len(at_once) == 40
    assert max(topics for topics, _ in at_once) == max(other for _, other in at_once) == 1


@pytest.mark.parametrize(
    ("slow", "quick"),
    [
        ("processor", "network"),
        ("enricher", "network"),
        ("enricher", "processor"),
        ("archive", "processor"),
        ("model", "enricher"),
    ],
)
def test_a_slow_lane_does_not_hold_up_the_others(slow, quick):
    store, gate = FakeStore(), asyncio.Event()
    store.put(jobs(10, "extract"))
    store.put(jobs(300, "fetch"))

    async def wait(*_: object) -> tuple:
        await gate.wait()
        return ()

    async def scene() -> None:
        working = asyncio.create_task(
            worker(store, stage(wait, "extract", slow), stage(visit, lane=quick)).run_until_idle()
        )
        await until(lambda: len(store.results) == 300)
        gate.set()
        await working

    asyncio.run(scene())
    assert len(store.results) == 310


@pytest.mark.parametrize(
    ("error", "attempts", "least"),
    [
        (ConnectionFailed("no connection"), 0, 24),
        (ConnectionFailed("no connection"), 1, 96),
        (HttpStatus("asked to wait", status=429, retry_after=700.0), 0, 700),
        (OutOfTime("took too long"), 0, 24),
        (ZeroDivisionError("a fault"), 1, 96),
    ],
)
def test_what_may_pass_is_tried_again_later(error, attempts, least):
    store = FakeStore()
    store.put(jobs(1))
    store.rows["fetch", 1].attempts = attempts
    run(store, stage(failing(error)))
    (row,) = store.rows.values()
    waited = (row.job.due - NOW).total_seconds()
    assert least <= waited <= max(least * 1.5, 700)
    assert row.attempts == attempts + 1
    assert str(error).capitalize() in row.reason or "A fault in Octavo" in row.reason


@pytest.mark.parametrize(
    ("error", "attempts", "said"),
    [
        (OutOfTime("took longer than 20 seconds"), 1, "Took longer than 20 seconds."),
        (OutOfMemory("the process died of it"), 1, "The process died of it."),
        (ParseError("no archive"), 0, "No archive."),
        (ConnectionFailed("no connection"), 3, "No connection."),
        (ZeroDivisionError("division by zero"), 2, "A fault in Octavo: ZeroDivisionError: division by zero"),
    ],
)
def test_after_the_last_attempt_a_job_is_quarantined_with_a_reason(error, attempts, said):
    store = FakeStore()
    store.put(jobs(1))
    store.rows["fetch", 1].attempts = attempts
    run(store, stage(failing(error)))
    assert store.quarantine == {("fetch", 1): said}
    assert not store.rows


def test_a_stage_may_write_something_instead_of_quarantine():
    store = FakeStore()
    store.put(jobs(1))

    def give_up(subject: StoredPage, reason: str, _: Tools, now: datetime) -> tuple:
        return ((reason, now),)

    run(store, stage(failing(ParseError("no archive")), give_up=give_up))
    assert [intents for _, intents in store.results] == [(("No archive.", NOW),)]
    assert not store.quarantine


def test_one_failure_leaves_the_others_alone():
    store = FakeStore()
    store.put(jobs(50))

    async def odd(subject: StoredPage, *_: object) -> tuple:
        if subject.url.endswith("/13"):
            raise ParseError("unlucky")
        return ()

    run(store, stage(odd))
    assert len(store.results) == 49
    assert store.quarantine == {("fetch", 13): "Unlucky."}


def test_a_busy_host_costs_no_attempt():
    store, clock = FakeStore(), Clock()
    store.put(jobs(1, due=LONG_AGO))
    asked = []

    async def once_busy(*_: object) -> tuple:
        asked.append(clock.now)
        if len(asked) == 1:
            clock.advance(30)  # as time does while jobs wait
            raise HostBusy("wait", retry_after=0.0)
        return ()

    run(store, stage(once_busy), clock=clock)
    assert len(asked) == 2
    ((job, _),) = store.results
    assert job.due > LONG_AGO


def test_a_host_that_wants_long_silence_is_left_for_another_time():
    store = FakeStore()
    store.put(jobs(3))
    run(store, stage(failing(HostBusy("silence", retry_after=3600.0))))
    assert {row.job.due for row in store.rows.values()} == {NOW + timedelta(seconds=3601)}
    assert {row.attempts for row in store.rows.values()} == {0}


def test_a_job_never_outlives_its_lease():
    store = FakeStore()
    store.put(jobs(1))

    async def hang(*_: object) -> tuple:
        await asyncio.Event().wait()
        return ()

    run(store, stage(hang), lease=0.05)
    (row,) = store.rows.values()
    assert "not done within" in row.reason


def test_a_stale_claim_changes_nothing():
    store = FakeStore()
    store.put(jobs(1))

    async def overtaken(*_: object) -> tuple:
        store.rows["fetch", 1].token += 1
        return (PageUnchanged(1, NOW),)

    run(store, stage(overtaken))
    assert store.results == []


def test_a_full_disk_pauses_work_visibly_and_goes_on_by_itself(monkeypatch):
    monkeypatch.setattr("octavo.work.desk.PAUSE_FIRST", 0.01)
    store = FakeStore(full=True)
    store.put(jobs(20))

    async def scene() -> None:
        busy = worker(store, stage(visit))
        working = asyncio.create_task(busy.run_forever())
        await until(lambda: bool(busy.trouble))
        assert "The disk is full." in busy.trouble
        store.full = False
        await until(lambda: len(store.results) == 20)
        assert busy.trouble == ""
        busy.stop()
        await working

    asyncio.run(scene())


def test_who_waits_for_an_end_is_told_of_a_full_disk(monkeypatch):
    monkeypatch.setattr("octavo.work.desk.PAUSE_FIRST", 0.001)
    store = FakeStore(full=True)
    store.put(jobs(3))
    with pytest.raises(StoreError, match="full"):
        run(store, stage(visit))
    assert len(store.rows) == 3


def test_a_stop_waits_for_what_runs_and_gives_back_the_rest():
    store, gate = FakeStore(), asyncio.Event()
    store.put(jobs(100))

    async def wait(*_: object) -> tuple:
        await gate.wait()
        return ()

    async def scene() -> None:
        busy = worker(store, stage(wait), connections=5)
        working = asyncio.create_task(busy.run_forever())
        await until(lambda: len(busy._lanes["network"].running) == 5)
        busy.stop()
        await asyncio.sleep(0)
        gate.set()
        await working

    asyncio.run(scene())
    assert len(store.results) == 5
    assert len(store.rows) == 95
    assert {(row.token, row.attempts) for row in store.rows.values()} == {(0, 0)}


def test_a_stop_gives_back_what_does_not_end(monkeypatch):
    monkeypatch.setattr("octavo.work.worker.DRAIN", 0.02)
    store = FakeStore()
    store.put(jobs(3))

    async def hang(*_: object) -> tuple:
        await asyncio.Event().wait()
        return ()

    async def scene() -> None:
        busy = worker(store, stage(hang))
        working = asyncio.create_task(busy.run_forever())
        await until(lambda: len(busy._lanes["network"].running) == 3)
        busy.stop()
        await working

    asyncio.run(scene())
    assert {(row.token, row.attempts, row.reason) for row in store.rows.values()} == {(0, 0, "")}


def test_a_stop_while_the_disk_is_full_ends_all_the_same():
    store = FakeStore(full=True)
    store.put(jobs(3))

    async def scene() -> None:
        busy = worker(store, stage(visit))
        working = asyncio.create_task(busy.run_forever())
        await until(lambda: bool(busy.trouble))
        busy.stop()
        await working

    asyncio.run(scene())
    assert len(store.rows) == 3


def test_new_work_is_taken_up_at_once_when_poked():
    store = FakeStore()

    async def scene() -> None:
        idle = worker(store, stage(visit))
        working = asyncio.create_task(idle.run_forever())
        await until(lambda: store.looks == 1)
        store.put(jobs(1))
        idle.poke()
        await until(lambda: bool(store.results))
        idle.stop()
        await working

    asyncio.run(scene())


def test_an_idle_worker_does_not_ask_again_and_again():
    store = FakeStore()
    store.put(jobs(1, due=NOW + timedelta(hours=1)))

    async def scene() -> None:
        idle = worker(store, stage(visit))
        working = asyncio.create_task(idle.run_forever())
        await until(lambda: store.looks >= 1)
        await asyncio.sleep(0.2)
        idle.stop()
        await working

    asyncio.run(scene())
    assert store.looks <= 2


def test_until_idle_leaves_what_is_due_later():
    store = FakeStore()
    store.put(jobs(1, due=NOW + timedelta(seconds=30)))
    run(store, stage(visit))
    assert len(store.rows) == 1


def test_until_idle_waits_as_long_as_it_is_told():
    store, clock = FakeStore(), Clock()
    store.put(jobs(1, due=NOW + timedelta(seconds=0.1)))

    async def scene() -> None:
        working = asyncio.create_task(worker(store, stage(visit), clock=clock).run_until_idle(patience=60))
        await asyncio.sleep(0.02)
        assert not working.done()
        clock.advance(1)
        await working

    asyncio.run(scene())
    assert len(store.results) == 1


def test_progress_tells_what_is_done_and_what_waits():
    store, told = FakeStore(), []
    store.put(jobs(30))
    asyncio.run(worker(store, stage(visit)).run_until_idle(lambda *one: told.append(one)))
    assert told[-1] == ("fetch", 30, 0)
    assert all(done + waiting <= 30 for _, done, waiting in told)


def test_a_fault_in_a_turn_is_told_and_work_goes_on(monkeypatch):
    monkeypatch.setattr("octavo.work.worker.PAUSE_FIRST", 0.001)
    store, faults = FakeStore(), 7
    store.put(jobs(3))
    claim = store.claim

    def broken(*args: object) -> list:
        nonlocal faults
        if faults:
            faults -= 1
            raise AssertionError("nobody foresaw this")
        return claim(*args)

    store.claim = broken

    async def scene() -> None:
        tough = worker(store, stage(visit))
        working = asyncio.create_task(tough.run_forever())
        await until(lambda: "nobody foresaw this" in tough.trouble)
        await until(lambda: len(store.results) == 3)
        await until(lambda: not tough.trouble)
        tough.stop()
        await working

    with structlog.testing.capture_logs() as logs:
        asyncio.run(scene())
    told = [one for one in logs if one["event"] == "work.fault"]
    assert len(told) == 7
    assert {(one["log_level"], one["exc_info"]) for one in told} == {("error", True)}


def test_a_lasting_fault_is_met_with_ever_longer_pauses(monkeypatch):
    pauses = []

    async def sleep(_: object, seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr("octavo.work.desk.Desk.sleep", sleep)
    store = FakeStore()

    def broken(*_: object) -> list:
        raise AssertionError("nobody foresaw this")

    store.claim = broken

    async def scene() -> None:
        tough = worker(store, stage(visit))
        working = asyncio.create_task(tough.run_forever())
        await until(lambda: len(pauses) >= 8)
        tough.stop()
        await working

    asyncio.run(scene())
    assert pauses[:8] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_care_that_fails_is_left_for_another_day():
    store = FakeStore()
    store.put(jobs(1))

    def broken(_: datetime) -> int:
        store.tidied.append(NOW)
        raise AssertionError("nobody foresaw this")

    store.tidy = broken

    async def scene() -> None:
        tough = worker(store, stage(visit))
        working = asyncio.create_task(tough.run_forever())
        await until(lambda: bool(store.results))
        tough.stop()
        await working

    asyncio.run(scene())
    assert store.tidied == [NOW]


@pytest.mark.parametrize("attempts", [0, 2])
@pytest.mark.parametrize("give_up", [None, lambda *_: ("poison",)])
def test_a_result_that_the_store_chokes_on_costs_its_own_job_alone(attempts, give_up):
    store = FakeStore()
    store.put(jobs(20))
    store.rows["fetch", 13].attempts = attempts
    finish = store.finish

    def choking(done: list, now: datetime) -> int:
        if any("poison" in intents for _, intents in done):
            raise AssertionError("nobody foresaw this")
        return finish(done, now)

    store.finish = choking

    async def odd(subject: StoredPage, *_: object) -> tuple:
        return ("poison",) if subject.url.endswith("/13") else ()

    run(store, stage(odd, give_up=give_up))
    assert len(store.results) == 19
    said = store.quarantine.get(("fetch", 13)) or store.rows["fetch", 13].reason
    assert said == "A fault in Octavo: AssertionError: nobody foresaw this"
    assert bool(store.quarantine) == (attempts == 2)


def test_a_stage_that_cannot_even_give_up_is_quarantined():
    store = FakeStore()
    store.put(jobs(1))
    store.rows["fetch", 1].attempts = 2

    def give_up(*_: object) -> tuple:
        raise ZeroDivisionError("again")

    run(store, stage(failing(ParseError("no archive")), give_up=give_up))
    assert store.quarantine == {("fetch", 1): "A fault in Octavo: ZeroDivisionError: again"}


def test_at_start_older_results_are_done_again_and_old_bytes_dropped_daily():
    store, clock = FakeStore(), Clock()

    async def a_while() -> None:
        started = worker(store, stage(visit), clock=clock, keep_pages=timedelta(days=3))
        before, working = store.looks, asyncio.create_task(started.run_forever())
        await until(lambda: store.looks > before)
        started.stop()
        await working

    asyncio.run(a_while())
    assert [key.name for key in store.reprocessed] == ["fetch"]
    assert store.tidied == [NOW - timedelta(days=3)]
    clock.advance(3600)
    asyncio.run(a_while())
    assert len(store.tidied) == 1
    clock.advance(86400)
    asyncio.run(a_while())
    assert len(store.tidied) == 2
