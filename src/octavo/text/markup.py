"""Publishers' HTML fragments made safe and plain: titles, summaries, feed content."""

from __future__ import annotations

import re
from html import unescape

from octavo.news.articles import Block
from octavo.text.blocks import build
from octavo.text.sanitise import finish
from octavo.text.tree import parse_html
from octavo.text.white import fold

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|span|p|br|div|img|font|sup|sub|u|h[1-6]|ul|ol|li)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_MOST = 1_000_000
"""Characters of a fragment that are read."""


def plain(html: str) -> str:
    """The text of a fragment: tags and entities resolved (doubly escaped ones too), folded to one line."""
    text = _once(html[:_MOST])
    if "&" in text and _ENTITY.search(text):
        text = fold(unescape(text))
    return _once(text) if _TAG.search(text) else text


def _once(html: str) -> str:
    if "<" in html:
        return fold(" ".join(built.block.text for built in build(parse_html(html), "")))
    return fold(unescape(html) if "&" in html else html)


def without_tags(html: str) -> str:
    """What stands outside a fragment's tags: to measure and compare by, in no time, and never to be shown."""
    return _ANY_TAG.sub("", html)


def inline(html: str, base: str) -> str:
    """A fragment as inline HTML, sanitised: a, em, strong, sub, sup, code, br; links absolute; blocks become lines."""
    return "<br>".join(block.html or _escaped(block.text) for block in blocks(html, base) if block.text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blocks(html: str, base: str) -> tuple[Block, ...]:
    """A fragment or document as body blocks, sanitised; plain text is split into paragraphs at blank lines."""
    html = html[:_MOST]
    if "<" not in html:
        paragraphs = (fold(unescape(part)) for part in re.split(r"\n\s*\n", html))
        return tuple(Block("paragraph", text) for text in paragraphs if text)
    return tuple(finish(built.block) for built in build(parse_html(html), base))
