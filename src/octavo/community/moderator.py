"""From what a reader sends to a comment that stands or waits.

    text → tidy → judged by the rules within the transaction that writes it → read by the scorer, where there is one

The scorer comes last and can only hold. Where it cannot be had the rules' word stands, and it reads what it missed once
it is back: a comment is never lost to a model, nor shown by one.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Protocol

import structlog

from octavo.community import rules as by_rule
from octavo.community.plain import fingerprint, tidy
from octavo.community.rules import BlockList, Draft, Rules
from octavo.news.comments import Because, Comment, CommentId, Subject
from octavo.news.errors import HostBusy, ModelError
from octavo.news.readers import Reader
from octavo.ports import Clock, Comments, Moderation
from octavo.ports.models import Scorer

MISSED = 20
"""Comments that the scorer reads at once of those that it missed."""

log = structlog.get_logger()


class CommentStore(Comments, Moderation, Protocol):
    """What of the store the moderator takes."""


class Moderator:
    """Rules and scorer around the store."""

    def __init__(
        self, store: CommentStore, clock: Clock, scorer: Scorer | None = None, rules: Rules | None = None
    ) -> None:
        self._store, self._clock, self._scorer, self._rules = store, clock, scorer, rules or Rules()

    @property
    def trouble(self) -> str:
        """Why the scorer cannot be had, in words; empty where it can, and where there is none."""
        return self._scorer.trouble if self._scorer else ""

    async def write(self, author: Reader, on: Subject | CommentId, text: str) -> Comment:
        """A new comment, on a subject or in answer to another. Raises CommentRefused, NotFound."""
        kept = tidy(text)
        written = await asyncio.to_thread(self._write, author, on, kept)
        return await self._scored(author, written)

    async def edit(self, author: Reader, comment: CommentId, text: str) -> Comment:
        """Other words for a comment. Raises CommentRefused, NotFound."""
        kept = tidy(text)
        written = await asyncio.to_thread(self._edit, author, comment, kept)
        return await self._scored(author, written)

    async def catch_up(self) -> int:
        """Let the scorer read what it missed, the oldest first; how many it read."""
        if self._scorer is None:
            return 0
        read = 0
        for comment in await asyncio.to_thread(self._store.unscored_comments, MISSED):
            if not await self._read(comment):
                break
            read += 1
        return read

    def _write(self, author: Reader, on: Subject | CommentId, text: str) -> Comment:
        now = self._clock()
        judge = partial(by_rule.judge, Draft(author, text, now), self._rules, self._blocked())
        return self._store.write_comment(
            author.id, on, text, fingerprint(text), judge, now, score=self._scores(author)
        )  # fmt: skip

    def _edit(self, author: Reader, comment: CommentId, text: str) -> Comment:
        now = self._clock()
        judge = partial(by_rule.judge, Draft(author, text, now, editing=True), self._rules, self._blocked())
        return self._store.edit_comment(
            comment, author.id, text, fingerprint(text), judge, now, score=self._scores(author)
        )  # fmt: skip

    def _blocked(self) -> BlockList:
        return BlockList.of(self._store.comment_blocks())

    def _scores(self, author: Reader) -> bool:
        return self._scorer is not None and author.role == "reader"

    async def _scored(self, author: Reader, comment: Comment) -> Comment:
        """The comment as it stands once the scorer has read it. What the rules hold waits for a person either way, but
        the scorer reads it too, so that all reasons are known."""
        if not self._scores(author) or not await self._read(comment):
            return comment
        return await asyncio.to_thread(self._store.comment, comment.id)

    async def _read(self, comment: Comment) -> bool:
        """Whether the scorer could be asked."""
        if self._scorer is None:
            return False
        try:
            because = tuple(Because("model", category) for category in await self._scorer.score(comment.text))
        except HostBusy:
            return False
        except ModelError as error:
            # What cannot be scored is for a person to read: nobody escapes the scorer by confusing it.
            log.warning("comment.unscored", comment=comment.id, reason=str(error))
            because = (Because("model", "unreadable"),)
        await asyncio.to_thread(self._store.scored_comment, comment.id, comment.text, because, self._clock())
        return True
