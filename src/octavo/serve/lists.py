"""One page of a list of cards, by keyset: as fast at its end as at its beginning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.ports import Archive, CardFilter, Cursor
from octavo.serve import links

PAGE = 30
"""Cards on one page of a list: some minutes' reading, and under 60 KB."""


TAGS = 3
"""Topics named on a card: what it is most about, in one line."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    days: tuple[tuple[datetime, tuple[Card, ...]], ...]
    """Its cards by day (UTC), newest first; each day by the time of its newest card."""
    further: str
    """The cursor of the next page as written in an address; empty at the end of the list."""
    first: bool
    """Whether it is the list's first page."""

    def articles(self) -> list[ArticleId]:
        """What it shows, newest first."""
        return [card.id for _, cards in self.days for card in cards]


def one_page(archive: Archive, wanted: CardFilter, after: Cursor | None) -> Listing:
    """The page of the list that begins after the cursor."""
    return listing_of(archive.latest(wanted, PAGE + 1, after), after)


def listing_of(cards: Sequence[Card], after: Cursor | None) -> Listing:
    """The page made of up to PAGE cards; one more than that tells that the list goes on."""
    shown = cards[:PAGE]
    further = links.written((shown[-1].shown, shown[-1].id)) if len(cards) > PAGE else ""
    return Listing(by_day(shown), further, after is None)


def by_day(cards: Iterable[Card]) -> tuple[tuple[datetime, tuple[Card, ...]], ...]:
    """Cards in their order, gathered by day."""
    days = (tuple(day) for _, day in groupby(cards, key=lambda card: card.shown.astimezone(UTC).date()))
    return tuple((day[0].shown, day) for day in days)
