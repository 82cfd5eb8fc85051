"""Sessions and single-use secrets on SQLite: of a secret only its hash is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from octavo.news.readers import Reader, ReaderId, Session, TokenKind
from octavo.store.codec import micros, moment
from octavo.store.connection import Part
from octavo.store.readers import reader_in, secret_hash
from octavo.store.statements import statements

HOUR = timedelta(hours=1)
"""How exactly it is known when somebody was here: often enough for a list, rarely enough to cost nothing."""

_sql = statements("readers")


class SqliteSessions(Part):
    """The part of ports.Readers that lets in, on SQLite."""

    def open_session(self, reader: ReaderId, secret: bytes, now: datetime, ends: datetime, agent: str) -> Session:
        """Let the holder of the secret be this reader until it ends; sessions and secrets that ended go."""
        with self.connections.write(durable=True) as connection:
            _sql.sweep_sessions(connection, now=micros(now))
            _sql.sweep_tokens(connection, now=micros(now))
            row = _sql.open_session(
                connection,
                hash=secret_hash(secret),
                reader=reader,
                opened=micros(now),
                ends=micros(ends),
                agent=agent[:200],
            )
            _sql.was_here(connection, reader=reader, at=micros(now))
            return _session_of(row)

    def session(self, secret: bytes, now: datetime) -> tuple[Session, Reader] | None:
        """See ports.Readers."""
        with self.connections.read() as connection:
            row = _sql.session(connection, hash=secret_hash(secret), now=micros(now))
            if row is None:
                return None
            session = _session_of(row)
            reader = reader_in(connection, session.reader)
        if reader.closed:
            return None
        if now - session.used >= HOUR:
            with self.connections.write() as connection:
                _sql.used(connection, session=session.id, at=micros(now))
                _sql.was_here(connection, reader=reader.id, at=micros(now))
        return session, reader

    def sessions(self, reader: ReaderId, now: datetime) -> list[Session]:
        """See ports.Readers."""
        with self.connections.read() as connection:
            return [_session_of(row) for row in _sql.sessions(connection, reader=reader, now=micros(now))]

    def end_session(self, reader: ReaderId, session: int) -> bool:
        """End one of the reader's own. Whether it was there."""
        with self.connections.write(durable=True) as connection:
            return bool(list(_sql.end_sessions(connection, reader=reader, session=session, but=None)))

    def end_sessions(self, reader: ReaderId, but: int | None = None) -> int:
        """End all of a reader's, but perhaps one. How many."""
        with self.connections.write(durable=True) as connection:
            return len(list(_sql.end_sessions(connection, reader=reader, session=None, but=but)))

    def put_token(self, secret: bytes, kind: TokenKind, reader: ReaderId | None, value: str, ends: datetime) -> None:
        """See ports.Readers."""
        with self.connections.write(durable=True) as connection:
            if kind != "invitation":
                _sql.drop_tokens(connection, reader=reader, kind=kind)
            _sql.put_token(
                connection, hash=secret_hash(secret), kind=kind, reader=reader, value=value, ends=micros(ends)
            )

    def token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """See ports.Readers."""
        with self.connections.read() as connection:
            row = _sql.token(connection, hash=secret_hash(secret), kind=kind)
        return None if row is None or row[2] <= micros(now) else (row[0], row[1])

    def take_token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """See ports.Readers."""
        with self.connections.write(durable=True) as connection:
            row = _sql.take_token(connection, hash=secret_hash(secret), kind=kind)
        if row is None or row[2] <= micros(now):
            return None
        return row[0], row[1]


def _session_of(row: tuple[Any, ...]) -> Session:
    number, reader, opened, used, ends, agent = row
    return Session(number, ReaderId(reader), moment(opened), moment(used), moment(ends), agent)
