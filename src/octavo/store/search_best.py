"""The best of a query's matches, in their order.

the newest WINDOW matches of all the words, scored
  none: words that the archive does not have are taken for those they may be a mistake of, and again
  few and several words: the rarest of them are enough, the others count
with a vector: the nearest articles, those alone where the query is of several plain words
copies are folded under the one that ranks first
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

import apsw

from octavo.news.stories import StoryId
from octavo.ports import Meaning, Query
from octavo.ports.search import Asked
from octavo.store.codec import micros
from octavo.store.search_document import row_of
from octavo.store.search_facets import FACETED
from octavo.store.search_match import (
    TEXT,
    Match,
    Wanted,
    match_all,
    match_hard,
    match_most,
    match_want,
    quoted,
    wanted,
)
from octavo.store.search_near import Near, cosines
from octavo.store.search_rank import MEANING, Scorer, fresh, fuse, rarity
from octavo.store.search_words import meant
from octavo.store.statements import statements

_sql = statements("search")

WINDOW = FACETED
"""The newest matches of all words that are scored."""
WIDE = 1000
"""The same where the rarest words are enough."""
SAMPLE = 1000
"""The newest articles, in which it is counted how rare a word is."""
FEW = 5
"""Hits, below which a reader is offered more."""
RANKED = 100
"""Of the ranking, whose copies are looked up and whose meaning is compared."""
MANY = 50
QUESTION = 5
"""Words from which on a query is taken for a sentence: an article that has all of them, and is one of fewer than MANY,
is as likely long as right."""
SENTENCE = 3
"""Words from which on a query says enough for articles to be found by meaning alone."""
ALIKE = 0.2
"""The least cosine of what is found by meaning alone."""
_DAY = 86_400_000_000
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_TRIED = 200
"""Articles with a word, of which no more are counted to see which of two was meant."""


Pairs = tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A match."""

    article: int
    publisher: str
    category: str
    language: str
    shown: int
    score: float = 0.0


class Ranked(NamedTuple):
    """A hit in its place."""

    article: int
    folded: int
    story: StoryId | None


