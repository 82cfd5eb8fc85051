"""Why an article is in its story, in words: what it shares with the member that it is most like."""

from __future__ import annotations

import math

import numpy as np

from octavo.news.stories import Evidence, Feature
from octavo.stories.fitting import JOIN
from octavo.stories.likeness import FEATURES, Likeness
from octavo.stories.shelf import STARTS, Row, Shelf
from octavo.stories.sketch import PARTS, WIDTHS

SHARED = 6
"""Words, names and so on that are named."""
USUAL = {"meaning": 0.3, "words": 0.03, "phrases": 0.0}
"""How alike articles are that have nothing in common: what a feature adds counts from there."""
LEAST = 0.05
"""What adds less to the log-odds is no reason."""

Labels = tuple[tuple[str, ...], ...]


def evidence_of(shelf: Shelf, likeness: Likeness, row: Row, near: Row, labels: Labels) -> tuple[Evidence, ...]:
    """The reasons, strongest first; `labels` are the forms of the row's columns in its text, part by part."""
    parts, values = likeness.parts(np.array([row]), np.array([near]))
    found = []
    for place, name in enumerate(FEATURES):
        value, added = float(values[0, 0, place]), float(parts[0, 0, 1 + place])
        usual = USUAL.get(name, 0.0)
        weight = added * (value - usual) / value if value else 0.0
        if abs(weight) >= LEAST:
            alike = math.exp(-value) if name == "time" else min(max(value, 0.0), 1.0)
            found.append(
                Evidence(_SHOWN[name], round(alike, 3), round(weight, 2), _shared(shelf, row, near, place, labels))
            )
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


_SHOWN: dict[str, Feature] = {
    "meaning": "meaning", "words": "words", "phrases": "words", "names": "names", "figures": "figures",
    "places": "places", "years": "time", "time": "time",
}  # fmt: skip


def _shared(shelf: Shelf, row: Row, near: Row, place: int, labels: Labels) -> tuple[str, ...]:
    if FEATURES[place] not in PARTS:
        return ()
    part = PARTS.index(FEATURES[place])
    slot, other = shelf.slots(np.array([row, near])).tolist()
    start, count = int(STARTS[part]), len(labels[part])
    own = shelf.terms[slot, start : start + count].tolist()
    theirs = set(shelf.terms[other, start : start + WIDTHS[part]].tolist())
    weights = shelf.weights[slot, start : start + count].tolist()
    both = sorted((place for place in range(count) if own[place] in theirs), key=lambda place: -weights[place])
    return tuple(dict.fromkeys(labels[part][place] for place in both))[:SHARED]


def sure(score: float) -> float:
    """How sure a fit is, 0 to 1: one half where it just suffices."""
    return round(1 / (1 + math.exp(min(JOIN - score, 50.0))), 3)
