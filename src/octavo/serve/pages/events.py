"""News for a page that is open: one server-sent event each time that there is more of it (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from octavo.serve.house import Here, House
from octavo.serve.live import MOST, Live, Wanted, count
from octavo.serve.reader import Who
from octavo.serve.shelf import muted_among
from octavo.serve.voice import Voice

router = APIRouter()

_CONNECTIONS = 2000
"""At once, of one process; more are told to come back later."""
_HEARTBEAT = 20.0
"""Seconds after which something is sent in any case: proxies close what is silent for a minute."""
_LONGEST = timedelta(minutes=15)
"""Then the browser connects anew: who is signed out meanwhile gets nothing more of theirs."""
_AGAIN = 10_000
"""Milliseconds after which a browser tries again."""
_LANGUAGES = 20
_HEADERS = {"Cache-Control": "private, no-store, no-transform", "X-Accel-Buffering": "no"}
"""Nothing on the way may keep or gather it (nginx's own word for that is the second)."""


def live_path(request: Request, house: House, wanted: Wanted) -> str:
    """Where a page hears of news of what it shows, from now on."""
    asked = {
        "in": house.pages.voice(request).code,
        "since": str(int(house.clock().timestamp() * 1000)),
        "of": "stories" if wanted.of == "stories" else "",
        "lang": ",".join(wanted.languages),
        "category": wanted.category,
        "publisher": wanted.publisher,
        "topic": wanted.topic,
        "story": str(wanted.story or ""),
        "media": wanted.media,
    }
    return f"/events?{urlencode({name: value for name, value in asked.items() if value}, safe=',')}"


@router.get("/events")
async def events(request: Request, house: Here, who: Who, since: int, last: str = "") -> Response:
    """A stream of events `news`, each with the line to show. Its id is since when, and how many the line counts: a
    browser that comes back with it, by `Last-Event-ID` or `last`, hears only of more."""
    live: Live = request.app.state.live
    if live.closed or live.listeners >= _CONNECTIONS:
        raise HTTPException(503, headers={"Retry-After": "60"})
    told = re.fullmatch(r"(\d{1,14})\.(\d{1,4})", request.headers.get("last-event-id") or last, re.ASCII)
    began = int(told[1]) if told else since
    if not 0 <= began < 1 << 43:  # the year 2248, in milliseconds
        raise HTTPException(400)
    request.state.streams = True
    lines = _lines(request, house, live, _moment(began), int(told[2]) if told else 0)
    return StreamingResponse(lines, headers=_HEADERS, media_type="text/event-stream")


async def _lines(request: Request, house: House, live: Live, since: datetime, told: int) -> AsyncIterator[str]:
    voices = house.pages.voices
    voice = voices.by_code.get(request.query_params.get("in", ""), voices.default)
    wanted, ends = _wanted(request), house.clock() + _LONGEST
    live.watch()
    try:
        yield f"retry: {_AGAIN}\n\n"
        while not live.closed and house.clock() < ends:
            arrivals = live.arrivals(since, wanted)
            found = await run_in_threadpool(count, arrivals, wanted, lambda cards: muted_among(request, house, cards))
            if found > told:
                told = found
                mark = f"{int(since.timestamp() * 1000)}.{found}"
                yield f"id: {mark}\nevent: news\ndata: {line(voice, wanted, found)}\n\n"
            if not await live.next_news(_HEARTBEAT):
                yield ": still here\n\n"
    finally:
        live.leave()


def line(voice: Voice, wanted: Wanted, number: int) -> str:
    """What a page says."""
    if number >= MOST:
        return voice._("Much is new here")
    if wanted.story:
        return voice.count("%(n)s new report", "%(n)s new reports", number)
    if wanted.of == "stories":
        return voice.count("News in %(n)s story", "News in %(n)s stories", number)
    return voice.count("%(n)s new article", "%(n)s new articles", number)


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    story = asked.get("story", "")
    return Wanted(
        of="stories" if asked.get("of") == "stories" else "articles",
        languages=tuple(code for code in asked.get("lang", "").split(",")[:_LANGUAGES] if code),
        category=asked.get("category", ""),
        publisher=asked.get("publisher", ""),
        topic=asked.get("topic", ""),
        story=int(story) if re.fullmatch(r"\d{1,18}", story, re.ASCII) else 0,
        media=asked.get("media", ""),
    )


def _moment(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
