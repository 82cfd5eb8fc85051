"""What a reader chose: theme, how pages look and behave, languages of articles, language of the interface."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from octavo.serve.editions import edition_of, keep_edition, keep_interface, settings_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here
from octavo.serve.links import local_path
from octavo.serve.prefix import with_prefix
from octavo.serve.reading import READING_COOKIE, SETTINGS, chosen, kept
from octavo.serve.render import THEMES, keep

router = APIRouter()


@router.post("/preferences")
def preferences(request: Request, house: Here, form: Form) -> RedirectResponse:
    """Keep what the form names and go back to where it stood."""
    codes = tuple(house.pages.voices.by_code)
    target, interface = local_path(text_of(form, "next")), text_of(form, "interface")
    spoken = interface if interface in codes else ""
    response = RedirectResponse(with_prefix(target, f"/{spoken}" if spoken else "", codes), 303)
    theme = text_of(form, "theme")
    if theme:
        keep(response, request, "theme", theme if theme in THEMES else "")
    reading = {name: text_of(form, name) for name in SETTINGS if name in form}
    if reading:
        keep(response, request, READING_COOKIE, kept(chosen(request) | reading))
    languages, countries = text_of(form, "languages"), text_of(form, "countries")
    if languages or countries:
        now = edition_of(request, house)
        wanted = settings_of(
            house,
            languages.split(".") if languages else now.languages,
            countries.split(".") if countries else now.countries,
            now.categories,
        )
        keep_edition(request, house, response, wanted)
    if interface:
        keep_interface(request, house, response, spoken)
    return response
