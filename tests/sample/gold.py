"""The labels of the sample newsroom, by which quality is measured: what belongs together, is copied, is planted.

Stories, copies, topics and categories come from the articles' headers, which the sites never serve; planted figures and
quotes from `gold.toml`.

Articles are named by their keys (`FOLDER/FILE`); `address` leads from a key to its served page.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from octavo.sample.newsroom import newsroom
from octavo.sample.pressroom import SCHEME


@dataclass(frozen=True)
class Gold:
    """All labels."""

    stories: dict[str, frozenset[str]]
    """Story id to its articles; what is in none is a story of its own."""
    copies: dict[str, tuple[str, str]]
    """Copy to its origin and the manner: whole, trimmed, extended (trimmed, with text of its own) or rewritten."""
    topics: dict[str, tuple[str, ...]]
    """Article to the full names of what it is about."""
    categories: dict[str, str]
    figures: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    edited: dict[str, int]
    """Article to the number of its states, where there are several."""


def read_gold() -> Gold:
    """Read the labels."""
    pieces = newsroom().pieces
    stories: dict[str, set[str]] = defaultdict(set)
    for key, piece in pieces.items():
        if piece.story:
            stories[piece.story].add(key)
    planted = tomllib.loads((Path(__file__).parent / "gold.toml").read_text("utf-8"))
    return Gold(
        stories={name: frozenset(keys) for name, keys in stories.items()},
        copies={key: (piece.copy_of, piece.copy_kind) for key, piece in pieces.items() if piece.copy_of},
        topics={key: piece.topics for key, piece in pieces.items()},
        categories={key: piece.category for key, piece in pieces.items()},
        figures=planted["figure"],
        quotes=planted["quote"],
        edited={key: len(piece.states) for key, piece in pieces.items() if len(piece.states) > 1},
    )


def address(key: str, epoch: date) -> str:
    """The canonical address under which the article of this key is served."""
    piece = newsroom().pieces[key]
    return f"{SCHEME}://{piece.house.host}{piece.path(epoch)}"
