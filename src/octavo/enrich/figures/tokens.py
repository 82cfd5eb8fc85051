"""Words, numbers and signs of a sentence, with their places."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# A name with a number in it (G7, F-16, Covid-19, MH17) is one word; what is joined to a currency code is not (USD300).
_CODES = "USD|EUR|GBP|Rs|INR|AUD|CAD|CHF|SAR|AED|EGP|TL|RM"
_TOKEN = re.compile(
    rf"(?P<name>(?!(?:{_CODES})\d)[A-Za-zÀ-ɏЀ-ӿ]+[-‑]?\d[\w-]*)"
    r"|(?P<number>\d+(?:[.,٫٬'’]\d+)*(?:[\u00a0\u202f\u2009]\d{3}(?!\d))*(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_][^\W\d_\u064b-\u0652\u0670]*(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_SPACED = re.compile(
    r"(?P<name>[A-Za-zÀ-ɏЀ-ӿ]+[-‑]?\d[\w-]*)"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,٫٬'’]\d+)*)"
    r"|(?P<word>[^\W\d_][^\W\d_\u064b-\u0652\u0670]*(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)

_ELIDED = re.compile(_SPACED.pattern.replace(r"(?:['’][^\W\d_]+)*)", "['’]?)"))
_ELIDING = frozenset({"fr", "it", "ca"})
"""Languages that write short words as one with the next: d'une is two."""

_SPACES = frozenset({"fr", "es", "pt", "it", "pl", "cs", "sk", "ru", "uk", "bg", "fi", "sv", "nb", "da", "hu"})
"""Languages that part thousands by a space."""

_ARABIC = str.maketrans("أإآٱىةؤ", "ااااىهو", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")

Kind = str
"""name, number, word or sign."""


class Token(NamedTuple):
    """One word, number or sign."""

    start: int
    end: int
    text: str
    low: str
    """As lexicons have it: lower case, Arabic without marks and with plain alef."""
    kind: Kind


def fold(word: str) -> str:
    """A word as lexicons have it."""
    return word.lower().replace("’", "'").translate(_ARABIC)


def tokens_of(text: str, start: int, end: int, language: str) -> list[Token]:
    """The tokens of text[start:end], in order; their places count in the whole text."""
    pattern = _ELIDED if language in _ELIDING else _SPACED if language in _SPACES else _TOKEN
    found = []
    for match in pattern.finditer(text, start, end):
        word = match.group()
        kind = match.lastgroup or "sign"
        if kind == "number" and len(word) == 1 and unicodedata.category(word) != "Nd":
            kind = "sign"
        low = fold(word) if kind == "word" else word
        found.append(Token(match.start(), match.end(), word, low, kind))
    return found
