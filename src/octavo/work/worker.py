"""The worker: takes jobs from the queue, runs their stages, writes what they found.

    turn:
        write the results of finished jobs, many in one transaction      (it queues their next jobs)
        give back the jobs that failed, until they are tried again, or quarantine them
        claim due jobs, as many as each lane has room for
        start what a lane has slots for
    wait: for a job to end, for the next due time, or for a call
    stop:
        claim no more; wait up to 18 s for what runs; write it; give back the rest

Nothing is kept here that the store does not know: a worker that is killed loses no more than the time of its leases.
A fault of Octavo's own in a turn is logged, and the next turn comes after a pause: it never ends the worker.
No host can fill a lane: its requests beyond a few are refused by the fetcher at once (HostBusy), with the time of their
turn, and wait in the queue until then.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from octavo.news.errors import HostBusy, StoreError, TooSlow
from octavo.news.jobs import Claim
from octavo.ports import Clock, Limits, Stage, Tools, Work
from octavo.work.desk import Desk, WorkStore
from octavo.work.lane import Held, lanes_of
from octavo.work.retries import in_words
from octavo.work.stages import STAGES
from octavo.work.upkeep import Upkeep

Progress = Callable[[str, int, int], None]
"""Told (stage, done so far, still to do) as work goes on."""

LINGER = 0.004
"""Seconds to wait for more results after the first, unless there are ENOUGH: they share a transaction."""
ENOUGH = 8
NAP = 5.0
"""Longest wait, seconds, before looking at the queue again: another process may have put something there."""
SPIN = 0.05
"""Least wait, seconds, for a job that is due and yet was not to be had (held by another worker a moment longer)."""
DRAIN = 18.0
"""Seconds that running jobs have to end at a stop; with the last write it is over within 20."""
IN_LINE = 60.0
"""run_until_idle waits for jobs that stand in line at a host if the next of them is due within so many seconds; a host
that wants silence for longer is left for another time."""
TRIES = 4
"""Of run_until_idle, at a store that cannot be written: over 7 seconds."""
TOLD = 0.2
"""Least seconds between two calls of a Progress."""
PAUSE_FIRST, PAUSE_LONGEST = 1.0, 60.0
"""Seconds to wait after a turn that ended in a fault; doubled while the next ones do too."""

log = structlog.get_logger()


class Worker:
    """Runs the stages over what is due in one store."""

    def __init__(
        self,
        store: WorkStore,
        tools: Tools,
        stages: Sequence[Stage] = STAGES,
        *,
        clock: Clock,
        connections: int = 64,
        workers: int = 2,
        lease: float = 300.0,
        keep_pages: timedelta = timedelta(days=30),
    ) -> None:
        """`connections`: network jobs at once. `workers`: processes of each pool. `lease`: seconds for which a claimed
        job is this worker's; none runs longer. `keep_pages`: how long pages' bytes are kept."""
        self._tools, self._clock, self._lease = tools, clock, lease
        self._stages = {stage.name: stage for stage in stages}
        self._lanes = lanes_of(stages, connections, workers)
        self._wake, self._stopping = asyncio.Event(), asyncio.Event()
        self._desk = Desk(store, tools, clock, self._stopping)
        self._upkeep = Upkeep(self._desk, stages, tools, clock, keep_pages)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._fault = ""
        self._told = 0.0

    @property
    def trouble(self) -> str:
        """Why work pauses, in words; empty while it does not."""
        return self._desk.trouble or self._fault

    def adopt(self, limits: Limits, keep_pages: timedelta) -> None:
        """Go on under other settings, from the next job on. From any thread."""
        self._tools = replace(self._tools, limits=limits)
        self._desk.tools = self._tools
        self._upkeep.keep_pages = keep_pages

    def poke(self) -> None:
        """Something was put into the queue: look at once. From any thread."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self) -> None:
        """Make run_forever or run_until_idle return, drained, within 20 s. From any thread or signal handler; for
        good."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._stopping.set)
            self.poke()
        else:
            self._stopping.set()

    async def run_forever(self) -> None:
        """Work until stop(), whatever happens. First queues anew what older versions of the stages made."""
        self._loop = asyncio.get_running_loop()
        pause = PAUSE_FIRST
        try:
            await self._try(self._upkeep.reprocess)
            await self._try(self._upkeep.embed_again)
            while not self._stopping.is_set():
                await self._try(self._upkeep.care)
                if await self._try(self._turn_and_wait):
                    self._fault, pause = "", PAUSE_FIRST
                else:
                    await self._desk.sleep(pause)
                    pause = min(pause * 2, PAUSE_LONGEST)
        except StoreError as error:
            # Only while stopping (see Desk): what could not be written is done again when its leases have run out.
            log.error("store.unwritten", reason=str(error))
        finally:
            await self._drain()

    async def _try(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Whether a step went well. A fault nobody foresaw is told, and the worker lives on. Raises StoreError."""
        try:
            await step()
        except StoreError:
            raise
        except Exception as error:
            log.exception("work.fault")
            self._fault = in_words(error)
            return False
        return True

    async def _turn_and_wait(self) -> None:
        await self._wait(await self._turn())

    async def run_until_idle(self, progress: Progress | None = None, patience: float = 0.0) -> None:
        """Work until nothing is running, due, or due within `patience` seconds; or until stop().

        Raises StoreError where the store cannot be written for some seconds: somebody waits for this to end.
        """
        self._loop = asyncio.get_running_loop()
        self._desk.tries = TRIES
        try:
            while not self._stopping.is_set():
                due = await self._turn()
                await self._tell(progress)
                if not self._in_hand() and not self._is_near(due, patience):
                    break
                await self._wait(due)
            await self._tell(progress, last=True)
        finally:
            await self._drain()

    async def _turn(self) -> datetime | None:
        """Write, claim, start; when the next job becomes due that there is room for."""
        await self._desk.write()
        now = self._clock()
        due = await self._claim(now)
        for lane in self._lanes.values():
            for held in lane.startable():
                task = asyncio.get_running_loop().create_task(self._run(held))
                lane.running[task] = held
                task.add_done_callback(self._ended)
        return due

    async def _claim(self, now: datetime) -> datetime | None:
        for lane in self._lanes.values():
            for claim in lane.stale(now - timedelta(seconds=self._lease / 3)):
                self._desk.back(claim)
        wanted = {name: count for lane in self._lanes.values() for name, count in lane.wanted().items()}
        if not wanted:
            return None
        claimed, due = await self._desk.call(self._look, wanted, now)
        for claim, work in claimed:
            stage = self._stages[claim.job.stage.name]
            self._lanes[stage.lane].ready.append(Held(claim, work, stage, now))
        return due if claimed or due is None else max(due, now + timedelta(seconds=SPIN))

    def _look(self, wanted: dict[str, int], now: datetime) -> tuple[list[tuple[Claim, Work]], datetime | None]:
        store = self._desk.store
        return store.claim(wanted, now, self._lease), store.next_due(wanted)

    async def _run(self, held: Held) -> None:
        """One job; its outcome goes to the desk."""
        now, started = self._clock(), time.monotonic()
        left = self._lease * 0.8 - (now - held.since).total_seconds()
        try:
            async with asyncio.timeout(left):
                intents = await held.stage.run(held.work, self._tools, now)
        except HostBusy as error:
            self._desk.back(held.claim, now + timedelta(seconds=error.retry_after))
            return
        except TimeoutError:
            self._desk.failed(held, TooSlow(f"it was not done within {left:.0f} seconds"))
        except Exception as error:
            self._desk.failed(held, error)
        except asyncio.CancelledError:
            self._desk.back(held.claim)
            raise
        else:
            self._desk.done(held, intents)
            self._desk.books.poll_failed(held.stage.name, held.name, intents, now)
        seconds = time.monotonic() - started
        self._desk.books.done(held.stage.name, seconds, now)
        log.debug("job.ended", stage=held.stage.name, subject=held.name, seconds=round(seconds, 4))

    def _ended(self, task: asyncio.Task[None]) -> None:
        for lane in self._lanes.values():
            lane.running.pop(task, None)
        self._wake.set()

    async def _wait(self, due: datetime | None) -> None:
        seconds = NAP if due is None else min(NAP, (due - self._clock()).total_seconds())
        if seconds > 0 and not self._desk:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()
        if len(self._desk) < ENOUGH and not self._stopping.is_set():
            await asyncio.sleep(LINGER)
        self._wake.clear()

    def _in_hand(self) -> bool:
        return bool(self._desk) or any(lane.ready or lane.running for lane in self._lanes.values())

    def _is_near(self, due: datetime | None, patience: float) -> bool:
        """Whether a job becomes due soon enough to wait for it."""
        now = self._clock()
        in_line = min(self._desk.deferred, now + timedelta(seconds=IN_LINE))
        return due is not None and due <= max(now + timedelta(seconds=patience), in_line)

    async def _tell(self, progress: Progress | None, *, last: bool = False) -> None:
        if progress is None or (not last and time.monotonic() - self._told < TOLD):
            return
        backlog = await self._desk.call(self._desk.store.backlog, self._clock())
        for name, stage in self._stages.items():
            due, _, _ = backlog.get(name, (0, 0, 0))  # what is in hand counts as due
            progress(name, self._desk.written[name], max(due, self._lanes[stage.lane].holds(name)))
        self._told = time.monotonic()

    async def _drain(self) -> None:
        """Let running jobs end, write what they found, give the rest back."""
        for lane in self._lanes.values():
            for claim in lane.empty():
                self._desk.back(claim)
        if tasks := [task for lane in self._lanes.values() for task in lane.running]:
            log.info("work.draining", jobs=len(tasks))
            await asyncio.wait(tasks, timeout=DRAIN)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._stopping.set()
        try:
            await self._try(self._desk.write)
        except StoreError as error:
            log.error("store.unwritten", reason=str(error))
        finally:
            self._desk.close()
            self._loop = None
