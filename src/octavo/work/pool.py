"""Processes for work on what strangers sent: each can be stopped at its limit of time or memory without the others.

One pipe and one thread for each process, so that a process that dies in the middle of a sentence garbles its own job
alone (pools that share a queue or a lock do not have this). Nothing starts before the first job. Processes come

    from the fork server    which imported everything once and never had a thread or a loop: a new one is there within
                            milliseconds, and shares what is loaded. A program has but one.
    or by themselves        each imports on its own, in half a second: for a pool that must not wait until the fork
                            server has loaded what another pool needs.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import functools
import multiprocessing
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, Literal, ParamSpec, TypeVar

from octavo.news.errors import OutOfMemory, OutOfTime, ProcessorError
from octavo.work import child

P = ParamSpec("P")
T = TypeVar("T")

Start = Literal["forkserver", "spawn"]

ROOMS = ("octavo.parse", "octavo.extract", "octavo.enrich", "octavo.text.words")
"""Imported before the first job, unless a pool is told otherwise."""

MOST_RESULT = 256 << 20
"""Bytes of an answer: more means that a job went wrong, and the parent's memory is not limited."""

START_SECONDS = 60.0
"""For a process to come up; much, because a machine may be busy."""


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
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
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

    def _take(self) -> _Child:
        with self._guard:
            if self._closed:
                raise ProcessorError("the process pool is closed")
            # Started under the lock: multiprocessing's own bookkeeping is not made for threads.
            one = self._idle.pop() if self._idle else self._started()
            self._busy.add(one)
            return one

    def _started(self) -> _Child:
        return _Child(self._start, self._megabytes, self._seconds, self._preload)

    def _give_back(self, one: _Child) -> None:
        with self._guard:
            self._busy.discard(one)
            if not self._closed:
                self._idle.append(one)

    def _drop(self, one: _Child) -> None:
        with self._guard:
            self._busy.discard(one)
            one.kill()


class _Child:
    """One process and this side of its pipe."""

    def __init__(self, start: Start, megabytes: int, seconds: float, preload: tuple[str, ...]) -> None:
        context = multiprocessing.get_context(start)
        if start == "forkserver":
            # `__main__` too: every process would else import the program's start again.
            context.set_forkserver_preload(["__main__", child.__name__, *preload])
        self._pipe, theirs = context.Pipe()
        # Both contexts have a Process; their common base, which the types know, has none.
        process = context.Process  # type: ignore[attr-defined]
        self._process: BaseProcess = process(
            target=child.serve, args=(theirs, megabytes, seconds, preload), daemon=True
        )
        with _deaf_to_signals(start):
            self._process.start()
        theirs.close()
        try:
            self._receive(START_SECONDS)
        except ProcessorError:
            self.kill()
            raise

    def ask(self, message: bytes, seconds: float) -> child.Answer:
        try:
            self._pipe.send_bytes(message)
        except OSError:
            raise self._death() from None
        answer: child.Answer = pickle.loads(self._receive(seconds))  # noqa: S301 - from our own process
        return answer

    def _receive(self, seconds: float) -> bytes:
        try:
            if not self._pipe.poll(seconds):
                raise OutOfTime(f"took longer than {seconds:g} s")
            return self._pipe.recv_bytes(MOST_RESULT)
        except (EOFError, OSError):
            raise self._death() from None

    def _death(self) -> OutOfMemory:
        self._process.join(1)
        code = self._process.exitcode
        how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
        return OutOfMemory(f"the process died of it ({how})")

    def end(self) -> None:
        """Kill the process; whoever waits at its pipe learns by that."""
        self._process.kill()

    def kill(self) -> None:
        """Kill the process and close its pipe, which nobody waits at."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


@contextlib.contextmanager
def _deaf_to_signals(start: Start) -> Iterator[None]:
    """Blocks what a terminal or service manager sends to all processes; the fork server and all children inherit it,
    so that a stop lets them end their work. The resource tracker, which sets the mask itself, has to be there first."""
    resource_tracker.ensure_running()
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        if start == "forkserver":
            forkserver.ensure_running()
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
