"""The texts of the last weeks, and which of them are copies of which."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.news.addresses import ArticleId
from octavo.news.stories import Copy
from octavo.stories.copies.decision import LEAST_HITS, Match, decide, is_before
from octavo.stories.copies.imprint import Imprint
from octavo.stories.copies.postings import Postings
from octavo.stories.copies.shingles import LEAST, top_of
from octavo.stories.copies.table import Table

MOST_TEXTS = 60_000
_MOST_MATCHES = 64
"""Texts that share most with one: more say nothing new of it."""
_BOILERPLATE = 3
"""Articles of one publisher with a passage, and little else, in common with a text: the passage is its boilerplate."""
_COMMON = 8
"""Articles of any publishers with a passage, and little else, in common: words that everybody has."""
_LITTLE = 0.35
"""Share of the smaller text that is little."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an arrival changed."""

    copy: Copy | None
    """Whose text it is."""
    changed: tuple[Copy, ...] = ()
    """Earlier arrivals that are copies since, or of another text."""
    freed: tuple[ArticleId, ...] = ()
    """Earlier arrivals that are copies no more."""
    alike: tuple[Match, ...] = ()
    """Texts that share with it, its own publisher's too, most first."""


class CopyIndex:
    """Remembers the newest texts; decides on each arrival. Not for several threads."""

    def __init__(self, most: int = MOST_TEXTS) -> None:
        self._most = most
        self._postings = Postings()
        self._texts: OrderedDict[int, Imprint] = OrderedDict()
        """By slot, oldest arrival first."""
        self._slots: dict[ArticleId, int] = {}
        self._copies: dict[ArticleId, Copy] = {}
        self._leaning: defaultdict[ArticleId, set[ArticleId]] = defaultdict(set)
        """Text to those whose copy names it as origin or nearest."""
        self._table = Table(2 * most)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, article: ArticleId) -> bool:
        return article in self._slots

    def copy(self, article: ArticleId) -> Copy | None:
        """What was decided last; None where it is no copy or not remembered."""
        return self._copies.get(article)

    def restore(self, imprint: Imprint, copy: Copy | None) -> None:
        """Remember a text on which was decided before."""
        self._forget(imprint.article)
        self._enter(imprint)
        self._note(imprint.article, copy)

    def add(self, imprint: Imprint) -> Found:
        """Decide on an arrival, or anew on an edited text, and on those that it is the origin of."""
        leaning = self._leaning.get(imprint.article, set()) - {imprint.article}
        self._forget(imprint.article)
        alike = self.find(imprint)
        self._enter(imprint)
        copy = decide(imprint, alike, self.copy)
        self._note(imprint.article, copy)
        later = {match.other.article for match in alike if is_before(imprint, match.other)}
        changed, freed = self._again(leaning | later)
        return Found(copy, changed, freed, tuple(alike))

    def remove(self, article: ArticleId) -> Found:
        """Forget a text; what were its copies are decided anew."""
        leaning = self._leaning.get(article, set()) - {article}
        self._forget(article)
        return Found(None, *self._again(leaning))

    def find(self, imprint: Imprint) -> list[Match]:
        """Texts that share with this one, boilerplate aside, most first; itself not among them."""
        asked = imprint.hashes
        if len(asked) < LEAST:
            return []
        places, slots = self._postings.find(asked)
        own = self._slots.get(imprint.article, -1)
        keep = self._table.holds(slots) & (slots != own)
        places, slots = places[keep], slots[keep]
        if len(slots) < LEAST_HITS:
            return []
        found, which, hits = np.unique(slots, return_inverse=True, return_counts=True)
        sizes, tops, publishers = self._table.of(found)
        of_asked = np.searchsorted(asked, tops)
        of_found = np.maximum(hits, sizes * np.minimum(1.0, top_of(asked) / tops))
        boilerplate = _boilerplate(places, publishers[which], (hits < _LITTLE * np.minimum(of_asked, of_found))[which])
        if len(boilerplate):
            keep = ~np.isin(places, boilerplate)
            of_found = of_found - np.bincount(which[~keep], minlength=len(found))
            of_asked = of_asked - np.searchsorted(asked[boilerplate], tops)
            places, which = places[keep], which[keep]
            hits = np.bincount(which, minlength=len(found))
        most = np.argsort(-hits, kind="stable")[:_MOST_MATCHES]
        return [
            Match(
                self._texts[int(found[one])],
                frozenset(places[which == one].tolist()),
                min(1.0, float(hits[one]) / max(1.0, float(of_asked[one]))),
                min(1.0, float(hits[one]) / max(1.0, float(of_found[one]))),
            )
            for one in most[hits[most] >= LEAST_HITS].tolist()
        ]

    def _enter(self, imprint: Imprint) -> None:
        while self._texts and (len(self._texts) >= self._most or not self._table.has_room(next(iter(self._texts)))):
            self._forget(next(iter(self._texts.values())).article)
        floor = next(iter(self._texts), self._table.next)
        self._postings.forget(floor)
        slot = self._table.take(imprint, floor)
        self._texts[slot] = imprint
        self._slots[imprint.article] = slot
        self._postings.add(slot, imprint.hashes)

    def _forget(self, article: ArticleId) -> None:
        slot = self._slots.pop(article, None)
        if slot is None:
            return
        del self._texts[slot]
        self._table.drop(slot)
        self._note(article, None)

    def _note(self, article: ArticleId, copy: Copy | None) -> None:
        """Keep what was decided on a text, and nothing of what was decided before."""
        before = self._copies.pop(article, None)
        for other in {before.origin, before.near} if before else ():
            self._leaning[other].discard(article)
            if not self._leaning[other]:
                del self._leaning[other]
        if copy:
            self._copies[article] = copy
            for other in (copy.origin, copy.near):
                self._leaning[other].add(article)

    def _again(self, articles: set[ArticleId]) -> tuple[tuple[Copy, ...], tuple[ArticleId, ...]]:
        """Decide anew on these; the changed copies, and those that are copies no more."""
        changed, freed = [], []
        for article in sorted(articles & self._slots.keys()):
            imprint = self._texts[self._slots[article]]
            before = self._copies.get(article)
            after = decide(imprint, self.find(imprint), self.copy)
            self._note(article, after)
            if after is None and before is not None:
                freed.append(article)
            elif after is not None and after != before:
                changed.append(after)
        return tuple(changed), tuple(freed)


def _boilerplate(
    places: NDArray[np.intp], publishers: NDArray[np.int32], little: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Places of shingles that several articles have which share little else."""
    pairs, of_one = np.unique(places[little] << 32 | publishers[little], return_counts=True)
    common = np.flatnonzero(np.bincount(places[little]) >= _COMMON)
    return np.union1d(pairs[of_one >= _BOILERPLATE] >> 32, common)
