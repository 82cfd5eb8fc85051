"""Articles and what they are about, to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Card, PageKind, StoredArticle
from octavo.news.marks import Marks, TopicKind
from octavo.news.sources import Category
from octavo.news.topics import Pulses, Tag, Topic, TopicDay, TopicEdit, TopicId, TopicSlug


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which articles a list shows."""

    category: Category | None = None
    publisher: PublisherId | None = None
    languages: tuple[str, ...] = ()
    """Empty: all."""
    countries: tuple[str, ...] = ()
    kinds: tuple[PageKind, ...] = ()
    after: datetime | None = None
    before: datetime | None = None
    media: Literal["", "audio", "video"] = ""
    """Only articles with sound, or with film; empty: whatever they have."""


Cursor = tuple[datetime, ArticleId]
"""Where a list goes on: (shown, id) of the last card seen."""


class Archive(Protocol):
    """Articles, to read."""

    def latest(self, wanted: CardFilter, limit: int, after: Cursor | None = None) -> list[Card]:
        """Newest first by (shown, id), by keyset. At most 100."""
        ...

    def cards(self, articles: Sequence[ArticleId]) -> list[Card]:
        """Of these articles, in their order; those that are gone are left out."""
        ...

    def first_seen_since(self, since: datetime, limit: int) -> list[ArticleId]:
        """Articles first seen since then, the last first. They may have come into the archive somewhat later."""
        ...

    def article(self, article: ArticleId) -> StoredArticle:
        """Raises NotFound."""
        ...

    def by_url(self, url: CanonicalUrl) -> ArticleId | None: ...

    def neighbours(self, article: ArticleId) -> tuple[Card | None, Card | None]:
        """The next newer and next older article of the same category."""
        ...

    def from_publisher(self, article: ArticleId, limit: int) -> list[Card]:
        """More by the same publisher, newest first, without this one."""
        ...

    def languages(self) -> Mapping[str, int]:
        """How many articles of each language."""
        ...

    def countries(self) -> list[str]:
        """Of the publishers of articles, in alphabetical order."""
        ...

    def marks(self, article: ArticleId) -> Marks | None:
        """What was found in its present text; None before that is done, and after an edit until it is done again."""
        ...


class Topics(Protocol):
    """What articles are about, under all spellings; and what editors decided of that."""

    def topic(self, slug: TopicSlug) -> Topic:
        """The topic of an address; where it was merged, the one it went into, whose own slug is another. Raises
        NotFound."""
        ...

    def cards_about(
        self, topic: TopicId, limit: int, after: Cursor | None = None, languages: Sequence[str] = ()
    ) -> list[Card]:
        """Articles about a topic, newest first by (shown, id), by keyset. At most 100. No languages: all."""
        ...

    def volume(self, topic: TopicId, now: datetime, days: int) -> tuple[TopicDay, ...]:
        """Articles of each of the last `days` days, today included, oldest first."""
        ...

    def companions(self, topic: TopicId, limit: int, language: str) -> list[Tag]:
        """Topics that its latest articles are about too, the closest first."""
        ...

    def tags(self, articles: Sequence[ArticleId], most: int) -> Mapping[ArticleId, list[Tag]]:
        """What each article is about, most first, in its own language. Articles without are left out."""
        ...

    def find_topics(self, text: str, limit: int) -> list[Topic]:
        """Topics with a name of these words in any spelling; the last word may be a beginning. Most articles first."""
        ...

    def pulses(self, now: datetime, days: int, least: int, most: int, hours: int = 24) -> Pulses:
        """What trends are found in: the topics with at least `least` articles in the last hours, at most `most`, and
        `days` days of each before."""
        ...

    def merge_topics(self, topic: TopicId, into: TopicId, now: datetime) -> None:
        """Make two topics one: the first one's articles, spellings and address go to the second. Raises NotFound, and
        ValueError for a topic and itself."""
        ...

    def split_topic(self, topic: TopicId, names: Sequence[str], now: datetime) -> Topic:
        """Make another topic of what articles call by these of its spellings; they mean it from now on. Raises
        NotFound, and ValueError where these are none of its spellings, or all of them."""
        ...

    def rename_topic(self, topic: TopicId, name: str, now: datetime) -> None: ...
    def retype_topic(self, topic: TopicId, kind: TopicKind, now: datetime) -> None: ...

    def block_topic(self, topic: TopicId, blocked: bool, now: datetime) -> None:
        """Show a topic nowhere, or again."""
        ...

    def topic_edits(self, topic: TopicId | None = None, limit: int = 100) -> list[TopicEdit]:
        """What editors did, to one topic or to any, newest first."""
        ...

    def undo_topic_edit(self, edit: int, now: datetime) -> None:
        """Put back what was before an edit. Raises NotFound, and ValueError where it is undone or a newer one of the
        same topics stands on it."""
        ...
