"""For administrators: what is known of a publisher, to be put right."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.addresses import PublisherId
from octavo.news.sources import Publisher, PublisherKind
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import FOR_ADMINISTRATORS, Administrator
from octavo.text.addresses import web_url_or_none

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

KINDS: tuple[PublisherKind, ...] = get_args(PublisherKind)


@router.get("/sources/publisher/{publisher}")
def publisher(publisher: str, request: Request, house: Here, done: str = "") -> Response:
    """All that is known of it, in a form."""
    known = house.store.publisher(PublisherId(publisher))
    return house.pages.answer(request, "publishing.html", one=known, kinds=KINDS, done=done)


@router.post("/sources/publisher/{publisher}")
def change(publisher: str, request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Keep what the form says, in place of all that was known; its articles take the country along."""
    known = house.store.publisher(PublisherId(publisher))
    _ = house.pages.voice(request)._
    country, home = text_of(form, "country").upper(), text_of(form, "home")
    if country and country not in house.pages.voice(request).locale.territories:
        return not_possible(request, _("there is no such country; give its two letters, as ISO 3166-1 has them"))
    if home and web_url_or_none(home) is None:
        return not_possible(request, _("the home page needs a whole address, such as https://www.example.org/"))
    said = Publisher(
        known.id,
        " ".join(text_of(form, "name").split())[:120] or known.name,
        home,
        country,
        text_of(form, "language")[:20],
        next((one for one in KINDS if one == text_of(form, "kind")), ""),
        " ".join(text_of(form, "owner").split())[:120],
    )
    house.store.change_publisher(said)
    house.store.audit(by.id, "publisher", known.id, f"{said.name}, {said.country}, {said.kind}", house.clock())
    house.ranking.forget()
    return RedirectResponse(f"/sources/publisher/{known.id}?done=kept", 303)
