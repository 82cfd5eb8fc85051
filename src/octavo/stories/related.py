"""What a reader of one article may want next: by meaning and words, never by recency, never the same text again.

How related two articles are is judged from how they begin:

    meaning   cosine of their vectors
    words     of the words that one says again or has in its title, by how much each tells, the share that the other
              has too; the mean of both ways. What a text repeats is what it is about.
    passing   of the words that each says once, the share that both do. It speaks against: what two texts share in
              passing is house style, a police report's wording, a page's furniture.
    length    logarithm of how much longer one is: two texts of unlike length share less, whatever they are about.

    relatedness = 1 / (1 + exp(-(weights · measures + bias)))

The weights are a least-squares fit to what people said of 253 pairs of articles in seven languages and across two
(SemEval-2022 task 8, "overall", from 4, unrelated, as 0 to 1, the same, as 1): the half of the pairs whose ids have an
even SHA-256, with vectors of the bundled encoder; evaluation/relatedness.py checks them on the other half. Names,
places, figures, categories and vectors of sentences were measured there too and added nothing to these four.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from octavo.news.addresses import ArticleId
from octavo.news.articles import Article, Card, StoredArticle
from octavo.news.comparison import Related
from octavo.news.marks import text_of
from octavo.news.stories import StoryId
from octavo.stories.copies import shingles_of
from octavo.stories.terms import stems, telling

READ = 1_200
"""Characters of each text that count: what the pairs that the weights were fitted to have."""
COMMON = 0.5
"""What a word must tell (terms.telling) to say anything of what a text is about."""

_BOTH = (3.43, 5.73, -5.57, 0.42, -2.92)
"""Weights of meaning, words, passing and length, and the bias."""
_WORDS = (0.0, 8.03, -5.29, 0.31, -2.13)
"""The same without vectors of one model."""
_MEANING = (6.49, 0.0, 0.0, 0.0, -2.99)
"""The same between scripts, where no word is the other's."""

LEAST = 0.35
"""What is less related is not shown: people called such pairs unrelated, or related by their kind alone."""
TOPIC = 0.9
"""What is left of the distance between two articles with each topic that both are about."""
VARIETY = 0.3
"""How much of its relatedness to what is listed already an article loses: the next one should say something else."""
SAME_TEXT = 0.4
"""Share of the shorter text's shingles in the other from which on the two are one text."""
IN_A_ROW = 2
"""Articles of one publisher."""
OF_ONE_STORY = 2
"""Articles of one story at least that a list may have; a third of it where that is more."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What one article is compared by."""

    about: Mapping[str, float]
    """Stems that it says again or has in its title, with how much they tell of it."""
    once: Mapping[str, float]
    """Stems that it says once, with how much they tell."""
    words: frozenset[str]
    length: int
    """Words read."""
    script: str
    vector: tuple[float, ...]
    """Empty where it has none that compares with the other's."""


def gist_of(article: Article, vector: Sequence[float]) -> Gist:
    """What an article is compared by; `vector` as enrichment made it of title and lead."""
    text = text_of(article.title, article.body)[:READ]
    counts = Counter(stem for stem, _ in stems(text))
    titled = {stem for stem, _ in stems(article.title)}
    about = {
        stem: (telling(stem) - COMMON) * (math.sqrt(count - 1) + (stem in titled))
        for stem, count in counts.items()
        if telling(stem) > COMMON and (count > 1 or stem in titled)
    }
    once = {stem: telling(stem) ** 3 for stem, count in counts.items() if count == 1}
    return Gist(about, once, frozenset(counts), max(1, counts.total()), _script(text), tuple(vector))


