"""A category's articles, newest first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.errors import NotFound
from octavo.news.sources import CATEGORIES
from octavo.serve import links
from octavo.serve.editions import edition_of
from octavo.serve.house import Here
from octavo.serve.lists import TAGS, one_page
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.shelf import for_reader, standing

router = APIRouter()


@router.get("/category/{name}")
def category(name: str, request: Request, house: Here, older: str = "") -> HTMLResponse:
    """One page of the list; `older` is where it goes on."""
    known = next((one for one in CATEGORIES if one == name), None)
    if known is None:
        raise NotFound("there is no such category", subject=name[:80])
    languages = house.store.languages()
    choice = edition_of(request, house)
    listing = one_page(house.store, choice.cards(known), links.read_cursor(older))
    return house.pages.answer(
        request,
        "category.html",
        category=known,
        listing=for_reader(request, house, listing, ("category", known)),
        standing=standing(request, house, "category", known),
        live=live_path(request, house, Wanted(languages=choice.languages, category=known)),
        tags=house.store.tags(listing.articles(), TAGS),
        choice=choice,
        languages=languages,
    )
