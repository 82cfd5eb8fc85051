"""Every format and namespace that is read, by small feeds of each."""

# ruff: noqa: E501 - the tables read better with one case a line

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from octavo.news.articles import Enclosure, Entry, ParsedFeed

Read = Callable[..., ParsedFeed]
Item = Callable[..., Entry]

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
WHEN = datetime(2026, 4, 3, 10, 30, tzinfo=UTC)

FEEDS = {
    "RSS 0.91": ("<rss version='0.91'><channel><title>Paper</title><item><title>A</title></item></channel></rss>",
        "RSS 0.91"),
    "RSS 0.92": ("<rss version='0.92'><channel><title>Paper</title><item><title>A</title></item></channel></rss>",
        "RSS 0.92"),
    "RSS 2.0": ("<rss version='2.0'><channel><title>Paper</title><item><title>A</title></item></channel></rss>",
        "RSS 2.0"),
    "RSS 2.0 in a namespace": ("<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel><title>Paper</title>"
                               "<item><title>A</title></item></channel></rss>", "RSS 2.0"),
    "RSS without a version": ("<rss><channel><title>Paper</title><item><title>A</title></item></channel></rss>", "RSS"),
    "RSS 1.0": (f"<rdf:RDF {RDF} xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>Paper</title></channel>"
                "<item rdf:about='https://p.example/a'><title>A</title></item></rdf:RDF>", "RDF"),
    "RSS 0.90": (f"<rdf:RDF {RDF} xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>Paper</title></channel>"
                 "<item><title>A</title></item></rdf:RDF>", "RDF"),
    "Atom 1.0": ("<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title><entry><title>A</title></entry></feed>",
                 "Atom 1.0"),
    "Atom 1.0 by prefix": ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Paper</a:title><a:entry><a:title>A"
                           "</a:title></a:entry></a:feed>", "Atom 1.0"),
    "Atom 0.3": ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Paper</title><entry><title>A</title></entry>"
                 "</feed>", "Atom 0.3"),
    "Atom without a namespace": ("<feed><title>Paper</title><entry><title>A</title></entry></feed>", "Atom 1.0"),
    "CDF": ("<CHANNEL HREF='https://p.example/'><TITLE>Paper</TITLE><ITEM HREF='/a'><TITLE>A</TITLE></ITEM></CHANNEL>", "CDF"),
    "JSON Feed 1.0": ('{"version":"https://jsonfeed.org/version/1","title":"Paper","items":[{"id":"1","title":"A"}]}',
                      "JSON Feed 1"),
    "JSON Feed 1.1": ('{"version":"https://jsonfeed.org/version/1.1","title":"Paper","items":[{"id":"1","title":"A"}]}',
                      "JSON Feed 1.1"),
    "JSON Feed behind a byte order mark": ('\ufeff{"version":"https://jsonfeed.org/version/1.1","title":"Paper",'
                                           '"items":[{"id":"1","title":"A"}]}', "JSON Feed 1.1"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "form"), FEEDS.values(), ids=FEEDS)
def test_formats(read: Read, body: str, form: str) -> None:
    feed = read(body)
    assert feed.format == form
    assert feed.title == "Paper"
    assert [entry.title for entry in feed.entries] == ["A"]


def test_an_atom_entry_alone(read: Read) -> None:
    feed = read("<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>1</id></entry>")
    assert [entry.identity for entry in feed.entries] == ["1"]


def test_the_head_of_rss(read: Read) -> None:
    feed = read(
        "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' xmlns:atom='http://www.w3.org/2005/Atom'>"
        "<channel><title>The &lt;i&gt;Paper&lt;/i&gt;</title><atom:link rel='self' href='https://paper.example/feed'/>"
        "<atom:link rel='hub' href='https://hub.example/'/><link>/</link><description>News &amp;amp; views</description>"
        "<language>EN-us</language><image><url>/logo.png</url><link>/x</link></image><ttl>30</ttl>"
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>"
    )
    assert (feed.title, feed.description, feed.language) == ("The Paper", "News & views", "en-US")
    assert (feed.home, feed.image) == ("https://paper.example/", "https://paper.example/logo.png")
    assert (feed.hub, feed.hint) == ("https://hub.example/", 1800.0)


