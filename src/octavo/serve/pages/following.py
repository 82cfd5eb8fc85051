"""What a reader follows, and the news of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.serve import links
from octavo.serve.house import Here
from octavo.serve.lists import PAGE, TAGS, listing_of
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import for_reader, personal

router = APIRouter()


@router.get("/following")
def following(request: Request, house: Here, reader: SignedIn, older: str = "") -> HTMLResponse:
    """One page of the news, newest first; `older` is where it goes on."""
    personal(request)
    after = links.read_cursor(older)
    cards = house.store.followed_news(reader.id, PAGE + 1, after)
    listing = listing_of(cards, after, house.store.copies([card.id for card in cards]))
    return house.pages.answer(
        request,
        "following.html",
        follows=house.store.follows(reader.id),
        listing=for_reader(request, house, listing),
        tags=house.store.tags(listing.articles(), TAGS),
    )
