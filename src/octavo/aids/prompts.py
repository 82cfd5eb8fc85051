"""What a Writer is asked: prompts/*.txt, each with its version in the first line, and rules.txt, which goes before all.

A prompt is ours alone. What fills its gaps are a language and a length, never a word that strangers wrote: the
material goes another way (text.enclosing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.news.writing import Order
from octavo.text.enclosing import enclosed

MOST_CHARACTERS = 24_000
"""Of the material: some 8,000 tokens, which small models have room for."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """Instructions for one purpose."""

    name: str
    version: int
    text: str
    """With `{language}` and `{length}` still to be filled."""


@cache
def prompt(name: str) -> Prompt:
    """The prompt of a file. Raises FileNotFoundError."""
    rules, own = _read("rules"), _read(name)
    return Prompt(name, rules[0] * 1000 + own[0], f"{rules[1]}\n\n{own[1]}")


def order_for(
    name: str, passages: Sequence[str], *, language: str, length: str = "", most_tokens: int, by: str
) -> tuple[Order, int]:
    """What to ask of a Writer, and how many of the passages went into it."""
    given, size = 0, 0
    while given < len(passages) and size + len(passages[given]) <= MOST_CHARACTERS:
        size += len(passages[given])
        given += 1
    asked = prompt(name)
    return (
        Order(
            purpose=name,
            prompt=f"{name}/{asked.version}",
            instructions=asked.text.format(language=language, length=length),
            material=enclosed(passages[:given]),
            most_tokens=most_tokens,
            by=by,
        ),
        given,
    )


def _read(name: str) -> tuple[int, str]:
    head, _, text = (files(__package__) / "prompts" / f"{name}.txt").read_text(encoding="utf-8").partition("\n")
    return int(head.removeprefix("version:")), text.strip()
