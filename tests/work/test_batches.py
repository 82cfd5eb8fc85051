"""Texts that travel together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from octavo.news.errors import HostBusy, ModelError
from octavo.work.batches import AT_ONCE, Batched


class Model:
    """Gives a text's length; refuses some texts, or all."""

    def __init__(self, refused: Sequence[str] = (), error: Exception | None = None) -> None:
        self.refused, self.error = refused, error
        self.batches: list[list[str]] = []
        self.under_way = self.most_under_way = 0

    async def __call__(self, texts: list[str]) -> list[list[float]]:
        self.batches.append(texts)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        if self.error:
            raise self.error
        if any(text in self.refused for text in texts):
            raise ModelError("too long")
        return [[float(len(text))] for text in texts]


def all_of(encoder: Batched, texts: Sequence[str]) -> list[Sequence[float] | BaseException]:
    async def run() -> list[Sequence[float] | BaseException]:
        return await asyncio.gather(*map(encoder.encode, texts), return_exceptions=True)

    return asyncio.run(run())


def test_texts_asked_for_together_travel_together_in_full_batches() -> None:
    model = Model()
    texts = ["x" * nth for nth in range(1, 11)]
    assert all_of(Batched("m", model, most=4, moment=0), texts) == [[float(nth)] for nth in range(1, 11)]
    assert [len(batch) for batch in model.batches] == [4, 4, 2]


def test_no_more_batches_are_under_way_than_allowed() -> None:
    model = Model()
    all_of(Batched("m", model, most=1), ["a", "bb", "ccc", "dddd", "eeeee"])
    assert model.most_under_way == AT_ONCE


def test_a_text_that_is_refused_spoils_no_other() -> None:
    model = Model(refused=["bad"])
    outcomes = all_of(Batched("m", model, moment=0), ["a", "bb", "bad", "dddd", "eeeee"])
    assert isinstance(outcomes.pop(2), ModelError)
    assert outcomes == [[1.0], [2.0], [4.0], [5.0]]


def test_a_model_that_cannot_be_had_is_not_asked_again_for_each_text() -> None:
    model = Model(error=HostBusy("it rests", retry_after=60))
    outcomes = all_of(Batched("m", model, moment=0), ["a", "b", "c"])
    assert all(isinstance(outcome, HostBusy) for outcome in outcomes)
    assert len(model.batches) == 1


def test_too_few_vectors_are_given_to_nobody() -> None:
    async def one_too_few(texts: list[str]) -> list[list[float]]:
        return [[1.0] for _ in texts[1:]]

    outcomes = all_of(Batched("m", one_too_few, moment=0), ["a", "b"])
    assert [str(outcome) for outcome in outcomes] == ["m gave 0 vectors for 1 texts"] * 2


def test_who_stops_waiting_costs_the_others_nothing() -> None:
    async def run() -> Sequence[float]:
        encoder = Batched("m", Model(), moment=0)
        gone = asyncio.ensure_future(encoder.encode("gone"))
        stays = asyncio.ensure_future(encoder.encode("stays"))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await stays

    assert asyncio.run(run()) == [5.0]
