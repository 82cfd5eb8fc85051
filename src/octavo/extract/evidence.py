"""What a page's structured data says the text is, held against the text found: it settles which paragraphs belong.

Many publishers put the whole text into `articleBody`, without headings and captions; others a summary or the beginning.
Only a text that is plainly whole decides anything: it must end where one of the found paragraphs ends.
"""

from __future__ import annotations

import re

from octavo.extract.titles import key
from octavo.news.articles import Block
from octavo.text.blocks import Built
from octavo.text.markup import blocks, plain

_LEAST = 600
"""Letters and digits: shorter ones are summaries."""
_END = 0.96
"""How far into the structured text the last paragraph must reach: some end with a line about the author."""
_AGREED = 0.7
"""The share of the structured text that must be among the found paragraphs."""
_DECIDED = frozenset({"paragraph", "quote", "item"})
_PARAGRAPHS = re.compile(r"\n+|(?<=[.!?…”\"»])\s{2,}")


def agreed(found: list[Built], article_body: str) -> list[Built]:
    """The found blocks without paragraphs that the publisher's own text does not have, where that text is whole."""
    whole = key(plain(article_body))
    if len(whole) < _LEAST:
        return found
    names = [key(one.block.text) for one in found]
    belongs = [len(name) > 3 and name in whole for name in names]
    inside = sum(len(name) for name, known in zip(names, belongs, strict=True) if known)
    ends = [i for i, name in enumerate(names) if belongs[i] and whole.rfind(name) + len(name) >= _END * len(whole)]
    last = max(ends, default=None)
    if last is None or inside < _AGREED * len(whole):
        return found
    first = belongs.index(True)
    return [
        one for i, one in enumerate(found)
        if i <= last and (i < first or belongs[i] or one.block.kind not in _DECIDED or len(names[i]) < 4)
    ]  # fmt: skip


def as_body(article_body: str, base: str) -> tuple[Block, ...]:
    """The structured text itself as blocks, for pages whose own text only scripts would show."""
    if "<p" in article_body or "<br" in article_body:
        return blocks(article_body, base)
    parts = (plain(part) for part in _PARAGRAPHS.split(article_body))
    return tuple(Block("paragraph", part) for part in parts if part)
