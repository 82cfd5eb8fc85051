"""Comments on a small site and on one with a million, of which an article has ten thousand: nobody may wait longer.

Both sites are asked in turn in one run, so that whatever else the machine does falls on both; the median of ROUNDS
counts. Pages are asked of the whole application in this process: guard, queries, template. The store is filled through
its own statements, a batch a transaction, because a million comments would each be flushed to the disk.

    python -m benchmarks.comments        this measurement alone, with p50 and p95 of each
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from starlette.types import ASGIApp

from benchmarks.filled import NOW, fill
from benchmarks.pages import application_of, ask
from benchmarks.ratio import Ratio
from octavo.community.plain import fingerprint
from octavo.news.comments import Because, Comment, CommentId, Record, Subject
from octavo.news.readers import ALONE
from octavo.ports import CardFilter, Store
from octavo.serve.links import card_path
from octavo.store import open_store
from octavo.store.comment_rows import path_of
from octavo.store.statements import statements

ARTICLES = 1_000
SMALL, LARGE = (20_000, 1_000), (1_000_000, 10_000)
"""Comments on the site, and of these on its busiest article."""
READERS = 5_000
ROUNDS = 60
ANSWERED = 0.55
"""Of comments that answer another."""
HELD = 0.002
BATCH = 20_000
_FILLING = "PRAGMA cache_size = -400000; PRAGMA synchronous = OFF"
_FILLED = "PRAGMA cache_size = -16000; PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(TRUNCATE)"
TEXT = "The boat ran at seven and the train did not wait, which is what was said last year in this place. " * 2

_sql = statements("comments")


def bench() -> Iterator[Ratio]:
    """Milliseconds, the median; the aim is a growth of at most 1.3."""
    for name, large, small in _measured():
        yield Ratio(
            f"comments: {name}, {LARGE[0]:,} on the site", median(large), f"{SMALL[0]:,}", median(small), "ms", "≤ 1.3"
        )


def _measured() -> Iterator[tuple[str, list[float], list[float]]]:
    """What was asked, and the milliseconds of each round on the large and on the small site."""
    with tempfile.TemporaryDirectory() as scratch:
        sites = [_Site(Path(scratch) / f"{total}.db", total, busiest) for total, busiest in (LARGE, SMALL)]
        for name in sites[0].questions:
            yield name, *_in_turn([site.questions[name] for site in sites])
        for site in sites:
            site.store.close()


class _Site:
    """A filled store and what is asked of it."""

    def __init__(self, path: Path, total: int, busiest: int) -> None:
        self.store = open_store(path)
        fill(self.store, ARTICLES)
        cards = self.store.latest(CardFilter(), 100)
        self.article = Subject("article", cards[0].id)
        self.top = _fill(self.store, [card.id for card in cards], total, busiest)
        app = application_of(self.store)
        thread = f"{card_path(cards[0])}/comments"
        self.questions: dict[str, Callable[[], object]] = {
            "article's page": partial(_get, app, card_path(cards[0])),
            "thread, best": partial(_get, app, thread),
            "thread, newest": partial(_get, app, f"{thread}?sort=newest"),
            "thread, newest, half way": partial(_get, app, f"{thread}?sort=newest&after={self._half_way()}"),
            "one comment with its answers": partial(_get, app, f"/comments/{self.top}"),
            "moderators' queue": partial(_get, app, "/moderation"),
            "moderators' history": partial(_get, app, "/moderation/history"),
            "write one": self._write,
            "like one and take it back": self._like,
        }
        self.written = 0

    def _half_way(self) -> CommentId:
        found: list[Comment] = []
        count = self.store.comment_count(self.article)
        while page := self.store.comments(self.article, "newest", 100, (1.0, found[-1].id) if found else None):
            found += page
            if len(found) * 3 > count:
                break
        return found[-1].id

    def _write(self) -> None:
        self.written += 1
        text = f"{TEXT} {self.written}"
        self.store.write_comment(ALONE, self.article, text, fingerprint(text), _nothing, NOW)

    def _like(self) -> None:
        self.store.like_comment(self.top, ALONE, NOW)
        self.store.unlike_comment(self.top, ALONE)


def _nothing(record: Record) -> tuple[Because, ...]:
    return ()


def _get(app: ASGIApp, address: str) -> None:
    asyncio.run(ask(app, address))


def _in_turn(asked: list[Callable[[], object]]) -> tuple[list[float], list[float]]:
    taken: list[list[float]] = [[] for _ in asked]
    for question in asked:
        question()
    for _ in range(ROUNDS):
        for times, question in zip(taken, asked, strict=True):
            began = time.perf_counter()
            question()
            times.append((time.perf_counter() - began) * 1000)
    return taken[0], taken[1]


def _fill(store: Store, articles: list[int], total: int, busiest: int) -> CommentId:
    """`total` comments, `busiest` of them on the first article; the most answered one of that."""
    chance = random.Random(7)
    readers = _readers(store, min(READERS, total))
    connections: Any = store.connections  # type: ignore[attr-defined]
    with connections.write() as connection:
        threads = [_sql.begin_thread(connection, article=article, story=None) for article in articles]
    left, roots = {threads[0]: busiest}, dict[int, list[tuple[int, ...]]]()
    left |= dict.fromkeys(threads[1:], (total - busiest) // (len(threads) - 1))
    queue = [thread for thread, number in left.items() for _ in range(number)]
    chance.shuffle(queue)
    with connections.alone() as connection:
        connection.execute(_FILLING)
    for start in range(0, len(queue), BATCH):
        with connections.write() as connection:
            for nth, thread in enumerate(queue[start : start + BATCH], start):
                _one(connection, chance, thread, roots.setdefault(thread, []), readers, nth, total)
    with connections.alone() as connection:
        connection.execute(_FILLED)
    found = store.comments(Subject("article", articles[0]), "best", 50)
    return max(found, key=lambda one: one.answers).id


def _one(
    connection: Any, chance: random.Random, thread: int, trees: list[tuple[int, ...]], readers: list[int], nth: int,
    total: int,
) -> None:  # fmt: skip
    above = chance.choice(trees[-200:])[:5] if trees and chance.random() < ANSWERED else ()
    held = chance.random() < HELD
    at = int((NOW - timedelta(days=300) * (1 - nth / total)).timestamp() * 1_000_000)
    number = _sql.add(
        connection, thread=thread, root=above[0] if above else None, parent=above[-1] if above else None,
        above=f"[{','.join(map(str, above))}]", author=chance.choice(readers), text=TEXT, print=chance.getrandbits(60),
        created=at, state="held" if held else "shown", because='[{"why":"links"}]' if held else "[]",
        queue="held" if held else "", waiting=at if held else None, score=1,
    )  # fmt: skip
    _sql.place(connection, comment=number, path=path_of((*above, number)))
    if held:
        statements("moderation").note_act(
            connection, comment=number, at=at, act="held", reader=None, because="[]", note=""
        )  # fmt: skip
        return
    trees.append((*above, number))
    for reader in chance.sample(readers, min(len(readers), int(chance.paretovariate(2)) - 1, 30)):
        _sql.like(connection, comment=number, reader=reader, at=at)


def _readers(store: Store, number: int) -> list[int]:
    connections: Any = store.connections  # type: ignore[attr-defined]
    with connections.write() as connection:
        return [
            statements("readers").add(
                connection, name=f"Reader {nth}", key=f"reader{nth}", email=None, role="reader", created=0, password="x"
            )
            for nth in range(number)
        ]


if __name__ == "__main__":
    for name, large, small in _measured():
        p50, p95 = median(large), quantiles(large, n=20)[-1]
        print(
            f"{name:32} {LARGE[0]:,}: p50 {p50:7.2f} ms, p95 {p95:7.2f} ms   "
            f"{SMALL[0]:,}: p50 {median(small):7.2f} ms   × {p50 / median(small):.2f}"
        )
