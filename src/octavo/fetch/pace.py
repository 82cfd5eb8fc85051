"""Turns at a host: one request at a time, a pause between two, silence where the host asked for it.

Nobody waits long and nobody holds a connection while waiting: where a host has enough requests waiting, or is to be
left alone, the caller hears HostBusy at once, with the seconds after which it will be its turn. Those turned away are
given times one pause apart, so that they do not all come back together.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from octavo.news.errors import HostBusy

PATIENCE = 15.0
"""Seconds that a request waits for its turn: longer than most pauses, shorter than a worker minds."""

MOST_WAITING = 8
"""Requests that wait at one host, so that a slow host cannot occupy a worker's whole network lane."""

MOST_PAUSE = 60.0
"""The longest Crawl-delay that is obeyed; sites that ask for more mean 'rarely', and feeds are polled rarely."""

_MOST_HOSTS = 20_000


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    pause: float
    next_at: float = 0.0
    """Monotonic time from which the next request may begin."""
    promised: float = 0.0
    """The latest time given to one that was turned away."""
    waiting: int = 0
    busy: int = 0
    cost: float = 0.0
    """Seconds that the last request took."""


class Turns:
    """Who may ask which host when. `monotonic` and `sleep` are injected so that tests need not wait."""

    def __init__(
        self,
        *,
        connections: int,
        pause: float,
        per_host: int = 1,
        patience: float = PATIENCE,
        waiting: int = MOST_WAITING,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._all = asyncio.Semaphore(connections)
        self._pause, self._per_host, self._patience, self._most_waiting = pause, per_host, patience, waiting
        self._monotonic, self._sleep = monotonic, sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, *, free: bool = False) -> AsyncIterator[None]:
        """Wait for a turn at a host and a connection; hold both inside. A `free` host needs no turn.

        Raises HostBusy where the wait would be too long.
        """
        if free:
            async with self._all:
                yield
            return
        host = self._host(name)
        await self._wait(name, host)
        try:
            async with self._all:
                began = self._monotonic()
                host.next_at = max(host.next_at, began + host.pause)
                try:
                    yield
                finally:
                    host.cost = self._monotonic() - began
        finally:
            host.busy -= 1
            host.turns.release()

    def hold(self, name: str, seconds: float) -> None:
        """Leave a host alone for so long (Retry-After)."""
        host = self._host(name)
        host.next_at = max(host.next_at, self._monotonic() + seconds)

    def slow_down(self, name: str, pause: float) -> None:
        """Pause at least so long between two requests to a host (Crawl-delay)."""
        host = self._host(name)
        host.pause = max(self._pause, min(pause, MOST_PAUSE))

    def wanted(self, name: str) -> bool:
        """Whether another request waits for this host."""
        return name in self._hosts and self._hosts[name].waiting > 0

    async def _wait(self, name: str, host: _Host) -> None:
        ahead = host.next_at - self._monotonic() + host.waiting * host.pause
        if ahead > self._patience or host.waiting >= self._most_waiting:
            raise self._busy(name, host)
        host.waiting += 1
        try:
            try:
                async with asyncio.timeout(self._patience):
                    await host.turns.acquire()
            except TimeoutError:
                raise self._busy(name, host) from None
            try:
                while (ahead := host.next_at - self._monotonic()) > 0:
                    if ahead > self._patience:  # the host asked for silence while this one waited
                        raise self._busy(name, host)
                    await self._sleep(ahead)
            except BaseException:
                host.turns.release()
                raise
            host.next_at = self._monotonic() + host.pause
            host.busy += 1
        finally:
            host.waiting -= 1

    def _busy(self, name: str, host: _Host) -> HostBusy:
        now = self._monotonic()
        step = max(host.pause, host.cost, 0.05)
        first = max(host.next_at, now) + host.waiting * step
        host.promised = max(host.promised, first) + step
        wait = max(1.0, host.promised - now)
        return HostBusy(f"{name} is to be left alone for now: its turn comes in {wait:.0f} s", retry_after=wait)

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            if len(self._hosts) >= _MOST_HOSTS:
                now = self._monotonic()
                self._hosts = {
                    name: host
                    for name, host in self._hosts.items()
                    if host.busy or host.waiting or max(host.next_at, host.promised) > now
                }
            self._hosts[name] = _Host(asyncio.Semaphore(self._per_host), self._pause)
        return self._hosts[name]
