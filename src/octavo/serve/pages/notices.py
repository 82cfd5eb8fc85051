"""What a reader was told of."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import personal
from octavo.serve.tidings import tiding

router = APIRouter()

_PAGE = 40


@router.get("/notices")
def notices(request: Request, house: Here, reader: SignedIn, older: str = "") -> HTMLResponse:
    """One page of them, newest first; `older` is the number before which it goes on."""
    personal(request)
    now, voice = house.clock(), house.pages.voice(request)
    found = house.store.notices(reader.id, _PAGE + 1, number_in(older) or None)
    told = [tiding(voice, one) for one in found[:_PAGE]]
    days = [(day, list(of_day)) for day, of_day in groupby(told, key=lambda one: voice.day(one.at, now))]
    return house.pages.answer(
        request,
        "notices.html",
        days=days,
        waiting=any(one.new for one in told),
        newest=told[0].id if told else 0,
        further=told[-1].id if len(found) > _PAGE else 0,
        first=not older,
        stopped=[one for one in house.store.channel_health(reader.id).values() if one.stopped],
        follows=bool(told) or bool(house.store.follows(reader.id)),
    )


@router.post("/notices/read")
def read(house: Here, reader: SignedIn, form: Form) -> Response:
    """Mark those up to `upto` as read: what came while the page lay open stays new."""
    house.store.read_notices(reader.id, number_in(text_of(form, "upto")), house.clock())
    return RedirectResponse("/notices", 303)
