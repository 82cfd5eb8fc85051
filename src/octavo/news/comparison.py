"""What the sources of one story say: side by side, word for word, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import Card, StoredArticle
from octavo.news.marks import Figure, Marks, Quote
from octavo.news.stories import Copy, StoryId


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a story, as comparing gets it."""

    stored: StoredArticle
    marks: Marks | None
    copy: Copy | None
    country: str
    owner: str
    """Of the publisher, empty where unknown: two papers of one owner are still two, and told."""


@dataclass(frozen=True, slots=True)
class Reports:
    """What the comparing of a story works on."""

    story: StoryId
    reports: tuple[Report, ...]
    """Oldest first; of a story with more than is compared, own reports before copies and newest before oldest."""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Words in an article."""

    article: ArticleId
    publisher: PublisherId
    publisher_name: str
    shown: datetime
    """Of the article."""
    language: str
    start: int
    end: int
    """Span in news.marks.text_of its present text."""
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What two or more independent publishers state, each in its own sentence."""

    said: tuple[Said, ...]
    """The sentence that says it best first, then one of each other independent publisher, oldest first."""
    score: float
    """How important it is to the story, 0 to 1."""


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """One publisher's figure."""

    said: Said
    """The number with its unit and qualifier."""
    sentence: str
    figure: Figure
    moment: datetime
    """The time it holds for: what the text says, else when the article was shown."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The same quantity in several articles."""

    name: str
    """As shown, in the language of most: `killed`, `drones launched`."""
    unit: str
    state: Literal["agreeing", "developing", "contested"]
    """All the same within their qualifiers; changed with time; differing about one moment."""
    values: tuple[FigureSaid, ...]
    """By moment, then by value; at most one of each independent publisher and value."""
    names: tuple[tuple[str, str], ...] = ()
    """What it is called in other languages (ISO 639) than that."""

    def name_in(self, language: str) -> str:
        """As shown to readers of a language."""
        return dict(self.names).get(language, self.name)


@dataclass(frozen=True, slots=True)
class QuoteSaid:
    """One publisher's cut of a quote."""

    said: Said
    quote: Quote


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, in all its cuts."""

    speaker: str
    """In the fullest form any article has."""
    fullest: QuoteSaid
    first: QuoteSaid
    """Where it stood first."""
    cuts: tuple[QuoteSaid, ...]
    """One of each publisher, oldest first, the fullest among them; translations too."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a story's timeline: a sentence with its source."""

    moment: datetime
    """When it was told."""
    said: Said
    kind: Literal["began", "news", "figure", "edit"]
    """The first report; a sentence with news in it; a figure that changed; a text silently edited."""
    articles: int = 1
    """How many told it."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What one article says alone, and what it leaves out."""

    article: ArticleId
    only_here: tuple[Said, ...]
    """Its sentences with news that no other says."""
    missing: tuple[int, ...]
    """Statements (by number) that it does not have."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that comparing found in a story's articles."""

    story: StoryId
    articles: tuple[ArticleId, ...]
    """Which were compared."""
    statements: tuple[Statement, ...] = ()
    """Most important first."""
    summary: tuple[Said, ...] = ()
    """The story in three to six sentences: corroborated ones first; the lead article's key points where nothing is
    corroborated yet."""
    quantities: tuple[Quantity, ...] = ()
    """Contested first, then developing, then agreeing; most publishers first."""
    utterances: tuple[Utterance, ...] = ()
    """Most publishers first."""
    timeline: tuple[Turn, ...] = ()
    """Oldest first."""
    apart: tuple[Apart, ...] = ()
    left_out: int = 0
    degraded: tuple[tuple[str, str], ...] = ()
    """What could not be compared, and why, in words."""


@dataclass(frozen=True, slots=True)
class CopyText:
    """A passage of a copy beside the text it is nearest to."""

    kind: Literal["same", "changed", "added", "dropped"]
    here: str
    """In the copy; empty where dropped."""
    there: str
    """In the other; empty where added."""


@dataclass(frozen=True, slots=True)
class Related:
    """An article that a reader of another may want next."""

    card: Card
    score: float
    """0 to 1."""
    shared: tuple[str, ...] = ()
    """Topics that both are about, by name."""
    story: StoryId | None = None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a story that is another since a moment."""

    quantity: Quantity
    before: FigureSaid
    """The last one that was told until then."""
    after: FigureSaid
    """The newest one."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in a story since a moment."""

    story: StoryId
    since: datetime
    articles: tuple[Card, ...] = ()
    """Own reports shown since, newest first."""
    copies: int = 0
    """How many copies were shown since."""
    figures: tuple[FigureChange, ...] = ()
    statements: tuple[Statement, ...] = ()
    """Which nobody had made before, most important first."""
    turns: tuple[Turn, ...] = ()
    """Of its timeline since, oldest first."""
