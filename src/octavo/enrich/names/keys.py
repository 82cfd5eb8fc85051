"""Keys under which a store keeps topics by name and finds the few that a new name may be.

With 100,000 made-up persons in the archive a name has 8 keys on average and finds 15 candidates in 0.1 ms.
Keys never decide: what they find, `same_name` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from octavo.enrich.names.nicknames import FORMAL
from octavo.enrich.names.organisations import organisation_id
from octavo.enrich.names.sounds import SILENT, chinese_skeletons, skeletons
from octavo.enrich.names.spelt import Spelt, initials, spelt
from octavo.enrich.names.whereabouts import place_id
from octavo.news.marks import TopicKind

CHINESE = 24
"""Readings of each part of a name in Chinese characters that it is kept under."""

PAIRED = 4
"""Parts of a name that are paired; longer names are told by their first."""


@lru_cache(maxsize=16384)
def keys_of(name: str, kind: TopicKind, language: str = "") -> frozenset[str]:
    """The keys to keep a topic under, one set for each of its names.

    A full name has a key for every two of its parts, in either order, so that few topics share one; a name of one word
    has its own; a place or organisation that the gazetteer or the table knows has that alone.
    """
    return _known(name, kind, language) or frozenset(_keys(name, kind, language, looking=False))


@lru_cache(maxsize=16384)
def lookups_of(name: str, kind: TopicKind, language: str = "") -> frozenset[str]:
    """The keys to look a name up under: two names of one thing have one of these among the other's `keys_of`."""
    return _known(name, kind, language) or frozenset(_keys(name, kind, language, looking=True))


def _known(name: str, kind: TopicKind, language: str) -> frozenset[str]:
    found = ""
    if kind == "place":
        found = place_id(name, language)
    elif kind == "organisation":
        found = organisation_id(name, language)
    return frozenset({f"{kind[:2]}={found}"}) if found else frozenset()


def _keys(name: str, kind: TopicKind, language: str, *, looking: bool) -> Iterator[str]:
    prefix = kind[:2]
    read = spelt(name, kind, language)
    parts = [
        sorted(
            skeletons(FORMAL.get(one, one)) | skeletons(stemmed) | skeletons(plain) | _silenced(one, read)
            if read.script != "CJK"
            else skeletons(one) | frozenset(sorted(chinese_skeletons(one))[:CHINESE])
        )
        for one, stemmed, plain in zip(read.parts, read.stems, read.plain, strict=True)
    ]
    if len(parts) == 1:
        yield from (f"{prefix}:{skeleton}" for skeleton in parts[0])
    for one, other in combinations(range(min(len(parts), PAIRED)), 2):
        short = len(read.parts[one]) == 1 or len(read.parts[other]) == 1
        for a in parts[one]:
            for b in parts[other]:
                if not short:
                    yield f"{prefix}:{_pair(a, b)}"
                yield from _shortened(prefix, a, b, short=short, looking=looking)
    yield from (f"{prefix}~{skeleton}" for skeleton in skeletons(read.whole))
    if kind == "organisation":
        yield from (f"{prefix}^{letters}" for letters in initials(name))


def _silenced(part: str, read: Spelt) -> frozenset[str]:
    """French names lose their last consonant in other scripts."""
    silent = read.script == "LATIN" and len(part) > 5 and part[-1] in SILENT
    return skeletons(part[:-1]) if silent else frozenset()


def _shortened(prefix: str, a: str, b: str, *, short: bool, looking: bool) -> Iterator[str]:
    """An initial stands for every name that begins so. A full name is kept under its shortened forms for names with
    initials to find (`.`), and looks for those with initials (`!`), never for other full names."""
    if short:
        yield f"{prefix}{'.' if looking else '!'}{_pair(a[:1], b)}"
        yield f"{prefix}{'.' if looking else '!'}{_pair(a, b[:1])}"
        yield f"{prefix}!{_pair(a[:1], b[:1])}"
    else:
        yield f"{prefix}{'!' if looking else '.'}{_pair(a[:1], b)}"
        yield f"{prefix}{'!' if looking else '.'}{_pair(a, b[:1])}"


def _pair(a: str, b: str) -> str:
    return "|".join(sorted((a, b)))
