"""What editors do to topics: each act is a row that can be undone, and stands whatever is processed again.

merge    the topic and its links go to the other's page; what it was found as stays written, for the way back
split    the links that have one of the names, and those names for ever after, go to a new topic
rename, retype, block    a column, and the mark that an editor set it
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import apsw

from octavo.news.errors import NotFound
from octavo.news.marks import TopicKind
from octavo.news.topics import Topic, TopicAct, TopicId
from octavo.store.codec import micros
from octavo.store.connection import Part
from octavo.store.link_topics import free_slug, refresh
from octavo.store.statements import statements
from octavo.store.topics import aliases_of, topic_of

_sql = statements("topic_edits")
_topics = statements("topics")
_links = statements("topic_links")


class Before(NamedTuple):
    """A topic's own columns."""

    slug: str
    kind: str
    name: str
    named: int
    typed: int
    blocked: int


class SqliteTopicEdits(Part):
    """The writing half of ports.Topics on SQLite."""

    def merge_topics(self, topic: TopicId, into: TopicId, now: datetime) -> None:
        """See ports.Topics."""
        with self.connections.write() as connection:
            before, target = _before(connection, topic), _before(connection, into)
            if _topics.root(connection, topic=into) == _topics.root(connection, topic=topic):
                raise ValueError("a topic cannot be merged with itself")
            _merge(connection, topic, _topics.root(connection, topic=into))
            _note(connection, now, "merge", topic, before.name, "", target.name, {}, other=into)

    def split_topic(self, topic: TopicId, names: Sequence[str], now: datetime) -> Topic:
        """See ports.Topics."""
        with self.connections.write() as connection:
            before = _before(connection, topic)
            there = {alias.name for alias in aliases_of(connection, topic)}
            wanted = [name for name in dict.fromkeys(names) if name in there]
            if not wanted or len(wanted) == len(there):
                raise ValueError("choose some of its spellings, and not all of them")
            made: int = _links.add_topic(
                connection, slug=free_slug(connection, wanted[0]), kind=before.kind, name=wanted[0]
            )  # fmt: skip
            pins = {name: _sql.pinned_to(connection, name=name) for name in wanted}
            for one in _group(connection, topic):
                _sql.copy_keys(connection, topic=one, into=made)
                for name in wanted:
                    _sql.split_links(connection, found=one, name=name, topic=made)
            for name in wanted:
                _sql.pin(connection, name=name, topic=made)
            refresh(connection, topic)
            refresh(connection, made)
            _note(
                connection, now, "split", topic, before.name, "", ", ".join(wanted), {"pins": pins}, other=made
            )  # fmt: skip
            return topic_of(connection, made)

    def rename_topic(self, topic: TopicId, name: str, now: datetime) -> None:
        """Name a topic for good, in every language. Raises NotFound, and ValueError for no name."""
        name = " ".join(name.split())
        if not name:
            raise ValueError("a topic needs a name")
        with self.connections.write() as connection:
            before = _before(connection, topic)
            _sql.name_topic(connection, topic=topic, name=name, named=1)
            refresh(connection, topic)
            _note(connection, now, "rename", topic, before.name, before.name, name, before._asdict())

    def retype_topic(self, topic: TopicId, kind: TopicKind, now: datetime) -> None:
        """Say what kind of thing a topic is, for good. Raises NotFound."""
        with self.connections.write() as connection:
            before = _before(connection, topic)
            _sql.type_topic(connection, topic=topic, kind=kind, typed=1)
            _note(connection, now, "retype", topic, before.name, before.kind, kind, before._asdict())

    def block_topic(self, topic: TopicId, blocked: bool, now: datetime) -> None:
        """See ports.Topics."""
        with self.connections.write() as connection:
            before = _before(connection, topic)
            _sql.block_topic(connection, topic=topic, blocked=int(blocked))
            act: TopicAct = "block" if blocked else "unblock"
            _note(connection, now, act, topic, before.name, "", "", before._asdict())

    def undo_topic_edit(self, edit: int, now: datetime) -> None:
        """See ports.Topics."""
        with self.connections.write() as connection:
            row = _sql.edit(connection, edit=edit)
            if row is None:
                raise NotFound(f"there is no edit {edit}", subject=str(edit))
            act, topic, other, undo, undone = row
            if undone is not None or _topics.stands_on(connection, edit=edit) is not None:
                raise ValueError("it is undone already, or a newer edit of the topic must be undone first")
            _undo(connection, act, topic, other, json.loads(undo))
            _sql.note_undone(connection, edit=edit, at=micros(now))


def _undo(connection: apsw.Connection, act: TopicAct, topic: int, other: int, undo: dict[str, Any]) -> None:
    match act:
        case "merge":
            _sql.set_merged(connection, topic=topic, into=None)
            for one in _group(connection, topic):
                _sql.move_links(connection, found=one, topic=topic)
            refresh(connection, _topics.root(connection, topic=other))
        case "split":
            for name, before in undo["pins"].items():
                _sql.unpin(connection, name=name)
                if before is not None:
                    _sql.pin(connection, name=name, topic=before)
            _merge(connection, other, topic)
        case "rename":
            _sql.name_topic(connection, topic=topic, name=undo["name"], named=undo["named"])
        case "retype":
            _sql.type_topic(connection, topic=topic, kind=undo["kind"], typed=undo["typed"])
        case "block" | "unblock":
            _sql.block_topic(connection, topic=topic, blocked=undo["blocked"])
    refresh(connection, topic)


def _merge(connection: apsw.Connection, topic: int, into: int) -> None:
    group = _group(connection, topic)
    _sql.set_merged(connection, topic=topic, into=into)
    for one in group:
        _sql.move_links(connection, found=one, topic=into)
    refresh(connection, topic)
    refresh(connection, into)


def _group(connection: apsw.Connection, topic: int) -> list[int]:
    return [one for (one,) in list(_topics.group_of(connection, topic=topic))]


def _before(connection: apsw.Connection, topic: int) -> Before:
    row = _sql.for_edit(connection, topic=topic)
    if row is None:
        raise NotFound(f"there is no topic {topic}", subject=str(topic))
    return Before._make(row)


def _note(
    connection: apsw.Connection, now: datetime, act: TopicAct, topic: int, name: str, before: str, after: str,
    undo: dict[str, Any], other: int | None = None,
) -> None:  # fmt: skip
    _sql.note_edit(
        connection, at=micros(now), act=act, topic=topic, other=other, name=name, before=before, after=after,
        undo=json.dumps(undo, ensure_ascii=False),
    )  # fmt: skip
