"""The process pool: each hostile piece of work harms itself alone. The pieces are the standard library's own functions,
so that any worker process can import them."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.work.fakes import until

from octavo.news.errors import HttpStatus, OutOfMemory, OutOfTime, ProcessorError
from octavo.work import ProcessPool
from octavo.work.process import WorkerProcess

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    with ProcessPool(2, seconds=1.0, megabytes=200) as pool:
        yield pool


def outcomes(pool: ProcessPool, *work: tuple) -> list:
    """What becomes of several pieces of work at once: values and errors."""

    async def all_at_once() -> list:
        return await asyncio.gather(*(pool.run(*one) for one in work), return_exceptions=True)

    return asyncio.run(all_at_once())


HOSTILE = {
    "computes for ever, without letting go of the interpreter": ((sum, itertools.repeat(1)), OutOfTime),
    "asks for a gigabyte": ((bytes, 1 << 30), OutOfMemory),
    "ends its process": ((os._exit, 3), OutOfMemory),
    "crashes its process": ((os.abort,), OutOfMemory),
    "kills its process": ((signal.raise_signal, signal.SIGKILL), OutOfMemory),
    "returns what cannot be sent": ((open, os.devnull), ProcessorError),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_work_harms_itself_alone(pool, hostile):
    work, error = HOSTILE[hostile]
    others = [(len, b"x" * number) for number in range(1, 21)]
    first, *rest = outcomes(pool, work, *others)
    assert type(first) is error
    assert rest == list(range(1, 21))


def test_an_error_comes_back_as_it_was_raised(pool):
    (error,) = outcomes(pool, (raise_status,))
    assert isinstance(error, HttpStatus)
    assert (str(error), error.status, error.retry_after, error.subject) == (
        "asked to wait",
        429,
        7.0,
        "https://a.test/",
    )


def test_an_unforeseen_error_says_where_it_happened(pool):
    (error,) = outcomes(pool, (int, "no number"))
    assert isinstance(error, ValueError)
    assert any("In the worker process" in note for note in error.__notes__)


def test_an_error_that_cannot_travel_becomes_one_that_can(pool):
    (error,) = outcomes(pool, (raise_unpicklable,))
    assert type(error) is ProcessorError
    assert "Untravelled" in str(error)


def test_a_forged_answer_is_refused_and_its_process_replaced(tmp_path):
    with ProcessPool(1) as pool:
        before, error, after = (outcomes(pool, one)[0] for one in [(os.getpid,), (forge, tmp_path), (os.getpid,)])
    assert type(error) is ProcessorError
    assert "nothing that an answer may hold" in str(error)
    assert not list(tmp_path.iterdir())
    assert before != after


def test_large_answers_pass(pool):
    (answer,) = outcomes(pool, (bytes, 40 << 20))
    assert len(answer) == 40 << 20


def test_a_process_is_replaced_after_its_share_of_work():
    with ProcessPool(1) as pool:
        pids = set()
        for _ in range(3):
            pids.update(outcomes(pool, *[(os.getpid,)] * 250))
    assert len(pids) == 2


def test_memory_is_counted_from_where_the_last_work_left_off(pool):
    for _ in range(4):  # together more than is allowed to one
        assert outcomes(pool, (take_memory, 120 << 20)) == [120 << 20]


def test_a_process_has_few_descriptors_and_dumps_no_core(pool):
    from resource import RLIMIT_CORE, RLIMIT_NOFILE, getrlimit

    core, files = outcomes(pool, (getrlimit, RLIMIT_CORE), (getrlimit, RLIMIT_NOFILE))
    assert core == (0, 0)
    assert files == (64, 64)


def test_processes_that_start_by_themselves_do_not_wait_for_the_fork_server(monkeypatch):
    """A reader's picture is made while the archive's models are still being loaded."""
    monkeypatch.setattr("octavo.work.process.forkserver.ensure_running", never)
    with ProcessPool(1, seconds=1.0, megabytes=200, preload=["wave"], start="spawn") as pool:
        (modules,) = outcomes(pool, (eval, "sorted(__import__('sys').modules)"))
        assert "wave" in modules
        hostile = [HOSTILE["ends its process"], HOSTILE["asks for a gigabyte"]]
        assert [type(one) for one in outcomes(pool, *(work for work, _ in hostile))] == [error for _, error in hostile]
        assert outcomes(pool, (len, b"xyz")) == [3]


def never(*_: object) -> None:
    raise AssertionError("this pool needs no fork server")


def test_a_slow_start_holds_up_nobody_else(monkeypatch, tmp_path):
    begun, may_start = threading.Event(), threading.Event()
    gate = tmp_path / "gate"
    os.mkfifo(gate)

    def slow_start(*args: object) -> WorkerProcess:
        begun.set()
        assert may_start.wait(20)
        return WorkerProcess(*args)

    async def scene() -> tuple:
        running = asyncio.create_task(pool.run(gate.read_bytes))  # in the process that is there
        await until(lambda: bool(pool._busy))
        starting = asyncio.create_task(pool.run(len, b"xyz"))
        assert await asyncio.to_thread(begun.wait, 20)
        await asyncio.to_thread(gate.write_bytes, b"go on")
        before = [await running, await pool.run(len, b"x")]
        assert not starting.done()
        may_start.set()
        return *before, await starting

    with ProcessPool(3) as pool:
        outcomes(pool, (len, b""))
        monkeypatch.setattr("octavo.work.pool.WorkerProcess", slow_start)
        assert asyncio.run(scene()) == (b"go on", 1, 3)


def test_a_pool_that_is_closed_during_a_start_keeps_no_process(monkeypatch):
    started = []

    def late(*args: object) -> WorkerProcess:
        started.append(WorkerProcess(*args))
        pool._closed = True
        return started[0]

    monkeypatch.setattr("octavo.work.pool.WorkerProcess", late)
    with ProcessPool(1) as pool:
        (error,) = outcomes(pool, (len, b""))
    assert isinstance(error, ProcessorError)
    assert not started[0]._process.is_alive()


def test_nothing_starts_before_the_first_work():
    with ProcessPool(2) as pool:
        assert pool._idle == []


def test_a_closed_pool_says_so():
    pool = ProcessPool(1)
    pool.close()
    (error,) = outcomes(pool, (len, b""))
    assert isinstance(error, (ProcessorError, RuntimeError))


def test_closing_ends_work_under_way():
    pool = ProcessPool(1, seconds=60)

    async def close_meanwhile() -> object:
        running = asyncio.create_task(pool.run(time.sleep, 60))
        await until(lambda: bool(pool._busy))
        await asyncio.to_thread(pool.close)
        return (await asyncio.gather(running, return_exceptions=True))[0]

    assert isinstance(asyncio.run(close_meanwhile()), ProcessorError)


ORPHANS = """
import asyncio, itertools, os, sys
from octavo.work import ProcessPool

