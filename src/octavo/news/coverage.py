"""Who covers a story, and who does not."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.news.addresses import ArticleId, PublisherId


@dataclass(frozen=True, slots=True)
class Share:
    """The articles of one group of publishers."""

    name: str
    """An ISO 3166-1 country, a language, a kind, an owner; empty where it is not known."""
    publishers: int
    independent: int
    """Publishers with a report of their own, no copy."""
    articles: tuple[ArticleId, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A publisher that usually covers such news and has nothing of this story."""

    publisher: PublisherId
    name: str
    usual: int
    """Its recent articles of the story's category or country."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who covers a story; of each grouping most publishers first, the unknown last."""

    countries: tuple[Share, ...] = ()
    languages: tuple[Share, ...] = ()
    kinds: tuple[Share, ...] = ()
    owners: tuple[Share, ...] = ()
    first: ArticleId | None = None
    """The article that was shown first."""
    silent: tuple[Silent, ...] = ()
