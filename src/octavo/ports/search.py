"""Full-text search: what a reader asked, understood, and what the archive has for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from octavo.news.addresses import PublisherId
from octavo.news.articles import Card
from octavo.news.stories import StoryId
from octavo.news.topics import TopicSlug
from octavo.ports.archive import Cursor

Manner = Literal["word", "phrase", "prefix"]

Field = Literal["source", "topic", "category", "language", "country", "author", "has", "is", "after", "before"]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for in the text."""

    words: str
    """Search tokens joined by a space, which must stand side by side."""
    manner: Manner = "word"
    """`word`: its other forms and spellings too; `phrase`: exactly these; `prefix`: the last is how a word begins."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a query: words, or a filter."""

    terms: tuple[Term, ...] = ()
    """Any of these; empty of a filter."""
    field: Field | None = None
    """What a filter looks at."""
    values: tuple[str, ...] = ()
    """Of a filter, any of these: publisher ids or parts of names, topic slugs or names, names of categories, codes of
    languages (ISO 639) and countries (ISO 3166), an author's words, `audio`, `video`, `image`, `copy`, `original`, …"""
    moment: datetime | None = None
    """Of `after`: shown then or later; of `before`: shown earlier."""
    without: bool = False
    """Whether it must not hold."""
    written: str = ""
    """As a reader writes it; what a clause is told apart by on pages."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood: every clause must hold."""

    clauses: tuple[Clause, ...] = ()
    notes: tuple[str, ...] = ()
    """What was understood otherwise than written, in words."""

    @property
    def words(self) -> tuple[Clause, ...]:
        """The clauses that ask for words."""
        return tuple(one for one in self.clauses if one.terms and not one.without)

    @property
    def after(self) -> datetime | None:
        """From when on."""
        return max((one.moment for one in self.clauses if one.field == "after" and one.moment), default=None)

    @property
    def before(self) -> datetime | None:
        """Until when."""
        return min((one.moment for one in self.clauses if one.field == "before" and one.moment), default=None)

    @property
    def text(self) -> str:
        """As a reader would write it."""
        return " ".join(one.written for one in self.clauses)

    def leaving_out(self, clause: Clause) -> Query:
        """The same without one of its clauses."""
        return replace(self, clauses=tuple(one for one in self.clauses if one is not clause))

    def narrowed(self, *clauses: Clause) -> Query:
        """The same with more clauses."""
        return replace(self, clauses=(*self.clauses, *clauses))


def asking_for(*words: str, after: datetime | None = None) -> Query:
    """A query for search tokens as they are, each string a phrase."""
    clauses = [Clause((Term(one, "phrase"),), written=f'"{one}"') for one in words]
    since = [] if after is None else [Clause(field="after", moment=after, written=f"after:{after.date()}")]
    return Query((*clauses, *since))


@dataclass(frozen=True, slots=True)
class Hit:
    """A card found, with where."""

    card: Card
    snippet: str
    """Plain text around the first matches."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of the matches in the snippet."""
    title_marks: tuple[tuple[int, int], ...] = ()
    """Spans of the matches in the card's title."""
    story: StoryId | None = None
    """The story it belongs to."""
    folded: int = 0
    """How many copies of its text were found besides, which are not listed."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter, and how many of the articles counted have it."""

    value: str
    """A publisher's id, a topic's slug, a category, a language's code, a day (ISO 8601)."""
    count: int
    name: str = ""
    """Of a publisher or a topic."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What a window of the newest matches is made of, the most frequent first; days oldest first."""

    publishers: tuple[Facet, ...] = ()
    topics: tuple[Facet, ...] = ()
    categories: tuple[Facet, ...] = ()
    languages: tuple[Facet, ...] = ()
    days: tuple[Facet, ...] = ()
    counted: int = 0
    """Articles in the window."""
    whole: bool = True
    """Whether these are all that match."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds, the best first."""

    hits: tuple[Hit, ...] = ()
    facets: Facets = Facets()
    further: bool = False
    """Whether there are more hits than were asked for."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that the archive does not have, and what was looked for instead."""
    offered: tuple[tuple[str, str], ...] = ()
    """Words that it hardly has, and what a reader may have meant."""
    relaxed: bool = False
    """Whether no article had all of the words, and those with most of them are shown."""
    near: bool = False
    """Whether articles are among the hits for what they mean, not for their words."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query's vector."""

    model: str
    """Only vectors of one model compare."""
    vector: Sequence[float]


Asked = Literal["text", "vector", "fused"]
"""Which of the two rankings is asked; each alone is for measuring."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody who types may mean."""

    kind: Literal["topic", "publisher", "word"]
    name: str
    key: TopicSlug | PublisherId | str
    """A topic's slug, a publisher's id, the word."""
    articles: int = 0
    """About the topic."""


class SearchIndex(Protocol):
    """Full-text search."""

    def search(self, query: Query, limit: int, after: Cursor | None = None) -> list[Hit]:
        """Newest first, by keyset; copies are not folded."""
        ...

    def find(
        self, query: Query, limit: int, *, now: datetime, offset: int = 0, meaning: Meaning | None = None,
        asked: Asked = "fused",
    ) -> Found:  # fmt: skip
        """The best first, `offset` passed over. Without a meaning, by words alone."""
        ...

    def facets(self, query: Query) -> Facets:
        """What the newest matches are made of."""
        ...

    def count(self, query: Query, most: int = 1000) -> int:
        """How many match, counted no further than `most`."""
        ...

    def came(self, query: Query, since: int, most: int = 100) -> tuple[list[Card], int]:
        """Matches that came into the index after the arrival numbered `since`, oldest arrival first, and the number to
        ask from next. What is indexed again is no arrival."""
        ...

    def arrivals(self) -> int:
        """The number of the last arrival: where whoever begins to follow a search begins."""
        ...

    def suggestions(self, text: str, most: int) -> list[Suggestion]:
        """What words may mean that somebody is typing, the last of them perhaps half typed."""
        ...
