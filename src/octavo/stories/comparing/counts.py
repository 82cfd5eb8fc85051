"""What an article's figures count: the quantity that the words around a number tell, and what it may be.

    the clause of the number, to its right then to its left → a quantity of words.toml (`killed`, `rescued`)
    a number without a thing beside it, after `rose to`, `put at` → the quantity that begins the sentence
    otherwise → the thing counted and its unit

Years, ages, clock times, durations, distances and scores are no quantities that reports are compared by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.news.marks import Figure
from octavo.stories.comparing.lexicon import Phrases
from octavo.stories.comparing.material import Sentence, Source
from octavo.stories.comparing.terms import stem
from octavo.text.words import token_spans

NOT_COMPARED = frozenset(
    {
        "s",
        "min",
        "h",
        "d",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "m",
        "km",
        "mi",
        "nmi",
        "ft",
        "cm",
        "mm",
        "in",
        "yd",
        "ly",
        "°",
    }
)
"""Units of time and length."""

RIGHT, LEFT = 6, 7
"""Tokens to either side of a number among which the words stand that tell what it counts."""

_STOPS = frozenset(".;:,—–()،؛。，；：")
_AND = frozenset({"and", "et", "y", "e", "und", "while", "as", "but", "mientras", "tandis", "während"})


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it counts."""

    source: int
    sentence: Sentence
    figure: Figure
    quantity: str
    """Of words.toml, empty where its words tell none."""
    thing: str
    """The stem of what is counted, empty for people and the like."""
    low: float
    high: float
    """What it may be, by its qualifier and by how it is rounded."""
    partial: bool
    """A part of something, or on top of something."""
    beside: bool
    """Another count of what the count before it counts (`put the figure at`)."""
    moment: datetime
    cited: str

    @property
    def value(self) -> float:
        """As written."""
        return self.figure.value


def counts_of(source: Source) -> tuple[Count, ...]:
    """The counts of an article's sentences, in order."""
    found = []
    for sentence in source.sentences:
        spans = [
            (token, first + sentence.start, last + sentence.start) for token, first, last in token_spans(sentence.text)
        ]
        for number, figure in enumerate(sentence.figures):
            if figure.unit in NOT_COMPARED or figure.counted in ("score", "age"):
                continue
            around = _Around(source, sentence, spans, number)
            found.append(around.count())
    return tuple(found)


class _Around:
    """The words around one figure of a sentence."""

    def __init__(self, source: Source, sentence: Sentence, spans: Sequence[tuple[str, int, int]], number: int) -> None:
        self.source, self.sentence, self.figure = source, sentence, sentence.figures[number]
        figures = sentence.figures
        floor = figures[number - 1].end if number else sentence.start
        ceiling = figures[number + 1].start if number + 1 < len(figures) else sentence.end
        text = source.text
        digits = self._number(self.figure)
        self.right = self._reach(text, [s for s in spans if digits[1] <= s[1] < ceiling], digits[1], RIGHT)
        before = [s for s in spans if floor <= s[1] < digits[0]]
        self.before = [token for token, _, _ in before]
        self.left = self._back(text, before, digits[0])

    def _number(self, figure: Figure) -> tuple[int, int]:
        """The span of a figure; what it counts lies after it."""
        return figure.start, figure.end

    @staticmethod
    def _reach(text: str, spans: Sequence[tuple[str, int, int]], at: int, most: int) -> list[str]:
        """The tokens after a number, to the end of its clause."""
        run: list[str] = []
        for token, first, last in spans[:most]:
            if _STOPS & set(text[at:first]) or token in _AND or token.startswith("وال"):
                break
            run.append(token)
            at = last
        return run

    @staticmethod
    def _back(text: str, spans: Sequence[tuple[str, int, int]], at: int) -> list[str]:
        """The tokens before a number, from the beginning of its clause."""
        run: list[str] = []
        for token, first, last in reversed(spans[-LEFT:]):
            if _STOPS & set(text[last:at].strip()):
                break
            run.insert(0, token)
            at = first
        return run

    def count(self) -> Count:
        """The figure with what it counts."""
        words, figure = self.source.words, self.figure
        quantity = _nearest(words.quantities, self.right, last=False) or _nearest(
            words.quantities, self.left, last=True
        )
        inside = [token for token, _, _ in token_spans(figure.text)]
        quantity = _nearest(words.quantities, inside, last=False) or quantity
        if not quantity and not figure.counted:
            quantity = self._subject()
        if figure.unit == "magnitude":
            quantity = "magnitude"
        low, high = interval(figure)
        near = [*self.left, *self.right]
        return Count(
            source=self.source.place,
            sentence=self.sentence,
            figure=figure,
            quantity=quantity,
            thing=self._thing(),
            low=low,
            high=high,
            partial=any(words.partial.all_in(near)),
            beside=not figure.counted and any(words.disputed.all_in(self.before[-6:])),
            moment=moment_of(figure, self.source),
            cited=figure.cited,
        )

    def _subject(self) -> str:
        """What the beginning of the sentence says is counted, where the number only says how far it got."""
        words = self.source.words
        if any(words.rising.all_in(self.left[-3:])):
            return _nearest(words.quantities, self.before, last=False)
        return ""

    def _thing(self) -> str:
        """The group that is counted, alike in every language where words.toml has it; else the stem of the word."""
        counted = [token for token, _, _ in token_spans(self.figure.counted)]
        if not counted:
            return ""
        meaning = _nearest(self.source.words.things, counted, last=True)
        if meaning or _nearest(self.source.words.quantities, counted, last=True):
            return "" if meaning in ("anyone", "") else f"={meaning}"
        return stem(counted[-1], self.source.language)


def _nearest(phrases: Phrases, run: Sequence[str], *, last: bool) -> str:
    found = [meaning for _, meaning in phrases.all_in(run)]
    return found[-1 if last else 0] if found else ""


def interval(figure: Figure) -> tuple[float, float]:
    """The least and most that a figure may mean: its qualifier, and half a unit of its last digit that is no nought."""
    value, upper = figure.value, figure.high if figure.high is not None else figure.value
    low, high = min(value, upper), max(value, upper)
    slack = 0.5 * _last_digit(low) if low >= 1000 else 0.0
    match figure.qualifier:
        case "at least" | "more than":
            return low, float("inf")
        case "at most" | "less than" | "up to":
            return 0.0, high
        case "about":
            return low - max(0.1 * abs(low), slack), high + max(0.1 * abs(high), slack)
        case "nearly":
            return low - 0.1 * abs(low), high
        case _:
            return low - slack, high + slack


def _last_digit(value: float) -> float:
    """What the last digit before the noughts of a round number is worth: 100 of 4,200."""
    worth = 1.0
    while value and value == int(value) and value % (worth * 10) == 0:
        worth *= 10
    return worth if worth > 1 else 0.0


def compatible(one: Count, other: Count) -> bool:
    """Whether two counts may mean one number."""
    return one.low <= other.high and other.low <= one.high


def moment_of(figure: Figure, source: Source) -> datetime:
    """When a figure held: on the weekday that the text names, the last before the article was shown; else then."""
    shown = source.shown
    run = [token for token, _, _ in token_spans(figure.time)]
    for _, day in source.words.weekdays.all_in(run):
        back = (shown.weekday() - int(day)) % 7
        return shown - timedelta(days=back)
    for _, days in source.words.relative.all_in(run):
        return shown - timedelta(days=int(days))
    return shown
