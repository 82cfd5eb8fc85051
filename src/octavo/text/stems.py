"""What the forms of a word have in common: `ferries` and `ferry`, `والحكومة` and `حكومات`.

Snowball's algorithms (https://snowballstem.org) for the languages that have one, on the word as it is written, because
they look at diacritics; its stem is folded as search tokens are. For Arabic, whose articles and prepositions are
written as one with the word, the light stemmer of Larkey, Ballesteros and Connell (Light Stemming for Arabic
Information Retrieval, 2007) on the folded word, but that a lone و at the beginning stays: it is as often part of the
word (وزير, minister). What these small words begin is found when a query is expanded (`with_clitics`).
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

from octavo.text.words import tokens

_SNOWBALL = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""By ISO 639-1."""

LANGUAGES = frozenset({*_SNOWBALL, "ar"})
"""Whose words have stems."""

_LONGEST = 40
_ARTICLES = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل))(?=..)")
_ENDINGS = ("هم", "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
"""Of light10, and the plural’s pronoun; in folded words ة and ه are one letter."""
_CLITICS = "وفبلكس"
"""And, so, in, for, like, and what makes a verb future."""
_LEAST = 3
"""Letters that stay of an Arabic word."""

_local = threading.local()


def stem(word: str, language: str) -> str:
    """The folded stem of one written word; empty where the language has no stemmer or the word is none."""
    if language not in LANGUAGES or len(word) > _LONGEST:
        return ""
    return _stem(word, language)


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str) -> str:
    if language == "ar":
        folded = tokens(word)
        return _light(folded[0]) if len(folded) == 1 else ""
    found = tokens(_stemmer(language).stemWord(word.lower()))
    return found[0] if len(found) == 1 else ""


def with_clitics(found: str) -> tuple[str, ...]:
    """An Arabic stem, and what it is with a particle of one letter before it."""
    return (found, *(letter + found for letter in _CLITICS)) if len(found) >= _LEAST else (found,)


def without_clitic(found: str) -> str:
    """An Arabic stem without a first letter that may be a particle; empty where it has none."""
    return found[1:] if len(found) > _LEAST and found[0] in _CLITICS else ""


def _light(word: str) -> str:
    article = _ARTICLES.match(word)
    if article and len(word) - article.end() >= 2:
        word = word[article.end() :]
    changed = True
    while changed:
        changed = False
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                word, changed = word[: -len(ending)], True
                break
    return word


def _stemmer(language: str) -> Stemmer.Stemmer:
    """A stemmer is a buffer that one thread may use at a time."""
    kept: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    name = _SNOWBALL[language]
    if name not in kept:
        kept[name] = Stemmer.Stemmer(name)
    return kept[name]
