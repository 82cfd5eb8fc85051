"""Text → search tokens: the same folding for what is indexed and what is asked, so that both meet.

What is folded: compatibility forms (NFKC), case, diacritics of the Latin, Greek and Cyrillic scripts, Hebrew points,
Arabic vowel signs, hamza seats, final forms and tatweel, and the digits of every script to 0-9. Marks of other scripts
stay, because there they are letters (Devanagari vowels, Japanese voicing). Scripts written without spaces between words
give one token a character, with its marks; a written word of them is then asked for as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_TOKEN = 64
"""Characters of a token that count: longer than any word, short enough that a page of junk does not bloat the index."""

_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e4f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U0003ffff"
)
"""Hangul is here too: its words carry particles, and a reader asks without them."""


def _marks() -> str:
    """A character class of what continues the character before it: combining marks and invisible joiners."""
    blocks = (range(0x300, 0x1E00), range(0x20D0, 0x2100), range(0x302A, 0x3100), range(0xA600, 0xAC00))
    found = [chr(c) for block in blocks for c in block if unicodedata.category(chr(c)).startswith("M")]
    return "".join(found) + "\u1160-\u11ff\uff9e\uff9f\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f" + _INVISIBLE


_INVISIBLE = "\u00ad\u034f\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARK = _marks()
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_CHARACTER = re.compile(rf"[{_UNSPACED}][{_MARK}]*|(?:[^\W_{_UNSPACED}][{_MARK}]*)+")
"""One token's worth of text: a character of an unspaced script, or a run of letters and digits."""

_DROPPED = re.compile(rf"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed{_INVISIBLE}]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n",
     "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك"}
)  # fmt: skip
"""Letters that Unicode does not decompose but readers type without their stroke; and the Arabic script's twins."""


def tokens(text: str) -> list[str]:
    """The search tokens of `text`, in order. Idempotent over joining: tokens(" ".join(tokens(t))) == tokens(t)."""
    return [token for written in _CHARACTER.findall(text) for token in _fold(written)]


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Like tokens, each with the span of `text` (start, end) it came from; several may come from one span (`½`)."""
    return [(token, m.start(), m.end()) for m in _CHARACTER.finditer(text) for token in _fold(m.group())]


def is_unspaced(token: str) -> bool:
    """Whether a token is a character of a script that is written without spaces between words."""
    return _IS_UNSPACED.match(token) is not None


@lru_cache(maxsize=1 << 16)
def _fold(written: str) -> tuple[str, ...]:
    """What one written word becomes: nearly always one token, none for a lone mark."""
    if written.isascii():
        return (written.lower()[:MAX_TOKEN],)
    before, folded = "", written
    while folded != before:
        before, folded = folded, _once(folded)
    return tuple(token[:MAX_TOKEN] for token in _CHARACTER.findall(folded))


def _once(text: str) -> str:
    """One round of folding; a second one is needed where a letter appears only after a mark has gone."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _DROPPED.sub("", unicodedata.normalize("NFD", text)).translate(_LETTERS)
    return unicodedata.normalize("NFKC", "".join(_digit(c) for c in text))


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
