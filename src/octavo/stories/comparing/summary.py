"""The story in three to six sentences, each word for word from an article: corroborated ones first.

Statements are taken by importance, each in the language of the story where one of its articles has it so, none that
says again what is said. Where there are fewer than three that matter, the key points of the lead article come next,
then the lesser statements. They are put in the order in which articles tell: what stands at the head of its article
first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.news.comparison import Said
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.material import Material, Source
from octavo.stories.comparing.statements import Star, fit_alone

LEAST, MOST = 3, 6

WEIGHTY = 0.33
"""Importance of a statement that comes before the lead article's key points."""

AGAIN = 0.45
"""Share of a sentence that others of the summary already say, from which on it is left out."""

ALIKE = 0.7
"""Cosine of two sentences of which one is enough."""


def summary_of(material: Material, stars: Sequence[Star], alike: Alike, old: frozenset[int]) -> tuple[Said, ...]:
    """The summary; `old` are sentences with a number that has changed since."""
    weighty = [n for star in stars if star.score >= WEIGHTY for n in _native(material, star)]
    lesser = [n for star in stars if star.score < WEIGHTY for n in _native(material, star)]
    chosen: list[int] = []
    for sentences, most in ((weighty, MOST), (_key_points(material, stars), LEAST), (lesser, LEAST)):
        for n in sentences:
            if len(chosen) < most and n not in old and not _again(alike, n, chosen):
                chosen.append(n)
    chosen.sort(key=lambda n: material.sentences[n].number)
    return tuple(material.said(material.sentences[n]) for n in chosen)


def _native(material: Material, star: Star) -> Iterator[int]:
    """The sentence of a statement that is in the language of the story and can be read alone, if there is one."""
    for n in (star.middle, *star.round):
        source = material.sources[material.sentences[n].source]
        if source.language == material.language and fit_alone(material, n):
            yield n
            return


def _again(alike: Alike, n: int, chosen: Sequence[int]) -> bool:
    """Whether a sentence says what is said already."""
    return any(
        alike.covered[n, m] >= AGAIN or alike.covered[m, n] >= AGAIN or (alike.cosine(n, m) or 0.0) >= ALIKE
        for m in chosen
    )


def _key_points(material: Material, stars: Sequence[Star]) -> list[int]:
    """The sentences that carry the lead article, best first."""
    lead = _lead(material, stars)
    if lead is None:
        return []
    scores = {point.start: point.score for point in lead.marks.key_points} if lead.marks else {}
    of_lead = [n for n, one in enumerate(material.sentences) if one.source == lead.place and fit_alone(material, n)]
    return sorted(of_lead, key=lambda n: (-scores.get(material.sentences[n].start, 0.0), n))


def _lead(material: Material, stars: Sequence[Star]) -> Source | None:
    """A report of its own in the story's language: the one with most statements, of those the newest."""
    told = Counter(material.sentences[n].source for star in stars for n in (star.middle, *star.round))
    readable = [source for source in material.sources if source.sentences]
    own = [s for s in readable if s.report.copy is None and s.language == material.language]
    return max(own or readable, key=lambda source: (told[source.place], source.place), default=None)
