"""Comments: what readers write under articles and stories, and what was decided of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NewType

from octavo.news.readers import ReaderId

CommentId = NewType("CommentId", int)

LONGEST = 4000
"""Characters of a comment: some six hundred words."""
MOST_LINES = 100
"""Lines of a comment, empty ones included."""
NOTE_LENGTH = 500
"""Characters of a report's, an appeal's or a moderator's note."""
EDIT_WINDOW = timedelta(minutes=15)
"""How long after writing a comment its author may change it: long enough for slips, too short to turn round what others
have answered."""
DEEPEST = 6
"""Comments above one another in a tree. Answers further down stand beside what they answer, and name its author."""
REPORTS_TO_HOLD = 3
"""Readers whose reports, not decided on yet, hold a comment until a moderator has looked."""
MOST_OPEN_REPORTS = 20
"""Of one reader that wait for a moderator: nobody buries the queue."""
MOST_BLOCKS = 2000
"""Words, hosts and readers that moderators may hold back: each comment is held against all of them."""

SubjectKind = Literal["article", "story"]

Sort = Literal["best", "newest"]

SORTS: tuple[Sort, ...] = ("best", "newest")

State = Literal["shown", "held", "rejected", "deleted"]
"""Everybody sees it; it waits for a moderator; a moderator said no; its author, or with the account, deleted it."""

Queue = Literal["held", "appealed", "reported"]
"""Why a moderator should look at a comment."""

QUEUES: tuple[Queue, ...] = ("appealed", "held", "reported")

Cause = Literal["new", "links", "host", "words", "reader", "repeat", "flood", "reports", "model"]
"""What held a comment: a new account's first ones; links; a blocked host, phrase or reader; the same text again; too
many at once in one place; readers' reports; the scorer."""

ReportReason = Literal["spam", "insult", "hate", "threat", "private", "false", "off-topic", "other"]

REPORT_REASONS: tuple[ReportReason, ...] = (
    "spam", "insult", "hate", "threat", "private", "false", "off-topic", "other",
)  # fmt: skip
"""Why a reader reports a comment, and why a moderator rejects one: advertising, an insult, hatred of a group, a threat,
somebody's private matters, a made-up fact, nothing to do with the news, something else that the note says."""

Act = Literal["held", "approved", "rejected", "appealed", "edited", "deleted"]

BlockKind = Literal["words", "host", "reader"]

BLOCK_KINDS: tuple[BlockKind, ...] = ("words", "host", "reader")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is commented on."""

    kind: SubjectKind
    number: int
    """An article's, or a story's: of one that was merged, the story that it went into has its comments too."""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for which a comment is held or was rejected."""

    why: Cause | ReportReason
    detail: str = ""
    """Which phrase, host, or category of the scorer's; for moderators."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, with what everybody or only its author and moderators may know of it: pages choose."""

    id: CommentId
    subject: Subject
    """As it was commented on: that story may have been merged since."""
    root: CommentId
    """At the top of its tree: itself where it answers none."""
    parent: CommentId | None
    above: tuple[CommentId, ...]
    """Those it stands under, the root first; `parent` is the last of them, or deeper (DEEPEST)."""
    author: ReaderId | None
    """None: of nobody any more."""
    author_name: str
    text: str
    """As community.plain.tidy leaves it; empty where it was deleted."""
    created: datetime
    state: State
    edited: datetime | None = None
    likes: int = 0
    answers: int = 0
    """That everybody sees, at any depth below it."""
    reports: int = 0
    """Not decided on yet."""
    worth: float = 0.0
    """See `worth`."""
    because: tuple[Because, ...] = ()
    note: str = ""
    """Of the moderator who rejected it, to its author."""
    appeal: str = ""
    """Its author's, to moderators."""
    appealed: datetime | None = None
    queue: Queue | None = None
    waiting: datetime | None = None
    """Since when a moderator should look."""

    def may_change(self, now: datetime) -> bool:
        """Whether its author may still edit it."""
        return self.state in ("shown", "held") and now - self.created <= EDIT_WINDOW

    @property
    def may_appeal(self) -> bool:
        """Whether its author may ask for another look: once for each decision."""
        return self.state in ("held", "rejected") and self.appealed is None


@dataclass(frozen=True, slots=True)
class Record:
    """What the store knows that the rules ask, of one reader who writes now in one place."""

    minute: int
    """Comments of this reader in the last minute, whatever became of them, and so on."""
    hour: int
    day: int
    shown: int
    """Of the reader's latest comments those that everybody sees, at most 10."""
    in_a_row: int
    """How many of the place's latest comments, within ten minutes, are this reader's, without another's between."""
    repeats_here: int
    """The reader's own comments of the last day with the same text in this place."""
    repeats: int
    """And in others."""
    repeats_by_others: int
    """Other readers who wrote the same in the last day; at most 10."""
    newcomers: int
    """Comments that this place got in the last ten minutes from accounts younger than a day; at most 100."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader says of a comment, to moderators only."""

    reader: ReaderId
    reader_name: str
    at: datetime
    reason: ReportReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something done about a comment."""

    id: int
    comment: CommentId
    at: datetime
    act: Act
    by: ReaderId | None
    """None: the rules or the scorer, or an account that is gone."""
    by_name: str
    because: tuple[Because, ...] = ()
    note: str = ""
    """A moderator's or an author's; of an edit the text before."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that moderators hold back."""

    kind: BlockKind
    value: str
    """Search tokens joined by a space, a host, or a reader's number."""
    written: str
    """As the moderator wrote it; the reader's name."""
    at: datetime


def worth(likes: int, against: int) -> float:
    """What comments are sorted by as the best: the lower bound of the interval in which, with 95 per cent confidence,
    the share of readers lies who would like it rather than report it. So 40 likes and no report outrank 4 and none,
    and 40 and 20 do not outrank 40 and none. Reports that a moderator put aside do not count.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209-212.
    """
    if likes == 0:
        return 0.0
    z, n = 1.96, likes + against
    return (likes + z * z / 2 - z * math.sqrt(likes * against / n + z * z / 4)) / (n + z * z)
