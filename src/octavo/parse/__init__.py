"""Feed bytes → entries: RSS 0.9 to 2.0, Atom 0.3 and 1.0, RDF, CDF, JSON Feed, news sitemaps.

    page ─► decode (encoding) ─┬► clean ─► read_xml (markup) ─► read_feed (xml_feed) ─► read_item (items, media) ┐
                               └► read_json (json_feed) ─────────────────────────────────────────────────────────┤
                                              ParsedFeed ◄── settle (identity) ◄── finish: Draft ─► Entry ◄──────┘

One reader of our own for all formats: strict XML by libxml2, lenient rules where that fails. Its peers were measured
and left aside: they resolve guids against xml:base, and one item with 40,000 attributes holds them for seconds.
"""

from __future__ import annotations

import re

from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import ParseError
from octavo.parse.encoding import decode
from octavo.parse.json_feed import read_json
from octavo.parse.markup import clean, read_xml
from octavo.parse.xml_feed import read_feed, web_page

MAX_BYTES = 30 << 20
"""Larger bodies are refused unread; the client's own limit is lower."""

_WEB_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)", re.IGNORECASE | re.DOTALL)


def parse_feed(page: Page) -> ParsedFeed:
    """What a feed's bytes say. Pure: the same page gives the same feed.

    Raises ParseError, in words for a person: no bytes, a web page, another kind of document, nothing to be read.
    """
    if len(page.body) > MAX_BYTES:
        raise ParseError(f"the feed has {len(page.body) >> 20} MB, over {MAX_BYTES >> 20}", subject=page.url)
    if not page.body.strip(b"\0 \t\r\n"):
        raise ParseError("the answer was empty", subject=page.url, advice="It is asked again at the next poll.")
    text, problem = decode(page.body, page.content_type)
    problems = [problem] if problem else []
    start = text.lstrip("\ufeff \t\r\n\0")[:1]
    if start in ("{", "["):
        return read_json(text.strip("\ufeff \t\r\n\0"), page.final_url, problems)
    if _WEB_PAGE.match(text):
        raise web_page(page.final_url)
    text, mended = clean(text)
    root, broken = read_xml(text)
    if root is None:
        raise ParseError("this is no feed: it holds no XML and no JSON", subject=page.final_url)
    return read_feed(root, page.final_url, text, [*problems, *mended, *broken])
