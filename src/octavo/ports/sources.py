"""Publishers and their feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from octavo.news.addresses import FeedId, PublisherId, WebUrl
from octavo.news.articles import Incoming
from octavo.news.jobs import Discovery, StageKey
from octavo.news.sources import Category, Feed, Publisher, StoredFeed


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One line of the sources page."""

    stored: StoredFeed
    publisher: Publisher
    articles: int
    per_day: float
    """Articles a day over the last 14 days (since it was added, where that is less)."""
    quarantined: int = 0
    problems: tuple[str, ...] = ()
    """What was wrong in the feed's bytes and worked round, or why they could not be read, in words."""


class Sources(Protocol):
    """Publishers and feeds."""

    def add_publishers(self, publishers: Iterable[Publisher]) -> int:
        """Add or complete publishers; what an operator changed stays. How many are new."""
        ...

    def add_feeds(self, feeds: Iterable[Feed], poll: StageKey, now: datetime) -> list[StoredFeed]:
        """Subscribe; a feed there already keeps its state, and takes a folder and extras where it had none. First polls
        are queued, spread over a minute by host. Unknown publishers are made from the feed."""
        ...

    def feeds(self) -> list[StoredFeed]: ...
    def feed(self, feed: FeedId) -> StoredFeed: ...
    def feed_by_url(self, url: WebUrl) -> StoredFeed | None: ...
    def health(self, now: datetime) -> list[FeedHealth]:
        """Of every feed, for lists of them."""
        ...

    def feed_health(self, feed: FeedId, now: datetime) -> FeedHealth:
        """Of one. Raises NotFound."""
        ...

    def pause(self, feed: FeedId, paused: bool, poll: StageKey, now: datetime) -> None:
        """Stop or resume polling; resuming clears `gone` and the error count, and polls at once."""
        ...

    def poll_now(self, feeds: Sequence[FeedId] | None, poll: StageKey, now: datetime) -> int:
        """Make the poll of these feeds (all that are not paused, where None) due at once. How many."""
        ...

    def remove(self, feeds: Sequence[FeedId], *, articles: bool) -> int:
        """Unsubscribe; with articles=True also everything that came only through these feeds. How many feeds went."""
        ...

    def change_feed(self, feed: FeedId, *, title: str, category: Category | Literal[""], folder: Sequence[str]) -> None:
        """What an operator says of a feed. Articles that came already stay as they are. Raises NotFound."""
        ...

    def change_publisher(self, publisher: Publisher) -> None:
        """What an operator says of a publisher, in place of all that was known; its articles take the country along.
        Raises NotFound."""
        ...

    def publisher(self, publisher: PublisherId) -> Publisher: ...
    def publishers(self) -> list[Publisher]: ...

    def discover(self, address: str, then: StageKey, now: datetime) -> int:
        """Queue a look behind an address; the id to ask for its outcome."""
        ...

    def discovery(self, discovery: int) -> Discovery: ...

    def ingest(self, pages: Iterable[Incoming], then: StageKey, now: datetime) -> int:
        """Take pages already in hand and queue `then` for each. How many are new."""
        ...
