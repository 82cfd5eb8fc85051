"""An embedder behind an OpenAI-compatible address: POST {"model", "input": [texts]} to …/embeddings.

The protocol is the one of https://platform.openai.com/docs/api-reference/embeddings, which llama.cpp, Ollama, vLLM,
LocalAI, Infinity and text-embeddings-inference speak as well. What may go wrong is of two kinds:

    the server    is away, busy, wants another key, sends nonsense    → HostBusy: all texts wait, and come again
    one text      is refused (400, 413, 422)                         → ModelError: that text alone has no vector
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import structlog

from octavo.news.errors import FetchError, HostBusy, HttpStatus, ModelError

SECONDS = 60.0
"""For one batch: a small model on a slow machine takes about ten."""

MOST_BYTES = 32 << 20
"""Of an answer: 64 vectors of 4,096 numbers take 6 MB as text."""

MOST_DIMENSIONS = 8192

REST = 300.0
"""Seconds for which a server that failed is left alone, where it does not say how long."""

_REFUSED = frozenset({400, 413, 422})

log = structlog.get_logger()


class Post(Protocol):
    """How to reach the server: fetch.OwnServer.post."""

    async def __call__(self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float) -> bytes:
        """The answer's body. Raises FetchError."""
        ...


def embeddings_address(base: str) -> str:
    """The address to ask: as written where it ends in `embeddings`, else that of the API's base, `http://host/v1`."""
    base = base.rstrip("/")
    return base if base.endswith("/embeddings") else base + "/embeddings"


class RemoteEmbedder:
    """Sends batches of texts, and leaves a server alone for a while that fails."""

    def __init__(
        self, model: str, post: Post, key: str = "", *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.model = model
        self._post, self._monotonic = post, monotonic
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._rests_until = 0.0
        self.trouble = ""
        """Why there are no vectors, in words; empty while there are."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of unit length a text, in order. Raises HostBusy, ModelError."""
        left = self._rests_until - self._monotonic()
        if left > 0:
            raise HostBusy(self.trouble, retry_after=left, subject=self.model)
        asked = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        try:
            answer = await self._post(
                json.dumps(asked, ensure_ascii=False).encode(), self._headers, most=MOST_BYTES, seconds=SECONDS
            )
            vectors = read_vectors(answer, len(texts))
        except HttpStatus as error:
            if error.status in _REFUSED:
                raise ModelError(f"{self.model} refuses a text: {error}", subject=self.model) from error
            raise self._rest(str(error), error.retry_after) from error
        except (FetchError, ValueError) as error:
            raise self._rest(str(error)) from error
        if self.trouble:
            log.info("embeddings.back", model=self.model)
            self.trouble = ""
        return vectors

    def _rest(self, reason: str, seconds: float | None = None) -> HostBusy:
        seconds = REST if seconds is None else seconds
        self._rests_until = self._monotonic() + seconds
        if not self.trouble:
            log.warning("embeddings.rest", model=self.model, reason=reason, seconds=seconds)
        self.trouble = reason
        return HostBusy(reason, retry_after=seconds, subject=self.model)


def read_vectors(answer: bytes, count: int) -> list[list[float]]:
    """The vectors of an answer, brought to unit length. Raises ValueError where they are not what was asked for."""
    try:
        rows = json.loads(answer)["data"]
        vectors = {int(row.get("index", nth)): _unit(row["embedding"]) for nth, row in enumerate(rows)}
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"the answer holds no embeddings ({type(error).__name__}: {error})") from error
    if sorted(vectors) != list(range(count)):
        raise ValueError(f"{len(vectors)} embeddings came for {count} texts")
    if len({len(vector) for vector in vectors.values()}) > 1:
        raise ValueError("the embeddings differ in length")
    return [vectors[nth] for nth in range(count)]


def _unit(numbers: Any) -> list[float]:
    if not isinstance(numbers, list) or not 0 < len(numbers) <= MOST_DIMENSIONS:
        raise ValueError("an embedding is no list of numbers")
    vector = [float(number) for number in numbers]
    length = math.hypot(*vector)
    if not math.isfinite(length) or length == 0:
        raise ValueError("an embedding has no direction")
    return [number / length for number in vector]
