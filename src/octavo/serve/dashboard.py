"""How the place runs, laid out for the dashboard: rows with their small charts, in words of the interface."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from octavo.news.running import Volume, WorkDone, quantile, summed
from octavo.serve.chart import Skyline, by_weeks, skyline_of
from octavo.serve.voice import Voice

HOURS = 48
"""Of work, told by the hour."""
MOST_DAYS = 31
"""That are told one by one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its chart."""

    name: str
    values: tuple[int, ...]
    line: Skyline
    address: str = ""


@dataclass(frozen=True, slots=True)
class StageRow:
    """What one stage does."""

    stage: str
    line: Skyline
    """Its jobs, by the hour."""
    jobs: int
    half: str
    """Within which half of them ended, in words; empty where there were none."""
    most: str
    """The same of 95 in 100."""
    waiting: tuple[int, int, int]
    """Due, later, given up."""


@dataclass(frozen=True, slots=True)
class Period:
    """How far is looked back, and in which steps: by the day, or where these were too many to be told apart, by the
    week."""

    days: int

    @property
    def weekly(self) -> bool:
        """Whether by the week."""
        return self.days > MOST_DAYS

    def sums(self, values: Sequence[int]) -> list[int]:
        """What was counted by the day, in its steps."""
        return by_weeks(values) if self.weekly else list(values)

    def names(self, days: Sequence[date]) -> list[str]:
        """The first day of each step."""
        if not self.weekly:
            return [day.isoformat() for day in days]
        rest = len(days) % 7
        return [day.isoformat() for day in (*days[: min(rest, 1)], *days[rest::7])]


def rows_of(volumes: Sequence[Volume], period: Period, names: Mapping[str, str], root: str) -> list[Row]:
    """One a publisher or language; each leads to its page under `root`, where there is one."""
    return [
        Row(
            names.get(one.key, one.key), tuple(sums := period.sums(one.days)), skyline_of(sums), root and root + one.key
        )
        for one in volumes
    ]


def stage_rows(
    work: Sequence[WorkDone], backlog: Mapping[str, tuple[int, int, int]], now: datetime, voice: Voice
) -> list[StageRow]:
    """One a stage that did something or has something to do, those with most to do first."""
    of: defaultdict[str, list[WorkDone]] = defaultdict(list)
    for one in work:
        of[one.stage].append(one)
    hour = now.replace(minute=0, second=0, microsecond=0)
    hours = [hour - timedelta(hours=ago) for ago in reversed(range(HOURS))]
    rows = []
    for stage in sorted({*of, *backlog}, key=lambda name: (-sum(backlog.get(name, (0, 0, 0))), name)):
        done = of[stage]
        by_hour = [sum(one.jobs for one in done if one.hour == at) for at in hours]
        classes = summed(done)
        rows.append(
            StageRow(
                stage,
                skyline_of(by_hour),
                sum(by_hour),
                took(voice, quantile(classes, 0.5)) if done else "",
                took(voice, quantile(classes, 0.95)) if done else "",
                backlog.get(stage, (0, 0, 0)),
            )
        )
    return rows


def took(voice: Voice, seconds: float) -> str:
    """A time that work takes: `40 ms`, `2.5 s`, `3 min`."""
    if seconds < 1:
        return voice.count("%(n)s ms", "%(n)s ms", max(1, round(seconds * 1000)))
    if seconds < 100:
        return voice._("%(n)s s") % {"n": voice.number(seconds)}
    return voice.count("%(n)s min", "%(n)s min", round(seconds / 60))


def size(voice: Voice, number: int) -> str:
    """Bytes: `3.4 MB`, `2 GB`."""
    if number < 1e9:
        return voice._("%(n)s MB") % {"n": voice.number(number / 1e6)}
    return voice._("%(n)s GB") % {"n": voice.number(number / 1e9)}


def place_in_words(voice: Voice, place: str) -> str:
    """Where something failed. Stages have names of their own, which the log and the command line use too."""
    _ = voice._
    return {"pages": _("pages of this site"), "letters": _("letters")}.get(place, place)


def kind_in_words(voice: Voice, kind: str) -> str:
    """A kind of failure."""
    _ = voice._
    if kind.startswith("HTTP "):
        return _("the site answers with status %(status)s") % {"status": kind.removeprefix("HTTP ")}
    return {
        "ForbiddenAddress": _("an address that may not be read"),
        "TooLarge": _("more bytes than the limit"),
        "TooSlow": _("no whole answer in time"),
        "TooManyRedirects": _("a chain of redirects without an end"),
        "RobotsDisallow": _("the site’s robots.txt says no"),
        "ConnectionFailed": _("no connection"),
        "ParseError": _("no feed that can be read"),
        "ExtractError": _("a page that cannot be read"),
        "OutOfTime": _("work that took too long"),
        "OutOfMemory": _("work that took too much memory"),
        "StoreError": _("the store could not be used"),
        "ModelError": _("a model did not answer as it should"),
        "LetterError": _("a letter that could not be sent"),
        "LetterRefused": _("a letter that was refused"),
    }.get(kind, kind)
