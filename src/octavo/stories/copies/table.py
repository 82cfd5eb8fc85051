"""Size, sampling and publisher of every remembered text, in arrays that a search reads at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from octavo.news.addresses import PublisherId
from octavo.stories.copies.imprint import Imprint
from octavo.stories.copies.shingles import top_of


class Table:
    """Rows of the slots from `floor` to `next`; a slot is given out once and its row is forgotten with it."""

    def __init__(self, room: int) -> None:
        """`room` is how far the newest slot may be from the oldest."""
        self._room = room
        self._base = 0
        self.next = 0
        self._sizes = np.zeros(2 * room, np.uint16)
        """0: no text."""
        self._tops = np.ones(2 * room, np.uint32)
        self._publishers = np.zeros(2 * room, np.int32)
        self._numbers: dict[PublisherId, int] = {}

    def has_room(self, floor: int) -> bool:
        """Whether another slot can be given out while the oldest in use is `floor`."""
        return self.next - floor < self._room

    def take(self, imprint: Imprint, floor: int) -> int:
        """The slot of a new text; no slot below `floor` is in use any more."""
        if self.next - self._base >= len(self._sizes):
            self._shift(floor)
        slot, row = self.next, self.next - self._base
        self.next += 1
        hashes = imprint.hashes
        self._sizes[row] = len(hashes)
        self._tops[row] = top_of(hashes)
        self._publishers[row] = self._numbers.setdefault(imprint.publisher, len(self._numbers))
        return slot

    def drop(self, slot: int) -> None:
        """Forget a text."""
        self._sizes[slot - self._base] = 0

    def holds(self, slots: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which of the slots have a text."""
        rows = slots.astype(np.int64) - self._base
        held: NDArray[np.bool_] = (rows >= 0) & (self._sizes[np.maximum(rows, 0)] > 0)
        return held

    def of(self, slots: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.uint32], NDArray[np.int32]]:
        """Number of shingles, below which hash they are all there, and the publisher's number, of texts held."""
        rows = slots.astype(np.int64) - self._base
        return self._sizes[rows], self._tops[rows], self._publishers[rows]

    def _shift(self, floor: int) -> None:
        kept = slice(floor - self._base, self.next - self._base)
        for column in (self._sizes, self._tops, self._publishers):
            moved = column[kept].copy()
            column[: len(moved)] = moved
            column[len(moved) :] = 0
        self._base = floor
