"""Reading XML that is none, in linear time: what a strict parser gives up on, publishers send every day."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from lxml import etree

from octavo.parse.names import XML_BASE, XML_LANG, customary, is_core, short_name

MAX_DEPTH = 100
"""Elements nested deeper than this are read as if not there, their text kept."""
MAX_ELEMENTS = 400_000
"""A feed of 5,000 entries with 60 elements each has 300,000."""
MAX_ATTRIBUTES = 64
"""Of one element that the lenient reader keeps."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML may hold."""
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_TOKEN = re.compile(r"<(?:!\[CDATA\[|!--|[?!]|(/?)([A-Za-z_][\w.:-]{0,80}))")
_ATTRIBUTE = re.compile(r"\s*([A-Za-z_][\w.:-]{0,80})(?:\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)'|([^\s\"'<>]+)))?")
_CLOSE = re.compile("[<>]")
_HTML_TAGS = """
    a abbr b blockquote br center cite code dd del div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i iframe img
    ins li ol p pre q s script small span strong style strike sub sup svg table tbody td th thead tr tt u ul
"""
_HTML = frozenset(_HTML_TAGS.split())
_BLOCKS = frozenset({"item", "entry", "channel", "feed", "rss", "rdf:rdf", "url", "urlset"})
_NEVER_NESTED = frozenset({"item", "entry", "url"})
_XML = {"xml:base": XML_BASE, "xml:lang": XML_LANG}


class Lenient:
    """Reads XML that is none: undeclared prefixes, bare ampersands, HTML's entities, tags that do not match, no end.

    An end tag closes the nearest element of its name and all that is open in it, unless that would close an item or
    feed around it; an end tag without a beginning is dropped; an item closes the item before it. HTML tags inside an
    element are its markup and come back as text, as if escaped. The time is linear.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[str, etree._Element]] = []
        self._pieces: list[str] = []
        self._prefixes: dict[str, str] = {}
        self._left = MAX_ELEMENTS
        self.root: etree._Element | None = None
        self._read()

    def _read(self) -> None:
        text, at = self._text, 0
        while match := _TOKEN.search(text, at):
            self._pieces.append(references(text[at : match.start()]).replace("]]>", ""))
            name = match[2]
            if name is None:
                at = self._special(match)
            elif match[1]:
                at = self._end(name, match)
            else:
                at = self._start(name, match)
        self._pieces.append(references(text[at:]))
        self._flush()

    def _special(self, match: re.Match[str]) -> int:
        """Past a CDATA section, whose text is kept, a comment, an instruction or a declaration."""
        opening = match[0]
        closing = {"<![CDATA[": "]]>", "<!--": "-->"}.get(opening, ">")
        end = self._text.find(closing, match.end())
        stop = len(self._text) if end == -1 else end
        if opening == "<![CDATA[":
            self._pieces.append(self._text[match.end() : stop].replace("<![CDATA[", ""))
        return min(stop + len(closing), len(self._text))

    def _start(self, name: str, match: re.Match[str]) -> int:
        at = match.end()
        attributes: dict[str, str] = {}
        while attribute := _ATTRIBUTE.match(self._text, at):
            at = attribute.end()
            if len(attributes) < MAX_ATTRIBUTES:
                value = next((value for value in attribute.groups()[1:] if value is not None), "")
                attributes.setdefault(attribute[1], references(value))
        close = _CLOSE.search(self._text, at)
        # A tag without an end ends before the next.
        stop = len(self._text) if close is None else close.end() if close[0] == ">" else close.start()
        empty = close is not None and self._text[close.start() - 1] == "/"
        if self._is_markup(name):
            self._pieces.append(self._text[match.start() : stop])
            return stop
        self._add(name, attributes, empty)
        return stop

    def _is_markup(self, name: str) -> bool:
        """Whether a tag is HTML inside a text, not structure: it has no prefix and an element of text is open."""
        return name.lower() in _HTML and bool(self._open) and short_name(self._open[-1][1].tag) not in _BLOCKS

    def _add(self, name: str, attributes: dict[str, str], empty: bool) -> None:
        short = self._short(name, attributes)
        if short in _NEVER_NESTED:
            inner = next((opened for opened, element in reversed(self._open) if short_name(element.tag) == short), None)
            if inner is not None:
                self._close(inner)
        if self._left <= 0 or len(self._open) >= MAX_DEPTH or (self.root is not None and not self._open):
            return
        self._flush()
        self._left -= 1
        tag = _lawful(short)
        element = etree.SubElement(self._open[-1][1], tag) if self._open else etree.Element(tag)
        for key, value in attributes.items():
            if not key.startswith("xmlns"):
                element.set(_XML.get(key) or _lawful(key), value)
        if self.root is None:
            self.root = element
        if not empty:
            self._open.append((name, element))

    def _short(self, name: str, attributes: dict[str, str]) -> str:
        """The short name of an element, by the prefixes declared so far; undeclared ones mean what is customary."""
        for key, value in attributes.items():
            if key.startswith("xmlns:") and len(self._prefixes) < MAX_ATTRIBUTES:
                uri = value.lower()
                self._prefixes[key[6:]] = "" if is_core(uri) else customary(uri) or key[6:].lower()
        prefix, colon, local = name.rpartition(":")
        if not colon or prefix not in self._prefixes:
            return short_name(name)
        meant = self._prefixes[prefix]
        return f"{meant}:{local.lower()}" if meant else local.lower()

    def _end(self, name: str, match: re.Match[str]) -> int:
        end = self._text.find(">", match.end())
        stop = len(self._text) if end == -1 else end + 1
        if self._is_markup(name) and name != self._open[-1][0]:
            self._pieces.append(self._text[match.start() : stop])
            return stop
        for opened, element in reversed(self._open):
            if opened.lower() == name.lower():
                self._close(opened)
                break
            if short_name(element.tag) in _BLOCKS:
                break
        return stop

    def _close(self, name: str) -> None:
        self._flush()
        while self._open and self._open.pop()[0] != name:
            pass

    def _flush(self) -> None:
        """Give the collected text to the element it stands in."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not text or not self._open:
            return
        element = self._open[-1][1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text


def _lawful(short: str) -> str:
    """A short name as lxml takes it: the prefix in a namespace's place."""
    prefix, colon, local = short.rpartition(":")
    local = re.sub(r"[^A-Za-z0-9_.-]", "_", local).lstrip("-.0123456789") or "_"
    return f"{{{re.sub(r'[^a-z0-9]', '', prefix) or 'other'}}}{local}" if colon else local


def references(text: str) -> str:
    """Entity and character references resolved, HTML's names among them; an ampersand that begins none stays."""
    return _REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    name = match[1]
    if not name:
        return "&"
    if name[0] == "#":
        return NOT_XML.sub("", unescape(match[0])).replace("\ufffd", "")
    return html5.get(name) or match[0]
