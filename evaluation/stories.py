"""Stories, as articles arrive: B³ against the labelled sets, streamed in order of time without looking ahead, one
configuration for all; the same with the arrivals of each hour shuffled; and pairs judged by people.

Every article is enriched as in life, but for the topics of an archive. The weights of likeness are regressions over
half of each set's stories (`unseen` is the other half, streamed alone).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path

from evaluation.figures import Figure, Measure
from evaluation.story_sets import SETS, Told, calibrated, tgcontest
from octavo.enrich import marks_of
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import Card, Revision, StoredArticle
from octavo.news.stories import Sketch, StoryId, Unwoven
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import Weaver

HOUR = 3600
SEEDS = range(3)
"""Shuffles, of which the mean is told."""


def sketched(number: int, told: Told) -> Sketch:
    """What weaving gets of an article, as if a store held it under this number."""
    article, shown = told.article, told.shown
    marks = marks_of(article, "", MODELS)
    card = Card(
        ArticleId(number), article.url, article.title, PublisherId(told.publisher), told.publisher, shown, "",
        marks.language.code, marks.category, "article",
    )  # fmt: skip
    revision = Revision(1, shown, article.title, article.standfirst, article.body)
    stored = StoredArticle(card, article, shown, (revision,))
    return sketch_of(Unwoven(stored, marks, (), marks.vector, marks.vector_model, (told.publisher,)))


def woven(sketches: Sequence[Sketch]) -> dict[ArticleId, StoryId]:
    """Where each article is when all have arrived in this order."""
    weaver = Weaver()
    for sketch in sketches:
        weaver.add(sketch)
    return {sketch.article: story for sketch in sketches if (story := weaver.story(sketch.article)) is not None}


def b_cubed(found: Sequence[int], gold: Sequence[str]) -> tuple[float, float, float]:
    """B³ F1, precision and recall over articles (Bagga and Baldwin 1998)."""
    ours, theirs, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    precision = sum(count**2 / ours[one] for (one, _), count in both.items()) / len(gold)
    recall = sum(count**2 / theirs[other] for (_, other), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), precision, recall


def completeness(found: Sequence[int], gold: Sequence[str]) -> float:
    """How far each story is in one piece: 1 − H(found | gold) ÷ H(found) (Rosenberg and Hirschberg 2007)."""
    ours, theirs, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    entropy = -sum(count * log(count / len(gold)) for count in ours.values())
    given = -sum(count * log(count / theirs[other]) for (_, other), count in both.items())
    return 1 - given / entropy if entropy else 1.0


def purity(found: Sequence[int], gold: Sequence[str]) -> float:
    """Share of articles whose story is mostly of their label."""
    most: Counter[int] = Counter()
    for (one, _), count in Counter(zip(found, gold, strict=True)).items():
        most[one] = max(most[one], count)
    return sum(most.values()) / len(gold)


def measure_of(name: str, read: Callable[[Path], list[Told]]) -> Measure:
    """The measure of one set."""

    def measure(folder: Path) -> Iterator[Figure]:
        began = time.monotonic()
        told = read(folder)
        sketches = [sketched(number, one) for number, one in enumerate(told, start=1)]
        gold = [one.story for one in told]

        def scores(order: Sequence[int]) -> tuple[list[int], list[str]]:
            stories = woven([sketches[place] for place in order])
            return [int(stories[sketches[place].article]) for place in order], [gold[place] for place in order]

        found, labels = scores(range(len(told)))
        f1, precision, recall = b_cubed(found, labels)
        shuffled = [b_cubed(*scores(within_the_hour(told, seed)))[0] for seed in SEEDS]
        unseen = b_cubed(*scores([place for place, seen in enumerate(calibrated(name, gold)) if not seen]))[0]
        values = {
            "b3_f1": f1, "b3_precision": precision, "b3_recall": recall,
            "stories_ratio": len(set(found)) / len(set(labels)), "purity": purity(found, labels),
            "completeness": completeness(found, labels), "b3_f1_shuffled": sum(shuffled) / len(shuffled),
            "b3_f1_shuffled_least": min(shuffled), "b3_f1_unseen": unseen,
        }  # fmt: skip
        seconds = time.monotonic() - began
        yield from (Figure(name, metric, value, len(told), seconds) for metric, value in values.items())

    return measure


def within_the_hour(told: Sequence[Told], seed: int) -> list[int]:
    """The order of arrival, shuffled among articles shown in the same hour."""
    chance = random.Random(seed)
    keys = [(one.shown.timestamp() // HOUR, chance.random()) for one in told]
    return sorted(range(len(told)), key=keys.__getitem__)


def pairs(folder: Path) -> Iterator[Figure]:
    """Pairs judged by people, each as if nothing else had arrived."""
    began = time.monotonic()
    said, truth = [], []
    for one, other, same in tgcontest(folder):
        stories = woven([sketched(1, one), sketched(2, other)])
        said.append(len(set(stories.values())) == 1)
        truth.append(same)
    right = sum(a and b for a, b in zip(said, truth, strict=True))
    value = 2 * right / (sum(said) + sum(truth))
    yield Figure("tgcontest", "pairs_f1", value, len(truth), time.monotonic() - began)


MEASURES: dict[str, Measure] = {name: measure_of(name, read) for name, read in SETS.items()} | {"tgcontest": pairs}
