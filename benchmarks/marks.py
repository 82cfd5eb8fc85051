"""All marks of English articles of 300 words, on one core: articles a second, each mark's share, and memory.

The texts are the sample newsroom's, joined and cut to 300 words. They are read in a process of its own, one after
another as the worker's processes do, so that the memory is that of the models and marks alone. The time is the
processor's.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from benchmarks.ratio import Ratio

WORDS, ARTICLES, ROUNDS = 300, 30, 2
LEAST_A_SECOND, MOST_MEGABYTES = 20.0, 500.0


def bench() -> Iterator[Ratio]:
    """Against the limits; then each mark's milliseconds and its share of the whole."""
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.marks"], env=os.environ | single, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    whole = found["seconds"]
    rate = found["articles"] / whole
    yield Ratio("all marks, 300 words", rate, "limit", LEAST_A_SECOND, "articles/s", "≥ 1")
    yield Ratio("all marks, memory", found["megabytes"], "limit", MOST_MEGABYTES, "MB", "≤ 1")
    each, all_of_them = 1000 / found["articles"], 1000 / rate
    for mark, seconds in sorted(found["marks"].items(), key=lambda item: -item[1]):
        yield Ratio(f"  {mark}", seconds * each, "all marks", all_of_them, "ms", "")


def measure() -> dict[str, Any]:
    """Read every article, twice, after one that loads the models; the faster time of each mark."""
    from octavo.enrich import marks_of, understanding
    from octavo.models.bundled import MODELS

    spent: Counter[str] = Counter()

    class Timed(understanding._Care):
        """Tells how long each part took; the parts have no clock of their own."""

        def run(self, mark: str, otherwise: Any, part: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            began = time.process_time()
            try:
                return super().run(mark, otherwise, part, *args, **kwargs)
            finally:
                spent[mark] += time.process_time() - began

    articles = texts()
    degraded = marks_of(articles[0], "", MODELS).degraded
    understanding._Care = Timed  # type: ignore[misc]
    rounds: list[tuple[float, Counter[str]]] = []
    for _ in range(ROUNDS):
        spent.clear()
        began = time.process_time()
        for article in articles:
            marks_of(article, "", MODELS)
        rounds.append((time.process_time() - began, spent.copy()))
    seconds, marks = min(rounds, key=lambda one: one[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {
        "articles": len(articles), "seconds": seconds, "megabytes": megabytes, "marks": marks,
        "degraded": [mark for mark, _ in degraded],
    }  # fmt: skip


def texts() -> list[Any]:
    """Articles of 300 words in English."""
    from octavo.news.addresses import CanonicalUrl
    from octavo.news.articles import Article, Block
    from octavo.sample.newsroom import newsroom

    pieces = [piece for piece in newsroom().pieces.values() if piece.house.language == "en"][:ARTICLES]
    made = []
    for start, piece in enumerate(pieces):
        paragraphs = (
            paragraph
            for other in islice(cycle(pieces), start, None)
            for paragraph in other.states[0].body.split("\n\n")
            if not paragraph.startswith(("#", "!", ">", "|"))
        )
        body, left = [], WORDS
        while left > 0:
            words = next(paragraphs).split()[:left]
            body.append(Block("paragraph", " ".join(words)))
            left -= len(words)
        url = CanonicalUrl(f"https://gazette.example/{start}")
        made.append(Article(url, piece.states[0].title, tuple(body), section=piece.section, keywords=piece.tags))
    return made


if __name__ == "__main__":
    print(json.dumps(measure()))
