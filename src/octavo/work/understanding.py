"""Stages enrich, embed, topics and index: from an article to what is known of it, its vector, whom it is about, and how
it is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from octavo.enrich import category_of, marks_of
from octavo.enrich.identity import links_for
from octavo.enrich.language import script_of
from octavo.enrich.vector import lead_of
from octavo.news.articles import Block, StoredArticle
from octavo.news.jobs import IndexArticle, Intents, LinkTopics, SaveMarks, SaveVector
from octavo.news.marks import Language, Marks
from octavo.news.topics import Unlinked
from octavo.ports import Tools
from octavo.text.stems import stem
from octavo.text.words import is_unspaced, token_spans


async def enrich(stored: StoredArticle, tools: Tools, now: datetime) -> Intents:
    """Everything that is found in its text."""
    enricher = tools.enricher or tools.processor
    marks = await enricher.run(marks_of, stored.article, stored.feed_category, tools.models)
    return (_saved(stored, marks, tools),)


def enrich_given_up(stored: StoredArticle, reason: str, tools: Tools, now: datetime) -> Intents:
    """Its text defeats the models: it goes on as its publisher describes it."""
    article = stored.article
    marks = Marks(
        language=Language(article.language, 0.0, script_of(article.title)),
        category=category_of(article, stored.feed_category),
        category_confidence=0.0,
        degraded=(("everything", reason),),
    )
    return (_saved(stored, marks, tools),)


def _saved(stored: StoredArticle, marks: Marks, tools: Tools) -> SaveMarks:
    elsewhere = tools.encoder is not None and tools.encoder.model != marks.vector_model
    if elsewhere:  # what stands there of that model serves until the new one comes
        marks = replace(marks, vector=(), vector_model="")
    return SaveMarks(
        article=stored.card.id,
        category=marks.category,
        language=marks.language.code or stored.article.language,
        made_by=tools.next["enrich"],
        then=tools.next["topics"],
        marks=marks,
        revision=stored.revisions[-1].number,
        embed=tools.next["embed"] if elsewhere else None,
    )


async def embed(stored: StoredArticle, tools: Tools, now: datetime) -> Intents:
    """The vector of its title and lead, by the model in use."""
    if tools.encoder is None:
        return ()
    words = lead_of(stored.article)
    vector = tuple(await tools.encoder.encode(words)) if words else ()
    return (SaveVector(stored.card.id, tools.encoder.model, vector),)


async def topics(unlinked: Unlinked, tools: Tools, now: datetime) -> Intents:
    """Which topics of the archive its hashtags are."""
    links = await tools.processor.run(links_for, unlinked)
    return (LinkTopics(unlinked.article, links, unlinked.newest, tools.next["topics"], tools.next["weave"]),)


def topics_given_up(unlinked: Unlinked, reason: str, tools: Tools, now: datetime) -> Intents:
    """It is about nothing that can be told, and finds its story by its words all the same."""
    return (LinkTopics(unlinked.article, (), unlinked.newest, tools.next["topics"], tools.next["weave"]),)


async def index(stored: StoredArticle, tools: Tools, now: datetime) -> Intents:
    """The words by which it is found."""
    article = stored.article
    body = "\n".join((article.standfirst, *(_text_of(block) for block in article.body)))
    found = await tools.processor.run(
        search_words, article.title, body, "\n".join(article.authors), stored.card.language
    )  # fmt: skip
    return (
        IndexArticle(
            stored.card.id,
            words=found.body,
            title_words=found.title,
            made_by=tools.next["index"],
            author_words=found.authors,
            forms=found.forms,
        ),
    )


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Of IndexArticle."""

    title: str
    body: str
    authors: str
    forms: tuple[tuple[str, str], ...]


def search_words(title: str, body: str, authors: str, language: str) -> SearchWords:
    """The tokens of each text, and the stems of those that are words of an alphabet."""
    forms: dict[str, str] = {}

    def words(text: str) -> str:
        found = token_spans(text)
        for token, start, end in found:
            if token not in forms and token.isalpha() and not is_unspaced(token):
                forms[token] = stem(text[start:end], language)
        return " ".join(token for token, _, _ in found)

    return SearchWords(words(title), words(body), words(authors), tuple(forms.items()))


def _text_of(block: Block) -> str:
    """All words of a block: a table's cells, what a picture shows."""
    cells = (cell for row in block.rows for cell in row)
    return "\n".join((block.text, *cells))
