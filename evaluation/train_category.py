"""Train the category head: python -m evaluation.train_category DATA

Reads the seeds beside this module, the labels of the sample newsroom, and of DATA the sets whose licences allow that
what is learned from them is shipped: the even half of antcorpus (Apache-2), tgcontest's Russian labels (Apache-2) and
uci-news-aggregator-slice (CC BY). Writes src/octavo/enrich/category.json, the same from the same data.

    a softmax over the bundled model's vectors, by gradient descent with momentum
    a label that stands for several categories trains whichever of them the head finds likeliest (partial labels)
    seeds are short and leads are long: seeds of one category are also joined by twos, threes and fours
    the temperature is fitted on a fifth that is left out, then all is trained on
"""

from __future__ import annotations

import base64
import json
import random
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.category import ANTCORPUS, TGCONTEST, Case, Classes, ant_cases, embed, tg_cases
from octavo.enrich.vector import lead
from octavo.models.embedders import MODEL
from octavo.news.sources import CATEGORIES, Category
from octavo.sample.newsroom import newsroom

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "octavo" / "enrich" / "category.json"

DECAY, STEPS, RATE, MOMENTUM = 2.5e-4, 300, 2.0, 0.9
"""Decay by cross-validation over 5e-5 to 1e-3; the others where the loss no longer falls."""

JOINED = {"en": 120, "": 4}
"""Joins of seeds a category, in English and in each other language."""

UCI: Classes = {"b": ("business",), "t": ("technology", "science"), "e": ("entertainment",)}
ANT: Classes = {
    **ANTCORPUS,
    "localNews": ANTCORPUS["home"],
    "politic": ("politics",),
    "society": ("crime", "general", "health", "climate"),
}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to train on."""

    text: str
    allowed: tuple[Category, ...]
    weight: float
    held: bool
    """Whether it lies in the fifth that is left out to calibrate."""


def _seeds() -> list[Text]:
    by: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for name in ("english.txt", "languages.txt"):
        category = ""
        for line in (HERE / "category_seeds" / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                category = line.strip("[]")
            elif line:
                language, _, text = line.partition(": ") if name == "languages.txt" else ("en", "", line)
                by[category, language].append((text, _held(text)))
    found = []
    chance = random.Random(7)
    for (category, language), lines in by.items():
        allowed = (_category(category),)
        found.extend(Text(text, allowed, 1.0, held) for text, held in lines)
        for held in (False, True):
            part = [text for text, out in lines if out == held]
            joins = JOINED.get(language, JOINED[""]) if len(part) > 2 else 0
            for _ in range(joins // 5 if held else joins):
                together = chance.sample(part, chance.randint(2, min(4, len(part))))
                found.append(Text(". ".join(together), allowed, 1.0, held))
    return found


def _sample() -> list[Text]:
    return [
        Text(
            lead(piece.states[0].title, piece.states[0].standfirst, piece.states[0].body.split("\n")),
            (_category(piece.category),),
            0.5,
            _held(piece.story or piece.key),  # the articles of one story go together
        )
        for piece in newsroom().pieces.values()
    ]


def _labelled(cases: list[Case], classes: Classes, most: dict[str, float]) -> list[Text]:
    """Every label weighs as much as `most` texts at most, so that a set's own proportions are not learned."""
    cases = [case for case in cases if case.label in classes]
    counts = Counter(case.label for case in cases)
    return [
        Text(
            case.lead,
            classes[case.label],
            min(1.0, most.get(case.label, most[""]) / counts[case.label]),
            _held(case.key),
        )
        for case in cases
    ]


def _all(data: Path) -> list[Text]:
    headlines = map(json.loads, (data / "uci-news-aggregator-slice" / "uci.jsonl").open(encoding="utf-8"))
    uci = [Case(row["TITLE"], "", row["CATEGORY"], row["STORY"]) for row in headlines]
    ant = [case for case in ant_cases(data / "antcorpus") if case.even]
    return [
        *_seeds(),
        *_sample(),
        *_labelled(uci, UCI, {"": 160}),
        *_labelled(ant, ANT, {"": 130, "internationalNews": 100, "localNews": 450}),
        *_labelled(tg_cases(data / "tgcontest", "ru"), {**TGCONTEST, "other": ("lifestyle", "general")}, {"": 40}),
    ]


def train(vectors: Floats, allowed: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Weights (dimensions × categories) and bias. `allowed` has a 1 for every category that a text's label allows."""
    matrix, bias = np.zeros((vectors.shape[1], len(CATEGORIES))), np.zeros(len(CATEGORIES))
    speed, drift = np.zeros_like(matrix), np.zeros_like(bias)
    share = (weights / weights.sum())[:, None]
    for _ in range(STEPS):
        chances = softmax(vectors @ matrix + bias)
        wanted = chances * allowed
        wanted /= wanted.sum(1, keepdims=True)
        error = (chances - wanted) * share
        speed = MOMENTUM * speed + vectors.T @ error + DECAY * matrix
        drift = MOMENTUM * drift + error.sum(0)
        matrix, bias = matrix - RATE * speed, bias - RATE * drift
    return matrix, bias


def softmax(scores: Floats) -> Floats:
    """Of each row."""
    raised: Floats = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def sharpness(scores: Floats, allowed: Floats, weights: Floats) -> float:
    """What to multiply the scores by so that the probabilities of what is allowed are likeliest."""

    def surprise(factor: float) -> float:
        right = (softmax(factor * scores) * allowed).sum(1)
        return float(-(weights * np.log(right + 1e-9)).sum())

    return min((0.5 + 0.05 * step for step in range(70)), key=surprise)


def main(data: Path) -> None:
    """Train, calibrate, write."""
    texts = _all(data)
    vectors = np.array(embed([text.text for text in texts]))
    allowed = np.array([[category in text.allowed for category in CATEGORIES] for text in texts], dtype=float)
    weights = np.array([text.weight for text in texts])
    out = np.array([text.held for text in texts])
    matrix, bias = train(vectors[~out], allowed[~out], weights[~out])
    scores = vectors[out] @ matrix + bias
    factor = sharpness(scores, allowed[out], weights[out])
    _tell(softmax(factor * scores), allowed[out], weights[out])
    matrix, bias = train(vectors, allowed, weights)
    made = {
        "made_by": "evaluation/train_category.py",
        "model": MODEL,
        "texts": len(texts),
        "sharpness": round(factor, 2),
        "categories": CATEGORIES,
        "bias": [round(float(each), 4) for each in bias * factor],
        "weights": base64.b64encode((matrix.T * factor).astype("<f2").tobytes()).decode("ascii"),
    }
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"{len(texts)} texts; sharpness {factor:.2f}; written to {TARGET}")


def _tell(chances: Floats, allowed: Floats, weights: Floats) -> None:
    """How often the left-out fifth is right, by how sure the head is."""
    best, right = chances.max(1), (chances * allowed).argmax(1) == chances.argmax(1)
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        there = (best >= low) & (best < high)
        if there.any():
            share = (right * weights)[there].sum() / weights[there].sum()
            print(f"  sure {low:.1f}-{high:.1f}: right {share:.2f} of {there.sum()}")


def _held(key: str) -> bool:
    return zlib.crc32(key.encode()) % 5 == 0


def _category(name: str) -> Category:
    return next(category for category in CATEGORIES if category == name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
