"""The editor's side of stories: merge, split, move, and undo; and the list of what was done."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.index import parse_query
from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.stories import Story, StoryCard, StoryId
from octavo.serve import links
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.errors import not_possible
from octavo.serve.pages.story import moved, stored_story
from octavo.serve.reader import FOR_MODERATORS

router = APIRouter()

_OTHERS = 12
"""Stories offered to merge with."""
_FOUND = 60
"""Articles looked at to find them."""
_MEMBERS = 200
_EDITS = 100


@router.get("/stories/edits")
def edits(request: Request, house: Here) -> HTMLResponse:
    """What editors did to any story, newest first."""
    return house.pages.answer(request, "story_edits.html", edits=house.store.story_edits(limit=_EDITS))


@router.post("/stories/undo", dependencies=[FOR_MODERATORS])
def undo(request: Request, house: Here, form: Form) -> Response:
    """Put back what was before one edit."""
    try:
        house.store.undo_story_edit(number_in(text_of(form, "edit")), house.clock())
    except ValueError as error:
        return not_possible(request, str(error))
    house.ranking.forget()
    house.briefings.forget()
    return RedirectResponse(links.local_path(text_of(form, "next")), 303)


@router.get("/story/{segment}/edit", dependencies=[FOR_MODERATORS])
def edit(segment: str, request: Request, house: Here, other: str = "") -> Response:
    """The forms; `other` are words of the story to merge with."""
    story = stored_story(house, segment)
    if moved(segment, story.card.id):
        return RedirectResponse(quote(f"{_path(story)}/edit"), 301)
    return house.pages.answer(
        request,
        "story_edit.html",
        story=story.card,
        here=_path(story),
        members=story.members[:_MEMBERS],
        other=other,
        others=_others(house, story, other) if other.strip() else [],
        edits=house.store.story_edits(story.card.id),
    )


@router.post("/story/{segment}/edit", dependencies=[FOR_MODERATORS])
def act(segment: str, request: Request, house: Here, form: Form) -> Response:
    """Do what the pressed button says; then the forms of the story that it led to."""
    story = stored_story(house, segment)
    try:
        after = _act(house, story, form)
    except ValueError as error:
        return not_possible(request, str(error))
    house.ranking.forget()
    house.briefings.forget()
    return RedirectResponse(quote(f"{_path(house.store.story(after))}/edit"), 303)


def _act(house: House, story: Story, form: Form) -> StoryId:
    store, now = house.store, house.clock()
    chosen = [ArticleId(number_in(one)) for one in form.getlist("article") if isinstance(one, str)]
    match text_of(form, "act"):
        case "merge":
            into = StoryId(number_in(text_of(form, "into")))
            store.merge_stories(story.card.id, into, now)
            return into
        case "split":
            return store.split_story(story.card.id, chosen, now)
        case "move":
            into = store.story(StoryId(number_in(text_of(form, "into")))).card.id
            if not chosen:
                raise ValueError("choose at least one article")
            for article in chosen:
                store.move_article(article, into, now)
            return into
        case _:
            raise NotFound("there is no such act")


def _others(house: House, story: Story, words: str) -> list[StoryCard]:
    """Other stories with an article of these words, the newest first."""
    hits = house.store.search(parse_query(words, house.clock()), _FOUND)
    numbers = house.store.stories_of([hit.card.id for hit in hits])
    found = dict.fromkeys(numbers[hit.card.id] for hit in hits if hit.card.id in numbers)
    wanted = [number for number in found if number != story.card.id][:_OTHERS]
    return list(house.store.story_cards(wanted, story.card.lead.language).values())


def _path(story: Story) -> str:
    return links.story_path(story.card.id, story.card.lead.title)
