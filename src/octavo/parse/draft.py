"""An entry between its format and ours: what the publisher wrote, found but not yet resolved, cleaned or dated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Text(NamedTuple):
    """A text and how it is to be read."""

    kind: Literal["text", "html"]
    """text: every character stands for itself; html: markup and entities mean what they mean in HTML."""
    value: str


NOTHING = Text("text", "")


class Picture(NamedTuple):
    """A picture as named by the feed; its address may be relative or junk."""

    address: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Media(NamedTuple):
    """A file or player as named by the feed."""

    address: str
    media_type: str = ""
    title: str = ""
    seconds: int = 0
    size: int = 0


@dataclass(slots=True)
class Draft:
    """One item, whatever the format. The first of several addresses, pictures and dates is the most trusted."""

    base: str
    """What its relative addresses are relative to."""
    body_base: str = ""
    """What those in its body are, where that has an xml:base of its own."""
    guid: str = ""
    addresses: list[str] = field(default_factory=list)
    """Of the item's page, most trusted first."""
    title: Text = NOTHING
    summary: Text = NOTHING
    body: Text = NOTHING
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    transcript: str = ""
    language: str = ""
    source_name: str = ""
