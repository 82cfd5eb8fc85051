"""The words that tell what an article is about, each with how much it tells.

A word is cut to its beginning, which serves as its stem in every alphabet; two characters in a row are a word where a
script has no spaces. How much one tells falls with how common it is in writing of any kind: a table of 50,000 stems
(`common.bin`), made from the vocabulary of the multilingual sentence encoder (Apache-2.0) by evaluation/train_common.
How often the archive itself has a word is not asked: on the day of an event its own name is the most frequent word.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from octavo.text.words import token_spans

STEM = 6
"""Characters of a word that count. Of 5, 6 and all, 6 told stories best apart."""
MOST, MOST_PHRASES, MOST_YEARS = 64, 48, 6
"""Words, pairs of words and years of one article that are kept: those that tell most."""
LONGEST = 4_000
"""Characters of a body that are read: news says first what it is about."""
TITLE = 2
"""Times that a word of the title counts."""
RAREST = 13.0
"""What a word tells that is not in the table: minus the logarithm of its share of all words, about."""

_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_UNSPACED = "\u0e00"
"""From here on, single characters are parts of words."""


Weighed = dict[str, tuple[float, str]]
"""Term to its weight and the form that the text has first; the weightiest first, their squares adding up to 1."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an article's words tell."""

    words: Weighed
    phrases: Weighed
    """Pairs of words that follow each other: reports of one event share them, of two like events they do not."""
    years: Weighed
    """Years that it names: reports of one event look back and ahead to the same."""


def terms_of(title: str, texts: Iterable[str]) -> Terms:
    """The terms of an article: its title and the beginning of its texts."""
    counts: Counter[str] = Counter()
    pairs: set[str] = set()
    forms: dict[str, str] = {}
    room = LONGEST
    for text, times in ((title, TITLE), *((text, 1) for text in texts if text != title)):
        if room <= 0:
            break
        before = ("", "")
        for stem, form in stems(text[:room]):
            counts[stem] += times
            forms.setdefault(stem, form)
            if before[0]:
                pair = f"{before[0]} {stem}"
                pairs.add(pair)
                forms.setdefault(pair, f"{before[1]} {form}")
            before = (stem, form)
        room -= len(text)
    words = {stem: (1 + math.log(count)) * telling(stem) ** 2 for stem, count in counts.items()}
    phrases = {pair: math.prod(map(telling, pair.split(" "))) for pair in pairs}
    years = {stem: float(count) ** 0.5 for stem, count in counts.items() if _YEAR.fullmatch(stem)}
    return Terms(
        _weighed(words, forms, MOST), _weighed(phrases, forms, MOST_PHRASES), _weighed(years, forms, MOST_YEARS)
    )


def _weighed(weights: Mapping[str, float], forms: Mapping[str, str], most: int) -> Weighed:
    best = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in best)) or 1.0
    return {term: (weight / length, forms[term]) for term, weight in best}


def stems(text: str) -> Iterator[tuple[str, str]]:
    """Every word's stem and its form in the text; pairs of characters where words have no spaces between."""
    before = ("", 0, 0)
    for token, start, end in token_spans(text):
        if len(token) == 1 and token > _UNSPACED:
            if before[2] == start and before[0] > _UNSPACED:
                yield before[0] + token, text[before[1] : end]
            before = (token, start, end)
        else:
            before = ("", 0, 0)
            yield token if token.isdigit() else token[:STEM], text[start:end]


def code_of(term: str) -> int:
    """A 32-bit number for a term, the same on every machine."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 16)
def telling(stem: str) -> float:
    """How much a stem tells, 0 to 1: 1 where it is in no table."""
    return _table().get(code_of(stem), RAREST) / RAREST


@cache
def _table() -> dict[int, float]:
    """Code to what it tells, in tenths in the file: codes of 32 bits, then a byte each."""
    raw = files("octavo.stories").joinpath("common.bin").read_bytes()
    count = len(raw) // 5
    codes = np.frombuffer(raw, "<u4", count).tolist()
    values = np.frombuffer(raw, np.uint8, count, 4 * count).tolist()
    return {code: value / 10 for code, value in zip(codes, values, strict=True)}
