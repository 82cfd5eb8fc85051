"""What a language asks with, and what turns its sentences round: the lists of words/*.toml, folded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from octavo.news.answers import Expected
from octavo.text.stems import stem
from octavo.text.words import tokens

LANGUAGES = ("en", "ar", "fr", "es", "de")
"""With lists; the first serves where the language is another or unknown."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of one language; phrases are search tokens joined by a space."""

    language: str
    common: frozenset[str]
    """Words that tell nothing of what a text is about."""
    asks: tuple[tuple[str, Expected], ...]
    """What a question begins with and what it asks for, the longest first."""
    latest: tuple[str, ...]
    negations: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    """A word and those that say the contrary."""
    times: Mapping[str, str]
    """Months, weekdays and the like, each with one form for all of its spellings."""
    before_times: frozenset[str]
    names_of_times: frozenset[str]
    qualifiers: tuple[tuple[str, str], ...]
    """Phrases and what they mean of a number: `>=`, `>`, `<=`, `<`, `~`; the longest first."""
    units: Mapping[str, str]
    numbers: Mapping[str, float]
    scales: Mapping[str, float]

    def stem(self, word: str) -> str:
        """What a word's forms have in common; the word where the language has no stemmer."""
        return stem(word, self.language) or word

    def telling(self, words: Iterable[str]) -> list[str]:
        """The words that tell what a text is about."""
        return [word for word in words if word not in self.common]


@cache
def lexicon(language: str) -> Lexicon:
    """The lists of a language, English's where it has none."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    read = tomllib.loads((files(__package__) / "words" / f"{code}.toml").read_text(encoding="utf-8"))
    asks = [(_folded(phrase), kind) for kind, phrases in read["asks"].items() for phrase in phrases]
    qualifiers = [(_folded(one), kind) for kind, listed in read["qualifiers"].items() for one in listed.split(",")]
    return Lexicon(
        language=language or code,
        common=frozenset(tokens(read["common"])),
        asks=tuple(sorted(asks, key=lambda one: -len(one[0]))),
        latest=tuple(_folded(one) for one in read["latest"]),
        negations=frozenset(tokens(read["negations"])),
        opposites=_opposites(read["opposites"]),
        times=_times(read),
        before_times=frozenset(_folded(one) for one in read["before_times"]),
        names_of_times=frozenset(_folded(one) for one in read["names_of_times"]),
        qualifiers=tuple(sorted(qualifiers, key=lambda one: -len(one[0]))),
        units={form: forms[0] for forms in _groups(read["units"]) for form in forms},
        numbers=_valued(read["numbers"]),
        scales=_valued(read["scales"]),
    )


def language_of(question: str) -> str:
    """The language of the lists that a question is most likely in; English where none fits better."""
    words = tokens(question)
    fitting = {code: sum(word in lexicon(code).common for word in words) for code in LANGUAGES}
    return max(LANGUAGES, key=lambda code: (fitting[code], -LANGUAGES.index(code)))


def _folded(text: str) -> str:
    return " ".join(tokens(text))


def _groups(listed: str) -> list[list[str]]:
    """Groups parted by commas, of words that mean the same. A sign that folding drops stands for itself."""
    groups = []
    for group in listed.split(","):
        forms = [form for word in group.split() for form in (tokens(word) or [word])]
        groups.append(forms)
    return groups


def _opposites(listed: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in (group for group in _groups(listed) if len(group) == 2):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(against) for word, against in found.items()}


def _times(read: Mapping[str, Any]) -> dict[str, str]:
    times = {form: form for form in tokens(read["moments"])}
    for kind in ("months", "weekdays"):
        for group in _groups(read[kind]):
            times.update({form: group[0] for form in group if len(form) > 2})
    return times


def _valued(listed: str) -> dict[str, float]:
    pairs = (one.split("=") for one in listed.split())
    return {" ".join(tokens(word)): float(value) for word, value in pairs}
