"""The whole way from feeds to articles, with the real store, client and processes."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import signal
import subprocess
import sys
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.site import Reply, Site
from tests.work import hostile, house
from tests.work.press import Press

from octavo.ports import CardFilter, Store, StoryFilter, asking_for
from octavo.store import open_store
from octavo.work import KEYS

pytestmark = pytest.mark.slow

AT_ONCE = 16
"""Articles in a worker's hand: as often at most is the topic of one decided."""


def opened(path: Path) -> closing[Store]:
    return closing(open_store(path))


@pytest.fixture
def store(tmp_path):
    with opened(tmp_path / "octavo.db") as store:
        yield store


@pytest.fixture
def site():
    with Site() as site:
        yield site


def subscribe(store: Store, press: Press) -> None:
    now = datetime.now(UTC)
    store.add_feeds([press.feed(number) for number in range(press.feeds)], KEYS["poll"], now)
    store.poll_now(None, KEYS["poll"], now)


def work(store: Store, site: Site, ahead: float = 0.0, **more: float) -> list:
    told: list = []

    async def scene() -> None:
        async with house.worker_over(store, site.port, ahead, **more) as worker:
            await worker.run_until_idle(lambda *one: told.append(one))

    asyncio.run(scene())
    return told


def cards(store: Store) -> list:
    found: list = []
    while more := store.latest(CardFilter(), 100, (found[-1].shown, found[-1].id) if found else None):
        found.extend(more)
    return found


def assert_everything_once(store: Store, press: Press) -> None:
    found = cards(store)
    assert sorted(card.url for card in found) == sorted(press.addresses())
    assert {card.revisions for card in found} == {1}
    status = store.status(datetime.now(UTC))
    count = press.feeds * press.articles
    assert (status.articles, status.revisions, status.entries, status.pages) == (count, count, count, count)
    for feed in range(press.feeds):
        for article in range(press.articles):
            assert [hit.card.url for hit in store.search(asking_for(press.word(feed, article)), 10)] == [
                press.address(feed, article)
            ]
    assert sum(card.articles for card in store.stories(StoryFilter(), 500)) == count
    assert store.quarantined() == []
    assert store.check() == []


def test_every_article_of_twenty_feeds_comes_in_once(store, site):
    press = Press(feeds=20, articles=5)
    press.publish(site)
    subscribe(store, press)
    told = work(store, site)
    assert_everything_once(store, press)
    counts = {name: (done, waiting) for name, done, waiting in told}
    decided, waiting = counts.pop("topics")
    assert (100 <= decided <= 100 * AT_ONCE, waiting) == (True, 0)  # again where another article made a topic meanwhile
    assert counts == {
        "poll": (20, 0), "parse": (20, 0), "fetch": (100, 0), "extract": (100, 0), "enrich": (100, 0),
        "weave": (100, 0), "index": (100, 0), "compare": (0, 0), "embed": (0, 0), "discover": (0, 0),
    }  # fmt: skip
    assert {site.count(address) for address in press.addresses()} == {1}
    article = store.article(cards(store)[0].id)
    assert [block.text for block in article.article.body] == press.text(19, 4)


def test_a_second_poll_is_conditional_and_brings_nothing_twice(store, site):
    press = Press(feeds=3, articles=3)
    press.publish(site)
    subscribe(store, press)
    work(store, site)
    later = datetime.now(UTC) + timedelta(hours=2)
    store.poll_now(None, KEYS["poll"], later)
    told = work(store, site, ahead=7200)
    assert {name: done for name, done, _ in told} == {
        "poll": 3, "parse": 0, "fetch": 0, "extract": 0, "enrich": 0, "topics": 0, "weave": 0, "index": 0,
        "compare": len(store.stories(StoryFilter(), 100)), "embed": 0, "discover": 0,
    }  # fmt: skip
    assert_everything_once(store, press)
    asked = [request for request in site.requests if request.path == "/feed"]
    assert {request.header("If-None-Match") for request in asked[3:]} == {'"feed-0"', '"feed-1"', '"feed-2"'}


def test_a_silent_edit_becomes_a_revision_and_no_second_article(store, site):
    press = Press(feeds=1, articles=1)
    press.publish(site)
    subscribe(store, press)
    work(store, site)
    edited = press.page(0, 0).replace(b"abstained", b"voted against it")
    site[press.address(0, 0)] = Reply(edited, etag='"edited"')
    work(store, site, ahead=3 * 3600 + 60)  # the first look for edits
    (card,) = cards(store)
    assert card.revisions == 2
    first, second = store.article(card.id).revisions
    assert "abstained" in first.body[2].text
    assert "voted against it" in second.body[2].text


