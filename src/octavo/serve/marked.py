"""An article's blocks with what was found in them underlined: names, figures and quotes, each in its manner.

Marks count characters in text_of(title, body); here they are laid over each block's sanitised markup. Where markup and
text of a block do not agree, the text alone is shown: a mark must never stand on other words than its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

from octavo.news.articles import Block
from octavo.news.marks import TEXT_KINDS, Marks

Manner = Literal["name", "figure", "quote", "said"]

MANNERS: tuple[Manner, ...] = ("name", "figure", "quote")
"""Those that are found in a text. `said` is the place that another page pointed to."""

ANCHOR = "said"
"""The id of that place."""

_PIECE = re.compile(r"(<[^>]*>)|(&(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)|([^<&]+|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """One mark as it is shown."""

    start: int
    end: int
    manner: Manner
    told: str
    """What a reader learns by pointing at it: a value, a speaker, a kind; may be empty."""
    begins: bool = True
    """Whether its beginning is in this block."""


def found_in(marks: Marks) -> list[Found]:
    """The marks that are shown in the text, in its order."""
    found = [Found(one.start, one.end, "name", one.name if one.name != one.text else "") for one in marks.mentions]
    found += [Found(one.start, one.end, "quote", one.speaker) for one in marks.quotes if one.clause]
    for one in marks.figures:
        high = "" if one.high is None else f"–{one.high:,.10g}"
        about = " ".join(part for part in (one.qualifier, f"{one.value:,.10g}{high}", one.unit, one.counted) if part)
        found.append(Found(one.start, one.end, "figure", about))
    return sorted(found, key=lambda one: (one.start, -one.end))


def marked(title: str, body: Sequence[Block], found: Sequence[Found]) -> tuple[Block, ...]:
    """The body with its marks in each block's html. `title` is the article's: the text begins with it."""
    at = len(title)
    blocks = []
    for block in body:
        if block.kind in TEXT_KINDS and block.text:
            at += 2
            here = [
                replace(
                    one,
                    start=max(0, one.start - at),
                    end=min(len(block.text), one.end - at),
                    begins=one.start >= at,
                )
                for one in found
                if one.start < at + len(block.text) and one.end > at
            ]
            at += len(block.text)
            blocks.append(replace(block, html=_over(block, here)) if here else block)
        else:
            blocks.append(block)
    return tuple(blocks)


def _over(block: Block, found: Sequence[Found]) -> str:
    """The block's markup with the marks laid over it, cut wherever a tag stands between."""
    pieces = list(_pieces(block.html)) if block.html else []
    if "".join(text for _, text in pieces) != block.text:
        pieces = [("", block.text)]
    edges = sorted({edge for one in found for edge in (one.start, one.end)} | {0, len(block.text)})
    out, at = [], 0
    for tag, text in pieces:
        if tag:
            out.append(tag)
            continue
        inside = [edge for edge in edges if at < edge < at + len(text)]
        for start, end in pairwise([at, *inside, at + len(text)]):
            out.append(_run(text[start - at : end - at], [one for one in found if one.start <= start < one.end], start))
        at += len(text)
    return "".join(out)


def _run(text: str, found: Sequence[Found], start: int) -> str:
    """Words under one set of marks, which begin at `start` in their block."""
    if not found or not text.strip():
        return str(escape(text))
    told = "; ".join(dict.fromkeys(one.told for one in found if one.told))
    manners = " ".join(dict.fromkeys(f"of-{one.manner}" for one in found))
    title = Markup(' title="{}"').format(told) if told else ""
    anchored = any(one.manner == "said" and one.begins and one.start == start for one in found)
    anchor = Markup(' id="{}"').format(ANCHOR) if anchored else ""
    return Markup('<mark class="{}"{}{}>{}</mark>').format(manners, anchor, title, text)


def _pieces(markup: str) -> Iterator[tuple[str, str]]:
    """Tags and the text between them: (tag, "") or ("", text), entities resolved."""
    for match in _PIECE.finditer(markup):
        tag, entity, text = match.groups()
        yield (tag, "") if tag else ("", html.unescape(entity) if entity else text)
