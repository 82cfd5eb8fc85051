"""A story: what happened, how we know, what differs, how it came, who reports it; and the lists behind its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.comments import Subject
from octavo.news.comparison import Changes, Comparison, Said, Statement, Turn
from octavo.news.errors import NotFound
from octavo.news.readers import Reader
from octavo.news.stories import Story, StoryCard, StoryId, StoryMember
from octavo.serve import links
from octavo.serve.coverage import SIDES, Side, shares, telling
from octavo.serve.editions import edition_of
from octavo.serve.house import Here, House
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.reader import Who
from octavo.serve.reports import texts_of
from octavo.serve.shelf import is_ahead, standing
from octavo.serve.side_by_side import table_of
from octavo.serve.talk import About, first_comments
from octavo.serve.tongue import in_tongue
from octavo.stories.briefing import changed_since

router = APIRouter()

_QUANTITIES = 12
_UTTERANCES = 6
_TURNS = 18
"""Lines of the timeline shown at once; earlier ones unfold."""
_MORE_STATEMENTS = 12
_TEXTS = 24
"""Reports on the page; the rest are a page away."""
_RELATED = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of what happened."""

    said: Said
    others: tuple[Said, ...]
    """How other independent publishers state it."""


@router.get("/story/{segment}")
def story(segment: str, request: Request, house: Here, who: Who) -> Response:
    """The story's page."""
    found = stored_story(house, segment)
    right = links.story_path(found.card.id, found.card.lead.title)
    found = _for_reader(house, found, edition_of(request, house).first)
    own = links.story_path(found.card.id, found.card.lead.title)
    if request.scope["path"] not in (right, own):
        return RedirectResponse(quote(own), 301 if moved(segment, found.card.id) else 302)
    told = house.store.comparison(found.card.id)
    told = told and in_tongue(told, found.card.lead.language)
    coverage = house.desk.coverage(found, house.clock())
    cards = cards_of(found)
    texts = texts_of(found.members)
    answer = house.pages.answer(
        request,
        "story.html",
        story=found.card,
        here=own,
        live=live_path(request, house, Wanted(story=found.card.id)),
        cards=cards,
        points=_points(told) if told else [],
        more=_more(told)[:_MORE_STATEMENTS] if told else [],
        table=table_of(told.quantities[:_QUANTITIES]) if told else None,
        utterances=told.utterances[:_UTTERANCES] if told else (),
        figures=_figures(told) if told else {},
        days=_days(told.timeline[-_TURNS:]) if told else [],
        earlier=_days(told.timeline[:-_TURNS]) if told else [],
        apart={one.article: one for one in told.apart} if told else {},
        compared=told,
        first=cards[coverage.first] if coverage.first else found.card.lead,
        sides=telling(coverage),
        silent=coverage.silent,
        texts=texts[:_TEXTS],
        left=len(texts) - _TEXTS,
        related=_related(house, found),
        talk=first_comments(
            house, who, About(Subject("story", found.card.id), found.card.lead.title, found.card.lead.language, own)
        ),
        standing=standing(request, house, "story", str(found.card.id)),
        fresh=_since_last_look(house, who, found, told),
    )
    if who and not is_ahead(request):
        answer.background = BackgroundTask(house.store.visit_story, who.id, found.card.id, house.clock())
    return answer


@router.get("/story/{segment}/reports")
def reports(segment: str, request: Request, house: Here, by: str = "", of: str = "") -> Response:
    """All articles of a story, newest first; or those that one number of its coverage counts."""
    found = stored_story(house, segment)
    right = f"{links.story_path(found.card.id, found.card.lead.title)}/reports"
    if right != request.scope["path"]:
        query = request.scope["query_string"].decode("ascii", "replace")
        return RedirectResponse(quote(right) + (f"?{query}" if query else ""), 302)
    side = next((one for one in SIDES if one == by), None)
    members = list(found.members) if side is None else _behind(house, found, side, of)
    return house.pages.answer(
        request, "story_reports.html", story=found.card, members=members, side=side, value=of, cards=cards_of(found)
    )


def stored_story(house: House, segment: str) -> Story:
    """The story of an address. Raises NotFound."""
    number = links.leading_id(segment)
    if number is None:
        raise NotFound("there is no such story", subject=segment[:80])
    return house.store.story(StoryId(number))


def moved(segment: str, story: StoryId) -> bool:
    """Whether the address is another story's, which was merged into this one: for good."""
    return links.leading_id(segment) != ArticleId(story)


def cards_of(story: Story) -> dict[ArticleId, Card]:
    """The cards of its articles."""
    return {member.card.id: member.card for member in story.members}


def _for_reader(house: House, story: Story, language: str) -> Story:
    """The story told by an article in the reader's language, where it has one."""
    if not language or story.card.lead.language == language:
        return story
    card = house.store.story_cards([story.card.id], language).get(story.card.id)
    return replace(story, card=card) if card else story


def _behind(house: House, story: Story, side: Side, value: str) -> list[StoryMember]:
    """The members that one number of the coverage counts."""
    groups = shares(house.desk.coverage(story, house.clock()), side)
    counted = {article for share in groups if share.name == value for article in share.articles}
    return [member for member in story.members if member.card.id in counted]


def _since_last_look(house: House, reader: Reader | None, story: Story, told: Comparison | None) -> Changes | None:
    """What came since the reader's visit before this one; None at the first, and where nothing came."""
    visit = house.store.story_visit(reader.id, story.card.id, house.clock()) if reader else None
    if visit is None or visit.before is None:
        return None
    changes = changed_since(story.card.id, story.members, told, visit.before)
    return changes if changes.articles or changes.copies else None


def _points(told: Comparison) -> list[Point]:
    """The summary, each sentence with who else states it."""
    return [Point(said, _others(said, told.statements)) for said in told.summary]


def _more(told: Comparison) -> list[Statement]:
    """What several state besides the summary."""
    shown = {(said.article, said.start) for said in told.summary}
    return [one for one in told.statements if not any((said.article, said.start) in shown for said in one.said)]


def _others(said: Said, statements: Iterable[Statement]) -> tuple[Said, ...]:
    for statement in statements:
        if any((one.article, one.start) == (said.article, said.start) for one in statement.said):
            return tuple(one for one in statement.said if one.article != said.article)
    return ()


def _figures(told: Comparison) -> dict[tuple[ArticleId, int], tuple[str, str]]:
    """What each figure of the timeline counts, and the sentence that it stands in, by its place."""
    return {
        (one.said.article, one.said.start): (quantity.name, one.sentence)
        for quantity in told.quantities
        for one in quantity.values
    }


def _days(turns: Sequence[Turn]) -> list[tuple[Turn, list[Turn]]]:
    """Turns by day, in their order; each day with its first one."""
    days = [list(day) for _, day in groupby(turns, key=lambda turn: turn.moment.date())]
    return [(day[0], day) for day in days]


def _related(house: House, story: Story) -> list[StoryCard]:
    """Other stories that a reader of this one may want: those of the articles related to its lead."""
    found = house.relations.of(house.store.article(story.card.lead.id), house.clock())
    others = dict.fromkeys(one.story for one in found if one.story and one.story != story.card.id)
    return list(house.store.story_cards(list(others)[:_RELATED], story.card.lead.language).values())
