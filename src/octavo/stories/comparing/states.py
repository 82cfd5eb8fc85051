"""Which numbers may be of one thing, and whether their publishers agree, differ, or only wrote at different times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

from octavo.stories.comparing.counted import Count, compatible
from octavo.stories.comparing.material import Material

TOGETHER = timedelta(hours=3)
"""Within which two reports speak of one moment."""

STALE = timedelta(hours=18)
"""After which who still gives an older number stands by it."""

FALL, RISE = 0.4, 2.0
"""How far below what was given before, and above all that is given, a number of the same thing may be."""

FALL_OF_OTHERS = 0.3
"""The same of what is no toll."""

MAGNITUDES = 0.07
"""How much two measures of one earthquake may differ."""

State = Literal["agreeing", "developing", "contested"]


def parted(group: Sequence[Count]) -> list[list[Count]]:
    """The numbers that may be of one thing, and the others.

    What two voices give, or most give, tells the size. A total does not fall to less than half, a part of it does
    (five bodies found, nineteen dead); and who alone gives more than twice of what all others ever give counts
    something else. A magnitude is one number measured a little differently. Of the others only those that are one
    number are of one thing.
    """
    voices: dict[float, set[str]] = defaultdict(set)
    for count in group:
        voices[count.value].add(count.sentence.voice)
    most = max(map(len, voices.values()))
    anchors = [c for c in group if len(voices[c.value]) == most or len(voices[c.value]) > 1]
    kept: list[Count] = []
    others: dict[float, list[Count]] = defaultdict(list)
    for count in group:
        before = [a.value for a in anchors if a.moment <= count.moment] or [a.value for a in anchors]
        fall = FALL if count.quantity else FALL_OF_OTHERS
        low, high = fall * max(before), RISE * max(a.value for a in anchors)
        if count.quantity == "magnitude":
            low, high = (1 - MAGNITUDES) * min(before), (1 + MAGNITUDES) * max(before)
        if count.beside or low <= count.value <= high:
            kept.append(count)
        else:
            others[count.value].append(count)
    return [kept, *others.values()]


def state_of(material: Material, group: Sequence[Count]) -> State:
    """Contested where publishers differ about one moment, or an article names two who do."""
    pairs = [(a, b) for a, b in combinations(group, 2) if not compatible(a, b)]
    if not pairs:
        return "agreeing"
    if any(_contest(material, a, b) for a, b in pairs) or disputed_within(group) or _returns(material, group):
        return "contested"
    return "developing"


def _contest(material: Material, a: Count, b: Count) -> bool:
    """Whether two publishers differ about one moment."""
    told = abs(material.sources[a.source].shown - material.sources[b.source].shown)
    return a.sentence.voice != b.sentence.voice and abs(a.moment - b.moment) <= TOGETHER and told <= STALE


def disputed_within(group: Sequence[Count]) -> bool:
    """Whether one article has two who count differently."""
    return any(
        a.source == b.source
        and not compatible(a, b)
        and (b.beside is a.figure or (a.cited and b.cited and a.cited != b.cited))
        for a, b in combinations(group, 2)
    )


def _returns(material: Material, group: Sequence[Count]) -> bool:
    """Whether an earlier number is given again long after another."""

    def shown(count: Count) -> datetime:
        return material.sources[count.source].shown

    ordered = sorted(group, key=shown)
    return any(
        a.value == c.value and not compatible(a, b) and shown(a) < shown(b) and shown(c) - shown(b) > STALE
        for a, b, c in combinations(ordered, 3)
    )
