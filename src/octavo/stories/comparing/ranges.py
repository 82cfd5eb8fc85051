"""What number a figure may mean: its qualifier, and how it is rounded."""

from __future__ import annotations

from octavo.news.marks import Figure

TIGHT, LOOSE = 0.02, 0.1
"""How far from the truth `about` may be: half of what the last digit before the noughts is worth, within these."""


def interval(figure: Figure) -> tuple[float, float]:
    """The least and the most that a figure may mean."""
    upper = figure.value if figure.high is None else figure.high
    low, high = min(figure.value, upper), max(figure.value, upper)
    match figure.qualifier:
        case "at least" | "more than":
            return low, float("inf")
        case "at most" | "less than" | "up to":
            return 0.0, high
        case "about":
            return low - _about(low), high + _about(high)
        case "nearly":
            return low - _about(low), high
        case _:
            rounded = 0.5 * _last_digit(low) if low >= 1000 else 0.0
            return low - min(rounded, TIGHT * low), high + min(rounded, TIGHT * high)


def _about(value: float) -> float:
    return min(max(0.5 * _last_digit(value), TIGHT * abs(value)), LOOSE * abs(value))


def _last_digit(value: float) -> float:
    """What the last digit before the noughts is worth: 100 in 4,200; 1 in 61,204."""
    worth = 1.0
    while value and value % (worth * 10) == 0:
        worth *= 10
    return worth
