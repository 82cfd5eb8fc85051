"""Who reports a story and who is silent, as its page shows it: each number opens the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, Protocol

from octavo.news.addresses import PublisherId
from octavo.news.coverage import Coverage, Share
from octavo.news.sources import CATEGORIES, Category
from octavo.news.stories import Story
from octavo.ports import Archive, CardFilter, Sources
from octavo.serve.kept import Kept
from octavo.stories.comparing import coverage_of

Side = Literal["country", "language", "kind", "owner"]

SIDES: tuple[Side, ...] = ("country", "language", "kind", "owner")

KEPT = timedelta(minutes=10)
_LATELY = 3
"""Hundreds of the newest articles of a category that tell who usually has such news."""


class Reads(Archive, Sources, Protocol):
    """What of the store it takes."""


class Desk:
    """Who covers a story; and, kept for a while, who usually has news of each category."""

    def __init__(self, store: Reads) -> None:
        self._store = store
        self._usual: Kept[Category, Mapping[PublisherId, int]] = Kept(KEPT, len(CATEGORIES))

    def coverage(self, story: Story, now: datetime) -> Coverage:
        """Who covers a story, and who of those that usually have news of its category does not."""
        category = story.card.category
        usual = self._usual.get(category, now, lambda: _usual(self._store, category))
        return coverage_of(story.members, self._store.publishers(), usual)


def shares(coverage: Coverage, side: Side) -> tuple[Share, ...]:
    """The groups on one side that it knows of."""
    found = {
        "country": coverage.countries,
        "language": coverage.languages,
        "kind": coverage.kinds,
        "owner": coverage.owners,
    }[side]
    return tuple(share for share in found if share.name)


def telling(coverage: Coverage) -> list[tuple[Side, tuple[Share, ...]]]:
    """The sides that say something: more than one group, or the one country; owners of more than one publisher."""
    sides: list[tuple[Side, tuple[Share, ...]]] = []
    for side in SIDES:
        found = shares(coverage, side)
        if side == "owner":
            found = tuple(share for share in found if share.publishers > 1)
        if len(found) > 1 or (found and side in ("country", "owner")):
            sides.append((side, found))
    return sides


def _usual(store: Reads, category: Category) -> Mapping[PublisherId, int]:
    """How many of the newest articles of a category are each publisher's."""
    counted: Counter[PublisherId] = Counter()
    after = None
    for _ in range(_LATELY):
        cards = store.latest(CardFilter(category=category), 100, after)
        counted.update(card.publisher for card in cards)
        if len(cards) < 100:
            break
        after = (cards[-1].shown, cards[-1].id)
    return counted
