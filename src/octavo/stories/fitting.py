"""How well an article fits a story, and two stories each other: from the likeness of their members.

    fit = NEAREST × (log-odds with the member most like it) + (1 − NEAREST) × (mean log-odds with all)

The nearest member alone would let a story crawl from one event to the next; the mean alone would shatter one that
develops. Many members are sampled, so that the cost does not grow with the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from octavo.news.stories import StoryId
from octavo.stories.groups import Groups
from octavo.stories.likeness import Likeness, Values
from octavo.stories.shelf import Row

NEAREST = 0.4
JOIN = 1.0
"""The fit from which on an article joins a story. Calibrated with NEAREST on half of each labelled set."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an article fits a story."""

    story: StoryId
    score: float
    near: Row
    """The member that it is most like."""


class Fitting:
    """Fits of rows to stories."""

    def __init__(self, likeness: Likeness, groups: Groups) -> None:
        self._likeness = likeness
        self._groups = groups

    def fits(self, row: Row, stories: Iterable[StoryId]) -> list[Fit]:
        """The fit to each of these stories that has other members, best first."""
        rows = [(story, self._groups.sample(story, without=row)) for story in stories]
        rows = [(story, sample) for story, sample in rows if sample]
        if not rows:
            return []
        odds = self.between([row], [one for _, sample in rows for one in sample])[0]
        found, start = [], 0
        for story, sample in rows:
            values = odds[start : start + len(sample)]
            start += len(sample)
            found.append(Fit(story, mixed(values), sample[int(values.argmax())]))
        return sorted(found, key=lambda fit: (-fit.score, fit.story))

    def between(self, rows: Sequence[Row], others: Sequence[Row]) -> Values:
        """Log-odds of every one of `rows` with every one of `others`."""
        return self._likeness.log_odds(np.array(rows), np.array(others))


def mixed(odds: Values) -> float:
    """The fit that log-odds with members amount to."""
    return NEAREST * float(odds.max()) + (1 - NEAREST) * float(odds.mean())
