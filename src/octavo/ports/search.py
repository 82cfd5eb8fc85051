"""Full-text search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from octavo.news.articles import Card
from octavo.ports.archive import Cursor


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood: every term and filter must hold."""

    terms: tuple[str, ...] = ()
    """Words, each already a token or tokens joined by a space (a phrase)."""
    excluded: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Publisher ids or parts of names, any of them."""
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    before: datetime | None = None
    after: datetime | None = None
    notes: tuple[str, ...] = ()
    """What was understood otherwise than written, in words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A card found, with where."""

    card: Card
    snippet: str
    """Plain text around the first matches."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of the matches in the snippet."""


class SearchIndex(Protocol):
    """Full-text search."""

    def search(self, query: Query, limit: int, after: Cursor | None = None) -> list[Hit]:
        """Newest first."""
        ...

    def count(self, query: Query, most: int = 1000) -> int:
        """How many match, counted no further than `most`."""
        ...
