"""What an article's figures count: the quantity that the words around a number tell.

    the clause of the number, to its right then to its left → a quantity of words.toml (`killed`, `rescued`)
    a number without a thing beside it, after `rose to`, `put at` → the quantity that begins the sentence
    another count of what was counted just before (`the charity put the figure at 79`) → what that one counts
    otherwise → the thing counted and its unit

Years, ages, clock times, durations, distances and scores are no quantities that reports are compared by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from octavo.news.marks import Figure
from octavo.stories.comparing.lexicon import Lexicon, Phrases
from octavo.stories.comparing.material import Sentence, Source
from octavo.stories.comparing.ranges import interval
from octavo.stories.comparing.terms import stem
from octavo.text.words import token_spans, tokens

NOT_COMPARED = frozenset({
    "s", "min", "h", "d", "week", "month", "year", "decade", "century",
    "m", "km", "mi", "nmi", "ft", "cm", "mm", "in", "yd", "ly", "°",
})  # fmt: skip
"""Units of time and length."""

RIGHT, LEFT = 8, 7
"""Tokens to either side of a number among which the words stand that tell what it counts."""

NEXT = 3
"""Tokens to either side among which stands what makes it a part of another count."""

BESIDE = 4.0
"""How many times as much as the other the larger of two counts of one thing may be."""

FAR = 4
"""Sentences between them at most, where they differ little; else they stand in the same one or the next."""

CLOSE = 1.25
"""How much more is little."""

_STOPS = frozenset(".;:,—–()،؛。，；：")
_ENDS = frozenset(".,;:?!—–)؟،؛。，；：？！")
_AND = frozenset({"and", "et", "y", "e", "und", "while", "as", "but", "mientras", "tandis", "während"})
_OF = frozenset({("of",), ("sur",), ("de",), ("von",), ("من",), ("من", "اصل")})
"""All that stands between a part and the whole, where that is a number."""
_AND_THE = "وال"
"""Arabic writes `and the` onto the next word."""

Spans = Sequence[tuple[str, int, int]]
"""Tokens with where they stand in the article's text."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it counts."""

    source: int
    language: str
    sentence: Sentence
    figure: Figure
    quantity: str
    """Of words.toml, empty where its words tell none."""
    thing: str
    """What is counted: its stem, or its group in words.toml; empty for people at large."""
    unit: str
    low: float
    high: float
    """What it may be, by its qualifier and by how it is rounded."""
    partial: bool
    """A part of something, or on top of something."""
    moment: datetime
    cited: str
    beside: Figure | None = None
    """The figure of which it is another count."""

    @property
    def value(self) -> float:
        """As written."""
        return self.figure.value


def compatible(one: Count, other: Count) -> bool:
    """Whether two counts may mean one number."""
    return one.low <= other.high and other.low <= one.high


def counts_of(source: Source) -> tuple[Count, ...]:
    """The counts of an article's title and sentences, in order."""
    found: list[Count] = []
    for sentence in (source.title, *source.sentences):
        spans = [(token, a + sentence.start, b + sentence.start) for token, a, b in token_spans(sentence.text)]
        for number, figure in enumerate(sentence.figures):
            if figure.unit in NOT_COMPARED or figure.counted in ("score", "age"):
                continue
            around = _around(source, sentence, spans, number)
            count = _count(source, sentence, figure, around)
            other = _other(count, found) if _bare(figure, source) and around.disputed and not around.spoken else None
            found.append(_as_another(count, other) if other else count)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around one figure of a sentence."""

    left: tuple[str, ...]
    """Of its clause, back to the figure before."""
    right: tuple[str, ...]
    before: tuple[str, ...]
    """All of the sentence before it, back to the figure before."""
    disputed: bool
    """Whether the words before say that it is another count."""
    spoken: bool
    """Whether it stands in somebody's words."""


def _around(source: Source, sentence: Sentence, spans: Spans, number: int) -> _Around:
    figures = sentence.figures
    figure = figures[number]
    floor = figures[number - 1].end if number else sentence.start
    ceiling = figures[number + 1].start if number + 1 < len(figures) else sentence.end
    before = [span for span in spans if floor <= span[1] < figure.start]
    after = [span for span in spans if figure.end <= span[1] < ceiling]
    run = tuple(token for token, _, _ in before)
    return _Around(
        left=tuple(_back(source.text, before[-LEFT:], figure.start)),
        right=tuple(_forth(source.text, after[:RIGHT], figure.end)),
        before=run,
        disputed=_ends_in(source.words.disputed, run),
        spoken=_spoken(source, sentence, figure),
    )


def _ends_in(phrases: Phrases, run: Sequence[str]) -> bool:
    """Whether a run of tokens ends in one of the phrases."""
    return any(phrases.at(run, place)[1] == len(run) - place for place in range(max(len(run) - 4, 0), len(run)))


def _spoken(source: Source, sentence: Sentence, figure: Figure) -> bool:
    """Whether somebody's words go on to both sides of a figure: what they compare, they compare in a saying."""
    before, after = source.text[sentence.start : figure.start], source.text[figure.end : sentence.end]
    straight = before.count('"') % 2 == 1 and not before.rstrip().endswith('"')
    curly = before.count("“") > before.count("”") and not before.endswith("“")
    return (straight and not after.startswith('"')) or (curly and not after.startswith("”"))


