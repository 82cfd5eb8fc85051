"""How the place runs, written down as it happens; and what an administrator sets while it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from octavo.news.running import Fault, Offered, Running, WorkDone


class Books(Protocol):
    """What work takes and what fails, kept for whoever runs the place."""

    def note_work(self, done: Iterable[WorkDone], now: datetime) -> None:
        """Add to what is known of each hour. It is also the sign that a worker is alive."""
        ...

    def note_faults(self, faults: Iterable[Fault]) -> None: ...

    def worker_seen(self) -> datetime | None:
        """When a worker last gave that sign, of whatever process."""
        ...

    def running(self, now: datetime, days: int, hours: int, most: int) -> Running:
        """The last `days` days and `hours` hours; at most so many publishers, languages and kinds of faults."""
        ...

    def totals(self) -> tuple[Mapping[str, tuple[int, float]], Mapping[tuple[str, str], int]]:
        """Since the store was made: jobs done and the seconds they took, by stage; failures by place and kind. These
        numbers never fall."""
        ...

    def is_writable(self) -> bool:
        """Whether something can be written just now: found out by writing."""
        ...

    def is_migrated(self) -> bool:
        """Whether the store is as this Octavo makes it; not so where a newer one has changed it meanwhile."""
        ...


class Choices(Protocol):
    """What an administrator sets while Octavo runs."""

    def live_settings(self) -> Mapping[str, str]:
        """Those that were set, by name, as text."""
        ...

    def set_live(self, name: str, value: str | None) -> None:
        """None: it is as it was before it was set."""
        ...

    def offered(self) -> list[Offered]:
        """The editions of this house: that for newcomers first, then by name."""
        ...

    def offer(self, edition: Offered) -> None:
        """Add one, or put it in place of the one with its id. Where it is for newcomers, no other is any more."""
        ...

    def withdraw(self, edition: str) -> None:
        """Raises NotFound."""
        ...
