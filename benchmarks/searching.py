"""Search at 10,000, 100,000 and 1,000,000 articles, beside Tantivy over the same texts: p50 and p95 of each kind of
query, how large the index is, and how fast it is built.

Queries are drawn from the archive itself, ROUNDS of each kind: a rare word (in 2 to 20 of the sampled texts), a common
one (in a third of them), two words of one article, three that stand side by side, a common word within a category and a
publisher, and a question of eight words with its vector, fused. Octavo answers with twenty hits, their snippets and
facets, which is all that a page shows; Tantivy with twenty numbers. The time is the processor's, of one thread: others
may be at work on the machine. What Octavo keeps besides the index (texts, vectors) is not counted with it.

    DATA=DIR python -m benchmarks searching             10,000 and 100,000
    DATA=DIR SIZES=1000000 python -m benchmarks searching
"""

from __future__ import annotations

import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.ratio import Ratio
from benchmarks.texts import NOW, Made, articles, bring, facets, read_texts
from octavo.index import parse_query
from octavo.ports import Meaning, Query, Store
from octavo.store import open_store

ROUNDS = 40
SAMPLE = 600
"""Articles that queries are drawn from."""
OWN = 1000
"""Articles indexed by the store's own function, from which the rate is taken."""
LIMIT_MS, LIMIT_RATIO = 30.0, 3.0
_STATEMENT = re.compile(r"[a-z]{4,}")

Asked = tuple[Query, str, Meaning | None]
"""The query, the same in Tantivy's language (empty: it has nothing like it), and its vector."""


def bench() -> Iterator[Ratio]:
    """Against Tantivy, and against the limit."""
    data = Path(os.environ.get("DATA", "evaluation/data"))
    texts = read_texts(data)
    if not texts:
        return
    kept = os.environ.get("ARCHIVES", "")
    for size in map(int, os.environ.get("SIZES", "10000,100000").split(",")):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(kept or folder)
            store = open_store(place / f"{size}.db")
            try:
                spent = _built(store, texts, size)
                index, their_spent = _theirs(place / f"{size}.tantivy", texts, size)
                if spent and their_spent:
                    yield Ratio(f"index {size:,}, built", OWN / spent, "Tantivy", size / their_spent, "articles/s", "")
                theirs = sum(file.stat().st_size for file in (place / f"{size}.tantivy").iterdir()) / 1e6
                yield Ratio(f"index {size:,}, size", _size(store), "Tantivy", theirs, "MB", "")
                yield from _compared(store, index, list(articles(texts, size - SAMPLE, size)), size)
            finally:
                store.close()


def _compared(store: Store, index: tantivy.Index, sample: list[Made], size: int) -> Iterator[Ratio]:
    for kind, asked in queries(sample).items():
        ours = sorted(_milliseconds(lambda one: _ask(store, one), asked))
        theirs = sorted(_milliseconds(lambda one: _ask_theirs(index, one), [one for one in asked if one[1]]))
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            mine = _at(ours, share)
            what = f"search {size:,}, {kind}, {name}"
            if theirs:
                yield Ratio(what, mine, "Tantivy", _at(theirs, share), "ms", f"≤ {LIMIT_RATIO:g}")
            yield Ratio(what, mine, "limit", LIMIT_MS, "ms", "≤ 1")


