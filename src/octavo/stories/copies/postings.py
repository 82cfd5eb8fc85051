"""Which texts have which shingles: an inverted index in bounded memory.

Kept as a log-structured merge: the newest texts in a dictionary, older ones in sorted arrays that are merged as they
grow. A shingle of a text takes 9 bytes there, so that 60,000 texts of 400 words take about 60 MB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.stories.copies.shingles import BITS

FRESH = 256
"""Texts in the dictionary before they become a sorted array."""
LARGEST = 1 << 22
"""Postings of one sorted array: from there on it is merged no more and falls away as its texts do."""
MOST_OF_ONE = 256
"""Texts of one shingle that one array keeps, the earliest: what more have is boilerplate."""

_HALF = np.uint64(32)
_SLOT = np.uint64((1 << 32) - 1)

Keys = NDArray[np.uint64]
"""Sorted: the shingle in the upper half, the slot in the lower."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A sorted array that is entered where a shingle's first bits begin: two reads, where halving takes twenty."""

    keys: Keys
    begins: NDArray[np.uint32]
    """Where the keys of each bucket begin, and one more."""
    shift: np.uint32
    """Bits of a shingle behind its bucket's."""
    last: int
    """The newest slot in it."""

    def find(self, asked: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """As Postings.find."""
        bucket = asked >> self.shift
        begin = self.begins[bucket].astype(np.intp)
        many = self.begins[bucket + np.uint32(1)] - begin
        place = np.repeat(np.arange(len(asked)), many)
        keys = self.keys[np.arange(len(place)) + np.repeat(begin - np.cumsum(many) + many, many)]
        found = np.flatnonzero(keys >> _HALF == asked[place])
        return place[found], (keys[found] & _SLOT).astype(np.uint32)


class Postings:
    """Slots are 32-bit numbers that the caller gives out, ascending; those below a floor are forgotten."""

    def __init__(self) -> None:
        self._fresh: dict[int, list[int]] = {}
        self._texts = 0
        self._runs: list[_Run] = []
        self._floor = 0

    def add(self, slot: int, shingles: NDArray[np.uint32]) -> None:
        """Enter a text."""
        for shingle in shingles.tolist():
            self._fresh.setdefault(shingle, []).append(slot)
        self._texts += 1
        if self._texts >= FRESH:
            self._settle(slot)

    def forget(self, floor: int) -> None:
        """Drop arrays that have only slots below `floor`; others lose theirs when they are merged."""
        self._floor = floor
        self._runs = [run for run in self._runs if run.last >= floor]

    def find(self, asked: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """The places of the shingles that stand in other texts, and the slots of these: two arrays of one length."""
        places, slots = [np.empty(0, np.intp)], [np.empty(0, np.uint32)]
        for run in self._runs:
            place, slot = run.find(asked)
            places.append(place)
            slots.append(slot)
        fresh = [(place, slot) for place, one in enumerate(asked.tolist()) for slot in self._fresh.get(one, ())]
        if fresh:
            places.append(np.array([place for place, _ in fresh], np.intp))
            slots.append(np.array([slot for _, slot in fresh], np.uint32))
        return np.concatenate(places), np.concatenate(slots)

    def _settle(self, last: int) -> None:
        """Make a sorted array of the dictionary, and one of arrays that are near in size."""
        keys = np.array([shingle << 32 | slot for shingle, slots in self._fresh.items() for slot in slots], np.uint64)
        self._fresh, self._texts = {}, 0
        while self._runs:
            before = self._runs[-1].keys
            if len(before) + len(keys) > LARGEST or len(before) > 2 * len(keys):
                break
            keys = np.concatenate((before, keys))
            self._runs.pop()
        self._runs.append(_run(_tidied(keys, self._floor), last))


def _run(keys: Keys, last: int) -> _Run:
    """With about four keys to a bucket."""
    bits = min(BITS, max(1, len(keys) // 4).bit_length())
    shift = np.uint32(BITS - bits)
    counts = np.bincount((keys >> _HALF >> shift).astype(np.intp), minlength=1 << bits)
    return _Run(keys, np.concatenate(([0], np.cumsum(counts))).astype(np.uint32), shift, last)


def _tidied(keys: Keys, floor: int) -> Keys:
    """Sorted, without slots below `floor`, each shingle with its earliest MOST_OF_ONE."""
    keys = np.sort(keys[keys & _SLOT >= floor])
    if len(keys) <= MOST_OF_ONE:
        return keys
    crowded = np.zeros(len(keys), np.bool_)
    crowded[MOST_OF_ONE:] = keys[MOST_OF_ONE:] >> _HALF == keys[:-MOST_OF_ONE] >> _HALF
    return keys[~crowded]
