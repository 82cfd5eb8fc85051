"""The stories of an edition in their order, found out once for all readers of a minute instead of at every view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from octavo.news.stories import Ranked, StoryCard
from octavo.ports import CardFilter, StoryFilter
from octavo.serve.frontpage import alone
from octavo.serve.kept import Kept
from octavo.serve.lists import Reads
from octavo.stories.ranking import rank

_WINDOWS = (timedelta(hours=36), timedelta(days=4), timedelta(days=14), timedelta(days=3650))
_ENOUGH = 24
"""Stories for which the shortest window that has them is taken: a page of news, not of history, and not a thin one."""
_NEWEST = 300
"""Stories of one publisher looked at: the newest. Those of several are looked at further back (_SHARED)."""
_SHARED = 500
_UNWOVEN = 100
"""Newest articles among which those are looked for that are in no story yet."""
_EDITIONS = 64
"""Those whose order is kept."""
KEPT = timedelta(minutes=1)


class Ranking:
    """The ranked stories of every edition that is asked for: of its languages and countries, led in its language."""

    def __init__(self, store: Reads) -> None:
        self._store = store
        self._kept: Kept[StoryFilter, list[Ranked]] = Kept(KEPT, _EDITIONS)

    def now(self, edition: StoryFilter, now: datetime) -> list[Ranked]:
        """The stories of an edition in their order, not older than KEPT. Nothing found is not kept, so that the first
        news shows at once."""
        ranked = self._kept.get(edition, now, lambda: rank(self._stories(edition, now), now))
        if not ranked:
            self._kept.forget(edition)
        return ranked

    def forget(self) -> None:
        """An editor changed a story: what is asked next is found out anew."""
        self._kept.forget()

    def _stories(self, edition: StoryFilter, now: datetime) -> Sequence[StoryCard]:
        """Those of as short a time as fills a page."""
        unwoven = self._unwoven(edition)
        found: dict[int, StoryCard] = {}
        for window in _WINDOWS:
            since = now - window
            newest = self._store.stories(replace(edition, since=since), _NEWEST)
            shared = (
                self._store.stories(replace(edition, since=since, least_publishers=2), _SHARED)
                if len(newest) == _NEWEST
                else []
            )
            found = {card.id: card for card in (*(one for one in unwoven if one.last >= since), *newest, *shared)}
            if len(found) >= _ENOUGH:
                break
        return list(found.values())

    def _unwoven(self, edition: StoryFilter) -> list[StoryCard]:
        """The newest articles that are in no story yet: each is one by itself for the time being."""
        cards = self._store.latest(CardFilter(languages=edition.languages, countries=edition.countries), _UNWOVEN)
        woven = self._store.stories_of([card.id for card in cards])
        return [alone(card) for card in cards if card.id not in woven]
