"""Adding sources: by any address, by an edition, by OPML."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.news.errors import AddressError, NotFound, ParseError
from octavo.news.sources import CATEGORIES
from octavo.serve.choice import browser_languages
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, Id
from octavo.serve.reader import FOR_ADMINISTRATORS
from octavo.text.addresses import guess_url

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_LOOK_AGAIN = 2
"""Seconds after which the page of a search that still runs is loaded again."""


@router.post("/sources/add")
def add(request: Request, house: Here, form: Form) -> Response:
    """Look behind an address."""
    typed = text_of(form, "address")
    try:
        address = guess_url(typed)
    except AddressError as error:
        return house.pages.answer(
            request, "found.html", status=400, address=typed[:200], state="failed", error=str(error), candidates=()
        )
    discovery = house.store.discover(address, house.doors.discover, house.clock())
    return RedirectResponse(f"/sources/found/{discovery}", 303)


@router.get("/sources/found/{discovery}")
def found(discovery: Id, request: Request, house: Here) -> HTMLResponse:
    """What was found behind an address, to choose from."""
    looked = house.store.discovery(discovery)
    response = house.pages.answer(
        request,
        "found.html",
        address=looked.address,
        state=looked.state,
        error=looked.error,
        candidates=looked.candidates,
        discovery=looked.id,
    )
    if looked.state == "waiting":
        response.headers["Refresh"] = str(_LOOK_AGAIN)
    return response


@router.post("/sources/found/{discovery}")
def subscribe(discovery: Id, house: Here, form: Form) -> RedirectResponse:
    """Subscribe to the chosen ones of what was found."""
    chosen = set(form.getlist("feed"))
    candidates = [one for one in house.store.discovery(discovery).candidates if one.url in chosen]
    category = next((name for name in CATEGORIES if name == text_of(form, "category")), None)
    added = house.doors.add_candidates(candidates, category) if candidates else ()
    return RedirectResponse(f"/sources?done=added&n={len(added)}", 303)


@router.get("/sources/editions")
def editions(request: Request, house: Here) -> HTMLResponse:
    """The starter editions."""
    found = house.doors.editions_for(browser_languages(request))
    return house.pages.answer(request, "editions.html", editions=found, names=house.doors.names())


@router.post("/sources/editions")
def add_edition(house: Here, form: Form) -> RedirectResponse:
    """Subscribe to an edition; the sample newsroom goes where the reader wants so."""
    wanted = text_of(form, "edition")
    if all(edition.id != wanted for edition in house.doors.editions):
        raise NotFound("there is no such edition", subject=wanted[:80])
    added = house.doors.add_edition(wanted)
    if text_of(form, "sample") == "remove":
        house.doors.remove_sample()
    return RedirectResponse(f"/sources?done=added&n={len(added)}", 303)


@router.post("/sources/opml")
def upload(request: Request, house: Here, form: Form) -> Response:
    """Subscribe to the feeds of an OPML file."""
    file = form.get("file")
    content = file.file.read() if isinstance(file, UploadFile) else b""
    try:
        feeds, skipped = house.doors.read_opml(content)
    except ParseError as error:
        return house.pages.answer(
            request,
            "error.html",
            status=400,
            title=house.pages.voice(request)._("This file is no list of feeds"),
            text=str(error),
            advice=error.advice,
        )
    added = house.doors.add_feeds(feeds)
    if skipped:
        return house.pages.answer(request, "imported.html", added=len(added), skipped=skipped)
    return RedirectResponse(f"/sources?done=imported&n={len(added)}", 303)


@router.get("/sources/octavo.opml")
def download(house: Here) -> Response:
    """All feeds, as an OPML file."""
    body = house.doors.write_opml([stored.feed for stored in house.store.feeds()], house.store.publishers())
    return Response(
        body, media_type="text/x-opml", headers={"Content-Disposition": 'attachment; filename="octavo.opml"'}
    )
