"""Where a text went: its origin, the copies of it, the copies of those; and one copy beside what it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.comparison import CopyText
from octavo.news.stories import Copy
from octavo.serve.difference import Piece, words_changed

_CONTEXT = 1
"""Sentences alike that stay in sight before and after a change; more of them fold."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A copy, and the copies made from it."""

    card: Card
    copy: Copy
    further: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a copy's sentences beside its original: changes, or sentences alike."""

    pieces: tuple[Piece, ...] = ()
    """What changed, as an editor would mark it; empty in a run alike."""
    alike: tuple[str, ...] = ()
    folded: bool = False
    """Whether a run alike is too long to stay in sight."""


def branches_of(origin: ArticleId, copies: Sequence[Copy], cards: Mapping[ArticleId, Card]) -> tuple[Branch, ...]:
    """The copies of a text, each under the one it is nearest to, in their order. One that is nearest to an article that
    is none of them, or by a circle only to itself, stands under the origin."""
    made: dict[ArticleId, list[Copy]] = defaultdict(list)
    near = {copy.article: copy.near for copy in copies}
    for copy in copies:
        made[copy.near if _reaches(origin, copy.article, near) else origin].append(copy)

    def grown(parent: ArticleId) -> tuple[Branch, ...]:
        found = (copy for copy in made[parent] if copy.article in cards)
        return tuple(Branch(cards[copy.article], copy, grown(copy.article)) for copy in found)

    return grown(origin)


def _reaches(origin: ArticleId, article: ArticleId, near: Mapping[ArticleId, ArticleId]) -> bool:
    """Whether the chain from an article ends at the origin."""
    seen = set[ArticleId]()
    while article != origin and article not in seen and article in near:
        seen.add(article)
        article = near[article]
    return article == origin


def passages_of(aligned: Iterable[CopyText]) -> tuple[Passage, ...]:
    """The aligned sentences as they are shown."""
    passages: list[Passage] = []
    for same, run in groupby(aligned, key=lambda one: one.kind == "same"):
        if same:
            passages += _alike([one.here for one in run])
        else:
            passages += [Passage(_marked(one)) for one in run]
    return tuple(passages)


def _alike(sentences: Sequence[str]) -> list[Passage]:
    if len(sentences) <= 2 * _CONTEXT + 1:
        return [Passage(alike=tuple(sentences))]
    head, middle, tail = sentences[:_CONTEXT], sentences[_CONTEXT:-_CONTEXT], sentences[-_CONTEXT:]
    return [Passage(alike=tuple(head)), Passage(alike=tuple(middle), folded=True), Passage(alike=tuple(tail))]


def _marked(one: CopyText) -> tuple[Piece, ...]:
    if one.kind == "added":
        return (("added", one.here),)
    if one.kind == "dropped":
        return (("removed", one.there),)
    return words_changed(one.there, one.here)
