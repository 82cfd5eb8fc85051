"""All articles, newest first: of any kind, with film, or with sound. The last two play where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.addresses import ArticleId
from octavo.news.articles import Enclosure
from octavo.news.errors import NotFound
from octavo.serve import links
from octavo.serve.editions import edition_of
from octavo.serve.house import Here, House
from octavo.serve.lists import TAGS, one_page
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.players import players_of
from octavo.serve.shelf import for_reader

router = APIRouter()

Media = Literal["", "audio", "video"]


@router.get("/latest")
def latest(request: Request, house: Here, older: str = "") -> HTMLResponse:
    """Everything; `older` is where the list goes on."""
    return _page(request, house, older, "")


@router.get("/videos")
def videos(request: Request, house: Here, older: str = "") -> HTMLResponse:
    """What has film."""
    return _page(request, house, older, "video")


@router.get("/podcasts")
def podcasts(request: Request, house: Here, older: str = "") -> HTMLResponse:
    """What has sound."""
    return _page(request, house, older, "audio")


def _page(request: Request, house: House, older: str, media: Media) -> HTMLResponse:
    languages = house.store.languages()
    choice = edition_of(request, house)
    listing = one_page(house.store, replace(choice.cards(), media=media), links.read_cursor(older))
    listing = for_reader(request, house, listing)
    wanted = Wanted(languages=choice.languages, media=media)
    return house.pages.answer(
        request,
        "latest.html",
        media=media,
        listing=listing,
        recordings=_recordings(house, listing.articles(), media) if media else {},
        tags=house.store.tags(listing.articles(), TAGS),
        choice=choice,
        languages=languages,
        live=live_path(request, house, wanted),
    )


def _recordings(house: House, articles: Sequence[ArticleId], media: str) -> dict[ArticleId, Enclosure]:
    """The first of each article that a browser plays itself."""
    found = {}
    for number in articles:
        try:
            stored = house.store.article(number)
        except NotFound:  # taken away meanwhile
            continue
        plays = (one for one in players_of(stored.article.enclosures).own if one.media_type.startswith(media))
        if first := next(plays, None):
            found[number] = first
    return found
