"""Who is asking: the reader behind a request, and the pages that are for some only.

    Who             the reader, None where nobody is signed in
    SignedIn        a reader; whoever is none is led to sign in
    Moderator       a reader who may moderate and edit; others are told that they may not
    Administrator   a reader who may do everything

A page function takes one of them as a parameter; a router whose pages never need the reader's name takes FOR_MODERATORS
or FOR_ADMINISTRATORS as a dependency. On a machine without accounts all four are the one reader who is alone there.

The browser holds 256 bits of chance in a cookie, the store only their hash. Nothing else makes anybody somebody: no
header, no address (CVE-2025-46341).
"""

from __future__ import annotations

import base64
import binascii
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.responses import Response

from octavo.news.readers import ALONE, Reader, Role
from octavo.serve.admission import Visit
from octavo.serve.guard import OPEN_SESSION_COOKIE, SESSION_COOKIE
from octavo.serve.house import House

SECRET_BYTES = 32


class SignInFirst(Exception):
    """The page is for readers, and nobody is signed in."""


def visit(request: Request) -> Visit:
    """Who asks; looked up once for each request."""
    if not hasattr(request.state, "visit"):
        request.state.visit = _visit(request)
        # What is shown to somebody by name is kept by no cache, and not shown again after sign-out (guard.py).
        request.state.personal = request.state.visit.session is not None
    found: Visit = request.state.visit
    return found


def _visit(request: Request) -> Visit:
    house: House = request.app.state.house
    if house.admission is None:
        return Visit(house.store.reader(ALONE), None, False)
    secret = session_secret(request)
    found = house.store.session(secret, house.clock()) if secret else None
    return Visit(found[1], found[0], True) if found else Visit(None, None, True)


def _who(request: Request) -> Reader | None:
    return visit(request).reader


def _signed_in(request: Request) -> Reader:
    reader = visit(request).reader
    if reader is None:
        raise SignInFirst
    return reader


def _moderator(request: Request) -> Reader:
    return _with_role(request, "moderator")


def _administrator(request: Request) -> Reader:
    return _with_role(request, "administrator")


def _with_role(request: Request, role: Role) -> Reader:
    reader = _signed_in(request)
    if not visit(request).may(role):
        raise HTTPException(403, "role")
    return reader


def _accounts(request: Request) -> None:
    if request.app.state.house.admission is None:
        raise HTTPException(404)


Who = Annotated[Reader | None, Depends(_who)]
SignedIn = Annotated[Reader, Depends(_signed_in)]
Moderator = Annotated[Reader, Depends(_moderator)]
Administrator = Annotated[Reader, Depends(_administrator)]
Asking = Annotated[Visit, Depends(visit)]
"""The reader with the session."""

FOR_READERS = Depends(_signed_in)
FOR_MODERATORS = Depends(_moderator)
FOR_ADMINISTRATORS = Depends(_administrator)
WITH_ACCOUNTS = Depends(_accounts)
"""For a router whose pages are only where there are accounts."""


def is_secure(request: Request) -> bool:
    """Whether the reader's browser came by https, as the request or the operator's setting for this host says."""
    if request.url.scheme == "https":
        return True
    admission = request.app.state.house.admission
    site = urlsplit(admission.site if admission else "")
    return site.scheme == "https" and site.netloc.lower() == request.headers.get("host", "").lower()


def session_secret(request: Request) -> bytes:
    """The secret in the session's cookie; empty where there is none."""
    name = SESSION_COOKIE if is_secure(request) else OPEN_SESSION_COOKIE
    try:
        secret = base64.urlsafe_b64decode(request.cookies.get(name, "").encode("ascii", "replace"))
    except (binascii.Error, ValueError):
        return b""
    return secret if len(secret) == SECRET_BYTES else b""


def keep_session(response: Response, request: Request, secret: bytes, seconds: int) -> None:
    """Let the browser hold a session's secret."""
    _set(response, request, base64.urlsafe_b64encode(secret).decode(), seconds)


def drop_session(response: Response, request: Request) -> None:
    """Take the secret out of the browser."""
    _set(response, request, "", 0)


def _set(response: Response, request: Request, value: str, seconds: int) -> None:
    secure = is_secure(request)
    name = SESSION_COOKIE if secure else OPEN_SESSION_COOKIE
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def sign_in_path(request: Request) -> str:
    """Where to sign in, and come back from to what was asked for."""
    query = request.scope["query_string"].decode("ascii", "replace")
    asked = f"{request.scope['path']}{'?' if query else ''}{query}"
    return f"/sign-in?next={quote(asked, safe='/')}"
