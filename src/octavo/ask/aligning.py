"""A sentence's words beside those of the sentences that it is to follow from.

Every item of the sentence (a number, a name, a telling word) is looked for on its ground: the quoted sentences that
share the most of the *other* items, rare ones counting more, with the sentences right before and after them, which hold
what pronouns stand for. So a name that is quoted elsewhere does not excuse a sentence that puts it in another's place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from octavo.ask.lexicon import Lexicon
from octavo.ask.numbers import Number, numbers_of
from octavo.ask.polarity import words_of
from octavo.text.sentences import sentence_spans
from octavo.text.stems import without_clitic
from octavo.text.words import tokens

MOST_GROUND = 3
"""Sentences that one sentence may be fused of."""
LEAST_GAIN = 0.15
"""Of the weight of a sentence's items, what a further sentence must add to its ground."""
ALIKE = 0.8
"""Of the letters of two words that are forms of one: `Zelenskyy`, `Zelensky`."""

BESIDE = 2
"""Telling words on each side of a number, one of which must stand beside it in what is quoted too."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, read for comparing."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[Number, ...]
    stems: frozenset[str]
    """Of its telling words, without those of its numbers."""
    times: frozenset[str]
    """Months, weekdays and the like."""


def line_of(text: str, lists: Lexicon) -> Line:
    """Read one sentence."""
    words = tuple(words_of(text, lists))
    numbers = tuple(numbers_of(text, lists))
    digits = {word for number in numbers for word in number.words}
    times = frozenset(lists.times[word] for word in words if word in lists.times)
    telling = (word for word in lists.telling(words) if word not in digits and word not in lists.times)
    stems = frozenset(lists.stem(word) for word in telling if len(word) > 1 and word not in lists.negations)
    return Line(text, words, numbers, stems, times)


def lines_of(texts: Iterable[str], lists: Lexicon) -> list[list[Line]]:
    """The sentences of each text."""
    return [[line_of(text[start:end], lists) for start, end in sentence_spans(text, lists.language)] for text in texts]


def line_has(line: Line, stem: str) -> bool:
    """Whether a word stands in a sentence, in any form."""
    return stem in line.stems or any(alike(stem, other) for other in line.stems)


def beside_number(line: Line, number: Number, lists: Lexicon) -> list[str]:
    """The stems of the telling words nearest to a number, on each side."""
    before = [lists.stem(word) for word in lists.telling(tokens(line.text[: number.start])) if word not in lists.units]
    after = [lists.stem(word) for word in lists.telling(tokens(line.text[number.end :])) if word not in lists.units]
    return [stem for stem in (*before[-BESIDE:], *after[:BESIDE]) if stem in line.stems]


class Ground:
    """The quoted sentences, to look a sentence's items up in."""

    def __init__(self, quoted: Sequence[Sequence[Line]]) -> None:
        self.lines = [line for text in quoted for line in text]
        self.stems = frozenset(stem for line in self.lines for stem in line.stems)
        self._near: dict[int, list[int]] = {nth: [nth] for nth in range(len(self.lines))}
        begin = 0
        for text in quoted:
            for one, other in pairwise(range(begin, begin + len(text))):
                self._near[one].append(other)
                self._near[other].append(one)
            begin += len(text)
        counts = Counter(stem for line in self.lines for stem in line.stems)
        self._weight = {stem: math.log(1 + len(self.lines) / count) for stem, count in counts.items()}

    def found(self, stem: str) -> str:
        """The form under which a stem stands in the quoted sentences; empty where it does not."""
        if stem in self.stems:
            return stem
        return next((other for other in self.stems if alike(stem, other)), "")

    def under(self, stems: Iterable[str]) -> list[Line]:
        """The sentences that share the most of these stems."""
        return [self.lines[nth] for nth in self._chosen(stems)]

    def around(self, stems: Iterable[str]) -> list[Line]:
        """The same with those right before and after them."""
        return [self.lines[near] for near in dict.fromkeys(n for nth in self._chosen(stems) for n in self._near[nth])]

    def _chosen(self, stems: Iterable[str]) -> list[int]:
        left = {form for stem in stems if (form := self.found(stem))}
        whole = sum(self._weight[form] for form in left)
        chosen: list[int] = []
        while left and len(chosen) < MOST_GROUND:
            gains = [sum(self._weight[form] for form in left & line.stems) for line in self.lines]
            best = max(range(len(gains)), key=lambda nth: gains[nth])
            if gains[best] <= (LEAST_GAIN * whole if chosen else 0.0):
                break
            # Several may say it as well: they are ground too.
            chosen += [nth for nth, gain in enumerate(gains) if gain >= gains[best] - 1e-9 and nth not in chosen]
            left -= frozenset().union(*(self.lines[nth].stems for nth in chosen))
        return chosen if chosen or not self.lines else list(range(len(self.lines)))


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> bool:
    """Whether two stems are forms or spellings of one word."""
    if (
        one in (bare := without_clitic(other), other)
        or other == without_clitic(one)
        or (bare and bare == without_clitic(one))
    ):
        return True
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    return one[:5] == other[:5] or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
