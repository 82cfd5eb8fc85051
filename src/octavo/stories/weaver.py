"""Which story each article belongs to, decided as it arrives.

    an editor put it somewhere                       → there
    it is a copy                                     → the story of the text it copies
    candidates by words, names and meaning           → the stories that they are in
    it fits one of them well enough                  → the best
    else                                             → a story of its own
    then, around it                                  → merge, move, split what turns out wrong

One pass, no clock, no store: the same articles in the same order give the same stories. Only the newest articles are
remembered, which bounds memory; a story is quiet when none of its members comes up as a candidate, and open again when
one does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from octavo.news.addresses import ArticleId
from octavo.news.stories import Copy, Evidence, Membership, Placed, Sketch, StoryId, Woven
from octavo.stories.candidates import Candidates
from octavo.stories.copies import CopyIndex, Found
from octavo.stories.decided import Decided
from octavo.stories.evidence import evidence_of, sure
from octavo.stories.fitting import JOIN, Fit, Fitting
from octavo.stories.groups import Groups
from octavo.stories.likeness import Likeness
from octavo.stories.repairs import Repairs
from octavo.stories.shelf import Row, Shelf
from octavo.stories.sketch import Features, read_sketch

MOST_ARTICLES = 60_000
"""Remembered: weeks of a large archive."""
STORIES = 4
"""Whose whole membership an article is compared with: those of its likest candidates."""
POSSIBLE = -2.0
"""Log-odds with a candidate below which its story is not looked at."""
CERTAIN = 10.0
"""What a copy, or an editor's word, adds to the log-odds."""
STAY = 1.0
"""How much worse its story may fit an article that was edited, before it leaves."""
_SWEEP = 8
"""Keys of candidates are tidied whenever so many parts of the memory have been written anew."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is remembered of a row besides its numbers."""

    article: ArticleId
    labels: bytes
    """The forms of its columns in the text."""
    print: int
    """Of the sketch, to know the same again."""


