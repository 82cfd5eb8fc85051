"""A publisher: who it is, and its articles, newest first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.addresses import PublisherId
from octavo.ports import CardFilter
from octavo.serve import links
from octavo.serve.house import Here
from octavo.serve.lists import TAGS, one_page
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.shelf import for_reader, standing

router = APIRouter()


@router.get("/publisher/{host}")
def publisher(host: str, request: Request, house: Here, older: str = "") -> HTMLResponse:
    """One page of the list; `older` is where it goes on."""
    found = house.store.publisher(PublisherId(host))
    listing = one_page(house.store, CardFilter(publisher=found.id), links.read_cursor(older))
    return house.pages.answer(
        request,
        "publisher.html",
        publisher=found,
        listing=for_reader(request, house, listing, ("publisher", found.id)),
        standing=standing(request, house, "publisher", found.id),
        live=live_path(request, house, Wanted(publisher=found.id)),
        tags=house.store.tags(listing.articles(), TAGS),
    )
