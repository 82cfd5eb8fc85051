"""What many readers ask for and one computation answers, kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key. One is made at a time, and whoever asks for one that is being made waits for it: many readers at
    once cost as much as one. Those already made are had meanwhile without waiting."""

    def __init__(self, long: timedelta, most: int) -> None:
        """Each for so long; at most so many, those longest not asked for given up first."""
        self._long = long
        self._most = most
        self._values: OrderedDict[K, tuple[datetime, V]] = OrderedDict()
        self._reading = Lock()
        self._making = Lock()

    def get(self, key: K, now: datetime, make: Callable[[], V]) -> V:
        """The value, made anew where there is none so young."""
        if fresh := self._fresh(key, now):
            return fresh[0]
        with self._making:
            if fresh := self._fresh(key, now):
                return fresh[0]
            value = make()
            with self._reading:
                self._values[key] = now, value
                self._values.move_to_end(key)
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
            return value

    def forget(self, key: K | None = None) -> None:
        """Make it anew when it is asked for next; all of them, where no key is given."""
        with self._reading:
            if key is None:
                self._values.clear()
            else:
                self._values.pop(key, None)

    def _fresh(self, key: K, now: datetime) -> tuple[V] | None:
        with self._reading:
            at, *value = self._values.get(key, (None,))
            if at is None or not at <= now < at + self._long:
                return None
            self._values.move_to_end(key)
            return (value[0],)
