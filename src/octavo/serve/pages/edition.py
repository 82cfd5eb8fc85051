"""One's edition: the languages, countries and categories that the front page is made of, chosen in one step."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from octavo.serve.choice import nearest
from octavo.serve.editions import edition_of, keep_edition, settings_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here
from octavo.serve.links import local_path

router = APIRouter()


@router.get("/edition")
def edition(request: Request, house: Here, done: str = "") -> HTMLResponse:
    """What is chosen, to change it."""
    choice = edition_of(request, house)
    return house.pages.answer(
        request,
        "edition.html",
        choice=choice,
        languages=house.store.languages(),
        places=nearest(request, choice.places),
        done=bool(done),
        offered=house.store.offered(),
    )


@router.post("/edition")
def choose_edition(request: Request, house: Here, form: Form) -> RedirectResponse:
    """Keep what is marked; of a kind of which nothing is marked, everything. `all`: everything of every kind;
    `offered`: an edition of the house, as it is now."""
    every = text_of(form, "edition") == "all"
    marked = [[] if every else [str(one) for one in form.getlist(kind)] for kind in ("language", "country", "category")]
    for one in house.store.offered():
        if one.id == text_of(form, "offered"):
            marked = [list(one.languages), list(one.countries), list(one.categories)]
    response = RedirectResponse(local_path(text_of(form, "next")), 303)
    keep_edition(request, house, response, settings_of(house, *marked))
    return response