async def main():
    with ProcessPool(2, seconds=60, start=sys.argv[1]) as pool:
        for _ in range(2):
            print(await pool.run(os.getpid), flush=True)
        busy = [asyncio.create_task(pool.run(sum, itertools.repeat(1))) for _ in range(2)]
        while len(pool._busy) < 2:
            await asyncio.sleep(0.005)
        print(*(one._process.pid for one in pool._busy), flush=True)
        await asyncio.gather(*busy)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_processes_do_not_outlive_a_killed_parent(tmp_path, start):
    program = tmp_path / "orphans.py"
    program.write_text(ORPHANS)
    with subprocess.Popen([sys.executable, str(program), start], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        parent.stdout.readline(), parent.stdout.readline()
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(pids) == 2
    deadline = time.monotonic() + 10
    while any(is_alive(pid) for pid in pids):
        assert time.monotonic() < deadline, "a worker process outlived its parent"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not state.startswith("Z") and bool(state.strip())


class Forged:
    """What code that took over a worker process could send."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple:
        return os.mkdir, (self.folder / "made by the parent",)


def forge(folder: Path) -> Forged:
    return Forged(folder)


def take_memory(size: int) -> int:
    return len(bytes(size))


def raise_status() -> None:
    raise HttpStatus("asked to wait", status=429, retry_after=7.0, subject="https://a.test/")


class Untravelled(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


def raise_unpicklable() -> None:
    raise Untravelled("one", "two")
