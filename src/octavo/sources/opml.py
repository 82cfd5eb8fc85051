"""OPML 1.0 and 2.0: subscriptions in and out, with their folders, and without losing what Octavo does not know.

Read leniently (attribute names in any case, `&` unescaped, odd encodings), because files come from everywhere; written
strictly. A document type or entity is refused outright: that is how XML is made to read files or to explode. The
format: http://opml.org/spec2.opml.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from octavo.news.addresses import PublisherId, RawUrl, WebUrl
from octavo.news.errors import AddressError, ParseError
from octavo.news.sources import CATEGORIES, Category, Feed, Publisher
from octavo.text.addresses import bare_host, host_of, web_url

MAX_BYTES = 64 << 20
"""A hundred thousand subscriptions take about 25 MB."""

MAX_OUTLINES = 100_000
MAX_DEPTH = 64
"""Folders inside folders; readers nest two or three deep."""

_USUAL = {
    name.lower(): name
    for name in (
        "type", "text", "title", "xmlUrl", "htmlUrl", "language", "category", "octavo-publisher", "octavo-lent",
    )
}  # fmt: skip
"""The attributes that Octavo understands, by their names in lower case."""

_PLAIN_NAME = re.compile(r"(?!xml)[a-z_][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_CHOOSE = "Choose the OPML file that the other reader exported."


@dataclass(frozen=True, slots=True)
class Skipped:
    """An outline that could not be taken over."""

    name: str
    address: str
    reason: str
    """In words."""

    def __str__(self) -> str:
        return f"{self.name or self.address}: {self.reason}"


@dataclass(frozen=True, slots=True)
class OpmlFeeds:
    """What an OPML file lists."""

    feeds: tuple[Feed, ...]
    """In the file's order; an address that stands in it several times is there once, under its first folder."""
    skipped: tuple[Skipped, ...]


def read_opml(data: bytes) -> OpmlFeeds:
    """The subscriptions of an OPML file. An outline that cannot be used is reported, not fatal.

    Raises ParseError where the file is no OPML, is over MAX_BYTES, lists over MAX_OUTLINES, or holds a DTD or entities.
    """
    root = _root(data)
    feeds: dict[WebUrl, Feed] = {}
    skipped: list[Skipped] = []
    for count, (folder, outline) in enumerate(_outlines(root), start=1):
        if count > MAX_OUTLINES:
            raise _refused(f"this OPML file lists more than {MAX_OUTLINES:,} outlines", "Split it into several files.")
        given = _attributes(outline)
        raw = given.get("xmlUrl", "").strip()
        name = given.get("title") or given.get("text") or ""
        if not raw:
            if len(outline) == 0 and given.get("type", "").lower() in ("rss", "atom", "link"):
                skipped.append(Skipped(name, "", "the outline has no feed address"))
            continue
        try:
            url = web_url(RawUrl(raw))
        except AddressError as error:
            skipped.append(Skipped(name, raw[:500], str(error)))
            continue
        if url in feeds:
            skipped.append(Skipped(name, url, "listed already, further up"))
            continue
        feeds[url] = _feed(url, folder, given)
    return OpmlFeeds(tuple(feeds.values()), tuple(skipped))


