"""What runs inside a worker process: one job after another from a pipe, each under limits of its own.

    settle: die with the parent, ignore the terminal's signals, few open files, no core dump
    import what jobs need (from the fork server, it comes along)
    say "ready"
    for each job:
        limit memory to the present size + megabytes, processor time to what is used + seconds
        answer (kind, value, tired)
        end if tired; the parent starts another when it needs one

The parent watches the clock (pool.py). The limit on processor time is for the moment between the parent's death and the
first job, and for systems that send no signal: no worker outlives its parent for long.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import multiprocessing
import os
import pickle
import resource
import signal
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from octavo.news.errors import OctavoError
from octavo.work.answers import Kind, pack

READY = b"ready"
TASKS = 500
"""Jobs after which a process is replaced: what libraries leak stays bounded, and a start (10 ms) costs nothing."""

OPEN_FILES = 64


def serve(jobs: Connection, megabytes: int, seconds: float, preload: Sequence[str]) -> None:
    """Answer jobs until the pipe closes or the process has done its share."""
    _settle()
    for name in preload:
        importlib.import_module(name)
    with contextlib.suppress(EOFError, ConnectionError):  # the parent is gone
        _answer_all(jobs, megabytes, seconds)


def _answer_all(jobs: Connection, megabytes: int, seconds: float) -> None:
    jobs.send_bytes(READY)
    start = _size()
    for number in range(1, TASKS + 1):
        message = jobs.recv_bytes()
        _limit(megabytes << 20, seconds)
        answer = _answer(message)
        tired = answer[0] == "memory" or number == TASKS or _size() > start + (megabytes << 20)
        jobs.send_bytes(pack(*answer, tired))
        del message, answer  # not counted against the next job
        if tired:
            return


def _answer(message: bytes) -> tuple[Kind, Any]:
    try:
        function, args, kwargs = pickle.loads(message)  # noqa: S301 - from our own parent
        return "value", function(*args, **kwargs)
    except MemoryError:
        return "memory", None
    except Exception as error:
        if not isinstance(error, OctavoError):
            error.add_note("In the worker process:\n" + "".join(traceback.format_exception(error)))
        return "error", error


def _settle() -> None:
    # The whole process group gets a terminal's Ctrl-C, and a service manager's SIGTERM: only the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if parent := multiprocessing.parent_process():
        # A pipe that the parent holds open and never writes to: when it dies, even by kill -9, the kernel sends SIGIO,
        # which ends this process wherever it is. (The fork server lives as long as a child does, and cannot tell.)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, fcntl.fcntl(parent.sentinel, fcntl.F_GETFL) | os.O_ASYNC)


def _limit(memory: int, seconds: float) -> None:
    """Soft limits only: the next job's are counted from where this one leaves off."""
    size = _size()
    if size:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (_at_most(size + memory, hard), hard))
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    processor = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (_at_most(processor, hard), hard))


def _at_most(wanted: int, hard: int) -> int:
    return wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)


_PAGE = os.sysconf("SC_PAGE_SIZE")
_STATM = Path("/proc/self/statm")


def _size() -> int:
    """Bytes of address space in use; 0 where the system does not tell (macOS), which then has no memory limit."""
    try:
        return int(_STATM.read_bytes().split()[0]) * _PAGE
    except OSError:
        return 0
