"""What a page is: an article, or why it is none."""

from __future__ import annotations

import re

from octavo.extract.document import Document
from octavo.extract.jsonld import types_of
from octavo.news.articles import PageKind

_CHALLENGE = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check|verify you are|"
    r"checking your browser|pardon our interruption|captcha|request blocked|enable javascript and cookies|bot verification",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"consent\.|/consent|cookie[- ]?wall|before you continue|privacy[- ]?gate|zustimmung", re.IGNORECASE
)


def wall(document: Document, text_score: float) -> str:
    """Why the page is a wall and no article, in words; empty where it is none."""
    if text_score > 1500:
        return ""
    if _CHALLENGE.search(document.title):
        return "a check for robots, not an article"
    if _CONSENT.search(document.url) or _CONSENT.search(document.title):
        return "a consent page, not an article"
    return ""


def types(document: Document) -> set[str]:
    """All schema.org types on the page, lower case."""
    return {kind for node in document.nodes for kind in types_of(node)}


def kind_of(document: Document, node_types: set[str], text_score: float) -> PageKind:
    """The kind of a page that has something to read."""
    if "liveblogposting" in types(document):
        return "live"
    og = document.first("og:type").lower()
    if ("videoobject" in node_types or og.startswith("video")) and text_score < 600:
        return "video"
    return "article"
