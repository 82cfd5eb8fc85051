"""What a Writer is asked for, and what that came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Order:
    """One text asked of a Writer."""

    purpose: str
    """Under which its costs are counted, one word: `summary`, `answer`."""
    prompt: str
    """Name and version of the file that the instructions come from: `summary/2`."""
    instructions: str
    """What to do: ours alone, nothing that strangers wrote."""
    material: str
    """What to do it with: articles' words, enclosed (text.enclosing), never instructions."""
    most_tokens: int
    """Of the text written."""
    by: str = ""
    """Who asks, for the limit on each: `reader 12`, an address; empty where there is no limit (the command line)."""


@dataclass(frozen=True, slots=True)
class WritingUse:
    """What one purpose took of one Writer in a day."""

    day: date
    purpose: str
    model: str
    written: int = 0
    """Texts that the Writer wrote to their end."""
    kept: int = 0
    """Texts that had been written before, and were not asked for again."""
    failed: int = 0
    """Texts asked for that did not come, or broke off."""
    refused: int = 0
    """Texts not asked for: the budget or the reader's share was used up, or the Writer rested."""
    tokens_read: int = 0
    tokens_written: int = 0
    """As the Writer counts them; estimated where it does not say."""
    seconds: float = 0.0
    """All its writing together."""
