"""The sketches of the last weeks as tables, one row an article, so that one is compared with many in few steps.

Rows are numbered in the order of arrival, and a number is never given again; the tables are rings over them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.news.stories import Sketch
from octavo.stories.sketch import WIDTHS, Features

Row = int
"""Number of an arrival, from 0."""
Rows = NDArray[np.int64]

STARTS = np.cumsum((0, *WIDTHS[:-1]))
"""Where the parts of a row begin (sketch.PARTS)."""
WIDTH = sum(WIDTHS)
SPACE = 1 << 17
"""Codes are folded into this many places, few enough to stay in a processor's cache: of two articles of 64 terms one in
30 has a term that meets another by chance, which adds about a hundredth to their cosine."""
_SALT = np.arange(1, len(WIDTHS) + 1, dtype=np.uint32) * np.uint32(0x9E3779B1)
"""Added to codes by part, so that a word and a name of the same letters do not meet."""
SIGNS = 4
"""Words of 64 bits: the signs of a vector's first dimensions, by which the like of it is found."""
NO_MODEL = -1
_FIRST = 1024
"""Rows to begin with; twice as many whenever they are full."""


class Shelf:
    """At most `most` rows, the newest ones; the oldest fall off as others come."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._numbers: dict[str, int] = {}
        self.next: Row = 0
        self.terms = np.zeros((0, WIDTH), np.uint32)
        self.weights = np.zeros((0, WIDTH), np.float16)
        self.vectors = np.zeros((0, 1), np.float16)
        self.signs = np.zeros((0, SIGNS), np.uint64)
        self.models = np.zeros(0, np.int16)
        self.languages = np.zeros(0, np.int16)
        self.hours = np.zeros(0)
        self.words = np.zeros(0, np.float32)

    @property
    def first(self) -> Row:
        """The oldest row that is still there."""
        return max(0, self.next - self._most)

    def slots(self, rows: Rows) -> NDArray[np.int64]:
        """Where in the tables these rows stand."""
        return rows % self._size

    def newest(self, table: NDArray[Any], most: int) -> tuple[Row, NDArray[Any]]:
        """The part of a table with the newest rows, and the number of its first."""
        first = max(self.first, self.next - most)
        start, end = first % self._size, (self.next - 1) % self._size + 1
        return first, table[start:end] if start < end else np.concatenate([table[start:], table[:end]])

    def add(self, sketch: Sketch, features: Features) -> Row:
        """Put an article down; where all is full, over the oldest."""
        if self.next == self._size and self._size < self._most:
            self._grow(min(self._most, max(_FIRST, 2 * self._size)))
        row, slot = self.next, self.next % self._size
        self.next += 1
        self.terms[slot] = 0
        self.weights[slot] = 0
        for start, salt, codes, weights in zip(STARTS, _SALT, features.codes, features.weights, strict=True):
            self.terms[slot, start : start + len(codes)] = 1 + (codes + salt) % (SPACE - 1)
            self.weights[slot, start : start + len(codes)] = weights
        self._put_vector(slot, sketch.model, features.vector)
        self.languages[slot] = self._number(sketch.language)
        self.hours[slot] = sketch.shown.timestamp() / 3600
        self.words[slot] = features.words
        return row

    def _put_vector(self, slot: int, model: str, vector: NDArray[np.float16]) -> None:
        if len(vector) > self.vectors.shape[1]:
            wider = np.zeros((self._size, len(vector)), np.float16)
            wider[:, : self.vectors.shape[1]] = self.vectors
            self.vectors = wider
        self.vectors[slot] = 0
        self.vectors[slot, : len(vector)] = vector
        self.signs[slot] = signs_of(vector)
        self.models[slot] = self._number(model) if len(vector) else NO_MODEL

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))

    def _grow(self, size: int) -> None:
        for name in ("terms", "weights", "vectors", "signs", "models", "languages", "hours", "words"):
            table = getattr(self, name)
            larger = np.zeros((size, *table.shape[1:]), table.dtype)
            larger[: len(table)] = table
            setattr(self, name, larger)
        self._size = size


def signs_of(vector: NDArray[np.float16]) -> NDArray[np.uint64]:
    """The signs of its first dimensions, as bits."""
    bits = np.zeros(SIGNS * 64, bool)
    bits[: len(vector)] = vector[: SIGNS * 64] > 0
    return np.packbits(bits).view(np.uint64)
