"""The summary that a page shows between the headline and the text."""

from __future__ import annotations

from octavo.extract.names import Part, part_of
from octavo.extract.stamps import is_stamp
from octavo.extract.titles import key, repeats
from octavo.news.articles import Block
from octavo.text.blocks import Built
from octavo.text.tree import Element

_LONGEST = 500
"""Characters of a standfirst at the head of the text."""
_LEAST, _PROSE = 20, 70
"""Characters: of what is named a standfirst, and of a paragraph there that has no name."""


def behind_headline(before: list[Built], named: set[str]) -> list[Built]:
    """The blocks between the headline and the text, of all those before the text; none where no headline is there.

    `named` are the keys of the page's titles.
    """
    headlines = [i for i, one in enumerate(before) if one.block.kind == "heading" and repeats(one.block.text, named)]
    return before[headlines[-1] + 1 :] if headlines else []


def standfirst_of(behind: list[Built], named: set[str], description: str) -> str:
    """What is named a standfirst, repeats the page's description, or is a paragraph behind the headline.

    Empty where there is none.
    """
    found: list[Built] = []
    for one in behind:
        if one.block.kind not in ("paragraph", "heading", "item") or repeats(one.block.text, named):
            continue
        if _is_beside(one, found[-1]) if found else _is_standfirst(one, description):
            found.append(one)
    return " ".join(one.block.text for one in found)


def _is_beside(one: Built, last: Built) -> bool:
    """Whether a block is the next line of a standfirst that has several."""
    return one.source.parent is last.source.parent and len(one.block.text) > _LEAST


def _is_standfirst(one: Built, description: str) -> bool:
    text = one.block.text
    if len(text) < _LEAST or is_stamp(text):
        return False
    said, described = key(text), key(description)
    if described and len(said) > _LEAST and (said.startswith(described[:100]) or described.startswith(said[:100])):
        return True
    parts = 0
    for element in (one.source, *list(one.source.ancestors())[:2]):
        parts |= part_of(element)
    if parts & Part.STANDFIRST and one.linked < 0.5 * len(text):
        return True
    return one.block.kind != "item" and len(text) > _PROSE and not one.linked and not parts & Part.CAPTION


def lifted(standfirst: str, blocks: list[Built], container: Element, description: str) -> tuple[str, list[Built]]:
    """The standfirst, and the text without it where it stands at its head: a second time, named a standfirst, or in
    bold and the page's description."""
    texts = [i for i, one in enumerate(blocks) if one.block.kind in ("paragraph", "item", "quote")]
    if len(texts) < 3:
        return standfirst, blocks
    at = texts[0]
    text = blocks[at].block.text
    if standfirst and key(text) != key(standfirst):
        return standfirst, blocks
    if not standfirst and not (
        _LEAST <= len(text) <= _LONGEST
        and (_is_named(blocks[at], container) or (is_bold(blocks[at].block) and key(text) == key(description)))
    ):
        return standfirst, blocks
    return standfirst or text, blocks[:at] + blocks[at + 1 :]


def is_bold(block: Block) -> bool:
    """Whether all of a block's text is bold."""
    html = block.html
    return html.startswith("<strong>") and html.endswith("</strong>") and html.count("<strong>") == 1


def _is_named(one: Built, container: Element) -> bool:
    """Whether a block, or what wraps it alone, is named a standfirst."""
    element: Element | None = one.source
    for _ in range(3):
        if element is None or element is container:
            return False
        if part_of(element) & Part.STANDFIRST:
            return key(element.short_text(_LONGEST)) == key(one.block.text)
        element = element.parent
    return False
