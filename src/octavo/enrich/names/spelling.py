"""Whether two names are one name, under other spellings, scripts, orders and cases."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from octavo.enrich.names.nicknames import FORMAL
from octavo.enrich.names.organisations import organisation_id
from octavo.enrich.names.scripts import CONSONANTAL
from octavo.enrich.names.sounds import SILENT, VOWELS, chinese_skeletons, distance, skeletons
from octavo.enrich.names.spelt import Spelt, initials, spelt
from octavo.enrich.names.whereabouts import place_id
from octavo.news.marks import TopicKind

SAME = 0.8
"""The score from which two names are taken for one."""


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
    if kind == "subject" and _number(a.casefold(), b.casefold()):
        return 0.9
    x, y = spelt(a, kind, languages[0]), spelt(b, kind, languages[1])
    if not x.parts or not y.parts:
        return 0.0
    if kind == "person":
        return max(_persons(x, y), 0.97 if _whole(x, y) else 0.0)
    if kind == "organisation" and (_acronym(a, b) or _acronym(b, a)):
        return 0.85
    return max(_words(x, y), 0.97 if _whole(x, y) else 0.0)


def sounding(name: str, kind: TopicKind, language: str) -> int:
    """How many consonants a name has to be told by, at least."""
    return min((len(skeleton) for skeleton in skeletons(spelt(name, kind, language).whole)), default=0)


def _number(a: str, b: str) -> bool:
    """Whether two words are one in singular and plural: tariff, tariffs; Tarif, Tarife."""
    short, long = sorted((a, b), key=len)
    return len(short) > 3 and long.startswith(short) and long[len(short) :] in _PLURALS


_PLURALS = frozenset(["s", "es", "e", "en", "n"])


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
    if a in FORMAL and FORMAL[a] == FORMAL.get(b):
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


def _near(a: str, b: str, x: Spelt, y: Spelt, *, strict: bool = False) -> bool:
    """Whether two words in sounds are spellings of one."""
    length = max(len(a), len(b))
    crossing = x.script != y.script
    if x.script in CONSONANTAL or y.script in CONSONANTAL:
        return _consonants_near(a, b)
    if "CJK" in (x.script, y.script) and crossing and min(len(a), len(b)) > 2:
        syllables, letters = (a, b) if x.script == "CJK" else (b, a)
        if not chinese_skeletons(syllables).isdisjoint(skeletons(letters)):
            return True
    if crossing and length > 4 and not strict and (_silent(a, x, b, y) or _silent(b, y, a, x)):
        return True
    allowed = (0.09 if strict else 0.16 if crossing else 0.12 if x.language != y.language else 0.09) * length
    if length <= 4 and not crossing:
        return distance(a, b, 0.5, 0.5) <= allowed
    return abs(len(a) - len(b)) <= 3 and distance(a, b, 0.25, 0.3) <= allowed


def _silent(a: str, x: Spelt, b: str, y: Spelt) -> bool:
    """French names lose their last consonant in other scripts: Barnier is Барние."""
    return x.script == "LATIN" and a[-1] in SILENT and _near(a[:-1], b, x, y, strict=True)


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
    return len(long.split()) > 1 and letters in initials(long)
