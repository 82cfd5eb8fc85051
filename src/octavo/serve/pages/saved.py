"""What a reader saved for later, the last saved first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve import links
from octavo.serve.house import Here
from octavo.serve.lists import PAGE
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import personal

router = APIRouter()


@router.get("/saved")
def saved(request: Request, house: Here, reader: SignedIn, label: str = "", older: str = "") -> HTMLResponse:
    """One page of the list, of one label where it is named; `older` is where it goes on."""
    personal(request)
    found = house.store.saved(reader.id, PAGE + 1, label, links.read_cursor(older))
    shown = found[:PAGE]
    return house.pages.answer(
        request,
        "saved.html",
        saved=shown,
        labels=house.store.labels(reader.id),
        label=label,
        further=links.written((shown[-1].at, shown[-1].card.id)) if len(found) > PAGE else "",
        first=not older,
    )
