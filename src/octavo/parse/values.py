"""Values of elements: their text or markup, the base their addresses stand on, the language they are in."""

from __future__ import annotations

import base64
import re
from html import escape
from itertools import islice

from lxml import etree

from octavo.parse.draft import NOTHING, Text
from octavo.parse.names import XML_BASE, XML_LANG, short_name
from octavo.text.addresses import web_url_or_none

MAX_FIELD = 400_000
"""Characters of one text that are read: no report is a tenth of it."""
MAX_ATTRIBUTES = 20
"""Of one element of markup."""

_VOID = frozenset({"br", "hr", "img", "wbr", "source", "embed", "input", "col", "area"})
_PLAIN_TYPES = frozenset({"text", "plain", "text/plain"})
_MARKUP_TYPES = frozenset({"html", "xhtml", "text/html", "application/xhtml+xml", "text/xhtml", "application/xml"})

Fields = dict[str, list[etree._Element]]
"""Child elements by short name, in document order."""


def fields_of(element: etree._Element) -> Fields:
    """The children of an element by their short names."""
    fields: Fields = {}
    for child in element:
        name = short_name(child.tag)
        if name in fields:
            fields[name].append(child)
        else:
            fields[name] = [child]
    return fields


def text_of(element: etree._Element) -> str:
    """The text of an element, markup inside it left out; not stripped."""
    if not len(element):
        return (element.text or "")[:MAX_FIELD]
    return "".join(str(piece) for piece in element.itertext())[:MAX_FIELD]


def first_text(fields: Fields, *names: str) -> str:
    """The first text that is not blank under these names, stripped."""
    for name in names:
        for element in fields.get(name, ()):
            if text := text_of(element).strip():
                return text
    return ""


def inner_markup(element: etree._Element) -> str:
    """What is inside an element, as HTML: for XHTML content and for markup that nobody escaped."""
    pieces = [escape(element.text or "", quote=False)]
    size = 0
    for child in element:
        size += _write(child, pieces, 0)
        if size > MAX_FIELD:
            break
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str], depth: int) -> int:
    """Append an element and its tail as HTML; how many characters that were. Nested deeper than 200: only the text."""
    name = short_name(element.tag).rpartition(":")[2]
    before = len(pieces)
    if name and depth < 200:
        # By name and only the first few: lxml takes quadratic time for all pairs of an element.
        keys = (str(key) for key in islice(element.keys(), MAX_ATTRIBUTES))
        attributes = "".join(f' {key}="{escape(element.get(key) or "")}"' for key in keys if "{" not in key)
        pieces.append(f"<{name}{attributes}>{escape(element.text or '', quote=False)}")
        for child in element:
            _write(child, pieces, depth + 1)
        if name not in _VOID:
            pieces.append(f"</{name}>")
    elif name:
        pieces.append(escape(text_of(element), quote=False))
    pieces.append(escape(element.tail or "", quote=False))
    return sum(len(piece) for piece in pieces[before:])


def construct(element: etree._Element, atom: bool) -> Text:
    """A title, summary or content, read as its `type` says (RFC 4287, 3.1, and the `mode` of Atom 0.3).

    Without a type it is HTML, as RSS has it; with `atom`, plain text.
    """
    if len(element):
        # Markup as XML: what XHTML is, and what a publisher who forgot to escape meant.
        return Text("html", inner_markup(element))
    text = text_of(element)
    if not text:
        return NOTHING
    if not element.keys():
        return Text("text" if atom else "html", text)
    kind = (element.get("type") or "").strip().lower()
    mode = (element.get("mode") or "").strip().lower()
    if mode == "base64" or (atom and kind and not kind.startswith("text") and "/" in kind and "xml" not in kind):
        return _decoded(text)
    if kind in _PLAIN_TYPES or (atom and not kind):
        return Text("text", text)
    if mode == "xml" and kind not in _MARKUP_TYPES:
        return Text("text", text)
    return Text("html", text)


def _decoded(text: str) -> Text:
    """A text in base64; nothing where it decodes to no text."""
    try:
        decoded = base64.b64decode(re.sub(r"\s", "", text), validate=True).decode("utf-8")
    except ValueError:  # not base64, or not UTF-8 within
        return Text("html", text)
    return Text("html", decoded)


def base_of(element: etree._Element, document: str) -> str:
    """What addresses inside an element are relative to: xml:base from the root down, on the document's address."""
    base = document
    chain = [element, *element.iterancestors()]
    for one in reversed(chain):
        if stated := one.get(XML_BASE):
            base = web_url_or_none(stated, base) or base
    return base


def language_of(element: etree._Element) -> str:
    """The nearest xml:lang, from the element upward."""
    one: etree._Element | None = element
    while one is not None:
        stated = one.get(XML_LANG)
        if stated is not None:
            return stated
        one = one.getparent()
    return ""
