"""The addresses of Octavo's own pages, and what may stand in them."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from octavo.news.addresses import ArticleId, PublisherId, WebUrl
from octavo.news.articles import Card
from octavo.news.comparison import Said
from octavo.news.stories import StoryCard, StoryId
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


def said_path(card: Card, start: int, end: int) -> str:
    """The place in an article where words stand, marked: the span counts in news.marks.text_of."""
    return f"{card_path(card)}?said={start}-{end}#said"


def place_path(said: Said) -> str:
    """The same where the article's card is not at hand: that address leads on to the right one."""
    return f"/article/{said.article}?said={said.start}-{said.end}#said"


def read_span(text: str) -> tuple[int, int] | None:
    """The span that `said=` names, None where it names none."""
    match = re.fullmatch(r"(\d{1,8})-(\d{1,8})", text, re.ASCII)
    return (int(match[1]), int(match[2])) if match and int(match[1]) < int(match[2]) else None


def story_path(story: StoryId, title: str) -> str:
    """`/story/ID-slug`; the slug is the lead's headline, which may change: the id is what counts."""
    words = slug(title)
    return f"/story/{story}-{words}" if words else f"/story/{story}"


def story_card_path(card: StoryCard) -> str:
    """A story's page; where one article is all there is, that article."""
    return story_path(card.id, card.lead.title) if card.articles > 1 else card_path(card.lead)


def stories_path(category: str, edition: str, page: int) -> str:
    """A page of the list of stories, narrowed to a category where one is named, and to an edition (Choice.query)."""
    parts = [
        urlencode({"category": category}) if category else "",
        edition.removeprefix("?"),
        f"page={page}" if page > 1 else "",
    ]
    query = "&".join(filter(None, parts))
    return f"/stories?{query}" if query else "/stories"


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
