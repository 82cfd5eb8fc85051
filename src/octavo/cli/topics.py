"""octavo topics, octavo show topic: what is in the news, and one topic whole."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from octavo import compose
from octavo.cli.output import AsJson, ago, console, show_json, table
from octavo.index import in_the_news
from octavo.news.topics import Topic, TopicSlug

_VOLUME = 30
"""Days of a topic's volume that are shown."""
_BARS = " ▁▂▃▄▅▆▇█"


def register(app: typer.Typer, show: typer.Typer) -> None:
    """Add these commands."""
    app.command("topics")(topics)
    show.command("topic")(show_topic)


def topics(
    find: Annotated[str, typer.Option(help="Find topics by name instead, in any spelling.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what is in the news more than it used to be, or find a topic by name."""
    with compose.opened() as octavo:
        if find:
            _found(octavo.store.find_topics(find, limit), as_json)
            return
        listed = in_the_news(octavo.store, octavo.clock(), limit)
        if as_json:
            show_json(listed)
        elif not listed:
            console.print("Nothing is in the news more than usual.")
        else:
            rows = [
                (t.topic.slug, t.topic.kind, t.topic.name, t.now, t.publishers, f"{t.usual:.1f}", f"{t.score:.1f}")
                for t in listed
            ]
            now = f"in {listed[0].hours} hours"
            console.print(table("topic", "kind", "name", now, "publishers", "usual", "score", rows=rows))


def _found(listed: list[Topic], as_json: bool) -> None:
    if as_json:
        show_json(listed)
    elif not listed:
        console.print("No topic has this name.")
    else:
        rows = [(one.slug, one.kind, one.name, one.articles) for one in listed]
        console.print(table("topic", "kind", "name", "articles", rows=rows))


def show_topic(
    topic: Annotated[str, typer.Argument(help="Its slug, as in its address: `octavo topics` shows them.")],
    as_json: AsJson = False,
) -> None:
    """Show a topic: its spellings, its volume, what it appears with, and its newest articles."""
    with compose.opened() as octavo:
        store, now = octavo.store, octavo.clock()
        found = store.topic(TopicSlug(topic))
        cards = store.cards_about(found.id, 20)
        days = store.volume(found.id, now, _VOLUME)
        companions = store.companions(found.id, 10, "en")
        if as_json:
            show_json({"topic": found, "volume": days, "often_with": companions, "latest": cards})
            return
        console.print(Text(f"#{found.name}", style="bold"))
        facts = [
            ("Kind", found.kind + (" (hidden by an editor)" if found.blocked else "")),
            ("Articles", f"{found.articles:,}, the last {ago(found.last, now)}"),
            ("Spellings", ", ".join(f"{alias.name} ({alias.count})" for alias in found.aliases[:10])),
            ("Often with", ", ".join(f"#{tag.name}" for tag in companions)),
            (f"{_VOLUME} days", _bars([day.articles for day in days])),
        ]
        for name, value in facts:
            if value.strip():
                console.print(Text(f"{name:10} {value}", style="dim"))
        console.print()
        rows = [(str(card.id), ago(card.shown, now), card.category, card.publisher_name, card.title) for card in cards]
        console.print(table("article", "shown", "category", "publisher", "title", rows=rows))


def _bars(counts: list[int]) -> str:
    """Counts as bars of eighths, the highest full."""
    most = max(counts, default=0) or 1
    return "".join(_BARS[-(-count * 8 // most)] for count in counts)
