"""Blocks inside the article's element that are not its text: the headline again, promos, orphaned headings, notices."""

from __future__ import annotations

import re

from octavo.extract.titles import key
from octavo.text.blocks import Built

_PROMO = re.compile(
    r"^(?:read (?:more|also|next|the full)|also read|see also|more on this|more from|related(?: (?:stories|articles|content|topics))?|"
    r"recommended|watch(?: also)?:|listen:|click here|sign up|subscribe|follow us|join (?:us|our)|download (?:the|our) app|"
    r"advertisement|story continues|article continues|scroll to continue|continue reading|share this|most read|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|lesen sie|das könnte sie|auch interessant|hier (?:geht es|geht's)|anzeige\b|"
    r"lire aussi|à lire aussi|lisez aussi|a lire|lea (?:también|además)|te puede interesar|más información|leia (?:também|mais)|"
    r"leggi anche|les også|läs (?:också|mer|även)|læs også|lees ook|czytaj (?:też|także|również)|читайте также|читать также|"
    r"اقرأ أيضا|اقرأ المزيد|延伸閱讀|推荐阅读|相关阅读|あわせて読みたい|関連記事)\b",
    re.IGNORECASE,
)


def without_leftovers(blocks: list[Built], title: str) -> list[Built]:
    """The blocks that are the article's text."""
    named = key(title)
    kept = [one for one in blocks if not _is_leftover(one, named)]
    return _without_orphans(kept)


def _is_leftover(one: Built, named: str) -> bool:
    block = one.block
    if block.kind in ("image", "table"):
        return False
    text = block.text
    if named and key(text) == named:
        return True
    mostly_linked = one.linked > 0.8 * len(text)
    if mostly_linked and (len(text) < 200 or block.kind == "item"):
        return True
    return bool(_PROMO.match(text)) and (one.linked > 0 or len(text) < 60)


def _without_orphans(blocks: list[Built]) -> list[Built]:
    """Headings with nothing under them are dropped."""
    kept: list[Built] = []
    for one in reversed(blocks):
        if one.block.kind == "heading" and (
            not kept or (kept[-1].block.kind == "heading" and kept[-1].block.level <= one.block.level)
        ):
            continue
        kept.append(one)
    kept.reverse()
    return kept
