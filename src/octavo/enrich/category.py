"""An article's category: what its words say, weighed with what its publisher says of it.

the words       a linear head over the vector of title and lead gives each category a probability. One head for
                every language of the vectors; its numbers are in category.json, made by
                evaluation/train_category.py from texts whose licences allow it
the publisher   the feed's category, or the section, address or keywords (sections.py): each is right so often that
                naming a category multiplies its odds; calibrated, see RELIABLE there
both            odds multiplied, as of independent witnesses
unsure          general: an answer that is more likely wrong than right is none
"""

from __future__ import annotations

import base64
import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from octavo.enrich.sections import Said
from octavo.news.sources import CATEGORIES, Category

SURE = 0.45
"""The least probability of a category that is told; below, the article is general. On the fifth of the labels that was
left out of training, answers below are right in 28 of 100, those from 0.45 to 0.6 in 57, those from 0.9 in 97."""


@dataclass(frozen=True, slots=True)
class Head:
    """A trained linear head over the vectors of one model."""

    model: str
    """The only one whose vectors it understands."""
    weights: tuple[tuple[float, ...], ...]
    """One row a category, in the order of CATEGORIES, as long as a vector."""
    bias: tuple[float, ...]

    def probabilities(self, vector: Sequence[float]) -> tuple[float, ...]:
        """Of each category, in the order of CATEGORIES."""
        return _shares([sum(map(mul, row, vector)) + bias for row, bias in zip(self.weights, self.bias, strict=True)])


@cache
def head() -> Head:
    """The head that ships, read once a process."""
    data = json.loads(files("octavo.enrich").joinpath("category.json").read_text(encoding="utf-8"))
    if tuple(data["categories"]) != CATEGORIES:
        raise ValueError("category.json was trained for other categories: run evaluation/train_category.py again")
    numbers = base64.b64decode(data["weights"])
    size = len(numbers) // 2 // len(CATEGORIES)
    flat = struct.unpack(f"<{len(numbers) // 2}e", numbers)
    rows = tuple(flat[start : start + size] for start in range(0, len(flat), size))
    return Head(str(data["model"]), rows, tuple(map(float, data["bias"])))


def categorise(said: Said | None, vector: Sequence[float], model: str) -> tuple[Category, float]:
    """The category and its probability, from the publisher's word and a vector of title and lead.

    Without a vector that the head understands, the publisher's word alone; without either, general at 0.
    """
    if not vector or model != head().model:
        return (said.category, said.reliable) if said else ("general", 0.0)
    chances = head().probabilities(vector)
    if said:
        chances = weighed(chances, said)
    return decided(chances)


def weighed(chances: Sequence[float], said: Said) -> tuple[float, ...]:
    """The chances after the publisher's word: that of a category it names times its reliability, every other times its
    share of the rest."""
    other = (1 - said.reliable) / (len(CATEGORIES) - 1)
    odds = [
        chance * (said.reliable if category == said.category else other)
        for category, chance in zip(CATEGORIES, chances, strict=True)
    ]
    whole = sum(odds)
    return tuple(each / whole for each in odds)


def decided(chances: Sequence[float]) -> tuple[Category, float]:
    """The likeliest category with its probability; general, with all that speaks against the likeliest, where that is
    not likely enough."""
    best = max(range(len(CATEGORIES)), key=lambda place: chances[place])
    if chances[best] < SURE and CATEGORIES[best] != "general":
        return "general", round(1 - chances[best], 3)
    return CATEGORIES[best], round(chances[best], 3)


def _shares(scores: Sequence[float]) -> tuple[float, ...]:
    """Softmax."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised)
    return tuple(each / whole for each in raised)
