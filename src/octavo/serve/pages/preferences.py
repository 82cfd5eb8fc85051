"""What a reader chose, kept in cookies: theme, languages of articles, language of the interface."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from octavo.serve.choice import EVERY, LANGUAGES_COOKIE
from octavo.serve.guard import Form, text_of
from octavo.serve.links import local_path
from octavo.serve.render import THEMES, keep

router = APIRouter()


@router.post("/preferences")
def preferences(request: Request, form: Form) -> RedirectResponse:
    """Keep what the form names and go back to where it stood."""
    response = RedirectResponse(local_path(text_of(form, "next")), 303)
    theme = text_of(form, "theme")
    if theme:
        keep(response, request, "theme", theme if theme in THEMES else "")
    languages = text_of(form, "languages")
    if languages:
        codes = [code for code in languages.split(".") if code.isascii() and code.isalpha() and len(code) <= 3]
        keep(response, request, LANGUAGES_COOKIE, ".".join(codes) or EVERY)
    interface = text_of(form, "interface")
    if interface:
        house = request.app.state.house
        keep(response, request, "interface", interface if interface in house.pages.voices.by_code else "")
    return response
