"""How likely a sentence holds the answer, and how likely the archive says it at all.

Both are logistic: the weights were fitted on questions of a news quiz whose articles are in the archive, once with
these and once without (evaluation/train_ask.py); the set that figures are reported on was not among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from octavo.ask.evidence import Candidate, Features

SENTENCE: Mapping[str, float] = {
    "words": 1.0, "around": 1.2, "article": 0.0, "headline": -0.8, "names": 0.3, "kind": 1.6, "meaning": 2.5,
    "rank": 0.8, "lead": 1.2, "fresh": 0.2, "brief": -1.0, "": -5.0,
}  # fmt: skip
"""By feature; that of the empty name is always added."""

SAYS: Mapping[str, float] = {
    "words": 0.5, "around": 0.6, "article": 1.4, "headline": 1.4, "names": 0.5, "meaning": 1.0, "fresh": 1.2, "": -2.5,
}  # fmt: skip
"""Of the greatest of each feature among the best sentences."""

BEST = 5
"""Sentences that decide whether the archive says it."""
LEAST = 0.5
"""Probability from which on it does."""


def likely(features: Features) -> float:
    """That a sentence holds the answer, 0 to 1."""
    return _logistic(sum(weight * getattr(features, name) for name, weight in SENTENCE.items() if name) + SENTENCE[""])


def said(best: Sequence[Candidate]) -> float:
    """That the answer is among the best sentences, 0 to 1; they come in their order."""
    if not best:
        return 0.0
    greatest = strongest(best)
    return _logistic(sum(weight * greatest[name] for name, weight in SAYS.items() if name) + SAYS[""])


def strongest(best: Sequence[Candidate]) -> dict[str, float]:
    """The greatest of each feature among the best sentences."""
    return {name: max(getattr(one.features, name) for one in best[:BEST]) for name in Features.__slots__}


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))
