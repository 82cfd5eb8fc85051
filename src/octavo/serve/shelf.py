"""What a reader's shelf does to every page: what they muted is hidden, what they read and saved is marked. All of that
is decided here; pages hand their lists over, and tell what is followed with `standing`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from fastapi import Request

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import Card
from octavo.news.readers import Reader
from octavo.news.shelf import FollowKind, Mute
from octavo.news.sources import CATEGORIES
from octavo.news.stories import Ranked
from octavo.news.topics import TopicSlug, Trend
from octavo.ports import CardFilter, asking_for
from octavo.serve.house import House
from octavo.serve.lists import Listing
from octavo.serve.reader import visit
from octavo.text.muting import hides, hides_story

_TAGS = 20
"""Topics of an article that a mute looks at: all that one has."""
COUNTED = 100
"""Articles hidden by one mute that are counted: what a store hands out at once."""

Subject = tuple[str, str]
"""Kind and key of something followed or muted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the reader of a page stands to what it is about."""

    kind: str
    key: str
    follows: bool
    mutes: bool
    reader: bool
    """Whether there is one to follow it."""


def standing(request: Request, house: House, kind: FollowKind, key: str) -> Standing:
    """For the buttons of a page about something that can be followed; a story cannot be muted."""
    reader = visit(request).reader
    if reader is None:
        return Standing(kind, key, False, False, False)
    return Standing(
        kind,
        key,
        any((one.kind, one.key) == (kind, key) for one in house.store.follows(reader.id)),
        any((one.kind, one.key) == (kind, key) for one in _hiding(house, reader)),
        True,
    )


def for_reader(request: Request, house: House, listing: Listing, about: Subject | None = None) -> Listing:
    """A list as its reader wants it. `about` is what the page was opened for: there its own mute hides nothing."""
    reader = visit(request).reader
    if reader is None:
        return listing
    cards = [card for _, day in listing.days for card in day]
    mutes = [one for one in _hiding(house, reader) if (one.kind, one.key) != about]
    hidden = {card.id for card in cards if card.id in _muted_articles(house, cards, mutes)} if mutes else set()
    showing = looks(request)
    days = listing.days
    if hidden and not showing:
        kept = ((day, tuple(card for card in cards if card.id not in hidden)) for day, cards in listing.days)
        days = tuple((day, cards) for day, cards in kept if cards)
    articles = [card.id for card in cards]
    return replace(
        listing,
        days=days,
        hidden=len(hidden),
        showing=showing,
        seen=house.store.seen_among(reader.id, articles),
        saved=frozenset(house.store.saved_among(reader.id, articles)),
    )


def stories_for_reader(request: Request, house: House, ranked: Sequence[Ranked]) -> tuple[list[Ranked], int]:
    """Ranked stories without those that the reader muted, and how many these are; all of them where they look."""
    reader = visit(request).reader
    mutes = _hiding(house, reader) if reader else []
    if not mutes:
        return list(ranked), 0
    alone = [one.card.lead.id for one in ranked if one.card.articles == 1]  # perhaps in no story yet: without topics
    tags = house.store.tags(alone, _TAGS) if any(mute.kind == "topic" for mute in mutes) else {}
    slugs = {article: {tag.slug for tag in found} for article, found in tags.items()}
    kept = [
        one for one in ranked
        if not any(hides_story(mute, one.card, slugs.get(one.card.lead.id, ())) for mute in mutes)
    ]  # fmt: skip
    return list(ranked) if looks(request) else kept, len(ranked) - len(kept)


def leads_saved(request: Request, house: House, ranked: Sequence[Ranked]) -> frozenset[ArticleId] | None:
    """Of the articles that lead stories, those that the reader of a page saved; None where there is no reader."""
    reader = visit(request).reader
    leads = [one.card.lead.id for one in ranked]
    return frozenset(house.store.saved_among(reader.id, leads)) if reader else None


def trends_for_reader(request: Request, house: House, languages: Collection[str], most: int) -> list[Trend]:
    """The first trends that are told of in one of these languages (any, where there are none), without the topics that
    the reader muted."""
    reader = visit(request).reader
    muted = {mute.key for mute in _hiding(house, reader) if mute.kind == "topic"} if reader else set()
    trends = (trend for trend in house.trending.now(house.clock()) if trend.topic.slug not in muted)
    spoken = (trend for trend in trends if not languages or any(a.language in languages for a in trend.topic.aliases))
    return list(islice(spoken, most))


def mutes_of(request: Request, house: House) -> list[Mute]:
    """What the reader of a page muted; nothing of it where they look at what is hidden."""
    reader = visit(request).reader
    return _hiding(house, reader) if reader and not looks(request) else []


def looks(request: Request) -> bool:
    """Whether the reader asked to be shown what is hidden."""
    return request.query_params.get("muted") == "show"


def personal(request: Request) -> None:
    """The page is of one reader: no cache may keep it, also where there are no accounts."""
    request.state.personal = True


def hidden_by(house: House, mute: Mute, since: datetime) -> list[Card]:
    """The newest articles since then that a mute is about, at most COUNTED."""
    store = house.store
    match mute.kind:
        case "publisher":
            return store.latest(CardFilter(publisher=PublisherId(mute.key), after=since), COUNTED)
        case "category":
            known = next((one for one in CATEGORIES if one == mute.key), None)
            return store.latest(CardFilter(category=known, after=since), COUNTED) if known else []
        case "topic":
            cards = store.cards_about(store.topic(TopicSlug(mute.key)).id, COUNTED)
            return [card for card in cards if card.shown >= since]
        case "words":
            found = store.search(asking_for(mute.key, after=since), COUNTED)
            return [hit.card for hit in found if hides(mute, hit.card, ())]


def muted_among(request: Request, house: House, cards: Sequence[Card]) -> set[int]:
    """Those of some articles that the reader of a page muted."""
    reader = visit(request).reader
    mutes = _hiding(house, reader) if reader else []
    return _muted_articles(house, cards, mutes) if mutes else set()


def is_ahead(request: Request) -> bool:
    """Whether the page is fetched before its reader asks for it, if ever: that is no reading. Browsers say so in
    `Sec-Purpose`, which our own service worker may not write."""
    return any(request.headers.get(name, "").startswith("prefetch") for name in ("sec-purpose", "x-purpose"))


def _hiding(house: House, reader: Reader) -> list[Mute]:
    return [mute for mute in house.store.mutes(reader.id) if not mute.softly]


def _muted_articles(house: House, cards: Sequence[Card], mutes: Sequence[Mute]) -> set[int]:
    by_topic = any(mute.kind == "topic" for mute in mutes)
    tags = house.store.tags([card.id for card in cards], _TAGS) if by_topic else {}
    slugs = {article: {tag.slug for tag in found} for article, found in tags.items()}
    return {card.id for card in cards if any(hides(mute, card, slugs.get(card.id, ())) for mute in mutes)}
