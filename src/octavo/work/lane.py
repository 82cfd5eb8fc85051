"""What the worker has in hand: claims waiting to start and jobs running, lane by lane.

    lane        its jobs                                            at once                     in hand
    network     wait for hosts                                      the settings' connections   twice as many
    processor   compute, each alone                                 2 a process                 8 a process
    enricher    compute with models, each alone                     2 a process                 8 a process
    archive     decide from what the jobs before them decided        1                           1 of each stage
    loom        wait for their turn at the memory of what was woven 16                          64
    model       wait for their place in its next batch              two batches                 twice as many

`In hand` counts running jobs too; what is above those at once starts while others are written. The archive's lane has
nothing above: its jobs are decided from what is read as they are claimed, which the job before changes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from octavo.news.articles import StoredArticle
from octavo.news.comparison import Reports
from octavo.news.jobs import Claim, Discovery
from octavo.news.sources import StoredFeed
from octavo.news.stories import Unwoven
from octavo.news.topics import Unlinked
from octavo.ports import LaneName, Stage, Work

ENCODED_AT_ONCE = 128
"""Jobs that wait for the model of vectors: two batches, so that one fills while the other is under way."""

WOVEN_AT_ONCE = 16
"""Jobs in line for the loom, which takes one after another in their order: so that many are written together."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A claimed job in hand."""

    claim: Claim
    work: Work
    stage: Stage
    since: datetime

    @property
    def name(self) -> str:
        """What a log calls the subject: an address."""
        subject = self.work[0] if isinstance(self.work, tuple) else self.work
        if isinstance(subject, StoredFeed):
            return subject.feed.url
        if isinstance(subject, StoredArticle):
            return subject.card.url
        if isinstance(subject, Unwoven):
            return subject.stored.card.url
        if isinstance(subject, Unlinked):
            return f"article {subject.article}"
        if isinstance(subject, Reports):
            return f"story {subject.story}"
        return subject.address if isinstance(subject, Discovery) else subject.url


@dataclass(slots=True)
class Lane:
    """One lane of the worker."""

    stages: tuple[Stage, ...]
    slots: int
    """Jobs running at once."""
    room: int
    """Claims in hand of each stage, running ones included; see above."""
    ready: deque[Held] = field(default_factory=deque)
    running: dict[asyncio.Task[None], Held] = field(default_factory=dict)

    def wanted(self) -> dict[str, int]:
        """How many jobs of each stage to claim; nothing until a quarter of the room is free, to claim in batches."""
        free = self.room - len(self.ready) - len(self.running)
        return {stage.name: free for stage in self.stages} if free * 4 >= self.room else {}

    def startable(self) -> list[Held]:
        """Take the claims to start now, first come first."""
        free = max(0, self.slots - len(self.running))
        return [self.ready.popleft() for _ in range(min(free, len(self.ready)))]

    def stale(self, before: datetime) -> list[Claim]:
        """Let go of the claims taken before then that could not start: their leases are wearing thin."""
        dropped = []
        while self.ready and self.ready[0].since < before:
            dropped.append(self.ready.popleft().claim)
        return dropped

    def empty(self) -> list[Claim]:
        """Let go of every claim not yet started."""
        dropped = [held.claim for held in self.ready]
        self.ready.clear()
        return dropped

    def holds(self, stage: str) -> int:
        """How many jobs of a stage are in hand."""
        return sum(held.stage.name == stage for held in (*self.ready, *self.running.values()))


def lanes_of(stages: Sequence[Stage], connections: int, workers: int) -> dict[LaneName, Lane]:
    """The table above, for these stages; `workers` are the processes of each pool."""
    sizes: dict[LaneName, tuple[int, int]] = {
        "network": (connections, connections * 2),
        "processor": (workers * 2, workers * 8),
        "enricher": (workers * 2, workers * 8),
        "archive": (1, 1),
        "loom": (WOVEN_AT_ONCE, WOVEN_AT_ONCE * 4),
        "model": (ENCODED_AT_ONCE, ENCODED_AT_ONCE * 2),
    }
    of = {name: tuple(stage for stage in stages if stage.lane == name) for name in sizes}
    return {name: Lane(of[name], *size) for name, size in sizes.items()}
