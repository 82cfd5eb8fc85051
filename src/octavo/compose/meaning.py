"""The vector of what a reader asks, while the reader waits for a page."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from threading import Lock

from octavo.news.errors import OctavoError
from octavo.ports import Encoder, Meaning

WAIT = 0.3
"""Seconds that a reader waits for it: while the model is at work on new articles, words alone must do."""
KEPT = 1000
"""Questions whose vectors are remembered: pages of one search, and what many ask."""


class Meanings:
    """Asks the model in use from the threads of pages; for one event loop."""

    def __init__(self, encoder: Encoder, loop: asyncio.AbstractEventLoop, wait: float = WAIT) -> None:
        self._encoder, self._loop, self._wait = encoder, loop, wait
        self._lock = Lock()
        self._known: OrderedDict[str, Sequence[float]] = OrderedDict()

    def of(self, text: str) -> Meaning | None:
        """The vector of a text; None where it is not to be had in time. Not to be called on the loop's own thread."""
        with self._lock:
            known = self._known.get(text)
        if known is None:
            asked = asyncio.run_coroutine_threadsafe(_encoded(self._encoder, text), self._loop)
            asked.add_done_callback(lambda done: self._keep(text, done))
            try:
                known = asked.result(self._wait)
            except (TimeoutError, CancelledError, OctavoError):  # it is kept when it comes, for the next page
                return None
        return Meaning(self._encoder.model, known)

    def _keep(self, text: str, done: Future[Sequence[float]]) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        with self._lock:
            self._known[text] = done.result()
            while len(self._known) > KEPT:
                self._known.popitem(last=False)


async def _encoded(encoder: Encoder, text: str) -> Sequence[float]:
    return await encoder.encode(text)
