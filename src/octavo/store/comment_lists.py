"""Comments to read, on SQLite.

Every list is a walk of the index made for it, as far as it is asked for. The comments of stories that were merged are
walked side by side, so that a merge rewrites nothing and its undoing gives all back.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from itertools import islice

import apsw

from octavo.news.comments import Comment, CommentId, Sort, Subject
from octavo.news.readers import ReaderId
from octavo.store.comment_rows import read_comment, read_comments
from octavo.store.comments import SqliteComments, spot_of
from octavo.store.statements import statements

_sql = statements("comments")
_stories = statements("stories")

MOST = 100
MOST_BELOW = 200
_LAST = CommentId((1 << 63) - 1)
_START = (1.0, _LAST)
"""Above all: no worth reaches 1."""
_UNSEEN = 200
"""Of one author's held and rejected comments looked through for those of one subject."""


class SqliteCommentLists(SqliteComments):
    """The reading half of ports.Comments on SQLite."""

    def comment(self, comment: CommentId) -> Comment:
        """See ports.Comments."""
        with self.connections.read() as connection:
            return read_comment(connection, comment)

    def comment_count(self, subject: Subject) -> int:
        """See ports.Comments."""
        with self.connections.read() as connection:
            return sum(_sql.shown_in(connection, thread=thread) for thread in _threads(connection, subject))

    def comments(
        self, subject: Subject, sort: Sort, limit: int, after: tuple[float, CommentId] | None = None
    ) -> list[Comment]:
        """See ports.Comments."""
        worth, below = after or _START
        with self.connections.read() as connection, ExitStack() as walks:
            found: list[Iterator[tuple[float, int]]] = []
            for thread in _threads(connection, subject):
                if sort == "best":
                    walk = _sql.best(connection, thread=thread, worth=worth, below=below)
                    found.append(walks.enter_context(closing(walk)))
                else:
                    walk = walks.enter_context(closing(_sql.newest(connection, thread=thread, below=below)))
                    found.append((0.0, number) for (number,) in walk)
            merged = heapq.merge(*found, reverse=True)
            numbers = [number for _, number in islice(merged, max(0, min(limit, MOST)))]
            return read_comments(connection, numbers)

    def comments_below(
        self, comments: Sequence[CommentId], limit: int, after: CommentId | None = None
    ) -> Mapping[CommentId, list[Comment]]:
        """See ports.Comments."""
        most = max(0, min(limit, MOST_BELOW))
        with self.connections.read() as connection:
            begin = b"" if after is None else spot_of(connection, after).path
            return {comment: _below(connection, comment, begin, most) for comment in comments}

    def unseen_comments(self, author: ReaderId, subject: Subject, limit: int) -> list[Comment]:
        """See ports.Comments."""
        with self.connections.read() as connection:
            threads = set(_threads(connection, subject))
            rows = list(_sql.unseen_by(connection, author=author, most=_UNSEEN))
            return read_comments(connection, [number for number, thread in rows if thread in threads][:limit])

    def comments_by(self, author: ReaderId, limit: int, before: CommentId | None = None) -> list[Comment]:
        """See ports.Comments."""
        with self.connections.read() as connection:
            with closing(_sql.written_by(connection, author=author, below=before or _LAST)) as walk:
                kept = (number for number, state in walk if state != "deleted")
                numbers = list(islice(kept, max(0, min(limit, MOST))))
            return read_comments(connection, numbers)

    def liked_among(self, reader: ReaderId, comments: Sequence[CommentId]) -> frozenset[CommentId]:
        """Those of them that this reader likes."""
        with self.connections.read() as connection:
            return frozenset(
                comment for comment in comments if _sql.likes(connection, comment=comment, reader=reader) is not None
            )


def _threads(connection: apsw.Connection, subject: Subject) -> list[int]:
    """The threads of a subject: of a story also those of the stories that were merged into it."""
    if subject.kind == "article":
        found = _sql.thread_of_article(connection, article=subject.number)
        return [] if found is None else [found]
    root = _stories.root(connection, story=subject.number)
    return [] if root is None else [number for (number,) in _sql.threads_of_story(connection, story=root)]


def _below(connection: apsw.Connection, comment: int, begin: bytes, most: int) -> list[Comment]:
    spot = spot_of(connection, comment)
    # Every path below this one begins with it; numbers are below 2^63, so that this byte is above all that follow.
    until = spot.path + b"\xff"
    with closing(_sql.tree(connection, root=spot.root, after=max(begin, spot.path), until=until)) as walk:
        numbers = [number for (number,) in islice(walk, most)]
    return read_comments(connection, numbers)
