"""What a language's words of number mean: read from words/LANGUAGE.toml and words/any.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from octavo.enrich.figures.tokens import Token, fold, tokens_of

LANGUAGES = ("en", "fr", "es", "de", "ar")

V = TypeVar("V")


class Phrases(Generic[V]):
    """Phrases of one or more tokens, found at a place or before it; the longest wins."""

    def __init__(self, table: Mapping[str, V], language: str) -> None:
        """From phrases as one writes them in a language."""
        self._table: dict[tuple[str, ...], V] = {}
        for phrase, value in table.items():
            self._table[tuple(fold(token.text) for token in tokens_of(phrase, 0, len(phrase), language))] = value
        self._longest: dict[str, int] = {}
        self._longest_last: dict[str, int] = {}
        for key in self._table:
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
            self._longest_last[key[-1]] = max(self._longest_last.get(key[-1], 0), len(key))

    @property
    def firsts(self) -> frozenset[str]:
        """The first words of all."""
        return frozenset(self._longest)

    def at(self, tokens: list[Token], place: int) -> tuple[V, int] | None:
        """The value of the longest phrase that starts at a token, and the place after it."""
        if place >= len(tokens):
            return None
        for size in range(self._longest.get(tokens[place].low, 0), 0, -1):
            key = tuple(token.low for token in tokens[place : place + size])
            if len(key) == size and key in self._table:
                return self._table[key], place + size
        return None

    def before(self, tokens: list[Token], place: int) -> tuple[V, int] | None:
        """The value of the longest phrase that ends before a token, and the place where it starts."""
        if place <= 0:
            return None
        for size in range(min(self._longest_last.get(tokens[place - 1].low, 0), place), 0, -1):
            key = tuple(token.low for token in tokens[place - size : place])
            if key in self._table:
                return self._table[key], place - size
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that reading figures needs to know of a language; see words/en.toml for each part with its meaning."""

    language: str
    decimal: str
    numbers: Mapping[str, float]
    ones: frozenset[str]
    single: frozenset[str]
    bare: frozenset[str]
    """Scales that stand without a number before them: cent, mil, hundert."""
    counting: frozenset[str]
    only: frozenset[str]
    scales: Mapping[str, float]
    short_scales: Mapping[str, float]
    vague: Phrases[float]
    fractions: Mapping[str, float]
    shares: Phrases[float]
    joiner: frozenset[str]
    """Between parts of a number: and, et, y."""
    of: frozenset[str]
    out_of: Phrases[bool]
    """Between the numbers of a ratio: one in five, neuf sur dix."""
    half_added: Phrases[bool]
    qualifiers: Phrases[str]
    prepositions: frozenset[str]
    """Qualifiers that are mostly prepositions before a small number in words: over two, around three."""
    after: Phrases[str]
    ranges: Mapping[str, str]
    units: Phrases[str]
    units_before: Mapping[str, str]
    """Units that stand before their number: magnitude 6.1."""
    letters: Mapping[str, str]
    metres: frozenset[str]
    money: Phrases[str]
    minor: Mapping[str, str]
    weight: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    before_year: frozenset[str]
    clock: Phrases[bool]
    clock_before: frozenset[str]
    ordinal: frozenset[str]
    labels: frozenset[str]
    names: Phrases[bool]
    score: frozenset[str]
    age_before: frozenset[str]
    people: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    plurals: frozenset[str]
    duals: Mapping[str, str]
    """Nouns in the dual: two of the thing."""
    time_anchors: frozenset[str]
    time_phrases: Phrases[bool]
    known: frozenset[str]
    """The first words of numbers, scales and qualifiers."""
    signs: Mapping[str, str]
    codes: frozenset[str]
    symbols: Mapping[str, str]


def _words(section: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in str(section.get(key, "")).split())


def _folded(section: Mapping[str, Any]) -> dict[str, Any]:
    return {fold(word): value for word, value in section.items()}


def _list(section: Mapping[str, Any], key: str, language: str, between: str = ";") -> Phrases[bool]:
    phrases = (" ".join(phrase.split()) for phrase in str(section.get(key, "")).split(between))
    return Phrases({phrase: True for phrase in phrases if phrase}, language)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; of one without, digits and signs alone."""
    folder = files("octavo.enrich.figures") / "words"
    common = tomllib.loads((folder / "any.toml").read_text(encoding="utf-8"))
    name = language if language in LANGUAGES else ""
    own: dict[str, Any] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) if name else {}

    def part(key: str) -> dict[str, Any]:
        return own.get(key, {})  # type: ignore[no-any-return]

    vague, shares, qualifiers = (Phrases[Any](part(key), name) for key in ("vague", "shares", "qualifiers"))
    numbers = {word: float(value) for word, value in _folded(part("numbers")).items()}
    scales = {word: float(value) for word, value in _folded(part("scales")).items()}
    return Lexicon(
        language=name,
        decimal=own.get("decimal", "."),
        numbers=numbers,
        ones=_words(part("ones"), "words"),
        single=_words(part("ones"), "single"),
        bare=_words(part("ones"), "bare"),
        counting=_words(part("ones"), "counting"),
        only=_words(part("ones"), "before"),
        scales=scales,
        short_scales=part("short_scales"),
        vague=vague,
        fractions={word: float(value) for word, value in _folded(part("fractions")).items()},
        shares=shares,
        joiner=_words(part("words"), "and"),
        of=_words(part("words"), "of"),
        out_of=_list(part("words"), "out_of", name),
        half_added=_list(part("words"), "half_added", name, ","),
        qualifiers=qualifiers,
        prepositions=_words(part("words"), "prepositions"),
        after=Phrases(part("after"), name),
        ranges={"-": "to", "–": "to", "‑": "to", **_folded(part("ranges"))},
        units=Phrases(part("units"), name),
        units_before=_folded(part("units_before")),
        letters=part("letters"),
        metres=_words(part("metres"), "words"),
        money=Phrases(part("money"), name),
        minor=_folded(part("minor")),
        weight=_words(part("weight"), "words"),
        months=frozenset(str(part("dates").get("months", "")).split()),
        weekdays=_words(part("dates"), "weekdays"),
        before_year=_words(part("dates"), "before_year"),
        clock=_list(part("dates"), "clock", name, " "),
        clock_before=_words(part("dates"), "clock_before"),
        ordinal=_words(part("dates"), "ordinal"),
        labels=_words(part("labels"), "words"),
        names=_list(part("names"), "phrases", name),
        score=_words(part("score"), "words"),
        age_before=_words(part("age"), "before"),
        people=_words(part("people"), "words"),
        stops=_words(part("stops"), "words"),
        verbs=_words(part("verbs"), "words"),
        auxiliaries=_words(part("verbs"), "auxiliaries"),
        plurals=_words(part("irregular_plurals"), "words"),
        duals=_folded(part("duals")),
        time_anchors=frozenset(str(part("time").get("anchors", "")).split(";")),
        time_phrases=_list(part("time"), "phrases", name),
        known=frozenset(numbers) | frozenset(scales) | vague.firsts | shares.firsts | qualifiers.firsts,
        signs=common["signs"],
        codes=frozenset(str(common["codes"]["iso"]).split()),
        symbols=common["symbols"],
    )
