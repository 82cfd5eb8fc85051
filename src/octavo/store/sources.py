"""Publishers and feeds: subscribing, health, leaving; and pages that come in hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal, TypeVar

import apsw

from octavo.news.addresses import FeedId, PublisherId, WebUrl
from octavo.news.articles import Incoming
from octavo.news.errors import NotFound
from octavo.news.jobs import Discovery, Job, StageKey
from octavo.news.sources import Category, Feed, FeedState, Publisher, StoredFeed
from octavo.ports import FeedHealth
from octavo.store.codec import dumps, loads, micros, unsqueeze
from octavo.store.connection import Part
from octavo.store.intents import answer_columns
from octavo.store.line import put_job, turn_of
from octavo.store.publishers import add, change, segment
from octavo.store.remove import forget_jobs, remove_feed
from octavo.store.rows import publisher_of, read_discovery, read_feed, read_feeds, read_publisher
from octavo.store.save_entries import DAY
from octavo.store.settle_stories import settle_all
from octavo.store.statements import statements
from octavo.text.addresses import host_of, identity_key

T = TypeVar("T")

_sql = statements("sources")
_subjects = statements("subjects")
_intents = statements("intents")
_publishers = statements("publishers")

HEALTH_DAYS = 14
SPREAD = timedelta(minutes=1)
"""Over which the first polls of one host's feeds are spread."""
INGEST_BATCH = 50
"""Pages in hand taken in one transaction: about 5 MB, a few dozen milliseconds."""


class SqliteSources(Part):
    """ports.Sources on SQLite."""

    def add_publishers(self, publishers: Iterable[Publisher]) -> int:
        """See ports.Sources. What is known already is completed; a publisher guessed from a feed or page gives way."""
        with self.connections.write() as connection:
            new = sum([add(connection, publisher) for publisher in publishers])
        settle_all(self.connections, self.clock())
        return new

    def add_feeds(self, feeds: Iterable[Feed], poll: StageKey, now: datetime) -> list[StoredFeed]:
        """See ports.Sources. A host's first feed is polled at once, its others over the minute after."""
        wanted = list(feeds)
        of_host = Counter(host_of(feed.url) for feed in wanted)
        nth: defaultdict[str, int] = defaultdict(int)
        found: list[FeedId] = []
        with self.connections.write() as connection:
            for feed in wanted:
                number, new = _subscribe(connection, feed, now)
                found.append(number)
                if new:
                    host = host_of(feed.url)
                    put_job(connection, Job(poll, number, now + SPREAD * nth[host] / of_host[host]))
                    nth[host] += 1
            return [stored for number in found if (stored := read_feed(connection, number)) is not None]

    def feeds(self) -> list[StoredFeed]:
        """Every feed, oldest subscription first."""
        with self.connections.read() as connection:
            return read_feeds(connection)

    def feed(self, feed: FeedId) -> StoredFeed:
        """A feed with its state. Raises NotFound."""
        with self.connections.read() as connection:
            return _found(read_feed(connection, feed), "feed", feed)

    def feed_by_url(self, url: WebUrl) -> StoredFeed | None:
        """The feed at an address."""
        with self.connections.read() as connection:
            row = _sql.feed_by_url(connection, url=url)
            return None if row is None else read_feed(connection, FeedId(row[0]))

    def health(self, now: datetime) -> list[FeedHealth]:
        """See ports.Sources."""
        today = micros(now) // DAY
        with self.connections.read() as connection:
            known = {row[0]: publisher_of(row) for row in _subjects.publishers(connection)}
            given_up: Counter[int] = Counter()
            for feed, jobs in _sql.given_up(connection):
                given_up[feed] += jobs
            counts = {row[0]: row[1:] for row in _sql.counts(connection, since=today - HEALTH_DAYS + 1)}
            stored = read_feeds(connection)
        return [_health(one, known[one.feed.publisher], counts[one.id], given_up[one.id], today) for one in stored]

    def feed_health(self, feed: FeedId, now: datetime) -> FeedHealth:
        """See ports.Sources."""
        today = micros(now) // DAY
        with self.connections.read() as connection:
            stored = _found(read_feed(connection, feed), "feed", feed)
            publisher = _found(read_publisher(connection, stored.feed.publisher), "publisher", stored.feed.publisher)
            counts = _sql.counts_of(connection, feed=feed, since=today - HEALTH_DAYS + 1)
            return _health(stored, publisher, counts, _sql.given_up_of(connection, feed=feed), today)

    def pause(self, feed: FeedId, paused: bool, poll: StageKey, now: datetime) -> None:
        """See ports.Sources. Raises NotFound."""
        with self.connections.write() as connection:
            stored = _found(read_feed(connection, feed), "feed", feed)
            _sql.pause_feed(connection, feed=feed, paused=int(paused))
            if paused:
                forget_jobs(connection, feed, poll.name)
                state = replace(stored.state, next_poll=None)
            else:
                state = replace(stored.state, gone=False, errors=0, error="", error_kind="", next_poll=now)
                put_job(connection, Job(poll, feed, now))
            _intents.save_feed_state(connection, feed=feed, state=dumps(state))

    def poll_now(self, feeds: Sequence[FeedId] | None, poll: StageKey, now: datetime) -> int:
        """See ports.Sources. Feeds asked for by number are polled once even where they are paused or gone."""
        with self.connections.write() as connection:
            if feeds is None:
                wanted = [row[0] for row in _sql.unpaused(connection)]
            else:
                wanted = [feed for feed in feeds if read_feed(connection, feed) is not None]
            for nth, feed in enumerate(wanted):
                put_job(connection, Job(poll, feed, now), turn=turn_of(micros(now), nth) if feeds is None else None)
            return len(wanted)

    def remove(self, feeds: Sequence[FeedId], *, articles: bool) -> int:
        """See ports.Sources. One transaction a feed, so that others are not kept waiting."""
        removed = 0
        for feed in feeds:
            with self.connections.write() as connection:
                removed += remove_feed(connection, feed, articles=articles)
            settle_all(self.connections, self.clock())
        return removed

    def change_feed(self, feed: FeedId, *, title: str, category: Category | Literal[""], folder: Sequence[str]) -> None:
        """See ports.Sources."""
        with self.connections.write() as connection:
            changed = _sql.change_feed(
                connection, feed=feed, title=title, category=category, folder=dumps(tuple(folder))
            )  # fmt: skip
            _found(changed, "feed", feed)

    def change_publisher(self, publisher: Publisher) -> None:
        """See ports.Sources."""
        with self.connections.write() as connection:
            _found(read_publisher(connection, publisher.id), "publisher", publisher.id)
            change(connection, publisher)
        settle_all(self.connections, self.clock())

    def publisher(self, publisher: PublisherId) -> Publisher:
        """A publisher. Raises NotFound."""
        with self.connections.read() as connection:
            return _found(read_publisher(connection, publisher), "publisher", publisher)

    def publishers(self) -> list[Publisher]:
        """Every publisher, by id."""
        with self.connections.read() as connection:
            return [publisher_of(row) for row in _subjects.publishers(connection)]

    def discover(self, address: str, then: StageKey, now: datetime) -> int:
        """See ports.Sources."""
        with self.connections.write() as connection:
            number: int = _sql.add_discovery(connection, address=address, asked=micros(now))
            put_job(connection, Job(then, number, now))
            return number

    def discovery(self, discovery: int) -> Discovery:
        """An address asked about, and what was found. Raises NotFound."""
        with self.connections.read() as connection:
            return _found(read_discovery(connection, discovery), "look behind an address", discovery)

    def ingest(self, pages: Iterable[Incoming], then: StageKey, now: datetime) -> int:
        """See ports.Sources. The same page with the same bytes is nothing new; with other bytes it is read again.
        A page is first seen when it was fetched, so that an old archive does not sit on top of today's news."""
        new, rest = 0, iter(pages)
        while batch := list(islice(rest, INGEST_BATCH)):
            with self.connections.write() as connection:
                new += sum([_ingest(connection, incoming, then, now) for incoming in batch])
        return new


