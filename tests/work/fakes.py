"""Stand-ins for the ports, small enough to be seen through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from octavo.news.addresses import FeedId, PageId, PublisherId, WebUrl
from octavo.news.articles import Entry, Page, StoredPage
from octavo.news.errors import StoreError
from octavo.news.jobs import Claim, Intents, Job, StageKey
from octavo.news.running import Fault, WorkDone
from octavo.news.sources import Feed, FeedState, StoredFeed
from octavo.ports import Answer, Ask, Stage, Tools

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """Time that moves when told."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class FakeFetcher:
    """Answers from a table: an Answer, or an error to raise; remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer | Exception] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[Ask] = []

    async def get(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        answer = self.answers[ask.url]
        if isinstance(answer, Exception):
            raise answer
        return answer


class InlineProcessor:
    """Runs the work here and now, or raises what it was told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    async def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.error:
            raise self.error
        return function(*args, **kwargs)


def tools(fetcher: FakeFetcher | None = None, processor: InlineProcessor | None = None, **limits: Any) -> Tools:
    """Tools of fakes, with the real stages' keys."""
    from octavo.ports import Limits
    from octavo.work import KEYS

    return Tools(fetcher or FakeFetcher(), processor or InlineProcessor(), KEYS, Limits(**limits))


def page(url: str, body: bytes = b"<p>x</p>", **more: Any) -> Page:
    """An answer's page."""
    return replace(Page(WebUrl(url), WebUrl(url), 200, body, "text/html"), **more)


def stored_feed(url: str = "https://paper.test/feed", **state: Any) -> StoredFeed:
    """Feed 1 of paper.test."""
    return StoredFeed(FeedId(1), Feed(WebUrl(url), PublisherId("paper.test")), FeedState(**state))


def stored_page(url: str = "https://paper.test/a", entry: Entry | None = None, **more: Any) -> StoredPage:
    """Page 7, of an entry of paper.test's feed, first seen at NOW."""
    entry = entry or Entry("a", WebUrl(url), title="A title", summary="A summary.")
    plain = StoredPage(
        PageId(7), WebUrl(url), None, entry, None, FeedId(1), "", "en", PublisherId("paper.test"), first_seen=NOW
    )
    return replace(plain, **more)


@dataclass
class Row:
    """A job of FakeStore."""

    job: Job
    token: int = 0
    until: datetime | None = None
    attempts: int = 0
    reason: str = ""


@dataclass
class FakeStore:
    """The queue's rules in a dictionary. `results` is what finish was given; `full` makes every write fail."""

    rows: dict[tuple[str, int], Row] = field(default_factory=dict)
    results: list[tuple[Job, Intents]] = field(default_factory=list)
    transactions: list[int] = field(default_factory=list)
    quarantine: dict[tuple[str, int], str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    work: list[WorkDone] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tidied: list[datetime] = field(default_factory=list)
    reprocessed: list[StageKey] = field(default_factory=list)
    full: bool = False
    tokens: int = 0
    looks: int = 0

    def put(self, jobs: Iterable[Job]) -> int:
        jobs = list(jobs)
        for job in jobs:
            self.rows.setdefault((job.stage.name, job.subject), Row(job))
        return len(jobs)

    def claim(self, stages: Mapping[str, int], now: datetime, lease: float) -> list[tuple[Claim, Any]]:
        self.looks += 1
        found = []
        for name, most in stages.items():
            due = [row for (stage, _), row in self.rows.items() if stage == name and self._free_at(row) <= now]
            for row in sorted(due, key=lambda row: row.job.due)[:most]:
                self.tokens += 1
                row.token, row.until = self.tokens, now + timedelta(seconds=lease)
                found.append(
                    (Claim(row.job, row.token, row.attempts), stored_page(f"https://paper.test/{row.job.subject}"))
                )
        return found

    def finish(self, done: Iterable[tuple[Claim, Intents]], now: datetime) -> int:
        if self.full:
            raise StoreError("the disk is full")
        done = [(claim, intents) for claim, intents in done if self._is_current(claim)]
        for claim, intents in done:
            self.results.append((claim.job, intents))
            del self.rows[claim.job.stage.name, claim.job.subject]
        self.transactions.append(len(done))
        return len(done)

    def fail(self, claim: Claim, reason: str, retry_at: datetime | None) -> None:
        if not self._is_current(claim):
            return
        key = claim.job.stage.name, claim.job.subject
        if retry_at is None:
            del self.rows[key]
            self.quarantine[key] = reason
        else:
            self.rows[key] = Row(replace(claim.job, due=retry_at), attempts=claim.attempts + 1, reason=reason)

    def release(self, claims: Iterable[Claim], until: datetime | None = None) -> None:
        for claim in claims:
            if self._is_current(claim):
                key = claim.job.stage.name, claim.job.subject
                self.rows[key] = Row(replace(claim.job, due=until or claim.job.due), attempts=claim.attempts)

    def next_due(self, stages: Iterable[str]) -> datetime | None:
        names = set(stages)
        return min((self._free_at(row) for (name, _), row in self.rows.items() if name in names), default=None)

    def backlog(self, now: datetime) -> Mapping[str, tuple[int, int, int]]:
        counts: dict[str, tuple[int, int, int]] = {}
        for (name, _), row in self.rows.items():
            due, later, given_up = counts.get(name, (0, 0, 0))
            counts[name] = (due + (row.job.due <= now), later + (row.job.due > now), given_up)
        return counts

    def reprocess(self, stage: StageKey, now: datetime) -> int:
        self.reprocessed.append(stage)
        return 0

    def note(self, key: str) -> str | None:
        return self.notes.get(key)

    def set_note(self, key: str, value: str | None) -> None:
        self.notes[key] = value or ""

    def note_work(self, done: Iterable[WorkDone], now: datetime) -> None:
        if self.full:
            raise StoreError("the disk is full")
        self.work.extend(done)

    def note_faults(self, faults: Iterable[Fault]) -> None:
        self.faults.extend(faults)

    def tidy(self, keep_pages_since: datetime) -> int:
        self.tidied.append(keep_pages_since)
        return 0

    def _free_at(self, row: Row) -> datetime:
        return row.until if row.token and row.until else row.job.due

    def _is_current(self, claim: Claim) -> bool:
        row = self.rows.get((claim.job.stage.name, claim.job.subject))
        return row is not None and row.token == claim.token


def stage(run: Any, name: str = "fetch", lane: Any = "network", give_up: Any = None) -> Stage:
    """A stage whose work is `run`."""
    return Stage(name, 1, lane, run, give_up)


def jobs(count: int, name: str = "fetch", due: datetime = NOW) -> list[Job]:
    """Jobs for the subjects 1 to count."""
    return [Job(StageKey(name, 1), number, due) for number in range(1, count + 1)]


async def until(condition: Callable[[], bool], turns: int = 2000) -> None:
    """Let the loop turn until a condition holds."""
    for _ in range(turns):
        if condition():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came to that")
