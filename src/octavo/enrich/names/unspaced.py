"""Names in scripts without capitals: Arabic by titles and heads before them, Chinese by lists, surnames and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.enrich.names.evidence import Label, city, known
from octavo.enrich.names.gazetteer import countries
from octavo.enrich.names.lexicon import Lexicon, lexicon
from octavo.enrich.names.runs import Run
from octavo.enrich.names.scan import Scan
from octavo.enrich.names.whereabouts import place_id

Span = tuple[int, int]


def arabic_runs(page: Scan, words: Lexicon) -> Iterator[tuple[Run, Label]]:
    """Persons after titles, organisations and places after their heads, and what the lists and the gazetteer have."""
    number = 0
    while number < len(page.words):
        found = _listed(page, number) or _headed(page, words, number)
        if found is None:
            number += 1
            continue
        yield found
        number = found[0][1]


def _listed(page: Scan, number: int) -> tuple[Run, Label] | None:
    for past in range(min(number + 3, len(page.words)), number, -1):
        if past > number + 1 and any(page.glue(word) != " " for word in range(number, past - 1)):
            continue
        name = " ".join(page.words[number:past])
        label = known(name, "ar")
        if label is None and len(name) > 3 and past == number + 1 and city(name, 200_000):
            label = "LOC"
        if label is not None:
            return (number, past), label
    return None


def _headed(page: Scan, words: Lexicon, number: int) -> tuple[Run, Label] | None:
    word = page.words[number]
    if word in words.titles:
        first = number + 1
        past = _while_one(page, first, 4)
        while first < past and page.words[first] in words.titles:
            first += 1
        # رئيس الوزراء: an office, whose bearer comes behind it.
        while first < past and page.words[first].startswith("ال") and past - first > 2:
            first += 1
        return ((first, past), "PER") if past - first >= 2 else None
    if word in words.organisation:
        past = _while_one(page, number + 1, 3)
        return ((number, past), "ORG") if past > number + 1 else None
    return None


def _while_one(page: Scan, first: int, most: int) -> int:
    """Past the words that may belong to one name: after the second, those with the article alone."""
    past = first
    while past < min(first + most, len(page.words)) and page.glue(past - 1) == " " and len(page.words[past]) > 2:
        if past > first and not page.words[past].startswith(("ال", "بن")):
            break
        past += 1
    return past


@cache
def _chinese() -> re.Pattern[str]:
    """Whole names of the lists and of countries, the longest first; then surnames with titles."""
    words = lexicon("zh")
    names = {name for name in countries("zh") if not name.isascii() and len(name) > 1}
    names |= words.place_alone | words.organisation_alone | words.subject_alone
    listed = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    titles = "|".join(map(re.escape, sorted(words.titles, key=lambda name: (-len(name), name))))
    surnames = "".join(words.surnames)
    return re.compile(
        f"(?P<listed>{listed})|(?P<before>[{surnames}][\\u4e00-\\u9fff]{{1,2}})(?=(?:{titles}))"
        f"|(?:{titles})(?P<after>[{surnames}][\\u4e00-\\u9fff]{{2}})"
        "|(?P<foreign>[\\u4e00-\\u9fff]{2,5}·[\\u4e00-\\u9fff]{2,6}?(?=[,，。、在和表说的是与将对]|$))"
    )


def chinese_spans(text: str) -> list[tuple[Span, Label]]:
    """Names as spans of the text, which has no words to run over; a person found once is found everywhere."""
    spans: dict[Span, Label] = dict(_seen_once(text))
    taken = {place for start, end in spans for place in range(start, end)}
    for name in {text[slice(*span)] for span, label in spans.items() if label == "PER"}:
        for found in re.finditer(re.escape(name), text):
            if taken.isdisjoint(range(*found.span())):
                spans[found.span()] = "PER"
    return sorted(spans.items())


def _seen_once(text: str) -> Iterator[tuple[Span, Label]]:
    for found in _chinese().finditer(text):
        group = found.lastgroup or "listed"
        name = found.group(group)
        label: Label = "PER"
        if group == "listed":
            label = known(name, "zh") or ("LOC" if place_id(name, "zh") else "ORG")
        yield found.span(group), label
