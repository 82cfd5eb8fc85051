"""What a stage of the work is, and what it is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from octavo.news.jobs import Intents, StageKey
from octavo.ports.models import Encoder, Models
from octavo.ports.network import Fetcher, Processor
from octavo.ports.stories import Loom


class Clock(Protocol):
    """The time; passed in, never asked for inside a decision."""

    def __call__(self) -> datetime:
        """Now, with zone UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that stages obey; see config.py for what each means."""

    page_bytes: int = 15 << 20
    page_seconds: float = 30.0
    poll_least: float = 600.0
    poll_most: float = 86400.0
    revisit_hours: tuple[float, ...] = (3.0, 24.0)


@dataclass(frozen=True, slots=True)
class Tools:
    """The ports that stages use."""

    fetcher: Fetcher
    processor: Processor
    next: Mapping[str, StageKey]
    """Every stage's current key, by name: what an intent's `then` is taken from."""
    limits: Limits = Limits()
    models: Models = field(default_factory=Models)
    """None at all, unless told: what they would find is then noted as missing."""
    encoder: Encoder | None = None
    """None where enrichment's own vectors are all there are."""
    enricher: Processor | None = None
    """Processes that have the models in hand, so that nothing else waits for these to load; None: the processor's."""
    loom: Loom | None = None
    """None: articles are not woven into stories."""


LaneName = Literal["network", "processor", "enricher", "archive", "loom", "model"]
"""What a stage's jobs wait for, which bounds how many run at once (work/lane.py)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an article's life."""

    name: str
    version: int
    """Raise it to reprocess what older versions did."""
    lane: LaneName
    run: Callable[[Any, Tools, datetime], Awaitable[Intents]]
    """From the subject (see Work) to what is to be written; knows nothing of the store or the clock."""
    give_up: Callable[[Any, str, Tools, datetime], Intents] | None = None
    """What to write after the last attempt failed, from the subject and the reason; without it the job is
    quarantined."""

    @property
    def key(self) -> StageKey:
        """What its jobs and results are signed with."""
        return StageKey(self.name, self.version)
