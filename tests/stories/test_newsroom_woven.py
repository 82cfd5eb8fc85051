"""The sample newsroom's ten days, woven as they arrive, against its labels.

Its articles are read from their served pages and enriched with the models that ship. No archive tells here which topic
a name is in another language, so that what joins languages is meaning, figures and places alone.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

import httpx
import pytest

from octavo.enrich import marks_of
from octavo.extract import read_page
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId, WebUrl
from octavo.news.articles import Article, Card, Page, Revision, StoredArticle
from octavo.news.stories import StoryId, Unwoven
from octavo.sample.newsroom import Piece, newsroom
from octavo.sample.pressroom import SCHEME
from octavo.sample.site import sample_site
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import Weaver

EPOCH = date(2031, 5, 14)
AFTER = datetime(2031, 5, 15, tzinfo=UTC)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("newsroom woven")]


@pytest.fixture(scope="session")
def woven() -> dict[str, StoryId]:
    """Article to story, when all are out."""
    weaver = Weaver()
    pieces = sorted(newsroom().pieces.values(), key=lambda piece: (piece.published(EPOCH), piece.key))
    articles = asyncio.run(_served(pieces))
    numbers = {piece.key: ArticleId(number) for number, piece in enumerate(pieces, start=1)}
    for piece in pieces:
        weaver.add(sketch_of(_unwoven(numbers[piece.key], piece, articles[piece.key])))
    return {key: story for key, number in numbers.items() if (story := weaver.story(number)) is not None}


async def _served(pieces: list[Piece]) -> dict[str, Article]:
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


def _unwoven(number: ArticleId, piece: Piece, article: Article) -> Unwoven:
    marks = marks_of(article, "", MODELS)
    host, shown = piece.house.host, piece.published(EPOCH)
    card = Card(
        number, article.url, article.title, host, host, shown, article.standfirst, marks.language.code, marks.category,
        "article",
    )  # fmt: skip
    revision = Revision(1, shown, article.title, article.standfirst, article.body)
    stored = StoredArticle(card, article, shown, (revision,))
    return Unwoven(stored, marks, (), marks.vector, marks.vector_model, (host,))


def test_stories_are_those_of_the_labels_as_a_rule(woven: dict[str, StoryId]) -> None:
    """B³ F1, precision and recall over articles; what has no label is a story of its own."""
    pieces = newsroom().pieces
    found, gold = Counter(woven.values()), Counter(piece.story or key for key, piece in pieces.items())
    both = Counter((woven[key], piece.story or key) for key, piece in pieces.items())
    precision = sum(count**2 / found[one] for (one, _), count in both.items()) / len(pieces)
    recall = sum(count**2 / gold[other] for (_, other), count in both.items()) / len(pieces)
    assert precision >= 0.87
    assert 2 * precision * recall / (precision + recall) >= 0.80


def test_no_story_is_made_of_two(woven: dict[str, StoryId]) -> None:
    """Of the labelled stories, each has an own main one."""
    main = {label: Counter(stories).most_common(1)[0][0] for label, stories in _labelled(woven)}
    assert len(set(main.values())) == len(main)


def test_copies_are_in_the_story_of_their_text(woven: dict[str, StoryId]) -> None:
    copies = {key: piece.copy_of for key, piece in newsroom().pieces.items() if piece.copy_of}
    apart = [key for key, origin in copies.items() if woven[key] != woven[origin]]
    assert len(apart) <= len(copies) // 20, apart


def _labelled(woven: dict[str, StoryId]) -> Iterator[tuple[str, list[StoryId]]]:
    stories: defaultdict[str, list[StoryId]] = defaultdict(list)
    for key, piece in newsroom().pieces.items():
        if piece.story:
            stories[piece.story].append(woven[key])
    yield from stories.items()
