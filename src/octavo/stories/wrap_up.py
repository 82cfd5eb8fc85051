"""A day's wrap-up, laid out from the stories as they stood: what comes first, in which sentences, how long it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.briefings import Briefing, Dossier, Moved, Sourced, Told
from octavo.news.comparison import Changes, Comparison, FigureChange, FigureSaid, Said, Statement
from octavo.news.stories import Ranked, StoryId
from octavo.stories.briefing import changed_since, long_read, top
from octavo.text.words import tokens

LEAST, MOST = 5, 7
"""Top stories. Beyond the least, only those that several publishers report."""
RUNNING = 5
PACE = 230
"""Words a minute: of silent reading adults manage 238 in English (Brysbaert 2019); of scripts whose characters count as
words, about as many characters."""
_LEAD, _POINTS, _NEWS = 3, 2, 1
"""Sentences of the first story, of other top ones, of those that only run on."""
_FIGURES, _OF_ONE = 6, 2


def lay_out(
    day: date,
    since: datetime,
    moment: datetime,
    languages: tuple[str, ...],
    ranked: Sequence[Ranked],
    dossiers: Mapping[StoryId, Dossier],
    cards: Sequence[Card] = (),
    copies: Collection[ArticleId] = (),
) -> Briefing:
    """The briefing of the time from `since` to `moment`.

    `ranked` are its stories in their order; `dossiers` those of them that can be told from, by id: all that may stand
    in it. `cards` are the articles of that time from which the long read is chosen; `copies` those that are no
    publisher's own.
    """
    first = chosen(ranked, moment)
    leading = [
        _told(dossiers[one.card.id], since, languages, _POINTS if number else _LEAD)
        for number, one in enumerate(first)
        if one.card.id in dossiers
    ]
    taken = {one.card.id for one in leading}
    others = [dossiers[one.card.id] for one in ranked if one.card.id in dossiers and one.card.id not in taken]
    running = [told for one in others if (told := _told(one, since, languages, _NEWS)).running and told.points]
    shown = [*leading, *running[:RUNNING]]
    figures = _figures((dossiers[one.card.id] for one in shown if one.running), since, languages)
    stories = {member.card.id: one.story.card.id for one in dossiers.values() for member in one.story.members}
    read = long_read(cards, moment, copies, stories, taken)
    briefing = Briefing(
        day, since, moment, languages, tuple(leading), tuple(running[:RUNNING]), tuple(figures[:_FIGURES]), read
    )
    return replace(briefing, words=sum(len(tokens(text)) for text in texts(briefing)))


def chosen(ranked: Sequence[Ranked], moment: datetime) -> list[Ranked]:
    """The top stories of the day before `moment`."""
    first = top(ranked, MOST, moment)
    return [*first[:LEAST], *(one for one in first[LEAST:] if one.card.publishers > 1)]


def minutes(words: int) -> int:
    """How long that takes to read, at least one."""
    return max(1, round(words / PACE))


def texts(briefing: Briefing) -> Iterable[str]:
    """What there is to read, in its order."""
    for told in (*briefing.top, *briefing.running):
        yield told.card.lead.title
        yield from (point.said.text for point in told.points) if told.points else (told.card.lead.summary,)
    for moved in briefing.figures:
        yield from (moved.change.quantity.name, moved.change.before.said.text, moved.change.after.sentence)
    if briefing.long_read:
        yield from (briefing.long_read.title, briefing.long_read.summary)


def _told(dossier: Dossier, since: datetime, languages: Collection[str], most: int) -> Told:
    card = dossier.story.card
    running = card.began < since
    changes = changed_since(card.id, dossier.story.members, dossier.told, since) if running else None
    points = _news(changes) if changes else _happened(dossier.told) if dossier.told else []
    spoken = [found for one in points if (found := _spoken(one, languages or (card.lead.language,)))]
    return Told(card, tuple(spoken[:most]), running, len(changes.articles) if changes else 0)


def _happened(told: Comparison) -> list[Sourced]:
    """The summary of a story that is new, what several state before what one does."""
    points = [Sourced(said, _others(said, told.statements)) for said in told.summary]
    return sorted(points, key=lambda point: not point.others)


def _news(changes: Changes) -> list[Sourced]:
    """What is new in one that runs: statements that nobody had made, then the newest of its timeline."""
    stated = [Sourced(one.said[0], one.said[1:]) for one in changes.statements]
    seen = {(one.article, one.start) for point in stated for one in (point.said, *point.others)}
    turns = [turn.said for turn in reversed(changes.turns) if turn.kind == "news"]
    return [*stated, *(Sourced(said) for said in turns if (said.article, said.start) not in seen)]


def _others(said: Said, statements: Iterable[Statement]) -> tuple[Said, ...]:
    for statement in statements:
        if any((one.article, one.start) == (said.article, said.start) for one in statement.said):
            return tuple(one for one in statement.said if one.article != said.article)
    return ()


def _spoken(point: Sourced, languages: Collection[str]) -> Sourced | None:
    """The same, first as it is said in one of the reader's languages; None where it is not."""
    every = (point.said, *point.others)
    said = next((one for one in every if one.language in languages), None)
    return Sourced(said, tuple(one for one in every if one is not said)) if said else None


def _figures(dossiers: Iterable[Dossier], since: datetime, languages: Collection[str]) -> list[Moved]:
    found = list[Moved]()
    for dossier in dossiers:
        card = dossier.story.card
        changes = changed_since(card.id, dossier.story.members, dossier.told, since).figures
        readable = (change for one in changes if (change := _readable(one, languages)))
        found += [Moved(card, change) for change in islice(readable, _OF_ONE)]
    return found


def _readable(change: FigureChange, languages: Collection[str]) -> FigureChange | None:
    """The same, as it is said in one of the reader's languages; None where the new figure is not."""
    if not languages:
        return change
    values = [one for one in change.quantity.values if one.said.language in languages]
    after = _same(change.after, values)
    return FigureChange(change.quantity, _same(change.before, values) or change.before, after) if after else None


def _same(value: FigureSaid, among: Sequence[FigureSaid]) -> FigureSaid | None:
    """The same figure as one of these has it, itself first."""
    same = [one for one in among if (one.figure.value, one.figure.high) == (value.figure.value, value.figure.high)]
    return value if value in same else next(iter(same), None)
