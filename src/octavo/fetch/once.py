"""The same work asked for by several at once is done once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Once(Generic[Key, Value]):
    """Work under way, by key."""

    def __init__(self) -> None:
        self._running: dict[Key, asyncio.Future[Value]] = {}

    async def do(self, key: Key, work: Callable[[], Awaitable[Value]]) -> Value:
        """The outcome of `work`, or of the work of that key already under way; raises what it raises.

        It goes on where the one who began it is cancelled, since others may wait for it.
        """
        running = self._running.get(key)
        if running is None:
            running = asyncio.ensure_future(work())
            self._running[key] = running
            running.add_done_callback(lambda done: self._end(key, done))
        return await asyncio.shield(running)

    def _end(self, key: Key, done: asyncio.Future[Value]) -> None:
        del self._running[key]
        if not done.cancelled():
            done.exception()  # seen, even where everybody who waited was cancelled

    async def close(self) -> None:
        """Stop what is under way."""
        running = list(self._running.values())
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)
