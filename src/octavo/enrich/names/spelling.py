"""Whether two names are one name, under other spellings, scripts, orders and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise

from octavo.enrich.names.inflection import SLAVONIC, stem
from octavo.enrich.names.lexicon import LISTS, lexicon
from octavo.enrich.names.scripts import CONSONANTAL, romanised, script, undressed
from octavo.enrich.names.sounds import VOWELS, distance, skeletons, sounds
from octavo.enrich.names.whereabouts import place_id
from octavo.news.marks import TopicKind

SAME = 0.8
"""The score from which two names are taken for one."""

_PARTS = re.compile(r"(?:[^\W_]|[\u0900-\u0eff])+(?:['’ʼ`׳][^\W_]+)*\.?")
_SMALL = """
al el ul as ash ad an at az ar bin ibn ben bint abu abd ould uld van von der den de da do dos das del della di du la le
los las ten ter te af av zu zum y e jr sr ii iii iv the of and und et i a do na v w for
"""
_PARTICLES = frozenset(_SMALL.split())
_EUROPEAN = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "da",
        "do",
        "das",
        "del",
        "di",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "te",
        "i",
        "a",
        "na",
    ]
)
_LEGAL = """
inc corp corporation co company ltd limited plc llc gmbh ag kg se sa spa srl nv bv oy ab as asa group holding holdings
ooo oao zao pao pjsc jsc agency the fc cf afc sc ao kompaniya agentstvo
"""
_GENERIC = frozenset(_LEGAL.split())
_NICKNAMES = (
    "william bill billy will|robert bob bobby rob|richard dick rick|james jim jimmy|john johnny|joseph joe|"
    "michael mike mick|thomas tom tommy|edward ed ted eddie|charles charlie chuck|elizabeth liz beth betty|"
    "katherine catherine kate kathy cathy|margaret maggie meg|anthony tony|david dave|daniel dan danny|samuel sam|"
    "benjamin ben benny|alexander alex sasha|nicholas nick|christopher chris|andrew andy|gerald jerry gerry|"
    "patrick pat|stephen steven steve|timothy tim|kenneth ken|ronald ron|donald don|lawrence larry|gregory greg|"
    "jeffrey geoffrey jeff geoff|susan sue|deborah debbie|jennifer jenny|vladimir volodymyr|sergei serhiy|"
    "nikolai mykola|alexei oleksiy|mikhail mykhailo|dmitry dmytro|andrei andriy|pavel pavlo|pyotr petro peter|"
    "yevgeny yevhen"
)
_ALIKE = {name: number for number, group in enumerate(_NICKNAMES.split("|")) for name in group.split()}


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
    written = [re.sub("[.'’ʼ`]", "", word) if word.isascii() else word for word in _PARTS.findall(_split(name))]
    words = [re.sub("[.'’ʼ`׳]", "", romanised(word)) for word in written]
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


def _split(name: str) -> str:
    """Hyphens, middle dots and initials' dots part words; so does the place after a Chinese surname."""
    name = re.sub(r"[-‐‑–·・•]", " ", name)
    name = re.sub(r"(?<=\w)\.(?=\w)", ". ", name)
    name = re.sub(r"\b([EA]l)(?=[A-Z])", r"\1 ", name)
    if 2 <= len(name) <= 4 and script(name) == "CJK" and " " not in name:
        name = f"{name[0]} {name[1:]}"
    return re.sub(r"\b(ال)(?=\w{3})", "", name)


def same_name(a: str, b: str, kind: TopicKind, languages: tuple[str, str] = ("", "")) -> float:
    """How surely two names are one, 0 to 1; from SAME up they are taken for one.

    `languages` (ISO 639-1, of a and b) tell in which case endings are looked for. Places are compared by the gazetteer
    first; organisations and events also by the table of names in many languages and by acronym.
    """
    if a == b:
        return 1.0
    if kind == "place" or kind == "organisation":
        ids = place_id if kind == "place" else organisation_id
        one, other = ids(a, languages[0]), ids(b, languages[1])
        if one and other:
            return 1.0 if one == other else 0.0
    x, y = spelt(a, kind, languages[0]), spelt(b, kind, languages[1])
    if not x.parts or not y.parts:
        return 0.0
    if kind == "person":
        return max(_persons(x, y), 0.97 if _whole(x, y) else 0.0)
    if kind == "organisation" and (_acronym(a, b) or _acronym(b, a)):
        return 0.85
    return max(_words(x, y), 0.97 if _whole(x, y) else 0.0)


