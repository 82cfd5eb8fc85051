"""Comments, to read and to write; and what moderators do about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from octavo.news.comments import (
    Because,
    Block,
    BlockKind,
    Comment,
    CommentId,
    Decision,
    Queue,
    Record,
    Report,
    ReportReason,
    Sort,
    State,
    Subject,
)
from octavo.news.readers import ReaderId

Judge = Callable[[Record], tuple[Because, ...]]
"""The rules on one text: why it is to be held, nothing where it may be shown. Raises CommentRefused."""


class Comments(Protocol):
    """What readers write. Texts come as community.plain.tidy makes them, with a fingerprint that equal ones share (0:
    none); the rules are asked within the transaction that writes, so that two requests at once count as two."""

    def write_comment(
        self, author: ReaderId, on: Subject | CommentId, text: str, print: int, judge: Judge, now: datetime, *,
        score: bool = False,
    ) -> Comment:  # fmt: skip
        """On an article or a story, or in answer to a comment that everybody sees. `score`: a scorer is to read it.
        Raises NotFound where what it is on is not there, and what `judge` raises; nothing is written then."""
        ...

    def edit_comment(
        self, comment: CommentId, author: ReaderId, text: str, print: int, judge: Judge, now: datetime, *,
        score: bool = False,
    ) -> Comment:  # fmt: skip
        """What waits goes on waiting, whatever the rules say now. Raises NotFound where it is not this author's,
        CommentRefused after EDIT_WINDOW, and what `judge` raises."""
        ...

    def delete_comment(self, comment: CommentId, author: ReaderId, now: datetime) -> None:
        """Its text goes, with all texts before it, for good. Raises NotFound where it is not this author's."""
        ...

    def like_comment(self, comment: CommentId, reader: ReaderId, now: datetime) -> None:
        """Raises NotFound where nobody sees it, or it is the reader's own."""
        ...

    def unlike_comment(self, comment: CommentId, reader: ReaderId) -> None: ...

    def report_comment(
        self, comment: CommentId, reader: ReaderId, reason: ReportReason, note: str, now: datetime
    ) -> None:
        """To the moderators; REPORTS_TO_HOLD of them hold it. Once a moderator decided on a reader's report, another by
        the same reader changes nothing. Raises NotFound where nobody sees it, or it is the reader's own, and
        CommentRefused at MOST_OPEN_REPORTS."""
        ...

    def appeal_comment(self, comment: CommentId, author: ReaderId, text: str, now: datetime) -> None:
        """Ask the moderators for another look. Raises NotFound where it is not this author's or cannot be asked."""
        ...

    def comment(self, comment: CommentId) -> Comment:
        """Whatever its state. Raises NotFound."""
        ...

    def comment_count(self, subject: Subject) -> int:
        """Comments that everybody sees."""
        ...

    def comments(
        self, subject: Subject, sort: Sort, limit: int, after: tuple[float, CommentId] | None = None
    ) -> list[Comment]:
        """Those at the top of their trees that everybody sees or that have such answers: the newest, or the best
        first; of equal worth the newest first. `after` is the worth and the number of the last of the page before, as
        they were then. At most 100."""
        ...

    def comments_below(
        self, comments: Sequence[CommentId], limit: int, after: CommentId | None = None
    ) -> Mapping[CommentId, list[Comment]]:
        """Under each of them the first answers, or those after `after`, as a tree is read: each answer before its own
        answers, and of two the older first. At most 200 each."""
        ...

    def unseen_comments(self, author: ReaderId, subject: Subject, limit: int) -> list[Comment]:
        """The author's own on this subject that are held or were rejected, newest first."""
        ...

    def comments_by(self, author: ReaderId, limit: int, before: CommentId | None = None) -> list[Comment]:
        """A reader's own, whatever their state, but for deleted ones; newest first. At most 100."""
        ...

    def liked_among(self, reader: ReaderId, comments: Sequence[CommentId]) -> frozenset[CommentId]: ...


class Moderation(Protocol):
    """What moderators look at and decide, and what the scorer says."""

    def waiting_comments(
        self, limit: int, queue: Queue | None = None, after: tuple[datetime, CommentId] | None = None
    ) -> list[Comment]:
        """Those that a moderator should look at, the one that waits longest first, by (waiting, id). At most 100."""
        ...

    def queue_lengths(self) -> Mapping[Queue, int]: ...
    def comment_states(self) -> Mapping[State, int]:
        """How many comments are in each state."""
        ...

    def approve_comments(self, comments: Sequence[CommentId], by: ReaderId, now: datetime) -> int:
        """Show them, and put their reports aside. How many of them that changed."""
        ...

    def reject_comments(
        self, comments: Sequence[CommentId], by: ReaderId, reason: ReportReason, note: str, now: datetime
    ) -> int:
        """Show them to nobody but their authors and moderators. How many of them that changed."""
        ...

    def unscored_comments(self, limit: int) -> list[Comment]:
        """Those that the scorer has yet to read, oldest first; deleted ones are never among them."""
        ...

    def scored_comment(self, comment: CommentId, text: str, because: Sequence[Because], now: datetime) -> None:
        """The scorer has read this text of it: hold the comment where it is shown and there is a reason to, and where
        it waits already let moderators know that too. Nothing where its text is another by now."""
        ...

    def reports_on(self, comments: Sequence[CommentId]) -> Mapping[CommentId, list[Report]]:
        """Those not decided on yet, oldest first."""
        ...

    def comment_decisions(
        self, limit: int, before: int | None = None, comment: CommentId | None = None
    ) -> list[Decision]:
        """What was held, approved, rejected and appealed against, newest first; of one comment also its edits. At most
        100."""
        ...

    def comment_blocks(self) -> list[Block]:
        """By kind and value."""
        ...

    def block_in_comments(self, kind: BlockKind, value: str, written: str, now: datetime) -> None:
        """Raises ValueError beyond MOST_BLOCKS, NotFound for a reader who is not there."""
        ...

    def unblock_in_comments(self, kind: BlockKind, value: str) -> None: ...
