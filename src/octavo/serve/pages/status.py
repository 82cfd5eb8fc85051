"""The status page: what the archive holds, what waits, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.ports import FeedHealth
from octavo.serve.chart import bars_of
from octavo.serve.house import Here
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_WIDTH, _HEIGHT, _GAP = 560, 120, 4
"""Of the chart, in its own units."""


@router.get("/status")
def status(request: Request, house: Here) -> HTMLResponse:
    """Facts of the store, the stages' backlog, errors by kind, articles by day, pages that were no articles."""
    now = house.clock()
    facts = house.store.status(now)
    return house.pages.answer(
        request,
        "status.html",
        facts=facts,
        bars=bars_of(facts.by_day, _WIDTH, _HEIGHT, _GAP),
        chart=(_WIDTH, _HEIGHT),
        backlog=house.store.backlog(now),
        errors=errors_of(house.store.health(now)),
        quarantined=house.store.quarantined(20),
        no_articles=house.store.not_articles(20),
        more={**facts.extra, **house.doors.facts},
        trouble=house.doors.trouble(),
        vectors_wait=house.doors.vectors_wait(),
    )


def errors_of(healths: Iterable[FeedHealth]) -> list[tuple[str, int]]:
    """What feeds fail of, most first."""
    errors = Counter(health.stored.state.error for health in healths if health.stored.state.error)
    return errors.most_common(20)
