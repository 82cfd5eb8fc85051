"""The story's days and turns: the first report, sentences with news in them, figures that changed, silent edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from octavo.news.comparison import Quantity, Turn
from octavo.news.marks import text_of
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.material import Material, Source
from octavo.stories.comparing.statements import Star, fit_alone
from octavo.text.sentences import sentence_spans
from octavo.text.words import tokens

MOST = 24
MOST_A_DAY = 4
"""Turns with news; edits come on top."""


def timeline_of(
    material: Material, stars: Sequence[Star], quantities: Sequence[Quantity], alike: Alike
) -> tuple[Turn, ...]:
    """The turns, oldest first."""
    if not material.sources:
        return ()
    turns = [_began(material)]
    turns += _figures(quantities)
    turns += _news(material, stars, alike)
    kept = _thinned(turns)
    kept += [turn for source in material.sources for turn in _edits(source)]
    return tuple(sorted(kept, key=lambda turn: (turn.moment, turn.said.article, turn.said.start))[:MOST])


def _began(material: Material) -> Turn:
    """The first report: its first sentence that can be read alone, else its title."""
    source = material.sources[0]
    for n, one in enumerate(material.sentences):
        if one.source == 0 and fit_alone(material, n):
            return Turn(source.shown, material.said(one), "began")
    return Turn(source.shown, source.said(0, len(source.report.stored.article.title)), "began")


def _figures(quantities: Sequence[Quantity]) -> list[Turn]:
    """Where a figure changed: the first sentence with each new number."""
    turns = []
    for quantity in quantities:
        if quantity.state == "agreeing":
            continue
        told = Counter(value.figure.value for value in quantity.values)
        seen: set[float] = set()
        for value in sorted(quantity.values, key=lambda one: (one.said.shown, one.said.article)):
            if value.figure.value not in seen and seen:
                turns.append(Turn(value.said.shown, value.said, "figure", told[value.figure.value]))
            seen.add(value.figure.value)
    return turns


def _news(material: Material, stars: Sequence[Star], alike: Alike) -> list[Turn]:
    """What was corroborated, where it was told first."""
    turns = []
    for star in stars:
        members = sorted((star.middle, *star.round), key=lambda n: material.sentences[n].source)
        alone = [n for n in members if fit_alone(material, n)]
        first = material.sentences[(alone or members)[0]]
        if first.source:
            turns.append(Turn(material.sources[first.source].shown, material.said(first), "news", len(members)))
    return turns


def _thinned(turns: Sequence[Turn]) -> list[Turn]:
    """At most so many a day, those that most articles told; one of each sentence."""
    kept: list[Turn] = []
    days: Counter[str] = Counter()
    spans: set[tuple[int, int]] = set()
    for turn in sorted(
        turns, key=lambda turn: (turn.kind != "began", turn.kind != "figure", -turn.articles, turn.moment)
    ):
        day = turn.moment.date().isoformat()
        where = (turn.said.article, turn.said.start)
        if where in spans or days[day] >= MOST_A_DAY:
            continue
        spans.add(where)
        days[day] += 1
        kept.append(turn)
    return kept


def _edits(source: Source) -> list[Turn]:
    """Each revision that changed the text: its first new sentence that is still there, else the title."""
    turns = []
    revisions = source.report.stored.revisions
    present = [(s.start, s.end, s.run) for s in source.sentences]
    for before, after in pairwise(revisions):
        old, new = (
            _runs(text_of(before.title, before.body), source.language),
            _runs(text_of(after.title, after.body), source.language),
        )
        if old == new or after.seen - before.seen < timedelta(0):
            continue
        added = [(start, end) for start, end, run in present if run in new and run not in old]
        start, end = added[0] if added else (0, len(source.report.stored.article.title))
        turns.append(Turn(after.seen, source.said(start, end), "edit"))
    return turns


def _runs(text: str, language: str) -> set[tuple[str, ...]]:
    return {tuple(tokens(text[start:end])) for start, end in sentence_spans(text, language)}
