"""octavo stories, octavo show story, octavo explain: what is told, by whom, and why an article is where it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer
from rich.text import Text

from octavo import compose
from octavo.cli.articles import number_of
from octavo.cli.output import AsJson, ago, console, show_json, table
from octavo.news.comparison import Comparison
from octavo.news.errors import NotFound
from octavo.news.sources import CATEGORIES, Category
from octavo.news.stories import Copy, Evidence, Story, StoryId, StoryMember
from octavo.ports import Store, StoryFilter
from octavo.stories.ranking import rank

_CONSIDERED = 500
_HOURS = 36
_MEMBERS = 40


def register(app: typer.Typer, show: typer.Typer) -> None:
    """Add these commands."""
    app.command("stories")(stories)
    app.command("explain")(explain)
    show.command("story")(show_story)


def stories(
    category: Annotated[str, typer.Option(help="Only of this category.")] = "",
    language: Annotated[str, typer.Option(help="Only with an article in this language, such as ar.")] = "",
    hours: Annotated[int, typer.Option(min=1, max=24 * 365, help="With an article shown so lately.")] = _HOURS,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many to show.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the stories in their order, as the front page has them, with the score of each."""
    with compose.opened() as octavo:
        now = octavo.clock()
        wanted = StoryFilter(_category(category), (language,) if language else (), since=now - timedelta(hours=hours))
        ranked = rank(octavo.store.stories(wanted, _CONSIDERED), now)[:limit]
        if as_json:
            show_json(ranked)
        elif not ranked:
            console.print("No stories of so late.")
        else:
            rows = [
                (str(one.card.id), f"{one.score:.2f}", one.card.publishers, one.card.articles - one.card.copies,
                 one.card.copies, ago(one.card.last, now), one.card.lead.title)
                for one in ranked
            ]  # fmt: skip
            console.print(table("story", "score", "publishers", "own", "copies", "newest", "headline", rows=rows))


def show_story(
    story: Annotated[str, typer.Argument(help="Its number: `octavo stories` shows them.")], as_json: AsJson = False
) -> None:
    """Show a story: what its sources say, and why each article is in it."""
    with compose.opened() as octavo:
        found = octavo.store.story(_number(story))
        told = octavo.store.comparison(found.card.id)
        if as_json:
            show_json({"story": found, "comparison": told})
            return
        now, card = octavo.clock(), found.card
        console.print(Text(card.lead.title, style="bold"))
        facts = [
            ("Reports", f"{card.articles - card.copies} of their own by {card.independent} publishers"),
            ("Copies", str(card.copies) if card.copies else ""),
            ("Told", f"since {ago(card.began, now)}, the last {ago(card.last, now)}"),
            ("Languages", ", ".join(f"{code or 'unknown'} {number}" for code, number in card.languages)),
            ("Countries", ", ".join(f"{code or 'unknown'} {number}" for code, number in card.countries)),
            ("About", " ".join(f"#{tag.name}" for tag in card.topics)),
        ]
        _print_facts(facts)
        if told:
            _print_told(told)
        console.print()
        for member in found.members[:_MEMBERS]:
            _print_member(member, found)


def explain(
    article: Annotated[str, typer.Argument(help="Its number, or its address at the publisher.")],
    as_json: AsJson = False,
) -> None:
    """Say why an article is in its story, and whose text it is."""
    with compose.opened() as octavo:
        number = number_of(octavo.store, article)
        card = octavo.store.article(number).card
        story = octavo.store.story_of(number)
        found = octavo.store.story(story) if story is not None else None
        member = next((one for one in found.members if one.card.id == number), None) if found else None
        copy = octavo.store.copies([number]).get(number)
        if as_json:
            carried = octavo.store.copies_of(number)
            show_json(
                {"article": card, "story": found and found.card, "member": member, "copy": copy, "carried": carried}
            )
            return
        console.print(Text(card.title, style="bold"))
        console.print(Text(f"{card.publisher_name}, {card.shown:%Y-%m-%d %H:%M} UTC", style="dim"))
        if found is None or member is None:
            console.print("It is in no story yet.")
            return
        console.print(Text(f"In the story {found.card.id}, {found.card.lead.title}"))
        for line in _reasons(member, found):
            console.print(Text("  " + line))
        console.print(Text(_copy_words(octavo.store, copy) if copy else _carried_words(octavo.store, member)))


