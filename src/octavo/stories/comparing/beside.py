"""Another count of what was counted just before: `the government says 74, a charity puts the figure at 79`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from octavo.stories.comparing.counted import Count

BESIDE = 4.0
"""How many times as much as the other the larger of two counts of one thing may be."""

LIKE_UNIT = 2.0
"""The same of money and measures."""

FAR = 4
"""Sentences between them at most, where they differ little; else they stand in the same one or the next."""

CLOSE = 1.25
"""How much more is little."""


def counted_before(count: Count, before: Sequence[Count]) -> Count | None:
    """The count before it that this one may be another count of; None where there is none."""
    found = []
    for other in reversed(before):
        apart = count.sentence.number - other.sentence.number
        if apart > FAR:
            break
        ratio = _ratio(count, other)
        like = "" in (count.unit, other.unit) or count.unit == other.unit
        far = LIKE_UNIT if count.unit or other.unit else BESIDE
        if (apart <= 1 or ratio < CLOSE) and like and 1 < ratio < far and count.quantity in ("", other.quantity):
            found.append(other)
    return max(found, key=lambda other: (not other.partial, bool(other.quantity), -_ratio(count, other)), default=None)


def as_another(count: Count, other: Count) -> Count:
    """A count as another count of what `other` counts.

    Nobody gives two numbers for one thing: where both are laid to one, who gives the second was not recognised.
    """
    return replace(
        count,
        quantity=other.quantity,
        thing=other.thing,
        unit=count.unit or other.unit,
        partial=other.partial,
        cited="" if count.cited == other.cited else count.cited,
        beside=other.figure,
    )


def _ratio(count: Count, other: Count) -> float:
    """How many times as much the larger is."""
    small, large = sorted((abs(count.value), abs(other.value)))
    return large / small if small else float("inf")