def queries(sample: list[Made]) -> dict[str, list[Asked]]:
    """The kinds, each with its queries."""
    chance = random.Random(7)
    having = Counter(word for one in sample for word in set(_STATEMENT.findall(one.words)))
    rare = sorted(word for word, count in having.items() if 2 <= count <= 20)
    common = sorted(word for word, count in having.items() if count >= len(sample) / 3) or ["said"]

    def words(one: Made, many: int) -> list[str]:
        known = sorted({word for word in _STATEMENT.findall(one.words) if having[word] > 3})
        return chance.sample(known, min(many, len(known)))

    def phrase(one: Made) -> str:
        spoken = one.words.split()
        at = chance.randrange(max(1, len(spoken) - 4))
        return " ".join(spoken[at : at + 3])

    kinds: dict[str, list[tuple[str, str, Meaning | None]]] = {
        "rare": [(word, word, None) for word in chance.sample(rare, min(ROUNDS, len(rare)))],
        "common": [(word, word, None) for word in chance.choices(common, k=ROUNDS)],
        "two words": [],
        "phrase": [],
        "filtered": [],
        "fused": [],
    }
    for one in chance.sample(sample, ROUNDS):
        pair = words(one, 2)
        kinds["two words"].append((" ".join(pair), " AND ".join(pair), None))
        kinds["phrase"].append((f'"{(said := phrase(one))}"', f'"{said}"', None))
        word = chance.choice(common)
        narrowed = f'{word} AND facets:"category:{one.category}" AND facets:"source:{one.publisher}"'
        kinds["filtered"].append((f"{word} category:{one.category} source:{one.publisher}", narrowed, None))
        vector = one.text.vector / float((one.text.vector**2).sum() ** 0.5)
        kinds["fused"].append((" ".join(words(one, 8)), "", Meaning("made", vector.tolist())))
    return {
        kind: [(parse_query(ours, NOW), theirs, meaning) for ours, theirs, meaning in asked]
        for kind, asked in kinds.items()
    }


def _ask(store: Store, asked: Asked) -> object:
    return store.find(asked[0], 20, now=NOW, meaning=asked[2])


def _ask_theirs(index: tantivy.Index, asked: Asked) -> object:
    searcher = index.searcher()
    found = searcher.search(index.parse_query(asked[1], ["title", "body"]), 20)
    return [searcher.doc(address)["number"] for _, address in found.hits]


def _milliseconds(ask: Callable[[Asked], object], asked: list[Asked]) -> list[float]:
    """Of each query, the second time it is asked."""
    taken = []
    for one in asked:
        ask(one)
        began = time.thread_time()
        ask(one)
        taken.append((time.thread_time() - began) * 1000)
    return taken


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def _built(store: Store, texts: list[Any], size: int) -> float:
    """Processor seconds of the last OWN articles; 0 where they were there already."""
    if store.search(Query(), 1):
        return 0.0
    return bring(store, texts, 0, size, own=OWN)


def _theirs(place: Path, texts: list[Any], size: int) -> tuple[tantivy.Index, float]:
    """Tantivy's index, and the processor seconds that adding the last OWN took, as if all took as long."""
    if (place / "meta.json").exists():
        return tantivy.Index.open(str(place)), 0.0
    place.mkdir(parents=True, exist_ok=True)
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", stored=True)
    schema.add_text_field("title")
    schema.add_text_field("body")
    schema.add_text_field("facets", tokenizer_name="whitespace")
    index = tantivy.Index(schema.build(), path=str(place))
    writer = index.writer(256_000_000, 1)
    began, making = time.process_time(), 0.0
    for one in _timed(articles(texts, 0, size)):
        made, seconds = one
        making += seconds
        writer.add_document(
            tantivy.Document(number=made.number + 1, title=made.title, body=made.body, facets=facets(made))
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, time.process_time() - began - making


def _timed(made: Iterator[Made]) -> Iterator[tuple[Made, float]]:
    """Each with the seconds that making it took."""
    while True:
        began = time.thread_time()
        one = next(made, None)
        if one is None:
            return
        yield one, time.thread_time() - began


def _size(store: Store) -> float:
    """Megabytes of the index alone."""
    with store.connections.read() as connection:  # type: ignore[attr-defined]
        pages = connection.execute("SELECT sum(length(block)) FROM docs_data").get
        sizes = connection.execute("SELECT sum(length(sz)) FROM docs_docsize").get
    return float((pages + sizes) / 1e6)
