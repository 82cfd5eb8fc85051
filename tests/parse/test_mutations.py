"""Feeds broken at random: none may crash the parser, hang it or fill the memory. LONG_TESTS=1 tries 10,000."""

# ruff: noqa: E501 - the tables read better with one case a line

from __future__ import annotations

import os
import random
import resource
from functools import partial

import pytest
from tests.cost import within

from octavo.news.addresses import WebUrl
from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import ParseError
from octavo.parse import parse_feed
from octavo.text.markup import blocks

URL = WebUrl("https://paper.example/feed")
MANY = 10_000 if os.environ.get("LONG_TESTS") else 300
MOST_SECONDS = 2.0
MOST_MEGABYTES = 256

_MEDIA = (
    '<media:group><media:content url="/p.jpg" medium="image" width="900"/><media:credit>B. Hill</media:credit></media:group>'
    '<enclosure url="https://cdn.example/e.mp3" type="audio/mpeg" length="12345"/><itunes:duration>1:02:03</itunes:duration>'
)
SEEDS = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>The Paper</title><link>https://paper.example/</link><ttl>30</ttl>"
    + "".join(
        f"<item><title><![CDATA[Bridge {i} &amp; tunnel]]></title><link>/a/{i}?x=1&amp;y=2</link><guid>g-{i}</guid>"
        f"<pubDate>Fri, 0{i} Apr 2026 10:30:15 +0200</pubDate><category>World</category>{_MEDIA}"
        f"<description>&lt;p&gt;A &lt;b&gt;bridge&lt;/b&gt; opened.&lt;/p&gt;</description>"
        f"<content:encoded><![CDATA[<p>Long <a href='/x'>text</a>.</p><ul><li>One</li></ul>]]></content:encoded></item>"
        for i in range(1, 8)
    )
    + "</channel></rss>",
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/" xml:lang="fr">'
    "<title>Le Journal</title><link rel='hub' href='https://hub.example/'/>"
    + "".join(
        f"<entry><id>tag:{i}</id><title type='html'>Été {i} &amp;eacute;</title><link href='a/{i}'/>"
        f"<updated>2026-04-0{i}T10:30:15.5+02:00</updated><author><name>Ada Brook</name><email>a@b.example</email></author>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Un <em>pont</em></p></div></content></entry>"
        for i in range(1, 8)
    )
    + "</feed>",
    '{"version":"https://jsonfeed.org/version/1.1","title":"Paper","home_page_url":"https://paper.example/","items":['
    + ",".join(
        f'{{"id":"{i}","url":"/a/{i}","title":"Bridge {i}","content_html":"<p>Text</p>","tags":["a","b"],"authors":'
        f'[{{"name":"Ada"}}],"date_published":"2026-04-0{i}T10:30:15Z","attachments":[{{"url":"/e.mp3","mime_type":'
        f'"audio/mpeg","duration_in_seconds":61}}]}}'
        for i in range(1, 8)
    )
    + "]}",
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    + "".join(
        f"<url><loc>https://paper.example/a/{i}</loc><news:news><news:publication><news:name>Paper</news:name>"
        f"<news:language>en</news:language></news:publication><news:title>Bridge {i}</news:title>"
        f"<news:publication_date>2026-04-0{i}</news:publication_date></news:news></url>"
        for i in range(1, 8)
    )
    + "</urlset>",
]
_SPLINTERS = [
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [", b"&#0;", b"&#xD800;", b"&nbsp;", b"\x00", b"\xff\xfe",
    b"\xc3", b"\xed\xa0\x80", b"</item>", b"<item>", b"</rss>", b'xml:base="//x"', b" xmlns:q='u'", b"<q:r>", b"{", b"}", b"[", b'"',
    b"null", b"\\ud800", b"1e999", b"<?xml version='1.0' encoding='utf-16'?>", b"<b>" * 40, b"99999999999999999999", b"\n" * 50,
]  # fmt: skip


def _mutant(chance: random.Random) -> tuple[bytes, str]:
    """A seed with one to eight wounds, and a content type that may be wrong."""
    body = bytearray(
        chance.choice(SEEDS).encode(chance.choice(["utf-8", "utf-8", "utf-8", "utf-16", "cp1252"]), "replace")
    )
    for _ in range(chance.randrange(1, 9)):
        at, to = sorted((chance.randrange(len(body) + 1), min(len(body), chance.randrange(len(body) + 1))))
        match chance.randrange(7):
            case 0:
                body[at:at] = chance.choice(_SPLINTERS)
            case 1:
                del body[at : min(to, at + 200)]
            case 2:
                body[at:at] = body[at : min(to, at + 2_000)] * chance.randrange(1, 30)
            case 3 if body:
                body[at % len(body)] = chance.randrange(256)
            case 4:
                del body[max(at, 1) :]
            case 5:
                body[at:at] = chance.choice(_SPLINTERS) * chance.randrange(1, 3_000)
            case _:
                body[at:to] = bytes(chance.randrange(256) for _ in range(min(to - at, 40)))
        body = body or bytearray(b"<")
    return bytes(body), chance.choice(["application/xml", "text/html; charset=koi8-r", "", "text/xml; charset=utf-16"])


@pytest.mark.slow
def test_mutants_neither_crash_nor_hang_nor_fill_the_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = 0
    for number in range(MANY):
        body, content_type = _mutant(random.Random(number))
        feed = within(MOST_SECONDS, partial(_read, Page(URL, URL, 200, body, content_type)))
        read += feed is not None
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MOST_MEGABYTES
    assert read > MANY / 2  # most wounds leave a feed that can be read


def _read(page: Page) -> ParsedFeed | None:
    """The feed, held to what is lawful; None where it was refused in words."""
    try:
        feed = parse_feed(page)
    except ParseError as error:
        assert str(error)  # noqa: PT017 - that it is raised is allowed, not wanted
        return None
    _is_lawful(feed)
    return feed


def _is_lawful(feed: ParsedFeed) -> None:
    """What must hold of any feed, whatever its bytes were."""
    identities = [entry.identity for entry in feed.entries]
    assert len(set(identities)) == len(identities)
    for entry in feed.entries:
        assert entry.identity
        assert len(entry.identity) <= 600
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert "\x00" not in entry.title
        assert all("<script" not in block.html.lower() for block in blocks(entry.content, entry.content_base))
        assert all(tag.strip() for tag in entry.tags)
        for moment in (entry.published, entry.updated):
            assert moment is None or moment.utcoffset() is not None
        entry.title.encode()
