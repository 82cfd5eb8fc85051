"""Finding copies: articles a second, searched for and remembered, when 60,000 are remembered already.

Fingerprints are drawn: a hundred hashes, as of 400 words, five of them boilerplate of the publisher; every tenth has
most of an earlier one, as agency copy does. The peer compares each with all others, one by one, on a twentieth of them
and reckoned up. The fingerprint itself is measured on texts of made-up words. Time is the processor's.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from benchmarks.ratio import Ratio
from octavo.news.addresses import ArticleId, PublisherId
from octavo.stories.copies import CopyIndex, Imprint, shingles_of
from octavo.stories.copies.shingles import TOP

ARTICLES, REMEMBERED, ROUND, PUBLISHERS = 80_000, 60_000, 5_000, 400
PEER, SHARE = 20, 20
TEXTS, WORDS = 300, 400
BEGAN = datetime(2031, 5, 1, tzinfo=UTC)
LEAST_A_SECOND, MOST_MEGABYTES = 2000.0, 150.0


def bench() -> Iterator[Ratio]:
    """Against the limits, against comparing with each, and a full index against a new one."""
    texts = [" ".join(f"w{number}" for number in np.random.default_rng(n).zipf(1.3, WORDS)) for n in range(TEXTS)]
    began = time.process_time()
    for text in texts:
        shingles_of(text)
    yield Ratio("copies: fingerprint", TEXTS / (time.process_time() - began), "limit", 1000.0, "articles/s", "≥ 1")
    arriving = list(drawn(ARTICLES))
    index = CopyIndex(REMEMBERED)
    rates = [added(index, arriving[start : start + ROUND]) for start in range(0, ARTICLES, ROUND)]
    peer = pairwise(arriving)
    yield Ratio("copies: find and remember", rates[-1], "limit", LEAST_A_SECOND, "articles/s", "≥ 1")
    yield Ratio("copies: find and remember", rates[-1], "comparing with each", peer, "articles/s", "≥ 20")
    yield Ratio("copies: 60,000 remembered", rates[-1], "the first 5,000", rates[0], "articles/s", "≥ 0.4")
    yield Ratio("copies: memory of 60,000", megabytes(arriving[:REMEMBERED]), "limit", MOST_MEGABYTES, "MB", "≤ 1")


def drawn(articles: int) -> Iterator[Imprint]:
    """The same in every run."""
    dice = np.random.default_rng(1)
    boilerplate = dice.integers(0, TOP, (PUBLISHERS, 5), np.uint32)
    lately = [dice.integers(0, TOP, 95, np.uint32)]
    for place in range(articles):
        own = dice.integers(0, TOP, 95, np.uint32)
        if place % 10 == 9:
            own[:70] = lately[int(dice.integers(0, len(lately)))][:70]
        lately = [*lately[-300:], own]
        hashes = np.unique(np.concatenate((own, boilerplate[place % PUBLISHERS])))
        publisher, shown = PublisherId(f"p{place % PUBLISHERS}.example"), BEGAN + timedelta(minutes=place)
        yield Imprint(ArticleId(place + 1), publisher, shown, hashes.astype("<u4").tobytes(), page=place + 1)


def added(index: CopyIndex, arriving: list[Imprint]) -> float:
    """Articles a second."""
    began = time.process_time()
    for one in arriving:
        index.add(one)
    return len(arriving) / (time.process_time() - began)


def pairwise(arriving: list[Imprint]) -> float:
    """Articles a second, of comparing with each remembered one: on a SHARE-th of them."""
    others = [frozenset(one.hashes.tolist()) for one in arriving[: REMEMBERED // SHARE]]
    began = time.process_time()
    for one in arriving[-PEER:]:
        asked = frozenset(one.hashes.tolist())
        max(len(asked & other) for other in others)
    return PEER / (time.process_time() - began) / SHARE


def megabytes(arriving: list[Imprint]) -> float:
    """What an index of these takes, their fingerprints among it."""
    tracemalloc.start()
    index = CopyIndex(REMEMBERED)
    for one in arriving:
        index.restore(one, None)
    taken = tracemalloc.get_traced_memory()[0] + sum(len(one.shingles) + 300 for one in arriving)
    tracemalloc.stop()
    return taken / 1e6
