"""From a reader to an answer that lets their browser in, and out again."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from octavo.news.readers import Reader
from octavo.serve.admission import Admission
from octavo.serve.house import House
from octavo.serve.reader import drop_session, keep_session, visit


def admission_of(house: House) -> Admission:
    """How readers are let in, on a page that is only there where there are accounts."""
    if house.admission is None:
        raise LookupError("this page is without accounts: its router lacks WITH_ACCOUNTS")
    return house.admission


def let_in(request: Request, house: House, reader: Reader, path: str) -> Response:
    """Sign this browser in and go on to `path`. The secret is new each time, and one that the browser held before is
    worth nothing from now on: nobody can plant a session and wait for its owner."""
    end_this(request, house)
    lasts = admission_of(house).lasts
    agent = request.headers.get("user-agent", "")
    _, secret = house.entrance.open_session(reader.id, agent, lasts, house.clock())
    response = RedirectResponse(path, 303)
    keep_session(response, request, secret, int(lasts.total_seconds()))
    return response


def let_out(request: Request, house: House, path: str) -> Response:
    """Sign this browser out and go on to `path`."""
    end_this(request, house)
    response = RedirectResponse(path, 303)
    drop_session(response, request)
    # What a shared machine has kept of the pages goes with the session, what it keeps for when there is no network too
    # (Clear Site Data, W3C).
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def end_this(request: Request, house: House) -> None:
    """End the session that this browser has, if any."""
    session = visit(request).session
    if session is not None:
        house.store.end_session(session.reader, session.id)


def address_of(request: Request) -> str:
    """Where a request came from; behind a reverse proxy, what a trusted one says (settings, trust_proxies)."""
    return request.client.host if request.client else ""
