"""The search index's rows.

A row's number is the time shown in milliseconds, then 20 bits to tell rows of one millisecond apart: so the index's own
order is the lists' order, and the newest matches are found without reading the older ones. What filters look for are
single tokens of the column `facets`, so that a filter costs no more than another word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import apsw

from octavo.news.errors import NotFound
from octavo.news.jobs import IndexArticle
from octavo.store.statements import statements
from octavo.store.vectors import keep_signs
from octavo.text.spelling import skeleton
from octavo.text.stems import LANGUAGES
from octavo.text.words import tokens

_sql = statements("index")

TIE_BITS = 20
_MOST = 1 << 42
"""Milliseconds either side of 1970 for which row numbers have room; earlier and later moments count as these."""
EVERY = "all"
"""The facet of every row: what a query of exclusions alone is asked within."""
ARRIVALS = 100_000
"""Arrivals kept: far more than come between two looks of whoever tells readers of them."""
_WORD_LENGTHS = range(2, 33)
"""Of a word that the vocabulary keeps."""


def row_of(shown: int) -> int:
    """The first row number of the millisecond of `shown` (microseconds since 1970), between the years 1830 and 2109."""
    return max(-_MOST, min(_MOST, shown // 1000)) << TIE_BITS


def facet(name: str, value: str | int) -> str:
    """The token that a filter looks for."""
    return f"{name}:{value}"


def index_article(connection: apsw.Connection, intent: IndexArticle) -> None:
    """Put an article's words into the index, in place of what it had there. Raises NotFound where it is gone."""
    found = _sql.doc_parts(connection, article=intent.article)
    if found is None:
        raise NotFound(f"there is no article {intent.article}", subject=str(intent.article))
    parts = json.loads(found[0])
    shown, doc, language = parts["shown"], parts["doc"], parts["lang"]
    if doc is not None:
        _sql.drop_doc(connection, doc=doc)
    else:
        _arrived(connection, intent.article)
    if doc is None or doc >> TIE_BITS != row_of(shown) >> TIE_BITS:
        first = row_of(shown) + (intent.article & 0xFFF00)  # by id, so that rows of one moment keep the lists' order
        doc = next(row for row in count(first) if _sql.doc_taken(connection, doc=row) is None)
        _sql.set_doc(connection, article=intent.article, doc=doc)
    links = list(_sql.names_of_topics(connection, article=intent.article))
    _sql.add_doc(
        connection, doc=doc, title=intent.title_words, body=intent.words, authors=intent.author_words,
        facets=" ".join(_facets(parts, (topic for topic, *_ in links))),
    )  # fmt: skip
    _learn(connection, intent.forms, language)
    for _, meant, forms in links:
        names = {" ".join(tokens(name)) for name in json.loads(forms)}
        _sql.add_topic_name.many(connection, [{"words": one, "topic": meant} for one in sorted(names) if one])
    keep_signs(connection, intent.article)


def _facets(found: dict[str, Any], topics: Iterable[int]) -> Iterator[str]:
    """The tokens that filters look for."""
    yield EVERY
    for name in ("source", "lang", "category", "country"):
        yield facet(name, found[name])
    for name, values in (("has", ("audio", "video", "image")), ("is", ("live", "edited", "copy"))):
        yield from (facet(name, value) for value in values if found[value])
    if not found["copy"]:
        yield facet("is", "original")
    yield from (facet("topic", topic) for topic in topics)


def _arrived(connection: apsw.Connection, article: int) -> None:
    number = _sql.arrive(connection, article=article)
    if number:
        _sql.forget_arrival(connection, number=number - ARRIVALS)


def _learn(connection: apsw.Connection, forms: Iterable[tuple[str, str]], language: str) -> None:
    """Take words that are new into the vocabulary."""
    code = language if language in LANGUAGES else ""
    _sql.learn.many(
        connection,
        (
            {"word": word, "language": code, "stem": stem or word, "skeleton": skeleton(word)}
            for word, stem in forms
            if len(word) in _WORD_LENGTHS
        ),
    )
