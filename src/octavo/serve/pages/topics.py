"""All topics: what is in the news more than usual, and a way to find any."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve.chart import bars_of
from octavo.serve.house import Here

router = APIRouter()

_SHOWN = 30
_SPARK = (112.0, 20.0, 1.0)


@router.get("/topics")
def topics(request: Request, house: Here, name: str = "") -> HTMLResponse:
    """The trends; with a `name`, the topics called so."""
    found = house.store.find_topics(name, _SHOWN) if name.strip() else []
    listed = [] if name.strip() else house.trending.now(house.clock())
    return house.pages.answer(
        request,
        "topics.html",
        name=name,
        found=found,
        trends=[
            (trend, bars_of([*((day.day, day.articles) for day in trend.days), ("", trend.now)], *_SPARK))
            for trend in listed
        ],
        spark=_SPARK,
        edits=house.store.topic_edits(limit=1),
    )
