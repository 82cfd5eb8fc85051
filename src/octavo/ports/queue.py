"""Jobs, kept where their results go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from octavo.news.articles import Page, StoredArticle, StoredPage
from octavo.news.comparison import Reports
from octavo.news.jobs import Claim, Discovery, Intents, Job, Quarantined, StageKey
from octavo.news.sources import StoredFeed
from octavo.news.stories import Unwoven
from octavo.news.topics import Unlinked

Work = StoredFeed | StoredPage | StoredArticle | Unlinked | Unwoven | Reports | Discovery | tuple[StoredFeed, Page]
"""What a stage works on: poll a StoredFeed; parse a StoredFeed with its new Page; fetch and extract a StoredPage;
enrich and index a StoredArticle; topics an article's Unlinked hashtags; weave an Unwoven article; compare a story's
Reports; discover a Discovery."""


class Queue(Protocol):
    """Jobs, in the store, so that a result and its job's completion commit together."""

    def put(self, jobs: Iterable[Job]) -> int:
        """Queue jobs; one that waits under its stage and subject keeps the earlier due time. How many are new."""
        ...

    def claim(self, stages: Mapping[str, int], now: datetime, lease: float) -> list[tuple[Claim, Work]]:
        """Take due jobs: at most stages[name] of each stage named, highest priority then longest due first, held for
        `lease` seconds. A job whose lease ran out may be claimed again under a new token. A job whose subject is gone
        is dropped."""
        ...

    def finish(self, done: Iterable[tuple[Claim, Intents]], now: datetime) -> int:
        """Apply each claim's intents and end its job, all in one transaction; a claim whose token is no longer current
        is passed over whole. How many were applied."""
        ...

    def fail(self, claim: Claim, reason: str, retry_at: datetime | None) -> None:
        """Give a job back until retry_at, or quarantine it where that is None. Passed over where the token is stale."""
        ...

    def release(self, claims: Iterable[Claim], until: datetime | None = None) -> None:
        """Give jobs back unharmed, as if never claimed: at a stop, or because their host has enough to do; in that case
        they are not due before `until`."""
        ...

    def next_due(self, stages: Iterable[str]) -> datetime | None:
        """When the next job of these stages becomes due or free, None where there is none."""
        ...

    def backlog(self, now: datetime) -> Mapping[str, tuple[int, int, int]]:
        """Per stage: due now, waiting for later, quarantined."""
        ...

    def quarantined(self, limit: int = 100) -> list[Quarantined]: ...

    def requeue(self, stage: str, subject: int, now: datetime) -> bool:
        """Take a job out of quarantine, to be tried afresh. Whether it was there."""
        ...

    def reprocess(self, stage: StageKey, now: datetime) -> int:
        """Queue, at priority -1 and newest first, every subject whose result an older version of the stage made;
        articles to be woven oldest first, as they came."""
        ...

    def embed_again(self, stage: StageKey, model: str, now: datetime) -> int:
        """The same for every article whose vector is missing or not of this model. How many."""
        ...

    def vectors(self) -> Mapping[str, int]:
        """How many articles have a vector of each model."""
        ...
