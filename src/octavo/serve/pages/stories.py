"""All stories in their order, and what is growing: topics and stories against their own past."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.sources import CATEGORIES
from octavo.news.stories import Ranked
from octavo.serve.chart import bars_of, hours_of
from octavo.serve.editions import edition_of
from octavo.serve.house import Here
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.shelf import leads_saved, looks, stories_for_reader, trends_for_reader

router = APIRouter()

_PAGE = 20
_MOST = 200
"""Stories listed, of the present: what is further down was not told for a day."""
_GROWING = 12
_LEAST = 3
"""Articles of a story that may be called growing: two may be one dispatch and its copy."""
_TOPICS = 12
SPARK = (112.0, 20.0, 1.0)
_HOURS = 48


@router.get("/stories")
def stories(request: Request, house: Here, category: str = "", page: int = 1) -> HTMLResponse:
    """The stories of the present in their order, each with why; of one category where it is named."""
    languages = house.store.languages()
    choice = edition_of(request, house)
    ranked, hidden = stories_for_reader(request, house, house.ranking.now(choice.stories(), house.clock())[:_MOST])
    known = next((one for one in CATEGORIES if one == category), "")
    shown = [one for one in ranked if not known or one.card.category == known]
    pages = max(1, -(-len(shown) // _PAGE))
    number = min(max(1, page), pages)
    on_page = shown[(number - 1) * _PAGE : number * _PAGE]
    return house.pages.answer(
        request,
        "stories.html",
        live=live_path(request, house, Wanted("stories", choice.languages, known)),
        stories=on_page,
        saved=leads_saved(request, house, on_page),
        total=len(shown),
        hidden=hidden,
        showing=looks(request),
        by_category=Counter(one.card.category for one in ranked),
        chosen=known,
        page=number,
        pages=pages,
        choice=choice,
        languages=languages,
    )


@router.get("/trending")
def trending(request: Request, house: Here) -> HTMLResponse:
    """What is in the news more than it used to be, and the stories that grow fastest."""
    now = house.clock()
    languages = house.store.languages()
    choice = edition_of(request, house)
    ranked, hidden = stories_for_reader(request, house, house.ranking.now(choice.stories(), now))
    return house.pages.answer(
        request,
        "trending.html",
        trends=[
            (trend, bars_of([*((day.day, day.articles) for day in trend.days), ("", trend.now)], *SPARK))
            for trend in trends_for_reader(request, house, choice.languages, _TOPICS)
        ],
        growing=[
            (one, _growth(one), bars_of(hours_of(one.card.hours, now, _HOURS), *SPARK))
            for one in growing(ranked)[:_GROWING]
        ],
        spark=SPARK,
        hidden=hidden,
        showing=looks(request),
        choice=choice,
        languages=languages,
    )


def growing(ranked: list[Ranked]) -> list[Ranked]:
    """The stories that are told faster than over their last day, the fastest growing first."""
    told = [one for one in ranked if one.card.articles >= _LEAST and one.card.publishers > 1 and _growth(one) > 1]
    return sorted(told, key=lambda one: -next(f.value for f in one.factors if f.name == "growth"))


def _growth(ranked: Ranked) -> float:
    """How many times the pace of its last day."""
    return next(factor.counted for factor in ranked.factors if factor.name == "growth")
