"""An embedder behind an OpenAI-compatible address: POST {"model", "input": [texts]} to …/embeddings.

The protocol is the one of https://platform.openai.com/docs/api-reference/embeddings, which llama.cpp, Ollama, vLLM,
LocalAI, Infinity and text-embeddings-inference speak as well. While the server rests (server.py) all texts wait, and
come again; one that it refuses has no vector.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from typing import Any

from octavo.models.server import ModelServer, Post, Terms

SECONDS = 60.0
"""For one batch: a small model on a slow machine takes about ten."""

MOST_BYTES = 32 << 20
"""Of an answer: 64 vectors of 4,096 numbers take 6 MB as text."""

MOST_DIMENSIONS = 8192

REST = 300.0
"""Seconds for which a server that failed is left alone, where it does not say how long."""


def embeddings_address(base: str) -> str:
    """The address to ask: as written where it ends in `embeddings`, else that of the API's base, `http://host/v1`."""
    base = base.rstrip("/")
    return base if base.endswith("/embeddings") else base + "/embeddings"


class RemoteEmbedder:
    """Sends batches of texts."""

    def __init__(
        self, model: str, post: Post, key: str = "", *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.model = model
        self._server = ModelServer(model, post, key, Terms(SECONDS, MOST_BYTES, REST), monotonic)

    @property
    def trouble(self) -> str:
        """Why there are no vectors, in words; empty while there are."""
        return self._server.trouble

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of unit length a text, in order. Raises HostBusy, ModelError."""
        asked = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        return await self._server.ask(asked, lambda answer: read_vectors(answer, len(texts)))


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