class Weaver:
    """Remembers the newest articles and their stories. Not for several threads."""

    def __init__(self, most: int = MOST_ARTICLES) -> None:
        self._most = most
        self._shelf = Shelf(most)
        self._likeness = Likeness(self._shelf)
        self._candidates = Candidates(self._shelf)
        self._groups = Groups()
        self._fitting = Fitting(self._likeness, self._groups)
        self._repairs = Repairs(self._fitting, self._groups, self._pinned)
        self._copies = CopyIndex(most)
        self._rows: dict[ArticleId, Row] = {}
        self._held: dict[Row, _Held] = {}
        self._pins: dict[ArticleId, StoryId] = {}
        self._decided = Decided(self.story, lambda story: bool(self._groups.members(story)), self._copies.copy)

    def __len__(self) -> int:
        return len(self._rows)

    def story(self, article: ArticleId) -> StoryId | None:
        """Where an article is; None where it is not remembered."""
        row = self._rows.get(article)
        return None if row is None else self._groups.story(row)

    def stories(self) -> int:
        """How many stories the articles remembered are in."""
        return len(self._groups)

    def restore(self, sketch: Sketch, story: StoryId, copy: Copy | None = None) -> None:
        """Remember an article that was woven before, oldest first. Raises ValueError as read_sketch does."""
        features = read_sketch(sketch)
        self._forget(sketch.article)
        self._candidates.enter(self._enter(sketch, features, story))
        self._copies.restore(features.imprint, copy)
        if story != int(sketch.article):  # its own number may lead elsewhere since
            self._groups.take([StoryId(int(sketch.article))])

    def place(self, article: ArticleId, placed: Placed) -> None:
        """An editor put it there: it stays, and stories that editors keep apart are never merged. Or took that back."""
        if placed.held:
            self._pins[article] = placed.story
        else:
            self._pins.pop(article, None)
        row = self._rows.get(article)
        if row is not None:
            self._groups.put(row, placed.story)

    def add(self, sketch: Sketch) -> Woven:
        """Decide on an arrival, or anew on an article that comes again. Raises ValueError as read_sketch does."""
        return self._decided.tell(self._woven(sketch))

    def _woven(self, sketch: Sketch) -> Woven:
        features = read_sketch(sketch)
        before = self.story(sketch.article)
        if before is not None and self._held[self._rows[sketch.article]].print == zlib.crc32(sketch.data):
            return self._again(sketch.article, before)
        self._forget(sketch.article)
        copies = self._copies.add(features.imprint)
        row = self._enter(sketch, features, None)
        near = self._nearest(row)
        fits = self._fitting.fits(row, self._stories_of(row, near))
        membership = self._decide(row, sketch.article, fits, copies, before)
        self._groups.put(row, membership.story)
        self._candidates.enter(row)
        moved, merged = self._repair(membership.story, fits, near)
        if merged and merged[0] == membership.story:
            membership = replace(membership, story=merged[1])
        return Woven(
            membership,
            copies.copy,
            tuple(moved),
            (merged,) if merged else (),
            copies.changed,
            copies.freed,
        )

    def _decide(
        self, row: Row, article: ArticleId, fits: list[Fit], copies: Found, before: StoryId | None
    ) -> Membership:
        """Its story, how sure, and why."""
        pin = self._pins.get(article)
        if pin is not None:
            return Membership(article, pin, evidence=(Evidence("editor", 1.0, CERTAIN),))
        fit, why = self._copied(row, copies, fits)
        if fit is None:
            fit = next((one for one in fits if one.story == before and one.score >= JOIN - STAY), None)
        if fit is None and fits and fits[0].score >= JOIN:
            fit = fits[0]
        if fit is None:
            own = before if before is not None and not self._groups.members(before) else self._groups.free(article)
            return Membership(article, own)
        return self._membership(row, fit, why)

    def _copied(self, row: Row, copies: Found, fits: list[Fit]) -> tuple[Fit | None, tuple[Evidence, ...]]:
        """The story of the text that it copies, or of those that copy it where they came first."""
        for copy, other in (
            *((copies.copy, one) for one in ((copies.copy.near, copies.copy.origin) if copies.copy else ())),
            *((copy, copy.article) for copy in copies.changed),
        ):
            near = self._rows.get(other)
            if near is not None and near in self._groups:
                story = self._groups.story(near)
                score = next((fit.score for fit in fits if fit.story == story), 0.0)
                kept = copy.kept if copy else 1.0
                return Fit(story, score + CERTAIN, near), (Evidence("copy", kept, CERTAIN),)
        return None, ()

    def _membership(self, row: Row, fit: Fit, why: Iterable[Evidence] = ()) -> Membership:
        held = self._held[row]
        reasons = evidence_of(self._shelf, self._likeness, row, fit.near, held.labels)
        return Membership(held.article, fit.story, sure(fit.score), self._held[fit.near].article, (*why, *reasons))

    def _again(self, article: ArticleId, story: StoryId) -> Woven:
        """The same text once more: what was decided, for the reasons there are now."""
        row = self._rows[article]
        copy = self._copies.copy(article)
        fits = self._fitting.fits(row, (story,))
        if self._pinned(row) or not fits:
            return Woven(self._alone(article, story), copy)
        why = (Evidence("copy", copy.kept, CERTAIN),) if copy else ()
        return Woven(self._membership(row, fits[0], why), copy)

    def _alone(self, article: ArticleId, story: StoryId) -> Membership:
        pinned = article in self._pins
        return Membership(article, story, evidence=(Evidence("editor", 1.0, CERTAIN),) if pinned else ())

    def _nearest(self, row: Row) -> list[tuple[Row, float]]:
        """Articles that may be of its story, with their log-odds, the likest first."""
        rows = self._candidates.find(row)
        rows = rows[np.fromiter((one in self._groups for one in rows.tolist()), bool, len(rows))]
        if not len(rows):
            return []
        odds = self._likeness.log_odds(np.array([row]), rows)[0]
        order = np.argsort(-odds, kind="stable")
        return [(int(rows[one]), float(odds[one])) for one in order if odds[one] >= POSSIBLE]

    def _stories_of(self, row: Row, near: list[tuple[Row, float]]) -> list[StoryId]:
        """The first few stories that the likest articles are in."""
        return list(dict.fromkeys(self._groups.story(one) for one, _ in near))[:STORIES]

    def _repair(
        self, story: StoryId, fits: list[Fit], near: list[tuple[Row, float]]
    ) -> tuple[list[Membership], tuple[StoryId, StoryId] | None]:
        """Put right what this arrival shows to be wrong."""
        merged = self._repairs.merge(story, fits)
        if merged:
            self._groups.merge(*merged)
            story = merged[1]
        moved = []
        for row, fit in self._repairs.move(story, [one for one, odds in near if odds >= JOIN]):
            self._groups.put(row, fit.story)
            moved.append(self._membership(row, fit))
        return [*moved, *self._split(story)], merged

    def _split(self, story: StoryId) -> list[Membership]:
        """The smaller half of a story that is two, as a story of its own."""
        rows = self._repairs.split(story)
        if not rows:
            return []
        own = self._groups.free(self._held[rows[0]].article)
        for row in rows:
            self._groups.put(row, own)
        fits = [next(iter(self._fitting.fits(row, (own,))), None) for row in rows]
        return [self._membership(row, fit) for row, fit in zip(rows, fits, strict=True) if fit]

    def _enter(self, sketch: Sketch, features: Features, story: StoryId | None) -> Row:
        """Remember an article, and forget the oldest where there are too many."""
        row = self._shelf.add(sketch, features)
        self._rows[sketch.article] = row
        self._held[row] = _Held(sketch.article, features.labels, zlib.crc32(sketch.data))
        if story is not None:
            self._groups.put(row, story)
        fallen = self._held.get(row - self._most)
        if fallen is not None:
            self._forget(fallen.article)
        if row % max(self._most // _SWEEP, 1) == 0:
            self._candidates.forget_before(self._shelf.first)
        return row

    def _forget(self, article: ArticleId) -> None:
        row = self._rows.pop(article, None)
        if row is not None:
            self._groups.remove(row)
            del self._held[row]

    def _pinned(self, row: Row) -> bool:
        return self._held[row].article in self._pins
