"""The status page: what the archive holds, what waits, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.ports import FeedHealth
from octavo.serve.house import Here

router = APIRouter()

_WIDTH, _HEIGHT = 560, 120
"""Of the chart, in its own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day in the chart."""

    day: str
    """2026-11-21."""
    articles: int
    x: float
    y: float
    width: float
    height: float


@router.get("/status")
def status(request: Request, house: Here) -> HTMLResponse:
    """Facts of the store, the stages' backlog, errors by kind, articles by day, pages that were no articles."""
    now = house.clock()
    facts = house.store.status(now)
    return house.pages.answer(
        request,
        "status.html",
        facts=facts,
        bars=bars_of(facts.by_day),
        chart=(_WIDTH, _HEIGHT),
        backlog=house.store.backlog(now),
        errors=errors_of(house.store.health(now)),
        quarantined=house.store.quarantined(20),
        no_articles=house.store.not_articles(20),
        more={**facts.extra, **house.doors.facts},
        trouble=house.doors.trouble(),
    )


def bars_of(days: Sequence[tuple[str, int]]) -> list[Bar]:
    """The days as bars side by side, the highest as high as the chart."""
    most = max((articles for _, articles in days), default=0) or 1
    step = _WIDTH / max(1, len(days))
    bars = []
    for index, (day, articles) in enumerate(days):
        height = round(articles / most * _HEIGHT, 1)
        bars.append(Bar(day, articles, round(index * step + 2, 1), _HEIGHT - height, round(step - 4, 1), height))
    return bars


def errors_of(healths: Iterable[FeedHealth]) -> list[tuple[str, int]]:
    """What feeds fail of, most first."""
    errors = Counter(health.stored.state.error for health in healths if health.stored.state.error)
    return errors.most_common(20)
