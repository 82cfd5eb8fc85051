"""What weaving remembers of one article, packed: about 3 kB, so that 60,000 fit 200 MB.

1 byte        version
header        counts of columns part by part, dimensions, words, bytes of labels
columns       4 bytes each, a code; then 2 bytes each, how much it weighs (its part's squares add up to 1)
vector        2 bytes a dimension
labels        the columns' forms in the text, so that a decision can be told in words
imprint       what copies are told by (copies/imprint.py)
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from octavo.news.marks import TEXT_KINDS, Figure, Marks
from octavo.news.stories import Sketch, Unwoven
from octavo.stories.copies import Imprint, imprint_of, pack, unpack
from octavo.stories.terms import MOST, MOST_PHRASES, MOST_YEARS, Weighed, code_of, terms_of
from octavo.text.words import tokens

VERSION = 3
PARTS = ("words", "phrases", "names", "figures", "places", "years")
WIDTHS = (MOST, MOST_PHRASES, 24, 12, 8, MOST_YEARS)
"""Most columns of each part."""
_HEAD = struct.Struct("<B6BHHH")
_BETWEEN_PARTS, _BETWEEN = "\x1e", "\x1f"
_MARKS = re.compile("[\x1e\x1f]")
_LONGEST_LABEL = 40
_ROUND = 10
"""Counts up to this are too common to be told by."""


@dataclass(frozen=True, slots=True)
class Features:
    """A sketch, read."""

    codes: tuple[NDArray[np.uint32], ...]
    """Part by part, as PARTS."""
    weights: tuple[NDArray[np.float32], ...]
    labels: bytes
    """The columns' forms in the text: labels_of."""
    vector: NDArray[np.float16]
    """Empty where there is none."""
    words: int
    """Different terms that it has: a headline has eight, a report more than are kept."""
    imprint: Imprint


def sketch_of(unwoven: Unwoven) -> Sketch:
    """Everything that weaving compares, from an article as it is enriched."""
    stored, marks = unwoven.stored, unwoven.marks
    article, card = stored.article, stored.card
    texts = [article.standfirst, *(block.text for block in article.body if block.kind in TEXT_KINDS)]
    terms = terms_of(article.title, texts)
    columns = (terms.words, terms.phrases, _names(unwoven), _figures(marks), _places(marks), terms.years)
    forms = (_BETWEEN.join(_label(form) for _, form in part.values()) for part in columns)
    labels = _BETWEEN_PARTS.join(forms).encode()
    vector = np.asarray(unwoven.vector, "<f2")
    data = b"".join((
        _HEAD.pack(VERSION, *map(len, columns), len(vector), len(terms.words), len(labels)),
        np.array([code_of(term) for part in columns for term in part], "<u4").tobytes(),
        np.array([weight for part in columns for weight, _ in part.values()], "<f2").tobytes(),
        vector.tobytes(), labels, pack(imprint_of(stored, unwoven.publisher_names, unwoven.agencies)),
    ))  # fmt: skip
    language = (marks.language.code if marks else "") or card.language
    return Sketch(card.id, card.publisher, card.shown, language, unwoven.model, data)


def read_sketch(sketch: Sketch) -> Features:
    """Raises ValueError where the data is of another version or cut off."""
    data = sketch.data
    try:
        version, *rest = _HEAD.unpack_from(data)
    except struct.error as error:
        raise ValueError(f"{len(data)} bytes are no sketch") from error
    *counts, dimensions, words, length = rest
    total = sum(counts)
    place = _HEAD.size + 6 * total + 2 * dimensions
    if version != VERSION or len(data) < place + length:
        raise ValueError(f"{len(data)} bytes are no sketch of version {VERSION}")
    codes = np.frombuffer(data, "<u4", total, _HEAD.size)
    weights = np.frombuffer(data, "<f2", total, _HEAD.size + 4 * total).astype(np.float32)
    vector = np.frombuffer(data, "<f2", dimensions, _HEAD.size + 6 * total)
    ends = np.cumsum(counts).tolist()
    spans = list(zip([0, *ends], ends, strict=False))
    return Features(
        tuple(codes[start:end] for start, end in spans),
        tuple(weights[start:end] for start, end in spans),
        data[place : place + length],
        vector,
        words,
        unpack(data[place + length :], sketch.article, sketch.publisher, sketch.shown),
    )


def labels_of(labels: bytes, part: int) -> list[str]:
    """The forms of a part's columns, in their order: all of them are rarely asked for, so they are kept packed."""
    forms = labels.split(_BETWEEN_PARTS.encode())[part].decode()
    return forms.split(_BETWEEN) if forms else []


def _names(unwoven: Unwoven) -> Weighed:
    """The topics that it is about, each found in any language; and the words of its names, since a second report of
    one event rarely has them in the same form."""
    found: Weighed = {}
    for topic, name, weight in sorted(unwoven.topics, key=lambda one: -one[2])[:8]:
        found[f"#{topic}"] = (weight, name)
    hashtags = unwoven.marks.hashtags if unwoven.marks else ()
    for hashtag in hashtags:
        for word in tokens(hashtag.name):
            if len(found) < WIDTHS[2] and len(word) > 1:
                found.setdefault(word, (hashtag.salience, hashtag.name))
    return _unit(found)


def _figures(marks: Marks | None) -> Weighed:
    """Numbers with what they count; small ones and years say nothing alone."""
    found: Weighed = {}
    for figure in marks.figures if marks else ():
        if len(found) < WIDTHS[3] and abs(figure.value) > _ROUND:
            found.setdefault(f"{figure.value:g} {figure.unit}", (1.0, _told(figure)))
    return _unit(found)


def _told(figure: Figure) -> str:
    return f"{figure.text} {figure.counted}".strip() if figure.counted not in figure.text else figure.text


def _places(marks: Marks | None) -> Weighed:
    """Cities count more than the countries that they are in."""
    found: Weighed = {}
    for country, city, weight in _whereabouts(marks):
        if len(found) < WIDTHS[4]:
            found.setdefault(f"{country}/{city}", (weight, city or country))
    return _unit(found)


def _whereabouts(marks: Marks | None) -> Iterator[tuple[str, str, float]]:
    for place in marks.places if marks else ():
        if place.city:
            yield place.country, place.city, max(place.weight, 0.01)
        yield place.country, "", max(place.weight, 0.01) / 2


def _unit(columns: Weighed) -> Weighed:
    length = sqrt(sum(weight * weight for weight, _ in columns.values())) or 1.0
    return {term: (weight / length, form) for term, (weight, form) in columns.items()}


def _label(form: str) -> str:
    return _MARKS.sub(" ", form[:_LONGEST_LABEL])
