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
from octavo.store.line import put_jobs, turn_of
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


@dataclass(slots=True)
class _Item:
    """An entry to be written."""

    entry: Entry
    url: WebUrl
    key: str
    """Of its page."""
    dated: int
    new: bool
    """Else edited."""
    page: int = 0
    article: int | None = None


def save_entries(connection: apsw.Connection, intent: SaveEntries) -> None:
    """Write what is new or edited, and queue the pages to fetch, newest first. Raises NotFound where the feed is gone.

    A new entry whose page is an article already (another feed brought it) queues nothing. Each kind of statement runs
    once for all entries: one by one, a first poll's twenty took five times as long.
    """
    found = _sql.feed_for_entries(connection, feed=intent.feed)
    if found is None:
        raise NotFound(f"there is no feed {intent.feed}", subject=str(intent.feed))
    url, publisher, parsed = found
    if items := _news(connection, intent, url, bool(parsed)):
        _find_pages(connection, items, micros(intent.seen))
        _write(connection, items, intent)
        counted = {item.page for item in items if item.article is not None}
        for page in counted:
            count_articles(connection, page)
        _queue(connection, intent, [item for item in items if item.article is None or not item.new])
    _sql.complete_feed(
        connection, feed=intent.feed, title=intent.title, language=intent.language,
        problems=dumps(intent.problems), parsed=bool(intent.entries),
    )  # fmt: skip
    complete_home(connection, publisher, intent.home)


def _news(connection: apsw.Connection, intent: SaveEntries, feed_url: WebUrl, parsed: bool) -> list[_Item]:
    """The entries that are new or edited, in the feed's order; of two with one identity the first."""
    nth_of: dict[str, int] = {}
    for nth, entry in enumerate(intent.entries):
        nth_of.setdefault(entry.identity, nth)
    asked = ({"feed": intent.feed, "identity": identity} for identity in nth_of)
    known = dict(_sql.known_entry.many(connection, asked))
    items = []
    for identity, nth in nth_of.items():
        entry = intent.entries[nth]
        if known.get(identity) != entry.content_hash:
            url = entry.url or own_url(feed_url, identity)
            dated = micros(_dated(entry, intent, timedelta(0) if parsed else nth * UNDATED_STEP))
            items.append(_Item(entry, url, identity_key(url), dated, identity not in known))
    return items


def _find_pages(connection: apsw.Connection, items: list[_Item], seen: int) -> None:
    """Give each item its page, made where it is new; the first of several items with one page dates it."""
    first: dict[str, _Item] = {}
    for item in items:
        first.setdefault(item.key, item)
    pages = {
        key: (page, article) for key, page, article in _sql.known_page.many(connection, ({"key": k} for k in first))
    }
    unknown = (
        {"key": key, "url": item.url, "first_seen": seen, "assumed": item.dated, "ingested": 0}
        for key, item in first.items()
        if key not in pages
    )
    pages |= {key: (page, None) for page, key in _sql.add_page.many(connection, list(unknown))}
    for item in items:
        item.page, item.article = pages[item.key]


def _write(connection: apsw.Connection, items: list[_Item], intent: SaveEntries) -> None:
    seen = micros(intent.seen)
    _sql.save_entry.many(
        connection,
        (
            {
                "feed": intent.feed,
                "identity": item.entry.identity,
                "content_hash": item.entry.content_hash,
                "page": item.page,
                "host": bare_host(host_of(item.url)),
                "first_seen": seen,
                "richness": richness(item.entry),
                "entry": pack(item.entry),
            }
            for item in items
        ),
    )


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


def _queue(connection: apsw.Connection, intent: SaveEntries, items: list[_Item]) -> None:
    """Newest first, in turn with other feeds' pages."""
    seen, fresh = micros(intent.seen), micros(intent.seen - FRESH)
    dated: dict[int, int] = {}
    for item in items:
        dated.setdefault(item.page, item.dated)
    newest = sorted(dated, key=lambda page: -dated[page])
    put_jobs(
        connection,
        [Job(intent.then, page, intent.seen, priority=int(dated[page] >= fresh)) for page in newest],
        [turn_of(seen, nth) for nth in range(len(newest))],
    )
