"""An article in another language, paragraph by paragraph beside its original.

By a Writer, or by a translation package where one is installed (models.argos). What comes back cannot be checked word
for word; but every number of a paragraph must be in its translation and none besides, and its length must be near. A
paragraph that fails stays in its own language, and says so.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from octavo.aids.prompts import order_for
from octavo.news.articles import StoredArticle
from octavo.news.marks import TEXT_KINDS
from octavo.ports import Translator, Writer

PARAGRAPHS = 60
BATCH = 2_400
"""Characters in one order: a small model keeps count of so many, and the reader sees the first soon."""

SHORTEST, LONGEST = 0.25, 3.5
"""Of the original's length: Chinese takes a third of the letters of English, and the other way."""

_LINE = re.compile(r"^\s*\[(\d{1,3})\]\s*(.+)$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph beside its translation."""

    original: str
    translated: str
    """Empty where there is none that may be shown."""
    fault: str = ""
    """Why not, one word: `numbers`, `length`, `missing`."""


def paragraphs_of(stored: StoredArticle) -> tuple[str, ...]:
    """What is translated: the title, then every worded block."""
    texts = [block.text for block in stored.article.body if block.kind in TEXT_KINDS and block.text]
    return (stored.article.title, *texts[: PARAGRAPHS - 1])


async def by_writer(
    writer: Writer, paragraphs: Sequence[str], language: str, by: str
) -> AsyncGenerator[Paragraph, None]:
    """The paragraphs in their order, as they come. Raises WriterError, also after some."""
    for batch in _batches(paragraphs):
        order, given = order_for("translate", batch, language=language, most_tokens=sum(map(len, batch)) + 200, by=by)
        text, done = "", 0
        async with aclosing(writer.write(order)) as pieces:
            async for piece in pieces:
                text += piece
                told = _told(text.split("\n")[:-1])
                while done < min(max(told, default=0), given):
                    done += 1
                    yield judged(batch[done - 1], told.get(done, ""))
        told = _told(text.split("\n"))
        for number in range(done + 1, len(batch) + 1):
            yield judged(batch[number - 1], told.get(number, ""))


async def by_package(
    translator: Translator, paragraphs: Sequence[str], source: str, language: str
) -> AsyncGenerator[Paragraph, None]:
    """The same by a package that is installed here. Raises ModelError."""
    for paragraph in paragraphs:
        yield judged(paragraph, await asyncio.to_thread(translator.translate, paragraph, source, language))


def judged(original: str, translated: str) -> Paragraph:
    """A paragraph with its translation where that may be shown."""
    plain = " ".join(translated.split())
    if not plain:
        return Paragraph(original, "", "missing")
    if not SHORTEST * len(original) <= len(plain) <= LONGEST * len(original) + 20:
        return Paragraph(original, "", "length")
    if _numbers(original) != _numbers(plain):
        return Paragraph(original, "", "numbers")
    return Paragraph(original, plain)


def _batches(paragraphs: Sequence[str]) -> list[list[str]]:
    batches: list[list[str]] = [[]]
    for paragraph in paragraphs:
        if batches[-1] and sum(map(len, batches[-1])) + len(paragraph) > BATCH:
            batches.append([])
        batches[-1].append(paragraph)
    return batches


def _told(lines: Sequence[str]) -> dict[int, str]:
    """Translations by the numbers that they begin with."""
    return {int(match[1]): match[2] for line in lines if (match := _LINE.match(line))}


def _numbers(text: str) -> Counter[str]:
    """The digits of a text by their runs, in any script; grouping left out, which languages write otherwise."""
    joined = re.sub(r"(?<=\d)[.,٫٬\u00a0\u202f’ ](?=\d)", "", text)
    return Counter("".join(str(int(digit)) for digit in run) for run in _DIGITS.findall(joined))
