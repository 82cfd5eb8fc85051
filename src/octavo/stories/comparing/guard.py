"""What forbids to take two sentences for one statement, however alike their words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from octavo.stories.comparing.lexicon import Lexicon
from octavo.stories.comparing.material import Sentence
from octavo.stories.comparing.terms import terms_of

DENIED = 3
"""Terms after a negation that it may deny."""


class Guard:
    """What a sentence says that another must not contradict."""

    def __init__(self, words: Lexicon, language: str, sentence: Sentence) -> None:
        self.terms = sentence.terms
        self.negations = [place for place, _ in words.negation.all_in(sentence.run)]
        self.denied = frozenset(_denied(words, language, sentence.run, self.negations))
        self.sides = frozenset(meaning for _, meaning in words.opposites.all_in(sentence.run))
        """Of pairs of which a thing does one: `rise+` or `rise-`."""
        self.days = frozenset(meaning for _, meaning in words.weekdays.all_in(sentence.run))

    def allows(self, other: Guard) -> bool:
        """Whether both can be the same statement: nothing denied by one alone, no opposites, not of different days."""
        if bool(self.negations) != bool(other.negations) or _denies(self, other) or _denies(other, self):
            return False
        if self.days and other.days and not self.days & other.days:
            return False
        return not any(_opposite(side) in other.sides - self.sides for side in self.sides - other.sides)


def _denied(words: Lexicon, language: str, run: Sequence[str], negations: Sequence[int]) -> Iterator[str]:
    """The terms that stand next after a negation."""
    for place in negations:
        yield from islice(terms_of(run[place + 1 :], language, words), DENIED)


def _denies(one: Guard, other: Guard) -> bool:
    """Whether one denies what the other has and does not deny; what the other does not have is left open."""
    return any(term in other.terms and term not in other.denied for term in one.denied)


def _opposite(side: str) -> str:
    return side[:-1] + ("-" if side.endswith("+") else "+")
