"""A topic: the latest news about a person, organisation, place, event or subject."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.topics import Topic, TopicSlug
from octavo.serve import links
from octavo.serve.chart import bars_of
from octavo.serve.editions import edition_of
from octavo.serve.house import Here
from octavo.serve.lists import PAGE, listing_of
from octavo.serve.live import Wanted
from octavo.serve.pages.events import live_path
from octavo.serve.shelf import for_reader, standing
from octavo.text.words import tokens

router = APIRouter()

DAYS = 90
"""Of the volume chart."""
_CHART = (540.0, 64.0, 1.0)
"""Its width, height and gap, in its own units: six a day."""
_COMPANIONS = 12
_SPELLINGS = 8


@router.get("/topic/{slug}")
def topic(slug: str, request: Request, house: Here, older: str = "") -> Response:
    """One page of the list; `older` is where it goes on."""
    now, store = house.clock(), house.store
    found = store.topic(TopicSlug(slug))
    if found.slug != slug:
        return RedirectResponse(quote(links.topic_path(found.slug)), 301)
    voice = house.pages.voice(request)
    name = found.name_in(voice.code)
    if found.blocked:
        return house.pages.answer(request, "topic_hidden.html", status=404, topic=found, name=name)
    languages = store.languages()
    choice = edition_of(request, house)
    after = links.read_cursor(older)
    cards = store.cards_about(found.id, PAGE + 1, after, choice.languages)
    listing = listing_of(cards, after, store.copies([card.id for card in cards]))
    days = store.volume(found.id, now, DAYS)
    return house.pages.answer(
        request,
        "topic.html",
        topic=found,
        name=name,
        spellings=spellings(found, name)[:_SPELLINGS],
        bars=bars_of([(day.day, day.articles) for day in days], *_CHART) if any(day.articles for day in days) else [],
        chart=_CHART,
        companions=store.companions(found.id, _COMPANIONS, voice.code),
        listing=for_reader(request, house, listing, ("topic", found.slug)),
        standing=standing(request, house, "topic", found.slug),
        live=live_path(request, house, Wanted(languages=choice.languages, topic=found.slug)),
        choice=choice,
        languages=languages,
    )


def spellings(found: Topic, name: str) -> list[tuple[str, str]]:
    """The topic's other spellings (name, language), the commonest first; those that differ in case alone once."""
    seen = {" ".join(tokens(name))}
    kept = []
    for alias in found.aliases:
        words = " ".join(tokens(alias.name))
        if words not in seen:
            seen.add(words)
            kept.append((alias.name, alias.language))
    return kept
