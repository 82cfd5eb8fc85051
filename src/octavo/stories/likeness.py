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

from octavo.stories.shelf import NO_MODEL, SPACE, STARTS, Row, Rows, Shelf
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
    short=(-0.99, 1.94, 7.52, 5.15, 0.81, 1.06, 0.0, 0.0, -0.9),
    long=(-2.93, 1.94, 7.2, 9.92, 3.58, 3.57, 0.0, 2.14, -0.9),
)
CROSS_LANGUAGE = Weights(
    short=(-1.2, 4.1, 0.0, 0.0, 7.64, 4.06, 0.0, 0.0, -0.9), long=(-1.2, 4.1, 0.0, 0.0, 7.64, 4.06, 0.0, 0.0, -0.9)
)
"""Of the pairs of the sample newsroom, the only gold across languages."""
UNKNOWN_MEANING = (0.2, 0.8)
"""What the meaning is taken for where one has no vector of the other's model: this, and this much of the words'."""


class Likeness:
    """Compares one row with many."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._desk = np.zeros(SPACE, np.float32)
        """Where the one's weights lie by code while it is compared: all zero between."""

    def features(self, row: Row, rows: Rows) -> Values:
        """One line for each of `rows`, a column for each of FEATURES, and one more: how long the shorter is, 0 to 1."""
        shelf = self._shelf
        slot, slots = row % len(shelf.hours), shelf.slots(rows)
        found = np.empty((len(rows), len(FEATURES) + 1), np.float32)
        found[:, 1:-2] = self._shared(slot, slots)
        vector = shelf.vectors[slot].astype(np.float32)
        known = (shelf.models[slots] == shelf.models[slot]) & (shelf.models[slot] != NO_MODEL)
        cosines = shelf.vectors[slots].astype(np.float32) @ vector
        found[:, 0] = np.where(known, cosines, UNKNOWN_MEANING[0] + UNKNOWN_MEANING[1] * found[:, 1])
        found[:, -2] = np.log1p(np.abs(shelf.hours[slots] - shelf.hours[slot]) / (24 * DAYS))
        shorter = np.log2(np.maximum(np.minimum(shelf.words[slots], shelf.words[slot]), 1))
        found[:, -1] = np.clip((shorter - SHORT) / (LONG - SHORT), 0, 1)
        return found

    def _shared(self, slot: int, slots: NDArray[np.int64]) -> Values:
        """Cosines part by part. The parts' codes differ, so one desk serves them all but for chance."""
        shelf, desk = self._shelf, self._desk
        found = np.empty((len(slots), len(STARTS)), np.float32)
        codes, weights = shelf.terms[slots], shelf.weights[slots].astype(np.float32)
        ends = (*STARTS[1:], codes.shape[1])
        for part, (start, end) in enumerate(zip(STARTS, ends, strict=True)):
            own = shelf.terms[slot, start:end]
            desk[own] = shelf.weights[slot, start:end]
            desk[0] = 0
            found[:, part] = np.einsum("ij,ij->i", desk[codes[:, start:end]], weights[:, start:end])
            desk[own] = 0
        dated = (shelf.terms[slot, STARTS[-1]] > 0) & (codes[:, STARTS[-1]] > 0)
        found[:, -1] = np.where(dated, found[:, -1] - USUAL_YEARS, 0)
        return found

    def parts(self, row: Row, rows: Rows) -> tuple[Values, Values]:
        """What each feature adds to the log-odds (a line for each of `rows`: bias, then FEATURES), and the features."""
        found = self.features(row, rows)
        length = found[:, -1:]
        foreign = self._foreign(row, rows)[:, None]
        weights = np.where(foreign, _between(CROSS_LANGUAGE, length), _between(SAME_LANGUAGE, length))
        weights[:, 1:] *= found[:, :-1]
        return weights, found

    def log_odds(self, row: Row, rows: Rows) -> Values:
        """One number for each of `rows`."""
        odds: Values = self.parts(row, rows)[0].sum(1)
        return odds

    def _foreign(self, row: Row, rows: Rows) -> NDArray[np.bool_]:
        languages = self._shelf.languages
        foreign: NDArray[np.bool_] = languages[self._shelf.slots(rows)] != languages[row % len(languages)]
        return foreign


def _between(weights: Weights, length: Values) -> Values:
    short, long = np.array(weights.short, np.float32), np.array(weights.long, np.float32)
    mixed: Values = short + length * (long - short)
    return mixed
