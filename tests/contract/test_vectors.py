"""Vectors: kept with their model, made anew newest first when the model changes."""

from __future__ import annotations

from math import isclose

import pytest
from tests.contract.newsroom import ENRICH, HOUR, NOW, article, finish, publish, subscribe, take

from octavo.news.addresses import ArticleId, FeedId
from octavo.news.jobs import Job, SaveMarks, SaveVector, StageKey
from octavo.news.marks import Language, Marks
from octavo.ports import Store

EMBED = StageKey("embed", 1)


@pytest.fixture
def feed(store: Store) -> FeedId:
    return subscribe(store).id


def marked(
    store: Store, number: ArticleId, vector: tuple[float, ...], model: str, embed: StageKey | None = None
) -> None:
    store.put([Job(ENRICH, number, NOW)])
    ((claim, _),) = take(store, "enrich")
    marks = Marks(Language("en", 1.0, "Latn"), "world", 0.9, vector=vector, vector_model=model)
    finish(store, claim, SaveMarks(number, "world", "en", ENRICH, None, marks, 1, embed))


def vector_of(store: Store, number: ArticleId) -> tuple[str, tuple[float, ...]]:
    marks = store.marks(number)
    assert marks is not None
    return marks.vector_model, marks.vector


def test_a_vector_comes_back_exact_enough_to_compare(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    vector = tuple((nth % 7 - 3) / 100 for nth in range(512))
    marked(store, number, vector, "m1")
    model, kept = vector_of(store, number)
    assert model == "m1"
    assert all(isclose(one, other, abs_tol=2e-5) for one, other in zip(vector, kept, strict=True))


def test_enrichment_with_another_model_asks_for_the_vector_and_leaves_the_one_that_is_there(
    store: Store, feed: FeedId
) -> None:
    number = publish(store, feed, article("/a"))
    marked(store, number, (0.5, 0.5), "m1")
    marked(store, number, (), "", EMBED)
    assert vector_of(store, number) == ("m1", (0.5, 0.5))
    ((claim, _),) = take(store, "embed")
    finish(store, claim, SaveVector(number, "m2", (0.25, -0.25)))
    assert vector_of(store, number) == ("m2", (0.25, -0.25))
    assert take(store, "embed") == []


def test_when_the_model_changes_every_other_vector_is_asked_for_newest_first(store: Store, feed: FeedId) -> None:
    numbers = [
        publish(store, feed, article(f"/{nth}", published=NOW - nth * HOUR), now=NOW + nth * HOUR) for nth in range(4)
    ]
    marked(store, numbers[0], (1.0,), "m1")
    marked(store, numbers[1], (1.0,), "m2")
    marked(store, numbers[2], (), "")
    assert store.embed_again(EMBED, "m2", NOW) == 2  # the fourth is still to be enriched
    claims = [claim.job for claim, _ in take(store, "embed", NOW + HOUR)]
    assert [(job.subject, job.priority) for job in claims] == [(numbers[0], -1), (numbers[2], -1)]
    assert store.vectors() == {"m1": 1, "m2": 1}


def test_an_article_without_words_is_asked_for_once(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    marked(store, number, (), "", EMBED)
    ((claim, _),) = take(store, "embed")
    finish(store, claim, SaveVector(number, "m2", ()))
    assert store.embed_again(EMBED, "m2", NOW) == 0


def test_a_vector_that_is_none_spoils_only_its_own_job(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    marked(store, number, (), "", EMBED)
    ((claim, _),) = take(store, "embed")
    assert finish(store, claim, SaveVector(number, "m2", (1e9,))) == 0
    assert "not a vector" in store.quarantined()[0].reason
