"""For administrators: who has an account, what each may do, invitations."""

from __future__ import annotations

from urllib.parse import urljoin

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.accounts.entrance import keeps_an_administrator
from octavo.news.errors import NotFound
from octavo.news.readers import ALONE, ROLES, Reader, ReaderId, Role
from octavo.serve.entering import admission_of
from octavo.serve.guard import PERSONAL, Form, text_of
from octavo.serve.house import Here, House, Id
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import FOR_ADMINISTRATORS, WITH_ACCOUNTS, Administrator

router = APIRouter(dependencies=[WITH_ACCOUNTS, FOR_ADMINISTRATORS])

_PAGE = 50


@router.get("/readers")
def readers(request: Request, house: Here, role: str = "", after: int = 0, q: str = "") -> Response:
    """Every account, newest first, or those with a role, or whose name or address begins so."""
    wanted = _role(role)
    found = house.store.readers(_PAGE + 1, ReaderId(after) if 0 < after < 1 << 63 else None, wanted, q.strip())
    return house.pages.answer(
        request,
        "readers.html",
        readers=found[:_PAGE],
        further=found[_PAGE - 1].id if len(found) > _PAGE else 0,
        first=after <= 0,
        role=wanted or "",
        roles=ROLES,
        total=house.store.count_readers(),
        name=q.strip()[:80],
        invitation="",
    )


@router.post("/readers/invite")
def invite(request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Make an invitation and show it: this once, since only its hash is kept."""
    role = _role(text_of(form, "role")) or "reader"
    secret = house.entrance.link("invitation", by.id, role, house.clock())
    house.store.audit(by.id, "invite", "", role, house.clock())
    return _link(request, house, "invitation", f"/sign-up?invitation={secret}", "")


@router.get("/readers/{number}")
def one(number: Id, request: Request, house: Here, by: Administrator, done: str = "") -> Response:
    """One account, and what can be done about it."""
    return house.pages.answer(
        request, "reader.html", one=_reader(house, number), roles=ROLES, done=done, own=by.id == number
    )


@router.post("/readers/{number}")
def act(number: Id, request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Do what the pressed button says, and note who did it."""
    one, now, store = _reader(house, number), house.clock(), house.store
    chosen, act = text_of(form, "role"), text_of(form, "act")
    why = text_of(form, "why")[:200]
    weakens = act in ("close", "delete") or (act == "role" and chosen != "administrator")
    if weakens and not keeps_an_administrator(store, one):
        return not_possible(request, house.pages.voice(request)._("this is the last administrator"))
    match act:
        case "role" if (role := _role(chosen)) is not None:
            store.set_role(one.id, role)
            store.audit(by.id, "role", one.name, role, now)
        case "close" if why:
            store.close_reader(one.id, why)
            store.audit(by.id, "close", one.name, why, now)
        case "open":
            store.close_reader(one.id, "")
            store.audit(by.id, "open", one.name, "", now)
        case "sign-out":
            store.end_sessions(one.id)
            store.audit(by.id, "sign-out", one.name, "", now)
        case "reset":
            secret = house.entrance.link("reset", one.id, "", now)
            store.audit(by.id, "reset-link", one.name, "", now)
            return _link(request, house, "reset", f"/reset/{secret}", one.name)
        case "delete" if text_of(form, "name") == one.name:
            store.delete_reader(one.id)
            store.audit(by.id, "delete", one.name, "", now)
            return RedirectResponse("/readers", 303)
        case _:
            return not_possible(request, house.pages.voice(request)._("something is missing in the form"))
    return RedirectResponse(f"/readers/{number}?done={act}", 303)


def _link(request: Request, house: House, kind: str, path: str, name: str) -> Response:
    site = admission_of(house).site or f"{request.url.scheme}://{request.headers['host']}"
    response = house.pages.answer(request, "secret.html", kind=kind, link=urljoin(site, path), name=name)
    response.headers["Cache-Control"] = PERSONAL
    return response


def _reader(house: House, number: int) -> Reader:
    if number == ALONE:
        raise NotFound("the one who is alone has no account", subject="1")
    return house.store.reader(ReaderId(number))


def _role(text: str) -> Role | None:
    return next((role for role in ROLES if role == text), None)
