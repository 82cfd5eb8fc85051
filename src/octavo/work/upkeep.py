"""What the worker sees to besides jobs: what older versions made, at its start; the store's old bytes, once a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog

from octavo.ports import Clock, Stage, Tools
from octavo.work.desk import Desk

CARE = timedelta(days=1)
"""Between two rounds of care for the store."""

log = structlog.get_logger()


class Upkeep:
    """Upkeep of one worker's store; its calls raise what the desk's do."""

    def __init__(self, desk: Desk, stages: Iterable[Stage], tools: Tools, clock: Clock, keep_pages: timedelta) -> None:
        self._desk, self._tools, self._clock, self.keep_pages = desk, tools, clock, keep_pages
        self._stages = {stage.name: stage for stage in stages}
        self._next_care: datetime | None = None

    async def reprocess(self) -> None:
        """Queue anew what older versions of the stages made."""
        for stage in self._stages.values():
            if count := await self._desk.call(self._desk.store.reprocess, stage.key, self._clock()):
                log.info("work.reprocess", stage=stage.name, version=stage.version, jobs=count)

    async def embed_again(self) -> None:
        """Queue the articles whose vectors are not of the model in use."""
        stage, encoder = self._stages.get("embed"), self._tools.encoder
        if stage and encoder:
            store, now = self._desk.store, self._clock()
            if count := await self._desk.call(store.embed_again, stage.key, encoder.model, now):
                log.info("work.embed_again", model=encoder.model, jobs=count)

    async def care(self) -> None:
        """Once a day, whether or not Octavo ran through: drop pages' bytes older than the operator wants to keep."""
        now = self._clock()
        if self._next_care and now < self._next_care:
            return
        self._next_care = now + CARE  # also where it ends in a fault
        call, store = self._desk.call, self._desk.store
        last = await call(store.note, "tidied")
        if last and (due := datetime.fromisoformat(last) + CARE) > now:
            self._next_care = due
            return
        dropped = await call(store.tidy, now - self.keep_pages)
        await call(store.set_note, "tidied", now.isoformat())
        log.info("store.tidied", pages=dropped)