def _health(
    stored: StoredFeed, publisher: Publisher, counts: tuple[int, int, str], given_up: int, today: int
) -> FeedHealth:
    articles, recent, problems = counts
    days = HEALTH_DAYS if stored.added is None else min(HEALTH_DAYS, today - micros(stored.added) // DAY + 1)
    return FeedHealth(
        stored, publisher, articles, recent / max(1, days), given_up, loads(tuple[str, ...], problems)
    )  # fmt: skip


def _found(noun: T | None, kind: str, number: object) -> T:
    if noun is None:
        raise NotFound(f"there is no {kind} {number}", subject=str(number))
    return noun


def _subscribe(connection: apsw.Connection, feed: Feed, now: datetime) -> tuple[FeedId, bool]:
    row = _sql.feed_by_url(connection, url=feed.url)
    folder, extra = dumps(feed.folder), dumps(feed.extra)
    if row is not None:
        _sql.file_feed(connection, feed=row[0], folder=folder, extra=extra)
        return FeedId(row[0]), False
    publisher = segment(feed.publisher)
    if _publishers.publisher_exists(connection, publisher=publisher) is None:
        guess = Publisher(publisher, feed.title, language=feed.language)
        add(connection, guess, guessed=True)
    number = _sql.add_feed(
        connection, url=feed.url, publisher=publisher, title=feed.title, category=feed.category,
        language=feed.language, folder=folder, extra=extra, added=micros(now),
        state=dumps(FeedState(next_poll=now)),
    )  # fmt: skip
    return FeedId(number), True


def _ingest(connection: apsw.Connection, incoming: Incoming, then: StageKey, now: datetime) -> bool:
    page = incoming.page
    key = identity_key(page.url)
    found = _sql.page_in_hand(connection, key=key)
    if found is None:
        seen = micros(min(now, page.fetched or now))
        number = _intents.add_page(connection, key=key, url=page.url, first_seen=seen, assumed=seen, ingested=1)
    else:
        number, body = found
        _sql.mark_ingested(connection, page=number)
        if body is not None and unsqueeze(body) == page.body:
            return False
    _intents.keep_page_answer(connection, page=number, kept=micros(now), **answer_columns(page))
    put_job(connection, Job(then, number, now))
    return True
