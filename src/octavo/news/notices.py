"""Notices: what readers are told of by themselves, and the ways by which it reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.readers import Channel, ReaderId
from octavo.news.shelf import FollowKind
from octavo.news.sources import Category
from octavo.news.stories import StoryId
from octavo.news.topics import Tag

NoticeKind = Literal["story", "article", "report", "answer", "briefing", "stopped"]
"""A new story about something followed; a new article of a followed publisher; news in a followed story; an answer to
what the reader wrote; their briefing; a way of telling that Octavo gave up."""

OUTSIDE: tuple[Channel, ...] = ("push", "email", "webhook")
"""The channels that leave the page."""

KEPT_FOR = timedelta(days=60)
"""How long a notice is kept."""
MOST_BROWSERS = 10
"""Of one reader, to which notices are pushed; the oldest goes where there are more."""


@dataclass(frozen=True, slots=True)
class Follower:
    """That a reader follows something of an arrival."""

    reader: ReaderId
    kind: FollowKind
    key: str
    """As of news.shelf.Follow."""
    name: str
    """A topic's or publisher's name; empty of the others."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Came:
    """An article that came into the archive and found its story, with whom it may concern."""

    number: int
    """Counts up in the order of arrival."""
    card: Card
    story: StoryId
    began: datetime
    """When the first article of the story was shown."""
    publishers: int
    """Of the story, as it is now."""
    category: Category
    """Of the story."""
    copied: bool
    """Whether its text is another publisher's."""
    topics: tuple[Tag, ...]
    """Of the article, most first."""
    followers: tuple[Follower, ...]
    told: frozenset[ReaderId] = frozenset()
    """Those of them who were told of the story already."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A comment that came to stand under another reader's."""

    number: int
    """As of Came: both count together."""
    reader: ReaderId
    """Whose comment it answers."""
    comment: int
    article: ArticleId | None
    story: StoryId | None
    """On one of the two."""
    by: str
    """The name of who answered; empty where nobody sees the answer any more."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Something that came and is gone again, before anybody looked."""

    number: int
    """As of Came."""


Happening = Came | Answered | Nothing


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be kept, unless its reader has one of this kind and key."""

    reader: ReaderId
    kind: NoticeKind
    key: str
    """What it is about: a story's number, an article's, a comment's, a day."""
    at: datetime
    by: tuple[Channel, ...] = ("page",)
    """The ways by which its reader wants it."""
    article: ArticleId | None = None
    """What came; None of those that lead to a page of their own."""
    story: StoryId | None = None
    """Which it belongs to."""
    comment: int | None = None
    """The answer."""
    why: FollowKind | Literal[""] = ""
    """What of theirs it came by; empty where by nothing followed."""
    name: str = ""
    """Its name: the topic's, the publisher's, of who answered; of a way given up, the reason."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as its reader sees it, with what it leads to as that is now."""

    id: int
    reader: ReaderId
    kind: NoticeKind
    key: str
    at: datetime
    card: Card | None
    """What came."""
    story: StoryId | None
    """That it belongs to, as it is now, or is commented on."""
    why: FollowKind | Literal[""]
    name: str
    read: datetime | None
    comment: int | None = None
    """The answer."""
    text: str = ""
    """Its words as they are now."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser that takes pushed notices (RFC 8030, section 4; the keys of RFC 8291)."""

    id: int
    reader: ReaderId
    endpoint: str
    """The push service's address for it: whoever knows it can write to it, though not in its words."""
    key: bytes
    """Its public key, an uncompressed point of P-256: 65 bytes."""
    auth: bytes
    """The secret that it shares with Octavo: 16 bytes."""
    name: str
    """What it calls itself, shortened."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """A reader and a channel with something that was not sent yet."""

    reader: ReaderId
    channel: Channel
    last: datetime | None
    """When something was last sent by it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of all that one channel of one reader has not sent."""

    dropped: tuple[int, ...] = ()
    """Notices that it will not send: read since, muted since, or not wanted by it any more."""
    together: tuple[tuple[int, ...], ...] = ()
    """Notices to be sent now, those of one sending together."""
    look: datetime | None = None
    """When to look at the rest again; None where there is none."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Something to be sent, kept until it is done with, so that none is lost and each is known again where it comes
    twice: its id goes along."""

    id: int
    reader: ReaderId
    channel: Channel
    browser: int | None
    """Of push: to which of the reader's."""
    notices: tuple[int, ...]
    """None of them: a test that the reader asked for."""
    made: datetime
    tries: int = 0
    """How often it was tried before this time."""


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """How one of a reader's channels does."""

    channel: Channel
    last: datetime | None = None
    """When something last arrived by it."""
    failing: datetime | None = None
    """Since when nothing does; None while all is well."""
    reason: str = ""
    """Why, in words."""
    stopped: datetime | None = None
    """When Octavo gave it up, until its reader asks for a test that arrives."""
