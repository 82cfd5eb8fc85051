"""The reader's own hours, wherever they live and whatever their clocks are put to (IANA time zones)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from octavo.news.readers import ReaderSettings

_DAY = timedelta(days=1)


def zone_of(settings: ReaderSettings) -> tzinfo:
    """The reader's zone; UTC where none is set, or one that this machine does not know any more."""
    return _zone(settings.zone)


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@cache
def zones() -> tuple[str, ...]:
    """The zones that a reader may choose from, in alphabetical order: those named after places."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def quiet_until(settings: ReaderSettings, now: datetime) -> datetime | None:
    """When the quiet hours end that it is now; None where it is none of them."""
    if settings.quiet is None:
        return None
    begins, ends = settings.quiet
    zone = zone_of(settings)
    local = now.astimezone(zone)
    quiet = begins <= local.hour < ends if begins <= ends else local.hour >= begins or local.hour < ends
    if not quiet:
        return None
    days = (local.date() + number * _DAY for number in range(3))
    # An hour that a zone leaves out in spring ends when the clocks have gone on; one that it has twice, the first time,
    # or where that is over, the second.
    hours = (datetime.combine(day, time(ends, fold=fold), zone).astimezone(UTC) for day in days for fold in (0, 1))
    return next(end for end in hours if end > now)


def briefing_day(settings: ReaderSettings, last: str, now: datetime) -> date | None:
    """The day, by the reader's clock, whose briefing is to be made now; None where it is not time, or `last` is that of
    one made already. One that could not be made at its hour is made late, but not for a day that is over."""
    if settings.briefing_hour is None:
        return None
    local = now.astimezone(zone_of(settings))
    if local.hour < settings.briefing_hour or last >= local.date().isoformat():
        return None
    return local.date()
