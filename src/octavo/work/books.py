"""What a worker's jobs took and what failed, added up here and written down every few seconds.

One line an hour, stage and class of duration, one a day and kind of failure: what is kept does not grow with the work.
What a kill takes along is the last few seconds' counts, of which nothing depends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from octavo.news.jobs import Intents, SaveFeedState
from octavo.news.running import Fault, WorkDone, class_of

EVERY = timedelta(seconds=15)
"""Between two writings; also how often a worker with nothing to do says that it is alive."""

_Line = tuple[str, datetime, int]
"""Stage, hour, class of duration."""


class Books:
    """Of one worker; for one thread."""

    def __init__(self) -> None:
        self._jobs: Counter[_Line] = Counter()
        self._seconds: defaultdict[_Line, float] = defaultdict(float)
        self._faults: dict[tuple[str, str], Fault] = {}
        self._written: datetime | None = None

    def done(self, stage: str, seconds: float, now: datetime) -> None:
        """A job ended, well or not, after so long."""
        key = stage, now.replace(minute=0, second=0, microsecond=0), class_of(seconds)
        self._jobs[key] += 1
        self._seconds[key] += seconds

    def failed(self, place: str, kind: str, subject: str, reason: str, now: datetime) -> None:
        """Something failed."""
        before = self._faults.get((place, kind))
        self._faults[place, kind] = Fault(place, kind, now, subject, reason, before.count + 1 if before else 1)

    def poll_failed(self, stage: str, subject: str, intents: Intents, now: datetime) -> None:
        """A failed poll is no failed job: it ends well, in what the feed's state says from now on."""
        for one in intents:
            if isinstance(one, SaveFeedState) and one.state.error_kind:
                self.failed(stage, one.state.error_kind, subject, one.state.error, now)

    def are_due(self, now: datetime) -> bool:
        """Whether it is time to write them down."""
        return self._written is None or not self._written <= now < self._written + EVERY

    def take(self, now: datetime) -> tuple[list[WorkDone], list[Fault]]:
        """What there is, to be written; the books are empty then."""
        work = [WorkDone(*key, jobs, self._seconds[key]) for key, jobs in self._jobs.items()]
        faults = list(self._faults.values())
        self._jobs, self._seconds = Counter(), defaultdict(float)
        self._faults, self._written = {}, now
        return work, faults
