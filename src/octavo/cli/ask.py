"""octavo ask: a question, answered by sentences of the archive."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from octavo import compose
from octavo.cli.output import AsJson, ago, console, show_json
from octavo.news.answers import Answer, Quoted, Written
from octavo.news.errors import ConfigError, WriterError

WAIT = 20.0
"""Seconds for the vectors: a command loads the model first."""


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("ask")(ask_command)


def ask_command(
    words: Annotated[list[str], typer.Argument(help="The question, in the language you like.")],
    write: Annotated[
        bool, typer.Option("--write", help="Have it rephrased too, where OCTAVO_WRITER_URL names a Writer.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Ask the archive: the answer is sentences of its articles, or that it does not say."""
    from octavo.serve.answers import told

    with compose.opened() as octavo:
        found = asyncio.run(_asked(octavo, " ".join(words), write=write))
        if as_json:
            show_json(told(found, octavo.config.here))
            return
        _print(found, octavo)


async def _asked(octavo: compose.Octavo, question: str, *, write: bool) -> Answer:
    from octavo.compose.models import writer
    from octavo.compose.vectors import vectors_here
    from octavo.serve.answers import Desk, ask, can_write
    from octavo.serve.answers import write as writing

    async with (
        vectors_here(octavo.config, WAIT) as vectors,
        writer(octavo.config, octavo.store, octavo.clock) as scribe,
    ):
        desk = Desk(octavo.store, octavo.clock, vectors.of, vectors.model)
        found = await asyncio.to_thread(ask, desk, question)
        if not write:
            return found
        if scribe is None:
            raise ConfigError("nobody writes here", advice="Set OCTAVO_WRITER_URL, or leave --write out.")
        if not can_write(found):
            return found
        sentences: list[Written] = []
        trouble = ""
        try:
            async with aclosing(writing(found, scribe, octavo.store, "")) as pieces:
                async for one, _ in pieces:
                    sentences.append(one)
        except WriterError as error:
            trouble = str(error)
        return replace(found, written=tuple(sentences), writer=scribe.model, degraded=(trouble,) if trouble else ())


def _print(found: Answer, octavo: compose.Octavo) -> None:
    for one in found.written:
        console.print(Text(one.text, "bold" if one.kept else ""))
    if found.written:
        console.print(Text(f"written by {found.writer} from the sentences below, each checked against them", "dim"))
        console.print()
    for why in found.degraded:
        console.print(Text(why, "italic"))
    if not found.says:
        console.print(Text("Octavo’s archive does not say.", "bold"))
        if found.nearest:
            console.print("The nearest that was found, which is no answer:")
    for quote in (*found.quoted, *found.nearest):
        _print_quote(quote, octavo)
    for quantity in found.quantities:
        console.print(Text(f"{quantity.name} ({quantity.state})", "bold"))
        for value in reversed(quantity.values):
            console.print(
                Text(f"  {value.said.text}  {value.said.publisher_name}, {ago(value.moment, octavo.clock())}")
            )
    if found.earlier:
        console.print(Text("How it was told before", "bold"))
    for quote in found.earlier:
        _print_quote(quote, octavo)


def _print_quote(quote: Quoted, octavo: compose.Octavo) -> None:
    card = quote.card
    console.print(Text(f"› {quote.text}"))
    also = f" · also in {', '.join(one.publisher_name for one in quote.also)}" if quote.also else ""
    line = f"  {card.publisher_name} · {ago(card.shown, octavo.clock())} · article {card.id}{also}"
    console.print(Text(line, "dim"))
