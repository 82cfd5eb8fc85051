"""Sentences corroborated: what two or more independent publishers state, each in a sentence of its own.

A statement is a star: one sentence in the middle, and round it, of each other voice, the sentence that states best what
the middle one states. So nothing is stated by way of a chain of sentences each a little different. The middle is the
sentence shown: one that can be read alone, that most voices support, and of those the shorter and newer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.news.comparison import Statement
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.material import Material, Sentence
from octavo.stories.comparing.terms import terms_of
from octavo.text.standing import stands_alone
from octavo.text.words import tokens

MOST = 24
"""Statements of a story."""

LENGTH = 320
"""Characters of a sentence that is gladly read."""


STALE = 0.5
"""What is left of a statement's importance where its number has changed since."""


@dataclass(frozen=True, slots=True)
class Star:
    """A statement with its sentences by number."""

    middle: int
    round: tuple[int, ...]
    """One of each other voice, oldest first."""
    score: float
    statement: Statement


def stars_of(material: Material, alike: Alike, stale: frozenset[int]) -> tuple[Star, ...]:
    """The statements of a story, most important first; `stale` are sentences with a number that has changed since."""
    support = _support(material, alike)
    fit = [n for n in range(len(material.sentences)) if support[n] and fit_alone(material, n)]
    title = titled(material)
    ranked = sorted(fit, key=lambda n: (-_worth(material, n, support[n]), n))
    used: set[int] = set()
    stars: list[Star] = []
    for n in ranked:
        if n in used or any(_same(alike, n, star.middle) for star in stars):
            continue
        round_ = _one_of_each(material, n, support[n], used)
        if not round_:
            continue
        used |= {n, *round_}
        score = _importance(material, n, round_, title) * (STALE if n in stale else 1.0)
        said = tuple(material.said(material.sentences[one]) for one in (n, *round_))
        stars.append(Star(n, round_, score, Statement(said, score)))
    stars.sort(key=lambda star: (-star.score, star.middle))
    return tuple(stars[:MOST])


def _support(material: Material, alike: Alike) -> list[dict[int, float]]:
    """For each sentence, those of other voices that state what it states, and how well."""
    sentences = material.sentences
    found: list[dict[int, float]] = []
    for n, one in enumerate(sentences):
        here: dict[int, float] = {}
        for m in alike.candidates(n):
            other = sentences[m]
            if other.voice != one.voice and other.source != one.source and (how := alike.supports(n, m)):
                here[m] = how
        found.append(here)
    return found


def _one_of_each(material: Material, middle: int, support: dict[int, float], used: set[int]) -> tuple[int, ...]:
    """The best sentence of each voice but the middle's, oldest first."""
    best: dict[str, tuple[float, int]] = {}
    for n, how in sorted(support.items()):
        voice = material.sentences[n].voice
        if n not in used and how > best.get(voice, (0.0, 0))[0]:
            best[voice] = (how, n)
    best.pop(material.sentences[middle].voice, None)
    return tuple(sorted(n for _, n in best.values()))


def fit_alone(material: Material, n: int) -> bool:
    """Whether a sentence can be read alone, and is not in the middle of somebody's words."""
    one = material.sentences[n]
    source = material.sources[one.source]
    before = source.text[source.text.rfind("\n\n", 0, one.start) + 1 : one.start]
    if before.count("“") > before.count("”") or before.count('"') % 2:
        return False
    quotes = [(q.start - one.start, q.end - one.start) for q in source.marks.quotes if q.direct] if source.marks else []
    return stands_alone(one.text, source.language, quotes, first=one.number == 0)


def titled(material: Material) -> frozenset[str]:
    """The stems of the headlines of more than one article; of all where none is shared."""
    counted: Counter[str] = Counter()
    for source in material.sources:
        counted.update(set(terms_of(tokens(source.report.stored.article.title), source.language, source.words)))
    shared = frozenset(term for term, times in counted.items() if times > 1)
    return shared or frozenset(counted)


def _worth(material: Material, n: int, support: dict[int, float]) -> float:
    """How well a sentence serves as the middle of a statement."""
    one = material.sentences[n]
    voices = {material.sentences[m].voice for m in support}
    length = max(len(one.text) - LENGTH, 0) / LENGTH
    native = material.sources[one.source].language == material.language
    copied = material.sources[one.source].report.copy is not None
    newest = one.source / max(len(material.sources), 1)
    return len(voices) + max(support.values()) + 0.5 * native - 0.7 * length + 0.2 * newest - 0.3 * copied


def _importance(material: Material, n: int, round_: Sequence[int], title: frozenset[str]) -> float:
    """Voices, how early it is told, and what it shares with the headlines; 0 to 1."""
    members: list[Sentence] = [material.sentences[m] for m in (n, *round_)]
    voices = min(len(members), 6) / 6
    early = sum(1 / (1 + 0.2 * one.number) for one in members) / len(members)
    shared = min(len(members[0].terms & title) / 4, 1.0)
    return round(0.4 * voices + 0.35 * early + 0.25 * shared, 4)


def _same(alike: Alike, one: int, other: int) -> bool:
    """Whether a statement would say again what another says."""
    a, b = float(alike.covered[one, other]), float(alike.covered[other, one])
    near = alike.cosine(one, other)
    return a >= 0.6 or b >= 0.6 or (near is not None and near >= 0.75)
