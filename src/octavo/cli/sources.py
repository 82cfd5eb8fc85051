"""octavo add, octavo import, octavo export, octavo sample."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from octavo import compose
from octavo.cli.output import AsJson, ago, console, show_json, table
from octavo.news.errors import NotFound, OctavoError, ParseError
from octavo.news.sources import CATEGORIES, Candidate, Category
from octavo.sources import catalogue, read_opml, write_opml


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("add")(add)
    app.command("import")(import_opml)
    app.command("export")(export_opml)
    sample = typer.Typer(help="The sample newsroom: invented news to look at.", no_args_is_help=True)
    sample.command("add")(sample_add)
    sample.command("remove")(sample_remove)
    app.add_typer(sample, name="sample")


def add(
    address: Annotated[
        str, typer.Argument(help="Any address of the site or feed: bbc.com/news, https://…/rss.xml")
    ] = "",
    edition: Annotated[
        str, typer.Option(help="Add a starter edition of the catalogue instead, such as world-en.")
    ] = "",
    pick: Annotated[
        list[int] | None, typer.Option(help="Which of the feeds found, from 1; repeat for several.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All feeds found.")] = False,
    category: Annotated[str, typer.Option(help="What the feed is about: " + ", ".join(CATEGORIES))] = "",
    as_json: AsJson = False,
) -> None:
    """Add a site by any address, or a starter edition; what is found is shown to choose from."""
    if bool(address) == bool(edition):
        raise OctavoError("give an address or an --edition", advice=_editions())
    if category and category not in CATEGORIES:
        raise OctavoError(f"{category} is no category", subject=category, advice="One of: " + ", ".join(CATEGORIES))
    from octavo.subscribe import add_candidates, add_edition

    with compose.opened() as octavo:
        if edition:
            added = add_edition(octavo.store, edition, octavo.clock())
        else:
            from octavo.compose.engine import discover

            candidates = asyncio.run(discover(octavo, address))
            chosen = _choose(candidates, pick, everything, as_json)
            if not chosen:
                return
            about: Category | None = next((one for one in CATEGORIES if one == category), None)
            added = add_candidates(octavo.store, chosen, about, octavo.clock())
        if as_json:
            show_json({"added": added})
            return
        console.print(table("feed", "publisher", rows=[(one.feed.url, one.feed.publisher) for one in added]))
        console.print(f"{len(added)} added. `octavo run` polls them by itself; `octavo poll` does so now.")


def _editions() -> str:
    return "Editions: " + ", ".join(edition.id for edition in catalogue().editions)


def _choose(
    candidates: tuple[Candidate, ...], pick: list[int] | None, everything: bool, as_json: bool
) -> tuple[Candidate, ...]:
    """The feeds meant: all, the picked ones, the only one, or as answered at the prompt."""
    if everything or len(candidates) == 1:
        return candidates
    if pick:
        wrong = [number for number in pick if not 1 <= number <= len(candidates)]
        if wrong:
            raise NotFound(f"there is no number {wrong[0]}: {len(candidates)} feeds were found", subject=str(wrong[0]))
        return tuple(candidates[number - 1] for number in pick)
    if as_json:
        show_json({"candidates": candidates})
        return ()
    now = compose.now()
    rows = [
        (number, one.title, one.format, one.entries, ago(one.newest, now), one.note, one.url)
        for number, one in enumerate(candidates, 1)
    ]
    console.print(table("", "title", "format", "entries", "newest", "", "address", rows=rows))
    if not sys.stdin.isatty():
        console.print("Several feeds were found: choose with --pick NUMBER, or take --all.")
        return ()
    answer = typer.prompt("Which? Numbers with commas between, or all", default="1")
    if answer.strip() == "all":
        return candidates
    try:
        return _choose(candidates, [int(part) for part in answer.split(",")], False, False)
    except ValueError as error:
        raise OctavoError(f"{answer!r} is no list of numbers", advice="Answer like 1,3 or all.") from error


def import_opml(
    file: Annotated[Path, typer.Argument(help="An OPML file; - for standard input.")], as_json: AsJson = False
) -> None:
    """Add the feeds of an OPML file, folders kept."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise ParseError(f"{file} cannot be read: {error.strerror}", subject=str(file)) from error
    found = read_opml(data)
    from octavo.subscribe import add_feeds

    with compose.opened() as octavo:
        new = add_feeds(octavo.store, found.feeds, octavo.clock())
        if as_json:
            show_json({"added": len(new), "known": len(found.feeds) - len(new), "skipped": found.skipped})
            return
        console.print(f"{len(new)} added, {len(found.feeds) - len(new)} known already, {len(found.skipped)} skipped.")
        for line in found.skipped[:20]:
            console.print(f"  {line}", markup=False)


def export_opml(
    file: Annotated[Path, typer.Argument(help="Where to write; - for standard output.")] = Path("-"),
    as_json: AsJson = False,
) -> None:
    """Write all feeds as OPML."""
    with compose.opened() as octavo:
        feeds = [stored.feed for stored in octavo.store.feeds()]
        data = write_opml(feeds, octavo.store.publishers())
        if as_json:
            show_json({"feeds": feeds})
        elif str(file) == "-":
            sys.stdout.write(data.decode())
        else:
            file.write_bytes(data)
            console.print(f"{len(feeds)} feeds written to {file}")


def sample_add(as_json: AsJson = False) -> None:
    """Subscribe to the sample newsroom; `octavo run` serves and reads it."""
    from octavo.subscribe import add_sample

    with compose.opened() as octavo:
        added = add_sample(octavo.store, octavo.clock())
        if as_json:
            show_json({"added": len(added)})
        else:
            console.print(f"The sample newsroom is in: {len(added)} feeds. Its events are invented.")


def sample_remove(as_json: AsJson = False) -> None:
    """Take the sample newsroom away, articles and all."""
    from octavo.subscribe import remove_sample

    with compose.opened() as octavo:
        gone = remove_sample(octavo.store)
        if as_json:
            show_json({"removed": gone})
        else:
            console.print(f"The sample newsroom is gone: {gone} feeds." if gone else "There is no sample newsroom.")
