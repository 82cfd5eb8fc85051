"""Who writes sentences, where somebody does; and the books about it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import date, datetime
from typing import Protocol

from octavo.news.writing import Order, WritingUse


class Writer(Protocol):
    """A language model that rephrases. It knows nothing: whatever it writes is checked against what it was given, and
    what fails the check is not shown."""

    model: str
    """Its name, for `written by MODEL`."""

    def write(self, order: Order) -> AsyncGenerator[str, None]:
        """The text, piece by piece as it is written; the same order again gives the same text without asking. Leave it
        early by closing the iterator (contextlib.aclosing).

        Raises WriterError, also after some pieces: what came before is a beginning and no text, to be thrown away or
        shown as far as it passes the check.
        """
        ...

    @property
    def trouble(self) -> str:
        """Why nothing is written just now, in words; empty where nothing is known against it."""
        ...


class Translator(Protocol):
    """A translation package on this machine."""

    name: str

    def translates(self, source: str, target: str) -> bool:
        """Whether it has what it needs for two languages (ISO 639-1). May load what it needs to know that."""
        ...

    def translate(self, text: str, source: str, target: str) -> str:
        """Blocks, for seconds a paragraph. Raises ModelError."""
        ...


class Writings(Protocol):
    """Texts that were written, and what they took."""

    def writing(self, key: bytes) -> str | None:
        """The text kept under this key."""
        ...

    def keep_writing(self, key: bytes, text: str, now: datetime) -> None:
        """For a month; what is older goes."""
        ...

    def count_writing(self, use: WritingUse) -> None:
        """Add to its day, purpose and model."""
        ...

    def tokens_on(self, day: date) -> int:
        """Read and written on a day, of all purposes and models."""
        ...

    def writing_uses(self, since: date) -> list[WritingUse]:
        """By day, newest first, then by purpose."""
        ...
