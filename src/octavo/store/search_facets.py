"""What a window of the newest matches is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import apsw

from octavo.ports import Facet, Facets
from octavo.store.codec import moment
from octavo.store.statements import statements

if TYPE_CHECKING:
    from octavo.store.search_best import Row

_sql = statements("search")

FACETED = 500
"""The newest matches that are counted."""
_WITH_TOPICS = 100
"""The newest of them whose topics are counted."""
_DAY = 86_400_000_000
_MOST = 8
"""Values of each facet."""


def facets_of(connection: apsw.Connection, rows: Sequence[Row]) -> Facets:
    """The facets of these matches, the newest first; of more than FACETED, those are counted."""
    counted = rows[:FACETED]
    if not counted:
        return Facets()
    publishers = Counter(row.publisher for row in counted).most_common(_MOST)
    days = Counter(row.shown // _DAY for row in counted)
    return Facets(
        publishers=tuple(
            Facet(one, count, _sql.name_of_publisher(connection, publisher=one) or one) for one, count in publishers
        ),
        topics=_topics(connection, [row.article for row in counted[:_WITH_TOPICS]]),
        categories=_counted(row.category for row in counted),
        languages=_counted(row.language for row in counted if row.language),
        days=tuple(Facet(moment(day * _DAY).date().isoformat(), days[day]) for day in sorted(days)),
        counted=len(counted),
        whole=len(rows) < FACETED,
    )


def _counted(values: Iterable[str]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in Counter(values).most_common(_MOST))


def _topics(connection: apsw.Connection, articles: Sequence[int]) -> tuple[Facet, ...]:
    found = Counter(topic for article in articles for (topic,) in list(_sql.topics_of(connection, article=article)))
    facets: list[Facet] = []
    for topic, count in found.most_common(3 * _MOST):
        row = _sql.topic_shown(connection, topic=topic)
        if row is not None and len(facets) < _MOST:
            facets.append(Facet(row[0], count, row[1]))
    return tuple(facets)
