"""Text to a tree of XML, for feeds as they come: strictly where the XML is well-formed, by lenient rules where not.

Neither way expands an entity, reads a DTD or touches the network, and both bound depth and size, so that no bomb goes
off here: libxml2 stops at a depth of 256 and hands over to the lenient reader, which reads each character once.
"""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from octavo.parse.lenient import NOT_XML, Lenient

MAX_GROWTH = 1_000_000
"""Characters that a feed's own entities may add to it."""
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]|&#(?:0*1(?:2[89]|[345]\d)|[xX]0*[89][0-9a-fA-F]);")
_LAWFUL = bytes([9, 10, 13, *range(32, 256)])
_RAW_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_DECLARATION = re.compile(r"<\?xml\b[^>]*>")
_ROOT = re.compile(
    r"<(?:\?xml|!DOCTYPE|(?:\w+:)?(?:rss|feed|rdf|channel|urlset|sitemapindex|opml|html)\b)", re.IGNORECASE
)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^&%<\"]{0,200})\"|'([^&%<']{0,200})')\s*>")
_SUBSET_END = re.compile(r"\]\s*>")


def clean(text: str) -> tuple[str, list[str]]:
    """A feed's text without what no XML may hold: junk before it, control characters, the document type."""
    problems = []
    start = _ROOT.search(text, 0, 100_000)
    if start and start.start():
        if text[: start.start()].strip("\ufeff \t\r\n\0") and not text.lstrip().startswith("<!--"):
            problems.append("there is text before the feed's beginning")
        text = text[start.start() :]
    encoded = text.encode("utf-8", "replace")
    if encoded.translate(None, _LAWFUL) or "\ufffe" in text or "\uffff" in text:
        problems.append("it holds control characters, which XML forbids")
        text = NOT_XML.sub("", text)
    # _C1 is slow over a whole feed: these two tell at once that there is nothing for it.
    if "&#" in text or (not text.isascii() and _RAW_C1.search(encoded)):
        text = _C1.sub(lambda match: unescape(match[0]) if match[0][0] == "&" else _windows(match[0]), text)
    declaration = _DECLARATION.match(text)
    text = (text[declaration.end() :] if declaration else text).lstrip()
    doctype = max(text.find("<!DOCTYPE", 0, 10_000), text.find("<!doctype", 0, 10_000))
    if doctype != -1:
        text, subset = _without_doctype(text, doctype)
        if "<!ENTITY" in subset:
            text, refused = _with_entities(text, subset)
            if refused:
                problems.append("it defines entities that are not read")
    return text, problems


def _windows(char: str) -> str:
    """What windows-1252 means by a control character beyond ASCII."""
    return char.encode("latin-1").decode("cp1252", "ignore")


def _without_doctype(text: str, start: int) -> tuple[str, str]:
    """The text without its document type, and the internal subset of that."""
    close, bracket = text.find(">", start), text.find("[", start)
    if bracket == -1 or close < bracket:
        return text[:start] + text[close + 1 :] if close != -1 else text[:start], ""
    end = _SUBSET_END.search(text, bracket)
    subset = text[bracket : end.start() if end else len(text)]
    return text[:start] + (text[end.end() :] if end else ""), subset


def _with_entities(text: str, subset: str) -> tuple[str, bool]:
    """The text with the feed's own entities replaced, and whether any were refused.

    Only short plain values are, which hold no reference themselves, and only while they add less than MAX_GROWTH: no
    nesting, no growth, no bomb. Parameter and external entities are never read.
    """
    declared = _ENTITY.findall(subset[:100_000])
    values = {name: double or single for name, double, single in declared[:100]}
    refused = len(values) < subset.count("<!ENTITY")
    if values:
        pattern = re.compile("&(" + "|".join(map(re.escape, values)) + ");")
        growth = sum(len(values[match[1]]) for match in pattern.finditer(text))
        if growth > MAX_GROWTH:
            return text, True
        text = pattern.sub(lambda match: values[match[1]], text)
    return text, refused


def read_xml(text: str) -> tuple[etree._Element | None, list[str]]:
    """The root element of a cleaned text, None where it has none; and what had to be mended, in words."""
    try:
        return etree.fromstring(text.encode("utf-8", "ignore"), _strict()), []
    except (etree.XMLSyntaxError, ValueError) as error:
        problem = re.sub(r" \(<string>.*", "", str(error))[:200]
    root = Lenient(text).root
    return root, [f"its XML is not well-formed ({problem}); read by lenient rules"]


def _strict() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
