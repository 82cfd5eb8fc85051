"""What machines ask for: whether Octavo is well, what robots may read, static files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from octavo.serve.house import Here

router = APIRouter()


@router.get("/healthz")
def healthz(house: Here) -> JSONResponse:
    """Whether pages can be served: the store answers. A store that does not raises, and the answer is 503."""
    house.store.note("secret")
    return JSONResponse({"status": "ok", "version": house.version})


@router.get("/robots.txt")
def robots() -> PlainTextResponse:
    """Nothing is for search engines: the articles are their publishers', who should be found first."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


@router.get("/static/{path:path}")
def static(path: str, request: Request) -> Response:
    """A static file under its hashed address."""
    response: Response = request.app.state.assets.serve(f"/static/{path}")
    return response
