"""The last decisions, kept to be told again.

What an arrival changed elsewhere is told with it, once. Where that could not be written down, because the store was
full or the machine slept through the job's lease, the article is woven anew, and by then the change is an old one. So
it is told with the new decision, as it stands now; writing a change down twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from octavo.news.addresses import ArticleId
from octavo.news.stories import Copy, Membership, StoryId, Woven

KEPT = 1000
"""Decisions: many times what is woven and not yet written down."""


class Decided:
    """The last decision on each of the last articles."""

    def __init__(
        self,
        story: Callable[[ArticleId], StoryId | None],
        is_there: Callable[[StoryId], bool],
        copy: Callable[[ArticleId], Copy | None],
    ) -> None:
        """`story` and `copy` tell where an article is by now, and whose copy; `is_there` whether a story has any."""
        self._story = story
        self._is_there = is_there
        self._copy = copy
        self._kept: dict[ArticleId, Woven] = {}

    def tell(self, woven: Woven) -> Woven:
        """A decision, with what the one before it on the same article changed elsewhere."""
        article = woven.membership.article
        before = self._kept.pop(article, None)
        if before is not None:
            woven = self._with(woven, before)
        self._kept[article] = woven
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return woven

    def _with(self, woven: Woven, before: Woven) -> Woven:
        told = {woven.membership.article, *(one.article for one in woven.moved)}
        moved = [now for one in before.moved if one.article not in told and (now := self._placed(one)) is not None]
        told = {copy.article for copy in woven.copies} | {woven.membership.article, *woven.freed}
        others = dict.fromkeys(
            one for one in (*(copy.article for copy in before.copies), *before.freed) if one not in told
        )
        copies = {one: self._copy(one) for one in others}
        merged = (one for one in before.merged if not self._is_there(one[0]))  # an editor may have brought it back
        return replace(
            woven,
            moved=(*moved, *woven.moved),
            merged=tuple(dict.fromkeys((*merged, *woven.merged))),
            copies=(*(copy for copy in copies.values() if copy is not None), *woven.copies),
            freed=(*(one for one, copy in copies.items() if copy is None), *woven.freed),
        )

    def _placed(self, membership: Membership) -> Membership | None:
        """Where a moved article is now; None where it is remembered no more."""
        story = self._story(membership.article)
        return None if story is None else replace(membership, story=story)
