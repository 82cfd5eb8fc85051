"""What readers write, on SQLite; comment_lists.py reads it, moderation.py has what moderators do about it.

Triggers keep every counter (0007_comments.sql), so nothing here counts. What readers write is flushed to the disk
before it is answered: nothing can fetch it again.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import apsw

from octavo.news.comments import DEEPEST, EDIT_WINDOW, Because, Comment, CommentId, Record, Subject
from octavo.news.errors import CommentRefused, NotFound
from octavo.news.readers import ReaderId
from octavo.ports.comments import Judge
from octavo.store.codec import dumps, micros, moment
from octavo.store.comment_rows import NONE, path_of, read_comment
from octavo.store.connection import Part
from octavo.store.statements import statements

_sql = statements("comments")
_moderation = statements("moderation")
_shelf = statements("shelf")
_stories = statements("stories")
_weaving = statements("weaving")
_readers = statements("readers")

_LATEST_OWN = 200
"""Of the reader's comments looked at: more than the rules let through in a day."""
_LATEST_HERE = 100
_LATEST_ALIKE = 50
_MINUTE, _HOUR, _DAY = (micros_of // timedelta(microseconds=1) for micros_of in (
    timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
))  # fmt: skip
_WHILE = 10 * _MINUTE
_NOTHING = -1


class Spot(NamedTuple):
    """A comment within a transaction: see `spot` in comments.sql."""

    thread: int
    root: int
    path: bytes
    above: str
    author: int | None
    state: str
    created: int
    text: str
    because: str
    queue: str
    waiting: int | None
    score: int
    appealed: int | None


class SqliteComments(Part):
    """The writing half of ports.Comments on SQLite."""

    def write_comment(
        self, author: ReaderId, on: Subject | CommentId, text: str, print: int, judge: Judge, now: datetime, *,
        score: bool = False,
    ) -> Comment:  # fmt: skip
        """See ports.Comments."""
        with self.connections.write(durable=True) as connection:
            above = None if isinstance(on, Subject) else _answerable(connection, on)
            thread = above.thread if above else _thread(connection, on) if isinstance(on, Subject) else _NOTHING
            because = judge(_record(connection, author, thread, print, _NOTHING, now))
            standing = () if above is None else _standing_under(above)
            number = _sql.add(
                connection, thread=thread, root=standing[0] if standing else None,
                parent=None if isinstance(on, Subject) else on, above=json.dumps(standing), author=author, text=text,
                print=print, created=micros(now), score=int(not score), **_stand(because, now),
            )  # fmt: skip
            _sql.place(connection, comment=number, path=path_of((*standing, number)))
            if because:
                note_act(connection, number, "held", None, because, "", now)
            return read_comment(connection, number)

    def edit_comment(
        self, comment: CommentId, author: ReaderId, text: str, print: int, judge: Judge, now: datetime, *,
        score: bool = False,
    ) -> Comment:  # fmt: skip
        """See ports.Comments."""
        with self.connections.write(durable=True) as connection:
            before = own(connection, comment, author, "shown", "held")
            if now - moment(before.created) > EDIT_WINDOW:
                raise CommentRefused("a comment can be changed for a while only", code="late", subject=str(comment))
            if text == before.text:
                return read_comment(connection, comment)
            because = judge(_record(connection, author, before.thread, print, comment, now))
            stand = _stand(because, now)
            if before.state == "held":
                known = read_comment(connection, comment).because
                both = (*known, *(one for one in because if one not in known))
                stand = {"state": "held", "because": dumps(both), "queue": before.queue, "waiting": before.waiting}
            elif not because:
                stand |= {"queue": before.queue, "waiting": before.waiting}
            _sql.rewrite(
                connection, comment=comment, text=text, print=print, edited=micros(now), score=int(not score), **stand
            )  # fmt: skip
            note_act(connection, comment, "edited", author, (), before.text, now)
            if because and before.state == "shown":
                note_act(connection, comment, "held", None, because, "", now)
            return read_comment(connection, comment)

    def delete_comment(self, comment: CommentId, author: ReaderId, now: datetime) -> None:
        """See ports.Comments."""
        with self.connections.write(durable=True) as connection:
            own(connection, comment, author, "shown", "held", "rejected")
            _sql.wipe(connection, comment=comment)
            _sql.wipe_acts(connection, comment=comment)
            _moderation.decide_reports(connection, comment=comment)
            note_act(connection, comment, "deleted", author, (), "", now)

    def like_comment(self, comment: CommentId, reader: ReaderId, now: datetime) -> None:
        """See ports.Comments."""
        with self.connections.write() as connection:
            others(connection, comment, reader)
            _sql.like(connection, comment=comment, reader=reader, at=micros(now))

    def unlike_comment(self, comment: CommentId, reader: ReaderId) -> None:
        """Take a like back; nothing where there is none."""
        with self.connections.write() as connection:
            _sql.unlike(connection, comment=comment, reader=reader)


