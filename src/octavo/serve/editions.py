"""The edition of whoever asks, and keeping the one they choose: with the reader, or in a cookie where there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from fastapi import Request
from starlette.responses import Response

from octavo.news.readers import ReaderSettings
from octavo.news.sources import CATEGORIES
from octavo.serve.choice import (
    CATEGORIES_COOKIE,
    COUNTRIES_COOKIE,
    LANGUAGES_COOKIE,
    Choice,
    choose,
    kept_form,
)
from octavo.serve.house import House
from octavo.serve.reader import visit
from octavo.serve.render import INTERFACE_COOKIE, keep


def edition_of(request: Request, house: House) -> Choice:
    """What this request's pages show."""
    reader = visit(request).reader
    choice = choose(
        request,
        house.store.languages(),
        house.store.countries(),
        reader.settings if reader else None,
        house.pages.asked_voice(request),
    )
    return _for_newcomers(house, choice) if choice.guessed else choice


def settings_of(
    house: House, languages: Iterable[str], countries: Iterable[str], categories: Iterable[str]
) -> ReaderSettings:
    """An edition as it is kept: what there is, in its usual order; all of a kind is none of it, so that what comes
    later belongs to it too."""
    spoken, places = list(house.store.languages()), house.store.countries()
    return ReaderSettings(
        languages=_some(languages, spoken),
        countries=_some(countries, places),
        categories=tuple(name for name in CATEGORIES if name in _some(categories, CATEGORIES)),
        chosen=True,
    )


def keep_edition(request: Request, house: House, response: Response, wanted: ReaderSettings) -> None:
    """Keep a choice of languages, countries and categories."""
    reader = visit(request).reader
    if reader is None:
        keep(response, request, LANGUAGES_COOKIE, kept_form(wanted.languages))
        keep(response, request, COUNTRIES_COOKIE, kept_form(wanted.countries))
        keep(response, request, CATEGORIES_COOKIE, kept_form(wanted.categories))
        return
    settings = replace(
        reader.settings,
        languages=wanted.languages,
        countries=wanted.countries,
        categories=wanted.categories,
        chosen=True,
    )
    house.store.set_settings(reader.id, settings)


def keep_interface(request: Request, house: House, response: Response, code: str) -> None:
    """Keep the language of the interface; empty: as the browser says. In the browser too, whose next page may be asked
    for by nobody."""
    known = code if code in house.pages.voices.by_code else ""
    keep(response, request, INTERFACE_COOKIE, known)
    reader = visit(request).reader
    if reader is not None and reader.settings.interface != known:
        house.store.set_settings(reader.id, replace(reader.settings, interface=known))


def _for_newcomers(house: House, guess: Choice) -> Choice:
    """What whoever has chosen nothing yet is shown: the house's edition for newcomers, where it offers one."""
    for one in house.store.offered():
        if one.newcomers:
            wanted = settings_of(house, one.languages, one.countries, one.categories)
            return replace(
                guess, languages=wanted.languages, countries=wanted.countries, categories=wanted.categories
            )  # fmt: skip
    return guess


def _some(wanted: Iterable[str], there: Collection[str]) -> tuple[str, ...]:
    found = tuple(one for one in there if one in set(wanted))
    return found if len(found) < len(there) else ()
