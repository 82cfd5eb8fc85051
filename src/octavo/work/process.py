"""One worker process, as its parent sees it (child.py is the other side). Processes come

from the fork server    which imported everything once and never had a thread or a loop: a new one is there within
                        milliseconds, and shares what is loaded. A program has but one.
or by themselves        each imports on its own, in half a second: for a pool that must not wait until the fork server
                        has loaded what another pool needs.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Iterator, Mapping
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Literal

from octavo.news.errors import OutOfMemory, OutOfTime, ProcessorError
from octavo.work import child
from octavo.work.answers import Answer, unpack
from octavo.work.sockets import use_own_folder

Start = Literal["forkserver", "spawn"]

MOST_RESULT = 256 << 20
"""Bytes of an answer: more means that a job went wrong, and the parent's memory is not limited."""

START_SECONDS = 60.0
"""For a process to come up; much, because a machine may be busy."""

_STARTS: Mapping[Start, threading.Lock] = {"forkserver": threading.Lock(), "spawn": threading.Lock()}
"""One process is started at a time: multiprocessing's bookkeeping is not made for threads. The first one of the fork
server takes as long as everything takes to load, and does not hold up those that start by themselves."""


class WorkerProcess:
    """One process and this side of its pipe."""

    def __init__(self, start: Start, megabytes: int, seconds: float, preload: tuple[str, ...]) -> None:
        """Start it, and wait until it is ready. Raises ProcessorError."""
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
        with _STARTS[start], _deaf_to_signals(start):
            self._process.start()
        theirs.close()
        try:
            self._receive(START_SECONDS)
        except ProcessorError:
            self.kill()
            raise

    def ask(self, message: bytes, seconds: float) -> Answer:
        """Send a job and wait for its answer. Raises ProcessorError; then the process is of no use any more."""
        try:
            self._pipe.send_bytes(message)
        except OSError:
            raise self._death() from None
        return unpack(self._receive(seconds))

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
            use_own_folder()
            forkserver.ensure_running()
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
