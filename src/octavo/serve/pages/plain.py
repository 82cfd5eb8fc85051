"""What machines ask for: whether Octavo is well and ready, its metrics, what robots may read, static files."""

from __future__ import annotations

import hmac
from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from octavo.serve.guard import PERSONAL
from octavo.serve.house import Here, House
from octavo.serve.reader import SignInFirst, visit

router = APIRouter()

_SILENT = timedelta(minutes=1)
"""A worker gives a sign every quarter of this (work/books.py)."""


@router.get("/healthz")
def healthz(house: Here) -> JSONResponse:
    """Whether pages can be served: the store answers. A store that does not raises, and the answer is 503."""
    house.store.note("secret")
    return JSONResponse({"status": "ok", "version": house.version})


@router.get("/readyz")
def readyz(house: Here) -> JSONResponse:
    """Whether this process can do its part: 200, or 503 with what is wrong.

    `store`: it can be written, found out by writing, a few times a minute at most. `migrations`: it is as this Octavo
    makes it. `worker`: when one was last seen, in whatever process; it counts where this process has one to run, for
    pages can be read without.
    """
    now, silent = house.clock(), is_silent(house)
    checks = {
        "store": "ok" if house.probe.get("store", now, house.store.is_writable) else "not writable",
        "migrations": "ok" if house.store.is_migrated() else "another Octavo's",
        "worker": "ok" if not silent else "none here" if not house.doors.works else "silent",
    }
    well = all(said in ("ok", "none here") for said in checks.values())
    return JSONResponse({"status": "ready" if well else "not ready", **checks}, 200 if well else 503)


@router.get("/metrics")
def metrics(request: Request, house: Here) -> Response:
    """Prometheus's text format, for administrators and for whoever holds OCTAVO_METRICS_TOKEN."""
    _let_in(request, house)
    body = generate_latest(house.registry)
    return Response(body, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": PERSONAL})


@router.get("/robots.txt")
def robots() -> PlainTextResponse:
    """Nothing is for search engines: the articles are their publishers', who should be found first."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


@router.get("/static/{path:path}")
def static(path: str, request: Request) -> Response:
    """A static file under its hashed address."""
    response: Response = request.app.state.assets.serve(f"/static/{path}", request.headers.get("accept-encoding", ""))
    return response


def is_silent(house: House) -> bool:
    """Whether no worker has given a sign for a while."""
    seen = house.store.worker_seen()
    return seen is None or house.clock() - seen > _SILENT


def _let_in(request: Request, house: House) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        wanted = house.doors.metrics_token
        if not wanted or not hmac.compare_digest(given.strip().encode(), wanted.encode()):
            raise HTTPException(401, "token of metrics", {"WWW-Authenticate": 'Bearer realm="metrics"'})
        return
    asking = visit(request)
    if asking.reader is None:
        raise SignInFirst
    if not asking.may("administrator"):
        raise HTTPException(403, "role")
