"""Publishers' dates of every form: RFC 822, 850, 2822, asctime, RFC 3339, ISO 8601, W3CDTF, epochs, and free words.

    ISO 8601 ──► RFC 822 ──► epoch ──► calendar digits ──► words and numbers in any order

The first two take two microseconds and are nearly all that feeds hold. Whatever is understood comes back in UTC; what
is not is None, never a guess and never an exception.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta, tzinfo

from octavo.text.date_words import EVENING, MORNING, fold, month_of, rare_month_of, zone_of

MAX_LENGTH = 120
"""Longer strings hold more than a date."""

_SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH_NUMBER = {name: number for number, name in enumerate(_SHORT_MONTHS.split(), 1)}
_MONTH_DIGITS = {name.capitalize(): f"{number:02}" for name, number in _MONTH_NUMBER.items()}

_RFC_822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s*)?(\d{1,2})[\s-]([A-Za-z]{3})[\s-](\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"(?:\s*([+-]\d{4}|[A-Za-z]{1,5}))?",
    re.ASCII,
)
_ISO = re.compile(
    r"(\d{4})-(\d{1,3})(?:-(\d{1,2}))?(?:(?:t|\s+|,\s*)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?"
    r"\s*(z|utc|gmt|[+-]\d{1,2}(?::?\d{2})?(?![\d:]))?(?:\[[\w/+-]+\])?"
)
_WEEK = re.compile(r"(\d{4})-?w(\d{2})(?:-?([1-7]))?")
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
_EPOCH = re.compile(r"(?:/date\()?(-?\d{9,19})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?(z|[+-]\d{2}:?(?:\d{2})?)?")
_SHORT_DIGITS = re.compile(r"(\d\d)(-?)([01]\d)\2([0-3]\d)")

_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})(?::|\.(?=\d{2}\.\d{2}(?!\d)|\d{2}\s*(?:uhr|h\b))|\s?(?:h(?![a-z])|時|时|点|點|시)\s?)(\d{2})?(?:분|分)?"
    r"(?:[:.]\s?(\d{1,2})|\s?(\d{1,2})[秒초])?(?:[.,]\d{1,9})?(?![\d:])"
)
_HOUR = re.compile(r"(?<![\d:/.-])(\d{1,2})\s*(a\.?m\.?|p\.?m\.?)(?![a-z])")
_OFFSET = re.compile(r"(?:\b(?:utc|gmt)\s?)?(?<!\d)[+-]\d{1,2}(?::?\d{2})?(?![\d:/-])")
_IANA = re.compile(r"[A-Z][a-z]+/[A-Z][A-Za-z_/+-]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?")
_GLUED = re.compile(r"\d(?!(?:st|nd|rd|th|er|de|t|h|º|ª)\b)[a-z]{4,}")

_KOREA = timedelta(hours=9)


def parse_date(text: str, *, now: datetime | None = None, zone: tzinfo | None = None) -> datetime | None:
    """The moment a publisher's string means, aware and in UTC; None where it means none.

    A date without zone is in `zone`, or UTC where that is not given (Korean words mean Korean time). With `now`, a date
    without year is the last one not after tomorrow, and 03/04/2026 is read so that it does not lie ahead. Two-digit
    years follow RFC 2822: 00 to 49 are this century. Publishers' null dates (year 0 or 1) are None. Never raises.
    """
    text = text.strip()
    if not 4 <= len(text) <= MAX_LENGTH:
        return None
    try:
        moment = _common_form(text, zone) or _rarer_form(text, now, zone)
        if moment is None or moment.year <= 1:
            return None
        return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # a month 13, a second 75, a year 10000
        return None


def _common_form(text: str, zone: tzinfo | None) -> datetime | None:
    """RFC 3339 and RFC 822, as nearly every feed writes them; None sends the string on to the patient reader."""
    if len(text) >= 19 and text[4] == "-" and text[10] in "T ":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)
    if by_columns := _feed_form(text):
        return by_columns
    if match := _RFC_822.fullmatch(text):
        day, name, year, hour, minute, second, zone_name = match.groups()
        month = _MONTH_NUMBER.get(name.lower())
        known = zone_of(zone_name) if zone_name else zone or UTC
        if month and known:
            return _moment(_century(year), month, int(day), int(hour), int(minute), int(second or 0), known)
    return None


def _feed_form(text: str) -> datetime | None:
    """`Fri, 03 Apr 2026 10:30:00 GMT` or `… +0200`, the form of most feeds, by its columns: in a third of the time."""
    if text[3:5] != ", " or (month := _MONTH_DIGITS.get(text[8:11])) is None or not text[:3].isalpha():
        return None
    zone = text[25:]
    if zone in (" GMT", " UTC", " +0000"):
        offset = "+00:00"
    elif len(zone) == 6 and zone[1] in "+-":
        offset = f"{zone[1:4]}:{zone[4:]}"
    else:
        return None
    try:
        return datetime.fromisoformat(f"{text[12:16]}-{month}-{text[5:7]}T{text[17:25]}{offset}")
    except ValueError:  # a leap second, or no such form after all
        return None


def _rarer_form(text: str, now: datetime | None, zone: tzinfo | None) -> datetime | None:
    folded = fold(text)
    if (match := _EPOCH.fullmatch(folded)) and (moment := _epoch(match[1])):
        return moment
    if match := _WEEK.fullmatch(folded):
        return datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1)).replace(tzinfo=zone or UTC)
    if match := _ORDINAL.fullmatch(folded):
        return datetime(int(match[1]), 1, 1, tzinfo=zone or UTC) + timedelta(days=int(match[2]) - 1)
    if match := _DIGITS.fullmatch(folded):
        return _moment(*_numbers(match), (match[7] and zone_of(match[7])) or zone or UTC)
    if match := _SHORT_DIGITS.fullmatch(folded):
        return _moment(_century(match[1]), int(match[3]), int(match[4]), 0, 0, 0, zone or UTC)
    if (match := _ISO.fullmatch(folded)) and (match[3] or len(folded) <= 7):
        return _iso(match, zone or UTC)
    if re.fullmatch(r"(?:19|20)\d\d", folded):
        return datetime(int(folded), 1, 1, tzinfo=zone or UTC)
    return _words(text, folded, now, zone)


def _iso(match: re.Match[str], zone: tzinfo) -> datetime | None:
    fraction, name = match[7], match[8]
    if name and not match[4] and name[0] in "+-" and ":" not in name:
        return None  # 2013-01-27-01 is no date with a zone
    known = zone_of(name) if name else zone
    if known is None:
        return None
    moment = _moment(*_numbers(match), known)
    return moment.replace(microsecond=int(fraction[:6].ljust(6, "0"))) if fraction else moment


def _numbers(match: re.Match[str]) -> tuple[int, int, int, int, int, int]:
    """The first six groups as numbers: a missing day is the first, a missing time midnight."""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return year, month, day if match[3] else 1, hour, minute, second


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int, zone: tzinfo) -> datetime:
    """A leap second and 24:00 are the next moment; anything else out of range raises ValueError."""
    ahead = timedelta(0)
    if second == 60:
        second, ahead = 59, timedelta(seconds=1)
    if hour == 24 and minute == second == 0:
        hour, ahead = 0, timedelta(days=1)
    moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    return moment + ahead if ahead else moment


def _century(year: str) -> int:
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 50 else 1900)


def _epoch(digits: str) -> datetime | None:
    """Seconds, milliseconds, microseconds or nanoseconds, told by their number: only those since 1973 are taken."""
    number = int(digits)
    size = len(digits.lstrip("-"))
    for length, divisor in ((11, 1), (14, 10**3), (17, 10**6), (19, 10**9)):
        if size <= length:
            if size == 14 and _DIGITS.fullmatch(digits) and 1900 < int(digits[:4]) < 2100 and int(digits[4:6]) <= 12:
                return None  # 20240131120000 is a calendar date
            return datetime.fromtimestamp(number / divisor, UTC)
    return None


def _words(text: str, folded: str, now: datetime | None, zone: tzinfo | None) -> datetime | None:
    """Day, month, year, time and zone in any order and language; every number must find its place."""
    if _GLUED.search(folded):
        return None
    rest, after, hour, minute, second = _take_clock(re.sub(r"(?<=\d)t(?=\d)", " ", folded))
    zone_found: tzinfo | None = None
    if hour is not None and (match := _OFFSET.search(rest, after)):
        zone_found = zone_of(re.sub(r"\s", "", match[0]))
        rest = rest[: match.start()] + " " + rest[match.end() :]
        if zone_found is None:
            return None
    if match := _IANA.search(text):
        zone_found = zone_found or zone_of(match[0])
    words = _TOKEN.findall(rest)
    date = _calendar(words, rest, now)
    if date is None:
        return None
    if hour is not None and zone_found is None:
        zone_found = next((found for word in reversed(words) if len(word) < 6 and (found := _zone_word(word))), None)
    if zone_found is None and zone is None and re.search(r"[가-힣\u1100-\u11ff]", folded):
        return _moment(*date, hour or 0, minute, second, UTC) - _KOREA
    return _moment(*date, hour or 0, minute, second, zone_found or zone or UTC)


def _zone_word(word: str) -> tzinfo | None:
    return zone_of(word) if word.isascii() and word.isalpha() else None


def _take_clock(text: str) -> tuple[str, int, int | None, int, int]:
    """The text without its time of day, where that stood, and the time: hour None where there is none."""
    match = _CLOCK.search(text)
    if match and (match[2] or not match[0].strip().isdigit()):
        hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or match[4] or 0)
    elif match := _HOUR.search(text):
        hour, minute, second = int(match[1]), 0, 0
    else:
        return text, 0, None, 0, 0
    near = [*text[max(0, match.start() - 8) : match.start()].split()[-1:], *text[match.end(1) :][:12].split()[:3]]
    near = [re.sub(r"[\d:]", "", word).strip(",") for word in near]
    if hour < 12 and any(word in EVENING for word in near):
        hour += 12
    elif hour == 12 and any(word in MORNING for word in near):
        hour = 0
    return text[: match.start()] + " " + text[match.end() :], match.start(), hour, minute, second


def _calendar(words: list[str], rest: str, now: datetime | None) -> tuple[int, int, int] | None:
    """Year, month and day of the tokens that remain; None unless every number is one of the three."""
    numbers = [word for word in words if word.isdecimal()]
    if match := re.search(r"(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})", rest):
        return _century(match[1]), int(match[2]), int(match[3])
    if match := re.search(r"(?<!\d)(\d{1,2})[月월]\s?(\d{1,2})[日일]", rest):
        return _with_year(int(match[1]), int(match[2]), now)
    month = _month_in(words)
    if not month:
        return _numeric(numbers, rest, now)
    years = [number for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(days) == 1 and len(numbers) == 2:
        return _gregorian(int(years[0])), month, days[0]
    if not years and len(days) == 2 and len(numbers) == 2:
        day, year = (days[1], days[0]) if days[0] > 31 else (days[0], days[1])
        return _century(f"{year:02}"), month, day
    if len(numbers) == 1 and days:
        return _with_year(month, days[0], now)
    if len(numbers) == 1 and years and len(words) == 2:
        return int(years[0]), month, 1
    return None


def _month_in(words: list[str]) -> int:
    names = [word.strip(".") for word in words if not word.isdecimal()]
    pairs = [" ".join(pair) for pair in itertools.pairwise(names)]
    for look in (month_of, rare_month_of):
        for name in (*pairs, *names):
            if len(name) > 1 and (month := look(name)):
                return month
        # A name with an article or preposition grown on: Hebrew ב, Arabic ال, and Hungarian or Basque case endings.
        if look is rare_month_of:
            for name in names:
                if not name.isascii() and len(name) > 3 and (month := look(name[1:])):
                    return month
    return 0


def _numeric(numbers: list[str], rest: str, now: datetime | None) -> tuple[int, int, int] | None:
    """2026/04/03, 3.4.2026, 04/03/2026: the year shows by its length; day and month by size, separator, am and pm."""
    if len(numbers) != 3 or any(len(number) > 4 or len(number) == 3 for number in numbers):
        return None
    first, second, third = (int(number) for number in numbers)
    if len(numbers[0]) == 4:
        return _gregorian(first), second, third
    if len(numbers[1]) > 2:
        return None
    year = _gregorian(_century(numbers[2]))
    if second > 12 or (first <= 12 and "." not in rest and _month_first(year, first, second, rest, now)):
        return year, first, second
    return year, second, first


def _month_first(year: int, first: int, second: int, rest: str, now: datetime | None) -> bool:
    """Whether 03/04/2026 is the American 4 March, not 3 April: am or pm stands by it, or only that is past."""
    if re.search(r"\b[ap]\.?m\b", rest):
        return True
    if now is None or now + timedelta(days=1) >= datetime(year, second, first, tzinfo=UTC):
        return False
    return now + timedelta(days=1) >= datetime(year, first, second, tzinfo=UTC)


def _gregorian(year: int) -> int:
    """Thai years count from 543 years earlier."""
    return year - 543 if 2443 <= year <= 2643 else year


def _with_year(month: int, day: int, now: datetime | None) -> tuple[int, int, int] | None:
    if now is None:
        return None
    ahead = datetime(now.year, month, day, tzinfo=UTC) > now + timedelta(days=1)
    return now.year - ahead, month, day
