"""How often a feed says it changes: ttl, sy:updatePeriod, skipHours, skipDays, as one number of seconds."""

from __future__ import annotations

_PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}
LONGEST = 604800.0
"""No feed is left alone for more than a week, whatever it says."""


def hint(ttl: str, period: str, frequency: str, skipped_hours: int, skipped_days: int) -> float:
    """Seconds between updates, the longest of what the feed says; 0 where it says nothing sensible.

    Skipped hours and days count where they leave at most three hours a day, or two days a week: then each one left is
    taken for one update.
    """
    claims = [60.0 * _number(ttl)]
    if every := _PERIODS.get(period.strip().lower()):
        claims.append(every / (_number(frequency) or 1.0))
    if 21 <= skipped_hours < 24:
        claims.append(86400.0 / (24 - skipped_hours))
    if 5 <= skipped_days < 7:
        claims.append(604800.0 / (7 - skipped_days))
    return min(max(claims), LONGEST)


def _number(text: str) -> float:
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0.0
