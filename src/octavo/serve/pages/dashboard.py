"""The dashboard: how the place runs, for whoever runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.ports import FeedHealth
from octavo.serve import dashboard as layout
from octavo.serve.chart import bars_of
from octavo.serve.conditions import CONDITIONS, condition_of
from octavo.serve.house import Here
from octavo.serve.pages import plain
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_WIDTH, _HEIGHT, _GAP = 560, 120, 4
"""Of the chart of articles, in its own units."""
PERIODS = (7, 30, 90)
"""Days that can be looked back on."""
_MOST = 12
_TRENDS = 8


@router.get("/dashboard")
def dashboard(request: Request, house: Here, days: int = 30) -> HTMLResponse:
    """Articles, work, feeds, failures, storage, topics, readers, comments: each as a plot with its numbers."""
    days = days if days in PERIODS else PERIODS[1]
    now, store, voice = house.clock(), house.store, house.pages.voice(request)
    told = store.running(now, days, layout.HOURS, _MOST)
    dates = [day.isoformat() for day in told.days]
    healths = store.health(now)
    backlog = store.backlog(now)
    conditions = Counter(condition_of(one) for one in healths)
    sizes = [(day, number or 0) for day, number in zip(dates, told.bytes, strict=True)]
    names = {str(one.publisher.id): one.publisher.name for one in healths}
    return house.pages.answer(
        request,
        "dashboard.html",
        facts=store.status(now),
        silent=house.doors.works and plain.is_silent(house),
        told=told,
        dates=dates,
        days=days,
        periods=PERIODS,
        bars=bars_of(list(zip(dates, told.articles, strict=True)), _WIDTH, _HEIGHT, _GAP),
        chart=(_WIDTH, _HEIGHT),
        languages=layout.rows_of(
            told.languages, dates, {one.key: voice.language(one.key) for one in told.languages}, ""
        ),
        publishers=layout.rows_of(told.publishers, dates, names, "/publisher/"),
        stages=layout.stage_rows(told.work, backlog, now, voice),
        due=sum(one[0] for one in backlog.values()),
        conditions={one: conditions[one] for one in CONDITIONS},
        errors=errors_of(healths),
        faults=[(one, layout.spark(dates, one.days)) for one in told.faults],
        sizes=bars_of(sizes, *layout.SPARK, 1) if any(told.bytes) else (),
        here=layout.spark(dates, told.attendance.days),
        trends=[
            (one, layout.spark([day.day for day in one.days[-30:]], [day.articles for day in one.days[-30:]]))
            for one in house.trending.now(now, _TRENDS)
        ],
        queue=store.queue_lengths(),
        no_articles=store.not_articles(20),
        more=house.doors.facts,
        trouble=house.doors.trouble(),
        vectors_wait=house.doors.vectors_wait(),
        layout=layout,
        spark=layout.SPARK,
    )


def errors_of(healths: Iterable[FeedHealth]) -> list[tuple[str, int]]:
    """What feeds fail of just now, most first."""
    errors = Counter(health.stored.state.error for health in healths if health.stored.state.error)
    return errors.most_common(20)
