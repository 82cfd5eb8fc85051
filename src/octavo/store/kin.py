"""Articles that may be related to one: those that are about the same things, the rarer the nearer."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt

import apsw

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.store.codec import unpack_floats
from octavo.store.rows import read_article
from octavo.store.statements import statements

_sql = statements("stories")

TOPICS = 12
"""Of the article, the rarest."""
LATEST = 50
"""Articles of each topic looked at: so a topic of half the archive costs no more than any other."""


def kin_of(
    connection: apsw.Connection, article: ArticleId, limit: int
) -> list[tuple[StoredArticle, tuple[float, ...], tuple[str, ...]]]:
    """The articles that share the most and rarest topics with one, none of them its text; each with its vector, empty
    where another model made it, and the topics shared, rarest first."""
    shared: defaultdict[int, list[str]] = defaultdict(list)
    weights: defaultdict[int, float] = defaultdict(float)
    for topic, name, articles in list(_sql.rarest_topics(connection, article=article, most=TOPICS)):
        for (other,) in list(_sql.others_about(connection, topic=topic, latest=LATEST)):
            shared[other].append(name)
            weights[other] += 1 / sqrt(articles)
    own = same_text(connection, article)
    order = sorted((other for other in shared if other not in own), key=lambda other: (-weights[other], -other))
    vector = _sql.vector(connection, article=article)
    found = []
    for other in order[: max(0, limit)]:
        stored = read_article(connection, ArticleId(other))
        if stored is not None:
            found.append((stored, _vector(connection, other, vector and vector[0]), tuple(shared[other])))
    return found


def same_text(connection: apsw.Connection, article: int) -> frozenset[int]:
    """An article, where its text began, and all copies of that."""
    copy = _sql.copy(connection, article=article)
    origin = article if copy is None else copy[1]
    return frozenset({article, origin, *(row[0] for row in list(_sql.copies_of(connection, origin=origin)))})


def _vector(connection: apsw.Connection, article: int, model: str | None) -> tuple[float, ...]:
    row = _sql.vector(connection, article=article)
    return unpack_floats(row[1]) if row is not None and row[0] == model else ()
