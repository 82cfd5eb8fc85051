"""Editions of the house: choices of news under a name, offered to readers; one of them to newcomers."""

from __future__ import annotations

import re
import unicodedata

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.errors import NotFound
from octavo.news.running import Offered
from octavo.news.sources import CATEGORIES
from octavo.serve.editions import settings_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import FOR_ADMINISTRATORS, Administrator

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_MOST = 50


@router.get("/editions")
def editions(request: Request, house: Here, done: str = "") -> Response:
    """Those there are, and a form for another."""
    return _page(request, house, "", done)


@router.get("/editions/{edition}")
def edition(edition: str, request: Request, house: Here) -> Response:
    """One, to change it."""
    return _page(request, house, _found(house, edition).id, "")


@router.post("/editions")
def keep(request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Add an edition, change it, or withdraw it: as the pressed button says."""
    name, number = " ".join(text_of(form, "name").split())[:80], text_of(form, "id")
    _ = house.pages.voice(request)._
    if text_of(form, "act") == "withdraw":
        gone = _found(house, number)
        house.store.withdraw(gone.id)
        house.store.audit(by.id, "edition-withdrawn", gone.name, "", house.clock())
        return RedirectResponse("/editions?done=withdrawn", 303)
    if not name:
        return not_possible(request, _("an edition needs a name"))
    there = house.store.offered()
    if number:
        _found(house, number)
    elif len(there) >= _MOST:
        return not_possible(request, _("there are enough editions; withdraw one first"))
    else:
        number = _free(name, {one.id for one in there})
    chosen = ([str(one) for one in form.getlist(kind)] for kind in ("language", "country", "category"))
    wanted = settings_of(house, *chosen)
    offered = Offered(
        number, name, wanted.languages, wanted.countries, wanted.categories, text_of(form, "newcomers") == "yes"
    )  # fmt: skip
    house.store.offer(offered)
    what = (*offered.languages, *offered.countries, *offered.categories, *(["newcomers"] if offered.newcomers else []))
    house.store.audit(by.id, "edition", offered.name, ", ".join(what), house.clock())
    return RedirectResponse("/editions?done=kept", 303)


def _page(request: Request, house: House, chosen: str, done: str) -> Response:
    offered = house.store.offered()
    return house.pages.answer(
        request,
        "offered.html",
        offered=offered,
        one=next((one for one in offered if one.id == chosen), Offered("", "")),
        languages=house.store.languages(),
        places=house.store.countries(),
        every=CATEGORIES,
        done=done,
    )


def _found(house: House, edition: str) -> Offered:
    for one in house.store.offered():
        if one.id == edition:
            return one
    raise NotFound("there is no such edition", subject=edition[:80])


def _free(name: str, taken: set[str]) -> str:
    """An id for an address, of the name's letters as far as they are plain ones."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "edition"
    return next(one for one in (slug, *(f"{slug}-{n}" for n in range(2, _MOST + 2))) if one not in taken)
