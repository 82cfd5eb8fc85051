"""Which country or city a place's name means, in the languages that countries are named in."""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale

from octavo.enrich.names.gazetteer import City, cities, continents, countries, fold, has_locale
from octavo.enrich.names.inflection import SLAVONIC, stem
from octavo.enrich.names.lexicon import LISTS
from octavo.enrich.names.scripts import romanised

_LANGUAGES = "en de fr es it nl pt pl cs sk sl hr sr bg mk ru uk be ro hu el tr ar fa he hi zh ja ko sv da nb fi"
NAMED = tuple(_LANGUAGES.split())
"""Languages whose names of countries are known whatever the text's language."""


@cache
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    """Countries by folded name, and by Slavonic stem."""
    names: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in (LISTS / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, *listed = line.split("\t")
            names |= {fold(name): code for name in listed}
            stems |= {_stems(name): code for name in listed if len(name) > 4}
    for language in NAMED:
        for name, code in (countries(language) | continents(language)).items():
            names.setdefault(name, code)
            if language in SLAVONIC:
                stems.setdefault(_stems(name), code)
    return names, stems


def city_stem(name: str, language: str) -> tuple[City, ...]:
    """The large cities that an inflected Slavonic name may mean, the largest first; none in other languages."""
    return _city_stems().get(_stems(name), ()) if language in SLAVONIC else ()


@cache
def _city_stems() -> dict[str, tuple[City, ...]]:
    return {
        _stems(name): found
        for name, found in reversed(cities().items())
        if found[0].population >= 200_000 and len(name) > 3
    }


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """A country's name in a language (CLDR), else in English; the code where neither has it."""
    for locale in (language, "en"):
        if locale and has_locale(locale):
            name = Locale(locale).territories.get(code)
            if name:
                return str(name)
    return code


@lru_cache(maxsize=65536)
def place_id(name: str, language: str = "") -> str:
    """`country:DE` or `city:2950159` for a name that the gazetteer has; empty for others.

    Of cities with one name the largest is meant. Case endings are looked through in Slavonic languages.
    """
    key = fold(name)
    names, stems = _countries()
    if key in names:
        return f"country:{names[key]}"
    found = cities().get(key)
    if found:
        return f"city:{found[0].geoname}"
    if language in SLAVONIC:
        stemmed = _stems(name)
        if stemmed in stems:
            return f"country:{stems[stemmed]}"
        if stemmed in _city_stems():
            return f"city:{_city_stems()[stemmed][0].geoname}"
    return ""


def _stems(name: str) -> str:
    return " ".join(stem(romanised(word)) for word in name.replace("-", " ").split())
