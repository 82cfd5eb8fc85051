"""A reader's own account: name, password, address, where they are signed in, their data, and its end.

On a machine without accounts, the data of the one who is alone there; the rest is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.accounts import LEAST, Refused, read_secret
from octavo.accounts.entrance import fit_address, fit_name, keeps_an_administrator
from octavo.news.errors import Taken
from octavo.news.readers import Reader, Session
from octavo.serve import exports
from octavo.serve.agents import browser_and_system
from octavo.serve.confirming import ask_to_confirm
from octavo.serve.entering import address_of, let_in, let_out
from octavo.serve.guard import PERSONAL, Form, number_in, secret_text_of, text_of
from octavo.serve.house import Here, House
from octavo.serve.reader import WITH_ACCOUNTS, SignedIn, visit
from octavo.serve.refusals import in_words, status_of

router = APIRouter()
_WITH_ACCOUNTS = [WITH_ACCOUNTS]


@router.get("/account")
def account(request: Request, house: Here, reader: SignedIn, done: str = "") -> Response:
    """All of it on one page; `done` says what a form just did."""
    return _page(request, house, reader, done, "", None)


@router.get("/account/octavo.json")
def data(house: Here, reader: SignedIn) -> Response:
    """Everything that is kept of this reader."""
    return _file(exports.export(house.store, reader, house.clock()), "application/json", "octavo.json")


@router.get("/account/octavo.opml")
def feeds(house: Here, reader: SignedIn) -> Response:
    """The reader's feeds, for any other program."""
    body = house.doors.write_opml(exports.feeds(house.store, reader), house.store.publishers())
    return _file(body, "text/x-opml", "octavo.opml")


@router.post("/account/name", dependencies=_WITH_ACCOUNTS)
def rename(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Take another name."""
    try:
        name = fit_name(text_of(form, "name")[:80])
        house.store.rename_reader(reader.id, name, reader.email)
    except (Refused, Taken) as error:
        refused = error if isinstance(error, Refused) else Refused("taken")
        return _page(request, house, reader, "", "name", refused)
    house.store.audit(reader.id, "rename", reader.name, name, house.clock())
    return RedirectResponse("/account?done=name", 303)


@router.post("/account/password", dependencies=_WITH_ACCOUNTS)
async def new_password(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Set another password, with the one that there is. All sessions end; this browser gets a new one."""
    try:
        await house.entrance.prove(reader, secret_text_of(form, "password"), house.clock())
        await house.entrance.new_password(reader, secret_text_of(form, "new"))
    except Refused as refused:
        return await run_in_threadpool(_page, request, house, reader, "", "password", refused)
    return await run_in_threadpool(let_in, request, house, reader, "/account?done=password")


@router.post("/account/email", dependencies=_WITH_ACCOUNTS)
async def new_address(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Give another e-mail address, which counts once it is confirmed; or none. It opens the account, so it takes the
    password."""
    given = text_of(form, "email")
    try:
        address = fit_address(given) if given else ""
        await house.entrance.prove(reader, secret_text_of(form, "password"), house.clock())
        if address:
            house.entrance.may_ask_for_a_letter(reader.name, address_of(request), house.clock())
    except Refused as refused:
        return await run_in_threadpool(_page, request, house, reader, "", "email", refused)
    if not address:
        await run_in_threadpool(house.store.rename_reader, reader.id, reader.name, "")
        return RedirectResponse("/account?done=no-email", 303)
    response = RedirectResponse("/account?done=letter", 303)
    if house.admission and house.admission.letters:
        response.background = BackgroundTask(ask_to_confirm, house, house.pages.voice(request), reader, address)
    return response


@router.get("/account/email/{secret}", dependencies=_WITH_ACCOUNTS)
def confirming(secret: str, request: Request, house: Here, reader: SignedIn) -> Response:
    """The button that confirms: the link alone does nothing, since programs open the links of letters."""
    found = house.store.token(read_secret(secret), "email", house.clock())
    address = found[1] if found and found[0] == reader.id else ""
    complaint = "" if address else in_words(house.pages.voice(request), Refused("link"))
    return house.pages.answer(
        request, "confirm.html", status=200 if address else 400, address=address, secret=secret, complaint=complaint
    )


@router.post("/account/email/{secret}", dependencies=_WITH_ACCOUNTS)
def confirm(secret: str, request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """The address is this reader's from now on."""
    found = house.store.token(read_secret(secret), "email", house.clock())
    try:
        if found is None or found[0] != reader.id:
            raise Refused("link")
        house.store.take_token(read_secret(secret), "email", house.clock())
        house.store.rename_reader(reader.id, reader.name, found[1])
    except (Refused, Taken) as error:
        refused = error if isinstance(error, Refused) else Refused("link")
        return _page(request, house, reader, "", "email", refused)
    return RedirectResponse("/account?done=email", 303)


@router.post("/account/sessions", dependencies=_WITH_ACCOUNTS)
def sign_out(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Sign out one other browser, or every one, this included."""
    chosen = text_of(form, "session")
    if chosen == "all":
        house.store.end_sessions(reader.id)
        return let_out(request, house, "/sign-in")
    house.store.end_session(reader.id, number_in(chosen))
    return RedirectResponse("/account?done=session", 303)


@router.post("/account/delete", dependencies=_WITH_ACCOUNTS)
async def delete(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """End the account, with everything that is its own, at once."""
    try:
        if text_of(form, "name") != reader.name:
            raise Refused("unnamed")
        await house.entrance.prove(reader, secret_text_of(form, "password"), house.clock())
        if not await run_in_threadpool(keeps_an_administrator, house.store, reader):
            raise Refused("last")
    except Refused as refused:
        return await run_in_threadpool(_page, request, house, reader, "", "delete", refused)
    return await run_in_threadpool(_delete, request, house, reader)


def _delete(request: Request, house: House, reader: Reader) -> Response:
    house.store.delete_reader(reader.id)
    house.store.audit(None, "delete", reader.name, "", house.clock())
    return let_out(request, house, "/")


@dataclass(frozen=True, slots=True)
class _SignedIn:
    """One line of the list of browsers that are signed in."""

    session: Session
    browser: str
    system: str
    this: bool

    @classmethod
    def of(cls, one: Session, this: Session) -> _SignedIn:
        return cls(one, *browser_and_system(one.agent), one.id == this.id)


def _page(request: Request, house: House, reader: Reader, done: str, about: str, refused: Refused | None) -> Response:
    """`about` names the form that `refused` belongs to."""
    session, admission = visit(request).session, house.admission
    return house.pages.answer(
        request,
        "account.html",
        status=status_of(refused) if refused else 200,
        done=done,
        about=about,
        complaint=in_words(house.pages.voice(request), refused) if refused else "",
        sessions=[_SignedIn.of(one, session) for one in house.store.sessions(reader.id, house.clock())]
        if session
        else [],
        has_password=session is not None and house.store.password(reader.id) is not None,
        letters=admission is not None and admission.letters is not None,
        provider=admission.provider if admission else None,
        identities=house.store.identities(reader.id) if session else [],
        least=LEAST,
    )


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": PERSONAL}
    return Response(body, media_type=media_type, headers=headers)
