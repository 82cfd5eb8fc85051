"""Reports for comparing, made of texts: read by the real rules for figures and quotes, without models."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from octavo.enrich.figures import figures_of
from octavo.enrich.names import mentions_of
from octavo.enrich.quotes import quotes_of
from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.comparison import Comparison, Report, Reports, Said
from octavo.news.marks import Language, Marks, text_of
from octavo.news.stories import Copy, CopyManner, StoryId
from octavo.text.sentences import sentence_spans

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
"""A Tuesday."""


def report(
    number: int,
    publisher: str,
    text: str,
    *,
    title: str = "What happened",
    hours: float = 0,
    language: str = "en",
    copy_of: int = 0,
    manner: CopyManner = "whole",
    before: Sequence[str] = (),
) -> Report:
    """An article of one paragraph a line, shown so many hours after noon; `before` are its earlier texts."""
    blocks = _blocks(text)
    shown = NOON + timedelta(hours=hours)
    url = CanonicalUrl(f"https://{publisher}.example/{number}")
    article = Article(url, title, blocks, language=language)
    card = Card(
        ArticleId(number), url, title, PublisherId(publisher), publisher, shown, "", language, "general", "article"
    )
    texts = [*map(_blocks, before), blocks]
    revisions = tuple(
        Revision(place + 1, shown + timedelta(hours=place), title, "", body) for place, body in enumerate(texts)
    )
    origin = ArticleId(copy_of)
    copy = Copy(ArticleId(number), origin, origin, manner, 1.0, 0.0) if copy_of else None
    return Report(StoredArticle(card, article, shown, revisions), marks(article, language), copy, "", "")


def reports(*given: Report) -> Reports:
    """A story."""
    return Reports(StoryId(1), given)


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", line.strip()) for line in text.strip().splitlines() if line.strip())


def marks(article: Article, language: str) -> Marks:
    """Names, quotes and figures by rules."""
    text = text_of(article.title, article.body)
    sentences = sentence_spans(text, language)
    mentions = mentions_of(text, language, None)
    quotes = quotes_of(text, language, sentences, mentions)
    return Marks(
        language=Language(language, 1.0, "Latn"),
        category="general",
        category_confidence=1.0,
        mentions=mentions,
        quotes=quotes,
        figures=figures_of(text, language, sentences, mentions, quotes),
    )


def all_said(comparison: Comparison) -> list[Said]:
    """Everything in a comparison that claims to be an article's words."""
    return [
        *(said for statement in comparison.statements for said in statement.said),
        *comparison.summary,
        *(value.said for quantity in comparison.quantities for value in quantity.values),
        *(cut.said for one in comparison.utterances for cut in (one.fullest, one.first, *one.cuts)),
        *(turn.said for turn in comparison.timeline),
        *(said for apart in comparison.apart for said in apart.only_here),
    ]


class Dictionary:
    """An embedder that knows which texts mean the same: those under one number."""

    model = "dictionary"
    languages = frozenset({"en", "ar", "fr"})

    def __init__(self, *meanings: Sequence[str]) -> None:
        """Texts, or beginnings of them, that mean the same."""
        self.meanings = meanings

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector with one 1; of texts that mean nothing known, one of their own."""
        wide = len(self.meanings) + len(texts)
        return [self._vector(text, len(self.meanings) + n, wide) for n, text in enumerate(texts)]

    def _vector(self, text: str, own: int, wide: int) -> list[float]:
        known = (n for n, same in enumerate(self.meanings) if any(text.startswith(one) for one in same))
        meaning = next(known, own)
        return [float(place == meaning) for place in range(wide)]
