"""The addresses of Octavo's own pages, and what may stand in them."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from octavo.news.addresses import ArticleId, PublisherId, WebUrl
from octavo.news.articles import Card
from octavo.news.topics import TopicSlug
from octavo.ports import Cursor
from octavo.text.slugs import slug

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

IMAGE_WIDTHS = (160, 320, 640, 960, 1280)
"""Pixels in which pictures are served: few, so that a foreign page cannot make us compute thousands."""


def article_path(article: ArticleId, title: str) -> str:
    """`/article/ID-slug`, with letters of any script as they are: browsers encode them, and readers read them."""
    words = slug(title)
    return f"/article/{article}-{words}" if words else f"/article/{article}"


def card_path(card: Card) -> str:
    """The article page of a card."""
    return article_path(card.id, card.title)


def category_path(category: str) -> str:
    """`/category/NAME`."""
    return f"/category/{quote(category)}"


def publisher_path(publisher: PublisherId) -> str:
    """`/publisher/HOST`."""
    return f"/publisher/{quote(publisher, safe='~')}"


def topic_path(topic: TopicSlug) -> str:
    """`/topic/SLUG`."""
    return f"/topic/{topic}"


def image_path(article: ArticleId, number: int, width: int, url: WebUrl) -> str:
    """`/image/ARTICLE/NUMBER/WIDTH`, with a mark of the picture's own address so that it may be kept for a year."""
    mark = hashlib.sha256(url.encode()).hexdigest()[:8]
    return f"/image/{article}/{number}/{width}?v={mark}"


def leading_id(segment: str) -> ArticleId | None:
    """The id in `ID-slug`, None where there is none in range."""
    match = re.match(r"([1-9]\d{0,18})(?:-|$)", segment, re.ASCII)
    return ArticleId(int(match[1])) if match and int(match[1]) < 1 << 63 else None


def written(cursor: Cursor) -> str:
    """A list's cursor as it stands in an address: microseconds since 1970, and the id."""
    shown, article = cursor
    return f"{(shown - _EPOCH) // timedelta(microseconds=1)}.{article}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor in an address, None where it is none: the list then begins at its top."""
    match = re.fullmatch(r"(-?\d{1,17})\.([1-9]\d{0,18})", text, re.ASCII)
    if match is None or int(match[2]) >= 1 << 63:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(match[1])), ArticleId(int(match[2]))
    except OverflowError:  # before the year 1
        return None


def outside(url: str, sample: bool) -> str:
    """An address on a publisher's site as a reader can open it: Octavo itself serves the sample newsroom's sites, under
    `/sample/HOST/…`."""
    return f"/sample/{url.partition('://')[2]}" if sample else url


def local_path(text: str) -> str:
    """A path on this site to go on to, `/` for everything else: `//evil.example` and `/\\evil.example` leave a site."""
    return text if re.fullmatch(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,2000}", text) else "/"
