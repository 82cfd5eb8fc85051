"""Rows → comments, and how their place in a tree is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import apsw

from octavo.news.comments import Because, Comment, CommentId, Subject
from octavo.news.errors import NotFound
from octavo.news.readers import ReaderId
from octavo.store.codec import loads, moment, moment_or_none
from octavo.store.statements import statements

_sql = statements("comments")

NONE = "[]"
"""Of reasons."""


def path_of(numbers: Sequence[int]) -> bytes:
    """A comment's place: those above it and itself. Bytes sort as the tree is read, each answer before its own answers,
    and of two the older first."""
    return b"".join(number.to_bytes(8, "big") for number in numbers)


def read_comment(connection: apsw.Connection, number: int) -> Comment:
    """Raises NotFound."""
    row = _sql.comment(connection, comment=number)
    if row is None:
        raise NotFound(f"there is no comment {number}", subject=str(number))
    (
        comment, article, story, root, parent, above, author, name, text, created, state, edited, likes, answers,
        reports, worth, because, note, appeal, appealed, queue, waiting,
    ) = row  # fmt: skip
    return Comment(
        id=CommentId(comment),
        subject=Subject("article", article) if story is None else Subject("story", story),
        root=CommentId(comment if root is None else root),
        parent=None if parent is None else CommentId(parent),
        above=() if above == NONE else tuple(map(CommentId, json.loads(above))),
        # What somebody deleted is nobody's: the number stays for the rules alone, until the account goes.
        author=None if author is None or state == "deleted" else ReaderId(author),
        author_name="" if name is None or state == "deleted" else name,
        text=text,
        created=moment(created),
        state=state,
        edited=moment_or_none(edited),
        likes=likes,
        answers=answers,
        reports=reports,
        worth=worth,
        because=() if because == NONE else read_because(because),
        note=note,
        appeal=appeal,
        appealed=moment_or_none(appealed),
        queue=queue or None,
        waiting=moment_or_none(waiting),
    )


def read_comments(connection: apsw.Connection, numbers: Iterable[int]) -> list[Comment]:
    """In their order."""
    return [read_comment(connection, number) for number in numbers]


def read_because(written: str) -> tuple[Because, ...]:
    """Reasons."""
    return loads(tuple[Because, ...], written)
