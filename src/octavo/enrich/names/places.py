"""Which countries and cities an article is about, with coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.enrich.names.gazetteer import City, cities, fold
from octavo.enrich.names.lexicon import demonyms
from octavo.enrich.names.whereabouts import city_stem, place_id
from octavo.news.marks import Mention, Place

KNOWN = 300_000
"""Inhabitants from which a city is meant though nothing else in the text points to its country."""

MOST = 8
"""Places of one article, the weightiest."""

HEAD = 400
"""Characters of a text's beginning, in which a mention counts double."""


def places_of(mentions: Sequence[Mention], language: str = "") -> tuple[Place, ...]:
    """The places of an article, weightiest first; weights are shares of all its mentions of places.

    Names and adjectives of countries count for the country. A city's name means the largest city of that name in a
    country that the text names otherwise; failing that the largest of all, if it has KNOWN inhabitants.
    """
    countries: Counter[str] = Counter()
    towns: Counter[str] = Counter()
    for mention in mentions:
        worth = 2 if mention.start < HEAD else 1
        country = _country(mention, language)
        if country:
            countries[country] += worth
        elif mention.kind == "place":
            towns[mention.name] += worth
    found: Counter[tuple[str, City | None]] = Counter({(code, None): worth for code, worth in countries.items()})
    for name, worth in towns.items():
        city = _city(name, language, countries)
        if city is not None:
            found[(city.country, city)] += worth
    total = found.total()
    return tuple(
        Place(code, city.name, city.latitude, city.longitude, worth / total)
        if city is not None
        else Place(code, weight=worth / total)
        for (code, city), worth in found.most_common(MOST)
    )


def _country(mention: Mention, language: str) -> str:
    if mention.kind == "place":
        found = place_id(mention.name, language)
        code = found.removeprefix("country:") if found.startswith("country:") else ""
        return "" if code.isdigit() else code[:2]
    if mention.kind == "subject":
        return demonyms(language or "en").country(mention.name) or ""
    return ""


def _city(name: str, language: str, countries: Counter[str]) -> City | None:
    candidates = cities().get(fold(name)) or city_stem(name, language)
    for city in candidates:
        if city.country in countries:
            return city
    return candidates[0] if candidates and candidates[0].population >= KNOWN else None
