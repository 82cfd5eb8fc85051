"""Feeds that Octavo itself publishes, as Atom (RFC 4287)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import Request
from starlette.responses import Response

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for, not even escaped (section 2.2)."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """One entry."""

    id: str
    """An IRI that stays the same for ever."""
    title: str
    link: str
    updated: datetime
    html: str
    """Its whole content, in which publishers' words are escaped."""


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """A feed, its newest entry first."""

    id: str
    title: str
    link: str
    """Of the page that it follows."""
    own: str
    """Its own address."""
    language: str
    updated: datetime
    entries: Sequence[AtomEntry]

    def xml(self) -> bytes:
        """The document."""
        feed = Element("feed", {"xmlns": _ATOM, "xml:lang": self.language})
        _text(feed, "id", self.id)
        _text(feed, "title", self.title)
        _text(feed, "updated", self.updated.isoformat(timespec="seconds"))
        SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": self.own})
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": self.link})
        _text(SubElement(feed, "author"), "name", "Octavo")
        for one in self.entries:
            entry = SubElement(feed, "entry")
            _text(entry, "id", one.id)
            _text(entry, "title", one.title)
            _text(entry, "updated", one.updated.isoformat(timespec="seconds"))
            _text(entry, "published", one.updated.isoformat(timespec="seconds"))
            SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.link})
            _text(entry, "content", one.html).set("type", "html")
        body: bytes = tostring(feed, "utf-8", xml_declaration=False)
        return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NOT_XML.sub("", text)
    return element


def answer(request: Request, feed: AtomFeed) -> Response:
    """The feed; 304 where the reader has it already (RFC 9110, section 13.2.2: the tag decides where one was sent)."""
    body = feed.xml()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(feed.updated, usegmt=True),
        "Vary": "Accept-Language, Cookie",
        "Cache-Control": "private, no-cache",
    }
    if _has(request, tag, feed.updated):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/atom+xml", headers=headers)


def _has(request: Request, tag: str, updated: datetime) -> bool:
    tags = request.headers.get("if-none-match", "")
    if tags:
        return tags.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in tags.split(",")}
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return since.tzinfo is not None and updated.replace(microsecond=0) <= since
    except (TypeError, ValueError, OverflowError):
        return False
