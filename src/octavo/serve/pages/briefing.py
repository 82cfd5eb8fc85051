"""The briefing: a day's news that ends; as a page of today's or of a day before, and as a feed of the days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from octavo.news.briefings import Briefing
from octavo.serve.atom import AtomEntry, AtomFeed, answer
from octavo.serve.briefings import over, read_day
from octavo.serve.choice import EVERY, Choice
from octavo.serve.editions import edition_of
from octavo.serve.house import Here, House
from octavo.serve.shelf import looks, mutes_of
from octavo.serve.voice import Voice
from octavo.stories.wrap_up import minutes

router = APIRouter()

_DAY = timedelta(days=1)
_IN_FEED = 7
"""Days in the feed: a reader that looks once a week misses none."""


@router.get("/briefing")
def briefing(request: Request, house: Here) -> HTMLResponse:
    """Today's, of the last 24 hours."""
    return _page(request, house, house.clock().astimezone(UTC).date())


@router.get("/briefing.xml")
def feed(request: Request, house: Here) -> Response:
    """The days that are over, newest first, an entry each: its content is whole, and does not change any more."""
    now = house.clock()
    choice = edition_of(request, house)
    voice = house.pages.voice(request)
    asked = _asked(choice)
    site = str(request.base_url)
    today = now.astimezone(UTC).date()
    days = [today - number * _DAY for number in range(1, _IN_FEED + 1)]
    mutes = mutes_of(request, house)
    told = [one for day in days if (one := house.briefings.of(day, choice.cards(), now, mutes)).top]
    entries = [_entry(house, voice, one, site, asked) for one in told]
    updated = max((one.updated for one in entries), default=_ended(days[-1]))
    own = urljoin(site, f"/briefing.xml{asked}")
    page = urljoin(site, f"/briefing{asked}")
    return answer(request, AtomFeed(own, voice._("The briefing"), page, own, voice.code, updated, entries))


@router.get("/briefing/{day}")
def briefing_of(day: str, request: Request, house: Here) -> HTMLResponse:
    """A day's, which stays the same once the day is over."""
    return _page(request, house, read_day(day))


def _page(request: Request, house: House, day: date) -> HTMLResponse:
    now = house.clock()
    languages = house.store.languages()
    choice = edition_of(request, house)
    found = house.briefings.of(day, choice.cards(), now, mutes_of(request, house))
    asked = _asked(choice)
    return house.pages.answer(
        request,
        "briefing.html",
        briefing=found,
        ended=over(day, now),
        length=_length(found, house.pages.voice(request)),
        long_minutes=minutes(found.long_read.words) if found.long_read else 0,
        before=day - _DAY,
        after=day + _DAY if over(day, now) else None,
        asked=asked if choice.made_by == "address" else "",
        feed=f"/briefing.xml{asked}",
        here=request.scope["path"],
        showing=looks(request),
        choice=choice,
        languages=languages,
    )


def _entry(house: House, voice: Voice, briefing: Briefing, site: str, asked: str) -> AtomEntry:
    """The address of a day's page is its id: both stay."""
    link = urljoin(site, f"/briefing/{briefing.day}{asked}")
    html = house.pages.part(
        voice,
        "briefing_entry.html",
        briefing=briefing,
        length=_length(briefing, voice),
        long_minutes=minutes(briefing.long_read.words) if briefing.long_read else 0,
        site=site.rstrip("/"),
    )
    title = voice._("The briefing of %(day)s") % {"day": voice.date(briefing.since)}
    return AtomEntry(link, title, link, _ended(briefing.day), html)


def _ended(day: date) -> datetime:
    return datetime.combine(day + _DAY, time(), UTC)


def _asked(choice: Choice) -> str:
    """What of an address names its edition."""
    return choice.query(",".join(choice.languages) or EVERY, ",".join(choice.countries) or None)


def _length(briefing: Briefing, voice: Voice) -> tuple[str, str]:
    """`7 stories`, `4 minutes`."""
    return (
        voice.count("%(n)s story", "%(n)s stories", briefing.stories),
        voice.count("%(n)s minute", "%(n)s minutes", minutes(briefing.words)),
    )
