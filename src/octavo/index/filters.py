"""What stands after `name:` in a query → clauses.

source:guardian  source:"The Guardian"      a publisher, by host or part of its name
topic:lavrov                                a topic, by its address or any spelling of its name
category:sport   lang:ar,fr   lang:arabic   country:LB  country:Lebanon   (languages and countries by their names
                                            in English or in any language of the interface, or by code)
by:"Ada Quill"                              an author, or a word of the name
has:video  has:audio  has:image             is:copy  is:original  is:edited  is:live
after:yesterday  before:2026-11  on:friday  see days.py
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import get_args

from babel import Locale, UnknownLocaleError

from octavo.index.days import span_of
from octavo.news.sources import CATEGORIES
from octavo.ports import Clause
from octavo.ports.search import Field
from octavo.text.words import tokens

HAS = {
    "video": ("video", "videos", "film"),
    "audio": ("audio", "sound", "podcast"),
    "image": ("image", "images", "picture", "pictures", "photo", "photos"),
}
IS = {
    "copy": ("copy", "copied", "copies", "duplicate"),
    "original": ("original", "own"),
    "edited": ("edited", "revised", "changed"),
    "live": ("live",),
}
_SPOKEN = ("en", "fr", "de", "es", "ar", "zh", "pt", "it", "ru", "ja", "tr", "nl", "pl", "fa", "ko", "hi", "th", "uk")
"""Languages in which readers may name a country."""


class NotUnderstood(Exception):
    """A value that means nothing, in words for the reader."""

    def __init__(self, message: str, *, as_words: bool = False) -> None:
        super().__init__(message)
        self.as_words = as_words


def filter_of(name: str, value: str, now: datetime) -> list[Clause]:
    """The clauses of one filter: `on:` makes two. Raises NotUnderstood."""
    return _READERS[FIELDS[name]](value, now)


def written(field: str, value: str) -> str:
    """A filter as a reader writes it."""
    return f"{field}:{value}" if re.fullmatch(r"\w[\w.~-]*", value) else f'{field}:"{value}"'


def _each(field: Field, value: str, read: Callable[[str], str]) -> list[Clause]:
    values = tuple(dict.fromkeys(read(one.strip()) for one in re.split("[,،、]", value) if one.strip()))
    name = _WRITTEN.get(field, field)
    return [Clause(field=field, values=values, written=" ".join(written(name, one) for one in values))]


def _named(field: Field) -> Callable[[str, datetime], list[Clause]]:
    """A filter whose values the archive knows."""

    def read(value: str, now: datetime) -> list[Clause]:
        value = " ".join(value.split())
        if not tokens(value):
            raise NotUnderstood(f"“{value}” has no word to look for.", as_words=True)
        return [Clause(field=field, values=(value.casefold(),), written=written(_WRITTEN.get(field, field), value))]

    return read


def _language(value: str, now: datetime) -> list[Clause]:
    return _each("language", value, _language_code)


def _country(value: str, now: datetime) -> list[Clause]:
    return _each("country", value, _country_code)


def _category(value: str, now: datetime) -> list[Clause]:
    return _each("category", value, _category_name)


def _has(value: str, now: datetime) -> list[Clause]:
    return _each("has", value, lambda one: _one_of("has", one, HAS))


def _is(value: str, now: datetime) -> list[Clause]:
    return _each("is", value, lambda one: _one_of("is", one, IS))


def _category_name(value: str) -> str:
    typed = value.casefold()
    fitting = [name for name in CATEGORIES if name.startswith(typed) or typed.startswith(name)]
    if len(fitting) != 1:
        raise NotUnderstood(f"“{value}” is no category; they are {', '.join(CATEGORIES)}.")
    return fitting[0]


def _one_of(field: str, value: str, known: dict[str, tuple[str, ...]]) -> str:
    found = next((name for name, words in known.items() if value.casefold() in words), None)
    if found is None:
        raise NotUnderstood(
            f"“{field}:{value}” means nothing; there is {', '.join(f'{field}:{one}' for one in known)}."
        )
    return found


def _language_code(value: str) -> str:
    """The primary subtag of a code, or of a language's name in English or in itself."""
    typed = value.casefold().replace("_", "-").partition("-")[0]
    name = " ".join(tokens(value))
    english = _english_names()
    code = typed if typed in english.values() else english.get(name) or _own_names().get(name, "")
    if not code:
        raise NotUnderstood(f"“{value}” is no language that Octavo knows; give a code such as en or ar.")
    return code


def _country_code(value: str) -> str:
    """ISO 3166 alpha-2, in capitals."""
    code = {"UK": "GB", "EL": "GR"}.get(value.upper(), value.upper())
    if code in Locale("en").territories and len(code) == 2:
        return code
    name = " ".join(tokens(value))
    if found := _countries().get(name):
        return found
    # A code that no list has may be a country of the sample newsroom.
    if re.fullmatch("[A-Z]{2}", code):
        return code
    raise NotUnderstood(f"“{value}” is no country that Octavo knows; give a code such as FR or LB.")


@cache
def _english_names() -> dict[str, str]:
    """Folded English names → primary subtags, of the languages that CLDR names."""
    languages = Locale("en").languages.items()
    return {" ".join(tokens(name)): code for code, name in languages if len(code) <= 3 and code.isalpha()}


@cache
def _own_names() -> dict[str, str]:
    """The same by the languages' own names. Half a second once: every language's data is read for it."""
    names = {}
    for code in _english_names().values():
        with suppress(UnknownLocaleError):
            names[" ".join(tokens(Locale(code).get_display_name() or ""))] = code
    return names


@cache
def _countries() -> dict[str, str]:
    """Folded names in many languages → codes."""
    names: dict[str, str] = {}
    for language in _SPOKEN:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(" ".join(tokens(name)), code)
    return names


def _after(value: str, now: datetime) -> list[Clause]:
    return [Clause(field="after", moment=_span(value, now)[0], written=written("after", value))]


def _before(value: str, now: datetime) -> list[Clause]:
    return [Clause(field="before", moment=_span(value, now)[0], written=written("before", value))]


def _on(value: str, now: datetime) -> list[Clause]:
    begins, ends = _span(value, now)
    return [
        Clause(field="after", moment=begins, written=f"after:{begins.date()}"),
        Clause(field="before", moment=ends, written=f"before:{ends.date()}"),
    ]


def _span(value: str, now: datetime) -> tuple[datetime, datetime]:
    found = span_of(value, now)
    if found is None:
        raise NotUnderstood(f"“{value}” is no date; write it as 2026-11-02, 2026-11, 2026, yesterday or 7d.")
    return found


_READERS: dict[str, Callable[[str, datetime], list[Clause]]] = {
    "source": _named("source"), "topic": _named("topic"), "author": _named("author"),
    "category": _category, "language": _language, "country": _country, "has": _has, "is": _is,
    "after": _after, "before": _before, "on": _on,
}  # fmt: skip
assert set(_READERS) == {*get_args(Field), "on"}

_WRITTEN = {"language": "lang", "author": "by"}
"""As filters are written, where not by their own name."""

FIELDS = {
    "source": "source", "site": "source", "publisher": "source", "from": "source",
    "topic": "topic", "tag": "topic", "about": "topic",
    "category": "category", "cat": "category", "section": "category",
    "lang": "language", "language": "language", "country": "country",
    "by": "author", "author": "author", "has": "has", "is": "is",
    "after": "after", "since": "after", "before": "before", "until": "before",
    "on": "on", "date": "on", "day": "on", "during": "on", "in": "on",
}  # fmt: skip
"""The names that readers may give a filter."""
