"""What each article says alone, and which statements it does not have."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.news.comparison import Apart
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.material import Material
from octavo.stories.comparing.statements import Star, fit_alone

MOST = 6
"""Sentences of one article."""

ELSEWHERE = 0.4
"""Share of a sentence that another article's sentence has, from which on it is no longer alone."""

HELD = 0.5
"""Share of a statement that an article's sentence has, from which on it is not missing."""


def apart_of(material: Material, stars: Sequence[Star], alike: Alike) -> tuple[Apart, ...]:
    """One of each article, oldest first."""
    found = []
    for source in material.sources:
        own = [n for n, one in enumerate(material.sentences) if one.source == source.place]
        alone = [n for n in own if _news(material, n) and fit_alone(material, n) and _only_here(material, alike, n)]
        scores = {point.start: point.score for point in source.marks.key_points} if source.marks else {}
        best = sorted(alone, key=lambda n: (-scores.get(material.sentences[n].start, 0.0), n))[:MOST]
        missing = tuple(number for number, star in enumerate(stars) if not _has(own, star, alike))
        only_here = tuple(material.said(material.sentences[n]) for n in sorted(best))
        found.append(Apart(source.article, only_here, missing))
    return tuple(found)


def _news(material: Material, n: int) -> bool:
    """Whether a sentence has something to know in it."""
    one = material.sentences[n]
    return bool(one.figures or one.names)


def _only_here(material: Material, alike: Alike, n: int) -> bool:
    one = material.sentences[n]
    return not any(
        alike.covered[n, m] >= ELSEWHERE or (alike.cosine(n, m) or 0.0) >= 0.6
        for m in range(len(material.sentences))
        if material.sentences[m].source != one.source
    )


def _has(own: Sequence[int], star: Star, alike: Alike) -> bool:
    """Whether an article has a statement: in a sentence of its own, or said a little differently."""
    members = {star.middle, *star.round}
    return any(
        n in members or alike.covered[star.middle, n] >= HELD or (alike.cosine(star.middle, n) or 0.0) >= 0.65
        for n in own
    )
