"""How far two spellings of one sound may lie apart.

A romanised word is first written in one symbol a sound (sh, ch, kh, Polish sz, German tsch …); two words are then
compared by edit distance in which what transliterators differ in is cheap (vowels, h, doubled letters, voiced against
voiceless) and what tells names apart is dear (D against R).
"""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = (
    ("schtsch|shch|szcz|shtch|chtch|stsch", "S"), ("tzc?h", "cH"), ("tsch|tch", "C"), ("tsz", "J"), ("^x(?=[iu])", "S"),
    ("ngh?$", "n"), ("dzsch|dsch|dzh", "J"), ("sch|sh|sz", "S"), ("cz|ch", "C"),
    ("zh|rz", "Z"), ("kh", "H"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts|tz", "c"), ("dj", "J"),
    ("ck|q|qu", "k"), ("x", "ks"), ("w", "v"), ("ou|oo", "u"), ("ee|ie", "i"), ("c(?=[eiy])", "c"),
    ("c(?![eiy]|$)", "k"),
)  # fmt: skip
_PATTERNS = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]
_DOUBLED = re.compile(r"(.)\1+")
VOWELS = frozenset("aeiouy")
_NEAR = ("cCsSzZJjx", "kgqHhC", "kc", "vfb", "vu", "td", "iyj", "mn", "bp", "Jg", "jH", "gZ")
_COST = {(a, b): 0.35 for group in _NEAR for a in group for b in group}
_COST |= {pair: 0.1 for a, b in ("iy", "yj", "ij", "Hh", "Jj", "sS") for pair in ((a, b), (b, a))}
_COST |= {pair: 0.5 for a, b in ("td", "mn", "bp", "kC", "gC", "kg") for pair in ((a, b), (b, a))}

SILENT = "rtdszp"
"""Last letters that French does not speak."""

STRANGE = 1.0
"""The cost of two sounds that nobody writes for one another."""


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A romanised word, one symbol a sound."""
    for pattern, sound in _PATTERNS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def skeletons(word: str) -> frozenset[str]:
    """Coarse consonant classes of a word in sounds; where a letter is read in two ways, both."""
    return _skeletons(word, _CLASSES, _FIRST, 8)


@lru_cache(maxsize=16384)
def chinese_skeletons(word: str) -> frozenset[str]:
    """The skeletons that a foreign word may have had before Chinese wrote it in syllables; of pinyin in sounds."""
    return _skeletons(word.replace("ng", "n"), _CHINESE, _CHINESE_FIRST, 128)


def _skeletons(
    word: str, classes: dict[str, tuple[str, ...]], opening: dict[str, tuple[str, ...]], most: int
) -> frozenset[str]:
    found = {""}
    for place, sound in enumerate(word):
        choices = classes.get(sound, ("",))
        if place == 0:
            choices = opening.get(sound, choices)
        found = {head + choice for head in found for choice in choices}
        if len(found) > most:
            found = set(sorted(found)[:most])
    return frozenset(_DOUBLED.sub(r"\1", skeleton) for skeleton in found)


_CLASSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("bp", ("P",)),
    **dict.fromkeys("fv", ("F", "")),
    **dict.fromkeys("kg", ("K",)),
    **dict.fromkeys("td", ("T",)),
    **dict.fromkeys("szSZcJ", ("S",)),
    "C": ("S", "K"),
    "j": ("", "S"),
    "H": ("", "K"),
    **{letter: (letter.upper(),) for letter in "lrmn"},
    **{digit: (digit,) for digit in "0123456789"},
}


_FIRST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("aeiouy", ("A",)),
    "h": ("A", "K"),
    "H": ("A", "K"),
    "j": ("A", "S"),
    "J": ("S",),
    "C": ("S", "K"),
}
"""What a first sound may be read as: Havel and Гавел, Julia and Yulia."""


_CHINESE = _CLASSES | {
    "l": ("L", "R"),
    "r": ("R", "L", "S"),
    "j": ("S", "T", "K"),
    "k": ("K",),
    "H": ("K", ""),
    "h": ("", "K"),
    "b": ("P", "F"),
    "v": ("F", ""),
    "f": ("F", ""),
}
_CHINESE_FIRST = {key: choices for key, choices in _FIRST.items() if key not in ("j", "J")} | {"v": ("F", "A")}


@lru_cache(maxsize=65536)
def distance(a: str, b: str, vowel: float, gap: float) -> float:
    """Edit distance of two words in sounds; `vowel` is the cost of one vowel for another, `gap` of one left out."""
    if a == b:
        return 0.0
    row = [0.0]
    for sound in b:
        row.append(row[-1] + _gap(sound, gap))
    for one in a:
        last, row = row, [row[0] + _gap(one, gap)]
        for place, other in enumerate(b, 1):
            if one == other:
                change = 0.0
            elif one in VOWELS and other in VOWELS:
                change = min(vowel, _COST.get((one, other), vowel))
            else:
                change = _COST.get((one, other), STRANGE)
            row.append(min(last[place - 1] + change, last[place] + _gap(one, gap), row[-1] + _gap(other, gap)))
    return row[-1]


def _gap(sound: str, gap: float) -> float:
    if sound in VOWELS:
        return gap
    return 0.3 if sound in "hHj" else STRANGE
