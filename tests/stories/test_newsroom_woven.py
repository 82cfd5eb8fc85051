"""The sample newsroom's ten days, woven as they arrive, against its labels.

Its articles are read from their served pages and enriched with the models that ship. No archive tells here which topic
a name is in another language, so that what joins languages is meaning, figures and places alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from tests.stories.served import EPOCH, articles_of

from octavo.enrich import marks_of
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId
from octavo.news.articles import Article, Card, Revision, StoredArticle
from octavo.news.stories import StoryId, Unwoven
from octavo.sample.newsroom import Piece, newsroom
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import Weaver

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def woven() -> dict[str, StoryId]:
    """Article to story, when all are out."""
    weaver = Weaver()
    pieces = sorted(newsroom().pieces.values(), key=lambda piece: (piece.published(EPOCH), piece.key))
    articles = articles_of(pieces)
    numbers = {piece.key: ArticleId(number) for number, piece in enumerate(pieces, start=1)}
    for piece in pieces:
        weaver.add(sketch_of(_unwoven(numbers[piece.key], piece, articles[piece.key])))
    return {key: story for key, number in numbers.items() if (story := weaver.story(number)) is not None}


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
