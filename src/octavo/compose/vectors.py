"""Vectors of several texts at once, for whoever waits for an answer in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

from octavo.compose.models import encoder
from octavo.config import Config
from octavo.news.errors import OctavoError
from octavo.ports import Encoder

P = ParamSpec("P")
T = TypeVar("T")

WAIT = 3.0
"""Seconds for which an answer waits for them, while the model may be at work on new articles; then words alone do."""


class Vectors:
    """Asks the model in use from threads; for one event loop."""

    def __init__(self, encoder: Encoder, loop: asyncio.AbstractEventLoop, wait: float = WAIT) -> None:
        self._encoder, self._loop, self._wait = encoder, loop, wait

    @property
    def model(self) -> str:
        """Whose vectors they are."""
        return self._encoder.model

    def of(self, texts: Sequence[str]) -> Sequence[Sequence[float]] | None:
        """A vector of each text, in order; None where they are not to be had in time. Not to be called on the loop's
        own thread."""
        asked = asyncio.run_coroutine_threadsafe(_encoded(self._encoder, texts), self._loop)
        try:
            return asked.result(self._wait)
        except (TimeoutError, CancelledError, OctavoError):
            asked.cancel()
            return None


async def _encoded(encoder: Encoder, texts: Sequence[str]) -> Sequence[Sequence[float]]:
    return await asyncio.gather(*(encoder.encode(text) for text in texts))


class _InAThread:
    """Implements ports.Processor for a command that asks once: a process of its own would take longer to begin."""

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)


@asynccontextmanager
async def vectors_here(config: Config, wait: float) -> AsyncIterator[Vectors]:
    """The model in use, in this process. Raises ConfigError where the settings name none there is."""
    async with encoder(config, _InAThread()) as model:
        yield Vectors(model, asyncio.get_running_loop(), wait)
