"""An article's blocks → what a page nests: items in lists, quotes in quotations, headings in an outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Literal

from octavo.news.articles import Block


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with the list inside it."""

    block: Block
    inner: Listing | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a body."""

    kind: Literal["paragraph", "heading", "list", "quote", "caption", "preformatted", "image", "table"]
    blocks: tuple[Block, ...]
    level: int = 0
    """Of a heading: 2 to 6, never more than one below the heading before."""
    listing: Listing | None = None
    number: int = 0
    """Of an image: its number on the page, from 1; the lead image is 0."""
    headed: bool = False
    """Of a table: whether its first row is its heading."""


def parts_of(body: Sequence[Block]) -> tuple[Part, ...]:
    """The parts of a body, in order."""
    return tuple(_parts(body))


def _parts(body: Sequence[Block]) -> Iterator[Part]:
    level, number = 1, 0
    for kind, run in groupby(body, key=lambda block: block.kind):
        blocks = tuple(run)
        if kind == "item":
            yield Part("list", blocks, listing=_listing(blocks))
        elif kind == "quote":
            yield Part("quote", blocks)
        else:
            for block in blocks:
                if block.kind == "heading":
                    level = max(2, min(block.level or 2, level + 1, 6))
                number += block.kind == "image"
                yield Part(kind, (block,), level=level, number=number, headed=_headed(block.rows))


def _listing(blocks: Sequence[Block]) -> Listing:
    """The list that begins with the first block; deeper items that follow an item are the list inside it."""
    depth, items, at = abs(blocks[0].level), [], 0
    while at < len(blocks):
        inner = tuple(takewhile(lambda block: abs(block.level) > depth, blocks[at + 1 :]))
        items.append(Item(blocks[at], _listing(inner) if inner else None))
        at += 1 + len(inner)
    return Listing(blocks[0].level < 0, tuple(items))


def _headed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: its corner is empty, or it has words alone and figures are below."""
    if len(rows) < 2 or len(rows[0]) < 2 or not all(rows[0][1:]):
        return False
    return not rows[0][0] or (not _figures(rows[:1]) and _figures(rows[1:]))


def _figures(rows: Sequence[Sequence[str]]) -> bool:
    return any(character.isdigit() for row in rows for cell in row for character in cell)
