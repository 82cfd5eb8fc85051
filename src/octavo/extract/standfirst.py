"""The summary that a page shows between the headline and the text."""

from __future__ import annotations

from octavo.extract.names import Part, part_of
from octavo.extract.titles import key, repeats
from octavo.text.blocks import Built

_LEAST, _PROSE = 20, 70
"""Characters: of what is named a standfirst, and of a paragraph there that has no name."""


def standfirst_of(before: list[Built], named: set[str], description: str) -> str:
    """What is named a standfirst, repeats the page's description, or is a paragraph behind the headline.

    `before` are the blocks before the text, `named` the keys of the page's titles. Empty where there is none.
    """
    headlines = [i for i, one in enumerate(before) if one.block.kind == "heading" and repeats(one.block.text, named)]
    if not headlines:
        return ""
    found: list[Built] = []
    for one in before[headlines[-1] + 1 :]:
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
    if len(text) < _LEAST:
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
