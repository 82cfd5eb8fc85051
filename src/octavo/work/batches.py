"""One call for many texts: what jobs ask of a model one by one travels to it together.

    encode(text):
        the text joins the batch that is being gathered
        the batch goes when it is full, or a moment after its first text      never more than AT_ONCE batches under way
        a batch that the model refuses goes again in halves, until the text that it refuses stands alone

So a stage stays a function of one article, with its own lease, retries and quarantine, and yet a model that is much
cheaper in batches, or far away, gets batches.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from octavo.news.errors import ModelError

Vectors = Sequence[Sequence[float]]
Send = Callable[[list[str]], Awaitable[Vectors]]

MOST = 64
"""Texts in a batch: the bundled model gains nothing above 32, servers little above 64."""

MOMENT = 0.02
"""Seconds for which a batch is gathered; jobs are claimed in one go, so that nearly all come within it."""

AT_ONCE = 2
"""Batches under way."""


class Batched:
    """Implements ports.Encoder; for one event loop."""

    def __init__(
        self,
        model: str,
        send: Send,
        *,
        most: int = MOST,
        moment: float = MOMENT,
        trouble: Callable[[], str] = lambda: "",
    ) -> None:
        """`send` is given at most `most` texts and returns a vector of each, in order, or raises HostBusy, or
        ModelError where it refuses one of them. `trouble` says why there are no vectors; empty while there are."""
        self.model = model
        self._trouble = trouble
        self._send, self._most, self._moment = send, most, moment
        self._gathered: list[tuple[str, asyncio.Future[Sequence[float]]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def trouble(self) -> str:
        """Why vectors wait, in words; empty while they do not."""
        return self._trouble()

    async def encode(self, text: str) -> Sequence[float]:
        """See ports.Encoder; raises what `send` raises."""
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Sequence[float]] = loop.create_future()
        self._gathered.append((text, outcome))
        if len(self._gathered) >= self._most:
            self._go()
        elif self._timer is None:
            self._timer = loop.call_later(self._moment, self._go)
        return await outcome

    def _go(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        batch, self._gathered = self._gathered, []
        task = asyncio.get_running_loop().create_task(self._carry(batch))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _carry(self, batch: list[tuple[str, asyncio.Future[Sequence[float]]]]) -> None:
        wanted = [(text, outcome) for text, outcome in batch if not outcome.done()]  # some were cancelled meanwhile
        if not wanted:
            return
        try:
            async with self._turns:
                vectors = await self._send([text for text, _ in wanted])
            if len(vectors) != len(wanted):
                raise ModelError(
                    f"{self.model} gave {len(vectors)} vectors for {len(wanted)} texts", subject=self.model
                )
        except ModelError as error:
            if len(wanted) == 1:
                _refuse(wanted[0][1], error)
                return
            half = len(wanted) // 2
            await self._carry(wanted[:half])
            await self._carry(wanted[half:])
        except Exception as error:
            for _, outcome in wanted:
                _refuse(outcome, error)
        else:
            for (_, outcome), vector in zip(wanted, vectors, strict=True):
                if not outcome.done():
                    outcome.set_result(vector)


def _refuse(outcome: asyncio.Future[Sequence[float]], error: Exception) -> None:
    if not outcome.done():
        outcome.set_exception(error)
