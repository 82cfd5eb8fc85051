"""What a reader follows and mutes, and the news of what they follow, on SQLite.

Topics and stories are kept by number and read by what they were merged into: after a merge a reader who followed either
follows the one that is left, and after its undoing the one chosen at first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any

import apsw

from octavo.news.articles import Card
from octavo.news.errors import NotFound
from octavo.news.readers import ReaderId
from octavo.news.shelf import LONGEST_SEARCH, MOST_FOLLOWS, MOST_MUTES, Follow, FollowKind, Mute, MuteKind
from octavo.news.sources import CATEGORIES
from octavo.ports import Cursor
from octavo.store.codec import micros, moment
from octavo.store.connection import Part
from octavo.store.rows import read_card
from octavo.store.statements import statements
from octavo.text.words import tokens

_sql = statements("shelf")
_topics = statements("topics")
_stories = statements("stories")
_archive = statements("archive")

MOST = 100
"""Cards in one answer."""
_START = (micros(datetime(9999, 12, 31, tzinfo=UTC)), (1 << 63) - 1)
_EARLIEST = micros(datetime(1, 1, 1, tzinfo=UTC))


class SqliteFollows(Part):
    """The part of ports.Shelf that chooses news, on SQLite."""

    def follow(self, reader: ReaderId, kind: FollowKind, key: str, now: datetime) -> None:
        """See ports.Shelf."""
        with self.connections.write(durable=True) as connection:
            present = _present(connection, kind, key)
            there = [row[:2] for row in _sql.follows(connection, reader=reader)]
            if _held(connection, kind, present, there):
                return
            if len(there) >= MOST_FOLLOWS:
                raise ValueError(f"{MOST_FOLLOWS} is as much as one reader can follow")
            _sql.follow(connection, reader=reader, kind=kind, key=present, since=micros(now))

    def unfollow(self, reader: ReaderId, kind: FollowKind, key: str) -> None:
        """See ports.Shelf."""
        with self.connections.write(durable=True) as connection:
            for one in _group(connection, kind, _present(connection, kind, key)):
                _sql.unfollow(connection, reader=reader, kind=kind, key=one)

    def follows(self, reader: ReaderId) -> list[Follow]:
        """See ports.Shelf."""
        found: dict[tuple[str, str], Follow] = {}
        with self.connections.read() as connection:
            for kind, key, since in list(_sql.follows(connection, reader=reader)):
                if named := _named(connection, kind, key):
                    found[kind, named[0]] = Follow(kind, named[0], moment(since), named[1])
        return sorted(found.values(), key=lambda one: one.since, reverse=True)

    def mute(self, reader: ReaderId, kind: MuteKind, key: str, now: datetime, *, softly: bool = False) -> None:
        """See ports.Shelf."""
        with self.connections.write(durable=True) as connection:
            present = _present(connection, kind, key)
            there = [row[:2] for row in _sql.mutes(connection, reader=reader)]
            held = _held(connection, kind, present, there)
            if held is None and len(there) >= MOST_MUTES:
                raise ValueError(f"{MOST_MUTES} is as much as one reader can mute")
            words = " ".join(key.split())[:200] if kind == "words" else ""
            _sql.mute(
                connection, reader=reader, kind=kind, key=held or present, since=micros(now), softly=int(softly),
                words=words,
            )  # fmt: skip

    def unmute(self, reader: ReaderId, kind: MuteKind, key: str) -> None:
        """See ports.Shelf."""
        with self.connections.write(durable=True) as connection:
            for one in _group(connection, kind, _present(connection, kind, key)):
                _sql.unmute(connection, reader=reader, kind=kind, key=one)

    def mutes(self, reader: ReaderId) -> list[Mute]:
        """See ports.Shelf."""
        found: dict[tuple[str, str], Mute] = {}
        with self.connections.read() as connection:
            for kind, key, since, softly, words in list(_sql.mutes(connection, reader=reader)):
                named = (key, words) if kind == "words" else _named(connection, kind, key)
                if named is None:
                    continue
                other = found.get((kind, named[0]))  # of two that were merged, one muted whole mutes both
                soft = bool(softly) and (other is None or other.softly)
                found[kind, named[0]] = Mute(kind, named[0], moment(since), named[1], soft)
        return sorted(found.values(), key=lambda one: one.since, reverse=True)

    def followed_news(self, reader: ReaderId, limit: int, after: Cursor | None = None) -> list[Card]:
        """See ports.Shelf."""
        shown, article = _START if after is None else (micros(after[0]), int(after[1]))
        with self.connections.read() as connection, ExitStack() as open_walks:
            walks = [
                open_walks.enter_context(closing(walk))
                for kind, key, _ in list(_sql.follows(connection, reader=reader))
                if (walk := _walk(connection, kind, key, shown, article)) is not None
            ]
            merged = heapq.merge(*(((row[0], row[1]) for row in walk) for walk in walks), reverse=True)
            numbers = [number for (_, number), _ in islice(groupby(merged), max(0, min(limit, MOST)))]
            return [card for number in numbers if (card := read_card(connection, number)) is not None]


def _present(connection: apsw.Connection, kind: str, key: str) -> str:
    """The key under which it is kept from now on. Raises NotFound where there is no such thing."""
    number: int | None = None
    match kind:
        case "topic":
            found = _topics.topic_with_slug(connection, slug=key)
            number = None if found is None else _topics.root(connection, topic=found)
        case "story" if key.isascii() and key.isdigit() and len(key) < 19:
            number = _stories.root(connection, story=int(key))
        case "publisher" if _sql.publisher_named(connection, publisher=key) is not None:
            return key
        case "category" if key in CATEGORIES:
            return key
        case "words" if words := tokens(key[:200]):
            return " ".join(words)
        case "search" if tokens(key[:LONGEST_SEARCH]):
            return " ".join(key[:LONGEST_SEARCH].split())
    if number is None:
        raise NotFound(f"there is no {kind} {key[:80]!r}", subject=key[:80])
    return str(number)


def _group(connection: apsw.Connection, kind: str, key: str) -> list[str]:
    """All keys under which it may be kept: its own, and those of what was merged into it."""
    if kind == "topic":
        return [str(one) for (one,) in _topics.group_of(connection, topic=int(key))]
    if kind == "story":
        return [str(one) for (one,) in _sql.story_group(connection, story=int(key))]
    return [key]


def _held(connection: apsw.Connection, kind: str, key: str, there: list[tuple[str, str]]) -> str | None:
    """The key under which it is kept already."""
    return next((one for one in _group(connection, kind, key) if (kind, one) in there), None)


def _named(connection: apsw.Connection, kind: str, key: str) -> tuple[str, str] | None:
    """What names a thing that is kept, and its name; None where a story has no article left."""
    match kind:
        case "topic":
            slug, name = _sql.topic_named(connection, topic=_topics.root(connection, topic=int(key)))
            return slug, name
        case "story":
            root = _stories.root(connection, story=int(key))
            title = _sql.story_title(connection, story=root)
            return None if title is None else (str(root), title)
        case "publisher":
            return key, _sql.publisher_named(connection, publisher=key)
        case _:
            return key, ""


def _walk(
    connection: apsw.Connection, kind: str, key: str, shown: int, article: int
) -> Generator[tuple[Any, ...]] | None:
    """The articles of one follow below the cursor, newest first; None of a search, which is asked for by itself."""
    walks: dict[str, Callable[[], Generator[tuple[Any, ...]]]] = {
        "topic": lambda: _topics.newest_of_topic(
            connection, topic=_topics.root(connection, topic=int(key)), shown=shown, article=article
        ),
        "story": lambda: _sql.newest_of_story(
            connection, story=_stories.root(connection, story=int(key)), shown=shown, article=article
        ),
        "publisher": lambda: _archive.newest_of_publisher(
            connection, publisher=key, since=_EARLIEST, shown=shown, id=article
        ),
        "category": lambda: _archive.newest_of_category(
            connection, category=key, since=_EARLIEST, shown=shown, id=article
        ),
    }
    return walks[kind]() if kind in walks else None
