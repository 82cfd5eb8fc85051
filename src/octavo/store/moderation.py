"""What moderators look at and decide, what readers report and appeal against, and what the scorer says, on SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import apsw

from octavo.news.comments import (
    MOST_BLOCKS,
    MOST_OPEN_REPORTS,
    REPORTS_TO_HOLD,
    Because,
    Block,
    BlockKind,
    Comment,
    CommentId,
    Decision,
    Queue,
    Report,
    ReportReason,
    State,
)
from octavo.news.errors import CommentRefused, NotFound
from octavo.news.readers import ReaderId
from octavo.store.codec import dumps, micros, moment
from octavo.store.comment_rows import NONE, read_because, read_comments
from octavo.store.comments import note_act, others, own, spot_or_none
from octavo.store.connection import Part
from octavo.store.readers import reader_in
from octavo.store.statements import statements

_sql = statements("moderation")

MOST = 100
_LAST = (1 << 63) - 1
_FIRST = (datetime(1970, 1, 1, tzinfo=UTC), CommentId(0))


class SqliteModeration(Part):
    """ports.Moderation on SQLite, and those calls of ports.Comments that ask for moderators."""

    def report_comment(
        self, comment: CommentId, reader: ReaderId, reason: ReportReason, note: str, now: datetime
    ) -> None:
        """See ports.Comments."""
        with self.connections.write(durable=True) as connection:
            spot = others(connection, comment, reader)
            if _sql.open_reports_by(connection, reader=reader) >= MOST_OPEN_REPORTS:
                raise CommentRefused("enough reports wait", code="reports", subject=str(comment))
            _sql.report(connection, comment=comment, reader=reader, at=micros(now), reason=reason, note=note)
            reports = _sql.how_many_reports(connection, comment=comment)
            if reports >= REPORTS_TO_HOLD:
                _hold(connection, comment, (Because("reports"),), now)
            elif reports and not spot.queue:
                _sql.set_queue(connection, comment=comment, queue="reported", waiting=micros(now))

    def appeal_comment(self, comment: CommentId, author: ReaderId, text: str, now: datetime) -> None:
        """See ports.Comments."""
        with self.connections.write(durable=True) as connection:
            spot = own(connection, comment, author, "held", "rejected")
            if spot.appealed is not None:
                raise NotFound(f"comment {comment} was appealed for already", subject=str(comment))
            _sql.appeal(connection, comment=comment, text=text, at=micros(now))
            note_act(connection, comment, "appealed", author, (), text, now)

    def waiting_comments(
        self, limit: int, queue: Queue | None = None, after: tuple[datetime, CommentId] | None = None
    ) -> list[Comment]:
        """See ports.Moderation."""
        at, number = after or _FIRST
        below: dict[str, Any] = {"waiting": micros(at), "after": number, "most": max(0, min(limit, MOST))}
        with self.connections.read() as connection:
            rows = _sql.queued(connection, queue=queue, **below) if queue else _sql.waiting(connection, **below)
            return read_comments(connection, [number for (number,) in list(rows)])

    def queue_lengths(self) -> Mapping[Queue, int]:
        """See ports.Moderation."""
        with self.connections.read() as connection:
            return dict(_sql.tallies(connection, kind="queue"))

    def comment_states(self) -> Mapping[State, int]:
        """See ports.Moderation."""
        with self.connections.read() as connection:
            return dict(_sql.tallies(connection, kind="comments"))

    def approve_comments(self, comments: Sequence[CommentId], by: ReaderId, now: datetime) -> int:
        """See ports.Moderation."""
        return self._decide(comments, by, (), "", now)

    def reject_comments(
        self, comments: Sequence[CommentId], by: ReaderId, reason: ReportReason, note: str, now: datetime
    ) -> int:
        """See ports.Moderation."""
        return self._decide(comments, by, (Because(reason),), note, now)

    def _decide(
        self, comments: Sequence[CommentId], by: ReaderId, because: tuple[Because, ...], note: str, now: datetime
    ) -> int:
        """One transaction for all: rejected for a reason, approved without one."""
        state, act = ("rejected", "rejected") if because else ("shown", "approved")
        changed = 0
        with self.connections.write(durable=True) as connection:
            for comment in dict.fromkeys(comments):
                spot = spot_or_none(connection, comment)
                if spot is None or spot.state == "deleted" or (spot.state == state and not spot.queue):
                    continue
                # Who appealed against a rejection has had the second look; who was only held has one against this.
                final = because and spot.state == "rejected"
                _sql.set_state(
                    connection, comment=comment, state=state, because=dumps(because), note=note, queue="",
                    waiting=None, appealed=spot.appealed if final else None,
                )  # fmt: skip
                _sql.decide_reports(connection, comment=comment)
                _sql.scored(connection, comment=comment)
                note_act(connection, comment, act, by, because, note, now)
                changed += 1
        return changed

    def unscored_comments(self, limit: int) -> list[Comment]:
        """See ports.Moderation."""
        with self.connections.read() as connection:
            rows = list(_sql.unscored(connection, most=max(0, min(limit, MOST))))
            return read_comments(connection, [number for (number,) in rows])

    def scored_comment(self, comment: CommentId, text: str, because: Sequence[Because], now: datetime) -> None:
        """See ports.Moderation."""
        with self.connections.write() as connection:
            spot = spot_or_none(connection, comment)
            if spot is None or spot.text != text:
                return
            _sql.scored(connection, comment=comment)
            if because and spot.state == "shown":
                _hold(connection, comment, tuple(because), now)
            elif because and spot.state == "held":
                known = read_because(spot.because)
                both = (*known, *(one for one in because if one not in known))
                _sql.set_because(connection, comment=comment, because=dumps(both))

    def reports_on(self, comments: Sequence[CommentId]) -> Mapping[CommentId, list[Report]]:
        """See ports.Moderation."""
        with self.connections.read() as connection:
            return {
                comment: [
                    Report(ReaderId(reader), name, moment(at), reason, note)
                    for reader, name, at, reason, note in _sql.open_reports(connection, comment=comment)
                ]
                for comment in comments
            }

    def comment_decisions(
        self, limit: int, before: int | None = None, comment: CommentId | None = None
    ) -> list[Decision]:
        """See ports.Moderation."""
        below: dict[str, Any] = {"before": before or _LAST, "most": max(0, min(limit, MOST))}
        with self.connections.read() as connection:
            if comment is None:
                rows = list(_sql.decided(connection, **below))
            else:
                rows = list(_sql.acts_on(connection, comment=comment, **below))
        return [
            Decision(
                number, CommentId(on), moment(at), act, None if reader is None else ReaderId(reader), name or "",
                () if because == NONE else read_because(because), note,
            )
            for number, on, at, act, reader, name, because, note in rows
        ]  # fmt: skip

    def comment_blocks(self) -> list[Block]:
        """See ports.Moderation."""
        with self.connections.read() as connection:
            return [Block(kind, value, written, moment(at)) for kind, value, written, at in _sql.blocks(connection)]

    def block_in_comments(self, kind: BlockKind, value: str, written: str, now: datetime) -> None:
        """See ports.Moderation."""
        with self.connections.write(durable=True) as connection:
            if kind == "reader":
                reader_in(connection, int(value))
            if len(list(_sql.blocks(connection))) >= MOST_BLOCKS:
                raise ValueError(f"{MOST_BLOCKS:,} are blocked, which is as much as there may be")
            _sql.block(connection, kind=kind, value=value, written=written, at=micros(now))

    def unblock_in_comments(self, kind: BlockKind, value: str) -> None:
        """Hold it back no more; nothing where it is not."""
        with self.connections.write(durable=True) as connection:
            _sql.unblock(connection, kind=kind, value=value)


def _hold(connection: apsw.Connection, comment: int, because: tuple[Because, ...], now: datetime) -> None:
    """Show it no more until a moderator has looked."""
    _sql.set_state(
        connection, comment=comment, state="held", because=dumps(because), note="", queue="held", waiting=micros(now),
        appealed=None,
    )  # fmt: skip
    note_act(connection, comment, "held", None, because, "", now)
