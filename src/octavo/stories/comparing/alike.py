"""Which sentences say the same: how much of one another has (covered.py), and what forbids it (guard.py).

In one language words decide, and vectors where words leave it open. Across languages vectors tell, with names and
figures beside them. Counts of the one that the other does not have, or has otherwise, forbid it always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from octavo.ports import Embedder
from octavo.stories.comparing.counted import Count, compatible
from octavo.stories.comparing.covered import covered_by
from octavo.stories.comparing.guard import Guard
from octavo.stories.comparing.material import Material, Sentence
from octavo.stories.comparing.vectors import vectors_of

UNSURE, SURE = 0.35, 0.58
"""Shares of a sentence's terms that another has: under the one it does not say the same, from the other on it does;
between them vectors tell."""

SHORT, SURE_OF_SHORT = 9, 0.72
"""Terms of a sentence so short that two or three are met by chance, and the share that such a one needs."""

SAME = 0.85
"""Cosine from which on two sentences of one language say the same, with so many terms in common."""

BACK = 0.2
"""Share of the other's terms: a long sentence holds many a short one by chance."""

SHARED = 4
"""Terms in common, at least."""

NEAR = 0.68
"""Cosine from which on two sentences of two languages say the same."""

TOLD = 0.06
"""What it may be less for each name, and for each figure, that both have; two of each count."""


class Alike:
    """How alike the sentences of a story are."""

    def __init__(self, material: Material, counts: Sequence[Sequence[Count]], embedder: Embedder | None) -> None:
        """Compare all with all; the embedder is asked here, once."""
        self.material = material
        self.covered = covered_by(material)
        """[i, j]: the share of the terms of sentence i that sentence j has."""
        self._counts: dict[tuple[int, int], list[Count]] = defaultdict(list)
        for count in (count for of_source in counts for count in of_source):
            self._counts[count.source, count.sentence.number].append(count)
        self._languages = [material.sources[one.source].language for one in material.sentences]
        self._guards = [
            Guard(material.sources[one.source].words, language, one)
            for one, language in zip(material.sentences, self._languages, strict=True)
        ]
        self._vectors = vectors_of(material, self._unsure(), embedder)

    def candidates(self, one: int) -> list[int]:
        """The sentences that may state what this one states."""
        found = set(np.nonzero(self.covered[one] >= UNSURE)[0].tolist())
        if one in self._vectors:
            found.update(n for n in self._vectors if self._languages[n] != self._languages[one])
        return sorted(found - {one})

    def supports(self, one: int, other: int) -> float:
        """How well sentence `other` states what sentence `one` states, 0 to 1; 0 where it does not."""
        if self._languages[one] != self._languages[other]:
            return self._across(one, other)
        share, back = float(self.covered[one, other]), float(self.covered[other, one])
        a, b = self.material.sentences[one], self.material.sentences[other]
        if share < UNSURE or back < BACK or len(a.terms & b.terms) < SHARED or not self._agree(one, other):
            return 0.0
        near = self.cosine(one, other)
        sure = SURE if len(a.terms) >= SHORT else SURE_OF_SHORT
        return share if share >= sure or (near is not None and near >= SAME) else 0.0

    def cosine(self, one: int, other: int) -> float | None:
        """Of two sentences' vectors; None where one has none."""
        if one in self._vectors and other in self._vectors:
            return float(self._vectors[one] @ self._vectors[other])
        return None

    def _across(self, one: int, other: int) -> float:
        """The same for sentences of two languages."""
        near = self.cosine(one, other)
        if near is None or near < NEAR - 4 * TOLD:
            return 0.0
        a, b = self.material.sentences[one], self.material.sentences[other]
        figures = {figure.value for figure in a.figures} & {figure.value for figure in b.figures}
        told = min(len(a.names & b.names), 2) + min(len(figures), 2)
        return near if near + TOLD * told >= NEAR and self._agree(one, other) else 0.0

    def _agree(self, one: int, other: int) -> bool:
        """Whether nothing forbids that two sentences say the same, and `other` has every count of `one`."""
        if not self._guards[one].allows(self._guards[other]):
            return False
        there = self._counts_in(self.material.sentences[other])
        return all(
            any(c.unit == count.unit and compatible(c, count) for c in there)
            and not any(_differ(c, count) for c in there)
            for count in self._counts_in(self.material.sentences[one])
        )

    def _counts_in(self, sentence: Sentence) -> list[Count]:
        return self._counts.get((sentence.source, sentence.number), [])

    def _unsure(self) -> list[int]:
        """Sentences that share some words with another voice's, too few to tell; the likeliest first."""
        number = {voice: n for n, voice in enumerate(sorted({one.voice for one in self.material.sentences}))}
        voices = np.array([number[one.voice] for one in self.material.sentences])
        left_open = (self.covered >= UNSURE) & (self.covered < SURE) & (self.covered.T >= BACK)
        pairs = np.argwhere(left_open & (voices[:, None] != voices[None, :])).tolist()
        pairs.sort(key=lambda pair: -float(self.covered[pair[0], pair[1]]))
        return list(dict.fromkeys(n for pair in pairs for n in pair))


def _differ(one: Count, other: Count) -> bool:
    """Whether two counts give the same quantity otherwise."""
    same = bool(one.quantity) and one.quantity == other.quantity and one.thing == other.thing
    return same and not compatible(one, other)
