"""What stands behind the last sentence: who edited it, who signed it, and teasers of other articles.

An agency's name there stays, for it tells whose text it is: `(Meridian)`, `Source: …`.
"""

from __future__ import annotations

import re

from octavo.extract.titles import key
from octavo.text.blocks import Built
from octavo.text.tree import Element

_LAST = 4
"""Blocks at the end among which editors and signatures are looked for."""
_LINE = 160
"""Characters of a line about the making of an article."""
_EDITED = re.compile(
    r"^[(（\[【\s]*(?:(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|校對|审核|審核|监制|監製|值班编辑|编审)\s*[:：/丨|]|"
    r"(?:edited|editing|production|proofread(?:ing)?|copy[- ]?edit(?:ed|ing)) by\b|(?:sub-?)?editors?:|"
    r"(?:redaktion|bearbeitung|redaktor(?:in)?|redacción|edición|editado por|édition|édité par|edição|editor|"
    r"a cura di|редактор|تحرير|إعداد وتحرير)\s*[:：])",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,100})[)）\]】]\.?")
_SEVERAL = re.compile(r"[;,/&、，；]| and | und | et | y ")
_HEADLINE = 15
"""Characters of a teaser's link."""


def without_endings(blocks: list[Built], authors: tuple[str, ...]) -> list[Built]:
    """The blocks without lines about editors and without the authors' signatures at the end."""
    named = {key(name) for name in authors}
    last = len(blocks) - _LAST
    return [one for i, one in enumerate(blocks) if i < last or not _is_about_making(one.block.text, named)]


def _is_about_making(text: str, authors: set[str]) -> bool:
    if len(text) > _LINE:
        return False
    if _EDITED.match(text):
        return True
    signed = _SIGNED.fullmatch(text)
    return signed is not None and all(key(name) in authors for name in _SEVERAL.split(signed.group(1)))


def without_teasers(blocks: list[Built]) -> list[Built]:
    """The blocks without a list at their end whose items are each a linked headline and a text of its own."""
    end = len(blocks)
    while end and blocks[end - 1].block.kind in ("item", "image", "heading"):
        end -= 1
    items: dict[Element, list[Built]] = {}
    for one in blocks[end:]:
        item = _item_of(one.source) if one.block.kind in ("item", "heading") else None
        if item is not None:
            items.setdefault(item, []).append(one)
    teasers = {item for item, parts in items.items() if _is_teaser(parts)}
    if len(teasers) < 2 or len(teasers) < 0.8 * len(items):
        return blocks
    kept = [one for one in blocks[end:] if _item_of(one.source) not in items]
    return blocks[:end] + kept


def _item_of(source: Element) -> Element | None:
    if source.tag == "li":
        return source
    return next((above for above in source.ancestors() if above.tag == "li"), None)


def _is_teaser(parts: list[Built]) -> bool:
    first = parts[0]
    return len(parts) > 1 and len(first.block.text) >= _HEADLINE and first.linked >= 0.9 * len(first.block.text)
