"""What editors do to stories: each act is a row that can be undone, and stands whatever is processed again.

merge    all members go to the other story, and its address leads there
split    some members go to a new story, the others stay
move     one article goes to another story, or to a new one

What an editor put somewhere is pinned: weaving leaves it where it is, and its story too, until the edit is undone.
Then each article moved goes back to where it was, or to where that story went since. Of a story that an article was
moved out of, the oldest is pinned too, so that weaving does not make the two stories one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import apsw

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.stories import StoryAct, StoryId
from octavo.store.codec import dumps, micros
from octavo.store.connection import Part
from octavo.store.save_woven import story_for
from octavo.store.settle_stories import settle_and_compare
from octavo.store.statements import statements

_sql = statements("story_edits")
_stories = statements("stories")
_weaving = statements("weaving")


class SqliteStoryEdits(Part):
    """The writing half of ports.Stories on SQLite."""

    def merge_stories(self, story: StoryId, into: StoryId, now: datetime) -> None:
        """See ports.Stories."""
        with self.connections.write() as connection:
            gone, target = _root(connection, story), _root(connection, into)
            if gone == target:
                raise ValueError("a story cannot be merged with itself")
            _act(connection, "merge", gone, target, _members(connection, gone), (), now)
            _weaving.merge_story(connection, story=gone, into=target)
            settle_and_compare(connection, now)

    def split_story(self, story: StoryId, articles: Sequence[ArticleId], now: datetime) -> StoryId:
        """See ports.Stories."""
        with self.connections.write() as connection:
            root = _root(connection, story)
            members, wanted = _members(connection, root), set(articles)
            moved = [article for article in members if article in wanted]
            if not moved or len(moved) == len(members):
                raise ValueError("choose some of its articles, and not all of them")
            made = _new_story(connection, moved[0])
            stay = [article for article in members if article not in wanted]
            _act(connection, "split", root, made, moved, stay, now)
            settle_and_compare(connection, now)
            return StoryId(made)

    def move_article(self, article: ArticleId, into: StoryId | None, now: datetime) -> StoryId:
        """See ports.Stories. Nothing is to be done where it is there already."""
        with self.connections.write() as connection:
            before = _stories.story_of(connection, article=article)
            if before is None:
                raise NotFound(f"no article {article} is in a story", subject=str(article))
            if into is not None:
                target = _root(connection, into)
            elif len(_members(connection, before)) == 1:
                target = before
            else:
                target = _new_story(connection, article)
            if target != before:
                stay = [one for one in _members(connection, before) if one != article][:1]
                _act(connection, "move", before, target, [article], stay, now)
                settle_and_compare(connection, now)
            return StoryId(target)

    def undo_story_edit(self, edit: int, now: datetime) -> None:
        """See ports.Stories."""
        with self.connections.write() as connection:
            row = _sql.edit(connection, edit=edit)
            if row is None:
                raise NotFound(f"there is no edit {edit}", subject=str(edit))
            act, story, other, undone = row
            if undone is not None or _stories.stands_on(connection, edit=edit) is not None:
                raise ValueError("it is undone already, or a newer edit of the story must be undone first")
            _undo(connection, edit, act, story, other)
            _sql.note_undone(connection, edit=edit, at=micros(now))
            for one in (story, other):
                _sql.mark_stale(connection, story=one)
            settle_and_compare(connection, now)


def _act(
    connection: apsw.Connection, act: StoryAct, story: int, other: int, articles: Sequence[int], stay: Sequence[int],
    now: datetime,
) -> None:  # fmt: skip
    """Move articles from one story to another, hold others where they are, and write down that an editor did."""
    title = _sql.title(connection, story=story) or ""
    edit = _sql.note_edit(
        connection, at=micros(now), act=act, story=story, other=other, articles=dumps(tuple(articles)), title=title
    )  # fmt: skip
    for article in (*articles, *stay):
        _sql.pin(connection, article=article, edit=edit, before=story)
    for article in articles:
        _sql.put(connection, article=article, story=other)
    _note_changes(connection, (*articles, *stay))


def _undo(connection: apsw.Connection, edit: int, act: StoryAct, story: int, other: int) -> None:
    """Let go of the articles that an edit moved. What came to a story that a split made goes with them: that story is
    none of its own any more."""
    pinned = dict(_sql.unpin(connection, edit=edit))
    if pinned and _stories.root(connection, story=story) == other:  # merged, or left by its last article
        _weaving.begin_again(connection, story=story)
    back = {article: story_for(connection, before, began=False) for article, before in pinned.items()}
    if act == "split":
        target = story_for(connection, story, began=False)
        back = dict.fromkeys(_members(connection, other), target) | back
    for article, target in back.items():
        _sql.put(connection, article=article, story=target)
    _note_changes(connection, back)


def _note_changes(connection: apsw.Connection, articles: Iterable[int]) -> None:
    number = _sql.draw_change(connection)
    for article in articles:
        _sql.note_change(connection, number=number, article=article)


def _members(connection: apsw.Connection, story: int) -> list[int]:
    return [article for (article,) in list(_sql.members(connection, story=story))]


def _root(connection: apsw.Connection, story: int) -> int:
    root: int | None = _stories.root(connection, story=story)
    if root is None or not _weaving.has_members(connection, story=root):
        raise NotFound(f"there is no story {story}", subject=str(story))
    return root


def _new_story(connection: apsw.Connection, article: int) -> int:
    """A story that an article begins: of its number, or the next one free where it began another before."""
    number = article
    while _sql.is_story(connection, number=number) or (number != article and _sql.taken(connection, number=number)):
        number += 1
    _weaving.add_story(connection, story=number)
    return number
