"""What a name is, by its own words: lists of whole names, words that head them, given names, the gazetteer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from octavo.enrich.names.gazetteer import cities, countries, fold, languages, regions
from octavo.enrich.names.inflection import SLAVONIC
from octavo.enrich.names.lexicon import demonyms, first_names, lexicon
from octavo.enrich.names.whereabouts import place_id

Label = Literal["PER", "LOC", "ORG", "MISC"]

_ROMAN = re.compile(r"^[IVXLC]+$")

Votes = defaultdict[Label, float]
"""Weights by kind."""

SURE = 4.0
"""The weight of a whole name in a list: no model's word outweighs it."""

HEADED = 2.5
"""The weight of a word that heads names of one kind (Ministry, River, Cup)."""

GIVEN = 2.2
"""The weight of a given name before another word."""

CAPITAL_ADJECTIVES = frozenset({"en", "nl"})
"""Languages that write what belongs to a country with a capital."""

TOWN = 15_000
CITY = 50_000
"""Inhabitants from which a city's name is evidence of a place."""


@lru_cache(maxsize=65536)
def known(name: str, language: str) -> Label | None:
    """The kind of a name that is in a list as a whole; None where it is not."""
    words = lexicon(language)
    if name in words.organisation_alone:
        return "ORG"
    if name in words.subject_alone or name in words.event_alone:
        return "MISC"
    if name in words.place_alone:
        return "LOC"
    key = fold(name)
    if key in countries(language) or key in regions(language):
        return "LOC"
    if language in CAPITAL_ADJECTIVES and name[:1].isupper() and " " not in name:
        return None if demonyms(language).country(name) is None else "MISC"
    return None


def city(name: str, least: int = CITY) -> bool:
    """Whether a city of at least so many inhabitants has the name."""
    found = cities().get(fold(name))
    return found is not None and found[0].population >= least


@lru_cache(maxsize=65536)
def weights(name: tuple[str, ...], language: str) -> dict[Label, float]:
    """What the words of a name tell of its kind, as weights to add to other evidence."""
    votes: Votes = defaultdict(float)
    whole = " ".join(name)
    listed = known(whole, language)
    if listed is not None:
        votes[listed] += SURE
    words = lexicon(language)
    if len(name) > 1:
        _weigh_heads(votes, name, language)
        given = name[0] in first_names() or _initials(name[0])
        if given and name[-1][0].isupper() and not votes["ORG"] and not votes["LOC"]:
            votes["PER"] += GIVEN
    elif name[0] in first_names():
        votes["PER"] += 0.8
    if city(whole):
        votes["LOC"] += 0.7 if whole in first_names() else 1.6
    elif language != "en" and city(whole, TOWN) and whole not in first_names():
        votes["LOC"] += 1.2
    elif language in SLAVONIC and language != "ru" and whole not in first_names() and place_id(whole, language):
        votes["LOC"] += 1.6
    elif language != "en" and len(name) == 1 and fold(whole) in languages(language) and name[0][0].isupper():
        votes["MISC"] += 1.2
    if len(name) == 1 and name[0].isupper() and 2 <= len(name[0]) <= 6 and not listed and not _ROMAN.match(whole):
        votes["ORG"] += 0.8
    if name[-1] in words.not_names and len(name) == 1:
        votes.clear()
    return dict(votes)


def _weigh_heads(votes: Votes, name: Sequence[str], language: str) -> None:
    words = lexicon(language)
    first, last = name[0], name[-1]
    # Germanic and Slavonic names have their head at the end, Romance ones at the beginning; English ones at either.
    heads_of: tuple[tuple[Label, frozenset[str]], ...] = (
        ("ORG", words.organisation),
        ("LOC", words.place),
        ("MISC", words.event),
    )
    for label, heads in heads_of:
        if last in heads or (first in heads):
            votes[label] += HEADED
        elif any(word in heads for word in name[1:-1]):
            votes[label] += HEADED / 2


def _initials(word: str) -> bool:
    return len(word) <= 5 and word.isupper() and (word.endswith(".") or len(word) == 1)
