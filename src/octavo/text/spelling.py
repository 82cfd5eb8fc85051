"""How near a word is to another as people mistype it, and by which key the near ones are found in a large vocabulary.

A word's skeleton is its consonants, doubled ones once: mistakes in vowels do not change it. Every skeleton that one
mistake in a consonant makes is looked up (as in P. Norvig, How to Write a Spelling Corrector, 2007, but over skeletons,
so that some hundred look-ups find also words that differ in more places); what is found is then compared letter by
letter.
"""

from __future__ import annotations

import re

_VOWELS = re.compile("[aeiouyаеёиоуыэюяйіїєαεηιουωاويه]")
_DOUBLED = re.compile(r"(.)\1+")
_ALPHABETS = ("bcdfghjklmnpqrstvwxz", "бвгджзклмнпрстфхцчшщъь", "βγδζθκλμνξπρσςτφχψ", "بتثجحخدذرزسشصضطظعغفقكلمن")
SHORTEST = 3
"""Letters of a word that can be told from a mistake."""
_LONG = 5
"""Letters from which on two mistakes are thought possible."""


def skeleton(word: str) -> str:
    """The consonants of a folded word, in order; the word itself where it has but vowels."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word)) or word


def near_skeletons(word: str) -> frozenset[str]:
    """The skeleton of a word, and those that one consonant more, less, another or exchanged makes of it."""
    base = skeleton(word)
    letters = next((one for one in _ALPHABETS if set(one) & set(base)), "")
    cuts = [(base[:at], base[at:]) for at in range(len(base) + 1)]
    less = {before + after[1:] for before, after in cuts if after and len(base) > 1}
    exchanged = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    other = {before + letter + after[1:] for before, after in cuts if after for letter in letters}
    more = {before + letter + after for before, after in cuts for letter in letters}
    return frozenset({base, *less, *exchanged, *other, *more})


def mistakes(word: str, meant: str) -> int:
    """Letters that are missing, too many, other or exchanged with the next (Damerau's distance, restricted)."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, other in enumerate(meant, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and word[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def bearable(word: str) -> int:
    """How many mistakes a word of this length may have and still be meant."""
    return 2 if len(word) >= _LONG else 1