def _whole(x: Spelt, y: Spelt) -> bool:
    """The same letters, cut into words otherwise: Kim Jong-un, Kim Jongun."""
    return len(x.parts) != len(y.parts) and len(x.whole) > 5 and _near(x.whole, y.whole, x, y, strict=True)


def _persons(x: Spelt, y: Spelt) -> float:
    """Every part of the shorter name has its like in the longer; one of them a surname, not an initial."""
    short, long = (x, y) if len(x.parts) <= len(y.parts) else (y, x)
    pairs = _align(short, long)
    if pairs is None:
        return 0.0
    initials = sum(len(short.parts[i]) == 1 or len(long.parts[j]) == 1 for i, j in pairs)
    if initials == len(pairs):
        return 0.0
    if len(short.parts) == 1:
        if len(long.parts) == 1:
            return 0.95
        return 0.6 if pairs[0][1] == len(long.parts) - 1 else 0.45
    extra = len(long.parts) - len(short.parts)
    score = 0.97 - 0.08 * initials - 0.03 * extra
    if [i for i, _ in pairs] != sorted(i for i, _ in pairs) or any(a > b for (_, a), (_, b) in pairwise(pairs)):
        score -= 0.05
    return score


def _words(x: Spelt, y: Spelt) -> float:
    """As many words, each with its like; numbers the same."""
    if len(x.parts) != len(y.parts):
        return 0.0
    return 0.0 if _align(x, y) is None else 0.95


def _align(short: Spelt, long: Spelt) -> list[tuple[int, int]] | None:
    """The like of every part of the shorter name, each used once; None where one has none."""
    pairs: list[tuple[int, int]] = []
    free = set(range(len(long.parts)))
    for i in range(len(short.parts)):
        # The same place first, then any other: names keep their order more often than not.
        for j in sorted(free, key=lambda j, i=i: abs(j - i)):  # type: ignore[misc]
            if _alike(short, i, long, j):
                pairs.append((i, j))
                free.discard(j)
                break
        else:
            return None
    return pairs


def _alike(x: Spelt, i: int, y: Spelt, j: int) -> bool:
    a, b = x.parts[i], y.parts[j]
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0] and len(x.parts) > 1 and len(y.parts) > 1
    if a.isdigit() or b.isdigit():
        return a == b
    if a in _SOUND_ALIKE and _SOUND_ALIKE[a] == _SOUND_ALIKE.get(b):
        return True
    if _near(a, b, x, y) or (x.plain[i] != a and x.plain[i] == b) or (y.plain[j] != b and y.plain[j] == a):
        return True
    if x.places and y.places and x.places[i] and x.places[i] == y.places[j]:
        return True
    inflected = x.stems[i] != a or y.stems[j] != b
    return inflected and any(
        _near(one, other, x, y, strict=True)
        for one in {a, x.stems[i]}
        for other in {b, y.stems[j]}
        if min(len(one), len(other)) >= 3 and (one, other) != (a, b)
    )


_FORMAL = {sounds(name): sounds(group.split()[0]) for group in _NICKNAMES.split("|") for name in group.split()}
_SOUND_ALIKE = {sounds(name): number for name, number in _ALIKE.items()}


def _near(a: str, b: str, x: Spelt, y: Spelt, *, strict: bool = False) -> bool:
    """Whether two words in sounds are spellings of one."""
    length = max(len(a), len(b))
    crossing = x.script != y.script
    if x.script in CONSONANTAL or y.script in CONSONANTAL:
        return _consonants_near(a, b)
    if crossing and length > 4 and not strict and (_silent(a, x, b, y) or _silent(b, y, a, x)):
        return True
    allowed = (0.09 if strict else 0.16 if crossing else 0.12 if x.language != y.language else 0.09) * length
    if length <= 4 and not crossing:
        return distance(a, b, 0.5, 0.5) <= allowed
    return abs(len(a) - len(b)) <= 3 and distance(a, b, 0.25, 0.3) <= allowed


