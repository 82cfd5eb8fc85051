"""Vectors for whoever waits in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from octavo.compose.vectors import Vectors
from octavo.news.errors import HostBusy


class Encoder:
    """Lengths of texts as their vectors; or it is away, or never answers."""

    model = "lengths"

    def __init__(self, way: str = "") -> None:
        self.way = way

    async def encode(self, text: str) -> Sequence[float]:
        if self.way == "away":
            raise HostBusy("away", subject="model", retry_after=1.0)
        if self.way == "silent":
            await asyncio.Event().wait()
        return [float(len(text))]


async def vectors(way: str, wait: float) -> Sequence[Sequence[float]] | None:
    asked = Vectors(Encoder(way), asyncio.get_running_loop(), wait)
    assert asked.model == "lengths"
    return await asyncio.to_thread(asked.of, ["a", "bcd"])


def test_each_text_has_its_vector_in_order() -> None:
    assert asyncio.run(vectors("", 10.0)) == [[1.0], [3.0]]


@pytest.mark.parametrize("way", ["away", "silent"])
def test_where_there_is_no_model_there_are_no_vectors(way: str) -> None:
    assert asyncio.run(vectors(way, 0.01)) is None