@dataclass(frozen=True, slots=True)
class Best:
    """What a query finds, the best first."""

    ranked: list[Ranked]
    window: list[Row]
    """The matches that were scored, the newest first."""
    shown: list[list[str]]
    """Tokens to mark."""
    corrected: tuple[tuple[str, str], ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    relaxed: bool = False
    near: bool = False


def bounds(query: Query) -> tuple[int, int]:
    """Row numbers of the index: below the first, not below the second."""
    return row_of(micros(query.before or _LATEST)), row_of(micros(query.after or _EARLIEST))


def best(
    connection: apsw.Connection, query: Query, now: datetime, near: Near, meaning: Meaning | None, asked: Asked
) -> Best:
    """See above. `asked` leaves one of the two rankings out."""
    expanded = wanted(connection, query)
    if not expanded.possible:
        return Best([], [], [])
    found = _by_words(connection, query, expanded) if asked != "vector" else Best([], [], [])
    alike: dict[int, float] = {}
    if meaning is not None and asked != "text" and query.words:
        alike = _by_meaning(connection, query, expanded, near, meaning)
        if asked == "fused":
            alike = {article: likeness for article, likeness in alike.items() if likeness >= ALIKE}
        scored = {row.article for row in found.window}
        if asked == "fused" and scored and len(expanded.soft) < SENTENCE:
            alike = {article: likeness for article, likeness in alike.items() if article in scored}
        found = replace(found, near=not alike.keys() <= scored)
        rest = sorted((row for row in found.window if row.article not in alike), key=lambda row: -row.score)[:RANKED]
        alike |= cosines(connection, meaning, [row.article for row in rest])
    return replace(found, ranked=_folded(connection, _ordered(connection, found.window, alike, now)))


def _by_words(connection: apsw.Connection, query: Query, expanded: Wanted) -> Best:
    """The matches of the words, corrected or relaxed where need be."""
    rare = _having(connection, expanded)
    match = match_all(expanded)
    rows = _window(connection, query, match, rare)
    corrected: Pairs = ()
    offered: Pairs = ()
    if not rows:
        corrected = _corrections(connection, query, 1)
        if corrected:
            expanded = wanted(connection, query, dict(corrected))
            rare, match = _having(connection, expanded), match_all(expanded)
            rows = _window(connection, query, match, rare)
    elif len(rows) < FEW:
        offered = _corrections(connection, query, FEW)
    few = len(rows) < MANY if len(expanded.soft) >= QUESTION else not rows
    if not few or len(expanded.soft) < 2:
        return Best([], rows, match.shown, corrected=corrected if rows else (), offered=offered)
    rarest = _rarest(connection, expanded, rare)
    common = [nth for nth in expanded.soft if nth not in rarest and 2 * rare[nth] < SAMPLE]  # the rest tells nothing
    match = match_most(expanded, rarest, common)
    most = _window(connection, query, match, rare, WIDE)
    return Best([], most, match.shown, corrected=corrected, offered=offered, relaxed=bool(most) and not rows)


def _window(
    connection: apsw.Connection, query: Query, match: Match, having: Sequence[int], most: int = WINDOW
) -> list[Row]:
    below, since = bounds(query)
    scorer = Scorer(match.phrases, [rarity(one, SAMPLE) for one in having])
    rows = _sql.scored(connection, match=match.text, below=below, since=since, most=most, scorer=apsw.pyobject(scorer))
    return [Row(*row) for row in rows]


def _having(connection: apsw.Connection, expanded: Wanted) -> list[int]:
    """Of the newest SAMPLE articles, how many have each of the wants; of a single one it would change nothing."""
    if len(expanded.wants) == 1:
        return [0]
    since = _sql.nth_newest(connection, nth=SAMPLE)
    least = row_of(micros(_EARLIEST)) if since is None else since
    below = row_of(micros(_LATEST))
    return [
        _sql.count_matches(connection, match=match_want(expanded, nth), below=below, since=least, most=SAMPLE)
        for nth in range(len(expanded.wants))
    ]


def _rarest(connection: apsw.Connection, expanded: Wanted, having: Sequence[int]) -> list[int]:
    """The plain words that are so rare that all articles with one of them can be scored; the rarest, at least."""
    share = max(1.0, int(_sql.articles(connection)) / SAMPLE)
    chosen: list[int] = []
    room = float(WIDE)
    for nth in sorted(expanded.soft, key=lambda nth: having[nth]):
        room -= having[nth] * share
        if chosen and room < 0:
            break
        chosen.append(nth)
    return chosen


def _corrections(connection: apsw.Connection, query: Query, few: int) -> Pairs:
    """Words that fewer articles than `few` have, and what far more have that they may be a mistake of."""
    found = []
    for clause in query.words:
        word = clause.terms[0].words
        if len(clause.terms) > 1 or clause.terms[0].manner != "word" or " " in word:
            continue
        there = _count(connection, word, few)
        if there >= few:
            continue
        counted = {one: _count(connection, one, _TRIED) for one in meant(connection, word)}
        likely = [one for one, count in counted.items() if count > FEW * there]
        if likely:  # the nearest, but one that is everywhere before one that hardly is
            found.append((word, max(likely, key=lambda one: (counted[one] >= FEW, -likely.index(one)))))
    return tuple(found)


def _count(connection: apsw.Connection, word: str, most: int) -> int:
    match = f"{TEXT} : {quoted(word)}"
    below, since = bounds(Query())
    return int(_sql.count_matches(connection, match=match, below=below, since=since, most=most))


def _by_meaning(
    connection: apsw.Connection, query: Query, expanded: Wanted, near: Near, meaning: Meaning
) -> dict[int, float]:
    """The nearest articles that fulfil all but the plain words."""
    found = near.nearest(connection, meaning)
    hard = match_hard(expanded)
    if not hard and query.before is None and query.after is None:
        return found
    below, since = bounds(query)
    kept = {}
    for article, likeness in found.items():
        doc = _sql.doc_of(connection, article=article)
        fits = doc is not None and since <= doc < below
        if fits and (not hard or _sql.is_match(connection, match=hard, doc=doc)):
            kept[article] = likeness
    return kept


def _ordered(
    connection: apsw.Connection, window: Sequence[Row], alike: Mapping[int, float], now: datetime
) -> list[int]:
    """Articles by how well they fit, the fresher ones before the older of the same fitness."""
    scores = fuse({row.article: row.score for row in window}, alike, MEANING)
    shown = {row.article: row.shown for row in window}
    for article in scores:
        if article not in shown:
            shown[article] = _sql.shown_of(connection, article=article) or 0
    at = micros(now)
    worth = {one: score * (1 + fresh((at - shown[one]) / _DAY)) for one, score in scores.items()}
    return sorted(worth, key=lambda one: (-worth[one], -shown[one], -one))


def _folded(connection: apsw.Connection, articles: Sequence[int]) -> list[Ranked]:
    """One article of each text, with how many went under it."""
    kept: dict[int, Ranked] = {}
    for article in articles[:RANKED]:
        origin, story = _sql.kinship(connection, article=article)
        text = article if origin is None else int(origin)
        before = kept.get(text)
        kept[text] = Ranked(article, 0, story) if before is None else before._replace(folded=before.folded + 1)
    return [*kept.values(), *(Ranked(article, 0, None) for article in articles[RANKED:])]
