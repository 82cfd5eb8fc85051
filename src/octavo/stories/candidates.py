"""Which of the articles that are remembered may be of the same story: a few dozen, found in bounded time.

By words and names: each article is kept under the terms that tell most and the names it is about, the newest of each.
By meaning: the articles of the last days whose vectors have most signs in common with its own, which finds those that
say the same in other words or another language.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from octavo.stories.shelf import NO_MODEL, STARTS, Row, Rows, Shelf
from octavo.stories.sketch import PARTS

_WORDS, _NAMES = PARTS.index("words"), PARTS.index("names")
KEYS_OF_TERMS, KEYS_OF_NAMES = 16, 8
"""Terms and names of an article that it is kept and looked up under."""
NEWEST = 40
"""Rows looked at under one key."""
BY_KEYS, BY_MEANING = 32, 16
"""Candidates found either way, at most."""
SCANNED = 6_000
"""The newest rows whose vectors are looked at: days of a large archive."""
_FAR = 1 << 10
"""More signs than any two vectors can differ in."""


class Candidates:
    """Finds what is worth comparing."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: dict[int, list[Row]] = {}

    def enter(self, row: Row) -> None:
        """Keep a row under its keys."""
        for key in self._keys(row):
            rows = self._kept.setdefault(key, [])
            rows.append(row)
            if len(rows) >= 2 * NEWEST:
                del rows[:-NEWEST]

    def find(self, row: Row) -> Rows:
        """Rows that may be of its story, itself among them or not; some may have been given up."""
        kept = list(chain.from_iterable(self._kept.get(key, ())[-NEWEST:] for key in self._keys(row)))
        rows, counts = np.unique(np.array(kept, np.int64), return_counts=True)
        order = np.lexsort((-rows, -counts))[:BY_KEYS]
        return np.union1d(rows[order], self._by_meaning(row))

    def _keys(self, row: Row) -> Iterable[int]:
        slot = row % len(self._shelf.hours)
        for part, most in ((_WORDS, KEYS_OF_TERMS), (_NAMES, KEYS_OF_NAMES)):
            start = STARTS[part]
            for code in self._shelf.terms[slot, start : start + most].tolist():
                if code:
                    yield code * len(PARTS) + part

    def _by_meaning(self, row: Row) -> Rows:
        shelf = self._shelf
        slot = row % len(shelf.hours)
        if shelf.models[slot] == NO_MODEL:
            return np.zeros(0, np.int64)
        first, signs = shelf.newest(shelf.signs, SCANNED)
        apart = np.bitwise_count(signs ^ shelf.signs[slot]).sum(1, dtype=np.int16)
        apart[shelf.newest(shelf.models, SCANNED)[1] != shelf.models[slot]] = _FAR
        nearest = np.argpartition(apart, min(BY_MEANING, len(apart) - 1))[: BY_MEANING + 1]
        return first + nearest

    def forget_before(self, row: Row) -> None:
        """Drop keys under which nothing newer than a row stands."""
        self._kept = {key: rows for key, rows in self._kept.items() if rows[-1] >= row}
