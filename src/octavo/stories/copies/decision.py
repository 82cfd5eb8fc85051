"""Whose text an article's is, among the texts that share with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.news.addresses import ArticleId
from octavo.news.stories import Copy, CopyManner
from octavo.stories.copies.credit import names_publisher
from octavo.stories.copies.imprint import Imprint

LEAST_HITS = 4
"""Sampled shingles that two texts share before anything is said of them."""
LEAST_HERE = 0.3
"""Share of a copy that stands in the other text. Same-event reports of different newsrooms share less than a sixth,
trimmed and lightly rewritten copies more than a third."""
LEAST_HERE_OF_MOST, MOST_THERE = 0.15, 0.5
"""The first is enough where this much of the other text stands in the copy: a copy with much text of its own."""
LEAST_CREDITED = 0.12
"""The same of a text that names the other, or its publisher, as where it is from: a desk has rewritten it."""
_TRACE = 0.1
"""Share of a text in another that is enough to belong to a chain already known."""
_SAME_PART = 0.5
"""Share of the smaller part, of two parts of one text that stand in two others, that is the same part."""
_AS_NEAR = 0.95
"""Of the most that any text shares: so near is the origin that it is called the nearest too."""


@dataclass(frozen=True, slots=True)
class Match:
    """A text that shares with the one asked for."""

    other: Imprint
    places: frozenset[int]
    """Which of the asked text's shingles, by number."""
    here: float
    """Share of the asked text's shingles that stand in the other, 0 to 1."""
    there: float
    """Share of the other's that stand in the asked text."""

    @property
    def strong(self) -> bool:
        """Whether one of them copied the other, or both a third."""
        return len(self.places) >= LEAST_HITS and (
            self.here >= LEAST_HERE or (self.here >= LEAST_HERE_OF_MOST and self.there >= MOST_THERE)
        )


def is_before(one: Imprint, other: Imprint) -> bool:
    """Whether of two texts that share, the first is where the second may be from: the second links to it or credits
    its publisher, else it was shown earlier."""
    for says, of_other, of_one in (
        (True, other.link and other.link == one.page, one.link and one.link == other.page),
        (True, _credits(other, one), _credits(one, other)),
    ):
        if bool(of_other) != bool(of_one):
            return bool(of_other) is says
    return (one.shown, one.article) < (other.shown, other.article)


def decide(asked: Imprint, matches: Iterable[Match], known: Callable[[ArticleId], Copy | None]) -> Copy | None:
    """Whose text it is; None where it is its publisher's own, as far as the archive can tell.

    `known` tells what was decided on others.
    """
    alike = {match.other.article: match for match in matches}
    strong = [match for match in alike.values() if match.strong or _is_rewritten(asked, match)]
    before = [match for match in strong if is_before(match.other, asked)]
    named = [match for match in before if _because(asked, match.other) != "time"]
    if any(_because(match.other, asked) != "time" for match in strong):
        before = named  # others say that it began here, so a text shown earlier is no sign that it did not
    if not before:
        return None
    pivot = max(named or before, key=_closeness)
    family = [match for match in before if _one_part(match.places, pivot.places)]
    root = _root(asked, family, alike, known)
    if root.publisher == asked.publisher:
        return None
    near = max(family, key=_closeness)
    if root.article in alike and len(alike[root.article].places) >= _AS_NEAR * len(near.places):
        near = alike[root.article]
    return Copy(
        asked.article,
        root.article,
        near.other.article,
        manner_of(near.there, 1 - near.here),
        round(near.there, 3),
        round(1 - near.here, 3),
        asked.credit,
        _because(asked, root),
    )


def manner_of(kept: float, own: float) -> CopyManner:
    """As far as shares of shingles tell, where the texts are not at hand."""
    if own > 0.35:
        return "extended"
    return "whole" if kept >= 0.7 else "trimmed"


def _root(
    asked: Imprint, family: Sequence[Match], alike: dict[ArticleId, Match], known: Callable[[ArticleId], Copy | None]
) -> Imprint:
    """Where the text began: the linked one, the credited one, the first; followed to where that is known to be from."""
    order = {"link": 0, "credit": 1, "time": 2}
    first = min(family, key=lambda one: (order[_because(asked, one.other)], one.other.shown, one.other.article)).other
    copy = known(first.article)
    further = alike.get(copy.origin) if copy and (copy.because != "time" or _because(asked, first) == "time") else None
    if further and further.here >= _TRACE and further.other.article != asked.article:
        return further.other
    return first


def _closeness(match: Match) -> tuple[int, float, int]:
    """More shared, then less besides, then earlier."""
    return len(match.places), match.there, -match.other.article


def _is_rewritten(asked: Imprint, match: Match) -> bool:
    """Whether one text says itself that it is from the other, and has enough of it to be believed."""
    if len(match.places) < LEAST_HITS:
        return False
    here = match.here >= LEAST_CREDITED and _because(asked, match.other) != "time"
    return here or (match.there >= LEAST_CREDITED and _because(match.other, asked) != "time")


def _because(asked: Imprint, other: Imprint) -> Literal["credit", "link", "time"]:
    if asked.link and asked.link == other.page:
        return "link"
    return "credit" if _credits(asked, other) else "time"


def _credits(one: Imprint, other: Imprint) -> bool:
    """Whether the first names the second's publisher as its source."""
    return bool(one.credit) and one.publisher != other.publisher and names_publisher(one.credit, other.names)


def _one_part(places: frozenset[int], others: frozenset[int]) -> bool:
    return len(places & others) >= _SAME_PART * min(len(places), len(others))
