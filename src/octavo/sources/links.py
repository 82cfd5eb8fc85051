"""Addresses of feeds in what a site serves: the links of a page, the sitemaps of robots.txt.

A page is scanned, not parsed: only its tags of two kinds matter, and no nesting of a hostile page can cost time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from octavo.news.addresses import WebUrl
from octavo.text.addresses import host_of, web_url_or_none

SCANNED = 1 << 20
"""Bytes of a page that are looked at: `<link>` stands in its head."""

MAX_LINKS = 24

_TAG = re.compile(r"<(link|a|base)\b((?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,800})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_FEED_TYPE = re.compile(r"(?:application|text)/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|x-rss\+xml|xml)\b")
_LOOKS_LIKE_FEED = re.compile(
    r"(?:/|\.)(?:feed|rss|atom|rdf|rss2)/?$|/(?:feed|rss|atom)s?/[^?]*$|\.(?:rss|atom|rdf)$|(?:rss|feed|atom)[\w-]*\.(?:xml|json)$",
    re.IGNORECASE,
)
_SITEMAP = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


def advertised(body: bytes, base: WebUrl) -> tuple[WebUrl, ...]:
    """The feeds that a page names in `<link>`, in its order; where it names none, links that look like feeds, of the
    same site. At most MAX_LINKS, each once."""
    text = body[:SCANNED].decode("utf-8", "replace")
    named: dict[WebUrl, None] = {}
    linked: dict[WebUrl, None] = {}
    for tag, given in _tags(text):
        href = given.get("href", "")
        if tag == "base":
            base = web_url_or_none(href, base) or base
        elif tag == "link" and _names_a_feed(given) and (url := web_url_or_none(href, base)):
            named[url] = None
        elif tag == "a" and _LOOKS_LIKE_FEED.search(href.partition("?")[0]) and (url := web_url_or_none(href, base)):
            linked[url] = None
    site = ".".join(host_of(base).split(".")[-2:])
    near = (url for url in linked if host_of(url).endswith(site))
    return tuple(named or near)[:MAX_LINKS]


def sitemaps(robots: bytes, base: WebUrl) -> tuple[WebUrl, ...]:
    """The sitemaps in a robots.txt (RFC 9309, 2.2.4) whose address says that they are of news."""
    found = (web_url_or_none(match[1].decode("utf-8", "replace"), base) for match in _SITEMAP.finditer(robots))
    return tuple(dict.fromkeys(url for url in found if url and "news" in url.split("/", 3)[3].lower()))


def _names_a_feed(given: dict[str, str]) -> bool:
    relations = given.get("rel", "").lower().split()
    kind = given.get("type", "").lower()
    if "alternate" not in relations and "feed" not in relations:
        return False
    if kind.startswith("application/json"):  # JSON Feed's first type, and that of every WordPress page's API
        return "feed" in given.get("href", "").lower() and "wp-json" not in given.get("href", "")
    return bool(_FEED_TYPE.match(kind)) or ("feed" in relations and not kind)


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for match in _TAG.finditer(text):
        given = {
            one[1].lower(): html.unescape(next((value for value in one.groups()[1:] if value is not None), ""))
            for one in _ATTRIBUTE.finditer(match[2])
        }
        yield match[1].lower(), given
