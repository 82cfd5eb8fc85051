"""The queue of jobs: a small line a stage, held under leases, every result committed together with its job's end.

A job is one row, (stage, subject). It waits; a claim holds it under a fresh token until its lease ends; `finish` ends
it where the token is still the current one, so that a holder that was thought dead can change nothing any more. What is
asked for while a job is held is not lost: the job goes back into the line when its holder ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice

import apsw

from octavo.news.errors import OctavoError, StoreError
from octavo.news.jobs import Claim, Intents, Job, Quarantined, StageKey
from octavo.ports import Work
from octavo.store.codec import dumps, micros, moment, moment_or_none
from octavo.store.connection import Part, savepoint
from octavo.store.intents import Applying, apply
from octavo.store.line import HORIZON, Row, find_job, put_job
from octavo.store.settle_stories import settle
from octavo.store.statements import statements
from octavo.store.subjects import SUBJECTS, load_work, name_of
from octavo.store.vectors import of_other_models, vectors_by_model

_sql = statements("queue")

BATCH = 500
"""Jobs put in one transaction: a few milliseconds, so that others are not kept waiting."""

_OWN_FAULTS = (
    OctavoError, ValueError, TypeError, OverflowError, apsw.ConstraintError, apsw.MismatchError, apsw.TooBigError,
)  # fmt: skip
"""What an intent's content can be at fault for. Anything else (a full disk, a damaged file) is the whole batch's."""

_REDONE = {
    "extract": _sql.outdated_pages, "enrich": _sql.outdated_articles, "topics": _sql.outdated_articles,
    "weave": _sql.outdated_woven, "compare": _sql.outdated_stories, "index": _sql.outdated_articles,
}  # fmt: skip
"""What older versions of a stage made, for the stages that run again."""

_EVERYBODYS = (apsw.Error, OSError, StoreError, MemoryError)
"""What reading a subject raises where the whole store is in trouble. Anything else comes of a damaged row, or one that
another version wrote: one job's trouble, not the queue's."""


class SqliteQueue(Part):
    """ports.Queue on SQLite."""

    def put(self, jobs: Iterable[Job]) -> int:
        """See ports.Queue. Raises ValueError for a stage whose subjects the store does not know."""
        new, rest = 0, iter(jobs)
        while batch := list(islice(rest, BATCH)):
            with self.connections.write() as connection:
                new += sum(put_job(connection, job) for job in batch)
        return new

    def claim(self, stages: Mapping[str, int], now: datetime, lease: float) -> list[tuple[Claim, Work]]:
        """See ports.Queue. The lock is held for picking rows only; subjects are read after. One that cannot be read
        is quarantined."""
        at = micros(now)
        until = at + int(lease * 1_000_000)
        with self.connections.read() as connection:
            if not any(_in_line(connection, stage, at, 1) for stage, most in stages.items() if most > 0):
                return []
        with self.connections.write() as connection:
            picked = [
                (stage, subject) for stage, most in stages.items() for subject in _in_line(connection, stage, at, most)
            ]
            token = _sql.draw_tokens(connection, count=len(picked)) - len(picked)
            claims = [
                _hold(connection, stage, subject, token + nth, until, at)
                for nth, (stage, subject) in enumerate(picked, start=1)
            ]
        works: list[tuple[Claim, Work]] = []
        gone, unreadable = [], []
        with self.connections.read() as connection:
            for claim in claims:
                try:
                    work = load_work(connection, claim.job.stage.name, claim.job.subject)
                except _EVERYBODYS:
                    raise
                except Exception as error:
                    unreadable.append((claim, f"what is stored of it cannot be read: {error!r}"))
                else:
                    if work is None:
                        gone.append(claim)
                    else:
                        works.append((claim, work))
        self._drop(gone, unreadable)
        return works

    def finish(self, done: Iterable[tuple[Claim, Intents]], now: datetime) -> int:
        """See ports.Queue. Each claim has a savepoint: one whose intents the store cannot take (an address that is
        none, a broken date) is quarantined with the reason, and the others of the batch are kept."""
        applied = 0
        with self.connections.write() as connection:
            for claim, intents in done:
                if _current(connection, claim) is None:
                    continue
                try:
                    with savepoint(connection):
                        for intent in intents:
                            apply(Applying(connection, now), intent)
                        _end(connection, claim)
                except _OWN_FAULTS as error:
                    _give_up(connection, claim, f"its result could not be stored: {error}", micros(now))
                else:
                    applied += 1
            settle(connection)
        return applied

    def fail(self, claim: Claim, reason: str, retry_at: datetime | None) -> None:
        """See ports.Queue. A job asked for anew while it was held is tried afresh instead of being given up."""
        with self.connections.write() as connection:
            if (row := _current(connection, claim)) is None:
                return
            if retry_at is not None:
                _sql.retry_job(connection, **_key(claim), due=micros(retry_at), reason=reason)
            elif row.again is not None:
                _revive(connection, claim, row, row.again)
            else:
                _give_up(connection, claim, reason, micros(self.clock()))

    def release(self, claims: Iterable[Claim], until: datetime | None = None) -> None:
        """See ports.Queue."""
        with self.connections.write() as connection:
            for claim in claims:
                if (row := _current(connection, claim)) is None:
                    continue
                due = row.due if row.again is None else min(row.due, row.again)
                if until is not None:
                    due = max(due, micros(until))
                _sql.release_job(connection, **_key(claim), due=due)

    def next_due(self, stages: Iterable[str]) -> datetime | None:
        """See ports.Queue."""
        with self.connections.read() as connection:
            times = [_sql.next_due(connection, stage=stage) for stage in stages]
        return moment_or_none(min((time for time in times if time is not None), default=None))

    def backlog(self, now: datetime) -> Mapping[str, tuple[int, int, int]]:
        """See ports.Queue. A job that is held counts as due."""
        found: dict[str, tuple[int, int, int]] = {}
        with self.connections.read() as connection:
            for stage, due, later, given_up in _sql.backlog(connection, now=micros(now)):
                before = found.get(stage, (0, 0, 0))
                found[stage] = (before[0] + due, before[1] + later, before[2] + given_up)
        return found

    def quarantined(self, limit: int = 100) -> list[Quarantined]:
        """See ports.Queue. Newest first."""
        with self.connections.read() as connection:
            return [
                Quarantined(
                    job=Job(StageKey(stage, version), subject, moment(due), priority),
                    subject_name=name_of(connection, stage, subject),
                    attempts=attempts,
                    reason=reason,
                    since=moment(since),
                )
                for stage, version, subject, due, priority, attempts, reason, since in list(
                    _sql.quarantined(connection, most=limit)
                )
            ]

    def requeue(self, stage: str, subject: int, now: datetime) -> bool:
        """See ports.Queue."""
        with self.connections.write() as connection:
            row = find_job(connection, stage, subject)
            if row is None or row.quarantined is None:
                return False
            return put_job(connection, Job(StageKey(stage, row.version), subject, now, row.priority))

    def reprocess(self, stage: StageKey, now: datetime) -> int:
        """See ports.Queue. Extraction runs again on pages whose bytes are kept; polling, fetching and discovery never
        do, because what they made came from the network."""
        if stage.name not in _REDONE:
            return 0
        with self.connections.read() as connection:
            subjects = [row[0] for row in _REDONE[stage.name](connection, stage=stage.name, version=stage.version)]
        return self._put_again(stage, subjects, now)

    def embed_again(self, stage: StageKey, model: str, now: datetime) -> int:
        """See ports.Queue."""
        with self.connections.read() as connection:
            articles = of_other_models(connection, model)
        return self._put_again(stage, articles, now)

    def vectors(self) -> Mapping[str, int]:
        """See ports.Queue."""
        with self.connections.read() as connection:
            return vectors_by_model(connection)

    def _put_again(self, stage: StageKey, subjects: list[int], now: datetime) -> int:
        """Queue a stage for all of these, in this order, behind what is new."""
        queued = 0
        for start in range(0, len(subjects), BATCH):
            with self.connections.write() as connection:
                for nth, subject in enumerate(subjects[start : start + BATCH], start=start):
                    job = Job(stage, subject, now, priority=-1)
                    queued += put_job(connection, job, turn=micros(now) + min(nth, HORIZON))
        return queued

    def _drop(self, gone: list[Claim], unreadable: list[tuple[Claim, str]]) -> None:
        """End the jobs whose subject is gone; quarantine those whose subject is damaged, that it be seen."""
        if not gone and not unreadable:
            return
        with self.connections.write() as connection:
            for claim in gone:
                if _current(connection, claim) is not None:
                    _end(connection, claim)
            for claim, reason in unreadable:
                if _current(connection, claim) is not None:
                    _give_up(connection, claim, reason, micros(self.clock()))


def _in_line(connection: apsw.Connection, stage: str, now: int, most: int) -> list[int]:
    """Subjects of the jobs to take next: highest priority first, then their turn."""
    found: list[int] = []
    for (priority,) in list(_sql.priorities(connection, stage=stage)):
        if len(found) >= most:
            break
        rows = _sql.next_in_line(
            connection, stage=stage, priority=priority, now=now, horizon=now + HORIZON, most=most - len(found)
        )
        found.extend(row[0] for row in rows)
    return found


def _hold(connection: apsw.Connection, stage: str, subject: int, token: int, until: int, now: int) -> Claim:
    version, priority, due, attempts = _sql.hold_job(
        connection, stage=stage, subject=subject, token=token, until=until, now=now
    )
    return Claim(Job(StageKey(stage, version), subject, moment(due), priority), token, attempts)


def _key(claim: Claim) -> dict[str, str | int]:
    return {"stage": claim.job.stage.name, "subject": claim.job.subject}


def _current(connection: apsw.Connection, claim: Claim) -> Row | None:
    """The claim's job, None where somebody else holds it by now or it is gone."""
    row = find_job(connection, claim.job.stage.name, claim.job.subject)
    return row if row is not None and row.token == claim.token else None


def _end(connection: apsw.Connection, claim: Claim) -> None:
    """The job is done: it goes, or back into the line where it was asked for meanwhile."""
    row = _current(connection, claim)
    if row is not None and row.again is not None:
        _revive(connection, claim, row, row.again)
    elif row is not None:
        _sql.drop_job(connection, **_key(claim))


def _revive(connection: apsw.Connection, claim: Claim, row: Row, due: int) -> None:
    _sql.revive_job(connection, **_key(claim), version=claim.job.stage.version, priority=row.priority, due=due)


def _give_up(connection: apsw.Connection, claim: Claim, reason: str, since: int) -> None:
    """Quarantine, and say so where a person looks for the subject."""
    _sql.quarantine_job(connection, **_key(claim), reason=reason, since=since)
    subject = claim.job.subject
    match SUBJECTS[claim.job.stage.name]:
        case "discovery":
            _sql.fail_discovery(connection, discovery=subject, reason=reason)
        case "page":
            _sql.explain_page(connection, page=subject, reason=reason)
        case "answer":
            _sql.explain_feed(connection, feed=subject, problems=dumps((reason,)))
