"""Which words of a sentence are negated, and which stand against their contraries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.ask.lexicon import Lexicon
from octavo.text.words import tokens

_REACH = 2
"""Telling words after a negation that it turns round."""
_SPAN = 6
"""Words after it among which they are."""
_CONTRACTED = re.compile(r"(?i)\b(\w+?)(n[’'`]t)\b|\bcannot\b")


def words_of(sentence: str, lists: Lexicon) -> list[str]:
    """The tokens of a sentence; what contracts a negation is written out: `can't` is `ca not`."""
    if lists.language == "en":
        sentence = _CONTRACTED.sub(lambda m: f"{m[1] or 'can'} not", sentence)
    return tokens(sentence)


def turned(words: Sequence[str], lists: Lexicon) -> list[tuple[str, ...]]:
    """Of each negation, the stems of the telling words after it that it turns round, the nearest first; where none
    follow, of those before it."""
    found = []
    for at, word in enumerate(words):
        if word in lists.negations:
            after = _telling(words[at + 1 : at + 1 + _SPAN], lists)[:_REACH]
            found.append(tuple(after or _telling(words[max(0, at - _SPAN) : at], lists)[-1:]))
    return found


def _telling(words: Sequence[str], lists: Lexicon) -> list[str]:
    return [lists.stem(word) for word in words if word not in lists.common and word not in lists.negations]


def contraries(words: Sequence[str], others: Sequence[str], lists: Lexicon) -> list[str]:
    """Words whose contrary stands in the others, which have not the word itself."""
    there = set(others)
    return [word for word in words if word not in there and lists.opposites.get(word, frozenset()) & there]