def test_a_page_that_is_refused_leaves_the_reader_with_the_entry(store, site):
    press = Press(feeds=1, articles=3)
    press.publish(site)
    site[press.address(0, 1)] = Reply(b"no", 404)
    site["http://paper0.test/robots.txt"] = Reply(b"User-agent: *\nDisallow: /news/2\n", type="text/plain")
    subscribe(store, press)
    work(store, site)
    origins = {card.url: store.article(card.id).article.origin for card in cards(store)}
    assert origins == dict(zip(press.addresses(), ("page", "feed", "feed"), strict=True))
    assert site.count(press.address(0, 2)) == 0


def test_a_feed_that_fails_is_shown_why_and_polled_again(store, site):
    press = Press(feeds=3, articles=1)
    press.publish(site)
    site["http://paper0.test/feed"] = Reply(b"gone", 410)
    site["http://paper1.test/feed"] = Reply(b"<html>a page</html>")
    subscribe(store, press)
    work(store, site)
    gone, page, good = (feed.state for feed in sorted(store.feeds(), key=lambda feed: feed.feed.url))
    assert (gone.gone, gone.next_poll) == (True, None)
    assert page.error
    assert page.next_poll
    assert (good.error, good.errors) == ("", 0)
    assert len(cards(store)) == 1


def test_hostile_pages_harm_themselves_alone(store, site, monkeypatch):
    monkeypatch.setattr("octavo.work.reading.read_page", hostile.read_hostile_page)
    press = Press(feeds=5, articles=5)
    press.publish(site)
    subscribe(store, press)
    bad = [press.address(0, 0), press.address(1, 1), press.address(2, 2)]
    work(store, site, seconds=1.0)
    assert sorted(card.url for card in cards(store)) == sorted(set(press.addresses()) - set(bad))
    assert store.quarantined() == []  # the machine may have been busy: they get another chance
    work(store, site, ahead=60, seconds=1.0)
    given_up = {one.subject_name: (one.job.stage.name, one.attempts, one.reason) for one in store.quarantined()}
    assert given_up == {
        bad[0]: ("extract", 2, "Took longer than 1 s."),
        bad[1]: ("extract", 2, "Needed more than 512 MB of memory."),
        bad[2]: ("extract", 2, "The process died of it (signal 9)."),
    }
    assert len(cards(store)) == 22


def test_killed_at_twenty_random_moments_nothing_is_lost_or_doubled(tmp_path, site):
    press = Press(feeds=20, articles=20)
    press.publish(site)
    path, moments = tmp_path / "octavo.db", random.Random(20260228)
    with opened(path) as store:
        subscribe(store, press)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.work.house"])
    counts = []
    for kill in range(20):
        # So far and a moment further: counted in work and not in seconds, a busy machine is killed no earlier.
        enough = len(site.requests) + moments.randint(1, 30)
        victim = context.Process(target=house.victim, args=(path, site.port, kill * (house.LEASE + 1)), daemon=True)
        victim.start()
        with opened(path) as store:
            while len(site.requests) < enough and store_is_busy(store):
                victim.join(0.005)
                assert victim.is_alive()
        victim.join(moments.uniform(0.0, 0.1))
        victim.kill()
        victim.join()
        with opened(path) as store:  # anew, as after a crash
            assert store.check() == []
            counts.append(store.status(datetime.now(UTC)).articles)
    assert len(set(counts)) > 5, f"the kills did not fall into the work: {counts}"
    with opened(path) as store:
        work(store, site, ahead=20 * (house.LEASE + 1))
        assert_everything_once(store, press)


def store_is_busy(store: Store) -> bool:
    """Whether anything is left to be asked of the network."""
    backlog = store.backlog(datetime.now(UTC) + timedelta(hours=1))
    return any(backlog.get(stage, (0, 0, 0))[0] for stage in ("poll", "fetch"))


def test_sigterm_drains_and_leaves_the_rest_for_the_next_start(tmp_path, site):
    press = Press(feeds=3, articles=40)
    press.publish(site)
    hold = threading.Event()
    for address in press.addresses():
        site[address] = Reply(press.page(0, 0), hold=hold)
    path = tmp_path / "octavo.db"
    with opened(path) as store:
        subscribe(store, press)
    command = [sys.executable, "-m", "tests.work.house", str(path), str(site.port)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as victim:
        while not any(site.count(address) for address in press.addresses()):
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"it ended by itself: {victim.wait(0.02)}")
        victim.send_signal(signal.SIGTERM)
        hold.set()
        assert victim.wait(20) == 0
    with opened(path) as store:
        now = datetime.now(UTC)
        due, later, given_up = store.backlog(now)["fetch"]
        assert due + later > 0
        assert given_up == 0
        claims = store.claim({"fetch": 1000}, now + timedelta(days=2), 60)  # also what waits for its host's turn
        assert len(claims) == due + later
        assert {claim.attempts for claim, _ in claims} == {0}
