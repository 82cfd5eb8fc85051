"""How a feed is, in a word."""

from __future__ import annotations

from typing import Literal

from octavo.ports import FeedHealth

Condition = Literal["well", "new", "failing", "gone", "paused"]
CONDITIONS: tuple[Condition, ...] = ("failing", "gone", "paused", "new", "well")
"""Those that need somebody first."""


def condition_of(health: FeedHealth) -> Condition:
    """How a feed is."""
    stored = health.stored
    if stored.paused:
        return "paused"
    if stored.state.gone:
        return "gone"
    if stored.state.errors:
        return "failing"
    return "well" if stored.state.last_success else "new"
