"""The sources page: every feed's health, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from octavo.news.addresses import FeedId
from octavo.ports import FeedHealth
from octavo.serve.conditions import CONDITIONS, Condition, condition_of
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House, Id
from octavo.serve.links import local_path
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_PAGE = 40
"""Feeds on one page: under 60 KB."""


@dataclass(frozen=True, slots=True)
class Line:
    """One feed on the page."""

    health: FeedHealth
    condition: Condition


@router.get("/sources")
def sources(
    request: Request, house: Here, show: str = "", q: str = "", page: int = 1, done: str = "", n: int = 0
) -> HTMLResponse:
    """Every feed, or those in one condition or with a name; `done` and `n` say what a form just did."""
    lines = lines_of(house.store.health(house.clock()))
    counts = {condition: sum(line.condition == condition for line in lines) for condition in CONDITIONS}
    wanted = [line for line in lines if (not show or line.condition == show) and _named(line, q)]
    page = max(1, min(page, -(-len(wanted) // _PAGE)))
    return house.pages.answer(
        request,
        "sources.html",
        lines=wanted[(page - 1) * _PAGE : page * _PAGE],
        total=len(wanted),
        all=len(lines),
        counts=counts,
        show=show,
        name=q,
        page=page,
        pages=-(-len(wanted) // _PAGE),
        quarantined=house.store.quarantined(20),
        editions=len(house.doors.editions),
        done=done,
        n=n,
    )


@router.get("/sources/{feed}")
def one_source(feed: Id, request: Request, house: Here) -> HTMLResponse:
    """One feed: all that is known of it."""
    line = _line(house, feed)
    return house.pages.answer(request, "source.html", line=line, feed=line.health.stored)


@router.post("/sources/act")
def act(house: Here, form: Form) -> RedirectResponse:
    """Poll, pause, resume a feed, or try a given-up job again: whichever button was pressed."""
    now, store, poll = house.clock(), house.store, house.doors.poll
    number = 1
    if feed := number_in(text_of(form, "poll")):
        done, number = "polled", store.poll_now([FeedId(feed)], poll, now)
    elif feed := number_in(text_of(form, "pause")):
        done = "paused"
        store.pause(FeedId(feed), True, poll, now)
    elif feed := number_in(text_of(form, "resume")):
        done = "resumed"
        store.pause(FeedId(feed), False, poll, now)
    elif retry := text_of(form, "retry"):
        stage, _, subject = retry.partition(" ")
        done, number = "retried", int(store.requeue(stage, number_in(subject), now))
    else:
        done, number = "polled", store.poll_now(None, poll, now)
    return _said(text_of(form, "next"), done, number)


@router.post("/sources/sample/remove")
def remove_sample(house: Here, form: Form) -> RedirectResponse:
    """Take the sample newsroom away."""
    number = house.doors.remove_sample()
    return _said("/sources", "sample", number)


@router.post("/sources/{feed}/remove")
def remove(feed: Id, house: Here, form: Form) -> RedirectResponse:
    """Unsubscribe from a feed; with its articles where the form says so."""
    _line(house, feed)
    house.store.remove([FeedId(feed)], articles=text_of(form, "articles") == "remove")
    return _said("/sources", "removed", 1)


def lines_of(healths: Iterable[FeedHealth]) -> list[Line]:
    """Feeds with their condition, those that need somebody first, then by name."""
    lines = [Line(health, condition_of(health)) for health in healths]
    lines.sort(key=lambda line: (CONDITIONS.index(line.condition), line.health.publisher.name.casefold()))
    return lines


def _line(house: House, feed: int) -> Line:
    health = house.store.feed_health(FeedId(feed), house.clock())
    return Line(health, condition_of(health))


def _named(line: Line, text: str) -> bool:
    health = line.health
    names = (health.publisher.name, health.stored.feed.title, health.stored.feed.url)
    return any(text.strip().casefold() in name.casefold() for name in names)


def _said(path: str, done: str, number: int) -> RedirectResponse:
    target = local_path(path).partition("?")[0]
    return RedirectResponse(f"{target if target.startswith('/sources') else '/sources'}?done={done}&n={number}", 303)
