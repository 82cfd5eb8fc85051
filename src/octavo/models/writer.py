"""A Writer behind an OpenAI-compatible address: POST {"model", "messages", "stream"} to …/chat/completions.

No tool is offered and none is called: the Writer gets words and gives words. What may go wrong is of three kinds:

    the server    is away, too slow, wants another key    → it is left alone for a while, and for longer each time
    the answer    breaks off, or is no text               → the same: a page must not wait for the next one like it
    one order     is refused (400, 413, 422)              → that order alone

Left alone means that nobody waits: whoever asks meanwhile is told at once. After the rest one order tries it.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Protocol

import structlog

from octavo.models.completion import Completion, Garbage, Usage
from octavo.models.server import REFUSED, bearer
from octavo.news.errors import FetchError, HttpStatus, WriterError
from octavo.news.writing import Order

MOST_BYTES = 8 << 20
"""Of an answer: 4,000 tokens, each in an event of its own, take 1.5 MB."""

CHARACTERS = 12
"""Of a token at most, on average: a text with more has not kept to the limit that it was given."""

AT_ONCE = 4
"""Orders under way; what runs on one machine writes no faster for more."""

REST, LONGEST_REST = 20.0, 900.0
"""Seconds for which a server is left alone after a failure, where it does not say how long; doubled with each."""

TEMPERATURE = 0.2
"""Low: nothing is to be invented, and the same order should give much the same text."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Stream(Protocol):
    """How to reach the server: fetch.OwnServer.stream."""

    def __call__(
        self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float
    ) -> AsyncGenerator[bytes, None]: ...


def writer_address(base: str) -> str:
    """The address to ask: as written where it ends in `completions`, else that of the API's base, `http://host/v1`."""
    base = base.rstrip("/")
    return base if base.endswith("/completions") else base + "/chat/completions"


class RemoteWriter:
    """Asks for texts, one order at a time, and leaves a server alone for a while that fails."""

    def __init__(
        self,
        model: str,
        stream: Stream,
        key: str = "",
        *,
        seconds: float = 60.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._stream, self._seconds, self._monotonic = stream, seconds, monotonic
        self._headers = bearer(key)
        self._under_way = self._failures = 0
        self._rests_until = 0.0
        self.trouble = ""
        """Why nothing is written, in words; empty while nothing is known against it."""

    async def ask(self, order: Order) -> AsyncGenerator[str | Usage, None]:
        """The text as it is written, and what it took as the last item. Raises WriterError."""
        self._may_ask()
        self._under_way += 1
        try:
            async with aclosing(self._pieces(order)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self._under_way -= 1

    def _may_ask(self) -> None:
        if self._monotonic() < self._rests_until:
            raise WriterError(self.trouble, code="rest", subject=self.model)
        if self._under_way >= (1 if self._failures else AT_ONCE):
            raise WriterError(f"{self.model} has enough to write just now", code="busy", subject=self.model)

    async def _pieces(self, order: Order) -> AsyncGenerator[str | Usage, None]:
        answer, written = Completion(), 0
        sent = self._stream(_body(self.model, order), self._headers, most=MOST_BYTES, seconds=self._seconds)
        try:
            async for data in sent:
                for piece in answer.feed(data):
                    written += len(piece)
                    if written > order.most_tokens * CHARACTERS:
                        raise Garbage("it writes on and on")
                    yield piece
            for piece in answer.end():
                yield piece
        except HttpStatus as error:
            if error.status in REFUSED:
                raise WriterError(f"{self.model} refuses: {error}", code="refused", subject=self.model) from error
            raise self._rest(str(error), "away", error.retry_after) from error
        except FetchError as error:
            raise self._rest(str(error), "broken" if written else "away") from error
        except Garbage as error:
            raise self._rest(f"{self.model} sends what is no text: {error}", "broken") from error
        finally:
            await sent.aclose()
        self._failures, self.trouble = 0, ""
        yield answer.usage

    def _rest(self, reason: str, code: str, seconds: float | None = None) -> WriterError:
        now = self._monotonic()
        if seconds is None:
            seconds = min(REST * 2**self._failures, LONGEST_REST)
        if now >= self._rests_until:  # orders that were under way together fail together: that is one failure
            self._failures += 1
            self._rests_until = now + seconds
        log.warning("writer.rest", model=self.model, reason=reason, seconds=seconds)
        self.trouble = reason
        return WriterError(reason, code=code, subject=self.model)


def _body(model: str, order: Order) -> bytes:
    asked = {
        "model": model,
        "messages": [
            {"role": "system", "content": order.instructions},
            {"role": "user", "content": order.material},
        ],
        "max_tokens": order.most_tokens,
        "temperature": TEMPERATURE,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    return json.dumps(asked, ensure_ascii=False).encode()
