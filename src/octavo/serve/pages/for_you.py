"""For you: the stories that a reader may want, each with why, and the means to correct it or turn it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.news.errors import NotFound
from octavo.news.readers import Reader
from octavo.news.shelf import MUTE_KINDS
from octavo.news.stories import StoryCard
from octavo.serve.editions import edition_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import looks, personal, stories_for_reader
from octavo.stories.for_you import TOPICS, Suggested, Taste, for_you, readings

router = APIRouter()

_SHOWN = 40
_READ = 200
"""Readings looked at: the last ones."""
_NEWS = 60
"""Newest articles of what is followed, whose stories are looked at besides the edition's."""


@router.get("/for-you")
def page(request: Request, house: Here, reader: SignedIn) -> HTMLResponse:
    """The page; where it is turned off, the switch alone."""
    personal(request)
    now = house.clock()
    choice = edition_of(request, house)
    found, hidden = list[Suggested](), 0
    if reader.settings.for_you:
        ranked, hidden = stories_for_reader(request, house, house.ranking.now(choice.stories(), now))
        cards = _with_topics(
            house, [*(one.card for one in ranked), *_of_followed(house, reader, {one.card.id for one in ranked})]
        )
        found = for_you(cards, _taste(house, reader, now), now)[:_SHOWN]
    return house.pages.answer(
        request,
        "for_you.html",
        on=reader.settings.for_you,
        suggested=found,
        hidden=hidden,
        showing=looks(request),
        choice=choice,
    )


@router.post("/for-you")
def correct(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Show `less` of something, named as KIND:KEY, or `more` of it again; or turn the page `on` or `off`."""
    if turn := text_of(form, "turn"):
        house.store.set_settings(reader.id, replace(reader.settings, for_you=turn == "on"))
        return RedirectResponse("/for-you", 303)
    less = text_of(form, "less")
    named, _, key = (less or text_of(form, "more")).partition(":")
    kind = next((one for one in MUTE_KINDS if one == named), None)
    if kind is None:
        raise NotFound("there is no such thing", subject=named[:80])
    try:
        if less:
            house.store.mute(reader.id, kind, key, house.clock(), softly=True)
        else:
            house.store.unmute(reader.id, kind, key)
    except ValueError as error:
        return not_possible(request, str(error))
    return RedirectResponse("/for-you", 303)


def _taste(house: House, reader: Reader, now: datetime) -> Taste:
    store = house.store
    seen = store.seen(reader.id, _READ)
    articles = [one.article for one in seen]
    return Taste(
        store.follows(reader.id),
        [mute for mute in store.mutes(reader.id) if mute.softly],
        readings(seen, store.tags(articles, TOPICS), now),
        frozenset(articles),
    )


def _of_followed(house: House, reader: Reader, there: set[int]) -> list[StoryCard]:
    """The stories that what is followed reports, besides those that are there."""
    news = house.store.followed_news(reader.id, _NEWS)
    stories = dict.fromkeys(house.store.stories_of([card.id for card in news]).values())
    return list(house.store.story_cards([story for story in stories if story not in there]).values())


def _with_topics(house: House, cards: Sequence[StoryCard]) -> list[StoryCard]:
    """Also those that are one article in no story yet know what they are about."""
    tags = house.store.tags([card.lead.id for card in cards if not card.topics], TOPICS)
    return [card if card.topics else replace(card, topics=tuple(tags.get(card.lead.id, ()))) for card in cards]
