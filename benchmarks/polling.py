"""Polling many feeds: a first poll that brings entries, and a second that finds nothing changed.

Both sides poll the same feeds, each at a host of its own, from a server in another process, and store the entries on
disk. Octavo runs its stages poll and parse; pages behind the entries are not fetched, for the peer has no such step.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import structlog

from benchmarks import press
from benchmarks.ratio import Ratio
from octavo.fetch import Fetch
from octavo.news.addresses import PublisherId, WebUrl
from octavo.news.sources import Feed
from octavo.ports import Store, Tools
from octavo.store import open_store
from octavo.work import KEYS, STAGES, ProcessPool, Worker

FEEDS = 1000
ROUNDS = 4
"""The feeds are polled in as many parts, ours and the peer's by turns: a machine's busy minutes meet both."""
PEER_THREADS = 8
"""Workers of the peer; more make it no faster."""

Times = tuple[float, float]
"""Seconds of the first poll and of the second."""


def bench(feeds: int = FEEDS) -> Iterator[Ratio]:
    """Feeds a second, ours and the peer's."""
    _allow_files()
    peer = f"reader {version('reader')}"
    own, other = [0.0, 0.0], [0.0, 0.0]
    with _press(feeds) as port:
        urls = [f"http://{host}:{port}/feed" for host in press.hosts(feeds)]
        for part in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                ours = octavo_times(urls[part::ROUNDS], Path(folder))
                theirs = reader_times(urls[part::ROUNDS], Path(folder))
            own = [sum(pair) for pair in zip(own, ours, strict=True)]
            other = [sum(pair) for pair in zip(other, theirs, strict=True)]
    for nth, what in enumerate(("first poll", "poll without news")):
        yield Ratio(f"polling {feeds:,} feeds, {what}", feeds / own[nth], peer, feeds / other[nth], "feeds/s", "≥ 10")


def octavo_times(urls: list[str], folder: Path) -> Times:
    """Octavo's stages poll and parse over a fresh store. Raises RuntimeError where an entry is missing."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    store = open_store(folder / "octavo.db")
    try:
        now = datetime.now(UTC)
        store.add_feeds([Feed(WebUrl(url), PublisherId(url.split("/")[2])) for url in urls], KEYS["poll"], now)
        times = asyncio.run(_poll_twice(store))
        if store.status(now).entries != len(urls) * press.ENTRIES:
            raise RuntimeError("entries are missing: the measurement means nothing")
        return times
    finally:
        store.close()


async def _poll_twice(store: Store) -> Times:
    times = []
    workers = os.cpu_count() or 2
    with ProcessPool(workers) as pool:
        await asyncio.gather(*(pool.run(time.sleep, 0.1) for _ in range(workers)))  # processes are there
        async with Fetch(user_agent="Octavo/benchmark", allow_networks=["127.0.0.0/8"], host_pace=0.0) as fetch:
            tools = Tools(fetch, pool, KEYS)
            for _ in range(2):
                store.poll_now(None, KEYS["poll"], datetime.now(UTC))
                worker = Worker(store, tools, STAGES[:2], clock=lambda: datetime.now(UTC), workers=workers)
                times.append(await _seconds(worker))
    return times[0], times[1]


async def _seconds(worker: Worker) -> float:
    began = time.perf_counter()
    await worker.run_until_idle()
    return time.perf_counter() - began


def reader_times(urls: list[str], folder: Path) -> Times:
    """The peer over a fresh store of its own. Raises RuntimeError where an entry is missing."""
    from reader import make_reader

    with make_reader(str(folder / "reader.db")) as reader:
        for url in urls:
            reader.add_feed(url)

        def poll() -> None:
            reader.update_feeds(scheduled=False, workers=PEER_THREADS)

        times = _timed(poll), _timed(poll)
        if reader.get_entry_counts().total != len(urls) * press.ENTRIES:
            raise RuntimeError("the peer's entries are missing: the measurement means nothing")
        return times


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _press(feeds: int) -> Iterator[int]:
    """The server; its port."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.press", str(feeds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as server:
        assert server.stdin
        assert server.stdout
        yield int(server.stdout.readline())
        server.stdin.close()


def _allow_files() -> None:
    """A thousand listening sockets need more descriptors than some systems give at first."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
