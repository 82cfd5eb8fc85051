"""How often somebody may try: a token bucket for each key, in the memory of the process that answers.

Keys are what an attacker cannot change for nothing: the address a request came from, the account it is aimed at. A
bucket that is full again is forgotten, so the memory is that of the attempts of the last hours.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

_SWEEP = 1024
"""Keys beyond which full buckets are looked for."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class Tries:
    """`most` at once, then one more every `every`. Thread-safe."""

    def __init__(self, most: int, every: timedelta) -> None:
        self._most, self._every = most, every
        self._buckets: dict[Hashable, _Bucket] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: datetime) -> timedelta | None:
        """Use one up. None where there was one; else how long until there is."""
        with self._lock:
            bucket = self._filled(key, now)
            if bucket.left < 1:
                return self._every * (1 - bucket.left)
            bucket.left -= 1
            if len(self._buckets) > _SWEEP:
                self._sweep(now)
            return None

    def give_back(self, key: Hashable, now: datetime) -> None:
        """After an attempt that was right: it did not count."""
        with self._lock:
            bucket = self._filled(key, now)
            bucket.left = min(float(self._most), bucket.left + 1)

    def _filled(self, key: Hashable, now: datetime) -> _Bucket:
        bucket = self._buckets.setdefault(key, _Bucket(float(self._most), now))
        passed = max(timedelta(), now - bucket.at) / self._every
        bucket.left, bucket.at = min(float(self._most), bucket.left + passed), max(now, bucket.at)
        return bucket

    def _sweep(self, now: datetime) -> None:
        for key in [key for key in self._buckets if self._filled(key, now).left >= self._most]:
            del self._buckets[key]
