"""Signing in with name and password, and out."""

from __future__ import annotations

from urllib.parse import quote

import structlog
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.accounts import Refused
from octavo.serve.entering import address_of, admission_of, let_in, let_out
from octavo.serve.guard import Form, secret_text_of, text_of
from octavo.serve.house import Here, House
from octavo.serve.links import local_path
from octavo.serve.reader import WITH_ACCOUNTS, Asking
from octavo.serve.refusals import in_words, status_of

log: structlog.stdlib.BoundLogger = structlog.get_logger()
router = APIRouter(dependencies=[WITH_ACCOUNTS])


@router.get("/sign-in")
def sign_in(request: Request, house: Here, asking: Asking, next: str = "/") -> Response:
    """The form; whoever is signed in goes on at once."""
    if asking.reader is not None:
        return RedirectResponse(local_path(next), 303)
    return _page(request, house, "", next, None)


@router.post("/sign-in")
async def enter(request: Request, house: Here, form: Form) -> Response:
    """Sign in, and go on to where the reader wanted to."""
    name, password, path = text_of(form, "name")[:320], secret_text_of(form, "password"), text_of(form, "next")
    try:
        reader = await house.entrance.sign_in(name, password, address_of(request), house.clock())
    except Refused as refused:
        # Whoever watches the log may shut an address out; what was typed is nobody's business (CVE-2023-22481).
        log.warning("sign_in.refused", reason=refused.reason, address=address_of(request))
        return await run_in_threadpool(_page, request, house, name, path, refused)
    return await run_in_threadpool(let_in, request, house, reader, local_path(path))


@router.post("/sign-out")
def leave(request: Request, house: Here, form: Form) -> Response:
    """Sign this browser out. By POST alone: a picture's address must sign nobody out (CVE-2025-31482)."""
    return let_out(request, house, "/")


def _page(request: Request, house: House, name: str, path: str, refused: Refused | None) -> Response:
    admission = admission_of(house)
    response = house.pages.answer(
        request,
        "sign_in.html",
        status=status_of(refused) if refused else 200,
        name=name,
        next=local_path(path),
        onward=quote(local_path(path), safe="/"),
        complaint=in_words(house.pages.voice(request), refused) if refused else "",
        sign_up=admission.sign_up,
        provider=admission.provider,
        first=house.store.count_readers() == 0,
    )
    if refused and refused.wait:
        response.headers["Retry-After"] = str(int(refused.wait.total_seconds()) + 1)
    return response
