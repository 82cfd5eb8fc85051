"""What the words around a name tell of its kind: `in X`, `the port of X`, `X's government`, `X, 34,`, `X-based`.

A name that no list has and that a model takes for something else at every place is told by its company: each telling
place adds its weight, over the whole document. The words are data, in the folder `lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from octavo.enrich.names.evidence import Label
from octavo.enrich.names.lexicon import Around, around, demonyms, first_names, lexicon
from octavo.enrich.names.runs import Run
from octavo.enrich.names.scan import Scan

Form = tuple[str, ...]
"""The words of a name, as written."""

Told = tuple[Label, float]
"""A kind, and how surely one such place tells it."""

INSIDE = 1.1
"""`in X`."""

NO_PERSON = -1.0
"""`the X`, `at X`."""

OF_ITS_KIND = 2.2
"""`the port of X`, `X's parliament`, `shares in X`, `X, the insurer`."""

PEOPLE = 3.5
"""Its people are named too: Veshnia is a place where Veshnians are."""

COUPLED = 1.5
"""`X and` a name whose kind is told."""

AGED = 2.0
"""`X, 34,`."""

YOUNGEST, OLDEST = 15, 100
"""Numbers that behind a name are an age."""

MOST = 6.0
"""What all the places of a name tell together at most, by kind."""

APPOSED = 4
"""Words between an article and the noun that says what a name is."""

_POSSESSIVE = re.compile(r"^['’]$")
_AGE = re.compile(r"^,? ?\(?$")
_PEOPLES = ("n", "an", "ian", "ean", "i", "ese", "ish")
"""Endings that make a people of a country's name, in English."""


def surroundings(page: Scan, runs: Sequence[Run], language: str) -> Iterator[tuple[Run, Told]]:
    """What each place tells, for the names standing there; nothing in languages without lists."""
    told = around(language)
    if not told.inside:
        return
    peoples = _peoples(page) if language == "en" else frozenset()
    for first, past in runs:
        name = page.words[first]
        if past - first == 1 and any(_people(name, ending) in peoples for ending in _PEOPLES):
            yield (first, past), ("LOC", PEOPLE)
        for label, weight in (*_before(page, first, past, told), *_after(page, past, told)):
            yield (first, past), (label, weight)


def people_of(labels: Iterable[Form], places: frozenset[Form]) -> dict[Form, Form]:
    """English names of peoples that no list has → the place in the same text: Veshnian is of Veshnia."""
    words = {form[0] for form in labels if len(form) == 1}
    return {
        (people,): place
        for place in places
        if len(place) == 1
        for ending in _PEOPLES
        if (people := _people(place[0], ending)) in words
    }


def couples(page: Scan, runs: Sequence[Run], language: str) -> Iterator[tuple[Run, Run]]:
    """Names that a conjunction joins, which are mostly of one kind: `Veshnia and Karsk`."""
    joining = around(language).joining
    for (first, past), (other, end) in pairwise(sorted(runs)):
        if other == past + 1 and page.words[past] in joining and page.glue(past - 1) == page.glue(past) == " ":
            yield (first, past), (other, end)


def _before(page: Scan, first: int, past: int, told: Around) -> Iterator[Told]:
    """What the words before tell."""
    at = first - 1
    if at >= 0 and page.glue(at) == " " and page.words[at].lower() in told.articles:
        yield "PER", NO_PERSON
        at -= 1
    if at < 0 or page.glue(at) not in (" ", "’", "'"):
        return
    word = page.words[at]
    if at == first - 1 and word.strip(".") in lexicon("en").titles:
        yield "PER", OF_ITS_KIND
    inside = word.lower() in told.inside
    if (inside or word.lower() in told.at) and not _owns(page, past):
        yield ("LOC", INSIDE) if inside else ("PER", NO_PERSON)
    if word in told.place:
        yield "LOC", OF_ITS_KIND
    elif word in told.organisation:
        yield "ORG", OF_ITS_KIND
    elif word in told.thing:
        yield "MISC", OF_ITS_KIND
    elif word in told.of and at > 0 and page.glue(at - 1) == " ":
        head = page.words[at - 1]
        if head in told.place or head in told.owned_by_place:
            yield "LOC", OF_ITS_KIND
        elif head in told.part_of_organisation:
            yield "ORG", OF_ITS_KIND
    elif inside and at > 0 and page.words[at - 1] in told.held_in:
        yield "ORG", OF_ITS_KIND + INSIDE


def _after(page: Scan, past: int, told: Around) -> Iterator[Told]:
    """What the words behind tell."""
    if past >= len(page.words):
        return
    glue, word = page.glue(past - 1), page.words[past].lower()
    if glue in ("-", "‑") and word in told.seated:
        yield "LOC", OF_ITS_KIND
    elif _owns(page, past):
        yield from _owned(page, past + 1, told)
    elif glue == " " and page.words[past] in told.traded:
        yield "ORG", OF_ITS_KIND
    elif glue == " " and page.words[past] in told.feature:
        yield "LOC", OF_ITS_KIND
    elif _AGE.match(glue) and word.isdecimal() and OLDEST > int(word) >= YOUNGEST and page.glue(past)[:1] in (",", ")"):
        yield "PER", AGED
    elif glue == ", " and word in told.articles:
        yield from _apposed(page, past + 1, told)


def _owned(page: Scan, first: int, told: Around) -> Iterator[Told]:
    """`X's parliament`, `X's main port`: one word may stand between."""
    for number in range(first, min(first + 2, len(page.words))):
        if page.glue(number - 1) != " ":
            return
        word = page.words[number]
        if word in told.owned_by_place or word in told.feature:
            yield "LOC", OF_ITS_KIND
            return
        if word in told.part_of_organisation:
            yield "ORG", OF_ITS_KIND
            return


def _apposed(page: Scan, first: int, told: Around) -> Iterator[Told]:
    """`X, a small port in the north`: the first noun of a kind before a comma or preposition."""
    for number in range(first, min(first + APPOSED, len(page.words))):
        word = page.words[number].lower()
        if word in told.place:
            yield "LOC", OF_ITS_KIND
            return
        if word in told.organisation:
            yield "ORG", OF_ITS_KIND
            return
        if page.glue(number) not in (" ", "-") or word in told.inside or word in told.of:
            return


def _owns(page: Scan, past: int) -> bool:
    """Whether a possessive s follows."""
    return past < len(page.words) and page.words[past] in ("s", "S") and bool(_POSSESSIVE.match(page.glue(past - 1)))


def _peoples(page: Scan) -> frozenset[str]:
    """Words with a capital that may name a people which no list has."""
    known = demonyms("en")
    common = lexicon("en").common
    return frozenset(
        word
        for word in page.places
        if word.endswith(_PEOPLES) and word[0].isupper() and len(word) > 5
        if known.country(word) is None and word.lower() not in common and word not in first_names()
    )


@lru_cache(maxsize=8192)
def _people(country: str, ending: str) -> str:
    """The people that a country's name and an ending make; empty where the two do not go together."""
    if len(country) < 4 or country in first_names():
        return ""
    vowel = country[-1] in "aeiou"
    if ending == "n":
        return country + ending if vowel else ""
    people = (country[:-1] if vowel else country) + ending
    return "" if people == country else people
