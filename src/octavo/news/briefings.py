"""The daily wrap-up of an edition: what a day's news was, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from octavo.news.articles import Card
from octavo.news.comparison import Comparison, FigureChange, Said
from octavo.news.shelf import Mute
from octavo.news.stories import Story, StoryCard


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story as it stood at a moment, and what its sources had said until then."""

    story: Story
    told: Comparison | None


@dataclass(frozen=True, slots=True)
class Sourced:
    """One sentence, word for word."""

    said: Said
    others: tuple[Said, ...] = ()
    """How other independent publishers state it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story in a briefing."""

    card: StoryCard
    points: tuple[Sourced, ...]
    """Its sentences, most important first; empty where its lead's summary is all there is."""
    running: bool
    """Whether it began before the briefing's time: its sentences are then what is new in it."""
    new: int = 0
    """Own reports since then, of one that runs."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another than it was before the briefing's time."""

    card: StoryCard
    change: FigureChange


@dataclass(frozen=True, slots=True)
class Muted:
    """A story that its reader does not want to hear of, and would have heard of otherwise."""

    card: StoryCard
    by: Mute


@dataclass(frozen=True, slots=True)
class Briefing:
    """A day's news, finite."""

    day: date
    """In UTC."""
    since: datetime
    moment: datetime
    """When it ends: the day's end; before that, when it was made."""
    languages: tuple[str, ...]
    """Primary subtags; empty: every language."""
    top: tuple[Told, ...] = ()
    running: tuple[Told, ...] = ()
    """Other stories that began before and have news, most reported first."""
    figures: tuple[Moved, ...] = ()
    long_read: Card | None = None
    muted: tuple[Muted, ...] = ()
    """Of one reader's: what they muted of the top ones."""
    words: int = 0
    """To be read in it; without the long read, which has its own."""

    @property
    def stories(self) -> int:
        """How many it tells of."""
        return len(self.top) + len(self.running)
