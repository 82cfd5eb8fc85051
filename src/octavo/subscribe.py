"""What to read: subscribing and unsubscribing, for the command line and the pages alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from octavo.news.addresses import FeedId, PublisherId, WebUrl
from octavo.news.errors import AddressError, NotFound
from octavo.news.sources import Candidate, Category, Feed, StoredFeed
from octavo.ports import Store
from octavo.sample import SAMPLE_HOSTS, sample_feeds, sample_publishers
from octavo.sources import catalogue
from octavo.text.addresses import bare_host, guess_url, host_of
from octavo.work import KEYS

_OFFERED = "sample.offered"
"""Note: the sample newsroom was brought in by itself once; it is not again."""

SAMPLE_OPENED = "sample.opened"
"""Note: when the sample newsroom was first served: its dates count back from then, not to move under its readers."""


def add_feeds(store: Store, feeds: Iterable[Feed], now: datetime) -> list[StoredFeed]:
    """Subscribe; what the catalogue knows of their publishers comes along. The feeds that are new."""
    known = {stored.feed.url for stored in store.feeds()}
    wanted = [_from_catalogue(feed) for feed in feeds]
    hosts = {feed.publisher for feed in wanted}
    store.add_publishers(publisher for publisher in catalogue().publishers if publisher.id in hosts)
    return [stored for stored in store.add_feeds(wanted, KEYS["poll"], now) if stored.feed.url not in known]


@cache
def _catalogued() -> dict[WebUrl, Feed]:
    return {feed.url: feed for feed in catalogue().feeds}


def _from_catalogue(feed: Feed) -> Feed:
    """The feed, with what the catalogue knows of it filled in where the feed says nothing."""
    known = _catalogued().get(feed.url)
    if known is None:
        publisher = catalogue().publisher_of(feed.url)
        return replace(feed, publisher=publisher.id) if publisher else feed
    return replace(
        feed,
        publisher=known.publisher,
        title=feed.title or known.title,
        category=feed.category or known.category,
        language=feed.language or known.language,
    )


def add_edition(store: Store, edition: str, now: datetime) -> list[StoredFeed]:
    """Subscribe to a starter edition. The feeds that are new. Raises NotFound, naming the editions there are."""
    known = catalogue()
    return add_feeds(store, known.feeds_of(known.edition(edition)), now)


def add_candidates(
    store: Store, candidates: Sequence[Candidate], category: Category | None, now: datetime
) -> list[StoredFeed]:
    """Subscribe to feeds that discovery found. Those that are new."""
    feeds = [
        Feed(url=one.url, publisher=PublisherId(bare_host(host_of(one.url))), title=one.title, category=category or "")
        for one in candidates
    ]
    return add_feeds(store, feeds, now)


def number_in(text: str) -> int | None:
    """The id that a person typed, None where it is none: not digits alone, or more than the store counts to."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
    return number if number is not None and number < 1 << 63 else None


def find_feed(store: Store, wanted: str) -> StoredFeed:
    """A subscribed feed by its number or address. Raises NotFound."""
    number = number_in(wanted)
    if number is not None:
        return store.feed(FeedId(number))
    try:
        found = store.feed_by_url(guess_url(wanted))
    except AddressError:
        found = None
    if found is None:
        raise NotFound(f"no feed has the address {wanted}", subject=wanted, advice="`octavo status --json` lists all.")
    return found


def add_sample(store: Store, now: datetime) -> list[StoredFeed]:
    """Subscribe to the sample newsroom; its feeds."""
    store.set_note(_OFFERED, now.isoformat())
    store.add_publishers(sample_publishers())
    return store.add_feeds(sample_feeds(), KEYS["poll"], now)


def has_sample(store: Store) -> bool:
    """Whether the sample newsroom is subscribed to. Every page asks: so it looks at no other feeds."""
    return any(store.feed_by_url(feed.url) for feed in sample_feeds())


def remove_sample(store: Store) -> int:
    """Take the sample newsroom away, articles and all; how many feeds went."""
    gone = store.remove(_sample_ids(store), articles=True)
    store.set_note(SAMPLE_OPENED, None)
    return gone


def sample_opened(store: Store, now: datetime) -> datetime:
    """When the sample newsroom was first served; now, from now on, where it never was."""
    noted = store.note(SAMPLE_OPENED)
    if noted:
        return datetime.fromisoformat(noted)
    store.set_note(SAMPLE_OPENED, now.isoformat())
    return now


def _sample_ids(store: Store) -> list[FeedId]:
    return [stored.id for stored in store.feeds() if host_of(stored.feed.url) in SAMPLE_HOSTS]


def wants_sample(store: Store) -> bool:
    """Whether nothing was ever set up here: no feeds, and the sample newsroom never brought in."""
    return store.note(_OFFERED) is None and not store.feeds()
