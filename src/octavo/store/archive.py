"""Articles, to read: lists by keyset, one article whole.

Every list is one or several index walks, newest first, merged lazily: reading thirty cards touches about thirty rows of
each walk, whatever the archive holds.
"""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

import apsw

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId, first_id_of
from octavo.news.articles import Card, StoredArticle
from octavo.news.errors import NotFound
from octavo.news.marks import Marks
from octavo.news.sources import CATEGORIES
from octavo.ports import CardFilter, Cursor
from octavo.store.codec import micros
from octavo.store.connection import Part
from octavo.store.rows import read_article, read_card
from octavo.store.statements import statements
from octavo.store.topics import read_marks
from octavo.text.addresses import identity_key

_sql = statements("archive")

MOST = 100
"""Cards in one answer."""
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_LAST_ID = (1 << 63) - 1


class Row(NamedTuple):
    """An article as lists see it before they show it."""

    shown: int
    id: int
    publisher: str
    category: str
    language: str
    country: str
    kind: str


class SqliteArchive(Part):
    """ports.Archive on SQLite."""

    def latest(self, wanted: CardFilter, limit: int, after: Cursor | None = None) -> list[Card]:
        """See ports.Archive."""
        with self.connections.read() as connection, newest(connection, wanted, after) as rows:
            return _cards(connection, (row.id for row in islice(rows, max(0, min(limit, MOST)))))

    def cards(self, articles: Sequence[ArticleId]) -> list[Card]:
        """See ports.Archive."""
        with self.connections.read() as connection:
            return _cards(connection, articles)

    def first_seen_since(self, since: datetime, limit: int) -> list[ArticleId]:
        """See ports.Archive."""
        with self.connections.read() as connection:
            found = _sql.first_seen_since(connection, least=first_id_of(since), most=limit)
            return [ArticleId(one) for (one,) in found]

    def article(self, article: ArticleId) -> StoredArticle:
        """See ports.Archive."""
        with self.connections.read() as connection:
            found = read_article(connection, article)
        if found is None:
            raise NotFound(f"there is no article {article}", subject=str(article))
        return found

    def by_url(self, url: CanonicalUrl) -> ArticleId | None:
        """The article at an address, or that a page at it led to."""
        key = identity_key(url)
        with self.connections.read() as connection:
            found = _sql.article_at(connection, key=key) or _sql.article_behind(connection, key=key)
        return None if found is None else ArticleId(found)

    def neighbours(self, article: ArticleId) -> tuple[Card | None, Card | None]:
        """See ports.Archive. Raises NotFound."""
        with self.connections.read() as connection:
            shown, number, category, _ = _place(connection, article)
            newer = _sql.next_newer(connection, category=category, shown=shown, id=number)
            older = _sql.next_older(connection, category=category, shown=shown, id=number)
            return (
                None if newer is None else read_card(connection, newer),
                None if older is None else read_card(connection, older),
            )

    def from_publisher(self, article: ArticleId, limit: int) -> list[Card]:
        """See ports.Archive. Raises NotFound."""
        with self.connections.read() as connection:
            publisher = _place(connection, article)[3]
            with newest(connection, CardFilter(publisher=publisher)) as rows:
                others = (row.id for row in rows if row.id != article)
                return _cards(connection, islice(others, max(0, min(limit, MOST))))

    def languages(self) -> Mapping[str, int]:
        """See ports.Archive. Most first; articles whose language is unknown are left out."""
        with self.connections.read() as connection:
            return {name: count for name, count in _sql.tallies(connection, kind="language") if name}

    def countries(self) -> list[str]:
        """See ports.Archive."""
        with self.connections.read() as connection:
            return [country for (country,) in _sql.countries(connection) if country]

    def marks(self, article: ArticleId) -> Marks | None:
        """See ports.Archive."""
        with self.connections.read() as connection:
            return read_marks(connection, article)


@contextmanager
def newest(connection: apsw.Connection, wanted: CardFilter, after: Cursor | None = None) -> Iterator[Iterator[Row]]:
    """The rows that a filter lets through, newest first, read as they are asked for; closed with the block."""
    with ExitStack() as open_walks:
        walks = [open_walks.enter_context(closing(walk)) for walk in _walks(connection, wanted, _bounds(wanted, after))]
        merged = heapq.merge(*(map(Row._make, walk) for walk in walks), reverse=True)
        yield (row for row in merged if _passes(row, wanted))


def _walks(
    connection: apsw.Connection, wanted: CardFilter, bounds: dict[str, int]
) -> list[Generator[tuple[int, int, str, str, str, str, str]]]:
    """The index walks whose merge holds every row wanted: few filters are walked, the others look at what comes."""
    if wanted.media:
        return [(_sql.newest_with_sound if wanted.media == "audio" else _sql.newest_with_film)(connection, **bounds)]
    if wanted.publisher is not None:
        return [_sql.newest_of_publisher(connection, publisher=wanted.publisher, **bounds)]
    categories = CATEGORIES if wanted.category is None else (wanted.category,)
    if wanted.countries:
        return [
            _sql.newest_of_country_and_category(connection, country=country, category=category, **bounds)
            for country in sorted(set(wanted.countries))
            for category in categories
        ]
    languages = sorted(set(wanted.languages))
    if languages and wanted.category is not None:
        return [
            _sql.newest_of_language_and_category(
                connection, language=language, category=wanted.category, **bounds
            )
            for language in languages
        ]  # fmt: skip
    if languages:
        return [_sql.newest_of_language(connection, language=language, **bounds) for language in languages]
    if wanted.category is not None:
        return [_sql.newest_of_category(connection, category=wanted.category, **bounds)]
    return [_sql.newest(connection, **bounds)]


def _passes(row: Row, wanted: CardFilter) -> bool:
    return (
        (wanted.category is None or row.category == wanted.category)
        and (wanted.publisher is None or row.publisher == wanted.publisher)
        and (not wanted.languages or row.language in wanted.languages)
        and (not wanted.countries or row.country in wanted.countries)
        and (not wanted.kinds or row.kind in wanted.kinds)
    )


def _bounds(wanted: CardFilter, after: Cursor | None) -> dict[str, int]:
    """Where a walk begins and ends: below the cursor and `before`, not below `after`."""
    start = (micros(_LATEST), _LAST_ID) if after is None else (micros(after[0]), int(after[1]))
    if wanted.before is not None:
        start = min(start, (micros(wanted.before), -1))
    return {"shown": start[0], "id": start[1], "since": micros(wanted.after or _EARLIEST)}


def _place(connection: apsw.Connection, article: ArticleId) -> tuple[int, int, str, PublisherId]:
    found: tuple[int, int, str, PublisherId] | None = _sql.place(connection, article=article)
    if found is None:
        raise NotFound(f"there is no article {article}", subject=str(article))
    return found


def _cards(connection: apsw.Connection, articles: Iterable[int]) -> list[Card]:
    return [card for number in list(articles) if (card := read_card(connection, number)) is not None]
