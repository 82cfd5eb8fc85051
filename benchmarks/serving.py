"""What readers open most, signed in and not, at 1,000 and at 100,000 articles: server time, requests a second, growth.

Each page is asked of the whole application, in this process and without a server: guard, who asks, queries, template.
The two archives are asked in turn, ROUNDS times each; the time in the middle and the one that 95 of 100 keep to are
told. Requests a second are those of AT_ONCE askers who never pause, on all cores that this process gets. Whoever is
signed in follows topics, a publisher and a category, has muted words, and has read and saved part of what is new.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from starlette.types import ASGIApp

from benchmarks.filled import NOW
from benchmarks.pages import KEPT, LARGE, SMALL, application_of, ask, filled_store, paths_of
from benchmarks.ratio import Ratio
from octavo.news.errors import Taken
from octavo.ports import CardFilter, Store
from octavo.serve import Admission
from octavo.serve.guard import OPEN_SESSION_COOKIE

PAGES = ("front", "article", "topic", "story")
ROUNDS = 100
AT_ONCE, BURST = 8, 200
"""Askers, and how often they ask together."""
NAME = "Ada Quill"


@dataclass(frozen=True)
class Site:
    """An archive's pages, and a reader of it."""

    app: ASGIApp
    paths: dict[str, str]
    cookie: str


def bench() -> Iterator[Ratio]:
    """Milliseconds and requests a second; the aim is a growth of at most 1.3."""
    with tempfile.TemporaryDirectory() as scratch:
        stores = [filled_store(Path(KEPT or scratch) / f"{number}.db", number) for number in (SMALL, LARGE)]
        sites = [_site(store) for store in stores]
        for page in PAGES:
            for who in ("nobody", "a reader"):
                asked = [(site.app, site.paths[page], site.cookie if who == "a reader" else "") for site in sites]
                yield from _measured(f"{page} for {who}", asked)
        for store in stores:
            store.close()


def _measured(what: str, asked: list[tuple[ASGIApp, str, str]]) -> Iterator[Ratio]:
    small, large = _in_turn(asked)
    for name, at in (("middle", 50), ("95 of 100", 95)):
        times = [quantiles(taken, n=100)[at - 1] for taken in (large, small)]
        yield Ratio(f"{what}: {name}, {LARGE:,} articles", times[0], f"{SMALL:,} articles", times[1], "ms", "≤ 1.3")
    rates = [_rate(*one) for one in reversed(asked)]
    yield Ratio(f"{what}: {LARGE:,} articles", rates[0], f"{SMALL:,} articles", rates[1], "requests a second", "≥ 0.75")


def _in_turn(asked: list[tuple[ASGIApp, str, str]]) -> list[list[float]]:
    """Milliseconds of each, after one to warm up."""
    taken: list[list[float]] = [[] for _ in asked]
    for one in asked:
        asyncio.run(ask(*one))
    for _ in range(ROUNDS):
        for times, one in zip(taken, asked, strict=True):
            began = time.perf_counter()
            asyncio.run(ask(*one))
            times.append((time.perf_counter() - began) * 1000)
    return taken


def _rate(app: ASGIApp, path: str, cookie: str) -> float:
    async def burst() -> None:
        async def asker() -> None:
            for _ in range(BURST // AT_ONCE):
                await ask(app, path, cookie)

        await asyncio.gather(*(asker() for _ in range(AT_ONCE)))

    began = time.perf_counter()
    asyncio.run(burst())
    return BURST / (time.perf_counter() - began)


def _site(store: Store) -> Site:
    return Site(application_of(store, Admission()), paths_of(store), _reader(store))


def _reader(store: Store) -> str:
    """Somebody who reads; their cookie."""
    try:
        reader = store.add_reader(NAME, email="", password=None, role="reader", now=NOW - timedelta(days=30))
    except Taken:
        found = store.reader_named(NAME)
        assert found is not None
        reader = found
    for pulse in store.pulses(NOW, 1, 1, 12).topics:
        store.follow(reader.id, "topic", pulse.topic.slug, NOW)
    store.follow(reader.id, "category", "science", NOW)
    cards = store.latest(CardFilter(), 60)
    store.follow(reader.id, "publisher", cards[0].publisher, NOW)
    store.mute(reader.id, "words", "quarterly results", NOW)
    for nth, card in enumerate(cards[:40]):
        store.see(reader.id, card.id, NOW)
        if nth % 4 == 0:
            store.save(reader.id, card.id, ["later"], NOW)
    secret = secrets.token_bytes(32)
    store.open_session(reader.id, secret, NOW, NOW + timedelta(days=1), "benchmark")
    return f"{OPEN_SESSION_COOKIE}={base64.urlsafe_b64encode(secret).decode()}"
