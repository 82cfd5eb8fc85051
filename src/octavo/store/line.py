"""Putting a job into the line: the one place that decides what an asking means for a job already known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import apsw

from octavo.news.jobs import Job
from octavo.store.codec import micros
from octavo.store.statements import statements
from octavo.store.subjects import SUBJECTS

_sql = statements("queue")

HORIZON = 600 * 1_000_000
"""Microseconds by which a job's turn may lie behind its due time, at most."""


class Row(NamedTuple):
    """A job as the line knows it."""

    version: int
    priority: int
    due: int
    turn: int
    token: int
    """0 where nobody holds it."""
    again: int | None
    """Asked for anew while it was held: due then."""
    quarantined: int | None


def find_job(connection: apsw.Connection, stage: str, subject: int) -> Row | None:
    """The job of a stage and subject."""
    found: tuple[Any, ...] | None = _sql.job(connection, stage=stage, subject=subject)
    return None if found is None else Row(*found)


def check_stage(name: str) -> None:
    """Raises ValueError for a stage whose subjects the store does not know."""
    if name not in SUBJECTS:
        raise ValueError(f"no stage is called {name!r}; the store knows {', '.join(SUBJECTS)}")


def put_job(connection: apsw.Connection, job: Job, turn: int | None = None) -> bool:
    """Queue a job; whether it is new. `turn` is its place in the line, its due time unless told (see `turns`).

    One that waits keeps the earlier time, one that is held runs again after its holder, one given up starts afresh.
    Raises ValueError for a stage whose subjects the store does not know.
    """
    return _place(connection, job, find_job(connection, job.stage.name, job.subject), turn)


def _place(connection: apsw.Connection, job: Job, row: Row | None, turn: int | None = None) -> bool:
    """The same for a job whose row, if any, is known."""
    check_stage(job.stage.name)
    due = micros(job.due)
    key: dict[str, Any] = {"stage": job.stage.name, "subject": job.subject}
    place = due if turn is None else turn
    if row is None:
        _sql.add_job(connection, **key, version=job.stage.version, priority=job.priority, due=due, turn=place)
        return True
    priority = max(row.priority, job.priority)
    if row.quarantined is not None:
        _sql.revive_job(connection, **key, version=job.stage.version, priority=priority, due=due)
        return True
    if row.token:
        _sql.ask_again(connection, **key, again=due if row.again is None else min(row.again, due), priority=priority)
        return False
    _sql.move_job(
        connection, **key, version=max(row.version, job.stage.version), priority=priority, due=min(row.due, due),
        turn=min(row.turn, place),
    )  # fmt: skip
    return False


def put_jobs(connection: apsw.Connection, jobs: Sequence[Job], turns: Sequence[int]) -> None:
    """Queue jobs of different subjects, each as put_job does, at their turns; all that are new together."""
    for stage in {job.stage.name for job in jobs}:
        check_stage(stage)
    keys = [{"stage": job.stage.name, "subject": job.subject} for job in jobs]
    known = {subject for (subject,) in _sql.known_job.many(connection, keys)}
    _sql.add_job.many(
        connection,
        [
            {**key, "version": job.stage.version, "priority": job.priority, "due": micros(job.due), "turn": turn}
            for key, job, turn in zip(keys, jobs, turns, strict=True)
            if job.subject not in known
        ],
    )
    for job, turn in zip(jobs, turns, strict=True):
        if job.subject in known:
            put_job(connection, job, turn)


def turn_of(due: int, nth: int) -> int:
    """The turn of the nth job of one feed or host, a second apart: feeds polled together take turns by it, so that one
    host's pages, fetched at its pace, do not fill every connection while other hosts wait."""
    return due + min(nth * 1_000_000, HORIZON)


def reschedule(connection: apsw.Connection, job: Job, was: datetime | None) -> None:
    """Set when a job is due next, later than it was or earlier: a new decision about a feed's next poll replaces the
    last one, `was`. What somebody asked for in between (poll now) stays."""
    row = find_job(connection, job.stage.name, job.subject)
    decided = was is not None and row is not None and row.due == micros(was)
    if row is not None and not row.token and row.quarantined is None and decided:
        due = micros(job.due)
        _sql.move_job(
            connection, stage=job.stage.name, subject=job.subject, version=job.stage.version,
            priority=row.priority, due=due, turn=due,
        )  # fmt: skip
    else:
        _place(connection, job, row)
