"""Fit ask/weighing.py: python -m evaluation.train_ask DATA [STORE]

Of the quiz's questions those without an evidence article of their own are learned from: for some of them the set's own
search listed an article that holds the answer. Each is asked once of the archive with these articles (a sentence that
holds the answer is a right one) and once without them, where no candidate holds the answer any more (what is left does
not say). STORE keeps the archive from one run to the next. Prints the weights.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.archive import bring
from evaluation.asking import DAY, Asking, AsOf, all_questions, embed, holds
from evaluation.search import NOW, articles
from octavo.ask import weighing
from octavo.ask.answering import _best
from octavo.ask.evidence import Candidate, candidates
from octavo.ask.understanding import understand
from octavo.index.days import span_of
from octavo.models.embedders import MODEL
from octavo.ports import Store
from octavo.store import open_store

MOST = 400
RIDGE = 1.0


def gathered(store: Store, one: Asking, gone: frozenset[str] = frozenset()) -> list[Candidate]:
    """The candidates for a question."""
    shelves: Any = AsOf(store, one.day, gone)
    now = one.day + DAY
    understood = understand(one.text, now, topics=shelves, span_of=span_of)
    return candidates(understood, shelves, now, vectors=embed, model=MODEL)


def fitted(rows: Sequence[Sequence[float]], labels: Sequence[bool]) -> NDArray[np.float64]:
    """Logistic regression with a ridge, by Newton's method; the last weight is the constant."""
    x = np.c_[np.array(rows, float), np.ones(len(rows))]
    y, weights = np.array(labels, float), np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + RIDGE * np.r_[weights[:-1], 0]
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights)), slope)
    return weights


def main() -> None:
    folder = Path(sys.argv[1]) / "realtimeqa"
    place = Path(sys.argv[2])
    new = not place.exists()
    store = open_store(place)
    if new:
        bring(store, articles(folder), NOW)
    learned = [one for one in all_questions(folder) if not one.gold]
    random.Random(7).shuffle(learned)
    names = [name for name in weighing.SENTENCE if name]
    told, labels, pairs = [], [], []
    for one in learned[:MOST]:
        with_it = gathered(store, one)
        if not any(holds(c.text, one.answers) for c in with_it):
            continue
        told += [[getattr(c.features, name) for name in names] for c in with_it]
        labels += [holds(c.text, one.answers) for c in with_it]
        pairs.append((one, with_it, gathered(store, one, one.listed)))
    sentence = fitted(told, labels)
    _show("SENTENCE", names, sentence)
    weighing.SENTENCE = dict(zip([*names, ""], sentence.tolist(), strict=True))
    rows, says = [], []
    for one, with_it, without in pairs:
        for found, label in ((with_it, True), (without, False)):
            if found and (label or not any(holds(c.text, one.answers) for c in found)):
                rows.append(weighing.telling(_best(found)))
                says.append(label)
    names = [*weighing.GREATEST, *(name for name in weighing.FIRST if name)]
    _show("GREATEST, FIRST", names, fitted(rows, says))
    print(f"{len(pairs)} questions, {sum(says)} told, {len(says) - sum(says)} not")


def _show(title: str, names: Sequence[str], weights: NDArray[np.float64]) -> None:
    print(title, [(name, round(weight, 2)) for name, weight in zip([*names, ""], weights.tolist(), strict=True)])


if __name__ == "__main__":
    main()
