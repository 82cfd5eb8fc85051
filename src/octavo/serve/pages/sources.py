"""The sources page: every feed's health, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.news.addresses import FeedId
from octavo.news.sources import CATEGORIES, Category
from octavo.ports import FeedHealth
from octavo.serve.conditions import CONDITIONS, Condition, condition_of
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House, Id
from octavo.serve.links import local_path
from octavo.serve.reader import FOR_ADMINISTRATORS, Administrator

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_PAGE = 40
"""Feeds on one page: under 60 KB."""
_NAMED = 5
"""Feeds that the audit log names, of many that something was done with."""


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
        every=CATEGORIES,
        done=done,
        n=n,
    )


@router.get("/sources/{feed}")
def one_source(feed: Id, request: Request, house: Here, done: str = "") -> HTMLResponse:
    """One feed: all that is known of it."""
    line = _line(house, feed)
    return house.pages.answer(
        request, "source.html", line=line, feed=line.health.stored, every=CATEGORIES, done=done, n=1
    )  # fmt: skip


@router.post("/sources/act")
def act(request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Poll, pause or resume a feed or all that are marked, file these, ask before removing them, or try a given-up job
    again: whichever button was pressed."""
    feeds = _marked(form)
    if text_of(form, "all") == "remove" and feeds:
        lines = [_line(house, feed) for feed in feeds]
        return house.pages.answer(request, "sources_remove.html", lines=lines)
    done, number, what = _acted(house, form, feeds)
    if done != "nothing":
        house.store.audit(by.id, f"sources-{done}", what, "" if number == 1 else str(number), house.clock())
    return _said(text_of(form, "next"), done, number)


def _acted(house: House, form: FormData, marked: list[FeedId]) -> tuple[str, int, str]:
    """What was done, to how many, and to what."""
    now, store, poll = house.clock(), house.store, house.doors.poll
    for button in ("poll", "pause", "resume"):
        if feed := number_in(text_of(form, button)):
            return _done_with([FeedId(feed)], house, button)
    if retry := text_of(form, "retry"):
        stage, _, subject = retry.partition(" ")
        return "retried", int(store.requeue(stage, number_in(subject), now)), retry
    match text_of(form, "all"):
        case "poll" | "pause" | "resume" as button if marked:
            return _done_with(marked, house, button)
        case "file" if marked:
            return _filed(house, marked, form)
        case "":
            return "polled", store.poll_now(None, poll, now), ""
    return "nothing", 0, ""


def _done_with(feeds: list[FeedId], house: House, button: str) -> tuple[str, int, str]:
    now, store, poll = house.clock(), house.store, house.doors.poll
    what = ", ".join(store.feed_health(feed, now).stored.feed.url for feed in feeds[:_NAMED])
    if button == "poll":
        return "polled", store.poll_now(feeds, poll, now), what
    for feed in feeds:
        store.pause(feed, button == "pause", poll, now)
    return f"{button}d", len(feeds), what


def _filed(house: House, feeds: list[FeedId], form: FormData) -> tuple[str, int, str]:
    """Give feeds a category, a folder, or both: what is left empty stays as it is."""
    category = next((one for one in CATEGORIES if one == text_of(form, "category")), None)
    folder = folder_of(text_of(form, "folder"))
    for feed in feeds:
        known = house.store.feed_health(feed, house.clock()).stored.feed
        house.store.change_feed(
            feed, title=known.title, category=category or known.category, folder=folder or known.folder
        )  # fmt: skip
    return "filed", len(feeds), " / ".join((*folder, *([category] if category else [])))


@router.post("/sources/remove")
def remove_marked(house: Here, by: Administrator, form: Form) -> RedirectResponse:
    """Unsubscribe from all that were marked; with their articles where the form says so."""
    feeds, now = _marked(form), house.clock()
    what = ", ".join(house.store.feed_health(feed, now).stored.feed.url for feed in feeds[:_NAMED])
    number = house.store.remove(feeds, articles=text_of(form, "articles") == "remove")
    house.store.audit(by.id, "sources-removed", what, str(number), now)
    return _said("/sources", "removed", number)


@router.post("/sources/sample/remove")
def remove_sample(house: Here, by: Administrator, form: Form) -> RedirectResponse:
    """Take the sample newsroom away."""
    number = house.doors.remove_sample()
    house.store.audit(by.id, "sources-removed", "the sample newsroom", str(number), house.clock())
    return _said("/sources", "sample", number)


@router.post("/sources/{feed}")
def change(feed: Id, house: Here, by: Administrator, form: Form) -> RedirectResponse:
    """What a feed is called, what it is about, and where it is filed."""
    url = _line(house, feed).health.stored.feed.url
    category: Category | Literal[""] = next((one for one in CATEGORIES if one == text_of(form, "category")), "")
    title, folder = " ".join(text_of(form, "title").split())[:200], folder_of(text_of(form, "folder"))
    house.store.change_feed(FeedId(feed), title=title, category=category, folder=folder)
    house.store.audit(by.id, "sources-filed", url, " / ".join((title, category, *folder)), house.clock())
    return RedirectResponse(f"/sources/{feed}?done=changed", 303)


@router.post("/sources/{feed}/remove")
def remove(feed: Id, house: Here, by: Administrator, form: Form) -> RedirectResponse:
    """Unsubscribe from a feed; with its articles where the form says so."""
    url = _line(house, feed).health.stored.feed.url
    with_articles = text_of(form, "articles") == "remove"
    house.store.remove([FeedId(feed)], articles=with_articles)
    house.store.audit(by.id, "sources-removed", url, "with its articles" if with_articles else "", house.clock())
    return _said("/sources", "removed", 1)


def folder_of(text: str) -> tuple[str, ...]:
    """A folder as it is written, `Sport / Football`, outermost first."""
    return tuple(part[:80] for one in text.split("/")[:5] if (part := " ".join(one.split())))


def lines_of(healths: Iterable[FeedHealth]) -> list[Line]:
    """Feeds with their condition, those that need somebody first, then by name."""
    lines = [Line(health, condition_of(health)) for health in healths]
    lines.sort(key=lambda line: (CONDITIONS.index(line.condition), line.health.publisher.name.casefold()))
    return lines


def _marked(form: FormData) -> list[FeedId]:
    numbers = (number_in(one) for one in form.getlist("feed") if isinstance(one, str))
    return [FeedId(number) for number in dict.fromkeys(numbers) if number]


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
