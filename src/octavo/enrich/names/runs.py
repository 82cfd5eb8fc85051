"""Runs of words that may be names: the model's spans made whole, and runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.enrich.names.evidence import Label
from octavo.enrich.names.lexicon import Lexicon
from octavo.enrich.names.scan import Scan
from octavo.ports import Tagger

Run = tuple[int, int]
"""First word and past the last."""

_GLUE = re.compile(r"^(?:[-–/]| |['’`]|\. ?| ?& ?|\.-)$")
"""What holds the words of a name together."""

_ABBREVIATED = frozenset(
    [
        "St",
        "Mr",
        "Mrs",
        "Dr",
        "Jr",
        "Sr",
        "Ft",
        "Mt",
        "Co",
        "Corp",
        "Inc",
        "Ltd",
        "No",
        "Bros",
        "Gen",
        "Col",
        "Sen",
        "Rep",
        "Gov",
        "Prof",
        "Rev",
        "Hon",
        "S.p.A",
    ]
)


def model_runs(page: Scan, words: Lexicon, tagger: Tagger) -> Iterator[tuple[Run, Label]]:
    """The model's spans as whole words, without articles, titles and numbers around them."""
    blocks = [block for block in page.blocks if not block.shouted and block.past > block.first]
    for block, tags in zip(blocks, tagger.tag([page.text[b.start : b.end] for b in blocks]), strict=True):
        word = block.first
        for tag in tags:
            start, end = block.start + tag.start, block.start + tag.end
            while word < block.past and page.ends[word] <= start:
                word += 1
            past = word
            while past < block.past and page.starts[past] < end:
                past += 1
            if past > word:
                yield from tidy(page, words, (word, past), tag.label)


def tidy(page: Scan, words: Lexicon, run: Run, label: Label) -> Iterator[tuple[Run, Label]]:
    """A span cut at brackets, commas and (but for works and events) numbers, edges trimmed."""
    for first, past in _pieces(page, run, label):
        while first < past and _leads(page, words, first, label):
            first += 1
        while past > first and not _may_end(page, past - 1, label):
            past -= 1
        if first < past and any(word[0].isupper() or not word.isascii() for word in page.words[first:past]):
            yield (first, past), label


def _pieces(page: Scan, run: Run, label: Label) -> Iterator[Run]:
    first = run[0]
    for number in range(*run):
        digits = page.words[number][0].isdigit() and label != "MISC"
        if digits:
            if number > first:
                yield first, number
            first = number + 1
        elif number + 1 < run[1] and not _GLUE.match(page.glue(number)) and not _holds(page, number, label):
            yield first, number + 1
            first = number + 1
    if first < run[1]:
        yield first, run[1]


def _holds(page: Scan, number: int, label: Label) -> bool:
    """Works and events keep their punctuation."""
    glue = page.glue(number)
    return label == "MISC" and "\n" not in glue and "(" not in glue and '"' not in glue


def _leads(page: Scan, words: Lexicon, number: int, label: Label) -> bool:
    """Words before a name that are not of it."""
    word = page.words[number]
    if word in ("the", "a", "an", "s", "le", "la", "les", "l", "der", "die", "das", "los", "las"):
        return True
    if word in ("The", "A", "An") and page.glue(number) == " ":
        return label != "MISC"
    if label == "PER" and word.strip(".") in words.titles:
        return True
    return word in words.connectors and word.islower() and word not in ("al", "van", "von", "de", "bin", "abu", "el")


def _may_end(page: Scan, number: int, label: Label) -> bool:
    word = page.words[number]
    return not (word in ("'s", "s", "and", "of", "the", "de", "in", "for", "to") or (word.islower() and label == "PER"))


def capital_runs(page: Scan, words: Lexicon) -> Iterator[Run]:
    """Longest runs of words with capitals, held together by names' glue and connectors."""
    count = len(page.words)
    number = 0
    while number < count:
        if not _capital(page.words[number]):
            number += 1
            continue
        past = number + 1
        while past < count and (step := _next(page, words, past)):
            past = step
        yield number, past
        number = past


def _capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and "-" in word and word.rpartition("-")[2][:1].isupper())


def _next(page: Scan, words: Lexicon, past: int) -> int:
    """Past the next capital word of the run that ends before `past`; 0 where there is none."""
    glue = page.glue(past - 1)
    if not _GLUE.match(glue) or (glue.startswith(".") and not _abbreviates(page.words[past - 1])):
        return 0
    if _capital(page.words[past]):
        return past + 1
    ahead = past
    while ahead < len(page.words) and ahead < past + 3 and page.words[ahead] in words.connectors:
        if ahead + 1 >= len(page.words) or not _GLUE.match(page.glue(ahead)):
            return 0
        ahead += 1
        if _capital(page.words[ahead]):
            return ahead + 1
    return 0


def _abbreviates(word: str) -> bool:
    return len(word) == 1 or word in _ABBREVIATED
