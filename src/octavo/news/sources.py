"""Who publishes, and the addresses Octavo polls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from octavo.news.addresses import FeedId, PublisherId, WebUrl

PublisherKind = Literal["newspaper", "broadcaster", "agency", "aggregator", "magazine", "government", "blog", ""]

Category = Literal[
    "world", "politics", "business", "technology", "science", "health",
    "climate", "sport", "entertainment", "lifestyle", "crime", "general",
]  # fmt: skip

CATEGORIES: tuple[Category, ...] = (
    "world", "politics", "business", "technology", "science", "health",
    "climate", "sport", "entertainment", "lifestyle", "crime", "general",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes."""

    id: PublisherId
    name: str
    home: str = ""
    """Address of the home page."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case; empty where unknown or worldwide."""
    language: str = ""
    """BCP 47 of most of what it publishes; empty where unknown."""
    kind: PublisherKind = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """An address Octavo polls for one publisher or section."""

    url: WebUrl
    publisher: PublisherId
    title: str = ""
    category: Category | Literal[""] = ""
    """What the catalogue or the operator says this feed is about; empty where it mixes."""
    language: str = ""
    folder: tuple[str, ...] = ()
    """The OPML folders it lies in, outermost first."""
    extra: tuple[tuple[str, str], ...] = ()
    """Attributes of its OPML outline that Octavo does not know, kept for export."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from polling it; everything that deciding the next poll needs."""

    etag: str = ""
    """Byte-exact, quotes included."""
    last_modified: str = ""
    validators_wrong: bool = False
    """The body was seen to change under the same etag or date: they are no longer sent."""
    body_hash: str = ""
    """SHA-256 of the last decoded body: tells a change where validators do not."""
    last_polled: datetime | None = None
    last_success: datetime | None = None
    last_changed: datetime | None = None
    """When a poll last brought a new entry."""
    next_poll: datetime | None = None
    interval: float = 3600.0
    """Seconds between polls, as last decided."""
    error: str = ""
    """What went wrong at the last poll, in words; empty after a success."""
    error_kind: str = ""
    """Its kind, to be counted by (news.errors.kind_of); empty after a success."""
    errors: int = 0
    """Failures in a row."""
    gone: bool = False
    """410, or 404 for weeks: no longer polled until somebody resumes it."""
    moved_to: str = ""
    """Where a permanent redirect points; taken over after repeats over days."""
    moved_since: datetime | None = None
    moved_seen: int = 0
    arrivals: tuple[float, ...] = ()
    """Unix seconds at which recent new entries were published or first seen, newest last; the feed's rhythm."""
    hint: float = 0.0
    """Seconds between updates that the feed itself asks for (ttl, skipHours, sy:updatePeriod); 0 where it does not."""


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed in the store."""

    id: FeedId
    feed: Feed
    state: FeedState
    paused: bool = False
    added: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that discovery found behind an address."""

    url: WebUrl
    title: str = ""
    format: str = ""
    """RSS, Atom, RDF, JSON Feed or news sitemap."""
    entries: int = 0
    newest: datetime | None = None
    note: str = ""
    """What a chooser should know: comments feed, empty, podcast."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A starter set of the catalogue: publishers of a language and country."""

    id: str
    name: str
    language: str
    country: str = ""
    publishers: tuple[PublisherId, ...] = field(default=())
