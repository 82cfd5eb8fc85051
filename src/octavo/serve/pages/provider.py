"""Signing in with the operator's OpenID Connect provider, and letting it sign in to an account that there is."""

from __future__ import annotations

import json
from dataclasses import asdict
from urllib.parse import urljoin

import structlog
from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.accounts import Refused
from octavo.accounts.entrance import names_like
from octavo.accounts.openid import Begun, Identity, Provider
from octavo.news.errors import Taken
from octavo.news.readers import Reader, ReaderId
from octavo.serve.entering import admission_of, let_in
from octavo.serve.guard import Form
from octavo.serve.house import Here, House
from octavo.serve.links import local_path
from octavo.serve.reader import WITH_ACCOUNTS, SignedIn, is_secure, visit
from octavo.serve.refusals import in_words

log: structlog.stdlib.BoundLogger = structlog.get_logger()
router = APIRouter(dependencies=[WITH_ACCOUNTS])

AWAY_COOKIE = "octavo_away"
_AWAY = 600
"""Seconds that somebody may be with the provider."""


@router.get("/sign-in/provider")
async def begin(request: Request, house: Here, next: str = "/") -> Response:
    """Send the browser to the provider."""
    return await _begin(request, house, local_path(next), 0)


@router.post("/account/provider")
async def link(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Let the provider sign in to this account from now on. By a form, since a foreign page must not begin it: it could
    have signed this browser in with the provider as somebody else before."""
    return await _begin(request, house, "/account?done=provider", reader.id)


@router.post("/account/provider/remove")
def unlink(house: Here, reader: SignedIn, form: Form) -> Response:
    """Let it sign in no more; not where it is the only way in."""
    if house.store.password(reader.id) is not None:
        house.store.drop_identities(reader.id)
    return RedirectResponse("/account?done=no-provider", 303)


@router.get("/sign-in/provider/back")
async def back(request: Request, house: Here) -> Response:
    """Come back from the provider: signed in, linked, or refused."""
    kept = house.tokens.sealed(request.cookies.get(AWAY_COOKIE, ""))
    try:
        away = json.loads(kept) if kept else {}
        begun = Begun(**away.get("begun", {"state": "", "nonce": "", "verifier": ""}))
        answer = dict(request.query_params)
        identity = await _provider(house).finish(begun, answer, _back(house), house.clock())
        response = await run_in_threadpool(_enter, request, house, identity, away["next"], away["link"])
    except Refused as refused:
        log.warning("sign_in.refused", reason=refused.reason, detail=refused.detail)
        response = await run_in_threadpool(_refused, request, house, refused)
    _keep(response, request, "", 0)
    return response


async def _begin(request: Request, house: House, path: str, reader: int) -> Response:
    try:
        address, begun = await _provider(house).begin(_back(house), house.clock())
    except Refused as refused:
        log.warning("sign_in.refused", reason=refused.reason, detail=refused.detail)
        return await run_in_threadpool(_refused, request, house, refused)
    if reader:  # a form may not end on another site (form-action), a page that follows it may lead there
        response: Response = await run_in_threadpool(house.pages.answer, request, "provider.html", address=address)
        response.headers["Refresh"] = f"0; url={address}"
    else:
        response = RedirectResponse(address, 303)
    away = {"begun": asdict(begun), "next": path, "link": reader}
    _keep(response, request, house.tokens.seal(json.dumps(away)), _AWAY)
    return response


def _enter(request: Request, house: House, identity: Identity, path: str, link: int) -> Response:
    store = house.store
    known = store.identity(identity.issuer, identity.subject)
    if link:
        reader = visit(request).reader
        if reader is None or reader.id != link or known not in (None, reader.id):
            raise Refused("provider", detail="another account was to be linked")
        store.add_identity(identity.issuer, identity.subject, reader.id)
        return RedirectResponse(path, 303)
    reader = store.reader(known) if known else _enrol(house, identity)
    if reader.closed:
        raise Refused("closed", detail=reader.closed)
    return let_in(request, house, reader, local_path(path))


def _enrol(house: House, identity: Identity) -> Reader:
    """A new account for whom the provider knows. An account is never found by its name or address: whoever can choose
    these at the provider would choose another's."""
    admission, now = admission_of(house), house.clock()
    first = house.store.count_readers() == 0
    if first or not (admission.provider_enrols or admission.sign_up == "open"):
        raise Refused("stranger")
    for name in names_like(identity.names):
        try:
            reader = house.store.add_reader(
                name, email="", password=None, role="reader", now=now, identity=(identity.issuer, identity.subject)
            )
        except Taken:
            continue
        house.store.audit(ReaderId(reader.id), "sign-up", reader.name, reader.role, now)
        return reader
    raise Refused("taken")


def _refused(request: Request, house: House, refused: Refused) -> Response:
    voice = house.pages.voice(request)
    title, text = voice._("You are not signed in"), in_words(voice, refused)
    return house.pages.answer(request, "error.html", status=403, title=title, text=text, advice="")


def _provider(house: House) -> Provider:
    provider = admission_of(house).provider
    if provider is None:
        raise HTTPException(404)
    return provider


def _back(house: House) -> str:
    return urljoin(admission_of(house).site, "/sign-in/provider/back")


def _keep(response: Response, request: Request, value: str, seconds: int) -> None:
    # Lax, not Strict: the provider's own page sends the browser back here.
    response.set_cookie(
        AWAY_COOKIE, value, max_age=seconds, path="/sign-in/provider", secure=is_secure(request), httponly=True,
        samesite="lax",
    )  # fmt: skip
