"""Any sequence of askings, claims, deaths and ends, held against a model of a dozen lines."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.contract.newsroom import NOW, POLL, subscribe

from octavo.news.jobs import Claim, Job, SaveFeedState
from octavo.news.sources import FeedState
from octavo.store import open_store

SECOND = timedelta(seconds=1)
LEASE = 5
"""Short beside the waits, so that leases often run out."""
FEEDS = st.integers(0, 2)


@dataclass
class Known:
    """What must be true of one job."""

    due: int
    held: int = 0
    """Number of the claim that holds it; 0 for none."""
    until: int = 0
    again: int | None = None
    given_up: bool = False
    attempts: int = 0


@dataclass
class Held:
    """A claim that was handed out."""

    claim: Claim
    feed: int
    number: int


class QueueMachine(RuleBasedStateMachine):
    """Polls of three feeds; time in whole seconds from NOW."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "octavo.db", clock=lambda: NOW)
        self.feeds = [subscribe(self.store, f"https://herald.example/{nth}").id for nth in range(3)]
        self.now = 0
        self.jobs: dict[int, Known] = {}
        self.claims: list[Held] = []
        self.applied: dict[int, int] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.check() == []
            self.store.close()
            self.folder.cleanup()

    @rule(seconds=st.integers(1, LEASE + 1))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @rule(feed=FEEDS, later=st.integers(0, 9))
    def put(self, feed: int, later: int) -> None:
        due = self.now + later
        new = self.store.put([Job(POLL, self.feeds[feed], NOW + due * SECOND)])
        job = self.jobs.get(feed)
        assert new == int(job is None or job.given_up)
        if job is None or job.given_up:
            self.jobs[feed] = Known(due)
        elif job.held:
            job.again = due if job.again is None else min(job.again, due)
        else:
            job.due = min(job.due, due)

    @rule(most=st.integers(1, 3))
    def claim(self, most: int) -> None:
        found = self.store.claim({"poll": most}, NOW + self.now * SECOND, LEASE)
        free = [
            feed for feed, job in self.jobs.items()
            if not job.given_up and (job.until if job.held else job.due) <= self.now
        ]  # fmt: skip
        taken = [self.feeds.index(claim.job.subject) for claim, _ in found]
        assert len(taken) == len(set(taken)) == min(most, len(free))
        assert set(taken) <= set(free)
        for feed, (claim, _) in zip(taken, found, strict=True):
            job = self.jobs[feed]
            assert claim.attempts == job.attempts
            job.held, job.until, job.attempts = claim.token, self.now + LEASE, job.attempts + 1
            if job.again is not None and job.again <= self.now:
                job.again = None
            self.claims.append(Held(claim, feed, claim.token))

    def _pick(self, data: st.DataObject) -> tuple[Held, Known | None]:
        held = data.draw(st.sampled_from(self.claims))
        job = self.jobs.get(held.feed)
        return held, job if job is not None and job.held == held.number else None

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        held, job = self._pick(data)
        state = SaveFeedState(self.feeds[held.feed], FeedState(etag=str(held.number)), POLL)
        assert self.store.finish([(held.claim, (state,))], NOW + self.now * SECOND) == int(job is not None)
        if job is None:
            return
        self.applied[held.feed] = held.number
        if job.again is None:
            del self.jobs[held.feed]
        else:
            self.jobs[held.feed] = Known(job.again)

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), retry=st.none() | st.integers(0, 9))
    def fail(self, data: st.DataObject, retry: int | None) -> None:
        held, job = self._pick(data)
        at = None if retry is None else self.now + retry
        self.store.fail(held.claim, "a reason", None if at is None else NOW + at * SECOND)
        if job is None:
            return
        if at is not None:
            self.jobs[held.feed] = Known(at, attempts=job.attempts)
        elif job.again is not None:
            self.jobs[held.feed] = Known(job.again)
        else:
            job.held, job.given_up = 0, True

    @precondition(lambda self: self.claims)
    @rule(data=st.data(), later=st.none() | st.integers(0, 9))
    def release(self, data: st.DataObject, later: int | None) -> None:
        held, job = self._pick(data)
        until = None if later is None else NOW + (self.now + later) * SECOND
        self.store.release([held.claim], until)
        if job is not None:
            due = job.due if job.again is None else min(job.due, job.again)
            due = due if later is None else max(due, self.now + later)
            self.jobs[held.feed] = Known(due, attempts=job.attempts - 1)

    @rule(feed=FEEDS)
    def requeue(self, feed: int) -> None:
        job = self.jobs.get(feed)
        stuck = job is not None and job.given_up
        assert self.store.requeue("poll", self.feeds[feed], NOW + self.now * SECOND) == stuck
        if stuck:
            self.jobs[feed] = Known(self.now)

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "store"):
            return
        alive = [job for job in self.jobs.values() if not job.given_up]
        times = [job.until if job.held else job.due for job in alive]
        assert self.store.next_due(["poll"]) == (NOW + min(times) * SECOND if times else None)
        assert len(self.store.quarantined()) == len(self.jobs) - len(alive)
        for feed, number in self.applied.items():
            assert self.store.feed(self.feeds[feed]).state.etag == str(number)


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(
    max_examples=80, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
