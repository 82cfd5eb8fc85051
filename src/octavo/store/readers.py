"""Accounts, sessions and single-use secrets on SQLite.

What readers write is flushed to the disk before it is answered: nothing can fetch it again.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import apsw

from octavo.news.errors import NotFound, Taken
from octavo.news.readers import ALONE, AuditEntry, Reader, ReaderId, ReaderSettings, Role, Session, TokenKind
from octavo.store.codec import dumps, loads, micros, moment, moment_or_none
from octavo.store.connection import Part
from octavo.store.statements import statements
from octavo.text.handles import handle_key, handle_of

HOUR = timedelta(hours=1)
"""How exactly it is known when somebody was here: often enough for a list, rarely enough to cost nothing."""

_LAST = (1 << 63) - 1

_sql = statements("readers")


class SqliteReaders(Part):
    """ports.Readers on SQLite."""

    def add_reader(self, name: str, *, email: str, password: str | None, role: Role, now: datetime) -> Reader:
        """See ports.Readers. Raises ValueError for a name that will not do."""
        with self.connections.write(durable=True) as connection:
            kept, key, address = _free(connection, name, email, None)
            number = _sql.add(
                connection, name=kept, key=key, email=address, role=role, created=micros(now), password=password
            )  # fmt: skip
            return _reader(connection, number)

    def reader(self, reader: ReaderId) -> Reader:
        """See ports.Readers."""
        with self.connections.read() as connection:
            return _reader(connection, reader)

    def reader_named(self, name: str) -> Reader | None:
        """See ports.Readers."""
        with self.connections.read() as connection:
            number = _sql.with_email(connection, email=name.strip().lower()) if "@" in name else None
            if number is None:
                number = _sql.with_key(connection, key=handle_key(name.strip()))
            return None if number in (None, ALONE) else _reader(connection, number)

    def readers(self, limit: int, after: ReaderId | None = None, role: Role | None = None) -> list[Reader]:
        """See ports.Readers."""
        with self.connections.read() as connection:
            rows = _sql.newest(connection, before=after or _LAST, role=role or "", most=limit)
            return [_reader_of(row) for row in rows]

    def count_readers(self) -> int:
        """See ports.Readers."""
        with self.connections.read() as connection:
            return int(_sql.how_many(connection))

    def password(self, reader: ReaderId) -> str | None:
        """Its encoded hash."""
        with self.connections.read() as connection:
            found: str | None = _sql.password(connection, reader=reader)
            return found

    def set_password(self, reader: ReaderId, password: str) -> None:
        """See ports.Readers. Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            _reader(connection, reader)
            _sql.set_password(connection, reader=reader, password=password)
            _sql.drop_tokens(connection, reader=reader, kind="reset")
            list(_sql.end_sessions(connection, reader=reader, session=None, but=None))

    def set_settings(self, reader: ReaderId, settings: ReaderSettings) -> None:
        """In place of what was chosen before."""
        with self.connections.write(durable=True) as connection:
            _sql.set_settings(connection, reader=reader, settings=dumps(settings))

    def set_role(self, reader: ReaderId, role: Role) -> None:
        """Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            _reader(connection, reader)
            _sql.set_role(connection, reader=reader, role=role)

    def rename_reader(self, reader: ReaderId, name: str, email: str) -> None:
        """See ports.Readers. Raises ValueError for a name that will not do."""
        with self.connections.write(durable=True) as connection:
            _reader(connection, reader)
            kept, key, address = _free(connection, name, email, reader)
            _sql.rename(connection, reader=reader, name=kept, key=key, email=address)

    def close_reader(self, reader: ReaderId, why: str) -> None:
        """See ports.Readers. Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            _reader(connection, reader)
            _sql.close(connection, reader=reader, why=why)
            if why:
                list(_sql.end_sessions(connection, reader=reader, session=None, but=None))

    def delete_reader(self, reader: ReaderId) -> None:
        """See ports.Readers."""
        if reader == ALONE:
            raise ValueError("the reader of a machine without accounts cannot be deleted")
        with self.connections.write(durable=True) as connection:
            _reader(connection, reader)
            _sql.remove(connection, reader=reader)

    def identity(self, issuer: str, subject: str) -> ReaderId | None:
        """Whose a provider's (iss, sub) is."""
        with self.connections.read() as connection:
            found: ReaderId | None = _sql.identity(connection, issuer=issuer, subject=subject)
            return found

    def add_identity(self, issuer: str, subject: str, reader: ReaderId) -> None:
        """Let a provider's (iss, sub) sign in as this reader."""
        with self.connections.write(durable=True) as connection:
            _sql.add_identity(connection, issuer=issuer, subject=subject, reader=reader)

    def open_session(self, reader: ReaderId, secret: bytes, now: datetime, ends: datetime, agent: str) -> Session:
        """Let the holder of the secret be this reader until it ends; sessions and secrets that ended go."""
        with self.connections.write(durable=True) as connection:
            _sql.sweep_sessions(connection, now=micros(now))
            _sql.sweep_tokens(connection, now=micros(now))
            row = _sql.open_session(
                connection, hash=_hash(secret), reader=reader, opened=micros(now), ends=micros(ends), agent=agent[:200]
            )
            _sql.was_here(connection, reader=reader, at=micros(now))
            return _session_of(row)

    def session(self, secret: bytes, now: datetime) -> tuple[Session, Reader] | None:
        """See ports.Readers."""
        with self.connections.read() as connection:
            row = _sql.session(connection, hash=_hash(secret), now=micros(now))
            if row is None:
                return None
            session = _session_of(row)
            reader = _reader(connection, session.reader)
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
            _sql.put_token(connection, hash=_hash(secret), kind=kind, reader=reader, value=value, ends=micros(ends))

    def take_token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """See ports.Readers."""
        with self.connections.write(durable=True) as connection:
            row = _sql.take_token(connection, hash=_hash(secret), kind=kind)
        if row is None or row[2] <= micros(now):
            return None
        return row[0], row[1]

    def audit(self, by: ReaderId | None, act: str, subject: str, detail: str, now: datetime) -> None:
        """Note what was done."""
        with self.connections.write(durable=True) as connection:
            _sql.note(connection, at=micros(now), reader=by, act=act, subject=subject, detail=detail)

    def audited(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """See ports.Readers."""
        with self.connections.read() as connection:
            rows = list(_sql.noted(connection, before=before or _LAST, most=limit))
        return [
            AuditEntry(number, moment(at), reader, name, act, subject, detail)
            for number, at, reader, name, act, subject, detail in rows
        ]


def _free(connection: apsw.Connection, name: str, email: str, reader: ReaderId | None) -> tuple[str, str, str | None]:
    kept = handle_of(name)
    key, address = handle_key(kept), email.strip().lower() or None
    if _sql.with_key(connection, key=key) not in (None, reader):
        raise Taken("this name, or one that looks like it, is another reader's", subject=kept)
    if address is not None and _sql.with_email(connection, email=address) not in (None, reader):
        raise Taken("this e-mail address has an account already", subject=address)
    return kept, key, address


def _reader(connection: apsw.Connection, reader: int) -> Reader:
    row = _sql.by_id(connection, reader=reader)
    if row is None:
        raise NotFound(f"there is no reader {reader}", subject=str(reader))
    return _reader_of(row)


def _reader_of(row: tuple[Any, ...]) -> Reader:
    number, name, role, created, email, settings, closed, seen = row
    return Reader(
        ReaderId(number), name, role, moment(created), email or "", loads(ReaderSettings, settings), closed,
        moment_or_none(seen),
    )  # fmt: skip


def _session_of(row: tuple[Any, ...]) -> Session:
    number, reader, opened, used, ends, agent = row
    return Session(number, ReaderId(reader), moment(opened), moment(used), moment(ends), agent)


def _hash(secret: bytes) -> bytes:
    """Of a secret with 256 bits of chance in it, where a slow hash would add nothing."""
    return hashlib.sha256(secret).digest()
