"""The fingerprint of a text: a sample of its word shingles that also tells how much of one text stands in another.

A shingle is four words in a row, folded as search folds them (text.words), or eight to fourteen characters where the
script has no spaces. Of all shingles those with the lowest hashes are kept: the same quarter of them in every text, so
that a text cut down to a tenth still shares a tenth of the sample (FracMinHash, Irber et al. 2022; after "modulo p" of
Broder 1997). Plain MinHash would tell only how alike two whole texts are and miss the cut one.

Words within quotation marks are left out: reports of one event quote the same people in the same words, and nobody has
copied from anybody.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from octavo.news.articles import Block
from octavo.news.marks import TEXT_KINDS
from octavo.text.words import tokens

BITS = 30
TOP = 1 << BITS
"""Hashes below this are sampled: a quarter of all 32-bit ones."""
MOST = 256
"""Hashes of one text; a text of more than about a thousand words is sampled more thinly."""
LEAST = 5
"""Hashes below which a text is too short to tell a copy from a phrase: about twenty words."""

_WORDS, _SYLLABLES, _LETTERS = 4, 8, 14
"""Length of a shingle in tokens: words, Chinese and Japanese characters and Korean syllables, Thai and the like."""
_LONGEST_TEXT = 200_000
"""Characters of a text that count."""
_QUOTED = re.compile(
    r'“[^”“]{1,1500}”|(?<!\w)"(?=\S)[^"\n]{1,1500}(?<=\S)"(?!\w)|«[^»«]{1,1500}»|„[^“”„]{1,1500}[“”]|「[^」「]{1,900}」|'
    r"(?<!\w)[‘'](?:[^'‘’\n]|(?<=\w)['’](?=\w)){12,800}[’'](?!\w)"
)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def plain_text(body: Sequence[Block] | str) -> str:
    """The words that are the article's own; neither its title, which every publisher writes anew, nor captions."""
    if isinstance(body, str):
        return body[:_LONGEST_TEXT]
    return "\n\n".join(block.text for block in body if block.kind in TEXT_KINDS)[:_LONGEST_TEXT]


def shingles_of(body: Sequence[Block] | str) -> tuple[int, ...]:
    """The fingerprint of a body: at most MOST hashes below TOP, ascending; the same on every machine."""
    words = tokens(_QUOTED.sub(" ", plain_text(body)))
    length = shingle_length(words)
    if len(words) < length:
        return ()
    hashes = np.unique(_hashes(words, length))
    return tuple(hashes[: np.searchsorted(hashes, TOP)][:MOST].tolist())


def top_of(shingles: Sequence[int] | NDArray[np.uint32]) -> int:
    """Below which the hashes of this fingerprint are all there."""
    return int(shingles[-1]) + 1 if len(shingles) >= MOST else TOP


def shingle_length(words: Sequence[str]) -> int:
    """How many tokens a shingle of this text has."""
    unspaced = [word for word in words[:400] if len(word) == 1 and word > "\u0dff"]
    if 2 * len(unspaced) < min(len(words), 400):
        return _WORDS
    return _LETTERS if unspaced and sorted(unspaced)[len(unspaced) // 2] < "\u2000" else _SYLLABLES


def _hashes(words: list[str], length: int) -> NDArray[np.uint32]:
    """One 32-bit hash of every shingle."""
    coded = np.fromiter(map(_code, words), np.uint64, len(words))
    count = len(words) - length + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(length):
        mixed = mixed * _FACTOR + coded[place : place + count]
    mixed ^= mixed >> np.uint64(30)
    mixed *= _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
