"""A whole worker over a real store, the real client and real processes; also run as a program, to be stopped:

python -m tests.work.house STORE PORT
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.work.fakes import InlineProcessor

from octavo.fetch import Fetch
from octavo.ports import Processor, Store, Tools
from octavo.store import open_store
from octavo.work import KEYS, ProcessPool, Worker
from octavo.work.loom import StoreLoom


@asynccontextmanager
async def worker_over(
    store: Store, port: int, ahead: float = 0.0, processor: Processor | None = None, seconds: float = 20.0, **more: Any
) -> AsyncIterator[Worker]:
    """A worker that reaches the hosts *.test on a loopback port, its clock so many seconds ahead."""

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead)

    with ProcessPool(2, seconds=seconds) as pool:
        async with Fetch(user_agent="Octavo/test", routes={"test": ("127.0.0.1", port)}, clock=clock) as fetch:
            tools = Tools(fetch, processor or pool, KEYS, loom=StoreLoom(store))
            yield Worker(store, tools, clock=clock, **more)


async def run(path: Path, port: int) -> None:
    """Work until idle, or until SIGTERM."""
    store = open_store(path)
    try:
        async with worker_over(store, port) as worker:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, worker.stop)
            await worker.run_until_idle()
    finally:
        store.close()


LEASE = 30.0
"""Seconds. Each victim is so far ahead of the one before that the leases of the dead have run out."""


def victim(path: Path, port: int, ahead: float) -> None:
    """Work until killed. Parsing and extraction run in this process too, so that it starts quickly."""

    async def work() -> None:
        async with worker_over(open_store(path), port, ahead, InlineProcessor(), lease=LEASE, connections=8) as worker:
            await worker.run_forever()

    asyncio.run(work())


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2])))
