"""Page and feed entry together."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.extract.conftest import SENTENCES, Read

from octavo.extract import read_page
from octavo.news.articles import Block, Enclosure, Entry, Image
from octavo.text.addresses import web_url

ENTRY = Entry(
    identity="7",
    url=web_url("https://www.harbour-gazette.example/news/old-pier-closes?utm_source=feed"),
    title="Old pier closes",
    summary="Cracks in four piles.",
    content="".join(f"<p>{text}</p>" for text in (*SENTENCES, *(text[::-1] for text in SENTENCES))),
    authors=("Marit Holm",),
    published=datetime(2026, 5, 4, tzinfo=UTC),
    published_raw="Mon, 04 May 2026",
    tags=("pier",),
    image=Image(web_url("https://img.example/p.jpg")),
    enclosures=(Enclosure(web_url("https://a.example/talk.mp3"), "audio/mpeg"),),
    language="en-GB",
    source_name="Harbour Gazette",
)

BODY = tuple(Block("paragraph", text) for text in (*SENTENCES, *(text[::-1] for text in SENTENCES)))


def test_nothing_to_read() -> None:
    with pytest.raises(ValueError, match="neither a page nor an entry"):
        read_page(None, None)


def test_from_the_entry_alone() -> None:
    reading = read_page(None, ENTRY)
    article = reading.article
    assert article is not None
    assert reading.kind == "audio"
    assert article.url == "https://www.harbour-gazette.example/news/old-pier-closes"
    assert (article.title, article.authors, article.origin, article.language) == (
        "Old pier closes",
        ("Marit Holm",),
        "feed",
        "en",
    )
    assert (article.body, article.image, article.standfirst) == (BODY, ENTRY.image, "Cracks in four piles.")


def test_an_entry_with_only_a_summary_is_read_by_it() -> None:
    article = read_page(None, replace(ENTRY, content="", enclosures=())).article
    assert article is not None
    assert [block.text for block in article.body] == ["Cracks in four piles."]
    assert article.standfirst == ""


def test_what_feed_software_adds_is_dropped() -> None:
    note = '<p>The post <a href="/a">Old pier closes</a> appeared first on <a href="/">Harbour Gazette</a>.</p><p>Read more</p>'
    article = read_page(None, replace(ENTRY, content=ENTRY.content + note)).article
    assert article is not None
    assert article.body == BODY


def test_feed_markup_is_sanitised_and_its_links_absolute() -> None:
    content = '<p>See <a href="/b" onclick="x()">this</a><script>alert(1)</script></p>'
    article = read_page(None, replace(ENTRY, content=content, content_base="https://gazette.example/feed")).article
    assert article is not None
    assert article.body[0].html == 'See <a href="https://gazette.example/b" rel="noopener noreferrer">this</a>'


def test_an_entry_with_nothing_is_no_article() -> None:
    assert read_page(None, replace(ENTRY, url=None)).article is None
    assert read_page(None, Entry("8", ENTRY.url)).article is None


def test_the_feed_s_text_where_it_is_richer(read: Read) -> None:
    article = read(
        f"<article><h1>Old pier closes</h1><p>{SENTENCES[0]}</p><p>Subscribe to read on.</p></article>", entry=ENTRY
    ).article
    assert article is not None
    assert (article.origin, article.body) == ("feed", BODY)


def test_the_page_s_text_where_it_is_as_good(read: Read) -> None:
    article = read(f"<article><h1>Old pier closes</h1>{ENTRY.content}</article>", entry=ENTRY).article
    assert article is not None
    assert article.origin == "page"
    assert (article.authors, article.published, article.keywords, article.image) == (
        ENTRY.authors, ENTRY.published, ENTRY.tags, ENTRY.image,
    )  # fmt: skip


def test_behind_a_wall_the_feed_is_read(read: Read) -> None:
    reading = read("<title>Just a moment...</title>", entry=ENTRY)
    assert reading.article is not None
    assert reading.article.origin == "feed"


def test_a_list_of_links_stays_one_whatever_the_feed_says(read: Read) -> None:
    teasers = "".join(
        f"<li><a href='/{n}'>Report number {n} about the harbour and its boats</a></li>" for n in range(40)
    )
    assert read(f"<ul>{teasers}</ul>", url="https://gazette.example/", entry=ENTRY).kind == "index"
