"""Vectors of the sentences that vectors can tell something of; no more of them than half a second's work."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.ports import Embedder
from octavo.stories.comparing.material import Material

MOST = 60
"""Sentences of a story that are given to the embedder: half a second's work on one core."""

LONGEST = 300
"""Characters of a sentence that are embedded."""

Vector = NDArray[np.float32]


def vectors_of(material: Material, unsure: Sequence[int], embedder: Embedder | None) -> dict[int, Vector]:
    """Vectors of sentences by number.

    Where a story has several languages, of the first sentences of its articles and those with figures and names; then
    of the `unsure`: those of which words alone do not tell whether they say what another says.
    """
    if embedder is None:
        return {}
    languages = {source.language for source in material.sources}
    foreign = sorted(range(len(material.sentences)), key=lambda n: _late(material, n)) if len(languages) > 1 else []
    known = [n for n in (*foreign, *unsure) if _language(material, n) in embedder.languages]
    wanted = sorted(list(dict.fromkeys(known))[:MOST])
    vectors = embedder.embed([material.sentences[n].text[:LONGEST] for n in wanted])
    return {n: np.asarray(vector, dtype=np.float32) for n, vector in zip(wanted, vectors, strict=True) if len(vector)}


def _language(material: Material, n: int) -> str:
    return material.sources[material.sentences[n].source].language


def _late(material: Material, n: int) -> float:
    """How far down a sentence is; figures and names lift it, because they tell what it speaks of in any language."""
    one = material.sentences[n]
    return one.number - 3 * min(len(one.figures), 2) - 2 * min(len(one.names), 2)
