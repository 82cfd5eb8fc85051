"""What a reader muted, what that hid of the last days, and more words to mute."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve.house import Here
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import COUNTED, hidden_by, personal

router = APIRouter()

_DAYS = 7


@router.get("/muted")
def muted(request: Request, house: Here, reader: SignedIn) -> HTMLResponse:
    """Each mute with the articles that it hid."""
    personal(request)
    since = house.clock() - timedelta(days=_DAYS)
    mutes = house.store.mutes(reader.id)
    return house.pages.answer(
        request,
        "muted.html",
        mutes=[(one, hidden_by(house, one, since)) for one in mutes if not one.softly],
        softened=[one for one in mutes if one.softly],
        counted=COUNTED,
        days=_DAYS,
    )
