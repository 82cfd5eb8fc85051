"""Polling many feeds: a first poll that brings entries, and a second that finds nothing changed.

Both sides poll the same feeds, each at a host of its own, from a server in another process, and store the entries on
disk. Octavo runs its stages poll and parse; pages behind the entries are not fetched, for the peer has no such step.

Twice: with answers that come at once, where all the time is the poller's own work, and with answers that take 100 ms,
as publishers' do, where what counts is how many are waited for together. There the peer is measured as it comes (one
feed at a time; on a tenth of the feeds, its speed being the same for any number) and with as many workers as Octavo
has connections.
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
"""Workers of the peer where answers come at once; more make it no faster."""
CONNECTIONS = 64
"""Of Octavo, as it comes; workers of the peer where answers are slow."""
SLOW_MS = 100

Times = tuple[float, float]
"""Seconds of the first poll and of the second."""
_POLLS = ("first poll", "poll without news")


def bench(feeds: int = FEEDS) -> Iterator[Ratio]:
    """Feeds a second, ours and the peer's."""
    _allow_files()
    yield from _at_once(feeds)
    yield from _slow(feeds)


def _at_once(feeds: int) -> Iterator[Ratio]:
    own, other = (0.0, 0.0), (0.0, 0.0)
    with _press(feeds) as urls:
        for part in range(ROUNDS):
            own = _sum(own, _fresh(octavo_times, urls[part::ROUNDS]))
            other = _sum(other, _fresh(reader_times, urls[part::ROUNDS], PEER_THREADS))
    for nth, poll in enumerate(_POLLS):
        yield _ratio(feeds, f"{poll}, answers at once", feeds / own[nth], feeds / other[nth], PEER_THREADS)


def _slow(feeds: int) -> Iterator[Ratio]:
    with _press(feeds, SLOW_MS) as urls:
        tenth = urls[::10]
        alone = _fresh(reader_times, tenth, 1)
        own = _fresh(octavo_times, urls)
        together = _fresh(reader_times, urls, CONNECTIONS)
    for nth, poll in enumerate(_POLLS):
        what, ours = f"{poll}, answers after {SLOW_MS} ms", feeds / own[nth]
        yield _ratio(feeds, what, ours, len(tenth) / alone[nth], 1)
        yield _ratio(feeds, what, ours, feeds / together[nth], CONNECTIONS)


def _ratio(feeds: int, what: str, ours: float, theirs: float, workers: int) -> Ratio:
    peer = f"reader {version('reader')}, {workers} worker{'s' * (workers > 1)}"
    return Ratio(f"polling {feeds:,} feeds: {what}", ours, peer, theirs, "feeds/s", "≥ 10")


def _fresh(times: Callable[..., Times], urls: list[str], *workers: int) -> Times:
    """Over a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return times(urls, Path(folder), *workers)


def _sum(one: Times, other: Times) -> Times:
    return one[0] + other[0], one[1] + other[1]


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
        async with Fetch(
            user_agent="Octavo/benchmark", allow_networks=["127.0.0.0/8"], connections=CONNECTIONS, host_pace=0.0
        ) as fetch:
            tools = Tools(fetch, pool, KEYS)
            for _ in range(2):
                store.poll_now(None, KEYS["poll"], datetime.now(UTC))
                worker = Worker(
                    store, tools, STAGES[:2], clock=lambda: datetime.now(UTC), connections=CONNECTIONS, workers=workers
                )
                times.append(await _seconds(worker))
    return times[0], times[1]


async def _seconds(worker: Worker) -> float:
    began = time.perf_counter()
    await worker.run_until_idle()
    return time.perf_counter() - began


def reader_times(urls: list[str], folder: Path, workers: int) -> Times:
    """The peer over a fresh store of its own; one worker is its default. Raises RuntimeError where any are missing."""
    from reader import make_reader

    with make_reader(str(folder / "reader.db")) as reader:
        for url in urls:
            reader.add_feed(url)

        def poll() -> None:
            reader.update_feeds(scheduled=False, workers=workers)

        times = _timed(poll), _timed(poll)
        if reader.get_entry_counts().total != len(urls) * press.ENTRIES:
            raise RuntimeError("the peer's entries are missing: the measurement means nothing")
        return times


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _press(feeds: int, milliseconds: int = 0) -> Iterator[list[str]]:
    """The server; the addresses of its feeds."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.press", str(feeds), str(milliseconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as server:
        assert server.stdin
        assert server.stdout
        port = int(server.stdout.readline())
        yield [f"http://{host}:{port}/feed" for host in press.hosts(feeds)]
        server.stdin.close()


def _allow_files() -> None:
    """A thousand listening sockets need more descriptors than some systems give at first."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
