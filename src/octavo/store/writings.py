"""Texts that a Writer wrote, and what they took."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from octavo.news.writing import WritingUse
from octavo.store.codec import micros
from octavo.store.connection import Part
from octavo.store.statements import statements

_sql = statements("writings")

KEPT = timedelta(days=30)
"""For which a text is kept: news is read in its first days."""

_FIRST = date(1970, 1, 1)


class SqliteWritings(Part):
    """ports.Writings on SQLite."""

    def writing(self, key: bytes) -> str | None:
        """See ports.Writings."""
        with self.connections.read() as connection:
            text: str | None = _sql.writing(connection, key=key)
            return text

    def keep_writing(self, key: bytes, text: str, now: datetime) -> None:
        """See ports.Writings."""
        with self.connections.write() as connection:
            _sql.drop_old(connection, before=micros(now - KEPT))
            _sql.keep(connection, key=key, text=text, kept=micros(now))

    def count_writing(self, use: WritingUse) -> None:
        """See ports.Writings."""
        with self.connections.write() as connection:
            _sql.count(
                connection, day=_number(use.day), purpose=use.purpose, model=use.model, written=use.written,
                kept=use.kept, failed=use.failed, refused=use.refused, tokens_read=use.tokens_read,
                tokens_written=use.tokens_written, spent=round(use.seconds * 1e6),
            )  # fmt: skip

    def tokens_on(self, day: date) -> int:
        """See ports.Writings."""
        with self.connections.read() as connection:
            return int(_sql.tokens_on(connection, day=_number(day)))

    def writing_uses(self, since: date) -> list[WritingUse]:
        """See ports.Writings."""
        with self.connections.read() as connection:
            rows = list(_sql.uses(connection, since=_number(since)))
        return [
            WritingUse(
                _FIRST + timedelta(days=day), purpose, model, written, kept, failed, refused, read, put, spent / 1e6
            )
            for day, purpose, model, written, kept, failed, refused, read, put, spent in rows
        ]


def _number(day: date) -> int:
    return (day - _FIRST).days
