"""Connections to the SQLite file: one that writes, behind a lock, and a bounded pool that reads.

Write-ahead logging lets readers go on while one process writes; other processes (the command line beside a running
server) wait their turn for up to BUSY_MS. Every write is one short transaction begun with BEGIN IMMEDIATE, so that it
waits for the lock at its start and never fails half-way for want of it.

`synchronous` is NORMAL: after a loss of power the last commits may be missing, but never half of one, and everything
that ingest writes can be fetched again. What readers write themselves (accounts, comments) is written with FULL.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue
from typing import Any

import apsw

from octavo.news.errors import StoreError
from octavo.ports import Clock

BUSY_MS = 5000
READERS = 8
"""Most reading connections of a process; more threads than this wait for one to come free."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000"
)
_WAL_BYTES = 64 << 20
"""To which the write-ahead log shrinks after a checkpoint."""


class Connections:
    """The file's connections. Thread-safe; not to be carried across a fork."""

    def __init__(self, path: Path) -> None:
        """Open the file, made where it is absent, and set it up for write-ahead logging. Raises StoreError."""
        self.path = path
        self._lock = threading.Lock()
        self._idle: LifoQueue[apsw.Connection | None] = LifoQueue()
        for _ in range(READERS):
            self._idle.put(None)
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._open()
            self._writer.pragma("journal_mode", "wal")
            self._writer.pragma("journal_size_limit", _WAL_BYTES)

    def _open(self) -> apsw.Connection:
        connection = apsw.Connection(os.fspath(self.path), statementcachesize=200)
        connection.set_busy_timeout(BUSY_MS)
        connection.execute(_PRAGMAS)
        connection.register_fts5_function("fitness", _fitness)
        return connection

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[apsw.Connection]:
        """One transaction that may write: all of it is kept, or where the block raises, nothing. Do not nest.
        `durable`: it is on the disk when this returns, and survives a loss of power.

        Raises StoreError where the file is full, damaged or locked by another process for over BUSY_MS.
        """
        with self._lock, self._explained():
            if durable:
                self._writer.execute("PRAGMA synchronous = FULL")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # a full disk may have ended it already
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                if durable:
                    self._writer.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def read(self) -> Iterator[apsw.Connection]:
        """One snapshot to read from, unmoved by writers. Do not nest: a thread holds one at most. Raises StoreError."""
        with self.reader() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def reader(self) -> Iterator[apsw.Connection]:
        """A reading connection outside a transaction. Do not nest. Raises StoreError."""
        connection = self._idle.get()
        try:
            with self._explained():
                if connection is None:
                    connection = self._open()
                    connection.pragma("query_only", True)
                yield connection
        finally:
            self._idle.put(connection)

    @contextmanager
    def alone(self) -> Iterator[apsw.Connection]:
        """The writing connection outside a transaction, for upkeep (checkpoints, checks, copies)."""
        with self._lock, self._explained():
            yield self._writer

    def close(self) -> None:
        """Close every connection; waits for those in use. Closing twice is no error."""
        with self._lock:
            for _ in range(READERS):
                if (reader := self._idle.get()) is not None:
                    reader.close()
            for _ in range(READERS):
                self._idle.put(None)
            self._writer.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (apsw.Error, OSError) as error:
            explained = explain(error, self.path)
            if explained is None:
                raise
            raise explained from error


def _fitness(row: apsw.FTS5ExtensionApi, *parameters: Any) -> float:
    """FTS5's auxiliary function: what a scorer, handed over as a parameter, makes of the row that is found."""
    scorer: Callable[[apsw.FTS5ExtensionApi], float] = parameters[0]
    return scorer(row)


@contextmanager
def savepoint(connection: apsw.Connection) -> Iterator[None]:
    """A part of a transaction that is undone alone where it raises."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended the whole of it already
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def explain(error: apsw.Error | OSError, path: Path) -> StoreError | None:
    """What a person can do about a fault of the file; None where the fault is the program's."""
    subject = str(path)
    match error:
        case apsw.FullError():
            return StoreError(
                "the disk is full", subject=subject, advice=f"Free space where {path} lies; nothing is lost."
            )
        case apsw.CorruptError() | apsw.NotADBError():
            return StoreError(
                f"the store is damaged: {error}",
                subject=subject,
                advice="Stop Octavo, keep a copy of the file and put back a backup; `octavo doctor` tells the damage.",
            )
        case apsw.BusyError() | apsw.LockedError():
            return StoreError(
                f"another process has held the store for over {BUSY_MS // 1000} seconds",
                subject=subject,
                advice="Try again; where it stays so, stop the other Octavo.",
            )
        case apsw.CantOpenError() | apsw.ReadOnlyError() | apsw.PermissionsError() | PermissionError():
            return StoreError(
                f"the store cannot be opened for writing: {error}",
                subject=subject,
                advice="Check that the folder exists and that the user who runs Octavo may write there.",
            )
        case apsw.IOError() | OSError():
            return StoreError(
                f"the disk failed: {error}", subject=subject, advice="Check the disk and the space left on it."
            )
        case apsw.ConnectionClosedError():
            return StoreError("the store is closed", subject=subject)
    return None


class Part:
    """What every part of the store's adapter stands on."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self.connections = connections
        self.clock = clock
