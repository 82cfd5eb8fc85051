"""What the worker has in hand: claims waiting to start and jobs running, lane by lane."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from octavo.news.articles import StoredArticle
from octavo.news.jobs import Claim, Discovery
from octavo.news.sources import StoredFeed
from octavo.news.topics import Unlinked
from octavo.ports import Stage, Work


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
        if isinstance(subject, Unlinked):
            return f"article {subject.article}"
        return subject.address if isinstance(subject, Discovery) else subject.url


@dataclass(slots=True)
class Lane:
    """One lane of the worker."""

    stages: tuple[Stage, ...]
    slots: int
    """Jobs running at once."""
    room: int
    """Claims in hand, running ones included; above `slots`, so that none waits for the store while others finish."""
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