def _category(name: str) -> Category | None:
    known = next((one for one in CATEGORIES if one == name), None)
    if name and known is None:
        raise NotFound(f"there is no category {name}", subject=name, advice=f"There are: {', '.join(CATEGORIES)}.")
    return known


def _number(text: str) -> StoryId:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotFound(f"{text} is no number of a story", subject=text, advice="Try `octavo stories`.")
    return StoryId(int(text))


def _print_facts(facts: list[tuple[str, str]]) -> None:
    for name, value in facts:
        if value:
            console.print(Text(f"{name:10} {value}", style="dim"))


def _print_told(told: Comparison) -> None:
    for said in told.summary:
        console.print()
        console.print(Text(f"› {said.text}"))
        console.print(Text(f"  {', '.join(_sources(told, said.article, said.start) or [said.publisher_name])}", "dim"))
    if told.quantities:
        rows = [
            (quantity.name, quantity.state, value.said.publisher_name, value.said.text, value.figure.cited)
            for quantity in told.quantities
            for value in quantity.values
        ]
        console.print()
        console.print(table("figure", "state", "publisher", "value", "cited", rows=rows))
    for one in told.utterances:
        console.print(Text(f"\n“{one.fullest.quote.text}” {one.speaker} ({one.fullest.said.publisher_name})"))


def _sources(told: Comparison, article: int, start: int) -> list[str]:
    """Who says a sentence, where several do."""
    for statement in told.statements:
        if any((one.article, one.start) == (article, start) for one in statement.said):
            return [one.publisher_name for one in statement.said]
    return []


def _print_member(member: StoryMember, story: Story) -> None:
    card = member.card
    console.print(Text(f"{card.title}", style="bold"))
    console.print(Text(f"  {card.publisher_name} · {card.shown:%Y-%m-%d %H:%M} UTC · {card.id}", style="dim"))
    for line in _reasons(member, story):
        console.print(Text(f"  {line}", style="dim"))


def _reasons(member: StoryMember, story: Story) -> list[str]:
    """Why an article is in its story, a line each."""
    belongs = member.membership
    near = next((one.card for one in story.members if one.card.id == belongs.near), None)
    lines = [f"most like {near.title} ({near.publisher_name}), sure to {belongs.score:.0%}"] if near else []
    if not belongs.evidence:
        lines.append("the story began with it")
    lines += [_evidence(one) for one in belongs.evidence]
    if member.copy:
        lines.append(
            f"a copy, {member.copy.manner}: {member.copy.kept:.0%} of the words kept, {member.copy.own:.0%} its own"
        )
    return lines


def _evidence(one: Evidence) -> str:
    shared = f": {', '.join(one.shared[:8])}" if one.shared else ""
    return f"{one.feature} alike {one.value:.0%}, counted {one.weight:+.2f}{shared}"


def _copy_words(store: Store, copy: Copy) -> str:
    """Whose text it is, and how that is known."""
    try:
        origin = store.article(copy.origin).card
        whose = f"{origin.publisher_name}'s “{origin.title}” ({origin.id})"
    except NotFound:
        whose = f"an article that is gone ({copy.origin})"
    why = {
        "credit": f"it credits {copy.credit}",
        "link": "its page names that one as the original",
        "time": "that one was first",
    }[copy.because]
    return f"Its text is {whose}, {copy.manner}: {copy.kept:.0%} of the words kept, {copy.own:.0%} its own; {why}."


def _carried_words(store: Store, member: StoryMember) -> str:
    carried = len(store.copies_of(member.card.id))
    return f"Its text is its own{f'; {carried} others carry it' if carried else ''}."
