"""Why an article is in its story, in words: what it shares with the member that it is most like."""

from __future__ import annotations

import math

import numpy as np

from octavo.news.stories import Evidence, Feature
from octavo.stories.fitting import JOIN
from octavo.stories.likeness import FEATURES, Likeness
from octavo.stories.shelf import STARTS, Row, Shelf
from octavo.stories.sketch import PARTS, WIDTHS, labels_of

SHARED = 6
"""Words, names and so on that are named."""
USUAL = {"meaning": 0.3, "words": 0.03, "phrases": 0.0}
"""How alike articles are that have nothing in common: what a feature adds counts from there."""
LEAST = 0.05
"""What adds less to the log-odds is no reason."""


def evidence_of(shelf: Shelf, likeness: Likeness, row: Row, near: Row, labels: bytes) -> tuple[Evidence, ...]:
    """The reasons, strongest first; `labels` are the forms of the row's columns in its text."""
    parts, values = likeness.parts(np.array([row]), np.array([near]))
    found: dict[Feature, Evidence] = {}
    for place, name in enumerate(FEATURES):
        value, added = float(values[0, 0, place]), float(parts[0, 0, 1 + place])
        weight = added * (value - USUAL.get(name, 0.0)) / value if value else 0.0
        alike = math.exp(-value) if name == "time" else min(max(value, 0.0), 1.0)
        said = Evidence(_SHOWN[name], round(alike, 3), round(weight, 2), _shared(shelf, row, near, place, labels))
        found[said.feature] = _joined(found[said.feature], said) if said.feature in found else said
    reasons = (one for one in found.values() if abs(one.weight) >= LEAST)
    return tuple(sorted(reasons, key=lambda one: -abs(one.weight)))


def _joined(one: Evidence, other: Evidence) -> Evidence:
    """Words and phrases, or years and time, as one reason: the alikeness of whichever counts more."""
    most = max(one, other, key=lambda each: abs(each.weight))
    shared = tuple(dict.fromkeys((*one.shared[: SHARED // 2], *other.shared, *one.shared)))[:SHARED]
    return Evidence(one.feature, most.value, round(one.weight + other.weight, 2), shared)


_SHOWN: dict[str, Feature] = {
    "meaning": "meaning", "words": "words", "phrases": "words", "names": "names", "figures": "figures",
    "places": "places", "years": "time", "time": "time",
}  # fmt: skip


def _shared(shelf: Shelf, row: Row, near: Row, place: int, labels: bytes) -> tuple[str, ...]:
    if FEATURES[place] not in PARTS:
        return ()
    part = PARTS.index(FEATURES[place])
    slot, other = shelf.slots(np.array([row, near])).tolist()
    forms = labels_of(labels, part)
    start, count = int(STARTS[part]), len(forms)
    own = shelf.terms[slot, start : start + count].tolist()
    theirs = set(shelf.terms[other, start : start + WIDTHS[part]].tolist())
    weights = shelf.weights[slot, start : start + count].tolist()
    both = sorted((place for place in range(count) if own[place] in theirs), key=lambda place: -weights[place])
    return tuple(dict.fromkeys(forms[place] for place in both))[:SHARED]


def sure(score: float) -> float:
    """How sure a fit is, 0 to 1: one half where it just suffices."""
    return round(1 / (1 + math.exp(min(JOIN - score, 50.0))), 3)
