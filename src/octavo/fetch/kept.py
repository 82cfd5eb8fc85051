"""A folder of files that can be made again, bounded in bytes: the least lately read go first."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from pathlib import Path

_LOW_WATER = 0.9
"""Share of the bound that is left after an eviction, so that not every write evicts."""

_TOUCH_AFTER = 3600.0
"""Seconds after which reading renews a file's time: it needs no finer order, and reading stays cheap."""


class KeptFiles:
    """Bytes by key (hexadecimal). Threads may share it; so may processes, whose counts then drift until the next start.

    A file appears whole or not at all. Writing raises OSError where the disk is full.
    """

    def __init__(self, folder: Path, max_bytes: int, *, suffix: str) -> None:
        self._folder, self._max, self._suffix = folder, max_bytes, suffix
        self._lock = threading.Lock()
        self._total: int | None = None
        """Bytes in the folder; None before it was counted."""

    def read(self, key: str) -> bytes | None:
        """The bytes kept under a key, None where there are none."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            if time.time() - path.stat().st_mtime > _TOUCH_AFTER:
                os.utime(path)
        except FileNotFoundError:
            return None
        return data

    def write(self, key: str, data: bytes) -> None:
        """Keep bytes under a key, and let go of the least lately read where there are too many."""
        if len(data) > self._max * _LOW_WATER:
            return
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(data)
                file.close()
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        with self._lock:
            self._total = self._count() if self._total is None else self._total + len(data)
            if self._total > self._max:
                self._evict()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}{self._suffix}"

    def _files(self) -> list[tuple[float, int, Path]]:
        """Time last read, bytes, path; leftovers of interrupted writes too."""
        found = []
        for path in self._folder.glob("??/*"):
            try:
                state = path.stat()
            except FileNotFoundError:
                continue  # another process evicted it
            found.append((state.st_mtime, state.st_size, path))
        return found

    def _count(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _evict(self) -> None:
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        for _, size, path in files:
            if total <= self._max * _LOW_WATER:
                break
            path.unlink(missing_ok=True)
            total -= size
        self._total = total