def _forth(text: str, spans: Spans, at: int) -> Iterator[str]:
    """The tokens after a number, to the end of its clause."""
    for token, first, last in spans:
        if _STOPS & set(text[at:first]) or token in _AND or token.startswith(_AND_THE):
            return
        yield token
        at = last


def _back(text: str, spans: Spans, at: int) -> list[str]:
    """The tokens before a number, from the beginning of its clause."""
    run: list[str] = []
    for token, first, last in reversed(spans):
        if _STOPS & set(text[last:at]):
            break
        run.insert(0, token)
        at = first
    return run


def _count(source: Source, sentence: Sentence, figure: Figure, around: _Around) -> Count:
    words = source.words
    inside = tokens(figure.text)
    quantity = (
        _meaning(words.quantities, inside)
        or _meaning(words.quantities, around.right)
        or _meaning(words.quantities, around.left, last=True)
    )
    if not quantity and not figure.counted and any(words.rising.all_in(around.left[-NEXT:])):
        quantity = _meaning(words.quantities, around.before)
    if figure.unit == "magnitude":
        quantity = "magnitude"
    near = (*around.before[-NEXT:], *around.right[:NEXT])
    low, high = interval(figure)
    return Count(
        source=source.place,
        language=source.language,
        sentence=sentence,
        figure=figure,
        quantity=quantity,
        thing=_thing(source, figure, around),
        unit="magnitude" if quantity == "magnitude" else figure.unit,
        low=low,
        high=high,
        partial=any(words.partial.all_in(near)) or _part_of(words, around),
        moment=_moment(figure, source),
        cited=figure.cited,
    )


def _part_of(words: Lexicon, around: _Around) -> bool:
    """Whether a number counts some of what follows: `four of the dead`, `11 of 14 coins`."""
    return bool(around.right and words.part_of.at(around.right, 0)[1]) or around.right in _OF


def _meaning(phrases: Phrases, run: Sequence[str], *, last: bool = False) -> str:
    """What the first phrase of a run means, or the last."""
    found = [meaning for _, meaning in phrases.all_in(run)]
    return found[-1 if last else 0] if found else ""


def _bare(figure: Figure, source: Source) -> bool:
    """Whether nothing is said to be counted in its clause, or only a number is."""
    if not figure.counted or source.text[figure.end : figure.end + 1] in _ENDS:
        return True
    return _meaning(source.words.things, tokens(figure.counted)) == "number"


def _thing(source: Source, figure: Figure, around: _Around) -> str:
    """The group that is counted, alike in every language where words.toml has it; else the stem of the word."""
    words = source.words
    counted = [] if _bare(figure, source) else tokens(figure.counted)
    if not counted:
        counted = _after_number_of(words, around.before)
    if not counted:
        return ""
    meaning = _meaning(words.things, counted, last=True)
    if meaning:
        return "" if meaning in ("anyone", "number") else f"={meaning}"
    return "" if _meaning(words.quantities, counted, last=True) else stem(counted[-1], source.language)


def _after_number_of(words: Lexicon, run: Sequence[str]) -> list[str]:
    """What stands after `the number of`: the first word that tells what is counted, else the first word."""
    for place in range(len(run) - 1):
        length = words.number_of.at(run, place)[1]
        if length:
            after = run[place + length : place + length + 3]
            told = [token for token in after if _meaning(words.quantities, [token]) or _meaning(words.things, [token])]
            return [*told, *after][:1]
    return []


def _other(count: Count, before: Sequence[Count]) -> Count | None:
    """The count before it that this one may be another count of."""
    found = []
    for other in reversed(before):
        if count.sentence.number - other.sentence.number > FAR:
            break
        ratio = _ratio(count, other)
        near = count.sentence.number - other.sentence.number <= 1 or ratio < CLOSE
        like = "" in (count.unit, other.unit) or count.unit == other.unit
        if near and like and 1 < ratio < BESIDE and count.quantity in ("", other.quantity):
            found.append(other)
    return max(found, key=lambda other: (not other.partial, bool(other.quantity), -_ratio(count, other)), default=None)


def _ratio(count: Count, other: Count) -> float:
    """How many times as much the larger is."""
    small, large = sorted((abs(count.value), abs(other.value)))
    return large / small if small else float("inf")


def _as_another(count: Count, other: Count) -> Count:
    """A count as another count of what `other` counts.

    Nobody gives two numbers for one thing: where both are laid to one, who gives the second was not recognised.
    """
    return replace(
        count,
        quantity=other.quantity,
        thing=other.thing,
        unit=count.unit or other.unit,
        partial=other.partial,
        cited="" if count.cited == other.cited else count.cited,
        beside=other.figure,
    )


def _moment(figure: Figure, source: Source) -> datetime:
    """When a figure held: on the weekday that the text names, the last before the article was shown; else then."""
    run = tokens(figure.time)
    if any(source.words.since.all_in(run)):
        return source.shown
    for _, day in source.words.weekdays.all_in(run):
        return source.shown - timedelta(days=(source.shown.weekday() - int(day)) % 7)
    for _, days in source.words.relative.all_in(run):
        return source.shown - timedelta(days=int(days))
    return source.shown
