"""Whatever readers do meanwhile and wherever the process is cut off: everything that concerns a reader is told, by
every way they want, once; never in quiet hours, and never what they muted."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.weaving import Press

from octavo.news.addresses import ArticleId
from octavo.news.errors import ConnectionFailed
from octavo.news.notices import Browser, Notice, Sending
from octavo.news.readers import ALONE, Channel, Reader, ReaderSettings
from octavo.ports import Store
from octavo.store import open_store
from octavo.work.messenger import LEASE, RETRIES, Messenger

PAPERS = ("harbour", "lake", "hill")
ARTICLES = 9
OUTSIDE: tuple[Channel, ...] = ("email", "webhook")
SETTINGS = ReaderSettings(notices_by=("page", *OUTSIDE), quiet=(20, 22), webhook="https://x.example/")


class CutOffError(Exception):
    """The process ended here."""


class Mortal:
    """A store whose process ends at its n-th call, before or after it was done."""

    def __init__(self, store: Store, calls: int, after: bool) -> None:
        self._store, self._left, self._after = store, calls, after

    def __getattr__(self, name: str) -> Callable[..., Any]:
        done = getattr(self._store, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left < 0 or (self._left == 0 and not self._after):
                raise CutOffError
            answer = done(*args, **kwargs)
            if self._left == 0:
                raise CutOffError
            return answer

        return call


class Post:
    """A courier that notes what arrived when; it fails where it is told to."""

    def __init__(self) -> None:
        self.arrived: list[tuple[Channel, int, str, datetime]] = []
        self.fails = 0
        self.now = NOW
        self.muted: set[str] = set()
        """Papers that are muted now,"""
        self.ever: set[str] = set()
        """and that ever were."""
        self.unwanted: set[str] = set()
        """Those of them of which something arrived all the same."""
        self.excused: set[int] = set()
        """Sendings under way when a process was cut off: they may come again."""

    async def carry(self, sending: Sending, reader: Reader, browser: Browser | None, notices: list[Notice]) -> None:
        if self.fails:
            self.fails -= 1
            raise ConnectionFailed("not now")
        papers = {one.card.publisher.removesuffix(".example") for one in notices if one.card}
        self.unwanted |= papers & self.muted
        self.arrived += [(sending.channel, sending.id, one.key, self.now) for one in notices if one.kind == "article"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[ArticleId]]:
    """Articles of three papers, in no story yet; each example begins with a copy."""
    path = tmp_path_factory.mktemp("archive") / "octavo.db"
    store = open_store(path, clock=lambda: NOW)
    press = Press(store)
    made = [press.wrote(PAPERS[number % len(PAPERS)], MINUTE) for number in range(ARTICLES)]
    store.set_settings(ALONE, SETTINGS)
    store.close()
    return path, made


papers = st.sampled_from(PAPERS)
steps = st.lists(
    st.one_of(
        st.just(("joins", None)),
        st.tuples(st.just("joins"), st.none() | st.tuples(st.integers(1, 12), st.booleans())),
        st.tuples(st.just("follow"), papers),
        st.tuples(st.just("unfollow"), papers),
        st.tuples(st.just("mute"), papers),
        st.tuples(st.just("unmute"), papers),
        st.tuples(st.just("wait"), st.integers(1, 150)),
        st.tuples(st.just("fail"), st.integers(1, 3)),
        st.just(("turn",)),
        st.tuples(st.just("cut off"), st.integers(1, 12), st.booleans()),
    ),
    min_size=10,
    max_size=30,
)


@given(steps)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_is_told_once(
    archive: tuple[Path, list[ArticleId]], tmp_path_factory: pytest.TempPathFactory, todo: list[tuple[Any, ...]]
) -> None:
    template, articles = archive
    path = tmp_path_factory.mktemp("one") / "octavo.db"
    shutil.copy(template, path)
    store, post, waiting = open_store(path, clock=lambda: NOW), Post(), list(articles)
    press, follows, mutes, expected = Press(store), set[str](), post.muted, set[str]()
    try:
        for step in [*(("follow", paper) for paper in PAPERS), *todo, ("joins", (2, True)), ("turn",)]:
            match step:
                case ["joins", cut] if waiting:
                    number = waiting.pop(0)
                    paper = store.article(number).card.publisher.removesuffix(".example")
                    press.joins(number)
                    if paper in follows and paper not in mutes:
                        expected.add(str(number))
                    # What came is looked at before follows and mutes change, by the second turn where not by the first.
                    if cut:
                        turn(Mortal(store, *cut), post)  # type: ignore[arg-type]
                    turn(store, post)
                case ["follow", paper]:
                    follows.add(paper)
                    store.follow(ALONE, "publisher", f"{paper}.example", NOW - DAY)
                case ["unfollow", paper]:
                    follows.discard(paper)
                    store.unfollow(ALONE, "publisher", f"{paper}.example")
                case ["mute", paper]:
                    mutes.add(paper)
                    post.ever.add(paper)
                    store.mute(ALONE, "publisher", f"{paper}.example", NOW)
                case ["unmute", paper]:
                    mutes.discard(paper)
                    store.unmute(ALONE, "publisher", f"{paper}.example")
                case ["wait", minutes]:
                    post.now += timedelta(minutes=minutes)
                case ["fail", times]:
                    post.fails = times
                case ["turn"]:
                    turn(store, post)
                case ["cut off", calls, after]:
                    turn(Mortal(store, calls, after), post)  # type: ignore[arg-type]
        kept = {one.key for one in store.notices(ALONE, 100) if one.kind == "article"}
        assert kept == expected
        for wait in (timedelta(seconds=LEASE), *RETRIES, *[2 * HOUR] * 12):
            post.now += wait
            turn(store, post)
        assert store.next_sending() is None
        check(store, post, kept)
    finally:
        store.close()


def turn(store: Store, post: Post) -> None:
    before = len(post.arrived)
    try:
        asyncio.run(Messenger(store, post, lambda: post.now).turn())  # type: ignore[arg-type]
    except CutOffError:
        post.excused |= {sending for _, sending, _, _ in post.arrived[before:]}


def check(store: Store, post: Post, kept: set[str]) -> None:
    for channel in OUTSIDE:
        arrived = [(sending, key) for by, sending, key, _ in post.arrived if by == channel]
        twice = {sending for sending, key in arrived if arrived.count((sending, key)) > 1}
        assert twice <= post.excused, "nothing comes twice unless a process was cut off over it"
        keys = [key for _, key in set(arrived)]
        assert len(keys) == len(set(keys)), "and what does is known as the same"
        assert kept - muted_ever(store, post) <= set(keys) <= kept
    assert post.unwanted == set()
    assert all(not 20 <= at.hour < 22 for _, _, _, at in post.arrived)


def muted_ever(store: Store, post: Post) -> set[str]:
    """Notices that were held back because of a mute, perhaps undone since."""
    cards = {one.key: one.card for one in store.notices(ALONE, 100) if one.card}
    return {key for key, card in cards.items() if card.publisher.removesuffix(".example") in post.ever}
