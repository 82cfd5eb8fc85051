"""Stories, to read and to edit; and what weaves them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Comparison
from octavo.news.sources import Category
from octavo.news.stories import Copy, Placed, Sketch, Story, StoryCard, StoryEdit, StoryId, Unwoven, Woven


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories a list shows: those with an article that passes."""

    category: Category | None = None
    """Of the story, not of one article."""
    languages: tuple[str, ...] = ()
    """Empty: all. The lead is an article in the first of these that the story has."""
    countries: tuple[str, ...] = ()
    """Of publishers. Empty: all."""
    prefer: str = ""
    """Language of the lead before all those, where the story has an article in it."""
    since: datetime | None = None
    """With an article shown since then."""
    least_publishers: int = 1


class Stories(Protocol):
    """Stories and copies, to read; and what editors decided of them."""

    def story(self, story: StoryId) -> Story:
        """A story with its members; where it was merged, the one it went into, whose own id is another. Raises
        NotFound."""
        ...

    def story_of(self, article: ArticleId) -> StoryId | None:
        """None before it is woven."""
        ...

    def stories(self, wanted: StoryFilter, limit: int) -> list[StoryCard]:
        """Those with the newest article first. At most 500: what ranking chooses from."""
        ...

    def story_cards(self, stories: Sequence[StoryId], language: str = "") -> Mapping[StoryId, StoryCard]:
        """Led by an article in `language`, where they have one."""
        ...

    def stories_of(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, StoryId]: ...

    def comparison(self, story: StoryId) -> Comparison | None:
        """None before it is compared."""
        ...

    def copies(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, Copy]:
        """Those of them that are copies."""
        ...

    def copies_of(self, origin: ArticleId) -> list[Copy]:
        """All copies of a text, oldest first."""
        ...

    def kin(self, article: ArticleId, limit: int) -> list[tuple[StoredArticle, tuple[float, ...], tuple[str, ...]]]:
        """Articles that may be related: those that share its topics, the rarest topics first; with their vectors (of
        the same model as the article's own; empty otherwise) and the names of the topics shared. Never a copy of its
        text."""
        ...

    def vector(self, article: ArticleId) -> tuple[str, tuple[float, ...]]:
        """Its model and vector; empty where there is none."""
        ...

    def sketches(self, most: int) -> list[tuple[Sketch, StoryId, Copy | None]]:
        """Of the newest woven articles, at most so many, oldest first: what a worker begins with."""
        ...

    def merge_stories(self, story: StoryId, into: StoryId, now: datetime) -> None:
        """Raises NotFound, and ValueError for a story and itself."""
        ...

    def split_story(self, story: StoryId, articles: Sequence[ArticleId], now: datetime) -> StoryId:
        """Make a story of its own of these members. Raises NotFound, and ValueError where these are none or all."""
        ...

    def move_article(self, article: ArticleId, into: StoryId | None, now: datetime) -> StoryId:
        """To another story; None: to one of its own. Raises NotFound."""
        ...

    def story_edits(self, story: StoryId | None = None, limit: int = 100) -> list[StoryEdit]:
        """What editors did, to one story or to any, newest first."""
        ...

    def undo_story_edit(self, edit: int, now: datetime) -> None:
        """Put back what was before an edit. Raises NotFound, and ValueError where it is undone or a newer one stands on
        it."""
        ...

    def story_changes(self, after: int) -> tuple[int, Mapping[ArticleId, Placed]]:
        """What editors changed after this number (0: all that stands): the newest number, and where each article
        concerned is now, for weaving to follow. Undoing is a change too."""
        ...


class Loom(Protocol):
    """Weaving, which remembers the articles of the last weeks; one article at a time."""

    async def weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        """Where it belongs, and whose text it is. Weaving one again decides on it anew."""
        ...
