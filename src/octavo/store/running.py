"""How the place runs: counts added up where things happen, so that nobody has to count rows to see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import apsw

from octavo.news.errors import StoreError
from octavo.news.running import Attendance, Fault, FaultCount, Running, Volume, WorkDone
from octavo.store.codec import micros, moment
from octavo.store.connection import Part
from octavo.store.housekeeping import file_bytes
from octavo.store.migrate import migrations
from octavo.store.statements import statements

_sql = statements("running")
_housekeeping = statements("housekeeping")
_readers = statements("readers")

HOUR, DAY = 3_600_000_000, 86_400_000_000
"""Microseconds."""
KEPT_HOURS = 24 * 14
KEPT_DAYS = 90
"""The hours of work and days of failures that are told apart; what is older is in the totals only."""

_SEEN = "worker.seen"
_PROBE = "probe"


class SqliteBooks(Part):
    """ports.Books on SQLite."""

    def note_work(self, done: Iterable[WorkDone], now: datetime) -> None:
        """See ports.Books. The size of the store is noted along with it, and what is too old to be told is folded."""
        at = micros(now)
        with self.connections.write() as connection:
            for one in done:
                _sql.add_work(
                    connection, hour=micros(one.hour) // HOUR, stage=one.stage, under=one.under, jobs=one.jobs,
                    spent=round(one.seconds * 1e6),
                )  # fmt: skip
            _sql.measure(connection, day=at // DAY, bytes=file_bytes(self.connections.path))
            _housekeeping.set_note(connection, key=_SEEN, value=now.isoformat())
            _sql.fold_hours(connection, before=at // HOUR - KEPT_HOURS)
            _sql.drop_hours(connection, before=at // HOUR - KEPT_HOURS)

    def note_faults(self, faults: Iterable[Fault]) -> None:
        """See ports.Books."""
        with self.connections.write() as connection:
            for fault in faults:
                last = micros(fault.last)
                _sql.add_fault(
                    connection, day=last // DAY, place=fault.place, kind=fault.kind, count=fault.count, last=last,
                    subject=fault.subject[:500], reason=fault.reason[:500],
                )  # fmt: skip
                _sql.fold_faults(connection, before=last // DAY - KEPT_DAYS)
                _sql.drop_faults(connection, before=last // DAY - KEPT_DAYS)

    def worker_seen(self) -> datetime | None:
        """See ports.Books."""
        with self.connections.read() as connection:
            seen = _housekeeping.note(connection, key=_SEEN)
            return datetime.fromisoformat(seen) if seen else None

    def running(self, now: datetime, days: int, hours: int, most: int) -> Running:
        """See ports.Books."""
        at = micros(now)
        today = at // DAY
        first = today - days + 1
        with self.connections.read() as connection:
            came = list(_sql.articles_since(connection, day=first))
            work = [
                WorkDone(stage, moment(hour * HOUR), under, jobs, spent / 1e6)
                for hour, stage, under, jobs, spent in _sql.work_since(connection, hour=at // HOUR - hours + 1)
            ]
            faults = list(_sql.faults_since(connection, day=first))
            sizes: Mapping[int, int] = dict(_sql.sizes_since(connection, day=first))
            attendance = _attendance(connection, now, first, days)
        return Running(
            days=tuple(moment(day * DAY).date() for day in range(first, today + 1)),
            articles=_by_day(((day, number) for day, _, _, number in came), first, days),
            publishers=_volumes(((publisher, day, number) for day, publisher, _, number in came), first, days, most),
            languages=_volumes(((language, day, number) for day, _, language, number in came), first, days, most),
            work=tuple(work),
            faults=_fault_counts(faults, first, days)[:most],
            bytes=tuple(sizes.get(day) for day in range(first, today + 1)),
            attendance=attendance,
        )

    def totals(self) -> tuple[Mapping[str, tuple[int, float]], Mapping[tuple[str, str], int]]:
        """See ports.Books."""
        with self.connections.read() as connection:
            work = {stage: (jobs, spent / 1e6) for stage, jobs, spent in _sql.work_totals(connection)}
            faults = {(place, kind): count for place, kind, count in _sql.fault_totals(connection)}
        return work, faults

    def is_writable(self) -> bool:
        """See ports.Books."""
        try:
            with self.connections.write() as connection:
                _housekeeping.set_note(connection, key=_PROBE, value=self.clock().isoformat())
        except StoreError:
            return False
        return True

    def is_migrated(self) -> bool:
        """See ports.Books."""
        with self.connections.reader() as connection:
            return bool(connection.pragma("user_version") == migrations()[-1][0])


def _attendance(connection: apsw.Connection, now: datetime, first: int, days: int) -> Attendance:
    day, week, month = _sql.attendance(
        connection,
        day=micros(now - timedelta(days=1)),
        week=micros(now - timedelta(days=7)),
        month=micros(now - timedelta(days=30)),
    )
    told: Mapping[str, int] = dict(_housekeeping.tallies(connection, kind="readers"))
    dates = (moment(one * DAY).date().isoformat() for one in range(first, first + days))
    return Attendance(int(_readers.how_many(connection)), day, week, month, tuple(told.get(date, 0) for date in dates))


def _by_day(counted: Iterable[tuple[int, int]], first: int, days: int) -> tuple[int, ...]:
    found = [0] * days
    for day, number in counted:
        if 0 <= day - first < days:
            found[day - first] += number
    return tuple(found)


def _volumes(counted: Iterable[tuple[str, int, int]], first: int, days: int, most: int) -> tuple[Volume, ...]:
    of: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    sums: Counter[str] = Counter()
    for key, day, number in counted:
        of[key].append((day, number))
        sums[key] += number
    return tuple(Volume(key, _by_day(of[key], first, days)) for key, _ in sums.most_common(most))


def _fault_counts(
    rows: Sequence[tuple[int, str, str, int, int, str, str]], first: int, days: int
) -> tuple[FaultCount, ...]:
    counts: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    last: dict[tuple[str, str], tuple[int, str, str]] = {}
    for day, place, kind, count, at, subject, reason in rows:  # oldest first, so that the last one stays
        counts[place, kind].append((day, count))
        last[place, kind] = at, subject, reason
    found = []
    for (place, kind), each in counts.items():
        at, subject, reason = last[place, kind]
        fault = Fault(place, kind, moment(at), subject, reason, sum(count for _, count in each))
        found.append(FaultCount(fault, _by_day(each, first, days)))
    return tuple(sorted(found, key=lambda one: -one.last.count))
