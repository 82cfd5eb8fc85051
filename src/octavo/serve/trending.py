"""What is in the news, found out once for all readers of a minute instead of at every view."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock

from octavo.index import in_the_news
from octavo.news.topics import Trend
from octavo.ports import Topics

MOST = 30
"""Trends found; a page shows the first of them, or all."""
KEPT = timedelta(minutes=1)


class Trending:
    """The trends of a store, for all languages alike. They change with time and with what an editor does to topics."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._lock = Lock()
        self._found: list[Trend] = []
        self._at: datetime | None = None

    def now(self, now: datetime, most: int = MOST) -> list[Trend]:
        """The first of them, not older than KEPT. Whoever asks while they are found out waits for it, so that many
        readers at once cost as much as one."""
        with self._lock:
            if self._at is None or not self._at <= now < self._at + KEPT:
                self._found = in_the_news(self._topics, now, MOST)
                self._at = now
            return self._found[:most]

    def forget(self) -> None:
        """An editor changed a topic: what is asked next is found out anew."""
        with self._lock:
            self._at = None
