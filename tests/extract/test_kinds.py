"""What is an article, and what is none."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

import pytest
from tests.extract.conftest import Read

TEASERS = "".join(
    f"<li><h3><a href='/{n}'>Report number {n} about things in the harbour</a></h3><p>Short summary of it.</p></li>"
    for n in range(40)
)


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        (f"<title>Harbour Gazette</title><main><ul>{TEASERS}</ul></main>", "https://gazette.example/", "index"),
        (
            f"<title>Harbour</title><main><h1>Harbour</h1><ul>{TEASERS}</ul></main>",
            "https://gazette.example/section/harbour",
            "index",
        ),
        (f"<title>Search</title><main><ul>{TEASERS}</ul></main>", "https://gazette.example/search/pier", "index"),
        (
            f"<h1>Marit Holm</h1><p>Writes about piers.</p><ul>{TEASERS}</ul>",
            "https://gazette.example/author/marit-holm",
            "author",
        ),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "https://gazette.example/a", "wall"),
        (
            "<title>Before you continue</title><p>We use cookies and data.</p>",
            "https://consent.gazette.example/a",
            "wall",
        ),
        ("<h1>Sign in</h1><form><input><p>Use your account.</p></form>", "https://gazette.example/login?to=/a", "wall"),
        ("", "https://gazette.example/a", "other"),
        ("<html><body><p></p></body></html>", "https://gazette.example/a", "other"),
    ],
)
def test_no_articles(read: Read, html: str, url: str, kind: str) -> None:
    reading = read(html, url=url)
    assert (reading.kind, reading.article) == (kind, None)
    assert reading.reason


def test_an_article_among_many_links_is_an_article(read: Read, paragraphs: str) -> None:
    reading = read(f"<article><h1>Old pier closes</h1>{paragraphs}</article><ul>{TEASERS}</ul>")
    assert reading.kind == "article"


def test_a_text_about_captchas_is_no_wall(read: Read, paragraphs: str) -> None:
    assert read(f"<title>Why every captcha asks for boats</title><h1>Captcha</h1>{paragraphs * 6}").kind == "article"


def test_live_tickers(read: Read, sentences: tuple[str, ...]) -> None:
    entries = "".join(
        f"<article><time datetime='2026-05-04T1{n}:00Z'></time><h2>At {n}</h2><p>{text}</p></article>"
        for n, text in enumerate(sentences)
    )
    data = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm over the harbour"}</script>'
    )
    reading = read(f"{data}<article><h1>Storm over the harbour</h1>{entries}</article>")
    assert reading.kind == "live"
    assert reading.article is not None
    assert [block.text for block in reading.article.body if block.kind == "paragraph"] == list(sentences)


def test_videos(read: Read) -> None:
    data = '{"@type": "VideoObject", "name": "The cracks", "embedUrl": "https://v.example/1", "description": "Divers at the pier"}'
    reading = read(f'<script type="application/ld+json">{data}</script><h1>The cracks</h1><p>Divers at the pier.</p>')
    assert reading.kind == "video"
    assert reading.article is not None
    assert [one.url for one in reading.article.enclosures] == ["https://v.example/1"]


def test_headings_that_are_times_of_the_day_make_a_ticker(read: Read, sentences: tuple[str, ...]) -> None:
    entries = "".join(f"<h2>1{n}:0{n} At the pier</h2><p>{text}</p>" for n, text in enumerate(sentences))
    assert read(f"<article><h1>Storm over the harbour</h1>{entries}</article>").kind == "live"
    assert read(f"<article><h1>Storm</h1>{entries.replace('<h2>1', '<h2>Pier 1')}</article>").kind == "article"


def test_a_page_that_calls_itself_a_video_is_one_though_it_tells_what_is_seen(read: Read, paragraphs: str) -> None:
    head = (
        '<meta property="og:type" content="video.other"><meta property="og:video" content="https://v.example/1.webm">'
    )
    assert read(f"{head}<article><h1>The cracks</h1>{paragraphs * 2}</article>").kind == "video"
    assert read(f"{head}<article><h1>The cracks</h1>{paragraphs * 9}</article>").kind == "article"
