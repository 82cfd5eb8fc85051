"""The store's own care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from octavo.news.addresses import WebUrl
from octavo.news.articles import PageKind


@dataclass(frozen=True, slots=True)
class Status:
    """What the status page shows of the store."""

    articles: int
    revisions: int
    entries: int
    pages: int
    publishers: int
    feeds: int
    bytes: int
    """Of the store on disk."""
    migration: int
    by_day: tuple[tuple[str, int], ...]
    """Articles first seen on each of the last 14 days, oldest first."""
    not_articles: tuple[tuple[str, int], ...]
    """Pages that became no article, by reason, most first."""
    extra: Mapping[str, str] = field(default_factory=dict)


class Housekeeping(Protocol):
    """The store's own care."""

    def status(self, now: datetime) -> Status: ...

    def not_articles(self, limit: int = 200) -> list[tuple[WebUrl, PageKind, str]]:
        """Pages that became no article: address, kind, why."""
        ...

    def check(self) -> list[str]:
        """integrity_check and foreign_key_check; empty where all is well."""
        ...

    def backup(self, path: str) -> None: ...

    def tidy(self, keep_pages_since: datetime) -> int:
        """Drop page bytes older than this; articles stay. How many went."""
        ...

    def note(self, key: str) -> str | None:
        """A small fact that outlives a run."""
        ...

    def set_note(self, key: str, value: str | None) -> None: ...

    def close(self) -> None: ...
