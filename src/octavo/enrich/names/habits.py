"""Habits of newswire: datelines, score lines and schedules, competitors with their country, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.enrich.names.evidence import Label, city, known
from octavo.enrich.names.gazetteer import countries, fold
from octavo.enrich.names.lexicon import Lexicon
from octavo.enrich.names.runs import Run, capital_runs
from octavo.enrich.names.scan import Block, Scan


@dataclass(frozen=True, slots=True)
class Found:
    """A name that the layout tells."""

    run: Run
    label: Label
    weight: float
    """Against the model's vote of at most 3, for the name everywhere in the document."""
    here: bool = False
    """Whether it decides at its own place: in one report Boston is a town in the dateline, a team in the scores."""


TABLE = 0.22
"""Share of a block's words that are numbers from which it is a table's line."""

TEAM = 6.0
"""More than a place's name in a list: in a table of scores a town or county is its team."""

_DATE = re.compile(
    r"^[,\s]*(?:\(\w+\)|—|–|--|\d{4}-\d\d-\d\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d)"
)
_CREDIT = re.compile(
    r"(?P<place>[^\W\d][^,(\n]{1,40}?)(?:, (?P<wider>[^\W\d][^,(\n]{1,30}?))?,? "
    r"\((?P<agency>[^()\n]{2,30})\)\.?\s?[-—–]"
)
"""`RAS NADIM, Sahran (Meridian) —`, `Alcorza, (ANAV).-`: an agency's dateline."""

DATELINED = 5.0
"""A place in an agency's dateline: no model's word outweighs it."""


def habits(page: Scan, words: Lexicon, language: str) -> Iterator[Found]:
    """What the layout of lines tells."""
    runs = list(capital_runs(page, words))
    datelines = list(_datelines(page, language))
    datelines += [one for one in _credited(page, language) if one.run not in {line.run for line in datelines}]
    yield from datelines
    opened = {line.run[0] for line in datelines}
    place = 0
    for block in page.blocks:
        inside = []
        while place < len(runs) and runs[place][0] < block.past:
            if runs[place][0] not in opened:
                inside.append(runs[place])
            place += 1
        yield from _competitors(page, inside, language)
        if _table(page, block):
            yield from _scores(page, inside, language)
        elif block.shouted:
            yield from _schedule(page, block, language)


def _datelines(page: Scan, language: str) -> Iterator[Found]:
    """`LONDON 1996-08-30`, `PARIS (AFP) —`: a place in capitals that opens a block, a date or agency after it."""
    for block in page.blocks:
        past = block.first
        while (
            past < block.past and past < block.first + 3 and page.words[past].isupper() and page.words[past].isalpha()
        ):
            past += 1
        if past > block.first and (past == block.past or _DATE.match(page.text[page.ends[past - 1] : block.end])):
            name = " ".join(page.words[block.first : past])
            if past < block.past or city(name, 0) or known(name.title(), language) == "LOC":
                yield Found((block.first, past), "LOC", 0.5, here=True)


def _credited(page: Scan, language: str) -> Iterator[Found]:
    """The places of an agency's datelines, and what stands for them in the text in other letters."""
    for block in page.blocks:
        found = _CREDIT.match(page.text, block.start, block.end)
        if found is None or _is_country(found["agency"], language):
            continue
        for group in ("place", "wider", "agency"):
            start, end = found.span(group)
            run = [word for word in range(block.first, block.past) if start <= page.starts[word] < end]
            if run:
                yield Found((run[0], run[-1] + 1), "ORG" if group == "agency" else "LOC", DATELINED, here=True)


def _table(page: Scan, block: Block) -> bool:
    count = block.past - block.first
    numbers = sum(word[0].isdigit() for word in page.words[block.first : block.past])
    return count > 1 and numbers >= TABLE * count and count < 60


def _scores(page: Scan, runs: list[Run], language: str) -> Iterator[Found]:
    """A name with a number after it: a town is its team, a country plays under its own name."""
    for first, past in runs:
        if past < len(page.words) and page.words[past][0].isdigit() and page.glue(past - 1) == " ":
            name = " ".join(page.words[first:past])
            if _initial(page, first) or len(name) < 3:
                continue
            if city(name, 0) or (known(name, language) == "LOC" and not _is_country(name, language)):
                yield Found((first, past), "ORG", TEAM, here=True)


def _schedule(page: Scan, block: Block, language: str) -> Iterator[Found]:
    """`BALTIMORE AT SEATTLE`: two teams."""
    words = page.words[block.first : block.past]
    if "AT" not in words[1:-1] or len(words) > 8:
        return
    at = block.first + words.index("AT")
    for run in ((block.first, at), (at + 1, block.past)):
        if city(" ".join(page.words[slice(*run)]), 0) or known(" ".join(page.words[slice(*run)]).title(), language):
            yield Found(run, "ORG", TEAM, here=True)


def _competitors(page: Scan, runs: list[Run], language: str) -> Iterator[Found]:
    """`Pete Sampras (U.S.)`, `S. Waugh`: persons."""
    for first, past in runs:
        after = page.glue(past - 1) if past < len(page.words) else ""
        if past < len(page.words) and after.strip() == "(" and _is_country(page.words[past], language):
            if 2 <= past - first <= 4:
                yield Found((first, past), "PER", 2.5)
        elif past - first == 2 and _initial(page, first) and page.words[first + 1][1:].islower():
            yield Found((first, past), "PER", 2.0)


def _initial(page: Scan, number: int) -> bool:
    word = page.words[number]
    return (len(word) == 1 and page.glue(number).startswith(".")) or (len(word) <= 4 and word.endswith("."))


def _is_country(name: str, language: str) -> bool:
    return fold(name) in countries(language)
