"""What work costs, told so that a slow, crowded or watched machine is no fault of the code.

Hostile input must not cost hundreds of times what its size suggests: that is what the tests below bound, not speed,
which is measured in benchmarks/.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

IDLE = 0.027
"""Seconds that the yardstick takes on the machine that the limits were set on, with nothing else running."""
WATCHED = 3.0
"""How much slower code of Octavo runs at most while its coverage is measured."""
TRIES = 3


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns; it may take so many seconds of processor on an idle machine. The cheapest of three runs
    counts, each beside a yardstick run on the same machine at the same time."""
    costs = []
    for _ in range(TRIES):
        start = time.process_time()
        result = work()
        cost = time.process_time() - start
        costs.append(cost * IDLE / max(IDLE, _yardstick()) / (WATCHED if sys.gettrace() else 1.0))
        if costs[-1] <= seconds:
            return result
    raise AssertionError(f"it takes {min(costs):.2f} s of an idle machine, and may take {seconds} s")


def _yardstick() -> float:
    """Seconds that a piece of work of known size takes here and now."""
    start = time.process_time()
    sum(number * number % 7 for number in range(600_000))
    return time.process_time() - start
