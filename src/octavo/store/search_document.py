"""The search index's rows.

A row's number is the time shown in milliseconds, then 20 bits to tell rows of one millisecond apart: so the index's own
order is the lists' order, and the newest matches are found without reading the older ones. Category, language and
publisher are single tokens of the column `facets`, so that a filter costs no more than another word.
"""

from __future__ import annotations

from itertools import count

import apsw

from octavo.news.errors import NotFound
from octavo.news.jobs import IndexArticle
from octavo.store.statements import statements

_sql = statements("intents")

TIE_BITS = 20
_MOST = 1 << 42
"""Milliseconds either side of 1970 for which row numbers have room; earlier and later moments count as these."""
EVERY = "all"
"""The facet of every row: what a query of exclusions alone is asked within."""


def row_of(shown: int) -> int:
    """The first row number of the millisecond of `shown` (microseconds since 1970), between the years 1830 and 2109."""
    return max(-_MOST, min(_MOST, shown // 1000)) << TIE_BITS


def facets(publisher: str, language: str, category: str) -> str:
    """The tokens that filters look for."""
    return f"{EVERY} source:{publisher} lang:{language} category:{category}"


def index_article(connection: apsw.Connection, intent: IndexArticle) -> None:
    """Put an article's words into the index, in place of what it had there. Raises NotFound where it is gone."""
    found = _sql.doc_parts(connection, article=intent.article)
    if found is None:
        raise NotFound(f"there is no article {intent.article}", subject=str(intent.article))
    shown, doc, publisher, language, category = found
    if doc is not None:
        _sql.drop_doc(connection, doc=doc)
    if doc is None or doc >> TIE_BITS != row_of(shown) >> TIE_BITS:
        first = row_of(shown) + (intent.article & 0xFFF00)  # by id, so that rows of one moment keep the lists' order
        doc = next(row for row in count(first) if _sql.doc_taken(connection, doc=row) is None)
        _sql.set_doc(connection, article=intent.article, doc=doc)
    _sql.add_doc(
        connection, doc=doc, words=intent.words, title=intent.title_words,
        facets=facets(publisher, language, category),
    )  # fmt: skip
