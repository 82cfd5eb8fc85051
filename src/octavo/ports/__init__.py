"""Every port: what the rooms and the pages need from outside, as Protocols, a file for each side of it.

The stores are synchronous and thread-safe (call them from a thread where a loop runs); the network is asynchronous.
Each reader asks for the narrowest port that serves it; `Store` is all of the store's ports together.
"""

from __future__ import annotations

from typing import Protocol

from octavo.ports.archive import Archive, CardFilter, Cursor, Topics
from octavo.ports.comments import Comments, Judge, Moderation
from octavo.ports.housekeeping import Housekeeping, Status
from octavo.ports.models import Embedder, Encoder, LanguageGuesser, Models, Tagged, Tagger
from octavo.ports.network import Answer, Ask, Fetcher, Images, Letter, Letters, Parcel, Poster, Processor
from octavo.ports.notices import Notices, Outbox, Teller
from octavo.ports.queue import Queue, Work
from octavo.ports.readers import Readers, Shelf
from octavo.ports.running import Books, Choices
from octavo.ports.search import (
    Clause,
    Facet,
    Facets,
    Found,
    Hit,
    Meaning,
    Query,
    SearchIndex,
    Suggestion,
    Term,
    asking_for,
)  # fmt: skip
from octavo.ports.sources import FeedHealth, Sources
from octavo.ports.stages import Clock, LaneName, Limits, Stage, Tools
from octavo.ports.stories import Loom, Stories, StoryFilter
from octavo.ports.writer import Translator, Writer, Writings

# fmt: off
__all__ = [
    "Answer", "Archive", "Ask", "Books", "CardFilter", "Choices", "Clause", "Clock", "Comments", "Cursor",
    "Embedder", "Encoder", "Facet", "Facets", "FeedHealth", "Fetcher", "Found", "Hit", "Housekeeping", "Images",
    "Judge", "LaneName", "LanguageGuesser", "Letter", "Letters", "Limits", "Loom", "Meaning", "Models",
    "Moderation", "Notices", "Outbox", "Parcel", "Poster", "Processor", "Query", "Queue", "Readers", "SearchIndex",
    "Shelf", "Sources", "Stage", "Status", "Store", "Stories", "StoryFilter", "Suggestion", "Tagged", "Tagger",
    "Teller", "Term", "Tools", "Topics", "Translator", "Work", "Writer", "Writings", "asking_for",
]
# fmt: on


class Store(
    Queue,
    Sources,
    Archive,
    Topics,
    Stories,
    Readers,
    Shelf,
    Comments,
    Moderation,
    SearchIndex,
    Housekeeping,
    Books,
    Choices,
    Notices,
    Outbox,
    Writings,
    Protocol,
):
    """All of the store."""
