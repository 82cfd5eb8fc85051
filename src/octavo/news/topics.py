"""Topics: what a hashtag page is about, one for each real thing, under all its spellings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from octavo.news.marks import TopicKind

TopicId = NewType("TopicId", int)

TopicSlug = NewType("TopicSlug", str)
"""What names a topic in addresses: made once, never changed, kept as a redirect after a merge."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of a topic's name."""

    name: str
    language: str
    """ISO 639 of the articles that spell it so most."""
    count: int
    """In how many articles."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A person, organisation, place, event or subject."""

    id: TopicId
    slug: TopicSlug
    kind: TopicKind
    name: str
    """As shown where no language is asked for: an editor's choice, else the commonest spelling."""
    aliases: tuple[Alias, ...] = ()
    """Commonest first."""
    articles: int = 0
    last: datetime | None = None
    """When an article about it was last shown."""
    blocked: bool = False
    """An editor's word: shown nowhere, linked to nothing."""
    edited: bool = False
    """An editor named or typed it: reprocessing leaves name and kind alone."""

    def name_in(self, language: str) -> str:
        """Its name for readers of a language: the editor's, else the commonest spelling in it, else the general one."""
        if self.edited:
            return self.name
        return next((alias.name for alias in self.aliases if alias.language == language), self.name)


@dataclass(frozen=True, slots=True)
class TopicLink:
    """That an article is about a topic."""

    topic: TopicId | None
    """None: a topic that the archive does not have yet."""
    name: str
    """The fullest form in the article."""
    kind: TopicKind
    salience: float
    keys: tuple[str, ...]
    """Under which later spellings find it (enrich.names: blocking keys)."""
    language: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicDay:
    """How many articles of one day were about a topic."""

    day: str
    """ISO 8601 date, UTC."""
    articles: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A topic that is in the news more than it used to be."""

    topic: Topic
    score: float
    """Standard deviations over its own past (see index/trending.py)."""
    now: int
    """Articles in the present window."""
    usual: float
    """Articles that its past lets expect in such a window."""
    days: tuple[TopicDay, ...]
    """The last 30 days, oldest first, days without articles included."""


TopicEdit = Literal["merge", "split", "rename", "retype", "block", "unblock"]
