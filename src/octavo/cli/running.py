"""octavo run, octavo poll, octavo ingest. What they bring along is imported by the commands that need it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID

from octavo import compose
from octavo.cli.output import AsJson, bars, console, show_json, table
from octavo.logs import start_logging
from octavo.news.articles import Incoming

BATCH = 64
"""Archived pages written in one transaction."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("run")(run)
    app.command("poll")(poll)
    app.command("ingest")(ingest)


def run(
    web: Annotated[bool, typer.Option(help="Serve the pages.")] = True,
    work: Annotated[bool, typer.Option(help="Poll, fetch and extract.")] = True,
    sample: Annotated[bool, typer.Option(help="Bring in the sample newsroom where nothing is set up yet.")] = True,
) -> None:
    """Start Octavo: pages and work together, until stopped with Ctrl-C or SIGTERM."""
    from octavo.compose.site import run as run_octavo

    with compose.opened() as octavo:
        start_logging(octavo.config.log, octavo.config.log_level)
        asyncio.run(
            run_octavo(octavo, web=web, work=work, sample=sample, say=lambda line: console.print(line, markup=False))
        )


def poll(
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Addresses or numbers of feeds; all where none is given.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only what is due by itself.")] = False,
    as_json: AsJson = False,
) -> None:
    """Poll feeds now and take in what is new, until nothing is left to do."""
    from octavo.subscribe import find_feed
    from octavo.work import KEYS

    with compose.opened() as octavo:
        before = octavo.store.status(octavo.clock()).articles
        if not due:
            wanted = [find_feed(octavo.store, one).id for one in feeds] if feeds else None
            asked = octavo.store.poll_now(wanted, KEYS["poll"], octavo.clock())
        else:
            asked = 0
        done = _work(octavo)
        _report(octavo, before, done, as_json, f"{asked} feeds asked" if asked else "What was due is done")


def ingest(
    files: Annotated[list[Path], typer.Argument(help="WARC files: .warc, .warc.gz, .warc.zst", exists=True)],
    as_json: AsJson = False,
) -> None:
    """Take archived pages through the same stages as polled ones."""
    with compose.opened() as octavo:
        before = octavo.store.status(octavo.clock()).articles
        taken = 0
        with bars() as progress:
            for file in files:
                taken += _read(octavo, file, progress)
        done = _work(octavo)
        _report(octavo, before, done, as_json, f"{taken} pages read")


def _read(octavo: compose.Octavo, file: Path, progress: Progress) -> int:
    from octavo.parse.warc import read_warc
    from octavo.work import KEYS

    bar = progress.add_task(f"Reading {file.name}", total=file.stat().st_size)
    pages = read_warc(file, lambda position: progress.update(bar, completed=position))
    taken = 0
    for batch in _batches(pages, BATCH):
        taken += octavo.store.ingest(batch, KEYS["extract"], octavo.clock())
    return taken


def _batches(pages: Iterator[Incoming], size: int) -> Iterator[list[Incoming]]:
    while batch := list(islice(pages, size)):
        yield batch


def _work(octavo: compose.Octavo) -> dict[str, int]:
    """Work until nothing is due, a bar for each stage that has something to do."""
    from octavo.compose.engine import work_until_idle

    with bars() as progress:
        shown: dict[str, TaskID] = {}
        finished: dict[str, int] = {}

        def tell(stage: str, done: int, waiting: int) -> None:
            if not done + waiting:
                return
            if stage not in shown:
                shown[stage] = progress.add_task(stage, total=None)
            progress.update(shown[stage], completed=done, total=done + waiting)
            finished[stage] = done

        asyncio.run(work_until_idle(octavo, tell))
        return finished


def _report(octavo: compose.Octavo, before: int, done: dict[str, int], as_json: bool, first: str) -> None:
    now = octavo.clock()
    status = octavo.store.status(now)
    failing = [line for line in octavo.store.health(now) if line.stored.state.error]
    if as_json:
        show_json({"new": status.articles - before, "articles": status.articles, "done": done,
                   "failing": [{"feed": line.stored.feed.url, "error": line.stored.state.error} for line in failing],
                   "not_articles": dict(status.not_articles)})  # fmt: skip
        return
    console.print(f"{first}; {status.articles - before:,} new articles, {status.articles:,} in all.")
    if failing:
        rows = [(line.stored.feed.url, line.stored.state.error) for line in failing]
        console.print(table("feed", "error", rows=rows, title="\nFeeds that fail"))
    if status.not_articles:
        rows2 = [(count, why) for why, count in status.not_articles]
        console.print(table("pages", "that were no article because", rows=rows2, title="\nNot articles"))
