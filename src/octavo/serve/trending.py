"""What is in the news, found out once for all readers of a minute instead of at every view."""

from __future__ import annotations

from datetime import datetime, timedelta

from octavo.index import in_the_news
from octavo.news.topics import Trend
from octavo.ports import Topics
from octavo.serve.kept import Kept

MOST = 30
"""Trends found; a page shows the first of them, or all."""
KEPT = timedelta(minutes=1)


class Trending:
    """The trends of a store, for all languages alike. They change with time and with what an editor does to topics."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._kept: Kept[str, list[Trend]] = Kept(KEPT, 1)

    def now(self, now: datetime, most: int = MOST) -> list[Trend]:
        """The first of them, not older than KEPT."""
        return self._kept.get("all", now, lambda: in_the_news(self._topics, now, MOST))[:most]

    def forget(self) -> None:
        """An editor changed a topic: what is asked next is found out anew."""
        self._kept.forget()
