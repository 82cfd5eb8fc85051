"""Articles for the tests of aids."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from octavo.news.addresses import CanonicalUrl, PublisherId, article_id
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.comparison import Said
from octavo.news.marks import text_of

NOW = datetime(2026, 7, 14, 9, tzinfo=UTC)


def stored(title: str, *paragraphs: str, language: str = "en", host: str = "post.example") -> StoredArticle:
    """An article of these paragraphs."""
    url = CanonicalUrl(f"https://{host}/{len(title)}-{len(paragraphs)}")
    shown = NOW - timedelta(minutes=len(title))
    body = tuple(Block("paragraph", text) for text in paragraphs)
    card = Card(
        article_id(shown, url), url, title, PublisherId(host), host, shown, "", language, "world", "article"
    )  # fmt: skip
    article = Article(url, title, body, published=shown, language=language)
    return StoredArticle(card, article, shown, (Revision(1, shown, title, "", body),))


def said(one: StoredArticle, words: str) -> Said:
    """Words of an article at their place."""
    text = text_of(one.article.title, one.article.body)
    start = text.index(words)
    card = one.card
    return Said(
        card.id, card.publisher, card.publisher_name, card.shown, card.language, start, start + len(words), words
    )  # fmt: skip
