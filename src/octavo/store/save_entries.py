"""SaveEntries → pages and entries: which items of a feed are new, which were edited, and which page each points to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import apsw

from octavo.news.addresses import FeedId, WebUrl
from octavo.news.articles import Entry
from octavo.news.errors import NotFound
from octavo.news.jobs import Job, SaveEntries
from octavo.store.codec import dumps, micros, pack
from octavo.store.line import put_job, turn_of
from octavo.store.publishers import complete_home
from octavo.store.statements import statements
from octavo.text.addresses import bare_host, host_of, identity_key
from octavo.text.markup import without_tags

_sql = statements("intents")

UNDATED_STEP = timedelta(minutes=1)
"""A feed's first poll may bring a thousand old items without dates: each is shown this much older than the one before
it in the feed, so that they do not sit on top of everything for being seen just now. Later undated items are news."""

FRESH = timedelta(days=1)
"""Pages of entries this young are fetched before older ones: a first poll brings weeks of them."""

DAY = 86_400 * 1_000_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page to be fetched."""

    page: int
    dated: int


def save_entries(connection: apsw.Connection, intent: SaveEntries) -> None:
    """Write what is new or edited, and queue the pages to fetch, newest first. Raises NotFound where the feed is gone.

    A new entry whose page is an article already (another feed brought it) queues nothing.
    """
    found = _sql.feed_for_entries(connection, feed=intent.feed)
    if found is None:
        raise NotFound(f"there is no feed {intent.feed}", subject=str(intent.feed))
    url, publisher, parsed = found
    wanted: dict[int, _Wanted] = {}
    once = {entry.identity: (nth, entry) for nth, entry in reversed(list(enumerate(intent.entries)))}
    for nth, entry in sorted(once.values(), key=lambda pair: pair[0]):
        age = timedelta(0) if parsed else nth * UNDATED_STEP
        one = _save(connection, intent, entry, url, assumed=micros(_dated(entry, intent, age)))
        if one is not None:
            wanted.setdefault(one.page, one)
    _queue(connection, intent, list(wanted.values()))
    _sql.complete_feed(
        connection, feed=intent.feed, title=intent.title, language=intent.language,
        problems=dumps(intent.problems), parsed=bool(intent.entries),
    )  # fmt: skip
    complete_home(connection, publisher, intent.home)


def _save(
    connection: apsw.Connection, intent: SaveEntries, entry: Entry, feed_url: WebUrl, assumed: int
) -> _Wanted | None:
    """Write one entry; the page to fetch for it, None where nothing is to be done."""
    known = _sql.entry(connection, feed=intent.feed, identity=entry.identity)
    if known is not None and known[0] == entry.content_hash:
        return None
    seen = micros(intent.seen)
    url = entry.url or own_url(feed_url, entry.identity)
    key = identity_key(url)
    row = _sql.page_by_key(connection, key=key)
    page, article = row or (
        _sql.add_page(connection, key=key, url=url, first_seen=seen, assumed=assumed, ingested=0), None
    )  # fmt: skip
    _sql.save_entry(
        connection, feed=intent.feed, identity=entry.identity, content_hash=entry.content_hash, page=page,
        host=bare_host(host_of(url)), first_seen=seen, richness=richness(entry), entry=pack(entry),
    )  # fmt: skip
    if article is not None:
        count_articles(connection, page)
        if known is None:
            return None
    return _Wanted(page, assumed)


def own_url(feed_url: WebUrl, identity: str) -> WebUrl:
    """The address that stands for an entry without one: its feed's, told apart by a parameter. Never fetched."""
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return WebUrl(f"{feed_url}{'&' if '?' in feed_url else '?'}octavo-entry={digest}")


def richness(entry: Entry) -> int:
    """Characters of an entry's text: the one that says most serves a page that several point to."""
    return len(without_tags(entry.content)) + len(entry.summary)


def count_articles(connection: apsw.Connection, page: int) -> None:
    """Count a page that is an article with each feed that points to it, by the day the entry was first seen."""
    for feed, first_seen in list(_sql.count_entries(connection, page=page)):
        _sql.count_for_feed(connection, feed=feed)
        _sql.count_for_day(connection, feed=FeedId(feed), day=first_seen // DAY)


def _dated(entry: Entry, intent: SaveEntries, age: timedelta) -> datetime:
    given = entry.published or entry.updated
    return min(given, intent.seen) if given is not None else intent.seen - age


def _queue(connection: apsw.Connection, intent: SaveEntries, wanted: list[_Wanted]) -> None:
    """Newest first, in turn with other feeds' pages."""
    seen, fresh = micros(intent.seen), micros(intent.seen - FRESH)
    for nth, one in enumerate(sorted(wanted, key=lambda one: -one.dated)):
        job = Job(intent.then, one.page, intent.seen, priority=int(one.dated >= fresh))
        put_job(connection, job, turn=turn_of(seen, nth))
