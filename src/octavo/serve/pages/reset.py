"""A forgotten password: a letter with a link that works once; without a post, a link that a command makes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.accounts import LEAST, Refused, read_secret
from octavo.news.readers import Reader
from octavo.serve.confirming import send_reset
from octavo.serve.entering import address_of, admission_of, let_in
from octavo.serve.guard import Form, secret_text_of, text_of
from octavo.serve.house import Here, House
from octavo.serve.reader import WITH_ACCOUNTS
from octavo.serve.refusals import in_words, status_of

router = APIRouter(dependencies=[WITH_ACCOUNTS])


@router.get("/reset")
def forgotten(request: Request, house: Here, done: str = "") -> Response:
    """The form that asks for a letter."""
    return _asking(request, house, None, sent=bool(done))


@router.post("/reset")
def ask(request: Request, house: Here, form: Form) -> Response:
    """Send the letter, where there is an account that has an address. The answer is the same where there is none, and
    comes before anything is looked up."""
    name = text_of(form, "name")[:320]
    try:
        house.entrance.may_ask_for_a_letter(name, address_of(request), house.clock())
    except Refused as refused:
        return _asking(request, house, refused, sent=False)
    response = RedirectResponse("/reset?done=1", 303)
    if admission_of(house).letters is not None:
        response.background = BackgroundTask(send_reset, house, house.pages.voice(request), name)
    return response


@router.get("/reset/{secret}")
def link(secret: str, request: Request, house: Here) -> Response:
    """The form for the new password. Looking at it uses nothing up: programs open the links of letters."""
    return _setting(request, house, secret, None)


@router.post("/reset/{secret}")
async def set_password(secret: str, request: Request, house: Here, form: Form) -> Response:
    """Set it, sign out everywhere, and in here."""
    try:
        reader = await house.entrance.reset(read_secret(secret), secret_text_of(form, "password"), house.clock())
    except Refused as refused:
        return await run_in_threadpool(_setting, request, house, secret, refused)
    return await run_in_threadpool(_done, request, house, reader)


def _done(request: Request, house: House, reader: Reader) -> Response:
    house.store.audit(reader.id, "reset", reader.name, "", house.clock())
    if reader.closed:
        return RedirectResponse("/sign-in", 303)
    return let_in(request, house, reader, "/account?done=password")


def _asking(request: Request, house: House, refused: Refused | None, *, sent: bool) -> Response:
    return house.pages.answer(
        request,
        "reset.html",
        status=status_of(refused) if refused else 200,
        complaint=in_words(house.pages.voice(request), refused) if refused else "",
        letters=admission_of(house).letters is not None,
        sent=sent,
    )


def _setting(request: Request, house: House, secret: str, refused: Refused | None) -> Response:
    found = house.store.token(read_secret(secret), "reset", house.clock())
    reader = house.store.reader(found[0]) if found and found[0] else None
    if reader is None:
        refused = Refused("link")
    return house.pages.answer(
        request,
        "reset_set.html",
        status=status_of(refused) if refused else 200,
        complaint=in_words(house.pages.voice(request), refused) if refused else "",
        name=reader.name if reader else "",
        secret=secret if reader else "",
        least=LEAST,
    )
