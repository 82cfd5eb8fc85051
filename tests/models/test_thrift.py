"""A Writer with a memory and a purse, over a store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Hashable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octavo.accounts.tries import Tries
from octavo.models.completion import Usage
from octavo.models.thrift import Share, ThriftyWriter
from octavo.news.errors import WriterError
from octavo.news.writing import Order, WritingUse
from octavo.ports import Store
from octavo.store import open_store

NOW = datetime(2026, 7, 14, 9, tzinfo=UTC)
NOTHING = Usage(0, 0)
ORDER = Order("summary", "summary/1", "Say it in one sentence.", "[1] The ferry sank.", 40, "reader 7")


class Scribe:
    """Writes what it is told to."""

    model, trouble = "small", ""

    def __init__(self, *pieces: str, usage: Usage = NOTHING, error: WriterError | None = None) -> None:
        self.pieces, self.usage, self.error, self.asked = pieces, usage, error, 0

    async def ask(self, order: Order) -> AsyncGenerator[str | Usage, None]:
        self.asked += 1
        for piece in self.pieces:
            yield piece
        if self.error:
            raise self.error
        yield self.usage


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "octavo.db", clock=lambda: NOW)


def as_often_as_they_like(by: Hashable, now: datetime) -> None:
    return None


def thrifty(scribe: Scribe, store: Store, budget: int = 0, share: Share = as_often_as_they_like) -> ThriftyWriter:
    return ThriftyWriter(
        scribe, store, lambda: NOW, tokens_a_day=budget, share=share, monotonic=iter(range(99)).__next__
    )


def write(writer: ThriftyWriter, order: Order = ORDER) -> str:
    async def run() -> str:
        return "".join([piece async for piece in writer.write(order)])

    return asyncio.run(run())


def uses(store: Store) -> list[WritingUse]:
    return store.writing_uses(NOW.date())


def test_the_same_order_is_written_once_for_all_readers(store: Store) -> None:
    scribe = Scribe("It ", "sank.", usage=Usage(20, 4))
    assert write(thrifty(scribe, store)) == "It sank."
    assert write(thrifty(scribe, store), replace(ORDER, by="reader 8")) == "It sank."
    assert scribe.asked == 1
    assert uses(store) == [
        WritingUse(NOW.date(), "summary", "small", written=1, kept=1, tokens_read=20, tokens_written=4, seconds=1.0)
    ]


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, prompt="summary/2"),
        replace(ORDER, instructions="Say it in two."),
        replace(ORDER, material="[1] The ferry sank at night."),
        replace(ORDER, most_tokens=80),
    ],
)
def test_another_prompt_or_an_edited_text_is_written_anew(store: Store, other: Order) -> None:
    scribe = Scribe("It sank.")
    write(thrifty(scribe, store))
    write(thrifty(scribe, store), other)
    assert scribe.asked == 2


def test_another_model_writes_its_own(store: Store) -> None:
    write(thrifty(Scribe("It sank."), store))
    large = Scribe("The ferry went down.")
    large.model = "large"
    assert write(thrifty(large, store)) == "The ferry went down."


def test_what_breaks_off_is_not_kept_and_paid_for_all_the_same(store: Store) -> None:
    scribe = Scribe("It sa", error=WriterError("broke off", code="broken"))
    with pytest.raises(WriterError, match="broke off"):
        write(thrifty(scribe, store))
    (use,) = uses(store)
    assert (use.failed, use.written, use.tokens_written) == (1, 0, 2)
    assert use.tokens_read == 15  # estimated: 42 characters
    scribe.error = None
    assert write(thrifty(scribe, store)) == "It sa"
    assert scribe.asked == 2


def test_whoever_leaves_early_has_it_counted_and_nothing_kept(store: Store) -> None:
    scribe = Scribe("It ", "sank.")

    async def leave() -> None:
        writing = thrifty(scribe, store).write(ORDER)
        assert await anext(writing) == "It "
        await writing.aclose()

    asyncio.run(leave())
    assert [(use.failed, use.tokens_written) for use in uses(store)] == [(1, 1)]
    write(thrifty(scribe, store))
    assert scribe.asked == 2


def test_the_days_tokens_end(store: Store) -> None:
    scribe = Scribe("It sank.", usage=Usage(20, 4))
    writer = thrifty(scribe, store, budget=100)
    write(writer)
    write(writer, replace(ORDER, material="[1] Another."))
    with pytest.raises(WriterError) as caught:  # 48 taken, and this one may take 15 and 40
        write(writer, replace(ORDER, material="[1] A third one that is long enough."))
    assert caught.value.code == "budget"
    assert scribe.asked == 2
    assert uses(store)[0].refused == 1
    assert write(writer) == "It sank."  # what is kept costs nothing


def test_what_is_under_way_counts_at_its_most(store: Store) -> None:
    writer = thrifty(Scribe("It ", "sank."), store, budget=100)

    async def together() -> None:
        first = writer.write(ORDER)
        await anext(first)
        with pytest.raises(WriterError, match="today"):
            await anext(writer.write(replace(ORDER, material="[1] Another.")))
        await first.aclose()

    asyncio.run(together())


def test_each_reader_has_a_share_and_the_command_line_has_none(store: Store) -> None:
    tries = Tries(1, timedelta(seconds=20))
    writer = thrifty(Scribe("It sank."), store, share=tries.take)
    orders = [replace(ORDER, material=f"[1] {number}.") for number in range(4)]
    write(writer, orders[0])
    with pytest.raises(WriterError, match="ask again in 20 s") as caught:
        write(writer, orders[1])
    assert caught.value.code == "rate"
    write(writer, replace(orders[1], by="reader 8"))
    write(writer, replace(orders[2], by=""))
    write(writer, replace(orders[3], by=""))


def test_what_was_not_asked_for_costs_nothing(store: Store) -> None:
    with pytest.raises(WriterError):
        write(thrifty(Scribe(error=WriterError("rests", code="rest")), store))
    assert uses(store) == [WritingUse(NOW.date(), "summary", "small", refused=1)]


def test_an_empty_text_is_not_kept(store: Store) -> None:
    scribe = Scribe(" ")
    write(thrifty(scribe, store))
    write(thrifty(scribe, store))
    assert scribe.asked == 2
