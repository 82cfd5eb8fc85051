"""Which texts have which shingles: an inverted index in bounded memory.

Kept as a log-structured merge: the newest texts in a dictionary, older ones in sorted arrays that are merged as they
grow. 60,000 texts of 400 words take about 60 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FRESH = 256
"""Texts in the dictionary before they become a sorted array."""
LARGEST = 1 << 21
"""Postings of one sorted array: from there on it is merged no more and falls away as its texts do."""
MOST_OF_ONE = 256
"""Texts of one shingle that one array keeps, the earliest: what more have is boilerplate."""

Slots = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Run:
    """Postings sorted by shingle, then by slot."""

    shingles: NDArray[np.uint32]
    slots: Slots

    @property
    def last(self) -> int:
        """The newest slot in it."""
        return int(self.slots.max()) if len(self.slots) else -1


class Postings:
    """Slots are numbers that the caller gives out, ascending; those below `floor` are forgotten."""

    def __init__(self) -> None:
        self._fresh: dict[int, list[int]] = {}
        self._texts = 0
        self._runs: list[_Run] = []
        self._floor = 0

    def add(self, slot: int, shingles: Sequence[int]) -> None:
        """Enter a text."""
        for shingle in shingles:
            self._fresh.setdefault(shingle, []).append(slot)
        self._texts += 1
        if self._texts >= FRESH:
            self._settle()

    def forget(self, floor: int) -> None:
        """Drop arrays that have only slots below `floor`; others lose theirs when they are merged."""
        self._floor = floor
        self._runs = [run for run in self._runs if run.last >= floor]

    def find(self, shingles: Sequence[int]) -> tuple[NDArray[np.intp], Slots]:
        """The places of the shingles that stand in other texts, and the slots of these: two arrays of one length."""
        asked = np.asarray(shingles, np.uint32)
        places: list[NDArray[np.intp]] = []
        slots: list[Slots] = []
        for run in self._runs:
            start = np.searchsorted(run.shingles, asked)
            start[start == len(run.shingles)] = 0
            hit = np.flatnonzero(run.shingles[start] == asked)
            if len(hit):
                begin = start[hit]
                many = np.searchsorted(run.shingles, asked[hit], side="right") - begin
                offsets = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
                places.append(np.repeat(hit, many))
                slots.append(run.slots[np.repeat(begin, many) + offsets])
        found = [(place, slot) for place, one in enumerate(shingles) for slot in self._fresh.get(one, ())]
        if found:
            pairs = np.asarray(found)
            places.append(pairs[:, 0].astype(np.intp))
            slots.append(pairs[:, 1].astype(np.uint32))
        if not places:
            return np.empty(0, np.intp), np.empty(0, np.uint32)
        return np.concatenate(places), np.concatenate(slots)

    def _settle(self) -> None:
        """Make a sorted array of the dictionary, and one of arrays that are near in size."""
        shingles = np.fromiter((s for s, slots in self._fresh.items() for _ in slots), np.uint32)
        slots = np.fromiter((slot for slots in self._fresh.values() for slot in slots), np.uint32)
        self._fresh, self._texts = {}, 0
        self._runs.append(_sorted(shingles, slots, self._floor))
        while len(self._runs) > 1:
            before, last = self._runs[-2:]
            both = len(before.shingles) + len(last.shingles)
            if both > LARGEST or len(before.shingles) > 2 * len(last.shingles):
                break
            joined = np.concatenate((before.shingles, last.shingles)), np.concatenate((before.slots, last.slots))
            self._runs[-2:] = [_sorted(*joined, self._floor)]


def _sorted(shingles: NDArray[np.uint32], slots: Slots, floor: int) -> _Run:
    """Sorted by shingle then slot, each shingle with its earliest MOST_OF_ONE from `floor` on."""
    shingles, slots = shingles[slots >= floor], slots[slots >= floor]
    order = np.argsort(shingles.astype(np.uint64) << np.uint64(32) | slots)
    shingles, slots = shingles[order], slots[order]
    start = np.flatnonzero(np.r_[True, shingles[1:] != shingles[:-1]]) if len(shingles) else np.empty(0, np.intp)
    rank = np.arange(len(shingles)) - np.repeat(start, np.diff(np.r_[start, len(shingles)]))
    kept = rank < MOST_OF_ONE
    return _Run(shingles[kept], slots[kept])
