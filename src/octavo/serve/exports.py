"""All of a reader's own data, to take along: one JSON file, made of a part from each room that keeps something of
theirs, and their feeds as OPML, which any other reader takes.

A room that keeps something adds one line to PARTS.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from octavo.news.comments import Comment
from octavo.news.notices import Notice
from octavo.news.readers import Reader
from octavo.news.shelf import Saved
from octavo.news.sources import Feed
from octavo.ports import Store

_READ = 100_000
"""Readings taken along: more than anybody has in the weeks for which they are kept."""

Part = Callable[[Store, Reader, datetime], object]
"""From the store, whose data, and now: nouns, or what JSON has."""


def _account(store: Store, reader: Reader, now: datetime) -> object:
    signs_in_by = [{"issuer": issuer, "subject": subject} for issuer, subject in store.identities(reader.id)]
    return {"reader": reader, "identities": signs_in_by, "sessions": store.sessions(reader.id, now)}


def _shelf(store: Store, reader: Reader, now: datetime) -> object:
    saved = list[Saved]()
    while page := store.saved(reader.id, 100, after=(saved[-1].at, saved[-1].card.id) if saved else None):
        saved += page
    return {
        "follows": store.follows(reader.id),
        "mutes": store.mutes(reader.id),
        "saved": [
            {"url": one.card.url, "title": one.card.title, "at": one.at, "labels": one.labels} for one in saved
        ],
        "read": store.seen(reader.id, _READ),
    }  # fmt: skip


def _comments(store: Store, reader: Reader, now: datetime) -> object:
    written = list[Comment]()
    while page := store.comments_by(reader.id, 100, before=written[-1].id if written else None):
        written += page
    return [
        {
            "on": f"{one.subject.kind}:{one.subject.number}", "answers": one.parent, "text": one.text,
            "written": one.created, "edited": one.edited, "state": one.state,
            "because": [because.why for because in one.because], "appeal": one.appeal, "likes": one.likes,
        }
        for one in written
    ]  # fmt: skip


def _notices(store: Store, reader: Reader, now: datetime) -> object:
    told = list[Notice]()
    while page := store.notices(reader.id, 100, before=told[-1].id if told else None):
        told += page
    return {
        "notices": [
            {
                "kind": one.kind, "about": one.key, "at": one.at, "read": one.read, "name": one.name,
                "url": one.card.url if one.card else "", "title": one.card.title if one.card else "",
            }
            for one in told
        ],
        "browsers": [
            {"endpoint": one.endpoint, "name": one.name, "since": one.since} for one in store.browsers(reader.id)
        ],
    }  # fmt: skip


PARTS: Mapping[str, Part] = {
    "account": _account,
    "shelf": _shelf,
    "notices": _notices,
    "comments": _comments,
}


def export(store: Store, reader: Reader, now: datetime) -> bytes:
    """The JSON file."""
    parts: dict[str, object] = {"made": now, **{name: part(store, reader, now) for name, part in PARTS.items()}}
    return json.dumps(parts, default=_plain, ensure_ascii=False, indent=2).encode() + b"\n"


def feeds(store: Store, reader: Reader) -> Iterable[Feed]:
    """The feeds that are this reader's to take along: an administrator's are those of the site. Others get none of
    them, for a feed's address may hold the operator's own key."""
    return (stored.feed for stored in store.feeds()) if reader.role == "administrator" else ()


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a file of data")
