"""The sample newsroom's articles as its sites serve them and Octavo reads them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, date, datetime

import httpx

from octavo.extract import read_page
from octavo.news.addresses import WebUrl
from octavo.news.articles import Article, Page
from octavo.sample.newsroom import Piece
from octavo.sample.pressroom import SCHEME
from octavo.sample.site import sample_site

EPOCH = date(2031, 5, 14)
AFTER = datetime(2031, 5, 15, tzinfo=UTC)
"""When all of day 0 is out."""


def articles_of(pieces: Iterable[Piece]) -> dict[str, Article]:
    """What is read of each piece's page, by its key, when all is out."""
    return asyncio.run(_read(pieces))


async def _read(pieces: Iterable[Piece]) -> dict[str, Article]:
    found = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(sample_site(EPOCH, now=lambda: AFTER))) as browser:
        for piece in pieces:
            url = WebUrl(f"{SCHEME}://{piece.house.host}{piece.path(EPOCH)}")
            answer = await browser.get(url)
            page = Page(url, url, answer.status_code, answer.content, answer.headers["content-type"])
            article = read_page(page, None).article
            assert article is not None, piece.key
            found[piece.key] = article
    return found
