"""What strangers wrote is printed as it is, and what a person types is never a fault."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from octavo.cli.output import bars, table
from octavo.subscribe import number_in


@pytest.mark.parametrize(
    "title", ["[/x] closes nothing", "[red]Alert[/red]", "[2026] a year", "[link=https://evil.example]x[/link]"]
)
def test_a_title_is_no_markup(title: str) -> None:
    out = StringIO()
    Console(file=out, width=120).print(table("title", "count", rows=[(title, 1200)]))
    assert title in out.getvalue()
    assert "1,200" in out.getvalue()


def test_nor_is_the_name_of_a_file() -> None:
    out = StringIO()
    progress = bars()
    progress.add_task("Reading [/x].warc", total=1)
    Console(file=out, width=120).print(progress.get_renderable())
    assert "[/x].warc" in out.getvalue()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (str((1 << 63) - 1), (1 << 63) - 1),
        (str(1 << 63), None),
        ("9" * 5000, None),
        ("²", None),
        ("-1", None),
        ("", None),
    ],
)
def test_numbers_as_typed(typed: str, number: int | None) -> None:
    assert number_in(typed) == number
