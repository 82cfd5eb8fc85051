"""Topics: what a hashtag page is about, one for each real thing, under all its spellings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from octavo.news.addresses import ArticleId
from octavo.news.marks import Hashtag, TopicKind
from octavo.news.sources import Category

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
    """An editor's word: shown nowhere. Its articles stay linked, so that it can be brought back whole."""
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
    """Of the article."""
    forms: tuple[str, ...] = ()
    """The spellings to count as aliases, the name among them."""


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic of the archive that a hashtag may be, with what its articles tell of it."""

    topic: Topic
    companions: tuple[tuple[str, int], ...] = ()
    """Names of the topics that its latest articles are about too, and in how many of them."""
    categories: tuple[tuple[Category, int], ...] = ()
    """Of its latest articles."""
    pinned: tuple[str, ...] = ()
    """Spellings that an editor gave to this topic: they mean it and no other."""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An article's hashtags, before it is known which topics of the archive they are."""

    article: ArticleId
    language: str
    category: Category
    hashtags: tuple[Hashtag, ...]
    known: tuple[KnownTopic, ...]
    """Every topic that shares a key with one of the hashtags."""
    newest: TopicId
    """The last topic made when this was read: a decision that a later one could change is made anew."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic as a card or a chip names it."""

    slug: TopicSlug
    name: str
    """In the language asked for, as Topic.name_in."""
    kind: TopicKind
    weight: float
    """Of an article: how much it is about it, 0 to 1. Of a companion: in how many articles."""


@dataclass(frozen=True, slots=True)
class TopicDay:
    """How many articles of one day were about a topic."""

    day: str
    """ISO 8601 date, UTC."""
    articles: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """How much is written of a topic now, and was before: what trends are found in."""

    topic: Topic
    now: int
    """Articles in the present window."""
    publishers: int
    """Whose these are: what one alone writes may be its own campaign, however often."""
    days: tuple[TopicDay, ...]
    """The days before, oldest first, days without articles included; the last of them ended before that window."""


@dataclass(frozen=True, slots=True)
class Pulses:
    """The pulses of the topics in the news, and of the archive."""

    topics: tuple[Pulse, ...]
    now: int
    """All articles in the present window."""
    days: tuple[TopicDay, ...]
    """All articles of the same days before."""
    hours: int = 24
    """Of the present window, which ends now."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A topic that is in the news more than it used to be."""

    topic: Topic
    score: float
    """Standard deviations over its own past (see index/trending.py)."""
    now: int
    """Articles in the present window."""
    publishers: int
    """Whose these are."""
    hours: int
    """Of that window."""
    usual: float
    """Articles that its past lets expect in such a window."""
    days: tuple[TopicDay, ...]
    """The days before that window, oldest first, days without articles included."""


TopicAct = Literal["merge", "split", "rename", "retype", "block", "unblock"]


@dataclass(frozen=True, slots=True)
class TopicEdit:
    """What an editor did to a topic, kept through reprocessing until it is undone."""

    id: int
    at: datetime
    act: TopicAct
    topic: TopicId
    slug: TopicSlug
    name: str
    """Of the topic, when it was done."""
    before: str
    """What was: a name, a kind, empty where nothing."""
    after: str
    """What is since: the name of the topic merged into, the spellings split off, a name, a kind."""
    other: TopicSlug | None = None
    """The topic merged into, or made by the split."""
    undone: datetime | None = None
    undoable: bool = False
    """Whether nothing newer stands on it."""
