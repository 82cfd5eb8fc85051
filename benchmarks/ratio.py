"""One comparison within one run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Ours against a peer's, or against our own at another size."""

    what: str
    ours: float
    peer: str
    """Name and version of the peer, or the size compared with."""
    theirs: float
    unit: str
    aim: str
    """In words: `≥ 3`, `≤ 1.3`."""

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs if self.theirs else float("inf")
