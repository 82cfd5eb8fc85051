"""What a device asks for that keeps Octavo as an app: its manifest, its service worker, what to keep for when there is
no network, and the page that says that there is none."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from octavo.serve import links
from octavo.serve.guard import SEED_COOKIE
from octavo.serve.house import Here
from octavo.serve.icons import SIZES
from octavo.serve.reader import Who
from octavo.serve.render import keep
from octavo.serve.shelf import personal

router = APIRouter()

_SAVED = 60
"""Saved articles that a device keeps, the last saved: with their pictures, some ten megabytes."""
_PAPER, _ACCENT = "#fbf9f4", "#9b1b1e"
_WAIT_FOR_NOBODY = {"Cache-Control": "no-cache"}


@router.get("/manifest.webmanifest")
def manifest(request: Request, house: Here) -> Response:
    """The app as its device knows it (W3C Web Application Manifest), in the language that `in` names."""
    voices, assets = house.pages.voices, request.app.state.assets
    voice = voices.by_code.get(request.query_params.get("in", ""), voices.default)
    _ = voice._
    icons = [
        {
            "src": assets.path(f"icons/{name}"),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": {"rounded": "any", "whole": "maskable", "mark": "monochrome"}[shape],
        }
        for name, (side, shape) in SIZES.items()
    ]
    places = ((_("The latest"), "/latest"), (_("The briefing"), "/briefing"), (_("Saved"), "/saved"))
    told: dict[str, Any] = {
        "id": "/",
        "name": "Octavo",
        "short_name": "Octavo",
        "description": _("The news of many publishers, whole and side by side."),
        "lang": voice.code,
        "dir": voice.direction,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "categories": ["news"],
        "icons": [*icons, {"src": assets.path("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "shortcuts": [{"name": name, "url": path} for name, path in places],
        "share_target": {
            "action": "/share",
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JSONResponse(told, headers=_WAIT_FOR_NOBODY, media_type="application/manifest+json")


@router.get("/sw.js")
def worker(request: Request, house: Here) -> Response:
    """The service worker. Its first line changes with any file of the release, and so a browser sees that it is new."""
    assets = request.app.state.assets
    shell = ["/offline", *(assets.path(name) for name in assets.names() if name.startswith(("css/", "js/", "icon.")))]
    begins = f"const VERSION={json.dumps(assets.version)},SHELL={json.dumps(shell)},"
    for name, file in (("PUSH", "js/push.js"), ("ICON", "icons/icon-192.png"), ("BADGE", "icons/badge-96.png")):
        begins += f"{name}={json.dumps(assets.path(file))}{';' if name == 'BADGE' else ','}"
    begins += "\n"
    return Response(begins.encode() + assets.body("js/sw.js"), 200, _WAIT_FOR_NOBODY, "text/javascript")


@router.get("/device.json")
def told(request: Request, house: Here, who: Who) -> JSONResponse:
    """What the service worker needs to know: whose device it is, what they saved, and a token for forms that waited."""
    personal(request)
    seed = house.tokens.seed(request)
    saved = house.store.saved(who.id, _SAVED) if who else []
    response = JSONResponse(
        {
            "reader": str(who.id) if who else "",
            "articles": [links.card_path(one.card) for one in saved],
            "token": house.tokens.token(request, seed),
        }
    )
    if request.cookies.get(SEED_COOKIE) != seed:
        keep(response, request, SEED_COOKIE, seed)
    return response


@router.get("/offline")
def offline(request: Request, house: Here) -> HTMLResponse:
    """The page where there is neither a network nor a kept copy."""
    return house.pages.answer(request, "offline.html")
