"""A reader's shelf: what they follow, want to see less of, saved for later, and have read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card

FollowKind = Literal["topic", "publisher", "category", "story", "search"]

FOLLOW_KINDS: tuple[FollowKind, ...] = ("topic", "publisher", "category", "story", "search")

MuteKind = Literal["topic", "publisher", "category", "words"]

MUTE_KINDS: tuple[MuteKind, ...] = ("topic", "publisher", "category", "words")

MOST_FOLLOWS = 500
"""Of one reader: their news is merged from as many lists."""
MOST_MUTES = 500
"""Of one reader: every card shown is held against them."""
MOST_LABELS = 8
"""Of one saved article."""
LONGEST_SEARCH = 500
"""Characters of a search that is followed."""
LABEL_LENGTH = 40
"""Characters of a label."""
SEEN_FOR = timedelta(days=60)
"""How long it is kept that an article was read."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Something whose news a reader wants."""

    kind: FollowKind
    key: str
    """What names it in addresses: a topic's present slug, a publisher's id, a category, a story's present number,
    a search as its reader wrote it."""
    since: datetime
    """When it was first followed."""
    name: str = ""
    """A topic's general name, a publisher's, a story's headline; empty of a category."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Something whose news a reader does not want."""

    kind: MuteKind
    key: str
    """As of Follow; of words: search tokens joined by a space, which must stand together in headline or summary."""
    since: datetime
    """When it was muted."""
    name: str = ""
    """As of Follow; of words: as the reader wrote them."""
    softly: bool = False
    """Hidden nowhere: only For you ranks it lower."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An article kept for later."""

    card: Card
    """As lists show it."""
    at: datetime
    """When it was saved first."""
    labels: tuple[str, ...] = ()
    """The reader's own words for it, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Seen:
    """That an article was read."""

    article: ArticleId
    """Which one."""
    at: datetime
    """When it was last opened."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader's looks at a story."""

    last: datetime
    """When its page was last opened."""
    before: datetime | None = None
    """When it was last opened in the visit before this one: what came since is new to the reader. None: this visit is
    the first."""


VISIT = timedelta(minutes=30)
"""Opening a page again within this time is the same visit: a reload does not make the new old."""
