"""The words that attribute, one file a language in words/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

LANGUAGES = ("en", "fr", "es", "de", "ar", "zh")

Sort = Literal["speech", "thought", "participle", "according"]


@dataclass(frozen=True, slots=True)
class Cues:
    """All that finding who said what needs to know of a language."""

    language: str
    verbs: Mapping[str, Sort]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Sort], ...]]
    """By first word, the longest first."""
    auxiliaries: frozenset[str]
    pronouns: Mapping[str, str]
    """Pronoun → what it stands for: person, many, thing, self, relative."""
    boundaries: frozenset[str]
    adjuncts: frozenset[str]
    hearers: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    joints: frozenset[str]
    """Those of them that only join a clause on, and are no part of what was said; one that ends with an apostrophe
    joins the word as well."""
    finite: frozenset[str]
    """Verbs by which a clause is told from a noun with its company."""
    subjects: frozenset[str]
    """Pronouns that are always the subject of a verb."""
    clausal: frozenset[str]
    """Verbs that hardly take anything but a clause."""
    ambiguous: frozenset[str]
    """Verbs that are nouns as well."""
    naming: frozenset[str]
    """Verbs that give a name when a few quoted words follow (a ship called “Kestrel”)."""
    drops_subject: bool
    """A verb alone may stand for who spoke last (`añadió`)."""
    verb_first: bool
    """The subject comes after its verb, as a rule."""


_INVERTED = ("-il", "-elle", "-t-il", "-t-elle", "-ils", "-elles", "-t-on")


def _words(text: str) -> list[str]:
    return text.replace(";", " ").split()


@cache
def cues(language: str) -> Cues:
    """The lexicon of a language; of one without, an empty one (quotation marks and colons still tell)."""
    name = language if language in LANGUAGES else ""
    path = files("octavo.enrich.quotes") / "words" / f"{name}.toml"
    own: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if name else {}

    def part(section: str, key: str) -> str:
        return str(own.get(section, {}).get(key, ""))

    verbs: dict[str, Sort] = dict.fromkeys(_words(part("participles", "words")), "participle")
    verbs |= dict.fromkeys(_words(part("thought", "verbs")), "thought")
    verbs |= dict.fromkeys(_words(part("speech", "verbs")), "speech")
    pronouns: dict[str, str] = dict(own.get("pronouns", {}))
    if name == "ar":
        verbs |= {lead + verb: sort for verb, sort in verbs.items() for lead in "وف"}
    if name == "fr":
        # `dit-il`: cue and pronoun in one word.
        turned = {f"{verb}{end}": sort for verb, sort in verbs.items() for end in _INVERTED}
        pronouns |= dict.fromkeys(turned, "person")
        verbs |= turned
    phrases: dict[str, list[tuple[tuple[str, ...], Sort]]] = {}
    listed: tuple[tuple[str, Sort], ...] = (
        (part("speech", "phrases"), "speech"),
        (part("thought", "phrases"), "thought"),
        (part("according", "phrases"), "according"),
    )
    for text, sort in listed:
        for phrase in filter(None, (tuple(phrase.split()) for phrase in text.split(";"))):
            phrases.setdefault(phrase[0], []).append((phrase, sort))
            if name == "ar":
                phrases.setdefault("و" + phrase[0], []).append((("و" + phrase[0], *phrase[1:]), sort))
    return Cues(
        language=name,
        verbs=verbs,
        phrases={first: tuple(sorted(all_, key=lambda one: -len(one[0]))) for first, all_ in phrases.items()},
        auxiliaries=frozenset(_words(part("auxiliaries", "words"))),
        pronouns=pronouns,
        ambiguous=frozenset(_words(part("ambiguous", "words"))),
        naming=frozenset(_words(part("content", "naming"))),
        drops_subject=name in ("es", "ar", "zh"),
        verb_first=own.get("order") == "verb first",
        boundaries=frozenset(_words(part("boundaries", "words"))),
        adjuncts=frozenset(_words(part("adjuncts", "words"))),
        hearers=frozenset(_words(part("adjuncts", "hearers"))),
        determiners=frozenset(_words(part("determiners", "words"))),
        openers=frozenset(_words(part("content", "opener"))),
        joints=frozenset(_words(part("content", "joint"))),
        finite=frozenset(_words(part("content", "finite"))),
        subjects=frozenset(_words(part("content", "subjects"))),
        clausal=frozenset(_words(part("content", "clausal"))),
    )
