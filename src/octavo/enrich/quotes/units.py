"""Sentences with each quotation as one token, so that quoted words never look like the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from octavo.enrich.quotes.lexicon import Cues
from octavo.enrich.quotes.spans import Stretch

_WORD = re.compile(
    r"(?P<word>(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|St|Jr|Sr|No|Inc|Corp)\."
    r"|[^\W_]+(?:[-'’][^\W_]+)*)|(?P<sign>[^\s\w]|_)"
)


_SIGNS = {
    "，": ",",
    "：": ":",
    "。": ".",
    "；": ";",
    "！": "!",
    "？": "?",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "（": "(",
    "）": ")",
}
"""Signs of other scripts, as the rules have them."""


@cache
def _chinese(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """Chinese has no spaces: the text is cut at the words that attribute."""
    known = "|".join(sorted(map(re.escape, (*verbs, "他们", "她", "他")), key=len, reverse=True))
    return re.compile(rf"(?P<word>{known}|(?:(?!{known})[^\W_])+)|(?P<sign>[^\s\w]|_)")


class Token(NamedTuple):
    """A word, a sign or a whole quotation."""

    start: int
    end: int
    low: str
    """Lower case; of a quotation empty."""
    kind: Literal["word", "sign", "quote"]
    capital: bool = False
    """Of a quotation: that its first letter is one."""
    stretch: Stretch | None = None
    closed: bool = False
    """Of a quotation: that its words end with a stop or comma of their own."""
    comma: bool = False
    """Of a quotation: that they end as words do before `he said`, with a comma, ? or !."""
    long: bool = False
    """Of a quotation: that it is longer than a few words."""


def units(
    text: str, quoted: Sequence[Stretch], sentences: Sequence[tuple[int, int]], cues: Cues
) -> Iterator[list[Token]]:
    """The sentences' tokens, in order; one that begins inside a quotation belongs to the one the quotation is in."""
    pattern = _chinese(tuple(cues.verbs)) if cues.language == "zh" else _WORD
    starts = [stretch.start for stretch in quoted]
    unit: list[Token] = []
    done = 0
    for start, end in sentences:
        start = max(start, done)
        if start >= end:
            continue
        if unit and not _goes_on(text, unit, start):
            yield unit
            unit = []
        place = bisect_left(starts, start)
        while start < end:
            stretch = quoted[place] if place < len(quoted) and quoted[place].start < end else None
            _plain(pattern, text, start, stretch.start if stretch else end, unit)
            if stretch is None:
                break
            unit.append(_quotation(text, stretch))
            start, place = stretch.end, place + 1
        done = max(start, end) if start > end else end
    if unit:
        yield unit


def _quotation(text: str, stretch: Stretch) -> Token:
    """A whole quotation as one token."""
    first = next((char for char in text[stretch.first : stretch.first + 3] if char.isalpha()), "")
    last = text[stretch.last - 1]
    comma = last in ",?!" or text[stretch.end : stretch.end + 1] == ","
    long = text.count(" ", stretch.first, stretch.last) > 2 or stretch.last - stretch.first > 20
    return Token(stretch.start, stretch.end, "", "quote", first.isupper(), stretch, last in ".,?!…", comma, long)


def _plain(pattern: re.Pattern[str], text: str, start: int, end: int, unit: list[Token]) -> None:
    """Add the words and signs of text[start:end]."""
    for match in pattern.finditer(text, start, end):
        word = match.group()
        if match.lastgroup == "word":
            unit.append(Token(match.start(), match.end(), word.lower().replace("’", "'"), "word", word[0].isupper()))
        else:
            unit.append(Token(match.start(), match.end(), _SIGNS.get(word, word), "sign"))


def _goes_on(text: str, unit: list[Token], start: int) -> bool:
    """Whether a sentence goes on after what looked like its end: `“Why?” he asked`, `“No!” Vell said`."""
    last = unit[-1]
    between = text[last.end : start]
    if last.kind != "quote" or last.stretch is None or "\n" in between:
        return False
    if text[start].islower():
        return True
    return text[last.stretch.last - 1] in "?!,"
