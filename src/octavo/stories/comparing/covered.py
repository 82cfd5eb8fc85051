"""How much of each sentence each other sentence of its language has."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from octavo.stories.comparing.material import Material

Matrix = NDArray[np.float32]

COMMON = 0.1
"""The least that a term weighs, however common it is."""


OTHERS = 30
"""Sentences thought to be there without a term: in a story of two short reports what both say is not common."""


def covered_by(material: Material) -> Matrix:
    """[i, j]: the share of the terms of sentence i that sentence j has; 0 across languages.

    A term weighs more the fewer sentences of the story have it, in that language: in a story all share its names.
    """
    total = len(material.sentences)
    result: Matrix = np.zeros((total, total), dtype=np.float32)
    languages = [material.sources[one.source].language for one in material.sentences]
    for language in sorted(set(languages)):
        places = [n for n in range(total) if languages[n] == language]
        frequency = Counter(term for n in places for term in material.sentences[n].terms)
        column = {term: number for number, term in enumerate(sorted(frequency))}
        rarity = np.array(
            [max(math.log((len(places) + OTHERS) / (frequency[term] + 0.5)), COMMON) for term in column],
            dtype=np.float32,
        )
        there = np.zeros((len(places), len(column)), dtype=np.float32)
        for row, n in enumerate(places):
            there[row, [column[term] for term in material.sentences[n].terms]] = 1.0
        shared = (there * rarity) @ there.T
        result[np.ix_(places, places)] = shared / np.maximum(shared.diagonal(), 1e-6)[:, None]
    return result
