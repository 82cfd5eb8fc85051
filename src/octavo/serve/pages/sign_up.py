"""Making an account: by anybody, by invitation, or not at all, as the operator chose.

The first account is its Octavo's administrator. It is made with the invitation that Octavo prints at its start while
there is none, or by command: never by whoever happens to come first.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.accounts import LEAST, Refused, read_secret
from octavo.accounts.entrance import fit_address
from octavo.news.readers import Reader
from octavo.serve.confirming import ask_to_confirm
from octavo.serve.entering import address_of, admission_of, let_in
from octavo.serve.guard import Form, secret_text_of, text_of
from octavo.serve.house import Here, House
from octavo.serve.reader import WITH_ACCOUNTS, Asking
from octavo.serve.refusals import in_words, status_of

router = APIRouter(dependencies=[WITH_ACCOUNTS])


@router.get("/sign-up")
def sign_up(request: Request, house: Here, asking: Asking, invitation: str = "") -> Response:
    """The form, where the reader may make an account; else why not."""
    if asking.reader is not None:
        return RedirectResponse("/account", 303)
    return _page(request, house, invitation)


@router.post("/sign-up")
async def enrol(request: Request, house: Here, form: Form) -> Response:
    """Make an account and sign in. Its role is the invitation's or a reader's, whatever the form says
    (CVE-2025-54875)."""
    name, email, invitation = text_of(form, "name")[:80], text_of(form, "email"), text_of(form, "invitation")
    state = await run_in_threadpool(_may, house, invitation)
    if state != "may":
        raise HTTPException(403, "sign-up")
    try:
        address = fit_address(email) if email and admission_of(house).letters else ""
        reader = await house.entrance.sign_up(
            name, secret_text_of(form, "password"), read_secret(invitation) or None, address_of(request), house.clock()
        )
    except Refused as refused:
        return await run_in_threadpool(_page, request, house, invitation, name, email, refused)
    return await run_in_threadpool(_welcome, request, house, reader, address)


def _welcome(request: Request, house: House, reader: Reader, address: str) -> Response:
    house.store.audit(reader.id, "sign-up", reader.name, reader.role, house.clock())
    response = let_in(request, house, reader, "/account?done=welcome")
    if address:
        response.background = BackgroundTask(ask_to_confirm, house, house.pages.voice(request), reader, address)
    return response


def _may(house: House, invitation: str) -> str:
    """`may`, or why not: `first` (nobody is here yet), `used`, `invited`, `closed`."""
    if invitation:
        found = house.store.token(read_secret(invitation), "invitation", house.clock())
        return "may" if found else "used"
    if house.store.count_readers() == 0:
        return "first"
    sign_up = admission_of(house).sign_up
    return "may" if sign_up == "open" else sign_up


def _page(
    request: Request,
    house: House,
    invitation: str,
    name: str = "",
    email: str = "",
    refused: Refused | None = None,
) -> Response:
    state = _may(house, invitation)
    return house.pages.answer(
        request,
        "sign_up.html",
        status=status_of(refused) if refused else 200,
        state=state,
        name=name,
        email=email,
        invitation=invitation if state == "may" else "",
        complaint=in_words(house.pages.voice(request), refused) if refused else "",
        letters=admission_of(house).letters is not None,
        least=LEAST,
    )
