"""What is found in a text, as spans; and what an article is about.

A span counts characters in an article's plain text: `text_of(title, body)` in this module, so that every mark of one
revision counts alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from octavo.news.articles import Block
from octavo.news.sources import Category

TopicKind = Literal["person", "organisation", "place", "event", "subject"]

TOPIC_KINDS: tuple[TopicKind, ...] = ("person", "organisation", "place", "event", "subject")

Qualifier = Literal["", "at least", "at most", "more than", "less than", "about", "nearly", "up to", "between"]

TEXT_KINDS = frozenset({"paragraph", "heading", "item", "quote"})
"""Blocks whose words are the article's own: captions, tables, pictures and code stay out of its text."""


def text_of(title: str, body: Iterable[Block]) -> str:
    """The text that marks count in: the title, then every worded block, a blank line between."""
    return "\n\n".join([title, *(block.text for block in body if block.kind in TEXT_KINDS and block.text)])


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text."""

    code: str
    """ISO 639-1 where there is one, else 639-3; empty where it cannot be told."""
    confidence: float
    script: str
    """ISO 15924: Latn, Arab, Cyrl, Hans …"""
    direction: Literal["ltr", "rtl"] = "ltr"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text."""

    start: int
    end: int
    text: str
    kind: TopicKind
    name: str
    """The fullest form of it in this document: `Lavrov` is `Sergei Lavrov` where the text says so."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody."""

    start: int
    end: int
    """Of the quoted content, quotation marks left out."""
    text: str
    speaker: str
    """Resolved to the fullest name or description in the document; empty where nobody is named."""
    speaker_span: tuple[int, int] | None
    cue: str
    """The word that attributes: said, according to, قال, 表示; empty where only the marks tell."""
    direct: bool
    clause: bool = True
    """Whether it could have been spoken; False for the bare object of its cue (`announced a plan`), which tells who did
    what and is not shown as anybody's words."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    start: int
    end: int
    """Of the number with its qualifier and unit."""
    text: str
    value: float
    high: float | None
    """The upper end of a range (`20 to 30`), None for a single value."""
    qualifier: Qualifier
    unit: str
    """ISO 4217 of money, `%`, an SI symbol, or `` for a plain count."""
    counted: str
    """The thing counted, as the text has it: `people`, `drones`, `seats`."""
    about: str
    """What happened to it: `killed`, `launched`; the governing verb or noun."""
    cited: str
    """Who is named as the source of the figure; empty where nobody."""
    time: str
    """The time that it refers to, as the text has it; empty where none."""
    sentence: tuple[int, int]
    """Span of the sentence it stands in."""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence that carries the article."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the article is about."""

    country: str
    """ISO 3166-1 alpha-2."""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    weight: float = 0.0
    """Share of the article's places, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """What the article is about, before it is known which topic of the archive that is."""

    name: str
    kind: TopicKind
    salience: float
    """0 to 1."""
    forms: tuple[str, ...] = ()
    """Every form of the name in this document."""
    keys: tuple[str, ...] = ()
    """Under which a topic of this name is kept (enrich.names)."""
    lookups: tuple[str, ...] = ()
    """Under which the topic that it is may be kept, in any spelling."""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that enrichment finds in one revision of an article."""

    language: Language
    category: Category
    category_confidence: float
    mentions: tuple[Mention, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    places: tuple[Place, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    standfirst: str = ""
    """One sentence of the article for its card; empty where the publisher's own serves."""
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    vector: tuple[float, ...] = ()
    """Of title and lead, of unit length; empty where no embedder answered."""
    vector_model: str = ""
    degraded: tuple[tuple[str, str], ...] = ()
    """Marks that could not be made, and why, in words."""
