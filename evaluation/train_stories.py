"""Find the weights of likeness: python -m evaluation.train_stories DATA

A logistic regression over pairs of articles of half of each labelled set's stories, and half of the sample newsroom's.
Each set counts the same, ecbplus twice, for its pairs of events of one kind; in each set the pairs of one story count
as much as all others, of which those that are among an article's likest 40 count half.

Meaning has one weight for all lengths, since regressions trade it against words at will. Time has the weight TIME,
since what the sets tell of it is how they were gathered. What is printed goes into stories/likeness.py as
SAME_LANGUAGE; headlines have HEADLINE added to their bias, for their stories are wider in the only set of them, and no
weight for years, which they hardly name.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.newsroom import EPOCH, read_articles
from evaluation.stories import sketched
from evaluation.story_sets import SETS, Told, calibrated
from octavo.news.stories import Sketch
from octavo.sample.newsroom import newsroom
from octavo.stories.likeness import FEATURES, Likeness
from octavo.stories.shelf import Shelf
from octavo.stories.sketch import read_sketch

Values = NDArray[np.float64]

TIME, HEADLINE = -0.9, 1.0
LIKEST, POSITIVE, NEGATIVE = 40, 20_000, 20_000
TWICE = {"ecbplus": 2.0}
FITTED = tuple(FEATURES.index(name) for name in ("words", "phrases", "names", "figures", "years"))
"""Features whose weight changes with length; meaning has one, places told nothing."""
RIDGE = 0.3


def main() -> None:
    """Read, enrich, fit, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    data = arguments.parse_args().data
    told = {name: read(data / name) for name, read in SETS.items()} | {"newsroom": sample()}
    parts = [pairs_of(name, own) for name, own in told.items()]
    features, same, weights = (np.concatenate([part[place] for part in parts]) for place in range(3))
    fitted = fit(design(features), same, weights, TIME * features[:, FEATURES.index("time")])
    count = 1 + len(FITTED)
    short, slope = fitted[:count], fitted[count + 1 :]
    for name, values, raised in (("short", short, HEADLINE), ("long", short + slope, 0.0)):
        row = np.zeros(1 + len(FEATURES))
        row[[0, *(1 + place for place in FITTED)]] = values
        row[0] += raised
        row[1] = fitted[count]
        row[1 + FEATURES.index("time")] = TIME
        print(name, tuple(round(float(value), 2) for value in row))


def sample() -> list[Told]:
    """The sample newsroom, with its labels."""
    pieces = newsroom().pieces
    return [
        Told(pieces[key].story or key, pieces[key].house.host, pieces[key].published(EPOCH), article)
        for key, article in read_articles().items()
    ]


def pairs_of(name: str, told: Sequence[Told]) -> tuple[Values, Values, Values]:
    """Features, whether of one story, and weight, of the pairs in one language of the half for calibrating."""
    seen = calibrated(name, [one.story for one in told])
    own = [one for one, use in zip(told, seen, strict=True) if use]
    sketches = [sketched(number, one) for number, one in enumerate(own, start=1)]
    features = compared(sketches)
    one, other = np.triu_indices(len(own), 1)
    languages = np.array([sketch.language for sketch in sketches])
    alike = features[:, :, 0] + features[:, :, 1]
    np.fill_diagonal(alike, -np.inf)
    least = np.sort(alike, axis=1)[:, -min(LIKEST, len(own))]
    near = (alike >= least[:, None]) | (alike >= least[None, :])
    here = languages[one] == languages[other]
    one, other = one[here], other[here]
    stories = np.array([each.story for each in own])
    same = stories[one] == stories[other]
    chance = np.random.default_rng(0)
    groups = [
        (np.flatnonzero(same), POSITIVE, 0.5),
        (np.flatnonzero(~same), NEGATIVE, 0.25),
        (np.flatnonzero(~same & near[one, other]), 2 * NEGATIVE, 0.25),
    ]
    chosen, weights = [], []
    for places, most, share in groups:
        drawn = chance.choice(places, min(most, len(places)), replace=False)
        chosen.append(drawn)
        weights.append(np.full(len(drawn), 1000 * share * TWICE.get(name, 1.0) / max(1, len(drawn))))
    use = np.concatenate(chosen)
    return features[one[use], other[use]].astype(float), same[use].astype(float), np.concatenate(weights)


def compared(sketches: Sequence[Sketch]) -> NDArray[np.float32]:
    """Every article's features with every other."""
    shelf = Shelf(len(sketches))
    rows = np.array([shelf.add(sketch, read_sketch(sketch)) for sketch in sketches])
    likeness = Likeness(shelf)
    return np.concatenate([likeness.features(rows[place : place + 1], rows) for place in range(len(rows))])


def design(features: Values) -> Values:
    """Bias and features, meaning, and the first once more by length."""
    first = np.c_[np.ones(len(features)), features[:, FITTED]]
    return np.c_[first, features[:, 0], first * features[:, -1:]]


def fit(columns: Values, same: Values, weights: Values, offset: Values) -> Values:
    """Weighted logistic regression with a ridge, by Newton's method."""
    found = np.zeros(columns.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-(columns @ found + offset)))
        gradient = columns.T @ (weights * (likely - same)) + RIDGE * found
        curvature = (columns * (weights * likely * (1 - likely))[:, None]).T @ columns
        found -= np.linalg.solve(curvature + RIDGE * np.eye(len(found)), gradient)
    return found


if __name__ == "__main__":
    main()
