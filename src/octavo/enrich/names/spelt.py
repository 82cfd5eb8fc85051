"""A name read for comparison: its words as sounds, without titles, particles and legal forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from octavo.enrich.names.inflection import SLAVONIC, stem
from octavo.enrich.names.lexicon import lexicon
from octavo.enrich.names.scripts import romanised, script, undressed
from octavo.enrich.names.sounds import sounds
from octavo.enrich.names.whereabouts import place_id
from octavo.news.marks import TopicKind

WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0eff])+(?:['’ʼ`׳][^\W_]+)*\.?")
_SMALL = """
al el ul as ash ad an at az ar bin ibn ben bint abu abd ould uld van von der den de da do dos das del della di du la le
los las ten ter te af av zu zum y e jr sr ii iii iv the of and und et i a do na v w for
"""
_PARTICLES = frozenset(_SMALL.split())
_CAPITAL = "von van der den de da do das del di du la le ten ter te i a na"
_EUROPEAN = frozenset(_CAPITAL.split())
_LEGAL = """
inc corp corporation co company ltd limited plc llc gmbh ag kg se sa spa srl nv bv oy ab as asa group holding holdings
ooo oao zao pao pjsc jsc agency the fc cf afc sc ao kompaniya agentstvo
"""
_GENERIC = frozenset(_LEGAL.split())


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name read for comparison."""

    parts: tuple[str, ...]
    """Its words in one symbol a sound, particles left out."""
    stems: tuple[str, ...]
    """The same without case endings; equal to parts where the language has none."""
    plain: tuple[str, ...]
    """The same as those write it who leave diacritics out."""
    whole: str
    """All letters together."""
    script: str
    language: str
    places: tuple[str, ...]
    """What each word means to the gazetteer; only of organisations."""


@lru_cache(maxsize=65536)
def spelt(name: str, kind: TopicKind, language: str) -> Spelt:
    """Read a name once; the words of a person's name without titles."""
    written = [re.sub("[.'’ʼ`]", "", word) if word.isascii() else word for word in WORD.findall(split(name))]
    words = [re.sub("[.'’ʼ`׳]", "", romanised(word)) for word in written]
    if script(name) == "CJK":
        words = [word.replace("x", "sh") for word in words]
    dropped = _PARTICLES if kind in ("person", "place") else _PARTICLES | _GENERIC
    if kind == "person":
        dropped = dropped | _titles()
    every = [place for place, word in enumerate(words) if word]
    # Deng, Den and De are names where they have a capital; Al, El and Bin are none however they are written.
    kept = [
        place
        for place in every
        if words[place] not in dropped
        or (words[place] in _EUROPEAN and written[place][:1].isupper() and kind == "person")
    ] or every
    parts = tuple(sounds(words[place]) for place in kept)
    stems = tuple(sounds(stem(words[place])) for place in kept) if language in SLAVONIC else parts
    plain = tuple(sounds(re.sub("[.'’ʼ`׳]", "", undressed(written[place]))) for place in kept)
    places = tuple(place_id(written[place], language) for place in kept) if kind == "organisation" else ()
    whole = sounds("".join(words[place] for place in kept))
    return Spelt(parts, stems, plain, whole, script(name), language, places)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in lexicon("en").titles)


def split(name: str) -> str:
    """Hyphens, middle dots and initials' dots part words; so does the place after a Chinese surname."""
    name = re.sub(r"[-‐‑–·・•]", " ", name)
    name = re.sub(r"(?<=\w)\.(?=\w)", ". ", name)
    name = re.sub(r"\b([EA]l)(?=[A-Z])", r"\1 ", name)
    if 2 <= len(name) <= 4 and script(name) == "CJK" and " " not in name:
        name = f"{name[0]} {name[1:]}"
    return re.sub(r"\b(ال)(?=\w{3})", "", name)


def initials(name: str) -> set[str]:
    """An acronym itself, or those that a name of several words may have: with the small words and without."""
    letters = name.replace(".", "")
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) < 2:
        return {letters} if letters.isupper() and 2 <= len(letters) <= 8 else set()
    return {"".join(word[0] for word in words).upper(), "".join(word[0] for word in words if word[0].isupper())}
