"""The front page: what is new, in an order of importance, with an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.articles import Card
from octavo.news.sources import Category
from octavo.ports import CardFilter
from octavo.serve.choice import browser_languages, choose_languages
from octavo.serve.frontpage import lay_out
from octavo.serve.house import Here, House
from octavo.serve.voice import Voice

router = APIRouter()

_WINDOWS = (timedelta(hours=36), timedelta(days=4), timedelta(days=14), timedelta(days=3650))
_ENOUGH = 24
"""Cards for which the shortest window that has them is taken: a page of news, not of history, and not a thin one."""
_OFFERED = 12
"""Editions offered at the first start, before the link to all."""
_TRENDS = 8
"""Topics named at the top."""
_PER_CATEGORY = 6
"""Cards asked for; what a section then holds is the layout's to decide."""


@router.get("/")
def front(request: Request, house: Here) -> HTMLResponse:
    """The front page."""
    now = house.clock()
    languages = house.store.languages()
    choice = choose_languages(request, languages)
    news = _news(house, CardFilter(languages=choice.languages), now)
    page = lay_out(news, now)
    voice = house.pages.voice(request)
    if page.lead is None:
        return _empty(request, house, bool(languages))
    return house.pages.answer(
        request,
        "front.html",
        front=page,
        trends=house.trending.now(now, _TRENDS),
        choice=choice,
        languages=languages,
        ending=_ending(page.oldest, now, voice) if page.oldest else "",
    )


def _news(house: House, wanted: CardFilter, now: datetime) -> Mapping[Category, Sequence[Card]]:
    """The newest of each category, from as short a time as fills a page."""
    news: Mapping[Category, Sequence[Card]] = {}
    for window in _WINDOWS:
        news = house.store.front(wanted, _PER_CATEGORY, now - window)
        if sum(len(cards) for cards in news.values()) >= _ENOUGH:
            break
    return news


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
