"""The dashboard: how the place runs, for whoever runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.ports import FeedHealth
from octavo.serve import dashboard as layout
from octavo.serve.chart import bars_of, skyline_of
from octavo.serve.conditions import CONDITIONS, condition_of
from octavo.serve.house import Here
from octavo.serve.pages import plain
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_WIDTH, _HEIGHT, _GAP = 560, 120, 4
"""Of the chart of articles, in its own units."""
PERIODS = (7, 30, 90)
"""Days that can be looked back on."""
_MOST = 10
_TRENDS = 8


@router.get("/dashboard")
def dashboard(request: Request, house: Here, days: int = 30) -> HTMLResponse:
    """Articles, work, feeds, failures, storage, topics, readers, comments: each as a plot with its numbers."""
    days = days if days in PERIODS else PERIODS[1]
    now, store, voice = house.clock(), house.store, house.pages.voice(request)
    told = store.running(now, days, layout.HOURS, _MOST)
    period = layout.Period(days)
    steps = period.names(told.days)
    healths = store.health(now)
    backlog = store.backlog(now)
    conditions = Counter(condition_of(one) for one in healths)
    dates = [day.isoformat() for day in told.days]
    names = {str(one.publisher.id): one.publisher.name for one in healths}
    return house.pages.answer(
        request,
        "dashboard.html",
        facts=store.status(now),
        silent=house.doors.works and plain.is_silent(house),
        told=told,
        steps=steps,
        period=period,
        days=days,
        periods=PERIODS,
        bars=bars_of(list(zip(steps, period.sums(told.articles), strict=True)), _WIDTH, _HEIGHT, _GAP),
        chart=(_WIDTH, _HEIGHT),
        languages=layout.rows_of(
            told.languages, period, {one.key: voice.language(one.key) for one in told.languages}, ""
        ),
        publishers=layout.rows_of(told.publishers, period, names, "/publisher/"),
        stages=layout.stage_rows(told.work, backlog, now, voice),
        due=sum(one[0] for one in backlog.values()),
        conditions={one: conditions[one] for one in CONDITIONS},
        errors=errors_of(healths),
        faults=[(one, skyline_of(period.sums(one.days))) for one in told.faults],
        sizes=[(day, number) for day, number in zip(dates, told.bytes, strict=True) if number],
        size_line=skyline_of([number or 0 for number in told.bytes]),
        here=list(zip(steps, period.sums(told.attendance.days), strict=True)),
        here_line=skyline_of(period.sums(told.attendance.days)),
        trends=[
            (one, skyline_of([*(day.articles for day in one.days[-30:]), one.now]))
            for one in house.trending.now(now, _TRENDS)
        ],
        queue=store.queue_lengths(),
        no_articles=store.not_articles(20),
        more=house.doors.facts,
        trouble=house.doors.trouble(),
        vectors_wait=house.doors.vectors_wait(),
        layout=layout,
    )


def errors_of(healths: Iterable[FeedHealth]) -> list[tuple[str, int]]:
    """What feeds fail of just now, most first."""
    errors = Counter(health.stored.state.error for health in healths if health.stored.state.error)
    return errors.most_common(20)