def _silent(a: str, x: Spelt, b: str, y: Spelt) -> bool:
    """French names lose their last consonant in other scripts: Barnier is Барние."""
    return x.script == "LATIN" and a[-1] in "rtdszp" and _near(a[:-1], b, x, y, strict=True)


def _consonants_near(a: str, b: str) -> bool:
    """Arabic and Hebrew leave short vowels out and have fewer consonants than they hear (p is b, v is f)."""
    if min(len(a), len(b)) < 2 or (a[0] in VOWELS) != (b[0] in VOWELS):
        return False
    return not skeletons(a).isdisjoint(skeletons(b))


@lru_cache(maxsize=65536)
def _acronym(short: str, long: str) -> bool:
    """Whether the first is the initials of the second's words, with or without the small ones."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()):
        return False
    return len(long.split()) > 1 and letters in _initials(long)


@cache
def _organisations() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in (LISTS / "organisations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            names = line.split("\t")
            for name in names:
                known.setdefault(_stemmed(name, ""), names[0])
                known.setdefault(_stemmed(name, "pl"), names[0])
    return known


def organisation_id(name: str, language: str) -> str:
    """The display name of an organisation in the table of many languages; empty where it is in none."""
    return _organisations().get(_stemmed(name, "")) or (
        _organisations().get(_stemmed(name, language), "") if language in SLAVONIC else ""
    )


@lru_cache(maxsize=65536)
def _stemmed(name: str, language: str) -> str:
    words = _PARTS.findall(_split(name))
    if len(words) == 1 and len(name) <= 4:
        return name
    romans = [romanised(word).strip(".") for word in words]
    return " ".join(stem(word) if language in SLAVONIC else word for word in romans if word not in ("the",))


def keys_of(name: str, kind: TopicKind, language: str = "") -> frozenset[str]:
    """Keys under which a store finds the topics that a name may be: names of one thing share at least one.

    A full name has a key for every two of its parts, in either order, so that a key's bucket stays small among 100,000
    topics; a name of one word has its own; a place or organisation known by the gazetteer or table has that alone.
    """
    prefix = kind[:2]
    if kind == "place" and (found := place_id(name, language)):
        return frozenset({f"{prefix}={found}"})
    if kind == "organisation" and (found := organisation_id(name, language)):
        return frozenset({f"{prefix}={found}"})
    keys = set(_keys(spelt(name, kind, language), prefix))
    if kind == "organisation":
        keys |= {f"{prefix}^{letters}" for letters in _initials(name)}
    return frozenset(keys)


def _initials(name: str) -> set[str]:
    """An acronym itself, or those that a name of several words may have."""
    letters = name.replace(".", "")
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) < 2:
        return {letters} if letters.isupper() and 2 <= len(letters) <= 8 else set()
    return {"".join(word[0] for word in words).upper(), "".join(word[0] for word in words if word[0].isupper())}


def _keys(name: Spelt, prefix: str) -> Iterator[str]:
    parts = [
        skeletons(_FORMAL.get(one, one)) | skeletons(other) | skeletons(plain)
        for one, other, plain in zip(name.parts, name.stems, name.plain, strict=True)
    ]
    if len(parts) == 1:
        for skeleton in parts[0]:
            yield f"{prefix}:{skeleton}"
    for one, other in combinations(range(min(len(parts), 4)), 2):
        for a in parts[one]:
            for b in parts[other]:
                # An initial stands for every name that begins so: a second key by first classes.
                yield f"{prefix}:{'|'.join(sorted((a, b)))}"
                yield f"{prefix}.{'|'.join(sorted((a[:1], b)))}"
                yield f"{prefix}.{'|'.join(sorted((a, b[:1])))}"
    for skeleton in skeletons(name.whole):
        yield f"{prefix}~{skeleton}"
