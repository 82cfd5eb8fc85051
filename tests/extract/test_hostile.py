"""Broken and hostile pages: nothing raises, hangs or grows. LONG_TESTS=1 tries 10,000."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

import os
import random
import tracemalloc
from functools import partial

import pytest
from tests.cost import within
from tests.extract.conftest import SENTENCES, Read

from octavo.extract import read_page
from octavo.news.articles import Page
from octavo.text.addresses import web_url

URL = web_url("https://www.harbour-gazette.example/news/old-pier-closes")
PAGE = (
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Old pier closes | Harbour Gazette</title>
<meta property="og:title" content="Old pier closes"><meta property="og:image" content="/p.jpg"><link rel="canonical" href="/news/pier">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Old pier closes",
"author":[{"@type":"Person","name":"Marit Holm"}],"datePublished":"2026-05-04T19:30:00+02:00","articleBody":"@TEXT@"}]}</script>
<script id="__NEXT_DATA__" type="application/json">{"title":"Old pier closes","elements":[{"text":"@LINE@"}]}</script></head>
<body><nav><ul><li><a href="/a">News from the harbour</a></li><li><a href="/b">Boats and ferries</a></li></ul></nav><main><article>
<h1>Old pier closes</h1><p class="byline">By <a rel="author" href="/s">Marit Holm</a></p><time datetime="2026-05-04">4 May</time>
<figure><img src="/p.jpg" width="800"><figcaption>The pier <span class="credit">Ines Dahl</span></figcaption></figure>@BODY@
<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><aside class="related"><a href="/c">Quay sinks</a></aside>
</article></main><footer><form><input><p>Subscribe to our newsletter</p></form></footer></body></html>"""
    .replace("@TEXT@", " ".join(SENTENCES))
    .replace("@LINE@", SENTENCES[0])
    .replace("@BODY@", "".join(f"<p>{text} <b>And <a href='/x'>more</a></b></p>" for text in SENTENCES * 4))
).encode()  # fmt: skip
TAGS = [
    b"<div>", b"<b>", b"<table><tr><td>", b"<a href=x>", b"<ul><li>", b"<blockquote>", b"<svg>", b"<article><p>", b"<p><span>",
    b"<math>", b"<figure>", b"<section class=related>", b"<h1>", b"<select>", b"<template>", b"<noscript>", b"<i class=byline>",
]  # fmt: skip
RUNS = [
    b"A",
    b"&amp;",
    "🚢".encode(),
    b"By ",
    b", ",
    b" | ",
    b"<br>",
    b"&#xD83D;",
    b"<!--",
    b"]]>",
    b"\x00",
    b"</p>",
    b"</div>",
]


def mutated(rng: random.Random, body: bytes) -> bytes:
    """The page with one to six things done to it that broken software and attackers do."""
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(body) + 1)
        upto = min(len(body), at + rng.randint(1, 3_000))
        what = rng.randrange(11)
        if what == 0:
            body = body[:at]
        elif what == 1:
            body = body[:at] + rng.randbytes(rng.randint(1, 60)) + body[at:]
        elif what == 2:
            body = body[:at] + body[upto:]
        elif what == 3:
            body = body[:at] + body[at:upto] * rng.randint(2, 40) + body[upto:]
        elif what == 4:
            body = body[:at] + rng.choice(TAGS) * rng.randint(10, 20_000) + body[at:]
        elif what == 5:
            body = body.replace(rng.choice([b"</", b'"', b">", b"=", b"<p"]), b"", rng.randint(1, 60))
        elif what == 6:
            body = body[:at] + b" ".join(b"a%d=1" % n for n in range(rng.randint(10, 20_000))) + body[at:]
        elif what == 7:
            body = (
                body[:at]
                + b'<script type="application/ld+json">'
                + rng.choice([b"[", b'{"@graph":', b'{"a":[']) * 9_000
                + body[at:]
            )
        elif what == 8:
            body = body.replace(b"utf-8", rng.choice([b"utf-16", b"koi8-r", b"utf-7", b"rot13", b"zlib", b"idna"]))
        elif what == 9:
            body = body[:at] + rng.choice(RUNS) * rng.randint(1_000, 100_000) + body[at:]
        else:
            body = bytes(byte ^ (rng.random() < 0.002) * rng.randrange(256) for byte in body[:20_000])
    return body[:6_000_000]


@pytest.mark.slow
def test_mutated_pages() -> None:
    rng = random.Random(20_260_504)
    for _ in range(10_000 if os.environ.get("LONG_TESTS") else 60):
        within(2, partial(read_page, Page(URL, URL, 200, mutated(rng, PAGE), "text/html"), None))


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [b"<div>", b"<p><span>", b"<a href=x>", b"<article><p>", b"<table><tr><td>"])
def test_bombs_stay_small(bomb: bytes) -> None:
    page = Page(URL, URL, 200, PAGE[:2_500] + bomb * 25_000 + PAGE[2_500:], "text/html")
    tracemalloc.start()
    try:
        read_page(page, None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 120_000_000  # what Python holds; the parser's own memory comes to it


def test_the_unharmed_page_is_read(read: Read) -> None:
    reading = read(PAGE)
    assert reading.article is not None
    assert reading.article.authors == ("Marit Holm",)
    assert len([block for block in reading.article.body if block.kind == "paragraph"]) >= 4


@pytest.mark.parametrize(
    "harm",
    [
        "<p>Text <a href='javascript:alert(1)'>link</a> <img src=x onerror=alert(1)></p>",
        "<p>Text</p><svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<p>Text</p><iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<p>Text</p><math><style><img src=x onerror=alert(1)></style></math>",
    ],
)
def test_nothing_that_runs_reaches_the_reader(read: Read, paragraphs: str, harm: str) -> None:
    article = read(f"<article><h1>Old pier closes</h1>{paragraphs}{harm}{paragraphs}</article>").article
    assert article is not None
    shown = " ".join(block.html for block in article.body)
    assert not any(
        danger in shown for danger in ("javascript:", "onerror", "<svg", "srcdoc", "<math", "<script", "<img")
    )


@pytest.mark.parametrize(
    "title", ["\u202eevil\u202c title", "<script>alert(1)</script>Title", "A" * 50_000, "\u200b\u200d", "&#xD83D;"]
)
def test_titles_that_would_break_a_page(read: Read, paragraphs: str, title: str) -> None:
    article = read(
        f"<title>{title}</title><meta property=og:title content='{title}'><article>{paragraphs}</article>"
    ).article
    assert article is not None
    assert len(article.title) <= 500
    assert not set(article.title) & set("\u202e\u202c\u200b\ud83d")
    assert "<script" not in article.title
