"""A Writer with a memory and a purse: nothing is written twice, and no more than the operator allows.

    kept       the same order to the same model was written before: that text, at once, and nothing is asked
    share      each reader may ask so often a minute
    budget     all together may take so many tokens a day (UTC), what is under way counted at its most

What the memory goes by is a digest of the model, the prompt's name and version, the instructions and the material, so
that a text edited since, or a better prompt, is written anew.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncGenerator, Callable, Hashable
from contextlib import aclosing
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from octavo.models.completion import Usage
from octavo.news.errors import WriterError
from octavo.news.writing import Order, WritingUse
from octavo.ports import Clock, Writings

TOKEN = 3.0
"""Characters of a token, where the server does not count: between English (4) and Arabic or Chinese (1.5 to 2.5)."""


class Asked(Protocol):
    """A Writer that is asked each time."""

    model: str
    trouble: str

    def ask(self, order: Order) -> AsyncGenerator[str | Usage, None]:
        """The text, then what it took. Raises WriterError."""
        ...


Share = Callable[[Hashable, datetime], timedelta | None]
"""Takes one of a reader's share: None, or how long until there is one (accounts.tries)."""


class ThriftyWriter:
    """Implements ports.Writer."""

    def __init__(
        self,
        writer: Asked,
        writings: Writings,
        clock: Clock,
        *,
        tokens_a_day: int,
        share: Share,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`tokens_a_day`: 0 for no limit."""
        self.model = writer.model
        self._writer, self._writings, self._clock, self._share = writer, writings, clock, share
        self._tokens_a_day, self._monotonic = tokens_a_day, monotonic
        self._under_way = 0
        """Tokens that orders under way may take."""

    @property
    def trouble(self) -> str:
        """See ports.Writer."""
        return self._writer.trouble

    async def write(self, order: Order) -> AsyncGenerator[str, None]:
        """See ports.Writer."""
        key = key_of(self.model, order)
        kept = await asyncio.to_thread(self._writings.writing, key)
        if kept is not None:
            await self._count(WritingUse(self._today(), order.purpose, self.model, kept=1))
            yield kept
            return
        most = _tokens(order.instructions) + _tokens(order.material) + order.most_tokens
        await self._allow(order, most)
        self._under_way += most
        try:
            async with aclosing(self._written(order, key)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self._under_way -= most

    async def _written(self, order: Order, key: bytes) -> AsyncGenerator[str, None]:
        """The text as it is written, kept where it comes to its end, and counted whatever becomes of it."""
        began, usage, pieces = self._monotonic(), Usage(0, 0), list[str]()
        outcome = WritingUse(self._today(), order.purpose, self.model, failed=1)
        try:
            async with aclosing(self._writer.ask(order)) as asked:
                async for piece in asked:
                    if isinstance(piece, Usage):
                        usage = piece
                    else:
                        pieces.append(piece)
                        yield piece
            outcome = replace(outcome, failed=0, written=1)
        except WriterError as error:
            if error.code in ("rest", "busy"):
                outcome = replace(outcome, failed=0, refused=1)
            raise
        finally:  # also where whoever asked has left: what was written until then was paid for all the same
            if not outcome.refused:
                outcome = replace(
                    outcome,
                    tokens_read=usage.tokens_read or _tokens(order.instructions) + _tokens(order.material),
                    tokens_written=usage.tokens_written or _tokens("".join(pieces)),
                    seconds=self._monotonic() - began,
                )
            await self._count(outcome)
        if text := "".join(pieces).strip():
            await asyncio.to_thread(self._writings.keep_writing, key, text, self._clock())

    async def _allow(self, order: Order, most: int) -> None:
        """Raises WriterError where the reader's share or the day's tokens are used up."""
        refused = WritingUse(self._today(), order.purpose, self.model, refused=1)
        if order.by and (wait := self._share(order.by, self._clock())):
            await self._count(refused)
            raise WriterError(
                f"you have asked {self.model} often enough for now; ask again in {math.ceil(wait.total_seconds())} s",
                code="rate",
                subject=order.by,
            )
        if self._tokens_a_day:
            taken = await asyncio.to_thread(self._writings.tokens_on, self._today())
            if taken + self._under_way + most > self._tokens_a_day:
                await self._count(refused)
                raise WriterError("what may be written today has been written", code="budget", subject=self.model)

    async def _count(self, use: WritingUse) -> None:
        await asyncio.to_thread(self._writings.count_writing, use)

    def _today(self) -> date:
        return self._clock().date()


def key_of(model: str, order: Order) -> bytes:
    """What a text is kept under: 16 bytes of all that it depends on."""
    parts = (model, order.prompt, order.instructions, order.material, str(order.most_tokens))
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.digest()[:16]


def _tokens(text: str) -> int:
    """About how many, on the safe side."""
    return math.ceil(len(text) / TOKEN)
