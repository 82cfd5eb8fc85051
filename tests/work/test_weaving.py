"""The stages that put an article into its story and compare the story's sources."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.work.fakes import NOW, InlineProcessor, tools
from tests.work.test_understanding import stored

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.comparison import Report, Reports
from octavo.news.errors import OutOfTime
from octavo.news.jobs import NotWoven, SaveComparison, SaveWoven
from octavo.news.stories import Membership, Sketch, StoryId, Unwoven, Woven
from octavo.ports import Embedder, Models
from octavo.work import KEYS
from octavo.work.weaving import compare, compared, weave, weave_given_up

UNWOVEN = Unwoven(stored(), None, (), (), "", ("Paper",))
REPORTS = Reports(StoryId(7), (Report(stored(), None, None, "IE", ""),))


class Alone:
    """A loom that lets every article begin a story."""

    async def weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        number = unwoven.stored.card.id
        sketch = Sketch(number, PublisherId("paper.test"), NOW, "en", "", b"s")
        return sketch, Woven(Membership(number, StoryId(number)))


def run(stage: Any, subject: Any, using: Any) -> Any:
    (intent,) = asyncio.run(stage(subject, using, NOW))
    return intent


def test_what_the_loom_decides_is_kept_and_leads_on_and_to_comparing() -> None:
    saved = run(weave, UNWOVEN, replace(tools(), loom=Alone()))
    assert isinstance(saved, SaveWoven)
    assert (saved.sketch.article, saved.woven.membership.story) == (7, 7)
    assert (saved.made_by, saved.then, saved.compare) == (KEYS["weave"], KEYS["index"], KEYS["compare"])
    assert timedelta(0) < saved.compare_at - NOW < timedelta(minutes=1)


def test_without_a_loom_or_where_it_gives_up_an_article_is_found_all_the_same() -> None:
    expected = NotWoven(ArticleId(7), KEYS["weave"], KEYS["index"])
    assert run(weave, UNWOVEN, tools()) == expected
    assert weave_given_up(UNWOVEN, "out of time", tools(), NOW) == (expected,)


def test_sources_are_compared_where_the_models_are() -> None:
    saved = run(compare, REPORTS, tools())
    assert isinstance(saved, SaveComparison)
    assert (saved.comparison.story, saved.comparison.articles, saved.made_by) == (7, (7,), KEYS["compare"])
    busy = replace(tools(), enricher=InlineProcessor(OutOfTime("busy")))
    with pytest.raises(OutOfTime):
        run(compare, REPORTS, busy)


def test_a_model_that_is_not_installed_costs_its_part_alone() -> None:
    def missing() -> Embedder | None:
        raise ImportError("no such package")

    assert compared(REPORTS, Models(embedder=missing)) == compared(REPORTS, Models())
