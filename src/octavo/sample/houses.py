"""The sample newsroom's publishers, read from `publishers.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

from octavo.news.sources import Category, PublisherKind


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed that a publisher offers."""

    at: str
    """Path on the publisher's host."""
    format: str
    """As in feeds.py: rss-full, rss-summary, atom, atom-full, rdf, json, json-summary, sitemap, podcast."""
    title: str
    section: str = ""
    """Only this section's articles; empty for all."""
    category: Category | str = ""


@dataclass(frozen=True, slots=True)
class House:
    """A publisher of the sample newsroom and its site."""

    folder: str
    host: str
    name: str
    country: str
    language: str
    kind: PublisherKind
    owner: str
    leaning: str
    layout: str
    accent: str
    path: str
    sections: dict[str, str]
    channels: tuple[Channel, ...]


@lru_cache(maxsize=1)
def houses() -> dict[str, House]:
    """The publishers by host, in the order of publishers.toml."""
    given = tomllib.loads((files(__package__) / "publishers.toml").read_text("utf-8"))["publisher"]
    return {one["host"]: _house(one) for one in given}


def _house(given: dict[str, Any]) -> House:
    if given["kind"] not in get_args(PublisherKind) or not given["host"].endswith(".example"):
        raise ValueError(f"publishers.toml: {given['host']} has a wrong kind or a host outside .example")
    fields = {name: value for name, value in given.items() if name != "feeds"}
    return House(**fields, channels=tuple(Channel(**feed) for feed in given["feeds"]))
