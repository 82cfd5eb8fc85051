"""How likely two articles are of one story: the log-odds of what they share.

    meaning   cosine of their vectors
    words     cosine of their weighted stems
    phrases   cosine of their weighted pairs of words
    names     cosine of the topics and words of names that they are about
    figures, places   the same
    years     cosine of the years that they name, above what is usual; 0 where one names none
    time      logarithm of the days between them, of which the first few cost little

Two headlines of one event share fewer words than two reports, so what a cosine is worth changes with the length of the
shorter text. Two languages share no words but names: their articles are weighed apart, by meaning, names, figures and
places alone. The weights are logistic regressions over pairs (evaluation/train_stories.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.stories.shelf import NO_MODEL, SPACE, STARTS, Rows, Shelf
from octavo.stories.sketch import PARTS

Values = NDArray[np.float32]

SHORT, LONG = 3.0, 6.0
"""Binary logarithms of the number of terms that is a headline, and a report."""

FEATURES = ("meaning", *PARTS, "time")
USUAL_YEARS = 0.3
DAYS = 4.0
"""The days after which an article is as far from a story as costs the first bit."""


@dataclass(frozen=True, slots=True)
class Weights:
    """log-odds = bias + Σ feature × weight, between those of a headline and those of a report by length."""

    short: tuple[float, ...]
    """Bias, then one for each of FEATURES."""
    long: tuple[float, ...]


SAME_LANGUAGE = Weights(
    short=(-1.01, 2.09, 7.36, 4.74, 0.84, 1.0, 0.0, 0.0, -0.9),
    long=(-3.02, 2.09, 6.27, 8.6, 4.27, 3.47, 0.0, 2.09, -0.9),
)
CROSS_LANGUAGE = Weights(
    short=(-3.0, 10.0, 0.0, 0.0, 7.0, 3.5, 0.0, 0.0, -0.9), long=(-3.0, 10.0, 0.0, 0.0, 7.0, 3.5, 0.0, 0.0, -0.9)
)
"""By hand, on the sample newsroom, the only gold across languages: its regression trusts names so much that two events
whose reports share a place become one story."""
UNKNOWN_MEANING = (0.2, 0.8)
"""What the meaning is taken for where one has no vector of the other's model: this, and this much of the words'."""


class Likeness:
    """Compares rows with rows."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._desk = np.zeros(SPACE, np.float32)
        """Where one row's weights lie by code while it is compared: all zero between."""

    def features(self, rows: Rows, others: Rows) -> Values:
        """For each of `rows` a line for each of `others`: a column for each of FEATURES, and one more, how long the
        shorter of the two is, from 0 to 1."""
        shelf = self._shelf
        ones, slots = shelf.slots(rows), shelf.slots(others)
        found = np.empty((len(rows), len(others), len(FEATURES) + 1), np.float32)
        found[:, :, 1:-2] = self._shared(ones, slots)
        cosines = shelf.vectors[ones].astype(np.float32) @ shelf.vectors[slots].astype(np.float32).T
        models = shelf.models[ones][:, None]
        known = (shelf.models[slots] == models) & (models != NO_MODEL)
        found[:, :, 0] = np.where(known, cosines, UNKNOWN_MEANING[0] + UNKNOWN_MEANING[1] * found[:, :, 1])
        found[:, :, -2] = np.log1p(np.abs(shelf.hours[slots] - shelf.hours[ones][:, None]) / (24 * DAYS))
        shorter = np.log2(np.maximum(np.minimum(shelf.words[slots], shelf.words[ones][:, None]), 1))
        found[:, :, -1] = np.clip((shorter - SHORT) / (LONG - SHORT), 0, 1)
        return found

    def _shared(self, ones: NDArray[np.int64], slots: NDArray[np.int64]) -> Values:
        """Cosines part by part."""
        shelf, desk = self._shelf, self._desk
        codes, weights = shelf.terms[slots], shelf.weights[slots].astype(np.float32)
        found = np.empty((len(ones), len(slots), len(STARTS)), np.float32)
        for place, slot in enumerate(ones.tolist()):
            own = shelf.terms[slot]
            desk[own] = shelf.weights[slot]
            desk[0] = 0  # where there is no term
            np.add.reduceat(desk[codes] * weights, STARTS, axis=1, out=found[place])
            desk[own] = 0
        dated = (shelf.terms[ones, STARTS[-1]] > 0)[:, None] & (codes[:, STARTS[-1]] > 0)
        found[:, :, -1] = np.where(dated, found[:, :, -1] - USUAL_YEARS, 0)
        return found

    def parts(self, rows: Rows, others: Rows) -> tuple[Values, Values]:
        """What each feature adds to the log-odds (bias, then FEATURES, in lines as those of features), and these."""
        found = self.features(rows, others)
        length = found[:, :, -1:]
        parts = _between(SAME_LANGUAGE, length)
        shelf = self._shelf
        foreign = shelf.languages[shelf.slots(others)] != shelf.languages[shelf.slots(rows)][:, None]
        if foreign.any():
            parts = np.where(foreign[:, :, None], _between(CROSS_LANGUAGE, length), parts)
        parts[:, :, 1:] *= found[:, :, :-1]
        return parts, found

    def log_odds(self, rows: Rows, others: Rows) -> Values:
        """A line for each of `rows`, a column for each of `others`."""
        odds: Values = self.parts(rows, others)[0].sum(2)
        return odds


def _between(weights: Weights, length: Values) -> Values:
    short, long = np.array(weights.short, np.float32), np.array(weights.long, np.float32)
    mixed: Values = short + length * (long - short)
    return mixed
