"""Errors that a later article brings to light: two stories that are one, an article in the wrong one, a story of two.

Each looks only at what the new article touches, so that the cost is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from octavo.news.stories import StoryId
from octavo.stories.fitting import JOIN, Fit, Fitting, mixed
from octavo.stories.groups import Groups
from octavo.stories.likeness import Values
from octavo.stories.shelf import Row

MERGE = 1.0
"""Mean fit of the articles of one story to another from which on they are one."""
MERGE_SAMPLE = 10
BETTER = 0.7
"""By how much an article must fit another story better than its own to be moved."""
MOVES = 2
"""Articles looked at for each arrival."""
APART = 1.75
"""By how much the members of two halves must be liker each other (mean log-odds) than those of the other half for the
halves to be two events of one kind: two elections, two verdicts. Calibrated on half of each labelled set."""
LEAST_HALF = 4
"""Members from which on a half tells how like each other its members are."""
LEAST_SPLIT = 8
"""Members from which on a story is looked at: then, and whenever they have doubled."""
SPLIT_SAMPLE = 48


class Repairs:
    """Finds what should be put right."""

    def __init__(self, fitting: Fitting, groups: Groups, pinned: Callable[[Row], bool]) -> None:
        self._fitting = fitting
        self._groups = groups
        self._pinned = pinned

    def merge(self, story: StoryId, fits: Sequence[Fit]) -> tuple[StoryId, StoryId] | None:
        """The story that the new article fits too, where it and the article's own are one: (gone, into)."""
        other = next((fit.story for fit in fits if fit.story != story and fit.score >= JOIN), None)
        if other is None or self._parted(story, other):
            return None
        samples = [self._groups.sample(one, most=MERGE_SAMPLE) for one in (story, other)]
        between = self._fitting.between(samples[0], samples[1])
        if np.mean([mixed(odds) for odds in between]) < MERGE or self._apart(samples[0], samples[1], between):
            return None
        order = sorted((story, other), key=lambda one: (self._edited(one), len(self._groups.members(one)), -one))
        return order[0], order[1]

    def move(self, story: StoryId, rows: Sequence[Row]) -> list[tuple[Row, Fit]]:
        """Those of these rows, most alike first, that fit this story better than their own."""
        found = []
        for row in [one for one in rows if self._groups.story(one) != story and not self._pinned(one)][:MOVES]:
            fits = {fit.story: fit for fit in self._fitting.fits(row, (story, self._groups.story(row)))}
            own = fits.get(self._groups.story(row))
            if fits[story].score >= max(JOIN, own.score + BETTER if own else JOIN):
                found.append((row, fits[story]))
        return found

    def split(self, story: StoryId) -> list[Row]:
        """The smaller half of a story that is two; empty where it is one, or not due to be looked at."""
        members = self._groups.members(story)
        if len(members) < LEAST_SPLIT or len(members) & (len(members) - 1) or self._edited(story):
            return []
        sample = self._groups.sample(story, most=SPLIT_SAMPLE)
        odds = self._fitting.between(sample, sample)
        sides = _halves(odds)
        one = [row for row, side in zip(sample, sides, strict=True) if side]
        other = [row for row, side in zip(sample, sides, strict=True) if not side]
        if not self._apart(one, other, odds[np.ix_(sides, ~sides)]):
            return []
        for row in set(members) - set(sample):
            odds_one, odds_other = (self._fitting.between([row], side) for side in (one, other))
            (one if odds_one.mean() > odds_other.mean() else other).append(row)
        return sorted(one if len(one) < len(other) else other)

    def _apart(self, one: Sequence[Row], other: Sequence[Row], between: Values) -> bool:
        """Whether each of two groups is so much liker itself than the other that they are two stories."""
        if min(len(one), len(other)) < LEAST_HALF:
            return False
        return min(self._within(one), self._within(other)) - float(between.mean()) >= APART

    def _within(self, rows: Sequence[Row]) -> float:
        """Mean log-odds of the pairs of these."""
        odds = self._fitting.between(rows, rows)
        return float(odds[~np.eye(len(rows), dtype=bool)].mean())

    def _parted(self, story: StoryId, other: StoryId) -> bool:
        """Whether an editor put articles into both."""
        return self._edited(story) and self._edited(other)

    def _edited(self, story: StoryId) -> bool:
        return any(map(self._pinned, self._groups.members(story)))


def _halves(odds: Values) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Two sides of what is least alike, each member on the side that it is more like."""
    first, second = np.unravel_index(int(odds.argmin()), odds.shape)
    sides = odds[:, first] >= odds[:, second]
    for _ in range(4):
        if sides.all() or not sides.any():
            break
        moved = odds[:, sides].mean(1) >= odds[:, ~sides].mean(1)
        if (moved == sides).all():
            break
        sides = moved
    return np.asarray(sides)
