"""What a reader asks gets its vector in time, or none."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from octavo.compose.meaning import KEPT, Meanings
from octavo.news.errors import ModelError
from octavo.ports import Meaning


class Encoder:
    """Implements ports.Encoder: waits to be let go, and refuses one word."""

    model = "m"

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.asked: list[str] = []

    async def encode(self, text: str) -> Sequence[float]:
        """A vector of the text's length."""
        self.asked.append(text)
        await self.free.wait()
        if text == "bad":
            raise ModelError("it refuses")
        return (float(len(text)),)


def test_a_vector_that_comes_late_is_there_for_the_next_page() -> None:
    async def ask() -> None:
        encoder = Encoder()
        meanings = Meanings(encoder, asyncio.get_running_loop(), wait=0)
        assert await asyncio.to_thread(meanings.of, "ferry") is None
        encoder.free.set()
        patient = Meanings(encoder, asyncio.get_running_loop(), wait=60)
        assert await asyncio.to_thread(patient.of, "bridge") == Meaning("m", (6.0,))
        assert await asyncio.to_thread(patient.of, "bad") is None
        assert await asyncio.to_thread(meanings.of, "ferry") == Meaning("m", (5.0,))
        assert encoder.asked == ["ferry", "bridge", "bad"]

    asyncio.run(ask())


def test_only_the_last_questions_are_remembered() -> None:
    async def ask() -> None:
        encoder = Encoder()
        encoder.free.set()
        meanings = Meanings(encoder, asyncio.get_running_loop(), wait=60)

        def all_of_them() -> None:
            for nth in range(KEPT + 1):
                meanings.of(str(nth))
            meanings.of(str(KEPT))
            meanings.of("0")

        await asyncio.to_thread(all_of_them)
        assert encoder.asked[-2:] == [str(KEPT), "0"]

    asyncio.run(ask())
