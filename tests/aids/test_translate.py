"""An article in another language beside its own words: numbers and length are kept, or it is not shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.aids.newsroom import stored

from octavo.aids.translate import BATCH, Paragraph, by_package, by_writer, judged, paragraphs_of
from octavo.news.errors import WriterError
from octavo.news.writing import Order

ORIGINAL = ("Ferry sinks off Corran", "It had 214 people on board, the port said.", "Nobody knows why it sank.")


class Scribe:
    model, trouble = "small", ""

    def __init__(self, *pieces: str, error: bool = False) -> None:
        self.pieces, self.error = pieces, error
        self.orders: list[Order] = []

    async def write(self, order: Order) -> AsyncGenerator[str, None]:
        self.orders.append(order)
        for piece in self.pieces:
            yield piece
        if self.error:
            raise WriterError("broke off", code="broken")


def translated(scribe: Scribe, paragraphs: tuple[str, ...] = ORIGINAL) -> list[Paragraph]:
    async def run() -> list[Paragraph]:
        found = []
        try:
            async for one in by_writer(scribe, paragraphs, "fr", "reader 1"):
                found.append(one)
        except WriterError:
            assert scribe.error
        return found

    return asyncio.run(run())


def test_paragraphs_come_in_order_as_they_are_written() -> None:
    found = translated(
        Scribe("[1] Un bac coule au large\n[2] Il avait 2", "14 personnes à bord.\n[3] Nul ne sait pourquoi.")
    )
    assert [one.translated for one in found] == [
        "Un bac coule au large", "Il avait 214 personnes à bord.", "Nul ne sait pourquoi.",
    ]  # fmt: skip
    assert [one.original for one in found] == list(ORIGINAL)


def test_what_is_missing_or_false_stays_in_its_own_language() -> None:
    found = translated(Scribe("Bien sûr!\n[3] Nul ne sait pourquoi.\n[2] Il avait 240 personnes à bord.\n[9] Rien.\n"))
    assert [(one.translated, one.fault) for one in found[:1]] == [("", "missing")]
    assert found[1].fault in ("missing", "numbers")
    assert found[2].translated == "Nul ne sait pourquoi."


def test_what_came_before_it_broke_off_stays() -> None:
    found = translated(Scribe("[1] Un bac coule au large\n[2] Il av", error=True))
    assert [one.translated for one in found] == ["Un bac coule au large"]


def test_long_articles_go_in_several_orders() -> None:
    scribe = Scribe("[1] Un bac coule\n")
    found = translated(scribe, ("A" * (BATCH - 10), "B" * 200, "C" * 200))
    assert len(scribe.orders) == 2
    assert [one.original[0] for one in found] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("original", "other", "fault"),
    [
        ("It cost 20,000 euros in 2024.", "Il a coûté 20 000 euros en 2024.", ""),
        ("It cost 3.5 million.", "Cela a coûté 3,5 millions.", ""),
        ("It has 214 people.", "كان على متنها ٢١٤ شخصا.", ""),
        ("It has 214 people.", "Il y avait 241 personnes.", "numbers"),
        ("It has people.", "Il y avait 3 personnes.", "numbers"),
        ("It has people.", "x" * 200, "length"),
        ("It has people who came from far away to see it.", "Oui.", "length"),
        ("It has people.", " ", "missing"),
    ],
)
def test_a_paragraph_keeps_its_numbers_and_its_length(original: str, other: str, fault: str) -> None:
    assert judged(original, other).fault == fault
    assert bool(judged(original, other).translated) == (not fault)


@given(st.text(max_size=80))
def test_a_text_is_its_own_translation(text: str) -> None:
    assert judged(text, text).fault in ("", "missing")


def test_a_package_translates_paragraph_by_paragraph() -> None:
    class Package:
        name = "Reverse"

        def translates(self, source: str, target: str) -> bool:
            return True

        def translate(self, text: str, source: str, target: str) -> str:
            return " ".join(reversed(text.split()))

    async def run() -> list[Paragraph]:
        return [one async for one in by_package(Package(), paragraphs_of(stored("One two", "three 4.")), "en", "fr")]

    assert [one.translated for one in asyncio.run(run())] == ["two One", "4. three"]
