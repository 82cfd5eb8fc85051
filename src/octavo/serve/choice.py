"""Which edition a reader sees — languages, countries, categories: as the address asks, else as they chose once, else
as the browser lets guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from fastapi import Request

from octavo.news.readers import ReaderSettings
from octavo.news.sources import CATEGORIES, Category
from octavo.ports import CardFilter, StoryFilter

LANGUAGES_COOKIE, COUNTRIES_COOKIE, CATEGORIES_COOKIE = "languages", "countries", "categories"
EVERY = "all"

_ENOUGH = 6
"""Articles in the guessed languages below which they are not taken as a wish: a front page needs as many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition shown."""

    languages: tuple[str, ...]
    """Primary subtags, the one that leads first; empty: every language."""
    made_by: Literal["address", "reader", "cookie", "browser", "nobody"]
    countries: tuple[str, ...] = ()
    """Of publishers, ISO 3166-1; empty: every one."""
    categories: tuple[Category, ...] = ()
    """Of the front page; empty: every one."""
    prefer: str = ""
    """The language in which a story is led where it has an article in it: the interface's own, where all are shown."""
    asked: tuple[str, ...] = field(default=(), compare=False)
    """Parts of the address that made it: `lang`, `country`."""
    places: tuple[str, ...] = field(default=(), compare=False)
    """Countries that there are to choose from."""

    @property
    def guessed(self) -> bool:
        """Whether nobody chose yet: a first visit."""
        return self.made_by in ("browser", "nobody")

    @property
    def first(self) -> str:
        """The language that a story is told in where it has an article in it; empty where none was asked for."""
        return self.languages[0] if self.languages else self.prefer

    def stories(self) -> StoryFilter:
        """Which stories it has."""
        return StoryFilter(languages=self.languages, countries=self.countries, prefer=self.prefer)

    def cards(self, category: Category | None = None) -> CardFilter:
        """Which articles it has."""
        return CardFilter(category=category, languages=self.languages, countries=self.countries)

    def shows(self, category: Category) -> bool:
        """Whether its front page has this category."""
        return not self.categories or category in self.categories

    def query(self, lang: str | None = None, country: str | None = None) -> str:
        """What of an address asks for it, with its `?`, or for it with another language or country; empty where it was
        not the address that asked."""
        parts = {}
        if lang is not None or "lang" in self.asked:
            parts["lang"] = lang or ",".join(self.languages) or EVERY
        if country is not None or "country" in self.asked:
            parts["country"] = country or ",".join(self.countries) or EVERY
        return f"?{urlencode(parts, safe=',')}" if parts else ""


def choose(
    request: Request,
    articles: Mapping[str, int],
    places: Sequence[str] = (),
    settings: ReaderSettings | None = None,
    interface: str = "",
) -> Choice:
    """The edition among the languages that have articles (code → how many) and the countries that have publishers.

    `settings` are those of a reader; `interface` is the language of the page where it was asked for, not guessed.
    """
    kept = _kept(request, settings)
    asked_languages = _codes(",".join(request.query_params.getlist("lang")))
    asked_countries = _codes(",".join(request.query_params.getlist("country")))
    asked = (*(("lang",) if asked_languages else ()), *(("country",) if asked_countries else ()))
    guess = guessed(request, articles, interface)
    if asked_languages:
        languages = _present(asked_languages, articles)
    elif kept:
        languages = _present(kept.languages, articles)
    else:
        languages = guess
    countries = tuple(code.upper() for code in asked_countries) or (kept.countries if kept else ())
    own = interface or next(iter(_accepted(request)), "")
    return Choice(
        _led(languages, own),
        "address" if asked else _source(settings) if kept else "browser" if guess else "nobody",
        () if EVERY.upper() in countries else tuple(code for code in countries if code in places),
        kept.categories if kept else (),
        prefer="" if languages else own,
        asked=asked,
        places=tuple(places),
    )


def guessed(request: Request, articles: Mapping[str, int], interface: str = "") -> tuple[str, ...]:
    """The languages that a reader may want: of the page, where it was asked for, and of the browser; none where they
    have too little."""
    wanted = dict.fromkeys((*((interface,) if interface else ()), *_accepted(request)))
    present = _present(tuple(wanted), articles)
    return present if sum(articles[code] for code in present) >= _ENOUGH else ()


def nearest(request: Request, places: Sequence[str]) -> list[str]:
    """The countries, those first that the browser's languages name: `GB` of `en-GB`."""
    regions = [tag.rpartition("-")[2].upper() for tag in browser_languages(request) if "-" in tag]
    return sorted(places, key=lambda code: (regions.index(code) if code in regions else len(regions), code))


def kept_form(codes: Collection[str]) -> str:
    """Languages, countries or categories as a cookie keeps them."""
    return ".".join(codes) or EVERY


def accepted_languages(header: str) -> tuple[str, ...]:
    """The language ranges of an Accept-Language header, best first, lower case (RFC 9110, section 12.5.4)."""
    weighed = []
    for part in header[:500].split(","):
        match = re.fullmatch(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        if match and float(match[2] or 1) > 0:
            weighed.append((-float(match[2] or 1), match[1].lower()))
    return tuple(tag for _, tag in sorted(weighed, key=lambda pair: pair[0]))


def browser_languages(request: Request) -> tuple[str, ...]:
    """The languages that a reader's browser accepts, best first."""
    return accepted_languages(request.headers.get("accept-language", ""))


def _accepted(request: Request) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.partition("-")[0] for tag in browser_languages(request)))


def _kept(request: Request, settings: ReaderSettings | None) -> ReaderSettings | None:
    """What was chosen once: by the reader, else in this browser; None where nothing was."""
    if settings is not None and settings.chosen:
        return settings
    names = (LANGUAGES_COOKIE, COUNTRIES_COOKIE, CATEGORIES_COOKIE)
    languages, countries, categories = (_codes(request.cookies.get(name, "").replace(".", ",")) for name in names)
    if not (languages or countries or categories):
        return None
    return ReaderSettings(
        languages,
        tuple(code.upper() for code in countries if code != EVERY),
        tuple(name for name in CATEGORIES if name in categories),
        chosen=True,
    )


def _source(settings: ReaderSettings | None) -> Literal["reader", "cookie"]:
    return "reader" if settings is not None and settings.chosen else "cookie"


def _codes(text: str) -> tuple[str, ...]:
    codes = (code.strip().lower() for code in text[:400].split(","))
    return tuple(dict.fromkeys(code for code in codes if re.fullmatch(r"[a-z]{2,13}", code)))


def _present(wanted: tuple[str, ...], articles: Mapping[str, int]) -> tuple[str, ...]:
    return () if EVERY in wanted else tuple(code for code in wanted if articles.get(code))


def _led(languages: tuple[str, ...], first: str) -> tuple[str, ...]:
    """The same, the reader's own first."""
    return (first, *(code for code in languages if code != first)) if first in languages else languages
