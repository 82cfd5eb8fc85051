"""Feeds from a few words, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry, Page, ParsedFeed
from octavo.parse import parse_feed

URL = WebUrl("https://paper.example/feeds/world.xml")


def _page(body: bytes | str, content_type: str) -> Page:
    return Page(URL, URL, 200, body.encode() if isinstance(body, str) else body, content_type)


@pytest.fixture
def read() -> Callable[..., ParsedFeed]:
    """Parse the bytes of a feed served at URL."""
    return lambda body, content_type="application/xml": parse_feed(_page(body, content_type))


@pytest.fixture
def item(read: Callable[..., ParsedFeed]) -> Callable[[str], Entry]:
    """The one entry of an RSS feed with this inside its item; all usual namespaces declared."""

    def parse(inside: str, channel: str = "") -> Entry:
        feed = read(
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:media="http://search.yahoo.com/mrss/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" '
            'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
            ' xmlns:podcast="https://podcastindex.org/namespace/1.0" '
            'xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<channel><title>Paper</title>{channel}<item>{inside}</item></channel></rss>"
        )
        assert len(feed.entries) == 1
        return feed.entries[0]

    return parse


@pytest.fixture
def atom(read: Callable[..., ParsedFeed]) -> Callable[[str], Entry]:
    """The one entry of an Atom feed with this inside its entry."""

    def parse(inside: str, attributes: str = "") -> Entry:
        feed = read(
            f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Paper</title><entry>{inside}</entry></feed>'
        )
        assert len(feed.entries) == 1
        return feed.entries[0]

    return parse
