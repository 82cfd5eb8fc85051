"""A model's server behind an OpenAI-compatible address: one question, one answer, and rest where it fails.

What may go wrong is of two kinds:

    the server    is away, busy, wants another key, sends nonsense    → HostBusy: it is left alone for a while
    one text      is refused (400, 413, 422)                         → ModelError: that text alone has no answer
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import structlog

from octavo.news.errors import FetchError, HostBusy, HttpStatus, ModelError

REFUSED = frozenset({400, 413, 422})
"""Statuses that speak of what was sent, not of the server."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()

T = TypeVar("T")


class Post(Protocol):
    """How to reach the server: fetch.OwnServer.post."""

    async def __call__(self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float) -> bytes:
        """The answer's body. Raises FetchError."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """How long and how much a server may answer."""

    seconds: float
    """For one answer."""
    most_bytes: int
    rest: float
    """Seconds for which it is left alone after a failure, where it does not say how long."""


def bearer(key: str) -> dict[str, str]:
    """The headers that carry a key (RFC 6750); none where there is none."""
    return {"Authorization": f"Bearer {key}"} if key else {}


class ModelServer:
    """Asks, and leaves a server alone for a while that fails."""

    def __init__(
        self,
        model: str,
        post: Post,
        key: str,
        terms: Terms,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.trouble = ""
        """Why it is left alone, in words; empty while nothing is known against it."""
        self._post, self._terms, self._monotonic = post, terms, monotonic
        self._headers = bearer(key)
        self._rests_until = 0.0

    async def ask(self, asked: Mapping[str, Any], read: Callable[[bytes], T]) -> T:
        """What `read` makes of the answer. Raises HostBusy, also where it raises ValueError; and ModelError."""
        left = self._rests_until - self._monotonic()
        if left > 0:
            raise HostBusy(self.trouble, retry_after=left, subject=self.model)
        body = json.dumps(asked, ensure_ascii=False).encode()
        try:
            answer = await self._post(body, self._headers, most=self._terms.most_bytes, seconds=self._terms.seconds)
            found = read(answer)
        except HttpStatus as error:
            if error.status in REFUSED:
                raise ModelError(f"{self.model} refuses a text: {error}", subject=self.model) from error
            raise self._rest(str(error), error.retry_after) from error
        except (FetchError, ValueError) as error:
            raise self._rest(str(error)) from error
        if self.trouble:
            log.info("model.back", model=self.model)
            self.trouble = ""
        return found

    def _rest(self, reason: str, seconds: float | None = None) -> HostBusy:
        seconds = self._terms.rest if seconds is None else seconds
        self._rests_until = self._monotonic() + seconds
        if not self.trouble:
            log.warning("model.rest", model=self.model, reason=reason, seconds=seconds)
        self.trouble = reason
        return HostBusy(reason, retry_after=seconds, subject=self.model)
