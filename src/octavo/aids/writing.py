"""What a Writer writes, sentence by sentence: each is checked against what it was given before anybody sees it.

    pieces ─► a whole sentence ─► does it follow from the quoted ones? ─► it, with those that it follows from
                                                                    └─ no ─► the quoted one nearest to it, word for word

Nothing in an article can make more of this than a sentence that the check refuses: there is no tool, no link and no
markup, only sentences, and those are compared with what newspapers printed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from octavo.news.answers import Written
from octavo.news.writing import Order
from octavo.ports import Writer
from octavo.text.sentences import sentence_spans
from octavo.text.words import tokens

MOST = 12
"""Sentences that are taken of a text."""

NEAR = 0.34
"""Share of a refused sentence's words that a quoted one must have to take its place."""

GROUNDS = (1, 2, 3, 6)
"""How many of the nearest quoted sentences it is tried on, in turn: few, so that whoever follows the link sees it."""

_CITED = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_DRESS = re.compile(r"^(?:[-*•–]\s+|#+\s+|\d{1,2}[.)]\s+)|[*_`]{2,}|^[*_`]+|[*_`]+$")
_LEADS_ELSEWHERE = re.compile(r"https?:|www\.|\w@\w|<[a-zA-Z/!]|\]\(|javascript:", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…。！？؟।][\s\"'”’»)\]]*(?:\[[\d,;\s–-]+\]\s*)*$")


Check = Callable[[str, Sequence[str], str], Sequence[str]]
"""(sentence, quoted sentences, their language) → what does not follow, in words; nothing where it may be shown. Takes
milliseconds, in a thread (ask.faithful)."""


async def written(
    writer: Writer, order: Order, quoted: Sequence[str], language: str, check: Check, most: int = MOST
) -> AsyncGenerator[Written, None]:
    """The sentences as they pass. Raises WriterError, also after some."""
    shown: set[int] = set()
    count = 0
    async with aclosing(_sentences(writer, order, language)) as sentences:
        async for sentence in sentences:
            one = await asyncio.to_thread(judged, sentence, quoted, language, check)
            if one is None or (not one.kept and one.from_quotes[0] in shown):
                continue
            if not one.kept:
                shown.update(one.from_quotes)
            yield one
            count += 1
            if count >= most:
                return


def judged(sentence: str, quoted: Sequence[str], language: str, check: Check) -> Written | None:
    """The sentence where it follows from the quoted ones, else the nearest of these; None where none is near."""
    plain = _plain(sentence)
    if not tokens(plain):
        return None
    cited = tuple(dict.fromkeys(n - 1 for n in _numbers(sentence) if 0 < n <= len(quoted)))
    shares = _shares(plain, quoted)
    if _LEADS_ELSEWHERE.search(plain):
        faults: Sequence[str] = ("it leads elsewhere",)
    else:
        ground, faults = _ground(plain, quoted, language, check, cited, shares)
        if ground:
            return Written(plain, ground)
    near = [n for n in cited if shares[n] > NEAR / 2] or [n for n, share in enumerate(shares) if share >= NEAR]
    if not near:
        return None
    nearest = max(near, key=lambda n: shares[n])
    return Written(quoted[nearest], (nearest,), False, tuple(faults))


def _ground(
    plain: str, quoted: Sequence[str], language: str, check: Check, cited: Sequence[int], shares: Sequence[float]
) -> tuple[tuple[int, ...], Sequence[str]]:
    """The fewest quoted sentences that it follows from: those that it names, else the nearest; or what is wrong."""
    ranked = sorted(range(len(quoted)), key=lambda n: -shares[n])
    faults: Sequence[str] = ("nothing is quoted",)
    for some in dict.fromkeys(tuple(sorted(one)) for one in (cited, *(ranked[:size] for size in GROUNDS)) if one):
        faults = check(plain, [quoted[n] for n in some], language)
        if not faults:
            return some, ()
    return (), faults


def _shares(plain: str, quoted: Sequence[str]) -> list[float]:
    """Which part of a sentence's telling words each quoted one has."""
    words = {word for word in tokens(plain) if len(word) > 2 or not word.isascii()} or set(tokens(plain))
    return [len(words & set(tokens(quote))) / len(words) for quote in quoted]


async def _sentences(writer: Writer, order: Order, language: str) -> AsyncGenerator[str, None]:
    """Whole sentences as they come; one that breaks off at the end is left out."""
    text = ""
    async with aclosing(writer.write(order)) as pieces:
        async for piece in pieces:
            text += piece
            whole, text = _split(text, language)
            for sentence in whole:
                yield sentence
    for line in text.splitlines():
        for start, end in sentence_spans(line, language):
            if _ENDED.search(line[start:end]) or _CITED.search(line[start:end]):
                yield line[start:end]


def _split(text: str, language: str) -> tuple[list[str], str]:
    """The sentences that are surely whole (a line ended, or another sentence began), and what is left."""
    *lines, rest = text.split("\n")
    whole = [line[start:end] for line in lines for start, end in sentence_spans(line, language)]
    return _with_numbers(whole), rest


def _with_numbers(sentences: Sequence[str]) -> list[str]:
    """Numbers of passages that stand after a full stop belong to the sentence before them."""
    found: list[str] = []
    for sentence in sentences:
        if found and (match := _CITED.match(sentence)):
            found[-1] += " " + match[0].strip()
            sentence = sentence[match.end() :].strip()
        if sentence:
            found.append(sentence)
    return found


def _plain(sentence: str) -> str:
    """Without numbers of passages and without dress; the full stop that came after them stays."""
    bare = _CITED.sub("", sentence).strip()
    while (undressed := _DRESS.sub("", bare).strip()) != bare:
        bare = undressed
    return " ".join(bare.split())


def _numbers(sentence: str) -> list[int]:
    return [int(number) for match in _CITED.finditer(sentence) for number in re.findall(r"\d+", match[1])]
