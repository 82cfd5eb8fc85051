"""A question and its answer: sentences of the archive, word for word, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from octavo.news.articles import Card
from octavo.news.comparison import Quantity
from octavo.news.stories import StoryId

Expected = Literal["person", "place", "number", "time", "reason", "thing"]
"""What kind of answer a question asks for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood."""

    text: str
    """As the reader wrote it, white space folded."""
    language: str
    """ISO 639-1."""
    words: tuple[str, ...]
    """What it asks about, as search tokens, without the words that only ask."""
    expected: Expected
    counted: tuple[str, ...] = ()
    """Of a number: what is counted (`people` of how many people), as search tokens."""
    names: tuple[str, ...] = ()
    """Names in it, as written."""
    since: datetime | None = None
    """From when on, where it names a time."""
    until: datetime | None = None
    when: str = ""
    """Its words that name this time."""
    latest: bool = False
    """Whether it asks for how things stand now."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of an article, word for word."""

    card: Card
    start: int
    end: int
    """Span in news.marks.text_of its present text."""
    text: str
    score: float
    """How likely it holds the answer, 0 to 1."""
    also: tuple[Card, ...] = ()
    """Articles that carry the same sentence: copies, counted once."""
    story: StoryId | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence by a Writer, or the quoted one in its place."""

    text: str
    from_quotes: tuple[int, ...]
    """Which of the quoted sentences it follows from, counted from 0."""
    kept: bool = True
    """False where what the Writer wrote did not pass: this is the quoted sentence then, word for word."""
    faults: tuple[str, ...] = ()
    """Why it did not pass, in words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to a question; or that it does not say."""

    question: Question
    says: bool
    quoted: tuple[Quoted, ...] = ()
    """The answer, the newest state first; empty where the archive does not say."""
    nearest: tuple[Quoted, ...] = ()
    """The nearest that was found, where it does not say."""
    earlier: tuple[Quoted, ...] = ()
    """How things stood before, newest first."""
    quantities: tuple[Quantity, ...] = ()
    """Figures asked for on which sources differ, or which changed with time."""
    written: tuple[Written, ...] = ()
    """By a Writer, from the quoted sentences alone; empty without one."""
    writer: str = ""
    """Its model."""
    degraded: tuple[str, ...] = ()
    """What could not be asked, in words: vectors that cannot be had, a Writer that does not answer."""
