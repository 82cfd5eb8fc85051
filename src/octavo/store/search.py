"""Full-text search on FTS5: one MATCH a query, filters and all, newest first.

The index holds tokens of text/words.py and no text; what a hit shows is cut out of the stored article here, by the same
tokens, so that a match is marked however it was spelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice

import apsw

from octavo.news.articles import Card
from octavo.ports import Cursor, Hit, Query
from octavo.store.codec import micros, unpack_blocks
from octavo.store.connection import Part
from octavo.store.rows import read_card
from octavo.store.search_document import EVERY, row_of
from octavo.store.snippets import snippet
from octavo.store.statements import statements

_sql = statements("search")

MOST = 100
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


class SqliteSearch(Part):
    """ports.SearchIndex on SQLite."""

    def search(self, query: Query, limit: int, after: Cursor | None = None) -> list[Hit]:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            match = _match(connection, query)
            if match is None:
                return []
            below, since = _bounds(connection, query, after)
            with closing(_sql.matches(connection, match=match, below=below, since=since)) as rows:
                found = [row[0] for row in islice(rows, max(0, min(limit, MOST)))]
            cards = [card for number in found if (card := read_card(connection, number)) is not None]
            return [_hit(connection, card, query.terms) for card in cards]

    def count(self, query: Query, most: int = 1000) -> int:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            match = _match(connection, query)
            if match is None:
                return 0
            below, since = _bounds(connection, query, None)
            return int(_sql.count_matches(connection, match=match, below=below, since=since, most=most))


def _match(connection: apsw.Connection, query: Query) -> str | None:
    """The query in FTS5's language; None where nothing can match.

    Everything is quoted, so that a reader's words are never read as operators.
    """
    parts = [f"{{words title}} : {_phrase(term)}" for term in query.terms if term.split()]
    if query.sources:
        sources = [name for word in query.sources for name in _named(connection, word)]
        if not sources:
            return None
        parts.append(_any("source", sources))
    if query.languages:
        parts.append(_any("lang", query.languages))
    if query.categories:
        parts.append(_any("category", query.categories))
    match = " AND ".join(f"({part})" for part in parts or [f"facets : {_phrase(EVERY)}"])
    excluded = [_phrase(term) for term in query.excluded if term.split()]
    return f"({match}) NOT {{words title}} : ({' OR '.join(excluded)})" if excluded else match


def _phrase(term: str) -> str:
    """A term as FTS5's string: quotes doubled; NUL, at which it would stop reading, left out."""
    return '"' + " ".join(term.replace("\0", "").split()).replace('"', '""') + '"'


def _any(facet: str, values: Iterable[str]) -> str:
    return f"facets : ({' OR '.join(_phrase(f'{facet}:{value}') for value in sorted(set(values)))})"


def _named(connection: apsw.Connection, word: str) -> list[str]:
    """Ids of the publishers that a reader means by a word."""
    plain = word.strip().lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [row[0] for row in _sql.publishers_named(connection, word=plain)] if plain else []


def _bounds(connection: apsw.Connection, query: Query, after: Cursor | None) -> tuple[int, int]:
    """Row numbers of the index: below the first, not below the second."""
    below = row_of(micros(query.before or _LATEST))
    if after is not None:
        doc = _sql.doc_of(connection, article=after[1])
        below = min(below, row_of(micros(after[0])) if doc is None else doc)
    return below, row_of(micros(query.after or _EARLIEST))


def _hit(connection: apsw.Connection, card: Card, terms: Sequence[str]) -> Hit:
    title, standfirst, body = _sql.last_text(connection, article=card.id)
    texts = [card.summary] if not terms else [standfirst, *(block.text for block in unpack_blocks(body)), title]
    text, marks = snippet(texts, [term.split() for term in terms])
    return Hit(card, text or card.summary, marks)
