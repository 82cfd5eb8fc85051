"""The editor's side of topics: merge, split, rename, retype, hide, and undo; and the list of what was done."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.news.errors import NotFound
from octavo.news.marks import TOPIC_KINDS
from octavo.news.topics import Topic, TopicSlug
from octavo.serve import links
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import FOR_MODERATORS

router = APIRouter()

_OTHERS = 12
"""Topics offered to merge with."""
_EDITS = 100


@router.get("/topics/edits")
def edits(request: Request, house: Here) -> HTMLResponse:
    """What editors did to any topic, newest first."""
    return house.pages.answer(request, "topic_edits.html", edits=house.store.topic_edits(limit=_EDITS))


@router.post("/topics/undo", dependencies=[FOR_MODERATORS])
def undo(request: Request, house: Here, form: Form) -> Response:
    """Put back what was before one edit."""
    try:
        house.store.undo_topic_edit(number_in(text_of(form, "edit")), house.clock())
    except ValueError as error:
        return not_possible(request, str(error))
    house.trending.forget()
    return RedirectResponse(links.local_path(text_of(form, "next")), 303)


@router.get("/topic/{slug}/edit", dependencies=[FOR_MODERATORS])
def edit(slug: str, request: Request, house: Here, other: str = "") -> HTMLResponse:
    """The forms; `other` is what the topic to merge with is called."""
    topic = house.store.topic(TopicSlug(slug))
    found = house.store.find_topics(other or topic.name.split()[-1], _OTHERS + 1)
    return house.pages.answer(
        request,
        "topic_edit.html",
        topic=topic,
        other=other,
        others=[one for one in found if one.id != topic.id][:_OTHERS],
        kinds=TOPIC_KINDS,
        edits=house.store.topic_edits(topic.id),
    )


@router.post("/topic/{slug}/edit", dependencies=[FOR_MODERATORS])
def act(slug: str, request: Request, house: Here, form: Form) -> Response:
    """Do what the pressed button says; then the topic's page, which may have become another's."""
    topic = house.store.topic(TopicSlug(slug))
    try:
        after = _act(house, topic, form)
    except ValueError as error:
        return not_possible(request, str(error))
    house.trending.forget()
    return RedirectResponse(quote(f"{links.topic_path(after)}/edit"), 303)


def _act(house: House, topic: Topic, form: Form) -> TopicSlug:
    store, now = house.store, house.clock()
    match text_of(form, "act"):
        case "rename":
            store.rename_topic(topic.id, text_of(form, "name")[:200], now)
        case "retype":
            kind = next((one for one in TOPIC_KINDS if one == text_of(form, "kind")), None)
            if kind is None:
                raise ValueError("there is no such kind of topic")
            store.retype_topic(topic.id, kind, now)
        case "merge":
            into = store.topic(TopicSlug(text_of(form, "into")))
            store.merge_topics(topic.id, into.id, now)
            return into.slug
        case "split":
            names = [name for name in form.getlist("spelling") if isinstance(name, str)]
            return store.split_topic(topic.id, names, now).slug
        case "block" | "unblock" as act:
            store.block_topic(topic.id, act == "block", now)
        case _:
            raise NotFound("there is no such act")
    return topic.slug
