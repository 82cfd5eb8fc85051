"""What forbids to take two sentences for one statement, however alike their words are."""

from __future__ import annotations

from octavo.stories.comparing.lexicon import Lexicon
from octavo.stories.comparing.material import Sentence


class Guard:
    """What a sentence says that another must not contradict."""

    def __init__(self, words: Lexicon, sentence: Sentence) -> None:
        self.negated = bool(words.negation.first(sentence.run))
        self.sides = frozenset(meaning for _, meaning in words.opposites.all_in(sentence.run))
        """Of pairs of which a thing does one: `rise+` or `rise-`."""
        self.days = frozenset(meaning for _, meaning in words.weekdays.all_in(sentence.run))

    def allows(self, other: Guard) -> bool:
        """Whether both can be the same statement: not one denied, not opposites, not of different days."""
        if self.negated != other.negated or (self.days and other.days and not self.days & other.days):
            return False
        return not any(_opposite(side) in other.sides - self.sides for side in self.sides - other.sides)


def _opposite(side: str) -> str:
    return side[:-1] + ("-" if side.endswith("+") else "+")
