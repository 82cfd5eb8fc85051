"""Days or hours as bars side by side, for a chart drawn in SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Bar:
    """One day in the chart, in the chart's own units."""

    day: str
    """2026-11-21."""
    articles: int
    x: float
    y: float
    width: float
    height: float


def bars_of(days: Sequence[tuple[str, int]], width: float, height: float, gap: float) -> list[Bar]:
    """The days (date, articles) as bars, the highest as high as the chart; `gap` between two of them."""
    most = max((articles for _, articles in days), default=0) or 1
    step = width / max(1, len(days))
    bars = []
    for index, (day, articles) in enumerate(days):
        high = round(articles / most * height, 1)
        bars.append(
            Bar(day, articles, round(index * step + gap / 2, 1), round(height - high, 1), round(step - gap, 1), high)
        )
    return bars


def hours_of(hours: Sequence[tuple[datetime, int]], now: datetime, count: int) -> list[tuple[str, int]]:
    """The last `count` hours (hour, articles), the present one last, those without articles included."""
    told = {_hour(hour): articles for hour, articles in hours}
    wanted = [_hour(now) - timedelta(hours=back) for back in reversed(range(count))]
    return [(hour.isoformat(timespec="minutes"), told.get(hour, 0)) for hour in wanted]


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


LINE = 24
"""Height of a skyline, in its own units; a bar is 3 wide, with 1 between two."""


@dataclass(frozen=True, slots=True)
class Skyline:
    """Bars as one shape, in whole units and relative steps: a tenth of the weight that as many rectangles have."""

    width: int
    path: str
    last: str
    """The last bar alone: the present day or hour, which is not over."""


def skyline_of(values: Sequence[int]) -> Skyline:
    """The values as bars side by side, the highest LINE high; none but zeros are invisible."""
    most = max(values, default=0) or 1
    highs = [-(-value * LINE // most) for value in values]
    path = "".join(f"v-{high}h3v{high}h1" if high else "h4" for high in highs[:-1])
    last = f"M{4 * len(highs) - 4} {LINE}v-{highs[-1]}h3v{highs[-1]}z" if highs and highs[-1] else ""
    return Skyline(4 * len(highs), f"M0 {LINE}{path}" if any(highs[:-1]) else "", last)


def by_weeks(values: Sequence[int]) -> list[int]:
    """Sums of seven each, counted back from the last; the first may be of fewer."""
    rest = len(values) % 7
    return ([sum(values[:rest])] if rest else []) + [
        sum(values[start : start + 7]) for start in range(rest, len(values), 7)
    ]
