"""The stages that understand an article: what they decide, and that a text which defeats the models still goes on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from tests.work.fakes import NOW, InlineProcessor, tools

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.errors import OutOfTime
from octavo.news.jobs import IndexArticle, LinkTopics, SaveMarks
from octavo.news.marks import Hashtag
from octavo.news.topics import TopicId, Unlinked
from octavo.work import KEYS
from octavo.work.understanding import enrich, enrich_given_up, index, topics, topics_given_up

ARTICLE = Article(
    CanonicalUrl("https://paper.test/politics/a"),
    "Ana Vey opens the harbour",
    (Block("paragraph", "Mayor Ana Vey opened the harbour before 300 people."),),
    section="Politics",
    language="en",
)


def stored(revisions: int = 1) -> StoredArticle:
    card = Card(ArticleId(7), ARTICLE.url, ARTICLE.title, PublisherId("paper.test"), "Paper", NOW, "", "en", "general",
                "article", revisions=revisions)  # fmt: skip
    states = tuple(Revision(nth, NOW, ARTICLE.title, "", ARTICLE.body) for nth in range(1, revisions + 1))
    return StoredArticle(card, ARTICLE, NOW, states)


def run(stage: Any, subject: Any) -> Any:
    (intent,) = asyncio.run(stage(subject, tools(), NOW))
    return intent


def test_only_enriching_asks_the_processes_that_load_models() -> None:
    class Unready(InlineProcessor):
        async def run(self, *_: object, **__: object) -> None:
            raise OutOfTime("the models are still being loaded")

    loading = replace(tools(), enricher=Unready())
    asyncio.run(index(stored(), loading, NOW))
    with pytest.raises(OutOfTime):
        asyncio.run(enrich(stored(), loading, NOW))
    ready = replace(tools(processor=Unready()), enricher=InlineProcessor())
    asyncio.run(enrich(stored(), ready, NOW))


def test_marks_belong_to_the_last_revision_and_lead_to_the_topics() -> None:
    saved = run(enrich, stored(revisions=3))
    assert isinstance(saved, SaveMarks)
    assert (saved.article, saved.revision, saved.category, saved.language) == (7, 3, "politics", "en")
    assert (saved.made_by, saved.then) == (KEYS["enrich"], KEYS["topics"])
    assert saved.marks is not None
    assert [figure.value for figure in saved.marks.figures] == [300]


def test_a_text_that_defeats_the_models_goes_on_as_its_publisher_describes_it() -> None:
    (saved,) = enrich_given_up(stored(), "took longer than 20 s", tools(), NOW)
    assert isinstance(saved, SaveMarks)
    assert (saved.category, saved.language, saved.then) == ("politics", "en", KEYS["topics"])
    assert saved.marks is not None
    assert saved.marks.degraded == (("everything", "took longer than 20 s"),)


def test_hashtags_become_links_and_lead_to_weaving() -> None:
    unlinked = Unlinked(ArticleId(7), "en", "politics", (Hashtag("Ana Vey", "person", 0.7),), (), TopicId(4))
    linked = run(topics, unlinked)
    assert isinstance(linked, LinkTopics)
    assert [(link.name, link.topic) for link in linked.links] == [("Ana Vey", None)]
    assert (linked.newest, linked.made_by, linked.then) == (4, KEYS["topics"], KEYS["weave"])
    (given_up,) = topics_given_up(unlinked, "took longer than 20 s", tools(), NOW)
    assert isinstance(given_up, LinkTopics)
    assert (given_up.links, given_up.then) == ((), KEYS["weave"])


def test_the_index_gets_every_word() -> None:
    words = run(index, stored())
    assert isinstance(words, IndexArticle)
    assert "harbour before 300 people" in words.words
    assert words.title_words == "ana vey opens the harbour"
