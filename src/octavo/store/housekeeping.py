"""The store's own care: what it holds, whether it is whole, a copy of it, and what may go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import apsw

from octavo.news.addresses import WebUrl
from octavo.news.articles import PageKind
from octavo.news.errors import StoreError
from octavo.ports import Status
from octavo.store.codec import micros
from octavo.store.connection import Part
from octavo.store.statements import statements

_sql = statements("housekeeping")

DAYS = 14
REASONS = 20
TIDY_BATCH = 200
SKETCHES = 60_000
"""Articles that weaving may remember: a month of the largest archives that one machine holds."""


class SqliteHousekeeping(Part):
    """ports.Housekeeping on SQLite."""

    def status(self, now: datetime) -> Status:
        """See ports.Housekeeping."""
        with self.connections.read() as connection:
            rows = dict(_sql.tallies(connection, kind="rows"))
            days: Mapping[str, int] = dict(_sql.tallies(connection, kind="day"))
            publishers, feeds = _sql.sources(connection)
            reasons = tuple((str(reason), int(count)) for reason, count in _sql.reasons(connection, most=REASONS))
            migration = int(connection.pragma("user_version"))
        last = [(now - timedelta(days=ago)).date().isoformat() for ago in reversed(range(DAYS))]
        return Status(
            articles=rows["articles"],
            revisions=rows["revisions"],
            entries=rows["entries"],
            pages=rows["pages"],
            publishers=publishers,
            feeds=feeds,
            bytes=file_bytes(self.connections.path),
            migration=migration,
            by_day=tuple((day, days.get(day, 0)) for day in last),
            not_articles=reasons,
            extra={"SQLite": apsw.sqlite_lib_version()},
        )

    def not_articles(self, limit: int = 200) -> list[tuple[WebUrl, PageKind, str]]:
        """See ports.Housekeeping. Newest first."""
        with self.connections.read() as connection:
            return [(url, kind, reason) for url, kind, reason in _sql.not_articles(connection, most=limit)]

    def check(self) -> list[str]:
        """See ports.Housekeeping; also the search index against itself and the counts against their rows. Seconds for
        100,000 articles, in which nobody else can write."""
        wrong: list[str] = []
        with self.connections.alone() as connection:
            for check, what in _CHECKS.items():
                try:
                    wrong.extend(check(connection))
                except apsw.CorruptError as error:
                    wrong.append(f"{what} cannot be read: {error}")
        return wrong

    def backup(self, path: str) -> None:
        """A whole copy as of now, while others go on reading and writing. It appears under its name only when whole.
        Raises StoreError where the place cannot be written."""
        target, part = Path(path), Path(f"{path}.part")
        try:
            part.unlink(missing_ok=True)
            copy = apsw.Connection(os.fspath(part))
        except (apsw.Error, OSError) as error:
            raise StoreError(
                f"the copy could not be written: {error}",
                subject=path,
                advice="Give a file in a folder that exists and that the user who runs Octavo may write to.",
            ) from error
        with closing(copy), self.connections.reader() as source, copy.backup("main", source, "main") as backup:
            backup.step(-1)
        part.replace(target)

    def tidy(self, keep_pages_since: datetime) -> int:
        """See ports.Housekeeping. The room is used again for new pages."""
        gone = 0
        while True:
            with self.connections.write() as connection:
                dropped = len(
                    list(_sql.drop_old_answers(connection, kept=micros(keep_pages_since), most=TIDY_BATCH))
                )  # fmt: skip
            gone += dropped
            with self.connections.write() as connection:
                forgotten = len(list(_sql.drop_old_sketches(connection, keep=SKETCHES, most=TIDY_BATCH)))
            if max(dropped, forgotten) < TIDY_BATCH:
                break
        with self.connections.alone() as connection:
            connection.pragma("optimize")
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        return gone

    def note(self, key: str) -> str | None:
        """See ports.Housekeeping."""
        with self.connections.read() as connection:
            value: str | None = _sql.note(connection, key=key)
            return value

    def set_note(self, key: str, value: str | None) -> None:
        """Keep a small fact; None forgets it."""
        with self.connections.write() as connection:
            if value is None:
                _sql.drop_note(connection, key=key)
            else:
                _sql.set_note(connection, key=key, value=value)

    def close(self) -> None:
        """Close the file. The store cannot be used after."""
        self.connections.close()


def _pages(connection: apsw.Connection) -> Iterator[str]:
    # FTS5 keeps the index's layout in memory, and checks by it without looking whether another process has written
    # since: a read makes it look.
    _sql.look_at_docs(connection)
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield str(line)


def _references(connection: apsw.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a row of {parent} that is not there"


def _docs(connection: apsw.Connection) -> Iterator[str]:
    _sql.check_docs(connection)
    yield from ()


def _tallies(connection: apsw.Connection) -> Iterator[str]:
    for name, value in _sql.miscounted(connection):
        yield f"the count of {name} says {value:,}, which is not how many there are"
    for value in (row[0] for row in _sql.miscounted_days(connection)):
        yield f"the days' articles are {value:,} together, which is not how many there are"
    for story, value in _sql.miscounted_stories(connection):
        yield f"the story {story} says it has {value:,} articles, which is not how many there are"
    for thread, value in _sql.miscounted_threads(connection):
        yield f"the thread {thread} says it shows {value:,} comments, which is not how many there are"
    for comment, value in _sql.miscounted_comments(connection):
        yield f"the comment {comment} says it has {value}, which is not how many there are"
    for name, value in _sql.miscounted_states(connection):
        yield f"the count of comments {name} says {value:,}, which is not how many there are"
    for topic, value in _sql.miscounted_topics(connection):
        yield f"the topic {topic} says it has {value:,} articles, or its days do, which is not how many there are"


_CHECKS = {_pages: "the file", _references: "a table", _docs: "the search index", _tallies: "a counted table"}


def file_bytes(path: Path) -> int:
    """Of the file and its write-ahead log."""
    return sum(file.stat().st_size for file in (path, Path(f"{path}-wal")) if file.exists())
