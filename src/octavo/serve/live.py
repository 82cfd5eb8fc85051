"""New articles, as they arrive: one look at the archive every few seconds for everybody who has a page open.

The archive may be filled by another process, so it is asked, not listened to; and only while somebody waits. An article
is new from when it came into the archive, which may be minutes after its feed named it. What it is about and the story
it belongs to are found later still, so that is read again while the article is young.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

import structlog
from starlette.concurrency import run_in_threadpool

from octavo.news.addresses import ArticleId, first_seen_of
from octavo.news.articles import Card
from octavo.news.errors import OctavoError
from octavo.ports import Archive, Clock, Stories, Topics

log: structlog.stdlib.BoundLogger = structlog.get_logger()

PAUSE = 5.0
"""Seconds between two looks: nobody needs news sooner, and a look costs a millisecond or two."""
WINDOW = timedelta(hours=2)
"""How far back pages are told what they missed; one that slept for longer is read anew anyway."""
YOUNG = timedelta(minutes=15)
"""While what an article is about may still be found out."""
MOST = 100
"""Articles told of; more than so many is "many"."""
_TAGS = 20


class Reads(Archive, Topics, Stories, Protocol):
    """What of the store it takes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came."""

    card: Card
    at: datetime
    """When it was found in the archive."""
    story: int
    """The story it belongs to; its own number until it is woven into one."""
    topics: frozenset[str]
    """Their slugs."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page shows, and so what is news on it."""

    of: Literal["articles", "stories"] = "articles"
    """What is counted."""
    languages: tuple[str, ...] = ()
    """Empty: all."""
    category: str = ""
    publisher: str = ""
    topic: str = ""
    story: int = 0
    media: str = ""

    def has(self, arrival: Arrival) -> bool:
        """Whether an article is among it."""
        card = arrival.card
        return (
            (not self.languages or card.language in self.languages)
            and (not self.category or card.category == self.category)
            and (not self.publisher or card.publisher == self.publisher)
            and (not self.topic or self.topic in arrival.topics)
            and (not self.story or arrival.story == self.story)
            and (self.media != "audio" or card.has_audio)
            and (self.media != "video" or card.has_video)
        )


class Live:
    """What arrived lately, kept for all pages that are open; `watch`, `leave` and `close` are for the server's loop."""

    def __init__(self, store: Reads, clock: Clock, pause: float = PAUSE) -> None:
        self._store = store
        self._clock = clock
        self._pause = pause
        self._came: dict[ArticleId, datetime] | None = None
        self._arrivals: tuple[Arrival, ...] = ()
        self._watching: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self.listeners = 0
        self.closed = False

    def arrivals(self, since: datetime, wanted: Wanted) -> list[Arrival]:
        """Those since then that a page wants, at most MOST."""
        return [one for one in self._arrivals if one.at > since and wanted.has(one)][:MOST]

    def watch(self) -> None:
        """One page more that waits; each `watch` is followed by one `leave`."""
        self.listeners += 1
        if self._watching is None or self._watching.done():
            self._came, self._news = None, asyncio.Event()
            self._watching = asyncio.create_task(self._keep_looking())

    def leave(self) -> None:
        """One page less; after the last nobody looks any more."""
        self.listeners -= 1

    async def next_news(self, patience: float) -> bool:
        """Wait for a look that finds something; False where none did within `patience` seconds."""
        try:
            await asyncio.wait_for(self._news.wait(), patience)
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Octavo stops: every page that waits is let go at once."""
        self.closed = True
        self._news.set()
        if self._watching is not None:
            self._watching.cancel()

    async def _keep_looking(self) -> None:
        while self.listeners:
            before = self._arrivals
            try:
                await run_in_threadpool(self.look)
            except OctavoError as error:  # a store that is full or locked: pages say so themselves
                log.warning("live.look_failed", reason=str(error))
            if self._arrivals != before:
                self._news.set()
                self._news = asyncio.Event()
            await asyncio.sleep(self._pause)

    def look(self) -> None:
        """Look once. What is there at the first look came when its feed named it, as far as anybody knows."""
        now = self._clock()
        numbers = self._store.first_seen_since(now - WINDOW, 10 * MOST)
        came = self._came
        self._came = {one: first_seen_of(one) if came is None else came.get(one, now) for one in numbers}
        settled = {one.card.id: one for one in self._arrivals if one.at <= now - YOUNG and one.card.id in self._came}
        young = _read(self._store, [one for one in numbers if one not in settled], self._came)
        self._arrivals = tuple(sorted((*young, *settled.values()), key=lambda one: one.at, reverse=True))


def _read(store: Reads, numbers: Sequence[ArticleId], came: Mapping[ArticleId, datetime]) -> list[Arrival]:
    stories, tags = store.stories_of(numbers), store.tags(numbers, _TAGS)
    return [
        Arrival(
            card, came[card.id], stories.get(card.id, card.id), frozenset(tag.slug for tag in tags.get(card.id, ()))
        )
        for card in store.cards(numbers)
    ]


def count(arrivals: Sequence[Arrival], wanted: Wanted, muted: Callable[[Sequence[Card]], set[int]]) -> int:
    """How many there are of what the page counts, without those that its reader muted."""
    hidden = muted([one.card for one in arrivals]) if arrivals else set()
    shown = [one for one in arrivals if one.card.id not in hidden]
    return len({one.story for one in shown}) if wanted.of == "stories" else len(shown)
