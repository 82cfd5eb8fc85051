"""Which sentences say the same: how much of one another has, and what forbids to take them for one.

How alike two sentences are is the share of the one's terms that stand in the other, each term weighed by how rare it is
among the story's sentences in that language: in a story all sentences share its names. Across languages only vectors
tell, and names and figures beside them.

What forbids it: counts of the same quantity that cannot be one number, one saying not what the other says, one doing
the opposite of the other, different days.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.ports import Embedder
from octavo.stories.comparing.counted import Count, compatible
from octavo.stories.comparing.material import Material, Sentence

MOST_EMBEDDED = 160
"""Sentences of a story that are given to the embedder: about a second's work on one core."""

NEAR = 0.62
"""Cosine from which on sentences of two languages may say the same; with what they share it is enough from less."""

Matrix = NDArray[np.float32]


class Alike:
    """How alike the sentences of a story are."""

    def __init__(self, material: Material, counts: Sequence[Sequence[Count]], embedder: Embedder | None) -> None:
        self.material = material
        self.sentences = material.sentences
        self.covered = _covered(material)
        """[i, j]: the share of sentence i that sentence j has."""
        self._counts: dict[tuple[int, int], list[Count]] = {}
        for of_source in counts:
            for count in of_source:
                self._counts.setdefault((count.source, count.sentence.number), []).append(count)
        self._vectors = _vectors(material, embedder)
        self._guards = [_Guard(material, sentence) for sentence in self.sentences]

    def counts(self, sentence: Sentence) -> list[Count]:
        """What a sentence counts."""
        return self._counts.get((sentence.source, sentence.number), [])

    def supports(self, one: int, other: int) -> float:
        """How well sentence `other` states what sentence `one` states, 0 to 1; 0 where it does not."""
        a, b = self.sentences[one], self.sentences[other]
        if self.language_of(a) != self.language_of(b):
            return self._across(one, other)
        share = float(self.covered[one, other])
        if share < 0.4 or not self._agree(one, other):
            return 0.0
        near = self.cosine(one, other)
        enough = 0.58 if near is None else 0.7 - 0.2 * near
        back = float(self.covered[other, one])
        if share < enough or back < 0.2 or len(a.terms & b.terms) < 4:
            return 0.0
        return share

    def candidates(self, one: int) -> list[int]:
        """The sentences that may state what this one states."""
        near = set(np.nonzero(self.covered[one] >= 0.4)[0].tolist())
        if one in self._vectors:
            near.update(
                n for n in self._vectors if self.language_of(self.sentences[n]) != self.language_of(self.sentences[one])
            )
        return sorted(near - {one})

    def language_of(self, sentence: Sentence) -> str:
        """Of its article."""
        return self.material.sources[sentence.source].language

    def cosine(self, one: int, other: int) -> float | None:
        """Of two sentences' vectors; None where one has none."""
        if one in self._vectors and other in self._vectors:
            return float(self._vectors[one] @ self._vectors[other])
        return None

    def _across(self, one: int, other: int) -> float:
        near = self.cosine(one, other)
        if near is None or near < NEAR - 0.12 or not self._agree(one, other):
            return 0.0
        a, b = self.sentences[one], self.sentences[other]
        figures = {f.value for f in a.figures} & {f.value for f in b.figures}
        shared = 0.06 * min(len(a.names & b.names), 2) + 0.06 * min(len(figures), 2)
        return near if near + shared >= NEAR + 0.06 else 0.0

    def _agree(self, one: int, other: int) -> bool:
        """Whether nothing forbids that two sentences say the same, and `other` has every count of `one`."""
        if not self._guards[one].allows(self._guards[other]):
            return False
        there = self.counts(self.sentences[other])
        for count in self.counts(self.sentences[one]):
            same = [c for c in there if c.unit == count.unit and compatible(c, count)]
            if not same:
                return False
            if any(
                c.quantity and c.quantity == count.quantity and c.thing == count.thing and not compatible(c, count)
                for c in there
            ):
                return False
        return True


class _Guard:
    """What a sentence says that another must not contradict."""

    def __init__(self, material: Material, sentence: Sentence) -> None:
        words = material.sources[sentence.source].words
        run = sentence.run
        self.negations = sum(1 for _ in words.negation.all_in(run))
        self.sides = {meaning for _, meaning in words.opposites.all_in(run)}
        self.days = {meaning for _, meaning in words.weekdays.all_in(run)}

    def allows(self, other: _Guard) -> bool:
        """Whether both can be the same statement."""
        if bool(self.negations) != bool(other.negations):
            return False
        for side in self.sides:
            opposite = side[:-1] + ("-" if side.endswith("+") else "+")
            if opposite in other.sides and side not in other.sides and opposite not in self.sides:
                return False
        return not (self.days and other.days and not self.days & other.days)


def _covered(material: Material) -> Matrix:
    """The share of each sentence's weighed terms that each other one has; 0 across languages."""
    total = len(material.sentences)
    result: Matrix = np.zeros((total, total), dtype=np.float32)
    for language in sorted({source.language for source in material.sources}):
        places = [n for n, one in enumerate(material.sentences) if material.sources[one.source].language == language]
        frequency = Counter(term for n in places for term in material.sentences[n].terms)
        number = {term: column for column, term in enumerate(sorted(frequency))}
        if not number:
            continue
        rarity = np.array(
            [max(math.log((len(places) + 1) / (frequency[term] + 0.5)), 0.1) for term in number], dtype=np.float32
        )
        there = np.zeros((len(places), len(number)), dtype=np.float32)
        for row, n in enumerate(places):
            for term in material.sentences[n].terms:
                there[row, number[term]] = 1.0
        shared = (there * rarity) @ there.T
        whole = np.maximum(shared.diagonal(), 1e-6)
        result[np.ix_(places, places)] = shared / whole[:, None]
    return result


def _vectors(material: Material, embedder: Embedder | None) -> dict[int, Matrix]:
    """Vectors of the sentences that may be met across languages: the first ones and those with figures and names."""
    languages = {source.language for source in material.sources}
    if embedder is None or len(languages) < 2:
        return {}
    known = [
        n for n, one in enumerate(material.sentences) if material.sources[one.source].language in embedder.languages
    ]

    def worth(n: int) -> float:
        one = material.sentences[n]
        return one.number - 3 * min(len(one.figures), 2) - 2 * min(len(one.names), 2)

    wanted = sorted(sorted(known, key=worth)[:MOST_EMBEDDED])
    vectors = embedder.embed([material.sentences[n].text[:600] for n in wanted])
    return {n: np.asarray(vector, dtype=np.float32) for n, vector in zip(wanted, vectors, strict=True) if len(vector)}
