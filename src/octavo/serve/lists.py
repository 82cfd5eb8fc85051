"""One page of a list of cards, by keyset: as fast at its end as at its beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Protocol

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.stories import Copy
from octavo.ports import Archive, CardFilter, Cursor, Stories
from octavo.serve import links

PAGE = 30
"""Cards on one page of a list: some minutes' reading, and under 60 KB."""


TAGS = 3
"""Topics named on a card: what it is most about, in one line."""


class Reads(Archive, Stories, Protocol):
    """What of the store a list takes."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    days: tuple[tuple[datetime, tuple[Card, ...]], ...]
    """Its cards by day (UTC), newest first; each day by the time of its newest card."""
    further: str
    """The cursor of the next page as written in an address; empty at the end of the list."""
    first: bool
    """Whether it is the list's first page."""
    also: Mapping[ArticleId, int] = field(default_factory=dict)
    """How many others of this page are folded under a card, because they carry its text."""
    hidden: int = 0
    """How many of this page its reader muted."""
    showing: bool = False
    """Whether these are shown all the same."""
    seen: frozenset[ArticleId] = frozenset()
    """Those that its reader has read."""
    saved: frozenset[ArticleId] | None = None
    """Those that its reader saved; None where there is nobody to save them for."""

    def articles(self) -> list[ArticleId]:
        """What it shows, newest first."""
        return [card.id for _, cards in self.days for card in cards]


def one_page(store: Reads, wanted: CardFilter, after: Cursor | None) -> Listing:
    """The page of the list that begins after the cursor, copies folded. A publisher's own list has them all: there they
    are what it published."""
    cards = store.latest(wanted, PAGE + 1, after)
    return listing_of(cards, after, {} if wanted.publisher else store.copies([card.id for card in cards]))


def listing_of(cards: Sequence[Card], after: Cursor | None, copies: Mapping[ArticleId, Copy] | None = None) -> Listing:
    """The page made of up to PAGE cards; one more than that tells that the list goes on. Those that are copies of one
    text are folded where it is told which are."""
    shown = cards[:PAGE]
    further = links.written((shown[-1].shown, shown[-1].id)) if len(cards) > PAGE else ""
    kept, also = _folded(shown, copies or {})
    return Listing(by_day(kept), further, after is None, also)


def _folded(cards: Sequence[Card], copies: Mapping[ArticleId, Copy]) -> tuple[list[Card], dict[ArticleId, int]]:
    """One card of each text, its origin where that is among them, else the newest copy; and how many went under it."""
    alike: dict[ArticleId, list[Card]] = defaultdict(list)
    for card in cards:
        alike[copies[card.id].origin if card.id in copies else card.id].append(card)
    first = {next((one.id for one in group if one.id == origin), group[0].id): group for origin, group in alike.items()}
    also = {number: len(group) - 1 for number, group in first.items() if len(group) > 1}
    return [card for card in cards if card.id in first], also


def by_day(cards: Iterable[Card]) -> tuple[tuple[datetime, tuple[Card, ...]], ...]:
    """Cards in their order, gathered by day."""
    days = (tuple(day) for _, day in groupby(cards, key=lambda card: card.shown.astimezone(UTC).date()))
    return tuple((day[0].shown, day) for day in days)
