"""What an article's figures count: the quantity that the words around a number tell.

    the clause of the number, to its right then to its left → a quantity of words.toml (`killed`, `rescued`)
    a number without a thing beside it, after `rose to`, `put at` → the quantity that begins the sentence
    another count of what was counted just before (beside.py) → what that one counts
    otherwise → the thing counted and its unit

Years, ages, clock times, durations, distances and scores are no quantities that reports are compared by, nor are words
that only name a scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from octavo.news.marks import Figure
from octavo.stories.comparing.around import NEXT, Around, around
from octavo.stories.comparing.beside import as_another, counted_before
from octavo.stories.comparing.counted import Count
from octavo.stories.comparing.lexicon import Lexicon
from octavo.stories.comparing.material import Sentence, Source
from octavo.stories.comparing.ranges import interval
from octavo.stories.comparing.terms import stem
from octavo.text.words import token_spans, tokens

NOT_COMPARED = frozenset({
    "s", "min", "h", "d", "week", "month", "year", "decade", "century",
    "m", "km", "mi", "nmi", "ft", "cm", "mm", "in", "yd", "ly", "°",
})  # fmt: skip
"""Units of time and length."""

OF_PEOPLE = frozenset({"dead", "injured", "rescued", "aboard", "moved", "homeless", "arrested", "infected"})
"""Quantities of words.toml that count people: of other things their words mean something else (seats are saved)."""

SCALES = frozenset({10.0, 12.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12})

_ENDS = frozenset(".,;:?!—–)؟،؛。，；：？！")


def counts_of(source: Source) -> tuple[Count, ...]:
    """The counts of an article's title and sentences, in order."""
    found: list[Count] = []
    for sentence in (source.title, *source.sentences):
        spans = token_spans(sentence.text) if sentence.figures else []
        for number, figure in enumerate(sentence.figures):
            if figure.unit in NOT_COMPARED or figure.counted in ("score", "age") or _vague(figure):
                continue
            near = around(source.words, sentence, spans, number)
            count = _count(source, sentence, figure, near)
            disputed = near.disputed and not near.spoken and _bare(figure, source)
            other = counted_before(count, found) if disputed else None
            found.append(as_another(count, other) if other else count)
    return tuple(found)


def _vague(figure: Figure) -> bool:
    """Whether a figure only names a scale: `thousands`, `billions of dollars`."""
    return figure.qualifier == "more than" and figure.value in SCALES and not any(map(str.isdigit, figure.text))


def _count(source: Source, sentence: Sentence, figure: Figure, near: Around) -> Count:
    thing = _thing(source, figure, near)
    quantity = _quantity(source.words, figure, near)
    if quantity in OF_PEOPLE and thing and not thing.startswith("="):
        quantity = ""
    low, high = interval(figure)
    return Count(
        source=source.place,
        language=source.language,
        sentence=sentence,
        figure=figure,
        quantity=quantity,
        thing=thing,
        unit="magnitude" if quantity == "magnitude" else figure.unit,
        low=low,
        high=high,
        partial=near.partial,
        moment=_moment(figure, source),
        cited=figure.cited,
    )


def _quantity(words: Lexicon, figure: Figure, near: Around) -> str:
    """The quantity of words.toml that the words in or around a number tell; empty where they tell none."""
    if figure.unit == "magnitude":
        return "magnitude"
    told = words.quantities.first(tokens(figure.text)) or words.quantities.first(near.right)
    told = told or words.quantities.last(near.left)
    if not told and not figure.counted and words.rising.first(near.left[-NEXT:]):
        told = words.quantities.first(near.before)
    return told


def _bare(figure: Figure, source: Source) -> bool:
    """Whether nothing is said to be counted in its clause, or only a number is."""
    if not figure.counted or source.text[figure.end : figure.end + 1] in _ENDS:
        return True
    return source.words.things.first(tokens(figure.counted)) == "number"


def _thing(source: Source, figure: Figure, near: Around) -> str:
    """The group that is counted, alike in every language where words.toml has it; else the stem of the word."""
    words = source.words
    counted = [] if _bare(figure, source) else tokens(figure.counted)
    if not counted:
        counted = _after_number_of(words, near.before)
    if not counted:
        return ""
    meaning = words.things.last(counted)
    if meaning:
        return "" if meaning in ("anyone", "number") else f"={meaning}"
    return "" if words.quantities.last(counted) else stem(counted[-1], source.language)


def _after_number_of(words: Lexicon, run: Sequence[str]) -> list[str]:
    """What stands after `the number of`: the first word that tells what is counted, else the first word."""
    for place in range(len(run) - 1):
        length = words.number_of.at(run, place)[1]
        if length:
            after = run[place + length : place + length + 3]
            told = [token for token in after if words.quantities.first([token]) or words.things.first([token])]
            return [*told, *after][:1]
    return []


def _moment(figure: Figure, source: Source) -> datetime:
    """When a figure held: on the weekday that the text names, the last before the article was shown; else then."""
    run = tokens(figure.time)
    if source.words.since.first(run):
        return source.shown
    for _, day in source.words.weekdays.all_in(run):
        return source.shown - timedelta(days=(source.shown.weekday() - int(day)) % 7)
    for _, days in source.words.relative.all_in(run):
        return source.shown - timedelta(days=int(days))
    return source.shown
