"""How likely a sentence holds the answer, and how likely the archive says it at all.

Both are logistic: the weights were fitted on questions of a news quiz whose articles are in the archive, once with
these and once without (evaluation/train_ask.py); the set that figures are reported on was not among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from octavo.ask.evidence import Candidate, Features

SENTENCE: Mapping[str, float] = {
    "words": 0.86, "around": 0.99, "article": 0.55, "headline": -0.54, "kind": 1.30, "meaning": 1.17, "rank": 0.60,
    "lead": 0.97, "fresh": 1.11, "brief": -0.64, "": -5.29,
}  # fmt: skip
"""By feature; that of the empty name is always added."""

GREATEST: Mapping[str, float] = {
    "words": 0.91, "around": 1.24, "article": 1.57, "headline": 0.02, "meaning": 0.01, "fresh": 0.85, "lead": -0.48,
    "rank": -0.08,
}  # fmt: skip
"""Of the greatest of each feature among the best sentences."""
FIRST: Mapping[str, float] = {
    "words": 0.24, "around": 0.34, "article": 1.49, "headline": 0.73, "meaning": 0.05, "fresh": 0.81, "lead": -0.48,
    "rank": 0.92, "": -3.38,
}  # fmt: skip
"""Of the first sentence's own."""

BEST = 5
"""Sentences that decide whether the archive says it."""
LEAST = 0.82
"""Probability from which on it does. Of the questions that were learned from, .89 of those that the archive could not
answer fall below, and one in four of those that it could: silence is the lesser fault."""


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
