"""What is wrong with a translation: missing, guessed, with other placeholders or markup than the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
_TAG = re.compile(r"</?\w+[^>]*>")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one message."""

    message: str
    why: str

    def __str__(self) -> str:
        return f"{self.why}: {self.message!r}"


def faults(catalogue: Catalog) -> Iterator[Fault]:
    """Everything that keeps a catalogue from being complete."""
    for message in catalogue:
        if message.id:
            yield from (Fault(_said(message), why) for why in _faults(message, catalogue.num_plurals))


def share(catalogue: Catalog) -> float:
    """Of its messages, how many are translated without a fault, from 0 to 1."""
    every = [message for message in catalogue if message.id]
    whole = sum(not any(_faults(message, catalogue.num_plurals)) for message in every)
    return whole / len(every) if every else 1.0


def _faults(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        yield "untranslated"
        return
    if isinstance(message.id, tuple) and len(strings) != plurals:
        yield f"{len(strings)} plural forms instead of {plurals}"
    wanted = set(_PLACEHOLDER.findall(originals[-1]))
    for string in strings:
        found = set(_PLACEHOLDER.findall(string))
        # One, two, none: a form of few numbers may say them in words. What else it is about, it must name.
        spoken = {"%(n)s", "%(num)s", "%(num)d"} if len(strings) > 1 else set()
        if found - wanted or wanted - found - spoken:
            yield f"other placeholders in {string!r}"
        if sorted(_TAG.findall(string)) != sorted(_TAG.findall(originals[-1])):
            yield f"other markup in {string!r}"
        if string != string.strip() and originals[-1] == originals[-1].strip():
            yield f"space at an end of {string!r}"


def _said(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id
