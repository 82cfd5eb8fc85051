"""The words of a sentence that attribute."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.enrich.quotes.lexicon import Cues, Sort
from octavo.enrich.quotes.units import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, by tokens."""

    group: int
    """With the auxiliaries and adverbs before it."""
    start: int
    end: int
    sort: Sort
    passive: bool = False


_BE = frozenset(["is", "was", "were", "be", "been", "being", "are", "am"])


def cues_of(unit: list[Token], cues: Cues) -> list[Cue]:
    """The cues of a sentence, in order."""
    found: list[Cue] = []
    place = 0
    while place < len(unit):
        token = unit[place]
        if token.kind != "word":
            place += 1
            continue
        cue = _phrase(unit, place, cues)
        if cue is None and token.low in cues.verbs:
            cue = _verb(unit, place, cues)
        if cue is None:
            place += 1
            continue
        found.append(cue)
        place = cue.end
    return found


def _phrase(unit: list[Token], place: int, cues: Cues) -> Cue | None:
    for words, sort in cues.phrases.get(unit[place].low, ()):
        if tuple(token.low for token in unit[place : place + len(words)]) == words:
            return Cue(_group(unit, place, cues)[0], place, place + len(words), sort)
    return None


def _group(unit: list[Token], place: int, cues: Cues) -> tuple[int, set[str]]:
    """Where the auxiliaries and adverbs before a cue begin, and which they are."""
    start, words = place, set()
    while start > 0 and (
        unit[start - 1].low in cues.auxiliaries or (cues.language == "en" and unit[start - 1].low.endswith("ly"))
    ):
        start -= 1
        words.add(unit[start].low)
    return start, words


def _verb(unit: list[Token], place: int, cues: Cues) -> Cue | None:
    """A verb that attributes; not an infinitive, nor the noun of the same form (`the report`, `of claims`)."""
    group, words = _group(unit, place, cues)
    sort = cues.verbs[unit[place].low]
    if "to" in words and unit[place - 1].low == "to":
        return None
    lead = unit[group - 1] if group else None
    if (
        lead is not None
        and group == place
        and (lead.low in cues.determiners or lead.low in cues.adjuncts)
        and lead.low not in cues.pronouns
    ):
        return None
    if place + 1 < len(unit) and unit[place + 1].low in ("-", "'"):
        return None
    if not _is_verb(unit, group, place, sort, cues):
        return None
    return Cue(group, place, place + 1, sort, bool(words & _BE) and sort != "participle")


def _is_verb(unit: list[Token], group: int, place: int, sort: Sort, cues: Cues) -> bool:
    """Whether a word is used as the verb that it can be; a state of mind counts only with a clause."""
    if group and (unit[group - 1].low.endswith(("'s", "s'")) or unit[group - 1].low in ("'", "’")):
        return False
    if unit[place].capital and group and unit[group - 1].kind == "word" and cues.language != "de":
        return False
    following = unit[place + 1] if place + 1 < len(unit) else None
    if following is None or (sort != "thought" and unit[place].low not in cues.ambiguous):
        return True
    opens = following.low in cues.openers or following.low in cues.pronouns or following.low in cues.determiners
    return opens or following.capital or following.kind == "quote" or following.low in (":", ",", ".")
