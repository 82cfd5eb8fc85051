"""The story's days and turns: the first report, sentences with news in them, figures that changed, silent edits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from octavo.news.comparison import Turn
from octavo.news.marks import text_of
from octavo.stories.comparing.counted import Count
from octavo.stories.comparing.material import Material, Source
from octavo.stories.comparing.quantities import Table
from octavo.stories.comparing.statements import Star, fit_alone
from octavo.text.sentences import sentence_spans
from octavo.text.words import tokens

MOST = 40
MOST_A_DAY = 4
"""Turns with news; edits come on top."""

SOON = timedelta(hours=12)
"""Within which the story's own language is preferred to whoever was first."""


def timeline_of(material: Material, stars: Sequence[Star], tables: Sequence[Table]) -> tuple[Turn, ...]:
    """The turns, oldest first."""
    if not material.sources:
        return ()
    turns = _thinned([_began(material), *_figures(material, tables), *_news(material, stars)])
    turns += _quiet_days(material, {turn.moment.date() for turn in turns})
    turns += [turn for source in material.sources for turn in _edits(source)]
    return tuple(sorted(turns, key=lambda turn: (turn.moment, turn.said.article, turn.said.start))[:MOST])


def _began(material: Material) -> Turn:
    """The first report: its first sentence that can be read alone, else its title."""
    source = material.sources[0]
    for n, one in enumerate(material.sentences):
        if one.source == 0 and fit_alone(material, n):
            return Turn(source.shown, material.said(one), "began")
    return Turn(source.shown, source.said(0, len(source.report.stored.article.title)), "began")


def _figures(material: Material, tables: Sequence[Table]) -> list[Turn]:
    """Where a figure changed: the first sentence with each new number, in the story's language if one soon had it."""
    turns = []
    for table in tables:
        if table.quantity.state == "agreeing":
            continue
        told: dict[float, list[Count]] = defaultdict(list)
        for count in sorted(table.counts, key=lambda count: (count.source, count.figure.start)):
            told[count.value].append(count)
        for counts in list(told.values())[1:]:
            source = material.sources[counts[0].source]
            soon = [c for c in counts if material.sources[c.source].shown - source.shown <= SOON]
            count = next((c for c in soon if c.language == material.language), counts[0])
            source = material.sources[count.source]
            said = source.said(count.sentence.start, count.sentence.end)
            turns.append(Turn(source.shown, said, "figure", len({c.source for c in counts})))
    return turns


def _news(material: Material, stars: Sequence[Star]) -> list[Turn]:
    """What was corroborated, where it was told first."""
    turns = []
    for star in stars:
        members = sorted((star.middle, *star.round), key=lambda n: material.sentences[n].source)
        alone = [n for n in members if fit_alone(material, n)]
        first = material.sentences[(alone or members)[0]]
        if first.source:
            turns.append(Turn(material.sources[first.source].shown, material.said(first), "news", len(members)))
    return turns


def _quiet_days(material: Material, told: set[date]) -> list[Turn]:
    """Of each other day with a report of its own the sentence that carries it best."""
    best: dict[date, tuple[tuple[bool, float], Turn]] = {}
    for n, one in enumerate(material.sentences):
        source = material.sources[one.source]
        day = source.shown.date()
        if day in told or source.report.copy is not None or source.marks is None or not fit_alone(material, n):
            continue
        scores = {point.start: point.score for point in source.marks.key_points}
        worth = (source.language == material.language, scores.get(one.start, 0.0))
        if day not in best or worth > best[day][0]:
            best[day] = (worth, Turn(source.shown, material.said(one), "news"))
    return [turn for _, turn in best.values()]


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
