"""What the archive's vocabulary knows of a word: its other forms, words that begin so, words that may be meant."""

from __future__ import annotations

import json

import apsw

from octavo.store.statements import statements
from octavo.text.spelling import SHORTEST, bearable, mistakes, near_skeletons
from octavo.text.stems import LANGUAGES, stem, with_clitics, without_clitic
from octavo.text.words import is_unspaced

_sql = statements("words")

MOST_FORMS = 24
"""Of a word: each costs the index a look."""
MOST_PREFIXED = 48
"""Words that a prefix is looked for as."""
_MEANT = 8
"""Words offered for one that may be misspelt."""


def forms(connection: apsw.Connection, word: str) -> list[str]:
    """Other forms of a word in the languages in which it is known, or in all where it is not; the nearest first."""
    if is_unspaced(word) or not word.isalpha():
        return []
    known = list(_sql.stems_of(connection, word=word))
    stems = known or [(language, one) for language in sorted(LANGUAGES) if (one := stem(word, language))]
    found: dict[str, None] = {}
    for language, one in stems:
        for other in _stems(one, language, known=bool(known)):
            found |= dict.fromkeys(
                name for (name,) in _sql.words_of_stem(connection, language=language, stem=other, most=MOST_FORMS)
            )
    found.pop(word, None)
    return sorted(found, key=lambda form: (abs(len(form) - len(word)), form))[:MOST_FORMS]


def beginning(connection: apsw.Connection, prefix: str) -> list[str]:
    """Words that begin so, in alphabetical order."""
    rows = _sql.words_beginning(connection, first=prefix, last=prefix + "\U0010ffff", most=MOST_PREFIXED)
    return [word for (word,) in rows]


def meant(connection: apsw.Connection, word: str) -> list[str]:
    """Words of the archive that this one may be a mistake of, or two that a space is missing between; the nearest
    first. Whether they find anything is for the caller to see."""
    if len(word) < SHORTEST or is_unspaced(word) or not word.isalpha():
        return []
    most = bearable(word)
    skeletons = json.dumps(sorted(near_skeletons(word)), ensure_ascii=False)
    alike = _sql.words_of_skeletons(
        connection, skeletons=skeletons, shortest=len(word) - most, longest=len(word) + most
    )
    near = [
        (distance, other[0] != word[0], abs(len(other) - len(word)), other)
        for (other,) in alike
        if other != word and (distance := mistakes(word, other)) <= most
    ]
    found = [other for *_, other in sorted(near)[:_MEANT]]
    return found or _parted(connection, word)


def is_known(connection: apsw.Connection, word: str) -> bool:
    """Whether any article had it."""
    return _sql.is_word(connection, word=word) is not None


def _parted(connection: apsw.Connection, word: str) -> list[str]:
    places = range(SHORTEST, len(word) - SHORTEST + 1)
    halves = ((word[:at], word[at:]) for at in places)
    return [f"{one} {other}" for one, other in halves if is_known(connection, one) and is_known(connection, other)]


def _stems(found: str, language: str, *, known: bool) -> tuple[str, ...]:
    if language != "ar":
        return (found,)
    bare = "" if known else without_clitic(found)
    return (*with_clitics(found), *([bare] if bare else []))