def relatedness(one: Gist, other: Gist) -> float:
    """How related two articles are, 0 (not at all) to 1 (the same event told alike); symmetric."""
    compare = len(one.vector) == len(other.vector) > 0
    if one.script != other.script and not compare:
        return 0.0
    weights = _MEANING if one.script != other.script else _BOTH if compare else _WORDS
    measures = (
        float(np.dot(one.vector, other.vector)) if compare else 0.0,
        (_share(one, other) + _share(other, one)) / 2,
        _passing(one, other),
        abs(math.log(one.length / other.length)),
    )
    *slopes, bias = weights
    return 1 / (1 + math.exp(-sum(slope * measure for slope, measure in zip(slopes, measures, strict=True)) - bias))


def _share(one: Gist, other: Gist) -> float:
    """Of what one is about, the share that the other has a word of."""
    whole = sum(one.about.values())
    return sum(weight for stem, weight in one.about.items() if stem in other.words) / whole if whole else 0.0


def _passing(one: Gist, other: Gist) -> float:
    both = sum(weight for stem, weight in one.once.items() if stem in other.once)
    return both / math.sqrt(sum(one.once.values()) * sum(other.once.values())) if both else 0.0


def _script(text: str) -> str:
    """The script of most of the first letters, by the first word of their Unicode names."""
    letters = islice((character for character in text if character.isalpha()), 60)
    names = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    script = names.most_common(1)[0][0] if names else ""
    return "CJK" if script in ("HIRAGANA", "KATAKANA") else script


Kin = tuple[StoredArticle, tuple[float, ...], tuple[str, ...]]
"""An article that may be related, its vector, and the names of the topics that both are about (ports.Stories.kin)."""


@dataclass(slots=True)
class _Candidate:
    card: Card
    gist: Gist
    score: float
    shared: tuple[str, ...]
    shingles: frozenset[int]
    story: StoryId | None


def related(
    article: StoredArticle,
    vector: Sequence[float],
    kin: Sequence[Kin],
    limit: int,
    stories: Mapping[ArticleId, StoryId] | None = None,
) -> list[Related]:
    """The most related of `kin`, each unlike those before it: no text twice, no more than two articles of a publisher
    in a row, few of one story (where `stories` says which)."""
    gist, text = gist_of(article.article, vector), frozenset(shingles_of(article.article.body))
    others = [one for one in kin if one[0].card.id != article.card.id]
    left = [found for one in others if (found := _candidate(gist, one, stories or {})) is not None]
    left = [one for one in left if not _same_text(one.shingles, text)]
    listed: list[_Candidate] = []
    while len(listed) < limit and (fitting := [one for one in left if _fits(one, listed, limit)]):
        best = max(fitting, key=lambda one: (_value(one, listed), one.card.id))
        listed.append(best)
        left = [one for one in left if one is not best and not _same_text(one.shingles, best.shingles)]
    return [Related(one.card, round(one.score, 3), one.shared, one.story) for one in listed]


def _candidate(gist: Gist, kin: Kin, stories: Mapping[ArticleId, StoryId]) -> _Candidate | None:
    """None where it is too little related."""
    stored, vector, shared = kin
    other = gist_of(stored.article, vector)
    score = 1 - (1 - relatedness(gist, other)) * TOPIC ** len(shared)
    if score < LEAST:
        return None
    text = frozenset(shingles_of(stored.article.body))
    return _Candidate(stored.card, other, score, shared, text, stories.get(stored.card.id))


def _fits(one: _Candidate, listed: Sequence[_Candidate], limit: int) -> bool:
    """Whether it may come next."""
    row = listed[-IN_A_ROW:]
    if len(row) == IN_A_ROW and all(other.card.publisher == one.card.publisher for other in row):
        return False
    of_story = sum(other.story == one.story for other in listed if one.story is not None)
    return of_story < max(OF_ONE_STORY, limit // 3)


def _value(one: _Candidate, listed: Sequence[_Candidate]) -> float:
    """Maximal marginal relevance (Carbonell and Goldstein 1998)."""
    return one.score - VARIETY * max((relatedness(one.gist, other.gist) for other in listed), default=0.0)


def _same_text(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one and other) and len(one & other) >= SAME_TEXT * min(len(one), len(other))