def test_the_head_of_atom(read: Read) -> None:
    feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ar'><title>جريدة</title><subtitle>أخبار</subtitle>"
        "<link rel='self' href='/feed'/><link rel='hub' href='https://hub.example/'/>"
        "<link rel='alternate' type='application/json' href='/feed.json'/><link href='https://paper.example/'/>"
        "<logo>/logo.png</logo></feed>"
    )
    assert (feed.title, feed.description, feed.language) == ("جريدة", "أخبار", "ar")
    assert (feed.home, feed.image) == ("https://paper.example/", "https://paper.example/logo.png")
    assert feed.hub == "https://hub.example/"


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("", 0.0),
        ("<ttl>15</ttl>", 900.0),
        ("<ttl>-1</ttl>", 0.0),
        ("<ttl>soon</ttl>", 0.0),
        ("<ttl>999999999999</ttl>", 0.0),
        ("<ttl>99999</ttl>", 604_800.0),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400.0),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400.0),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", 0.0),
        ("<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(22)) + "</skipHours>", 43_200.0),
        ("<skipHours><hour>1</hour><hour>2</hour></skipHours>", 0.0),
        ("<skipHours>" + "".join(f"<hour>{h}</hour>" for h in range(24)) + "</skipHours>", 0.0),
        ("<skipDays>" + "".join(f"<day>{d}</day>" for d in "abcdef") + "</skipDays>", 604_800.0),
    ],
)
def test_how_often_a_feed_says_it_changes(read: Read, head: str, seconds: float) -> None:
    declared = "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
    assert read(f"{declared}{head}</channel></rss>").hint == seconds


def test_a_news_sitemap(read: Read) -> None:
    feed = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        "<url><loc>https://paper.example/a</loc><lastmod>2026-04-03T11:00:00Z</lastmod><news:news><news:publication>"
        "<news:name>The Paper</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-04-03T10:30:00Z</news:publication_date><news:title>A bridge opens</news:title>"
        "<news:keywords>bridges, Harbour</news:keywords></news:news>"
        "<image:image><image:loc>https://paper.example/a.jpg</image:loc></image:image></url></urlset>"
    )
    assert feed.format == "news sitemap"
    entry = feed.entries[0]
    assert (entry.url, entry.title, entry.language) == ("https://paper.example/a", "A bridge opens", "en")
    assert (entry.published, entry.updated) == (WHEN, datetime(2026, 4, 3, 11, tzinfo=UTC))
    assert (entry.tags, entry.source_name) == (("bridges", "Harbour"), "The Paper")
    assert entry.image is not None
    assert entry.image.url == "https://paper.example/a.jpg"


def test_json_feed_whole(read: Read) -> None:
    feed = read(json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "home_page_url": "https://paper.example/",
        "description": "News", "icon": "/icon.png", "language": "de", "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [{
            "id": 17, "url": "/a", "title": "A", "summary": "S", "content_html": "<p>One <b>two</b></p><p>Three</p>",
            "image": "/a.jpg", "date_published": "2026-04-03T10:30:00Z", "date_modified": "2026-04-03T10:31:00Z",
            "authors": [{"name": "Ada Brook"}, {"name": "Ben Hill"}], "tags": ["World", "world", "", None],
            "attachments": [{"url": "/e.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9, "duration_in_seconds": 61.5}],
        }],
    }))  # fmt: skip
    assert (feed.language, feed.hub, feed.image) == ("de", "https://hub.example/", "https://paper.example/icon.png")
    entry = feed.entries[0]
    assert (entry.identity, entry.url, entry.title, entry.summary) == ("17", "https://paper.example/a", "A", "S")
    assert entry.content == "<p>One <b>two</b></p><p>Three</p>"
    assert (entry.authors, entry.tags, entry.language) == (("Ada Brook", "Ben Hill"), ("World",), "de")
    assert entry.published == WHEN
    assert entry.enclosures == (Enclosure("https://paper.example/e.mp3", "audio/mpeg", "", 61, 9),)  # type: ignore[arg-type]


def test_json_feed_of_nulls_and_wrong_types(read: Read) -> None:
    item = dict.fromkeys(
        [
            "id",
            "url",
            "title",
            "summary",
            "content_html",
            "content_text",
            "image",
            "authors",
            "tags",
            "attachments",
            "language",
        ]
    )
    feed = read(json.dumps({"version": None, "title": None, "items": [
        item | {"title": "A"}, None, 5, "x", {"id": "2", "authors": "Ada", "tags": "t", "attachments": [None, 7], "title": ["x"]},
        {"id": "3", "author": {"name": "Cy Lake"}, "content_text": "One\n\nTwo < three"},
    ], "expired": True}))  # fmt: skip
    assert [entry.title for entry in feed.entries] == ["A", "", ""]
    assert feed.entries[2].authors == ("Cy Lake",)
    assert feed.entries[2].content == "One\n\nTwo &lt; three"
    assert any("not be updated" in problem for problem in feed.problems)


def test_thr_and_georss_are_read_past(item: Item) -> None:
    entry = item(
        "<title>A</title><thr:total xmlns:thr='http://purl.org/syndication/thread/1.0'>4</thr:total>"
        "<georss:point xmlns:georss='http://www.georss.org/georss'>45.2 -71.9</georss:point>"
    )
    assert (entry.title, entry.summary, entry.content) == ("A", "", "")
