"""Pages at 1,000 and at 100,000 articles, in one run: what a reader waits for must not grow with the archive.

Each page is asked of the whole application, in this process and without a server: guard, queries, template. The two
archives are asked in turn, so that whatever else the machine does falls on both; the median of ROUNDS counts. Search is
asked for the commonest word of the newest articles, and for a word that one article has. Trends are found out once a
minute, whoever reads: what that takes stands apart.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from starlette.types import ASGIApp

from benchmarks.filled import NOW, fill, milliseconds
from benchmarks.ratio import Ratio
from octavo.index import in_the_news
from octavo.news.articles import Image
from octavo.news.errors import ConnectionFailed
from octavo.news.jobs import StageKey
from octavo.ports import CardFilter, Store, StoryFilter, asking_for
from octavo.serve import Admission, Doors, application
from octavo.serve.links import card_path, story_card_path, topic_path
from octavo.serve.trending import MOST
from octavo.store import open_store

SMALL, LARGE = 1_000, 100_000
ROUNDS = 40
KEPT = os.environ.get("BENCH_STORES", "")
"""A folder in which to keep the filled stores between runs: filling the large one takes minutes."""


def bench() -> Iterator[Ratio]:
    """Milliseconds of each kind of page; the aim is a growth of at most 1.3."""
    with tempfile.TemporaryDirectory() as scratch:
        stores = [filled_store(Path(KEPT or scratch) / f"{number}.db", number) for number in (SMALL, LARGE)]
        apps = [application_of(store) for store in stores]
        paths = [paths_of(store) for store in stores]
        for name in paths[0]:
            small, large = _in_turn([(app, path[name]) for app, path in zip(apps, paths, strict=True)])
            yield Ratio(f"page: {name}, {LARGE:,} articles", large, f"{SMALL:,} articles", small, "ms", "≤ 1.3")
        for name, question in _LISTS.items():
            small, large = (milliseconds(partial(question, store), ROUNDS) for store in stores)
            yield Ratio(f"{name}, {LARGE:,} articles", large, f"{SMALL:,} articles", small, "ms", "≤ 1.3")
        found = [milliseconds(partial(in_the_news, store, NOW, MOST), ROUNDS) for store in stores]
        yield Ratio(
            f"trends found, {LARGE:,} articles", found[1], f"{SMALL:,} articles, half a day", found[0], "ms", "≤ 3"
        )
        for store in stores:
            store.close()


_DAY = NOW - timedelta(days=1)
_LISTS: dict[str, Callable[[Store], object]] = {
    "stories, the newest 30": lambda store: store.stories(StoryFilter(), 30),
    "stories, 300 to rank": lambda store: store.stories(StoryFilter(since=_DAY), 300),
    "stories in two languages": lambda store: store.stories(StoryFilter(languages=("es", "ar")), 30),
    "stories of a country and category": lambda store: store.stories(StoryFilter("sport", countries=("LB",)), 5),
    "stories of five publishers": lambda store: store.stories(StoryFilter(least_publishers=5), 10),
}
"""What pages choose stories from; few enough that the small archive has as many."""


def filled_store(path: Path, number: int) -> Store:
    """A store of so many articles, filled where it is empty."""
    store = open_store(path)
    if not store.feeds():
        fill(store, number)
    return store


def paths_of(store: Store) -> dict[str, str]:
    """One address of every kind, such that both archives fill the page: each has its own articles."""
    cards = store.latest(CardFilter(languages=("en",)), 60)
    words = {word for card in cards for word in card.summary.lower().split()}
    common = max(sorted(words), key=lambda word: store.count(asking_for(word), SMALL))
    return {
        "front": "/?lang=all",
        "front in one language": "/?lang=en",
        "category": "/category/sport?lang=all",
        "category in three languages": "/category/sport?lang=en,es,ar",
        "article": card_path(cards[30]),
        "story": story_card_path(store.stories(StoryFilter(least_publishers=5), 1)[0]),
        "topics": "/topics",
        "topic": topic_path(store.pulses(NOW, 1, 1, 1).topics[0].topic.slug) + "?lang=all",
        "publisher": f"/publisher/{cards[0].publisher}",
        "search, a common word": f"/search?q={common}",
        "search, a word of one article": "/search?q=item500",
        "sources": "/sources",
        "dashboard": "/dashboard",
    }


def _in_turn(asked: list[tuple[ASGIApp, str]]) -> list[float]:
    """The median milliseconds of each, asked by turns after one to warm up."""
    taken: list[list[float]] = [[] for _ in asked]
    for app, path in asked:
        asyncio.run(ask(app, path))
    for _ in range(ROUNDS):
        for times, (app, path) in zip(taken, asked, strict=True):
            began = time.perf_counter()
            asyncio.run(ask(app, path))
            times.append((time.perf_counter() - began) * 1000)
    return [median(times) for times in taken]


async def ask(app: ASGIApp, address: str, cookie: str = "") -> None:
    """One request, which must be answered well."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "state": {},
        "headers": [(b"host", b"localhost"), (b"cookie", cookie.encode())],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 200))

    await app(scope, receive, send)
    if statuses[0] != 200:
        raise RuntimeError(f"{address} was answered with {statuses[0]}")


class _NoImages:
    """Pictures are not measured here."""

    async def get(self, image: Image, width: int) -> tuple[bytes, str]:
        raise ConnectionFailed("no pictures here")


def application_of(store: Store, admission: Admission | None = None) -> ASGIApp:
    """The pages over a store, at the moment at which its last article came."""
    doors = Doors(
        poll=StageKey("poll", 1),
        discover=StageKey("discover", 1),
        add_edition=lambda edition: (),
        add_candidates=lambda candidates, category: (),
        add_feeds=lambda feeds: (),
        read_opml=lambda content: (),
        write_opml=lambda feeds, publishers: b"",
    )
    return application(store, _NoImages(), clock=lambda: NOW, hosts=(), version="0", doors=doors, admission=admission)
