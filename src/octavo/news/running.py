"""How the place runs: what work takes, what fails, how much comes in; and what an administrator sets."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from octavo.news.sources import Category


@dataclass(frozen=True, slots=True)
class WorkDone:
    """Jobs of one stage that ended in one hour and took about as long."""

    stage: str
    hour: datetime
    under: int
    """They took less than 2 to the power of this, in milliseconds; see class_of."""
    jobs: int
    seconds: float
    """All of them together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Failures of one kind at one place."""

    place: str
    """A stage, `pages`, `letters` …"""
    kind: str
    """See news.errors.kind_of."""
    last: datetime
    subject: str
    """What the last one was about: an address."""
    reason: str
    """Of the last one, in words."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class FaultCount:
    """Failures of one kind at one place, over some days."""

    last: Fault
    """The last of them, with how many there were in all."""
    days: tuple[int, ...]
    """How many on each day, oldest first."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Articles of one publisher, or in one language, over some days."""

    key: str
    """The publisher's id, or the language."""
    days: tuple[int, ...]
    """How many came on each day, oldest first."""

    @property
    def articles(self) -> int:
        """All of them."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many readers were here. Who they were is not kept."""

    accounts: int
    day: int
    """Within the last 24 hours, and so below."""
    week: int
    month: int
    days: tuple[int, ...]
    """How many on each day, oldest first."""


@dataclass(frozen=True, slots=True)
class Running:
    """How the place ran for some days, up to today."""

    days: tuple[date, ...]
    """Oldest first; what is told by day is told of these."""
    articles: tuple[int, ...]
    """First seen on each day."""
    publishers: tuple[Volume, ...]
    """Those that published most, most first."""
    languages: tuple[Volume, ...]
    work: tuple[WorkDone, ...]
    """Of the last hours, oldest first."""
    faults: tuple[FaultCount, ...]
    """Most first."""
    bytes: tuple[int | None, ...]
    """Of the store, at the end of each day; None where nobody looked."""
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice of news that this house offers under a name."""

    id: str
    """Fit for one segment of an address."""
    name: str
    languages: tuple[str, ...] = ()
    """Empty: every one; and so below."""
    countries: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    newcomers: bool = False
    """Whether it is what somebody sees who comes for the first time. One at most is."""


@dataclass(frozen=True, slots=True)
class LiveSetting:
    """A setting that may be changed while Octavo runs."""

    name: str
    value: str
    """As it is now, written as in its variable."""
    default: str
    source: Literal["default", "house", "machine"]
    """Who says so: nobody, an administrator, or whoever holds the machine, whose word stands."""
    choices: tuple[str, ...] = ()
    """Empty: it is no choice."""


def class_of(seconds: float) -> int:
    """The class of a duration: the least n, from 0 up, such that it is under 2 to the power of n milliseconds."""
    return max(0, math.frexp(seconds * 1000)[1])


def quantile(classes: Mapping[int, int], share: float) -> float:
    """Seconds within which that share of the jobs ended, from how many there were of each class; 0 where there were
    none. Within a class they are taken to lie evenly on a logarithmic scale, so that it is off by less than half."""
    wanted = share * sum(classes.values())
    for under, jobs in sorted(classes.items()):
        if jobs and wanted <= jobs:
            return float(2 ** (under - 1 + wanted / jobs)) / 1000
        wanted -= jobs
    return 0.0


def summed(work: Sequence[WorkDone]) -> dict[int, int]:
    """How many jobs there were of each class."""
    classes: dict[int, int] = {}
    for one in work:
        classes[one.under] = classes.get(one.under, 0) + one.jobs
    return classes
