"""Processes for work on what strangers sent: each can be stopped at its limit of time or memory without the others.

One pipe and one thread for each process, so that a process that dies in the middle of a sentence garbles its own job
alone (pools that share a queue or a lock do not have this). Nothing starts before the first job.
"""

from __future__ import annotations

import asyncio
import atexit
import functools
import pickle
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from octavo.news.errors import OutOfMemory, ProcessorError
from octavo.work.process import Start, WorkerProcess

P = ParamSpec("P")
T = TypeVar("T")

ROOMS = ("octavo.parse", "octavo.extract", "octavo.enrich", "octavo.text.words")
"""Imported before the first job, unless a pool is told otherwise."""


class ProcessPool:
    """Implements ports.Processor. Use as a context manager, or call close()."""

    def __init__(
        self,
        workers: int,
        *,
        seconds: float = 20.0,
        megabytes: int = 512,
        preload: Sequence[str] = ROOMS,
        start: Start = "forkserver",
    ) -> None:
        """`seconds` of wall time and `megabytes` of added memory are allowed to each job. `preload` are modules that
        a process has in hand before its first job; from the fork server, which is shared by all pools that start so,
        they come loaded where its first pool asked for them."""
        self.workers = workers
        self._seconds = seconds
        self._megabytes = megabytes
        self._preload, self._start = tuple(preload), start
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="octavo-process")
        self._guard = threading.Lock()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._closed = False
        # Processes that ignore SIGTERM would keep an interpreter from ending whose pool nobody closed.
        atexit.register(self.close)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable module-level function in a process of its own.

        Raises OutOfTime; OutOfMemory, also where the process died; ProcessorError where the result cannot be sent; or
        what the function raises, as it was raised.
        """
        job = functools.partial(self._run, function, args, kwargs)
        result: T = await asyncio.get_running_loop().run_in_executor(self._threads, job)
        return result

    def close(self) -> None:
        """Stop every process at once; jobs under way fail with OutOfMemory."""
        with self._guard:
            self._closed = True
            for one in self._idle:
                one.kill()
            self._idle.clear()
            for one in self._busy:
                one.end()
        self._threads.shutdown(cancel_futures=True)
        atexit.unregister(self.close)

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        message = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        one = self._take()
        try:
            kind, value, tired = one.ask(message, self._seconds)
        except BaseException:
            self._drop(one)
            raise
        if tired:
            self._drop(one)
        else:
            self._give_back(one)
        if kind == "memory":
            raise OutOfMemory(f"needed more than {self._megabytes} MB of memory")
        if kind == "error":
            raise value
        return value

    def _take(self) -> WorkerProcess:
        with self._guard:
            self._check_open()
            if self._idle:
                one = self._idle.pop()
                self._busy.add(one)
                return one
        # Outside the lock: it takes as long as what jobs need takes to load, and others want to give theirs back.
        one = WorkerProcess(self._start, self._megabytes, self._seconds, self._preload)
        try:
            with self._guard:
                self._check_open()
                self._busy.add(one)
        except ProcessorError:
            one.kill()
            raise
        return one

    def _check_open(self) -> None:
        if self._closed:
            raise ProcessorError("the process pool is closed")

    def _give_back(self, one: WorkerProcess) -> None:
        with self._guard:
            self._busy.discard(one)
            if not self._closed:
                self._idle.append(one)
                return
        one.kill()

    def _drop(self, one: WorkerProcess) -> None:
        with self._guard:
            self._busy.discard(one)
        one.kill()
