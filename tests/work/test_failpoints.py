"""Cut off before and after every commit of a whole run, Octavo loses and doubles nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.work.fakes import Clock, FakeFetcher, InlineProcessor, page
from tests.work.press import Press
from tests.work.test_end_to_end import assert_everything_once, subscribe

from octavo.ports import Answer, Tools
from octavo.store import open_store
from octavo.work import KEYS, Worker
from octavo.work.loom import StoreLoom

LEASE = 300.0
WRITES = ("claim", "finish", "fail", "release")


class Cut(BaseException):
    """The end of the process, as far as the store is concerned."""


class CutStore:
    """A store that can be used no more from its n-th write on; that one is still done, or is not."""

    def __init__(self, store: Any, last: int, *, done: bool) -> None:
        self._store, self._left, self._done = store, last, done

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if name not in WRITES:
            return method

        def write(*args: Any) -> Any:
            self._left -= 1
            if self._left < 0 or (self._left == 0 and not self._done):
                raise Cut
            result = method(*args)
            if self._left == 0:
                raise Cut
            return result

        return write


def press_fetcher(press: Press) -> FakeFetcher:
    answers: dict[str, Answer | Exception] = {}
    for feed in range(press.feeds):
        answers[press.feed(feed).url] = Answer(
            page(press.feed(feed).url, press.feed_body(feed), content_type="application/rss+xml", etag=f'"{feed}"')
        )
        for article in range(press.articles):
            url = press.address(feed, article)
            answers[url] = Answer(page(url, press.page(feed, article)))
    return FakeFetcher(answers)


def run(store: Any, press: Press, clock: Clock) -> bool:
    """Work until idle; whether it was cut off."""
    tools = Tools(press_fetcher(press), InlineProcessor(), KEYS, loom=StoreLoom(store))

    async def work() -> None:
        await Worker(store, tools, clock=clock, lease=LEASE, connections=2, workers=1).run_until_idle()

    try:
        asyncio.run(work())
    except Cut:
        return True
    return False


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_cut_off_at_every_commit(tmp_path, done):
    """One store for each cut; the next start is a lease later, when the jobs of the dead one are free again."""
    press, cut = Press(feeds=2, articles=2), 0
    while True:
        cut += 1
        store, clock = open_store(tmp_path / f"{cut}.db"), Clock(datetime.now(UTC))
        subscribe(store, press)
        clock.advance(1)
        was_cut = run(CutStore(store, cut, done=done), press, clock)
        assert store.check() == []
        clock.now += timedelta(seconds=LEASE + 1)
        assert not run(store, press, clock)
        assert_everything_once(store, press)
        store.close()
        if not was_cut:
            break
    assert cut > 10, "the run was too short to be cut anywhere that matters"
