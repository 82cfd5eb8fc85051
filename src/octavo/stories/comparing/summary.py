"""The story in three to six sentences, each word for word from an article: corroborated ones first.

Statements are taken by importance, none that says again what is said; where there are fewer than three, the key points
of the lead article fill up. Then they are put in a readable order: the most important first, the others as far down as
their articles have them.
"""

from __future__ import annotations

from collections.abc import Sequence

from octavo.news.comparison import Said
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.material import Material
from octavo.stories.comparing.statements import Star, fit_alone

LEAST, MOST = 3, 6

AGAIN = 0.45
"""Share of a sentence that others of the summary already say, from which on it is left out."""


def summary_of(material: Material, stars: Sequence[Star], alike: Alike, stale: frozenset[int]) -> tuple[Said, ...]:
    """The summary; `stale` are sentences with a number that has changed since."""
    chosen: list[int] = []
    for star in stars:
        if len(chosen) == MOST:
            break
        if star.middle not in stale and not _again(alike, star.middle, chosen):
            chosen.append(star.middle)
    for n in _key_points(material):
        if len(chosen) >= LEAST:
            break
        if n not in stale and not _again(alike, n, chosen):
            chosen.append(n)
    first, *rest = chosen or [-1]
    if first < 0:
        return ()
    rest.sort(key=lambda n: (material.sentences[n].number, n))
    return tuple(material.said(material.sentences[n]) for n in (first, *rest))


def _again(alike: Alike, n: int, chosen: Sequence[int]) -> bool:
    return any(
        alike.covered[n, m] >= AGAIN or alike.covered[m, n] >= AGAIN or (alike.cosine(n, m) or 0.0) >= 0.7
        for m in chosen
    )


def _key_points(material: Material) -> list[int]:
    """The sentences that carry the lead article: the newest report of its own in the story's language; best first."""
    own = [s for s in material.sources if s.report.copy is None and s.sentences and s.language == material.language]
    lead = (own or [s for s in material.sources if s.sentences])[-1:]
    if not lead:
        return []
    source = lead[0]
    scores = {point.start: point.score for point in source.marks.key_points} if source.marks else {}
    of_lead = [n for n, one in enumerate(material.sentences) if one.source == source.place and fit_alone(material, n)]
    return sorted(of_lead, key=lambda n: (-scores.get(material.sentences[n].start, 0.0), n))
