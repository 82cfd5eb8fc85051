"""The front page: what is new, in an order of importance, with an end."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve.choice import browser_languages, nearest
from octavo.serve.editions import edition_of
from octavo.serve.frontpage import lay_out
from octavo.serve.house import Here, House
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.shelf import leads_saved, looks, stories_for_reader, trends_for_reader
from octavo.serve.voice import Voice

router = APIRouter()

_OFFERED = 12
"""Editions offered at the first start, before the link to all."""
_TRENDS = 8
"""Topics named at the top."""


@router.get("/")
def front(request: Request, house: Here) -> HTMLResponse:
    """The front page."""
    now = house.clock()
    languages = house.store.languages()
    choice = edition_of(request, house)
    stories, hidden = stories_for_reader(request, house, house.ranking.now(choice.stories(), now))
    page = lay_out([one for one in stories if choice.shows(one.card.category)])
    voice = house.pages.voice(request)
    if page.lead is None and not hidden:
        return _empty(request, house, bool(languages))
    return house.pages.answer(
        request,
        "front.html",
        front=page,
        saved=leads_saved(request, house, page.stories()),
        hidden=hidden,
        showing=looks(request),
        trends=trends_for_reader(request, house, choice.languages, _TRENDS),
        choice=choice,
        languages=languages,
        places=nearest(request, choice.places),
        ending=_ending(page.oldest, now, voice) if page.oldest else "",
        live=live_path(request, house, Wanted("stories", choice.languages)),
    )


def _empty(request: Request, house: House, elsewhere: bool) -> HTMLResponse:
    """No news to show: none in these languages, none yet, or no feeds at all."""
    feeds = house.store.feeds()
    editions = house.doors.editions_for(browser_languages(request))
    response = house.pages.answer(
        request,
        "front_empty.html",
        elsewhere=elsewhere,
        feeds=len(feeds),
        editions=editions[:_OFFERED],
        more=len(editions) > _OFFERED,
        names=house.doors.names(),
    )
    if feeds and not elsewhere:
        response.headers["Refresh"] = "5"
    return response


def _ending(oldest: datetime, now: datetime, voice: Voice) -> str:
    """The page's last line: since when this is the news."""
    _ = voice._
    then = oldest.astimezone(UTC)
    days = (now.astimezone(UTC).date() - then.date()).days
    if days <= 0:
        return _("That is today’s news.")
    if days == 1:
        return (
            _("That is the news since yesterday morning.") if then.hour < 12
            else _("That is the news since yesterday afternoon.") if then.hour < 18
            else _("That is the news since yesterday evening.")
        )  # fmt: skip
    return _("That is the news since %(day)s.") % {"day": voice.day(then, now)}