def write_opml(feeds: Iterable[Feed], publishers: Iterable[Publisher], title: str = "Octavo") -> bytes:
    """An OPML 2.0 file, UTF-8, of these feeds in their folders; read_opml gives back the same feeds.

    `publishers` lend their home pages and their names, where a feed has no title. Characters that XML cannot hold are
    dropped.
    """
    known = {one.id: one for one in publishers}
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        parent = body
        for depth in range(1, len(feed.folder) + 1):
            path = feed.folder[:depth]
            if path not in folders:
                folders[path] = etree.SubElement(parent, "outline", text=_clean(path[-1]), title=_clean(path[-1]))
            parent = folders[path]
        outline = etree.SubElement(parent, "outline")
        for name, value in _written(feed, known.get(feed.publisher)):
            outline.set(name, value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _written(feed: Feed, publisher: Publisher | None) -> Iterator[tuple[str, str]]:
    """The attributes of a feed's outline. What Octavo lends, because other readers want it, is named in octavo-lent."""
    kept = dict(feed.extra)
    lent = []
    yield "type", kept.get("type", "rss")
    if not kept.get("text") and not feed.title:
        lent.append("text")
    yield "text", _clean(kept.get("text") or feed.title or (publisher.name if publisher else feed.publisher))
    if feed.title:
        yield "title", _clean(feed.title)
    yield "xmlUrl", feed.url
    if kept.get("htmlUrl"):
        yield "htmlUrl", _clean(kept["htmlUrl"])
    elif publisher and publisher.home:
        lent.append("htmlUrl")
        yield "htmlUrl", _clean(publisher.home)
    if feed.language:
        yield "language", _clean(feed.language)
    if category := _written_category(feed.category, kept.get("category", "")):
        yield "category", _clean(category)
    for name, value in feed.extra:
        if name.lower() not in _USUAL and _PLAIN_NAME.fullmatch(name):
            yield name, _clean(value)
    yield "octavo-publisher", _clean(feed.publisher)
    if lent:
        yield "octavo-lent", " ".join(lent)


def _written_category(category: str, kept: str) -> str:
    """The feed's category in front of what the outline said, where that does not say it itself."""
    if not category or _category(kept) == category:
        return kept
    return f"/{category},{kept}" if kept else f"/{category}"


def _feed(url: WebUrl, folder: tuple[str, ...], given: dict[str, str]) -> Feed:
    given = {name: value for name, value in given.items() if name not in given.get("octavo-lent", "").split()}
    title, category = given.get("title") or given.get("text", ""), _category(given.get("category", ""))
    told = {"type": "rss", "text": title, "category": f"/{category}" if category else "", "htmlUrl": ""}
    kept = {name: value for name, value in given.items() if name.lower() not in _USUAL}
    kept |= {name: given[name] for name, usual in told.items() if given.get(name, usual) != usual}
    publisher = given.get("octavo-publisher") or bare_host(_home_host(given.get("htmlUrl", "")) or host_of(url))
    return Feed(
        url,
        PublisherId(publisher),
        title=title,
        category=category,
        language=given.get("language", ""),
        folder=folder,
        extra=tuple(sorted(kept.items())),
    )


def _category(given: str) -> Category | Literal[""]:
    """The first of Octavo's categories in an OPML category attribute (`/News/Sport,/politics`)."""
    parts = (part.strip().lower() for part in re.split("[,/]", given))
    return next((category for part in parts for category in CATEGORIES if category == part), "")


def _home_host(home: str) -> str:
    try:
        return host_of(web_url(home))
    except AddressError:
        return ""


def _root(data: bytes) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise _refused(f"this file has over {MAX_BYTES >> 20} MB", "Split it into several files.")
    text = _DECLARATION.sub("", _decoded(data).strip("\ufeff \t\r\n"), count=1)
    if not text:
        raise _refused("this file is empty", "Export it again from the other reader.")
    if "<html" in text[:2000].lower():
        raise _refused("this is a web page, not an OPML file", _CHOOSE)
    if _FORBIDDEN.search(text):
        raise _refused(
            "this file holds a document type or entities, which no OPML needs", "Remove its <!DOCTYPE …> part."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8",
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_STRAY_AMPERSAND.sub("&amp;", _clean(text)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused("this file is no XML", _CHOOSE) from error
    if root is None or _local(root) != "opml":
        raise _refused("this file is no OPML", _CHOOSE)
    return root


def _decoded(data: bytes) -> str:
    """By its byte order mark, else as UTF-8 (others hardly ever are valid UTF-8), else as declared, else cp1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4]:
        return data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace")
    declared = _ENCODING.match(data.lstrip())
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def _outlines(root: etree._Element) -> Iterator[tuple[tuple[str, ...], etree._Element]]:
    """Every outline with the folders it lies in, in the file's order; without recursion, so that no nesting is too deep
    for Python."""
    stack: list[tuple[tuple[str, ...], etree._Element]] = [((), child) for child in reversed(root)]
    while stack:
        folder, element = stack.pop()
        inner = folder
        if _local(element) == "outline":
            yield folder, element
            given = _attributes(element)
            if not given.get("xmlUrl", "").strip() and len(folder) < MAX_DEPTH:
                inner = (*folder, given.get("text") or given.get("title") or "")
        elif _local(element) != "body":
            continue
        stack.extend((inner, child) for child in reversed(element))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _attributes(outline: etree._Element) -> dict[str, str]:
    """By the names that OPML gives them, whatever their case; others as written, namespaces in `{…}` dropped."""
    given: dict[str, str] = {}
    for name, value in outline.attrib.items():
        plain = str(name).rpartition("}")[2]
        given.setdefault(_USUAL.get(plain.lower(), plain), str(value))
    return given


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _refused(message: str, advice: str) -> ParseError:
    return ParseError(message, subject="OPML", advice=advice)
