"""What a reader calls a time → when it begins and ends, in UTC.

2026-11-02  2.11.2026  2 November 2026  3 juillet  ٢ نوفمبر      a day, the last such where no year is given
2026-11  November 2026  novembre                                  a month
2026  2026-W45                                                    a year, a week
today  yesterday  friday  gestern  hier  أمس  昨天                  in the languages of day_words.toml; weekdays by
                                                                  CLDR; a weekday is the last one, today excluded
last week  this month  letztes Jahr  上周                           weeks begin on Monday
7d  36h  2w  3 months  5 days ago                                  as long ago as that, until now
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files

from babel.dates import get_day_names

from octavo.text.date_words import month_of, rare_month_of
from octavo.text.dates import parse_date
from octavo.text.words import tokens

Span = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_LANGUAGES = ("en", "fr", "de", "es", "ar", "zh", "pt", "it", "ru", "ja", "tr", "nl", "pl", "uk", "fa", "ko", "th")
_AGO = re.compile(r"(\d{1,4}) ?([a-z]+)(?: ago)?")
_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}


def span_of(value: str, now: datetime) -> Span | None:
    """When the time meant begins and ends; None where none is meant."""
    try:
        return _span(value, now.astimezone(UTC))
    except (ValueError, OverflowError):  # a month 13, a year 0
        return None


def _span(value: str, now: datetime) -> Span | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    typed = " ".join(tokens(value))
    if word := _words().get(typed):
        return _relative(word, today)
    if (weekday := _weekdays().get(typed)) is not None:
        day = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
        return day, day + _DAY
    if ago := _AGO.fullmatch(typed):
        begins = _ago(int(ago[1]), ago[2], now, today)
        if begins is not None:
            return begins, now
    if date := re.fullmatch(r"(\d{4})(?: (\d{1,2}))?(?: (\d{1,2}))?", typed):
        return _calendar(int(date[1]), int(date[2] or 0), int(date[3] or 0))
    return _month(typed, now) or _written(value, now)


def _relative(word: str, today: datetime) -> Span:
    monday = today - timedelta(days=today.weekday())
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    before = (month - _DAY).replace(day=1)
    spans = {
        "today": (today, today + _DAY),
        "yesterday": (today - _DAY, today),
        "day_before": (today - 2 * _DAY, today - _DAY),
        "this_week": (monday, monday + 7 * _DAY),
        "last_week": (monday - 7 * _DAY, monday),
        "this_month": (month, _next_month(month)),
        "last_month": (before, month),
        "this_year": (year, year.replace(year=year.year + 1)),
        "last_year": (year.replace(year=year.year - 1), year),
    }
    return spans[word]


def _ago(number: int, unit: str, now: datetime, today: datetime) -> datetime | None:
    kind = _UNITS.get(unit) or next((one for one in _UNITS.values() if unit in (one, one + "s")), "")
    match kind:
        case "hour":
            return now - timedelta(hours=number)
        case "day" | "week":
            return today - number * (7 * _DAY if kind == "week" else _DAY)
        case "month" | "year":
            months = today.year * 12 + today.month - 1 - number * (12 if kind == "year" else 1)
            first = today.replace(year=months // 12, month=months % 12 + 1, day=1)
            return min(first + (today.day - 1) * _DAY, _next_month(first) - _DAY)
    return None


def _calendar(year: int, month: int, day: int) -> Span:
    begins = datetime(year, month or 1, day or 1, tzinfo=UTC)
    if day:
        return begins, begins + _DAY
    return begins, _next_month(begins) if month else begins.replace(year=year + 1)


def _month(typed: str, now: datetime) -> Span | None:
    """A month by its name, with a day before or after it or without; of this year or the last where no year is said."""
    named = re.fullmatch(r"(?:(\d{1,2}) )?(\D+?)(?: (\d{1,2}))?(?: (\d{4}))?", typed)
    if not named:
        return None
    number = month_of(named[2]) or rare_month_of(named[2])
    if not number:
        return None
    day = int(named[1] or named[3] or 0)
    if named[4]:
        return _calendar(int(named[4]), number, day)
    begins, ends = _calendar(now.year, number, day)
    return (begins, ends) if begins <= now else _calendar(now.year - 1, number, day)


def _written(value: str, now: datetime) -> Span | None:
    """A date as publishers write them, or one without a year."""
    found = parse_date(value, now=now)
    if found is None:
        return None
    if week := re.fullmatch(r"(\d{4})-?[wW](\d{2})", value.strip()):
        begins = datetime.fromisocalendar(int(week[1]), int(week[2]), 1).replace(tzinfo=UTC)
        return begins, begins + 7 * _DAY
    begins = found.replace(hour=0, minute=0, second=0, microsecond=0)
    return begins, begins + _DAY


def _next_month(first: datetime) -> datetime:
    return (first + 31 * _DAY).replace(day=1)


@cache
def _words() -> dict[str, str]:
    listed = tomllib.loads((files(__package__) / "day_words.toml").read_text(encoding="utf-8"))
    return {" ".join(tokens(word)): name for name, words in listed.items() for word in words}


@cache
def _weekdays() -> dict[str, int]:
    """Folded names of weekdays, Monday 0, in the languages of CLDR that are listed here."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for day, name in get_day_names(width, locale=language).items():
                if words := " ".join(tokens(name)):
                    names.setdefault(words, day)
    return names
