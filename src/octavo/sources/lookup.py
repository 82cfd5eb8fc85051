"""Finding in the catalogue: publishers by words, an edition by a browser's languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale

from octavo.news.sources import Edition, Publisher
from octavo.text.words import tokens

_SAME_LANGUAGE = {"no": "nb", "nn": "nb", "hr": "sr", "bs": "sr", "cnr": "sr"}
"""Languages whose readers read the edition of another: Norway's two, and the one of Serbia, Croatia, Bosnia."""

Names = Mapping[str, Any]
"""CLDR's names of countries or languages by code."""

_LANGUAGE_RANGE = re.compile(r"\s*([A-Za-z]{2,8})((?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


class Finder:
    """Publishers with the words that find them, made once."""

    def __init__(self, publishers: Iterable[Publisher]) -> None:
        territories, languages = Locale("en").territories, Locale("en").languages
        self._known = [
            (one, tokens(one.name), tokens(" ".join(_about(one, territories, languages)))) for one in publishers
        ]

    def find(self, text: str) -> list[Publisher]:
        """Those of which every word of `text` begins a word; those named so first, then by name."""
        wanted = tokens(text)
        if not wanted:
            return []
        found = []
        for publisher, name, about in self._known:
            named = [any(word.startswith(part) for word in name) for part in wanted]
            if all(
                hit or any(word.startswith(part) for word in about) for part, hit in zip(wanted, named, strict=True)
            ):
                rank = (not all(named), name[: len(wanted)] != wanted, len(name))
                found.append((rank, publisher))
        found.sort(key=lambda pair: pair[0])
        return [publisher for _, publisher in found]


def negotiate(accept_language: str, editions: Sequence[Edition]) -> Edition | None:
    """The edition that suits the languages a browser names, most wanted first; None where none does.

    For `de-AT` that of Austria in German, then the one named like the language, then any in the language without a
    country, then the first in it. Junk in the header is passed over.
    """
    for language, country in _wanted(accept_language):
        same = [one for one in editions if one.language == language]
        suited = (
            [one for one in same if country and one.country == country]
            or [one for one in same if one.id == language]
            or [one for one in same if not one.country]
            or same
        )
        if suited:
            return suited[0]
    return None


def _wanted(accept_language: str) -> list[tuple[str, str]]:
    """(language, country) by falling weight; the country is empty where not named."""
    ranges = []
    for part in accept_language[:1000].split(","):
        match = _LANGUAGE_RANGE.fullmatch(part)
        if match and (weight := float(match[3] or 1)) > 0:
            language = match[1].lower()
            country = next((tag.upper() for tag in match[2].split("-") if len(tag) == 2 and tag.isalpha()), "")
            ranges.append((-weight, _SAME_LANGUAGE.get(language, language), country))
    ranges.sort(key=lambda wanted: wanted[0])
    return [(language, country) for _, language, country in ranges]


def _about(publisher: Publisher, territories: Names, languages: Names) -> Iterable[str]:
    country, language = publisher.country, publisher.language
    yield from (publisher.id, publisher.owner, country, territories.get(country, ""))
    yield from (
        language,
        languages.get(language, ""),
        Locale(language).get_display_name() or "" if language in _OWN else "",
    )


_OWN = frozenset({"ar", "de", "el", "es", "fa", "fr", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"})
"""Languages that are found by their own names too: loading a locale takes milliseconds, so not all."""
