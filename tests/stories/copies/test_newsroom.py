"""The sample newsroom's copies, as its sites serve them: all that share its wording are found, none is invented, every
origin and manner is right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.stories.served import EPOCH, articles_of

from octavo.news.addresses import ArticleId
from octavo.news.articles import Article, Card, StoredArticle
from octavo.news.stories import Copy
from octavo.sample import sample_publishers
from octavo.sample.newsroom import newsroom
from octavo.stories.copies import CopyIndex, Imprint, imprint_of, plain_text, refined

NAMES = {one.id: one.name for one in sample_publishers()}
AGENCIES = tuple(one.name for one in sample_publishers() if one.kind == "agency")
PIECES = sorted(newsroom().pieces.values(), key=lambda piece: (piece.published(EPOCH), piece.key))
NUMBERS = {piece.key: ArticleId(place + 1) for place, piece in enumerate(PIECES)}
COPIES = {piece.key: piece for piece in PIECES if piece.copy_of}
REWORDED = frozenset(key for key, piece in COPIES.items() if piece.copy_kind == "rewritten")
"""Told anew in words of their own: no wording gives them away, and independent reports share as many facts."""


Articles = dict[str, Article]
"""By key."""


@pytest.fixture(scope="module")
def articles() -> Articles:
    """What is read of every page, when all of day 0 is out."""
    return articles_of(PIECES)


def imprints(articles: Articles) -> Iterator[Imprint]:
    """Of every article, in the order of publication."""
    for piece in PIECES:
        read, publisher = articles[piece.key], next(id for id in NAMES if id == piece.house.host)
        at = piece.published(EPOCH)
        number = NUMBERS[piece.key]
        card = Card(
            number, read.url, read.title, publisher, NAMES[publisher], at, "", read.language, "world", "article"
        )
        yield imprint_of(StoredArticle(card, read, at, ()), (NAMES[publisher], read.site_name), AGENCIES)


@pytest.fixture(scope="module", params=["in order", "backwards"])
def found(request: pytest.FixtureRequest, articles: Articles) -> dict[str, Copy]:
    """What is called a copy, when all have arrived."""
    index = CopyIndex()
    arriving = list(imprints(articles))
    for one in arriving if request.param == "in order" else reversed(arriving):
        index.add(one)
    keys = {number: key for key, number in NUMBERS.items()}
    return {keys[number]: copy for number in NUMBERS.values() if (copy := index.copy(number))}


def test_all_are_found_and_none_invented(found: dict[str, Copy]) -> None:
    assert COPIES.keys() - REWORDED <= found.keys() <= COPIES.keys()


def test_every_origin_is_right(found: dict[str, Copy]) -> None:
    for key, copy in found.items():
        assert copy.origin == NUMBERS[COPIES[key].copy_of], key
        assert copy.because == ("credit" if COPIES[key].credit else "time"), key


def test_every_manner_is_right_when_both_texts_are_read(found: dict[str, Copy], articles: Articles) -> None:
    texts = {NUMBERS[key]: plain_text(article.body) for key, article in articles.items()}
    for key, copy in found.items():
        read = refined(copy, texts[copy.article], texts[copy.near], COPIES[key].house.language)
        assert read.manner == COPIES[key].copy_kind, (key, read)
