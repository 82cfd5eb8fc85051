"""How far a count stands above its own past: what topics and stories trend by.

Counts of news are Poisson where nothing happens and burst where something does, so the score is a variance-stabilised
z-score of a Poisson count (Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika
35, 1948):

    z = 2 (sqrt(now + 3/8) - sqrt(usual + 3/8)) / sqrt(dispersion)

    usual        the counts before, by exposure: a day with half of the present volume counts half. A gamma prior of
                 PRIOR_DAYS days at PRIOR_RATE keeps what nothing is known of from being infinitely new.
    dispersion   variance over mean of its own days, at least 1: what always comes in bursts (a league, a parliament)
                 must burst higher. STEADY_DAYS days of dispersion 1 hold it down for short pasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

PRIOR_DAYS = 1.0
PRIOR_RATE = 0.5
"""Articles a day of what nothing is known of: what the hashtags of an article have on most days."""
STEADY_DAYS = 3.0
"""Days of dispersion 1 that every past is taken to have besides its own."""


@dataclass(frozen=True, slots=True)
class Burst:
    """A count against its past."""

    score: float
    """Standard deviations above it; negative below."""
    usual: float
    """What the past lets expect."""


def burst(now: int, before: Sequence[int], exposures: Sequence[float]) -> Burst:
    """`now` against the counts of the days before, each with its share of the present volume (1 where that is not
    known, 0 for a day that cannot have had any)."""
    usual = (sum(before) + PRIOR_DAYS * PRIOR_RATE) / (sum(exposures) + PRIOR_DAYS)
    apart = 2 * (sqrt(now + 3 / 8) - sqrt(usual + 3 / 8))
    return Burst(apart / sqrt(_dispersion(before, exposures, usual)), usual)


def _dispersion(before: Sequence[int], exposures: Sequence[float], usual: float) -> float:
    """Pearson's chi-squared over its degrees of freedom, shrunk towards 1."""
    days = [(count, exposure * usual) for count, exposure in zip(before, exposures, strict=True) if exposure > 0]
    chi = sum((count - expected) ** 2 / expected for count, expected in days)
    return max(1.0, (chi + STEADY_DAYS) / (len(days) + STEADY_DAYS))
