"""Stories and copies: what belongs to one event, what is the same text, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import Card, StoredArticle
from octavo.news.marks import Marks
from octavo.news.sources import Category
from octavo.news.topics import Tag, TopicId

StoryId = NewType("StoryId", int)
"""Of the article that began it, so that it is the same whenever it is computed again; where that article is moved out
and begins another story, the next free number after it. Never given to another story; a redirect after a merge."""

CopyManner = Literal["whole", "trimmed", "extended", "rewritten"]
"""Of a copy: nearly all of the text and nothing else; part of it; it, or part of it, with text of its own; the same
sentences in other words or another order."""

Feature = Literal["meaning", "words", "names", "figures", "places", "time", "copy", "editor"]
"""What speaks for two articles being of one story."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason why an article belongs where it is."""

    feature: Feature
    value: float
    """How alike, 0 to 1."""
    weight: float
    """How much it counted for the decision: what it added to the log-odds; negative where it spoke against."""
    shared: tuple[str, ...] = ()
    """What is shared, as the texts have it, most telling first: names, words, figures, places."""


@dataclass(frozen=True, slots=True)
class Membership:
    """That an article belongs to a story."""

    article: ArticleId
    story: StoryId
    score: float = 1.0
    """How sure, 0 to 1; 1 where it began the story or an editor put it there."""
    near: ArticleId | None = None
    """The member that it is most like; None where it began the story."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article's text is another publisher's."""

    article: ArticleId
    origin: ArticleId
    """Where the text began, as far as the archive has it."""
    near: ArticleId
    """The text that it is nearest to: one link of the chain, often the origin itself."""
    manner: CopyManner
    kept: float
    """Share of the nearest text's words that stand in it, 0 to 1."""
    own: float
    """Share of its words that do not stand in the nearest text, 0 to 1."""
    credit: str = ""
    """Whom the text itself names as its author: an agency's name; empty where nobody."""
    because: Literal["credit", "link", "time"] = "time"
    """Why the origin is the origin: the text credits it, the page names it as its canonical address, it was first."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What weaving compares articles by: all that it remembers of one, small enough to hold weeks of them."""

    article: ArticleId
    publisher: PublisherId
    shown: datetime
    language: str
    model: str
    """Of the vector inside: only vectors of one model compare."""
    data: bytes
    """Made and read by stories/sketch.py alone, its version in the first byte."""


@dataclass(frozen=True, slots=True)
class Unwoven:
    """An article as weaving gets it."""

    stored: StoredArticle
    marks: Marks | None
    topics: tuple[tuple[TopicId, str, float], ...]
    """What it is about: the topic, its name, how much (0 to 1)."""
    vector: tuple[float, ...]
    model: str
    publisher_names: tuple[str, ...]
    """What the publisher is called: a credit to itself is none."""
    agencies: tuple[str, ...] = ()
    """What publishers are called that are agencies: a text that names one as its source is theirs."""


@dataclass(frozen=True, slots=True)
class Woven:
    """What weaving decided on one arrival: enough to write it down, and to say why."""

    membership: Membership
    copy: Copy | None = None
    moved: tuple[Membership, ...] = ()
    """Members of other stories, or of this one, that belong elsewhere since: repairs of earlier errors."""
    merged: tuple[tuple[StoryId, StoryId], ...] = ()
    """Stories that turned out to be one: (gone, into)."""
    copies: tuple[Copy, ...] = ()
    """Copies whose origin or chain is another since, as when the origin comes late."""
    freed: tuple[ArticleId, ...] = ()
    """Articles that are no copies any more, as when the text was edited."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article is that editors concerned themselves with."""

    story: StoryId
    held: bool = True
    """An edit stands that keeps it there. False: what kept it was undone, and weaving decides again."""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What a list shows of a story."""

    id: StoryId
    lead: Card
    """The article whose headline and picture stand for it: no copy while there is another."""
    articles: int
    publishers: int
    copies: int
    """How many of its articles are copies."""
    independent: int
    """Publishers with a report of their own: copies of one text count once, under where it began."""
    began: datetime
    last: datetime
    """When its newest article was shown."""
    category: Category
    """Of most of its articles."""
    languages: tuple[tuple[str, int], ...]
    """Codes and articles, most first."""
    countries: tuple[tuple[str, int], ...]
    """Of its publishers: ISO 3166-1 codes and publishers, most first."""
    hours: tuple[tuple[datetime, int], ...] = ()
    """Articles by hour shown, of the last 48 hours with any, oldest first: how fast it grows."""
    days: tuple[tuple[str, int], ...] = ()
    """Articles by day (ISO 8601, UTC), oldest first, at most the last 30 days."""
    summary: tuple[str, ...] = ()
    """Its most important sentences, corroborated ones first, each word for word from an article."""
    topics: tuple[Tag, ...] = ()
    """What it is about, most first."""
    edited: bool = False
    """An editor decided on it."""


@dataclass(frozen=True, slots=True)
class StoryMember:
    """One article of a story."""

    card: Card
    membership: Membership
    country: str
    """Of its publisher, ISO 3166-1; empty where unknown."""
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its members."""

    card: StoryCard
    members: tuple[StoryMember, ...]
    """Newest first."""


StoryAct = Literal["merge", "split", "move"]


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """What an editor did to a story, kept through reprocessing until it is undone."""

    id: int
    at: datetime
    act: StoryAct
    story: StoryId
    """The one merged away, split, or moved from."""
    other: StoryId
    """The one merged into, made by the split, or moved to."""
    articles: tuple[ArticleId, ...]
    """What was moved: of a merge all members at that time."""
    title: str
    """Of the story, when it was done."""
    undone: datetime | None = None
    undoable: bool = False
    """Whether nothing newer stands on it."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for a story's rank."""

    name: Literal["independent", "freshness", "growth", "diversity"]
    value: float
    """0 to 1."""
    weight: float
    """Its share of the score: the score is the weighted sum."""
    counted: float
    """What it was computed from: publishers, hours of age, articles an hour against before, countries and languages."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story in its place."""

    card: StoryCard
    score: float
    """0 to 1."""
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class StoryTrend:
    """A story that is in the news more than it used to be."""

    card: StoryCard
    score: float
    """Standard deviations over its own past (see news/bursts.py)."""
    now: int
    """Articles in the last 24 hours."""
    usual: float
    """Articles that its past lets expect in a day."""
