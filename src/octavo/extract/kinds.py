"""What a page is: an article, or why it is none."""

from __future__ import annotations

import re

from octavo.extract.document import Document
from octavo.extract.jsonld import ARTICLES, Node, types_of
from octavo.news.articles import Block, PageKind

_CHALLENGE = re.compile(
    r"\b(?:just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|security check|verify you are|"
    r"checking your browser|pardon our interruption|captcha|request blocked|bot verification|403 forbidden|ddos-guard|"
    r"enable javascript and cookies|unusual traffic|you have been blocked|human verification)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:before you continue|privacy gate|cookie wall|zustimmung (?:erforderlich|verwalten)|consent (?:required|"
    r"wall)|"
    r"datenschutzeinstellungen|privacy settings|cookie[- ]einwilligung)\b",
    re.IGNORECASE,
)
_CONSENT_URL = re.compile(
    r"^https?://(?:consent|cmp|privacy|zustimmung)\.|/(?:consent|cookie-?wall|privacy-?gate)\b", re.I
)
_LOGIN_URL = re.compile(r"/(?:login|signin|sign-in|anmelden|register|account/create|subscribe)(?:[/?]|$)", re.I)
_AUTHOR_URL = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|profile|people|by|journalists?|staff|contributors?)/[^/]+/?$", re.I
)
_LISTING_URL = re.compile(
    r"/(?:tags?|topics?|category|categories|section|search|archive|themen?|etiqueta)/[^/]*/?$", re.I
)
_LIVE_URL = re.compile(r"[/-]live(?:[/-]|blog|ticker|$)|live-?(?:blog|ticker|updates)", re.I)
_LISTS = frozenset({"collectionpage", "searchresultspage", "itemlist", "blog"})

_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")
_ENTRIES = 4
"""Headings that begin with a time of the day, from which a text is a ticker."""
_SHORT = 300.0
"""Characters of running text below which a page has to be something else than an article with a text."""
_LONG = 1_200.0
"""With more running text in one place a page is read, however many links stand around it."""
_HOMES = ("/index.html", "/index.php", "/home", "/news")
_LITTLE = 600.0
"""Below this, a page about a video is the video."""
_TEASERS = 12
"""Links with a headline's length; a page with more of them than sentences is a list."""


def wall(document: Document, score: float) -> str:
    """Why the page is a wall and no article, in words; empty where it is none. `score` is its running text."""
    if score > 2_000:
        return ""
    if _CHALLENGE.search(document.title) or (score < _SHORT and _CHALLENGE.search(document.root.short_text(2_000))):
        return "a check for robots, not an article"
    if _CONSENT_URL.search(document.url) or _CONSENT.search(document.title):
        return "a consent page, not an article"
    if _LOGIN_URL.search(document.url) and score < _LITTLE:
        return "a login page, not an article"
    return ""


def listing(document: Document, node: Node, score: float) -> tuple[PageKind, str] | None:
    """Whether the page lists other pages (a section, a search, an author's articles): its kind and the reason.

    A page that says it is an article is one, and so is a page with a text of its own that is longer than its list.
    """
    og = document.first("og:type").lower()
    said = types_of(node) & (ARTICLES | {"videoobject"}) or og == "article" or og.startswith("video")
    if said and (score >= _SHORT or og.startswith("video") or "videoobject" in types_of(node)):
        return None
    kinds = types(document)
    path = document.url.split("?")[0]
    teasers, linked = _teasers(document)
    if (
        document.first("og:type").lower() == "profile" or "profilepage" in kinds or _AUTHOR_URL.search(path)
    ) and not said:
        if score < 2 * linked or teasers >= _TEASERS:
            return "author", "a page about an author, not an article"
        return None
    is_home = path.rstrip("/").count("/") < 3 or path.endswith(_HOMES)
    marked = bool(kinds & _LISTS) or bool(_LISTING_URL.search(path)) or og == "website"
    if teasers < _TEASERS or said:
        return None
    if is_home and linked > score:
        return "index", "a front page, not an article"
    if linked > score * (2 if marked else 8) and score < _LONG:
        return "index", "a list of links, not an article"
    return None


def _teasers(document: Document) -> tuple[int, int]:
    """How many links of the page are headlines, and their characters."""
    lengths = [len(element.short_text(200)) for element in document.elements if element.tag == "a"]
    headlines = [length for length in lengths if length >= 25]
    return len(headlines), sum(headlines)


def types(document: Document) -> set[str]:
    """All schema.org types on the page, lower case."""
    return {kind for node in document.nodes for kind in types_of(node)}


def is_live(document: Document) -> bool:
    """Whether the page is a live ticker: it says so, or its address does and it has many dated entries."""
    if "liveblogposting" in types(document):
        return True
    return bool(_LIVE_URL.search(document.url.split("?")[0])) and len(document.tags.get("time", [])) >= 5


def kind_of(document: Document, node: Node, score: float, body: tuple[Block, ...]) -> PageKind:
    """The kind of a page that has something to read, watch or hear."""
    if is_live(document) or _is_ticker(body):
        return "live"
    og = document.first("og:type").lower()
    kinds = types_of(node)
    if og.startswith("video") and score < _LONG:
        return "video"
    if score < _LITTLE and (kinds & {"videoobject"} or "/video/" in document.url):
        return "video"
    if score < _LITTLE and (kinds & {"audioobject", "podcastepisode", "radioepisode"} or og.startswith("music")):
        return "audio"
    if score < _LITTLE and kinds & {"imagegallery", "mediagallery"}:
        return "gallery"
    return "article"


def _is_ticker(body: tuple[Block, ...]) -> bool:
    """Whether the text's headings are times of the day, one an entry."""
    headings = [block.text for block in body if block.kind == "heading"]
    timed = sum(_CLOCK.match(text) is not None for text in headings)
    return timed >= _ENTRIES and timed >= 0.8 * len(headings)
