"""How well a row of the index fits what was asked, and which of two rankings' hits come first.

Words are weighed by BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009): a word in the title
counts as TITLE ones in the body, and how rare a word is, is told by how many of the newest articles have it, so that
nothing is counted over the whole archive. Words that were asked for side by side count more where they stand so.

The rankings by words and by meaning are fused by a convex combination of scores, each over the best of its kind, which
beats reciprocal ranks (Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval, 2023). Of the
questions in evaluation/search.py words alone find .94, meaning alone .77; the share of meaning is so small that it
costs little of what words find, and brings what is written in other words and other languages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import apsw

from octavo.store.search_match import Phrase

K1 = 1.2
B = 0.75
"""BM25's: how soon more of the same word counts no more, and how much a long text is held against."""
TITLE = 4.0
AUTHOR = 2.0
NEXT = 0.4
"""Of the rarity of two words that were asked for one after the other, what is added where they stand so."""
MEANING = 0.2
"""The share of meaning in the fused score."""
FRESH = 0.25
"""What is added to the score of an article of this very hour; half of it HALF days later."""
HALF_DAYS = 7.0

_TITLE, _BODY, _AUTHORS = 0, 1, 2


@dataclass(slots=True)
class Scorer:
    """Scores the rows of one MATCH."""

    phrases: Sequence[Phrase]
    rarity: Sequence[float]
    """Of each want."""
    usual: float = field(default=0.0)
    """Tokens of a body on average."""

    def __call__(self, row: apsw.FTS5ExtensionApi) -> float:
        """The score of the row that FTS5 stands on."""
        if not self.usual:
            self.usual = max(1.0, row.column_total_size(_BODY) / max(1, row.row_count))
        counts = [0.0] * len(self.rarity)
        places: list[tuple[list[int], list[int]] | None] = [None] * len(self.rarity)
        for nth, phrase in enumerate(self.phrases):
            found = row.phrase_locations(nth)
            title, body, authors, facets = found
            if not (title or body or authors or facets):
                continue
            count = TITLE * len(title) + len(body) + AUTHOR * len(authors) + (2 * TITLE if facets else 0)
            for want in phrase.wants:
                counts[want] = max(counts[want], phrase.weight * count)
            if len(phrase.wants) == 1 and places[phrase.wants[0]] is None:
                places[phrase.wants[0]] = (title, body)
        norm = K1 * (1 - B + B * row.column_size(_BODY) / self.usual)
        score = sum(rare * count * (K1 + 1) / (count + norm) for rare, count in zip(self.rarity, counts, strict=True))
        return score + self._side_by_side(places)

    def _side_by_side(self, places: Sequence[tuple[list[int], list[int]] | None]) -> float:
        added = 0.0
        for nth, (one, other) in enumerate(pairwise(places)):
            if one and other and any(_follow(one[column], other[column]) for column in (_TITLE, _BODY)):
                added += NEXT * (self.rarity[nth] + self.rarity[nth + 1])
        return added


def _follow(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether a word stands right after another, or with one between them."""
    if not one or not other:
        return False
    after = {place + step for place in one for step in (1, 2)}
    return not after.isdisjoint(other)


def rarity(having: int, sample: int) -> float:
    """What a word counts that `having` of `sample` articles have (BM25's idf, never below zero)."""
    return math.log(1 + (max(sample, 1) - having + 0.5) / (having + 0.5))


def fresh(age_days: float) -> float:
    """What an article of this age is worth for its freshness, 0 to FRESH."""
    return FRESH * math.exp2(-max(0.0, age_days) / HALF_DAYS)


def fuse(words: Mapping[int, float], meaning: Mapping[int, float], share: float) -> dict[int, float]:
    """Scores by words and by meaning → one score an article, 0 to 1. Who is in one ranking alone has the least of the
    other's."""
    if not meaning:
        return _over_best(words, 0.0)
    if not words:
        return _over_best(meaning, 0.0)
    by_words, by_meaning = _over_best(words, 0.0), _over_best(meaning, min(meaning.values()))
    return {
        number: (1 - share) * by_words.get(number, 0.0) + share * by_meaning.get(number, 0.0)
        for number in {**words, **meaning}
    }


def _over_best(scores: Mapping[int, float], least: float) -> dict[int, float]:
    span = max(scores.values(), default=0.0) - least
    return {number: (score - least) / span if span > 0 else 1.0 for number, score in scores.items()}
