"""Runs of words that may be names: the model's spans made whole, and runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.enrich.names.evidence import Label
from octavo.enrich.names.lexicon import Lexicon, first_names
from octavo.enrich.names.scan import Block, Scan
from octavo.ports import Tagger

Run = tuple[int, int]
"""First word and past the last."""

_GLUE = re.compile(r"^(?:[-–/]| |['’`]|\. ?| ?& ?|\.-)$")
"""What holds the words of a name together."""

_ARTICLES = "the a an s le la les l qu d n j c der die das los las"
_NO_NAME = frozenset(_ARTICLES.split())
"""Articles and the elided words before them; a name has them with a capital if at all."""

_GROUPS = frozenset({"islands", "isles"})
"""Nouns that belong to the name before them, though styles differ in their capital."""

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
            if past > word and tag.label == "PER":
                yield from tidy(page, words, _whole_person(page, words, (word, past), block), tag.label)
            elif past > word:
                yield from tidy(page, words, (word, past), tag.label)


def _whole_person(page: Scan, words: Lexicon, run: Run, block: Block) -> Run:
    """A person's span with the given name before it, and with the surname after a given name alone."""
    first, past = run
    if first > block.first and page.words[first - 1] in first_names() and page.glue(first - 1) == " ":
        first -= 1
    if past - first == 1 and past < block.past and page.words[first] in first_names() and page.glue(first) == " ":
        surname = page.words[past]
        past += surname[0].isupper() and surname.isalpha() and surname not in words.not_names | words.titles
    return first, past


def guilds(page: Scan, words: Lexicon) -> Iterator[Run]:
    """English organisations of people: `Dockers' and Ferrymen's Union`, `National Farmers' Federation`."""
    for number in range(2, len(page.words)):
        if page.words[number] not in words.organisation:
            continue
        first = number
        while (owner := _people_before(page, first)) is not None:
            first = owner
        while first < number and first > 0 and _capital(page.words[first - 1]) and page.glue(first - 1) == " ":
            if page.opening[first - 1] or page.words[first - 1] in words.not_names:
                break
            first -= 1
        if first < number:
            yield first, number + 1


def _people_before(page: Scan, first: int) -> int | None:
    """Where people stand in the plural possessive before a word, `and` allowed between; None where they do not."""
    at = first - 1
    if at > 0 and page.words[at] == "and" and page.glue(at) == " ":
        at -= 1
    if at < 0:
        return None
    if page.words[at] == "s" and at > 0 and page.glue(at - 1) in ("'", "’") and page.words[at - 1].endswith(_PEOPLE):
        at -= 1
    elif not (page.words[at].endswith("s") and page.glue(at) in ("' ", "’ ")):
        return None
    return at if page.words[at][0].isupper() else None


_PEOPLE = ("men", "Children", "People")
"""Plurals without an s."""


def tidy(page: Scan, words: Lexicon, run: Run, label: Label) -> Iterator[tuple[Run, Label]]:
    """A span cut at brackets, commas and (but for works and events) numbers, edges trimmed."""
    for first, past in _pieces(page, run, label):
        titled = first < past - 1 and page.words[first].strip(".") in words.honorifics
        label = "PER" if titled else label
        while first < past and _leads(page, words, first, label):
            first += 1
        if label == "PER":
            past = _without_home(page, first, past)
        while past > first and not _may_end(page, past - 1, label):
            past -= 1
        if label != "PER" and past < len(page.words) and page.words[past] in _GROUPS and page.glue(past - 1) == " ":
            past += 1
        if first < past and any(word[0].isupper() or not word.isascii() for word in page.words[first:past]):
            yield (first, past), label


def _without_home(page: Scan, first: int, past: int) -> int:
    """Where a person's name ends before what they are of: `Carys Orme of Wendshire`."""
    return next((word for word in range(first + 1, past) if page.words[word] == "of"), past)


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
    if word in (
        "the",
        "a",
        "an",
        "s",
        "le",
        "la",
        "les",
        "l",
        "qu",
        "d",
        "n",
        "j",
        "c",
        "der",
        "die",
        "das",
        "los",
        "las",
    ):
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
