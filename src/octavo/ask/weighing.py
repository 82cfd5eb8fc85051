"""How likely a sentence holds the answer, and how likely the archive says it at all.

Both are logistic: the weights were fitted on questions of a news quiz whose articles are in the archive, once with
these and once without (evaluation/train_ask.py); the set that figures are reported on was not among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from octavo.ask.evidence import Candidate, Features

SENTENCE: Mapping[str, float] = {
    "words": 0.84, "around": 1.16, "article": 1.40, "headline": -1.40, "kind": 1.30, "meaning": 1.85, "rank": 0.56,
    "lead": 1.32, "fresh": 1.12, "brief": -0.72, "": -6.06,
}  # fmt: skip
"""By feature; that of the empty name is always added."""

GREATEST: Mapping[str, float] = {
    "words": 0.43, "around": 0.52, "article": 0.86, "headline": 0.81, "meaning": 0.65, "fresh": 0.25, "lead": 0.33,
    "rank": 0.48,
}  # fmt: skip
"""Of the greatest of each feature among the best sentences."""
FIRST: Mapping[str, float] = {
    "words": 0.93, "around": 0.64, "article": 1.26, "headline": 1.20, "meaning": 0.37, "fresh": 1.18, "lead": 0.03,
    "rank": 0.14, "": -4.58,
}  # fmt: skip
"""Of the first sentence's own."""

BEST = 5
"""Sentences that decide whether the archive says it."""
LEAST = 0.65
"""Probability from which on it does: one in eight questions is refused then whose answer is there."""


def likely(features: Features) -> float:
    """That a sentence holds the answer, 0 to 1."""
    return _logistic(sum(weight * getattr(features, name) for name, weight in SENTENCE.items() if name) + SENTENCE[""])


def said(best: Sequence[Candidate]) -> float:
    """That the answer is among the best sentences, 0 to 1; they come in their order."""
    if not best:
        return 0.0
    told = telling(best)
    weights = (*GREATEST.values(), *(weight for name, weight in FIRST.items() if name))
    return _logistic(sum(weight * one for weight, one in zip(weights, told, strict=True)) + FIRST[""])


def telling(best: Sequence[Candidate]) -> list[float]:
    """What tells whether the archive says it: the greatest of each feature among the best, then the first's own."""
    greatest = [max(getattr(one.features, name) for one in best[:BEST]) for name in GREATEST]
    return greatest + [getattr(best[0].features, name) for name in FIRST if name]


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
