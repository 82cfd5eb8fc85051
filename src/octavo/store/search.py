"""Full-text search on FTS5: one MATCH a query, filters and all, over the newest matches.

    newest first    the index's own order, read lazily
    best first      a window of the newest matches is scored (search_rank.py), and fused with what is near in meaning;
                    where nothing has all the words: what is misspelt is corrected, then the rarest words are enough

So a common word costs no more than a rare one, however large the archive. The index holds tokens of text/words.py and
no text; what a hit shows is cut out of the stored article here, by the same tokens, so that a match is marked however
it was spelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import islice

import apsw

from octavo.news.articles import Card
from octavo.ports import Clock, Cursor, Facets, Found, Hit, Meaning, Query, Suggestion
from octavo.ports.search import Asked
from octavo.store.codec import micros, unpack_blocks
from octavo.store.connection import Connections, Part
from octavo.store.rows import read_card
from octavo.store.search_best import Row, best, bounds
from octavo.store.search_document import row_of
from octavo.store.search_facets import FACETED, facets_of
from octavo.store.search_match import match_all, wanted
from octavo.store.search_near import Near
from octavo.store.search_suggest import suggestions
from octavo.store.snippets import matches, snippet
from octavo.store.statements import statements

_sql = statements("search")

MOST = 100
"""Hits in one answer."""


class SqliteSearch(Part):
    """ports.SearchIndex on SQLite."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections, clock)
        self._near = Near()

    def search(self, query: Query, limit: int, after: Cursor | None = None) -> list[Hit]:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            expanded = wanted(connection, query)
            if not expanded.possible:
                return []
            match = match_all(expanded)
            below, since = bounds(query)
            if after is not None:
                doc = _sql.doc_of(connection, article=after[1])
                below = min(below, row_of(micros(after[0])) if doc is None else doc)
            with closing(_sql.matches(connection, match=match.text, below=below, since=since)) as rows:
                found = [row[0] for row in islice(rows, max(0, min(limit, MOST)))]
            return _hits(connection, found, match.shown)

    def find(
        self, query: Query, limit: int, *, now: datetime, offset: int = 0, meaning: Meaning | None = None,
        asked: Asked = "fused",
    ) -> Found:  # fmt: skip
        """See ports.SearchIndex."""
        limit, offset = max(0, min(limit, MOST)), max(0, offset)
        with self.connections.read() as connection:
            found = best(connection, query, now, self._near, meaning, asked)
            page = found.ranked[offset : offset + limit]
            ranked = {one.article: one for one in page}
            hits = _hits(connection, ranked, found.shown)
            return Found(
                hits=tuple(
                    replace(hit, folded=ranked[hit.card.id].folded, story=ranked[hit.card.id].story) for hit in hits
                ),
                facets=facets_of(connection, found.window),
                further=len(found.ranked) > offset + limit,
                corrected=found.corrected,
                offered=found.offered,
                relaxed=found.relaxed,
                near=found.near,
            )

    def facets(self, query: Query) -> Facets:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            expanded = wanted(connection, query)
            if not expanded.possible:
                return Facets()
            below, since = bounds(query)
            match = match_all(expanded).text
            rows = _sql.window(connection, match=match, below=below, since=since, most=FACETED + 1)
            return facets_of(connection, [Row(*row) for row in rows])

    def count(self, query: Query, most: int = 1000) -> int:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            expanded = wanted(connection, query)
            if not expanded.possible:
                return 0
            below, since = bounds(query)
            match = match_all(expanded).text
            return int(_sql.count_matches(connection, match=match, below=below, since=since, most=most))

    def came(self, query: Query, since: int, most: int = 100) -> tuple[list[Card], int]:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            arrived = list(_sql.arrived(connection, since=since, most=10 * most))
            if not arrived:
                return [], since
            expanded = wanted(connection, query)
            match = match_all(expanded).text
            below, begins = bounds(query)
            found: list[Card] = []
            for number, article, doc in arrived:
                fits = expanded.possible and begins <= doc < below and _sql.is_match(connection, match=match, doc=doc)
                if fits and (card := read_card(connection, article)) is not None:
                    found.append(card)
                if len(found) == most:
                    return found, number
            return found, arrived[-1][0]

    def arrivals(self) -> int:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            return int(_sql.last_arrival(connection) or 0)

    def suggestions(self, text: str, most: int) -> list[Suggestion]:
        """See ports.SearchIndex."""
        with self.connections.read() as connection:
            return suggestions(connection, text, most)


def _hits(connection: apsw.Connection, articles: Iterable[int], shown: Sequence[Sequence[str]]) -> list[Hit]:
    cards = [card for number in articles if (card := read_card(connection, number)) is not None]
    return [_hit(connection, card, shown) for card in cards]


def _hit(connection: apsw.Connection, card: Card, shown: Sequence[Sequence[str]]) -> Hit:
    title, standfirst, body = _sql.last_text(connection, article=card.id)
    texts = [card.summary] if not shown else [standfirst, *(block.text for block in unpack_blocks(body)), title]
    text, marks = snippet(texts, shown)
    return Hit(card, text or card.summary, marks, tuple(matches(card.title, shown)))
