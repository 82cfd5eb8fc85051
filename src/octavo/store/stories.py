"""Stories, to read: one whole, lists of them, whose text an article's is, what weaving begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import apsw

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Comparison
from octavo.news.errors import NotFound
from octavo.news.stories import (
    Copy,
    Evidence,
    Membership,
    Placed,
    Sketch,
    Story,
    StoryCard,
    StoryEdit,
    StoryId,
    StoryMember,
)
from octavo.ports import StoryFilter
from octavo.store.codec import loads, moment, moment_or_none, unpack, unpack_floats
from octavo.store.connection import Part
from octavo.store.kin import kin_of
from octavo.store.rows import read_card
from octavo.store.statements import statements
from octavo.store.story_cards import newest, story_card

_sql = statements("stories")

MOST = 500
"""Stories in one answer."""

_EDITOR = Evidence("editor", 1.0, 1.0)


class SqliteStories(Part):
    """The reading half of ports.Stories on SQLite; story_edits.py is the other."""

    def story(self, story: StoryId) -> Story:
        """See ports.Stories."""
        with self.connections.read() as connection:
            root = _sql.root(connection, story=story)
            card = None if root is None else story_card(connection, root)
            if card is None:
                raise NotFound(f"there is no story {story}", subject=str(story))
            members = [_member(connection, card.id, row) for row in _sql.members(connection, story=root)]
            return Story(card, tuple(member for member in members if member is not None))

    def story_of(self, article: ArticleId) -> StoryId | None:
        """See ports.Stories."""
        return self.stories_of([article]).get(article)

    def stories(self, wanted: StoryFilter, limit: int) -> list[StoryCard]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            with newest(connection, wanted) as found:
                numbers = list(islice(found, max(0, min(limit, MOST))))
            cards = [story_card(connection, number, (wanted.prefer, *wanted.languages)) for number in numbers]
        return [card for card in cards if card is not None]

    def story_cards(self, stories: Sequence[StoryId], language: str = "") -> Mapping[StoryId, StoryCard]:
        """See ports.Stories. Under the numbers asked for; of one that was merged the card of the other. Those that are
        gone are left out."""
        cards: dict[StoryId, StoryCard] = {}
        with self.connections.read() as connection:
            for story in stories:
                root = _sql.root(connection, story=story)
                card = None if root is None else story_card(connection, root, (language,))
                if card is not None:
                    cards[story] = card
        return cards

    def stories_of(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, StoryId]:
        """See ports.Stories. Those not woven yet are left out."""
        with self.connections.read() as connection:
            found = {article: _sql.story_of(connection, article=article) for article in articles}
        return {article: StoryId(story) for article, story in found.items() if story is not None}

    def comparison(self, story: StoryId) -> Comparison | None:
        """See ports.Stories."""
        with self.connections.read() as connection:
            packed = _sql.comparison(connection, story=_sql.root(connection, story=story))
        return None if packed is None else unpack(Comparison, packed)

    def copies(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, Copy]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            found = {article: read_copy(connection, article) for article in articles}
        return {article: copy for article, copy in found.items() if copy is not None}

    def copies_of(self, origin: ArticleId) -> list[Copy]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            return [Copy(*row) for row in _sql.copies_of(connection, origin=origin)]

    def kin(self, article: ArticleId, limit: int) -> list[tuple[StoredArticle, tuple[float, ...], tuple[str, ...]]]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            return kin_of(connection, article, limit)

    def vector(self, article: ArticleId) -> tuple[str, tuple[float, ...]]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            return read_vector(connection, article)

    def sketches(self, most: int) -> list[tuple[Sketch, StoryId, Copy | None]]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            rows = list(_sql.sketches(connection, most=most))
            return [
                (
                    Sketch(article, publisher, moment(shown), language, model, data),
                    StoryId(story),
                    read_copy(connection, article),
                )
                for article, publisher, shown, language, model, data, story in reversed(rows)
            ]

    def story_edits(self, story: StoryId | None = None, limit: int = 100) -> list[StoryEdit]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            if story is None:
                rows = _sql.edits(connection, most=limit)
            else:
                rows = _sql.edits_of(connection, story=story, most=limit)
            return [_edit(connection, row) for row in list(rows)]

    def story_changes(self, after: int) -> tuple[int, Mapping[ArticleId, Placed]]:
        """See ports.Stories."""
        with self.connections.read() as connection:
            rows = list(_sql.changes(connection, after=after))
            put = {ArticleId(article): Placed(StoryId(story), held=bool(held)) for article, story, held in rows}
            return _sql.last_change(connection), put


def read_copy(connection: apsw.Connection, article: int) -> Copy | None:
    """Whose copy an article is, None where nobody's."""
    row = _sql.copy(connection, article=article)
    return None if row is None else Copy(*row)


def read_vector(connection: apsw.Connection, article: int) -> tuple[str, tuple[float, ...]]:
    """An article's vector with its model; empty where there is none."""
    row = _sql.vector(connection, article=article)
    return ("", ()) if row is None else (row[0], unpack_floats(row[1]))


def _member(connection: apsw.Connection, story: StoryId, row: Sequence[Any]) -> StoryMember | None:
    article, score, near, evidence, country, pinned = row
    card = read_card(connection, article)
    if card is None:
        return None
    membership = Membership(card.id, story, score, near, unpack(tuple[Evidence, ...], evidence))
    if pinned:
        membership = replace(membership, score=1.0, near=None, evidence=(_EDITOR,))
    return StoryMember(card, membership, country, read_copy(connection, article))


def _edit(connection: apsw.Connection, row: Sequence[Any]) -> StoryEdit:
    number, at, act, story, other, articles, title, undone = row
    return StoryEdit(
        number, moment(at), act, StoryId(story), StoryId(other), loads(tuple[ArticleId, ...], articles), title,
        undone=moment_or_none(undone), undoable=undone is None and _sql.stands_on(connection, edit=number) is None,
    )  # fmt: skip
