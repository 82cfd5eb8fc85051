"""Markup that would cost a parser too much, made harmless before it is parsed.

The HTML standard's algorithm has three costs that grow with the square of what is written: open elements, attributes of
one tag, and formatting elements left open, which are opened again in every paragraph that follows. What is caught here
is what broken and simple hostile pages do; what gets by is stopped by the limits of the process that reads.
"""

from __future__ import annotations

import re

MAX_CHARACTERS = 8_000_000
"""What is behind is cut off. The longest real article pages seen have about 5 MB, most of it state for scripts."""
_MAX_ATTRIBUTES = 300
_LONG = 16_000
"""Characters of a tag that is looked at: shorter ones hold at most 5,000 attributes (0.1 s)."""
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG},}}")
_ATTRIBUTES = re.compile(r"(?:\s+[\w:.-]+=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s<>\"']{0,200})){300,}")
_MANY_EQUALS = 8_000
"""Pages with fewer equals signs have no tag with so many attributes that it matters (0.3 s)."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s>/])", re.IGNORECASE)
_IMPLIED = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param",
    "source", "tbody", "td", "th", "tr", "track", "wbr", "path", "rect", "circle", "use", "polygon", "line", "stop",
    "g",
})  # fmt: skip
"""Elements that have no end or need none: they do not nest by being left open."""
_STRUCTURE = re.compile(r"</?(?!(?:p|br|h[1-6]|title|meta|html|head|body)\b)[a-zA-Z][^<>]{0,1000}>?", re.IGNORECASE)
_MANY_TAGS = 16_000
"""Below this many tags no nesting is deep enough to matter (0.2 s)."""
_OPEN = 6_000
"""Elements open at once. 20,000 cost 0.4 s, 50,000 cost 5 s."""
_REOPENED = 150_000
"""Formatting elements open at once, times tags: how many elements the parser may make of them. Real pages: 20,000."""


def tamed(text: str) -> str:
    """The markup, cut to length, without tags that would cost too much. Most pages come back as they are."""
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
    if "\x00" in text:
        text = text.replace("\x00", "")
    if max(map(len, text.split("<"))) > _LONG:
        text = _LONG_TAG.sub(_shortened, text)
    if text.count("=") > _MANY_EQUALS:
        text = _ATTRIBUTES.sub(" ", text)
    tags = text.count("<")
    if _formatting_open(text) * tags > _REOPENED:
        text = _FORMATTING.sub("<x-dropped", text)
        return _STRUCTURE.sub(" ", text) if tags > _MANY_TAGS else text
    if tags > _MANY_TAGS and _elements_open(text) > _OPEN:
        return _STRUCTURE.sub(" ", text)
    return text


def _shortened(match: re.Match[str]) -> str:
    """A long tag as it is where its length is that of a few values, else its name alone."""
    tag = match.group()
    if len(_QUOTED.sub('""', tag).split()) <= _MAX_ATTRIBUTES and len(tag) < 1_000_000:
        return tag
    return tag.split(None, 1)[0][:50]


def _formatting_open(text: str) -> int:
    """How many formatting elements are open at once at most."""
    now = most = 0
    for closing in _FORMATTING.findall(text):
        if closing:
            now = now - 1 if now else 0
        else:
            now += 1
            if now > most:
                most = now
    return most


def _elements_open(text: str) -> int:
    """How many elements are open at once at most, each name counted by itself."""
    open_now: dict[str, int] = {}
    now = most = 0
    for closing, name in _TAG.findall(text):
        name = name.lower()
        if name in _IMPLIED:
            continue
        count = open_now.get(name, 0)
        if not closing:
            open_now[name] = count + 1
            now += 1
            most = max(most, now)
        elif count:
            open_now[name] = count - 1
            now -= 1
    return most
