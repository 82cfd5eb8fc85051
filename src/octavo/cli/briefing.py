"""octavo briefing: a day's news that ends, on the terminal."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

import typer
from rich.text import Text

from octavo import compose
from octavo.cli.output import AsJson, console, show_json
from octavo.news.briefings import Briefing, Sourced, Told
from octavo.news.readers import ALONE
from octavo.news.shelf import Mute
from octavo.serve.briefings import gather, read_day
from octavo.stories.wrap_up import minutes


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("briefing")(briefing)


def briefing(
    day: Annotated[
        str, typer.Option(help="Of this day, as 2026-11-21; of the last 24 hours where none is named.")
    ] = "",
    language: Annotated[str, typer.Option(help="Only with an article in this language, such as ar.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show a day's news: its top stories with their sources, what is new in running ones, and figures that changed."""
    with compose.opened() as octavo:
        now = octavo.clock()
        wanted = read_day(day) if day else now.astimezone(UTC).date()
        found = gather(octavo.store, wanted, (language,) if language else (), now, mutes=_mutes(octavo))
    if as_json:
        show_json(found)
    elif not found.top:
        console.print("No stories of that time.")
    else:
        _print(found)


def _mutes(octavo: compose.Octavo) -> list[Mute]:
    """Of the one who is alone; where there are accounts, nobody in particular asks."""
    if octavo.config.accounts == "on":
        return []
    return [mute for mute in octavo.store.mutes(ALONE) if not mute.softly]


def _print(found: Briefing) -> None:
    length = f"{_count(found.stories, 'story', 'stories')}, {_count(minutes(found.words), 'minute', 'minutes')}"
    console.print(Text(f"{found.moment:%Y-%m-%d %H:%M} UTC: {length}", "dim"))
    for told in found.top:
        _print_told(told)
    if found.running:
        console.print(Text("\nNew in stories that run on", "bold underline"))
        for told in found.running:
            _print_told(told)
    if found.figures:
        console.print(Text("\nFigures that changed", "bold underline"))
    for moved in found.figures:
        change = moved.change
        console.print(Text(f"{change.quantity.name}: {change.before.said.text}, now {change.after.said.text}"))
        console.print(Text(f"  {change.after.said.publisher_name}, {moved.card.lead.title}", "dim"))
    if found.long_read:
        console.print(Text("\nOne long read", "bold underline"))
        console.print(Text(found.long_read.title))
        console.print(Text(f"  {found.long_read.publisher_name} · {found.long_read.id}", "dim"))
    for muted in found.muted:
        why = muted.by.name or muted.by.key
        console.print(Text(f"Left out, because you muted “{why}”: {muted.card.lead.title}", "dim"))
    console.print(f"\nThat is the day’s news: {length}.")


def _print_told(told: Told) -> None:
    console.print(Text(f"\n{told.card.lead.title}", "bold"))
    for point in told.points:
        console.print(Text(f"› {point.said.text}"))
        console.print(Text(f"  {', '.join(_sources(point))}", "dim"))
    if not told.points:
        console.print(Text(f"› {told.card.lead.summary}"))
        console.print(Text(f"  {told.card.lead.publisher_name}", "dim"))


def _sources(point: Sourced) -> list[str]:
    return [said.publisher_name for said in (point.said, *point.others)]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
