"""An article's sentences, each with its place in the text."""

from __future__ import annotations

from octavo.news.articles import StoredArticle
from octavo.news.comparison import Said
from octavo.news.marks import text_of
from octavo.text.sentences import sentence_spans

MOST = 80
"""Sentences of an article that are looked at; news says what matters before."""


def sentences_of(stored: StoredArticle, most: int = MOST) -> tuple[Said, ...]:
    """The sentences of the body, in order; the title is none of them."""
    text = text_of(stored.article.title, stored.article.body)
    spans = sentence_spans(text, stored.card.language)
    body = [(start, end) for start, end in spans if start > len(stored.article.title)]
    return tuple(said_at(stored, text, start, end) for start, end in body[:most])


def said_at(stored: StoredArticle, text: str, start: int, end: int) -> Said:
    """A span of an article's text as somebody's words."""
    card = stored.card
    words = " ".join(text[start:end].split())
    return Said(card.id, card.publisher, card.publisher_name, card.shown, card.language, start, end, words)
