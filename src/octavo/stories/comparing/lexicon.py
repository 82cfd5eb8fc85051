"""The words that comparing knows, by language: one data file, words.toml, read once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from octavo.text.words import tokens

Phrase = tuple[str, ...]
"""Folded tokens; one that ends in `*` stands for every token that begins so."""

_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
"""Arabic letters and syllables that are written onto the next word: and, so, with, like, for, the."""


def forms(token: str) -> tuple[str, ...]:
    """A token as the lexicon may have it: as written, and in Arabic without what is written onto it."""
    if "\u0600" <= token[:1] <= "\u06ff":
        return (
            token,
            *(token[len(part) :] for part in _ARTICLES if token.startswith(part) and len(token) > len(part) + 2),
        )
    return (token,)


class Phrases:
    """Phrases with what each means, found in a run of tokens."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """Of phrases as words.toml has them, to meanings."""
        self._whole: dict[str, list[tuple[Phrase, str]]] = {}
        self._begun: list[tuple[Phrase, str]] = []
        for written, meaning in meanings.items():
            phrase = tuple(t for word in written.split() for t in _pattern(word))
            if phrase[0].endswith("*"):
                self._begun.append((phrase, meaning))
            else:
                self._whole.setdefault(phrase[0], []).append((phrase, meaning))

    def at(self, run: Sequence[str], place: int) -> tuple[str, int]:
        """The meaning of the longest phrase at a place and its number of tokens; empty and 0 where there is none."""
        best = ("", 0)
        for form in forms(run[place]):
            for phrase, meaning in (*self._whole.get(form, ()), *self._begun):
                if len(phrase) > best[1] and _is(phrase[0], form) and self._goes_on(phrase, run, place):
                    best = (meaning, len(phrase))
        return best

    def all_in(self, run: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Every phrase of a run: where, and what it means."""
        place = 0
        while place < len(run):
            meaning, length = self.at(run, place)
            if length:
                yield place, meaning
            place += length or 1

    def first(self, run: Sequence[str]) -> str:
        """What the first phrase of a run means; empty where there is none."""
        return next((meaning for _, meaning in self.all_in(run)), "")

    def last(self, run: Sequence[str]) -> str:
        """What the last phrase of a run means; empty where there is none."""
        return ([""] + [meaning for _, meaning in self.all_in(run)])[-1]

    def end(self, run: Sequence[str]) -> bool:
        """Whether a run ends in one of the phrases."""
        return any(self.at(run, place)[1] == len(run) - place for place in range(max(len(run) - 4, 0), len(run)))

    @staticmethod
    def _goes_on(phrase: Phrase, run: Sequence[str], place: int) -> bool:
        rest = run[place + 1 : place + len(phrase)]
        return len(rest) == len(phrase) - 1 and all(map(_is, phrase[1:], rest))


def _pattern(word: str) -> Phrase:
    folded = tokens(word.rstrip("*"))
    return (*folded[:-1], folded[-1] + "*") if word.endswith("*") else tuple(folded)


def _is(pattern: str, token: str) -> bool:
    return token.startswith(pattern[:-1]) if pattern.endswith("*") else token == pattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; see words.toml for each part with its meaning."""

    quantities: Phrases
    """To the quantity that a word tells."""
    names: Mapping[str, str]
    """Quantity to what it is called in this language."""
    things: Phrases
    """To what is counted: `people` of all words that only say that somebody is, `child`, `soldier` …"""
    partial: Phrases
    """By a number: it counts a part, or what came on top."""
    part_of: Phrases
    """After a number: it counts a part of what follows."""
    number_of: Phrases
    """Before what is counted."""
    rising: Phrases
    """Before a number that says how far a count got."""
    disputed: Phrases
    """Before a number: another count of what was counted just before."""
    negation: Phrases
    opposites: Phrases
    """To a pair and a side: `rise+`, `rise-`."""
    weekdays: Phrases
    """To 0 (Monday) to 6."""
    relative: Phrases
    """To the days before an article was shown."""
    since: Phrases
    """Before a day on which a count began."""
    fillers: Phrases
    """Words of all reporting: they carry nothing."""


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (ISO 639-1); none of one that the file does not have."""
    data = _read()

    def phrases(part: str) -> Phrases:
        return Phrases(dict.fromkeys(_listed(data[part].get(language, "")), part))

    def meanings(part: str) -> Phrases:
        entries = data[part]
        return Phrases({phrase: name for name, words in entries.items() for phrase in _listed(words.get(language, ""))})

    opposites = {
        phrase: f"{name}{side}"
        for name, words in data["opposites"].items()
        for side, part in zip("+-", words.get(language, "/").split("/"), strict=True)
        for phrase in _listed(part)
    }
    return Lexicon(
        quantities=meanings("quantities"),
        names={name: words[language] for name, words in data["called"].items() if language in words},
        things=meanings("things"),
        partial=phrases("partial"),
        part_of=phrases("part_of"),
        number_of=phrases("number_of"),
        rising=phrases("rising"),
        disputed=phrases("disputed"),
        negation=phrases("negation"),
        opposites=Phrases(opposites),
        weekdays=meanings("weekdays"),
        relative=meanings("relative"),
        since=phrases("since"),
        fillers=phrases("fillers"),
    )


@cache
def naming_languages() -> frozenset[str]:
    """Those that known quantities have names in, English among them."""
    return frozenset(language for words in _read()["called"].values() for language in words)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _listed(words: str) -> list[str]:
    """The phrases of an entry, `;` between."""
    return [phrase for part in words.split(";") if (phrase := " ".join(part.split()))]
