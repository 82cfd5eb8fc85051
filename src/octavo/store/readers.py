"""Accounts on SQLite, and what was done with power over them.

What readers write is flushed to the disk before it is answered: nothing can fetch it again.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import apsw

from octavo.news.errors import NotFound, Taken
from octavo.news.readers import ALONE, ROLES, AuditEntry, Reader, ReaderId, ReaderSettings, Role
from octavo.store.codec import dumps, loads, micros, moment, moment_or_none
from octavo.store.connection import Part
from octavo.store.statements import statements
from octavo.text.handles import handle_key, handle_of

_LAST = (1 << 63) - 1
_HIGHEST = "\U0010ffff"
"""After every text that begins alike."""

_sql = statements("readers")


class SqliteReaders(Part):
    """ports.Readers on SQLite."""

    def add_reader(
        self,
        name: str,
        *,
        email: str,
        password: str | None,
        role: Role,
        now: datetime,
        invitation: bytes | None = None,
        identity: tuple[str, str] | None = None,
    ) -> Reader:
        """See ports.Readers. Raises ValueError for a name that will not do."""
        with self.connections.write(durable=True) as connection:
            kept, key, address = _free(connection, name, email, None)
            if invitation is not None:
                role = _invited(connection, invitation, now)
            number = _sql.add(
                connection, name=kept, key=key, email=address, role=role, created=micros(now), password=password
            )  # fmt: skip
            if identity is not None:
                _identify(connection, *identity, number)
            return reader_in(connection, number)

    def reader(self, reader: ReaderId) -> Reader:
        """See ports.Readers."""
        with self.connections.read() as connection:
            return reader_in(connection, reader)

    def reader_named(self, name: str) -> Reader | None:
        """See ports.Readers."""
        with self.connections.read() as connection:
            number = _sql.with_email(connection, email=name.strip().lower()) if "@" in name else None
            if number is None:
                number = _sql.with_key(connection, key=handle_key(name.strip()))
            return None if number in (None, ALONE) else reader_in(connection, number)

    def readers(
        self, limit: int, after: ReaderId | None = None, role: Role | None = None, beginning: str = ""
    ) -> list[Reader]:
        """See ports.Readers."""
        wanted = {"before": after or _LAST, "role": role or "", "most": limit}
        with self.connections.read() as connection:
            if beginning:
                key = beginning.strip().lower() if "@" in beginning else handle_key(beginning.strip())
                rows = _sql.like(connection, **wanted, first=key, last=key + _HIGHEST)
            else:
                rows = _sql.newest(connection, **wanted)
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

    def set_password(self, reader: ReaderId, password: str, *, keep_sessions: bool = False) -> None:
        """See ports.Readers. Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            reader_in(connection, reader)
            _sql.set_password(connection, reader=reader, password=password)
            if not keep_sessions:
                _sql.drop_tokens(connection, reader=reader, kind="reset")
                _end_sessions(connection, reader)

    def set_settings(self, reader: ReaderId, settings: ReaderSettings) -> None:
        """In place of what was chosen before."""
        with self.connections.write(durable=True) as connection:
            _sql.set_settings(connection, reader=reader, settings=dumps(settings))

    def set_role(self, reader: ReaderId, role: Role) -> None:
        """See ports.Readers. Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            reader_in(connection, reader)
            _sql.set_role(connection, reader=reader, role=role)
            _end_sessions(connection, reader)

    def rename_reader(self, reader: ReaderId, name: str, email: str) -> None:
        """See ports.Readers. Raises ValueError for a name that will not do."""
        with self.connections.write(durable=True) as connection:
            reader_in(connection, reader)
            kept, key, address = _free(connection, name, email, reader)
            _sql.rename(connection, reader=reader, name=kept, key=key, email=address)

    def close_reader(self, reader: ReaderId, why: str) -> None:
        """See ports.Readers. Raises NotFound."""
        with self.connections.write(durable=True) as connection:
            reader_in(connection, reader)
            _sql.close(connection, reader=reader, why=why)
            if why:
                _end_sessions(connection, reader)

    def delete_reader(self, reader: ReaderId) -> None:
        """See ports.Readers."""
        if reader == ALONE:
            raise ValueError("the reader of a machine without accounts cannot be deleted")
        with self.connections.write(durable=True) as connection:
            reader_in(connection, reader)
            _sql.remove(connection, reader=reader)

    def identity(self, issuer: str, subject: str) -> ReaderId | None:
        """Whose a provider's (iss, sub) is."""
        with self.connections.read() as connection:
            found: ReaderId | None = _sql.identity(connection, issuer=issuer, subject=subject)
            return found

    def add_identity(self, issuer: str, subject: str, reader: ReaderId) -> None:
        """Let a provider's (iss, sub) sign in as this reader."""
        with self.connections.write(durable=True) as connection:
            _identify(connection, issuer, subject, reader)

    def identities(self, reader: ReaderId) -> list[tuple[str, str]]:
        """Each (iss, sub) that signs in as this reader."""
        with self.connections.read() as connection:
            return list(_sql.identities(connection, reader=reader))

    def drop_identities(self, reader: ReaderId) -> None:
        """Let no provider sign in as this reader any more."""
        with self.connections.write(durable=True) as connection:
            _sql.drop_identities(connection, reader=reader)

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


def _invited(connection: apsw.Connection, invitation: bytes, now: datetime) -> Role:
    """Use up an invitation for the role that it gives."""
    row = _sql.take_token(connection, hash=secret_hash(invitation), kind="invitation")
    if row is None or row[2] <= micros(now):
        raise NotFound("this invitation was used already, or is too old")
    return next(role for role in ROLES if role == row[1])


def _identify(connection: apsw.Connection, issuer: str, subject: str, reader: int) -> None:
    if _sql.identity(connection, issuer=issuer, subject=subject) not in (None, reader):
        raise Taken("this identity signs in as another reader", subject=issuer)
    _sql.add_identity(connection, issuer=issuer, subject=subject, reader=reader)


def _end_sessions(connection: apsw.Connection, reader: int) -> None:
    list(_sql.end_sessions(connection, reader=reader, session=None, but=None))


def reader_in(connection: apsw.Connection, reader: int) -> Reader:
    """A reader, within a transaction. Raises NotFound."""
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


def secret_hash(secret: bytes) -> bytes:
    """Of a secret with 256 bits of chance in it, where a slow hash would add nothing."""
    return hashlib.sha256(secret).digest()
