"""octavo search, octavo show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Annotated

import typer
from rich.markdown import Markdown
from rich.text import Text

from octavo import compose
from octavo.cli import stories, topics
from octavo.cli.articles import number_of
from octavo.cli.output import AsJson, ago, console, show_json, table
from octavo.index import parse_query
from octavo.news.addresses import PublisherId
from octavo.news.articles import Block, StoredArticle
from octavo.news.marks import Marks, text_of
from octavo.news.topics import Tag
from octavo.ports import CardFilter, Found


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("search")(search)
    show = typer.Typer(help="Show one thing whole.", no_args_is_help=True)
    show.command("article")(show_article)
    show.command("feed")(show_feed)
    show.command("publisher")(show_publisher)
    topics.register(app, show)
    stories.register(app, show)
    app.add_typer(show, name="show")


def search(
    words: Annotated[list[str], typer.Argument(help='Words, "phrases", -not, source:, lang:, before:, after:')],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show.")] = 20,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Search the articles, the best first."""
    with compose.opened() as octavo:
        query = parse_query(" ".join(words), octavo.clock())
        if newest or not query.clauses:
            answer = Found(tuple(octavo.store.search(query, limit)))
        else:
            answer = octavo.store.find(query, limit, now=octavo.clock())
        hits = answer.hits
        if as_json:
            show_json({"query": query, "hits": hits, "corrected": answer.corrected, "relaxed": answer.relaxed})
            return
        for typed, meant in answer.corrected:
            console.print(f"No article has {typed}; this is for {meant}.", style="italic", markup=False)
        if answer.relaxed:
            console.print("No article has all of these words; these have most of them.", style="italic")
        for note in query.notes:
            console.print(note, style="italic", markup=False)
        for hit in hits:
            card = hit.card
            console.print(Text(card.title, style="bold"))
            console.print(
                f"  {card.publisher_name} · {ago(card.shown, octavo.clock())} · {card.id}", style="dim", markup=False
            )
            snippet = Text("  " + hit.snippet)
            for start, end in hit.marks:
                snippet.stylize("bold underline", start + 2, end + 2)
            console.print(snippet)
        found = octavo.store.count(query)
        console.print(f"{found:,}{' or more' if found >= 1000 else ''} found" if found else "Nothing found.")


def show_article(
    article: Annotated[str, typer.Argument(help="Its number, or its address at the publisher.")],
    as_json: AsJson = False,
) -> None:
    """Show an article: what is known of it and its whole text."""
    with compose.opened() as octavo:
        number = number_of(octavo.store, article)
        stored = octavo.store.article(number)
        marks = octavo.store.marks(number)
        tags = octavo.store.tags([number], 10).get(number, [])
        if as_json:
            kept = marks and replace(marks, vector=())  # 512 numbers tell nobody anything
            whole = {field.name: getattr(stored, field.name) for field in fields(stored)}
            show_json({**whole, "topics": tags, "marks": kept})
            return
        _print_article(stored, tags, marks)


def _print_article(stored: StoredArticle, tags: Sequence[Tag], marks: Marks | None) -> None:
    article, card = stored.article, stored.card
    console.print(Text(article.title, style="bold"))
    facts = [
        ("Publisher", card.publisher_name),
        ("Authors", ", ".join(article.authors)),
        ("Published", f"{card.shown:%Y-%m-%d %H:%M} UTC" + (article.published_raw and f" ({article.published_raw})")),
        ("Section", f"{article.section} → {card.category}" if article.section else card.category),
        ("About", " ".join(f"#{tag.name}" for tag in tags)),
        ("Kind", article.kind + (" (behind a paywall)" if article.paywalled else "")),
        ("Address", article.url),
        ("Revisions", str(len(stored.revisions)) if len(stored.revisions) > 1 else ""),
        ("Text from", "the publisher's feed" if article.origin == "feed" else ""),
    ]  # fmt: skip
    for name, value in [*facts, *(_found_in(marks) if marks else ())]:
        if value:
            console.print(Text(f"{name:10} {value}", style="dim"))
    console.print()
    text = text_of(article.title, article.body)
    for point in marks.key_points if marks else ():
        console.print(Text(f"› {text[point.start : point.end]}", style="italic"), end="\n\n")
    for block in article.body:
        _print_block(block)


def _found_in(marks: Marks) -> list[tuple[str, str]]:
    """What enrichment found, in a line each."""
    names = dict.fromkeys(mention.name for mention in marks.mentions)
    figures = dict.fromkeys(" ".join(filter(None, (figure.text, figure.counted))) for figure in marks.figures)
    quotes = [f"{quote.speaker or 'somebody'}: “{quote.text}”" for quote in marks.quotes if quote.direct]
    return [
        ("Language", f"{marks.language.code or 'unknown'} ({marks.language.confidence:.0%})"),
        ("Places", ", ".join(filter(None, (place.city or place.country for place in marks.places)))),
        ("Names", ", ".join(names)),
        ("Figures", "; ".join(figures)),
        ("Quotes", "; ".join(quotes)),
        ("Missing", "; ".join(f"{mark} ({why})" for mark, why in marks.degraded)),
    ]


def _print_block(block: Block) -> None:
    if block.kind == "table":
        console.print(table(*block.rows[0], rows=block.rows[1:]) if block.rows else "")
    elif block.kind == "heading":
        console.print(Text(block.text, style="bold"), end="\n\n")
    elif block.kind == "quote":
        console.print(Markdown("> " + block.text), end="\n\n")
    elif block.text:
        console.print(Text(("• " if block.kind == "item" else "") + block.text), end="\n\n")


def show_feed(
    address: Annotated[str, typer.Argument(help="The feed's address, or its number.")], as_json: AsJson = False
) -> None:
    """Show a feed: its health and its schedule."""
    from octavo.subscribe import find_feed

    with compose.opened() as octavo:
        stored = find_feed(octavo.store, address)
        if as_json:
            show_json(stored)
            return
        now, state = octavo.clock(), stored.state
        rows = [
            ("Address", stored.feed.url),
            ("Title", stored.feed.title),
            ("Publisher", stored.feed.publisher),
            ("Last success", ago(state.last_success, now)),
            ("Next poll", "paused" if stored.paused else ago(state.next_poll, now)),
            ("Interval", f"{state.interval / 60:.0f} min"),
            ("Error", state.error or "none"),
        ]
        console.print(table("", "", rows=rows))


def show_publisher(
    publisher: Annotated[str, typer.Argument(help="Its id, such as bbc.com.")], as_json: AsJson = False
) -> None:
    """Show a publisher and its newest articles."""
    with compose.opened() as octavo:
        found = octavo.store.publisher(PublisherId(publisher))
        cards = octavo.store.latest(CardFilter(publisher=found.id), 20)
        if as_json:
            show_json({"publisher": found, "latest": cards})
            return
        console.print(Text(found.name, style="bold"), found.home, found.country, found.language, found.kind)
        rows = [(str(card.id), ago(card.shown, octavo.clock()), card.category, card.title) for card in cards]
        console.print(table("article", "shown", "category", "title", rows=rows))
