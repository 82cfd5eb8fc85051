"""What models are asked for, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


class LanguageGuesser(Protocol):
    """Which language a text is in."""

    def guess(self, text: str) -> list[tuple[str, float]]:
        """ISO 639 codes with probabilities, most likely first; empty where the text has no letters."""
        ...


class Embedder(Protocol):
    """Texts to vectors of unit length in one space."""

    model: str
    """Its id, kept with every vector."""
    languages: frozenset[str]
    """In which its space is good; others embed, but mean less."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, in order; batches are cheaper than single calls."""
        ...


class Encoder(Protocol):
    """The model that articles' vectors are made by, wherever it runs."""

    model: str
    """Its id, kept with every vector: only vectors of one model compare."""

    async def encode(self, text: str) -> Sequence[float]:
        """A vector of unit length. Calls under way at once travel together.

        Raises HostBusy while the model cannot be had, ModelError for a text that it refuses.
        """
        ...


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name that a tagger saw: a span, and what it takes it for."""

    start: int
    end: int
    label: Literal["PER", "LOC", "ORG", "MISC"]
    score: float = 1.0


class Tagger(Protocol):
    """Names in a text, as a statistical model sees them; rules over document and archive come after."""

    model: str
    languages: frozenset[str]

    def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
        """The names of each text, in order, not overlapping."""
        ...


class Scorer(Protocol):
    """A model that reads comments for moderators."""

    model: str

    @property
    def trouble(self) -> str:
        """Why it cannot be had, in words; empty while it can."""
        ...

    async def score(self, text: str) -> tuple[str, ...]:
        """Why a person should look at this text before others do: categories, each a word or two; nothing where nobody
        need. Raises HostBusy while the model cannot be had, ModelError for a text that it cannot judge."""
        ...


def _no_guesser() -> LanguageGuesser | None:
    return None


def _no_tagger(language: str) -> Tagger | None:
    return None


def _no_embedder() -> Embedder | None:
    return None


@dataclass(frozen=True, slots=True)
class Models:
    """How to come by each model in the process that needs it: module-level functions that load it once a process."""

    guesser: Callable[[], LanguageGuesser | None] = _no_guesser
    tagger: Callable[[str], Tagger | None] = _no_tagger
    """By language (ISO 639-1); None where there is none for it."""
    embedder: Callable[[], Embedder | None] = _no_embedder
