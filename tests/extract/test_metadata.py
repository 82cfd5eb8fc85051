"""What publishers say about an article, from every place where they say it."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract.conftest import Read

from octavo.extract.metadata import site_of
from octavo.news.articles import Article


def article(read: Read, head: str, paragraphs: str, before: str = "", **options: str) -> Article:
    html = f"<html lang=en><head>{head}</head><body><main><h1>Old pier closes</h1>{before}{paragraphs}</main></body></html>"
    found = read(html, **options).article
    assert found is not None
    return found


def test_structured_data(read: Read, paragraphs: str) -> None:
    found = article(
        read,
        """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
        "headline": "Old pier closes", "datePublished": "2026-05-04T19:30:00+02:00", "dateModified":
        "2026-05-04T21:00:00+02:00",
        "author": [{"@type": "Person", "name": "Marit Holm"}, {"@type": "Person", "name": "Jo Bay"}],
        "articleSection": "Harbour", "keywords": ["pier", "ferries", "Pier"], "isAccessibleForFree": "False",
        "inLanguage": "en-GB",
        "image": {"@type": "ImageObject", "url": "/pier.jpg", "caption": "The pier", "creditText": "Ines Dahl", "width": 1200},
        "video": {"@type": "VideoObject"}, "publisher": {"@type": "Organization", "name": "Harbour Gazette"}}</script>
        <script type="application/ld+json">{"@type": "VideoObject", "name": "The cracks", "duration": "PT1M30S",
        "contentUrl": "https://v.example/cracks.mp4"}</script>""",
        paragraphs,
    )
    assert found.title == "Old pier closes"
    assert found.authors == ("Marit Holm", "Jo Bay")
    assert found.published == datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
    assert found.published_raw == "2026-05-04T19:30:00+02:00"
    assert found.updated == datetime(2026, 5, 4, 19, 0, tzinfo=UTC)
    assert (found.section, found.keywords, found.paywalled, found.language) == (
        "Harbour",
        ("pier", "ferries"),
        True,
        "en",
    )
    assert found.site_name == "Harbour Gazette"
    assert found.image is not None
    assert (found.image.url, found.image.caption, found.image.credit, found.image.width) == (
        "https://www.harbour-gazette.example/pier.jpg", "The pier", "Ines Dahl", 1200,
    )  # fmt: skip
    assert [(one.url, one.title, one.seconds, one.media_type) for one in found.enclosures] == [
        ("https://v.example/cracks.mp4", "The cracks", 90, "video/mp4")
    ]


def test_meta_elements(read: Read, paragraphs: str) -> None:
    found = article(
        read,
        """<title>Old pier closes | Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette">
        <meta property="og:title" content="Old pier closes | Harbour Gazette"><meta name="author" content="By Marit Holm">
        <meta property="article:published_time" content="2026-05-04T17:30:00Z"><meta property="article:section" content="Harbour">
        <meta property="article:tag" content="pier"><meta property="article:tag" content="ferries">
        <meta property="og:image" content="https://img.example/p.jpg"><meta property="og:image:alt" content="The pier">
        <meta property="article:content_tier" content="locked"><meta property="og:locale" content="sv_SE">""",
        paragraphs,
    )
    assert (found.title, found.authors, found.section) == ("Old pier closes", ("Marit Holm",), "Harbour")
    assert (found.keywords, found.paywalled, found.language) == (("pier", "ferries"), True, "en")
    assert found.published == datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
    assert found.image is not None
    assert found.image.alt == "The pier"


@pytest.mark.parametrize(
    "before",
    [
        '<div itemprop="author"><span itemprop="name">Marit Holm</span></div>',
        '<a rel="author" href="/staff/holm">Marit Holm</a>',
        '<p class="article__byline">By <a href="/staff/holm">Marit Holm</a>, harbour correspondent</p>',
        "<div><span>By</span> <a href=/staff/holm>Marit Holm</a></div>",
        "<ul><li><strong>Author</strong> Marit Holm</li></ul>",
    ],
)
def test_bylines(read: Read, paragraphs: str, before: str) -> None:
    assert article(read, "", paragraphs, before).authors == ("Marit Holm",)


def test_the_byline_names_persons_where_data_names_the_publisher(read: Read, paragraphs: str) -> None:
    data = '{"@type": "NewsArticle", "author": {"name": "Harbour Gazette"}, "publisher": {"name": "Harbour Gazette"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert article(read, head, paragraphs, '<p class="byline">By Marit Holm</p>').authors == ("Marit Holm",)
    assert article(read, head, paragraphs).authors == ("Harbour Gazette",)


def test_authors_of_other_articles_are_not_taken(read: Read, paragraphs: str) -> None:
    other = '<aside><a rel="author" href="/x">Ann Li</a></aside><footer><span class="author">Ola Nord</span></footer>'
    assert article(read, "", paragraphs, other).authors == ()


@pytest.mark.parametrize(
    ("before", "url", "moment"),
    [
        ('<time datetime="2026-05-04T19:30:00+02:00">today</time>', "", datetime(2026, 5, 4, 17, 30, tzinfo=UTC)),
        ('<span itemprop="datePublished" content="2026-05-04"></span>', "", datetime(2026, 5, 4, tzinfo=UTC)),
        ("<p>Published 4 May 2026, 19:30</p>", "", datetime(2026, 5, 4, 19, 30, tzinfo=UTC)),
        ("<div>04.05.2026 - 19:30 Uhr</div>", "https://hafen.de/a", datetime(2026, 5, 4, 17, 30, tzinfo=UTC)),
        ("<p>2026年5月4日</p>", "", datetime(2026, 5, 4, tzinfo=UTC)),
        ("", "https://gazette.example/2026/05/04/pier", datetime(2026, 5, 4, tzinfo=UTC)),
    ],
)
def test_dates_that_the_page_shows(read: Read, paragraphs: str, before: str, url: str, moment: datetime) -> None:
    options = {"url": url} if url else {}
    assert article(read, "", paragraphs, before, **options).published == moment


def test_a_time_without_zone_is_the_country_s(read: Read, paragraphs: str) -> None:
    head = '<meta property="article:published_time" content="2026-01-04 19:30:00">'
    assert article(read, head, paragraphs, url="https://hafen.de/a").published == datetime(
        2026, 1, 4, 18, 30, tzinfo=UTC
    )
    assert article(read, head, paragraphs).published == datetime(2026, 1, 4, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("canonical", "url", "syndicated"),
    [
        ("/news/pier", "https://www.harbour-gazette.example/news/pier", ""),
        ("https://harbour-gazette.example/news/pier?utm_source=x", "https://harbour-gazette.example/news/pier", ""),
        ("https://agency.example/dispatch/7", "https://www.harbour-gazette.example/news/old-pier-closes", "https://agency.example/dispatch/7"),
        ("https://www.harbour-gazette.example/", "https://www.harbour-gazette.example/news/old-pier-closes", ""),
        ("javascript:alert(1)", "https://www.harbour-gazette.example/news/old-pier-closes", ""),
    ],
)  # fmt: skip
def test_canonical_addresses(read: Read, paragraphs: str, canonical: str, url: str, syndicated: str) -> None:
    found = article(read, f'<link rel="canonical" href="{canonical}">', paragraphs)
    assert (found.url, found.syndicated_from) == (url, syndicated)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.gazette.example/a", "gazette.example"),
        ("https://news.gazette.co.uk/a", "gazette.co.uk"),
        ("https://gazette.com.br", "gazette.com.br"),
        ("https://a.b.c.gazette.de/", "gazette.de"),
    ],
)
def test_sites(url: str, site: str) -> None:
    assert site_of(url) == site
