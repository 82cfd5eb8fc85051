"""A figure with what it counts: what figures are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.news.marks import Figure
from octavo.stories.comparing.material import Sentence


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it counts."""

    source: int
    language: str
    sentence: Sentence
    figure: Figure
    quantity: str
    """Of words.toml, empty where its words tell none."""
    thing: str
    """What is counted: its stem, or its group in words.toml; empty for people at large."""
    unit: str
    low: float
    high: float
    """What it may be, by its qualifier and by how it is rounded."""
    partial: bool
    """A part of something, or on top of something."""
    moment: datetime
    cited: str
    beside: Figure | None = None
    """The figure of which it is another count."""

    @property
    def value(self) -> float:
        """As written."""
        return self.figure.value


def compatible(one: Count, other: Count) -> bool:
    """Whether two counts may mean one number."""
    return one.low <= other.high and other.low <= one.high
