"""Stages enrich and index: from an article to what is known of it and how it is found."""

from __future__ import annotations

from datetime import datetime

from octavo.enrich import category_of
from octavo.news.articles import StoredArticle
from octavo.news.jobs import IndexArticle, Intents, SaveMarks
from octavo.ports import Tools
from octavo.text.words import tokens


async def enrich(stored: StoredArticle, tools: Tools, now: datetime) -> Intents:
    """What the article is about."""
    category = await tools.processor.run(category_of, stored.article, stored.feed_category)
    language = stored.article.language
    return (SaveMarks(stored.card.id, category, language, tools.next["enrich"], tools.next["index"]),)


async def index(stored: StoredArticle, tools: Tools, now: datetime) -> Intents:
    """The words by which it is found."""
    article = stored.article
    whole = (article.title, article.standfirst, *(block.text for block in article.body), *article.authors)
    words, title = await tools.processor.run(search_words, "\n".join(whole), article.title)
    return (IndexArticle(stored.card.id, words, title, tools.next["index"]),)


def search_words(whole: str, title: str) -> tuple[str, str]:
    """The tokens of both texts, each joined by spaces."""
    return " ".join(tokens(whole)), " ".join(tokens(title))
