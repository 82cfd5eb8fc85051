"""What a reader typed into the search field → Query. Never fails: what is not understood is said in its notes.

    harbour bridge          both words
    "harbour bridge"        the words side by side
    -ferry  -"night ferry"  without them
    source:guardian         of a publisher: its host or part of its name; several: any of them
    lang:ar  lang:arabic    in a language; several: any of them
    category:sport          of a category; several: any of them
    after:2026-11-02        shown on that day or later; a month, a year, `today`, `yesterday` and `7d` (days) will do
    before:2026-11          shown before that day, month or year began

Days begin at midnight UTC. A word is folded as the index folds it (text/words.py); one that yields several tokens
(`U.S.`, `北京`) is asked for as a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

from octavo.news.sources import CATEGORIES
from octavo.ports import Query
from octavo.text.words import tokens

MOST_CHARACTERS = 500
MOST_TERMS = 24
"""Longer questions are cut, with a note: every term costs the index a look, and no reader types more."""

_QUOTES = '"“”„«»'
_ITEM = re.compile(
    rf"(?P<minus>[-−])?(?:(?P<field>[^\W\d_]+):(?=[^\s/]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?|(?P<word>[^\s{_QUOTES}]+))"
)


def parse_query(text: str, now: datetime) -> Query:
    """The query that `text` means; `now` (with zone) is what `today` and `yesterday` count from."""
    reading = _Reading(now)
    if len(text) > MOST_CHARACTERS:
        reading.notes.append(f"Only the first {MOST_CHARACTERS} characters were read.")
    for item in _ITEM.finditer(text[:MOST_CHARACTERS]):
        _read_item(reading, item)
    return reading.query()


@dataclass(slots=True)
class _Reading:
    """The query in the making."""

    now: datetime
    terms: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    before: datetime | None = None
    after: datetime | None = None
    notes: list[str] = field(default_factory=list)

    def query(self) -> Query:
        terms, excluded = _once_each(self.terms), _once_each(self.excluded)
        if len(terms) + len(excluded) > MOST_TERMS:
            self.notes.append(f"Only the first {MOST_TERMS} words were looked for.")
        if self.before and self.after and self.after >= self.before:
            self.notes.append("No day is both before and after these dates.")
        return Query(
            terms=terms[:MOST_TERMS],
            excluded=excluded[: max(0, MOST_TERMS - len(terms))],
            sources=_once_each(self.sources),
            languages=_once_each(self.languages),
            categories=_once_each(self.categories),
            before=self.before,
            after=self.after,
            notes=_once_each(self.notes),
        )


def _read_item(reading: _Reading, item: re.Match[str]) -> None:
    name = (item["field"] or "").lower()
    value = (item["word"] if item["phrase"] is None else item["phrase"]).strip()
    if item["phrase"] is not None and not item["closed"]:
        reading.notes.append("A quotation mark was not closed; the rest was taken as one phrase.")
    if name in _FILTERS and value:
        if item["minus"]:
            reading.notes.append(f"“-{name}:” cannot be left out yet; it was passed over.")
        elif note := _FILTERS[name](reading, value):
            reading.notes.append(note)
        return
    if name:
        reading.notes.append(f"“{name}:” is no filter; it was looked for as a word.")
        value = f"{name} {value}"
    if term := " ".join(tokens(value)):
        (reading.excluded if item["minus"] else reading.terms).append(term)


# A filter takes its value into the reading; it answers with a note where it cannot.


def _source(reading: _Reading, value: str) -> str:
    reading.sources.append(value.casefold())
    return ""


def _language(reading: _Reading, value: str) -> str:
    code = _language_code(value)
    if not code:
        return f"“{value}” is no language that Octavo knows; give a code such as en or ar."
    reading.languages.append(code)
    return ""


def _category(reading: _Reading, value: str) -> str:
    typed = value.casefold()
    fitting = [name for name in CATEGORIES if name.startswith(typed) or typed.startswith(name)]
    if len(fitting) != 1:
        return f"“{value}” is no category; they are {', '.join(CATEGORIES)}."
    reading.categories.append(fitting[0])
    return ""


def _before(reading: _Reading, value: str) -> str:
    day = _day(value, reading.now)
    if day is None:
        return _no_date(value)
    reading.before = min(day, reading.before or day)
    return ""


def _after(reading: _Reading, value: str) -> str:
    day = _day(value, reading.now)
    if day is None:
        return _no_date(value)
    reading.after = max(day, reading.after or day)
    return ""


_FILTERS: dict[str, Callable[[_Reading, str], str]] = {
    "source": _source, "site": _source, "lang": _language, "language": _language, "category": _category,
    "before": _before, "until": _before, "after": _after, "since": _after,
}  # fmt: skip


def _no_date(value: str) -> str:
    return f"“{value}” is no date; write it as 2026-11-02, 2026-11, 2026, yesterday or 7d."


def _day(value: str, now: datetime) -> datetime | None:
    """The beginning of the day, month or year meant, None where it is none."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    typed = " ".join(tokens(value))
    if typed in ("today", "yesterday"):
        return today - timedelta(days=typed == "yesterday")
    if ago := re.fullmatch(r"(\d{1,4})d", typed):
        return today - timedelta(days=int(ago[1]))
    if date := re.fullmatch(r"(\d{4})(?: (\d{1,2}))?(?: (\d{1,2}))?", typed):
        try:
            return datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1), tzinfo=UTC)
        except ValueError:
            return None
    return None


def _language_code(value: str) -> str:
    """The primary subtag of a code, or of a language's name in English or in itself; empty where there is none."""
    typed = value.casefold().replace("_", "-").partition("-")[0]
    name = " ".join(tokens(value))
    english = _english_names()
    return typed if typed in english.values() else english.get(name) or _own_names().get(name, "")


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


def _once_each(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
