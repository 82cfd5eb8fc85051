"""How pages look and behave: text size, width, letters, spacing, paper, contrast, motion; and what keys do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve.house import Here
from octavo.serve.links import local_path
from octavo.serve.reading import SETTINGS, chosen

router = APIRouter()


@router.get("/reading")
def reading(request: Request, house: Here, next: str = "/reading") -> HTMLResponse:
    """The settings, and a text to see them on; `next` is where to go on to."""
    return house.pages.answer(request, "reading.html", settings=SETTINGS, chosen=chosen(request), next=local_path(next))


@router.get("/keys")
def keys(request: Request, house: Here) -> HTMLResponse:
    """The keys, as a page; scripts show the same over the page one is on."""
    return house.pages.answer(request, "keys.html")
