"""The worker's side of the store: everything goes through one thread, in few transactions, and waits where it must.

One thread, so that the loop never waits for the disk and the worker's own writes never meet. While the store cannot be
written (a full disk), every call waits here, says so once, and goes on by itself when it can be written again.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol, TypeVar

import structlog

from octavo.news.errors import StoreError, kind_of
from octavo.news.jobs import Claim, Intents
from octavo.ports import Books as BooksKept
from octavo.ports import Clock, Housekeeping, Queue, Tools
from octavo.work.books import Books
from octavo.work.lane import Held
from octavo.work.retries import in_words, retry_at

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 64
"""Most results in one transaction: other writers wait no longer than that."""
PAUSE_FIRST, PAUSE_LONGEST = 1.0, 30.0
"""Seconds between tries while the store cannot be written."""

log = structlog.get_logger()


class WorkStore(Queue, Housekeeping, BooksKept, Protocol):
    """The ports of the store that work needs."""


class Desk:
    """Where outcomes wait to be written."""

    def __init__(self, store: WorkStore, tools: Tools, clock: Clock, stopping: asyncio.Event) -> None:
        self.store, self.tools, self._clock, self._stopping = store, tools, clock, stopping
        self.trouble = ""
        self.written: Counter[str] = Counter()
        """Jobs done, by stage."""
        self.books = Books()
        self.deferred = clock()
        """The latest time until which a job was given back."""
        self.tries = 0
        """Calls of a store that cannot, before its StoreError is raised; 0: for ever."""
        self._done: list[tuple[Held, Intents]] = []
        self._failed: list[tuple[Held, Exception]] = []
        self._back: list[tuple[Claim, datetime | None]] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="octavo-store")

    def __len__(self) -> int:
        """How many outcomes wait to be written."""
        return len(self._done) + len(self._failed) + len(self._back)

    def done(self, held: Held, intents: Intents) -> None:
        """A job ended well."""
        self._done.append((held, intents))

    def failed(self, held: Held, error: Exception) -> None:
        """A job raised."""
        self._failed.append((held, error))

    def back(self, claim: Claim, until: datetime | None = None) -> None:
        """A job is given back unharmed, not due before then. Rounded up to seconds: those of one go together."""
        if until is not None:
            until = until.replace(microsecond=0) + timedelta(seconds=1)
            self.deferred = max(self.deferred, until)
        self._back.append((claim, until))

    async def write(self) -> None:
        """Write all outcomes there are, and now and then the books. Raises StoreError as `call` does."""
        while self:
            done, self._done = self._done[:BATCH], self._done[BATCH:]
            failed, self._failed = self._failed, []
            back, self._back = self._back, []
            if done:
                await self._finish(done)
            for held, error in failed:
                await self._fail(held, error)
            for until in {until for _, until in back}:
                await self.call(self.store.release, [claim for claim, at in back if at == until], until)
        await self._keep_books()

    async def _keep_books(self) -> None:
        now = self._clock()
        if not (self.books.are_due(now) or self._stopping.is_set()):
            return
        work, faults = self.books.take(now)
        await self.call(self.store.note_work, work, now)
        if faults:
            await self.call(self.store.note_faults, faults)

    async def _finish(self, done: list[tuple[Held, Intents]]) -> None:
        """Write results; where that ends in a fault nobody foresaw, one by one, so that it costs its own job alone."""
        try:
            await self.call(self.store.finish, [(held.claim, intents) for held, intents in done], self._clock())
        except StoreError:
            raise
        except Exception as error:
            if len(done) == 1:
                await self._fail(done[0][0], error, may_write=False)
            else:
                for one in done:
                    await self._finish([one])
        else:
            self.written.update(held.stage.name for held, _ in done)

    async def _fail(self, held: Held, error: Exception, *, may_write: bool = True) -> None:
        """Give the job back to be tried again; after the last attempt write what its stage makes of that, or quarantine
        it: also where what it would write is what failed."""
        now, claim, stage = self._clock(), held.claim, held.stage
        again = retry_at(error, claim.attempts, now, random.uniform(-1, 1))  # noqa: S311 - not for secrets
        reason = in_words(error)
        self.books.failed(stage.name, kind_of(error), held.name, reason, now)
        told = log.bind(stage=stage.name, subject=held.name, attempts=claim.attempts + 1, reason=reason)
        if again:
            told.info("job.retry", at=again.isoformat(timespec="seconds"))
            await self.call(self.store.fail, claim, reason, again)
        elif stage.give_up and may_write:
            told.warning("job.given_up")
            try:
                self.done(held, stage.give_up(held.work, reason, self.tools, now))
            except Exception as fault:
                await self._fail(held, fault, may_write=False)
        else:
            told.error("job.quarantined", exc_info=error)
            await self.call(self.store.fail, claim, reason, None)

    async def call(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the store in its thread, again and again while it raises StoreError, no stop is asked for, and there are
        tries left."""
        pause, tried = PAUSE_FIRST, 0
        while True:
            tried += 1
            try:
                result = await asyncio.get_running_loop().run_in_executor(self._thread, lambda: call(*args, **kwargs))
            except StoreError as error:
                if not self.trouble:
                    log.error("store.paused", reason=in_words(error))
                self.trouble = in_words(error)
                if self._stopping.is_set() or tried == self.tries:
                    raise
                await self.sleep(pause)
                pause = min(pause * 2, PAUSE_LONGEST)
            else:
                if self.trouble:
                    log.info("store.resumed")
                    self.trouble = ""
                return result

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    async def sleep(self, seconds: float) -> None:
        """Until the time is over or a stop is asked for."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