def spot_or_none(connection: apsw.Connection, comment: int) -> Spot | None:
    """None where there is no such comment."""
    row = _sql.spot(connection, comment=comment)
    return None if row is None else Spot._make(row)


def spot_of(connection: apsw.Connection, comment: int) -> Spot:
    """Raises NotFound."""
    found = spot_or_none(connection, comment)
    if found is None:
        raise NotFound(f"there is no comment {comment}", subject=str(comment))
    return found


def own(connection: apsw.Connection, comment: int, author: int, *states: str) -> Spot:
    """A comment of this author's in one of these states. Raises NotFound."""
    found = spot_of(connection, comment)
    if found.author != author or found.state not in states:
        raise NotFound(f"there is no such comment {comment}", subject=str(comment))
    return found


def others(connection: apsw.Connection, comment: int, reader: int) -> Spot:
    """A comment that everybody sees, of somebody else. Raises NotFound."""
    found = spot_of(connection, comment)
    if found.author == reader or found.state != "shown":
        raise NotFound(f"there is no such comment {comment}", subject=str(comment))
    return found


def note_act(
    connection: apsw.Connection, comment: int, act: str, by: int | None, because: tuple[Because, ...], note: str,
    now: datetime,
) -> None:  # fmt: skip
    """Write down what was done about a comment."""
    _moderation.note_act(
        connection, comment=comment, at=micros(now), act=act, reader=by, because=dumps(because), note=note
    )  # fmt: skip


def _stand(because: tuple[Because, ...], now: datetime) -> dict[str, Any]:
    """Shown, or held for these reasons."""
    if not because:
        return {"state": "shown", "because": NONE, "queue": "", "waiting": None}
    return {"state": "held", "because": dumps(because), "queue": "held", "waiting": micros(now)}


def _answerable(connection: apsw.Connection, parent: CommentId) -> _Parent:
    found = spot_of(connection, parent)
    if found.state != "shown":
        raise NotFound(f"there is no comment {parent} to answer", subject=str(parent))
    return _Parent(found.thread, tuple(json.loads(found.above)), parent)


class _Parent(NamedTuple):
    thread: int
    above: tuple[int, ...]
    comment: int


def _standing_under(parent: _Parent) -> tuple[int, ...]:
    """Above an answer: what is above its parent, and the parent; beside the parent where that stands deepest."""
    return parent.above if len(parent.above) >= DEEPEST - 1 else (*parent.above, parent.comment)


def _thread(connection: apsw.Connection, subject: Subject) -> int:
    """The thread of an article or a story, begun where there is none. Raises NotFound."""
    gone = NotFound(f"there is no {subject.kind} {subject.number}", subject=str(subject.number))
    if subject.kind == "article":
        found = _sql.thread_of_article(connection, article=subject.number)
        if found is None and _shelf.is_article(connection, article=subject.number) is None:
            raise gone
        begun = {"article": subject.number, "story": None}
    else:
        root = _stories.root(connection, story=subject.number)
        if root is None or not _weaving.has_members(connection, story=root):
            raise gone
        found = _sql.thread_of_story(connection, story=root)
        begun = {"article": None, "story": root}
    return int(_sql.begin_thread(connection, **begun) if found is None else found)


def _record(connection: apsw.Connection, author: int, thread: int, print: int, but: int, now: datetime) -> Record:
    """What the rules ask, without the comment `but`, which is being changed."""
    at = micros(now)
    latest = list(_sql.latest_by(connection, author=author, but=but, most=_LATEST_OWN))
    here = list(_sql.latest_in(connection, thread=thread, but=but, most=_LATEST_HERE))
    alike = list(_sql.latest_alike(connection, print=print, most=_LATEST_ALIKE))
    in_a_row = next((nth for nth, row in enumerate(here) if row[0] != author or row[1] < at - _WHILE), len(here))
    same = [where for created, mark, where, _ in latest if mark == print != 0 and created > at - _DAY]
    return Record(
        minute=sum(created > at - _MINUTE for created, *_ in latest),
        hour=sum(created > at - _HOUR for created, *_ in latest),
        day=sum(created > at - _DAY for created, *_ in latest),
        shown=min(10, sum(state == "shown" for *_, state in latest)),
        in_a_row=in_a_row,
        repeats_here=same.count(thread),
        repeats=len(same) - same.count(thread),
        repeats_by_others=min(10, len({who for who, created in alike if who != author and created > at - _DAY})),
        newcomers=sum(
            created > at - _WHILE and joined is not None and joined > at - _DAY for _, created, joined in here
        ),
    )
