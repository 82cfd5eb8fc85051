"""Stages weave and compare: from an article to its story, and from a story to what its sources say."""

from __future__ import annotations

from datetime import datetime, timedelta

from octavo.news.comparison import Comparison, Reports
from octavo.news.jobs import Intents, NotWoven, SaveComparison, SaveWoven
from octavo.news.stories import Unwoven
from octavo.ports import Models, Tools
from octavo.stories import comparing

QUIET = timedelta(seconds=20)
"""From an article's coming to its story's comparing: others of the same minute are compared with it."""


async def weave(unwoven: Unwoven, tools: Tools, now: datetime) -> Intents:
    """Which story it belongs to, and whose text it is."""
    if tools.loom is None:
        return (_not_woven(unwoven, tools),)
    sketch, woven = await tools.loom.weave(unwoven)
    return (SaveWoven(sketch, woven, tools.next["weave"], tools.next["index"], tools.next["compare"], now + QUIET),)


def weave_given_up(unwoven: Unwoven, reason: str, tools: Tools, now: datetime) -> Intents:
    """It stands alone, and is found by its words all the same."""
    return (_not_woven(unwoven, tools),)


def _not_woven(unwoven: Unwoven, tools: Tools) -> NotWoven:
    return NotWoven(unwoven.stored.card.id, tools.next["weave"], tools.next["index"])


async def compare(reports: Reports, tools: Tools, now: datetime) -> Intents:
    """What its sources say."""
    enricher = tools.enricher or tools.processor
    comparison = await enricher.run(compared, reports, tools.models)
    return (SaveComparison(comparison, tools.next["compare"]),)


def compared(reports: Reports, models: Models) -> Comparison:
    """The comparison, with the vectors of the model that this process has; without, it says what that costs it."""
    try:
        embedder = models.embedder()
    except ImportError:
        embedder = None
    return comparing.compare(reports, embedder)
