"""Numbered migrations, applied at open: each in one transaction with the number it leaves behind.

A kill midway leaves the store as the last whole migration made it, and the next open goes on from there. A store made
by a newer Octavo is refused, because an older one does not know what its columns mean.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import apsw

from octavo.news.errors import StoreError
from octavo.store.connection import Connections

FOLDER = Path(__file__).parent / "migrations"
APPLICATION_ID = 0x4F435456
"""`OCTV` in SQLite's header, by which a store is told from any other SQLite file."""


@cache
def migrations(folder: Path = FOLDER) -> tuple[tuple[int, str], ...]:
    """Every migration's number and text, in order. The numbers of the files count from 1 without a gap."""
    found = tuple((int(file.name[:4]), file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.sql")))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise StoreError("the migrations are not numbered from 1 without a gap", subject=str(folder))
    return found


def migrate(connections: Connections, folder: Path = FOLDER) -> int:
    """Bring the store to the newest migration and return its number. Raises StoreError where it is no store of Octavo
    or a newer one's."""
    known = migrations(folder)
    for number, text in known:
        if version(connections, known[-1][0]) >= number:
            continue
        with connections.write() as connection:
            if connection.pragma("user_version") >= number:  # another process was first
                continue
            connection.execute(text)
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", number)
    return version(connections, known[-1][0])


def version(connections: Connections, newest: int) -> int:
    """The last migration applied. Raises StoreError where the file is not a store, or newer than `newest`."""
    with connections.read() as connection:
        found = int(connection.pragma("user_version"))
        ours = connection.pragma("application_id") == APPLICATION_ID
        if not ours and (found or _has_tables(connection)):
            raise StoreError(
                f"{connections.path} is an SQLite file, but no store of Octavo",
                subject=str(connections.path),
                advice="Set OCTAVO_HOME to a folder of Octavo's own.",
            )
    if found > newest:
        raise StoreError(
            f"the store was made by a newer Octavo (its migration {found}, this Octavo knows {newest})",
            subject=str(connections.path),
            advice="Install the newer Octavo again, or put back a backup made before it.",
        )
    return found


def _has_tables(connection: apsw.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_schema").get)
