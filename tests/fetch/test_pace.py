"""Turns at a host, in a time that passes only when told."""

import asyncio
from itertools import pairwise

import pytest
from tests.fetch.doubles import FakeTime

from octavo.fetch.pace import MOST_PAUSE, MOST_WAITING, Turns
from octavo.news.errors import HostBusy


def turns(time: FakeTime, **given) -> Turns:
    usual = {"connections": 10, "pause": 1.0, "monotonic": time.monotonic, "sleep": time.sleep}
    return Turns(**usual | given)


class Log:
    """When requests began, by host; how many were under way at once."""

    def __init__(self, time: FakeTime) -> None:
        self.began: list[tuple[str, float]] = []
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self._time = time

    async def ask(self, at: Turns, host: str, takes: int = 3) -> None:
        async with at.turn(host):
            self.began.append((host, self._time.now))
            for key in (host, ""):
                self.now[key] = self.now.get(key, 0) + 1
                self.most[key] = max(self.most.get(key, 0), self.now[key])
            for _ in range(takes):
                await asyncio.sleep(0)
            for key in (host, ""):
                self.now[key] -= 1

    def times(self, host: str) -> list[float]:
        return [when for name, when in self.began if name == host]


def test_one_at_a_time_and_a_pause_apart():
    time = FakeTime()
    log, at = Log(time), turns(time)

    async def main():
        await asyncio.gather(*(log.ask(at, "a.test") for _ in range(6)))

    asyncio.run(main())
    assert log.times("a.test") == [1000.0, 1001.0, 1002.0, 1003.0, 1004.0, 1005.0]
    assert log.most["a.test"] == 1


def test_several_at_a_time_where_allowed():
    time = FakeTime()
    log, at = Log(time), turns(time, pause=0.0, per_host=3)

    async def main():
        await asyncio.gather(*(log.ask(at, "a.test", 10) for _ in range(6)))

    asyncio.run(main())
    assert log.most["a.test"] == 3


def test_no_more_connections_than_allowed_and_hosts_do_not_wait_for_each_other():
    time = FakeTime()
    log, at = Log(time), turns(time, connections=4)

    async def main():
        await asyncio.gather(*(log.ask(at, f"{number}.test") for number in range(20)))

    asyncio.run(main())
    assert log.most[""] == 4
    assert time.slept == []


def test_those_who_wait_for_a_slow_host_hold_no_connection():
    """Two connections; one host never answers and five requests wait for it: the other host's go through."""
    time = FakeTime()
    log, at = Log(time), turns(time, connections=2, pause=0.0)
    never = asyncio.Event

    async def main():
        stuck = never()

        async def hang():
            async with at.turn("slow.test"):
                await stuck.wait()

        hanging = [asyncio.create_task(hang()) for _ in range(6)]
        await asyncio.sleep(0)
        for _ in range(30):
            await log.ask(at, "quick.test")
        assert at.wanted("slow.test")
        stuck.set()
        await asyncio.gather(*hanging)

    asyncio.run(main())
    assert len(log.times("quick.test")) == 30


def test_too_many_at_one_host_are_sent_away_with_times_apart():
    time = FakeTime()
    at = turns(time)
    outcome = []

    async def main():
        stuck = asyncio.Event()

        async def ask():
            try:
                async with at.turn("a.test"):
                    await stuck.wait()
            except HostBusy as error:
                outcome.append(error.retry_after)

        tasks = [asyncio.create_task(ask()) for _ in range(1 + MOST_WAITING + 5)]
        for _ in range(20):
            await asyncio.sleep(0)
        stuck.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert len(outcome) == 5
    gaps = [later - earlier for earlier, later in pairwise(outcome)]
    assert gaps == pytest.approx([1.0] * 4)
    assert outcome[0] >= MOST_WAITING


def test_a_longer_queue_for_pictures_of_one_page():
    time = FakeTime()
    log, at = Log(time), turns(time, pause=0.0, per_host=4, waiting=100)

    async def main():
        await asyncio.gather(*(log.ask(at, "pictures.test") for _ in range(60)))

    asyncio.run(main())
    assert len(log.began) == 60
    assert log.most["pictures.test"] == 4


def test_a_held_host_is_left_alone_until_its_time_and_then_served():
    time = FakeTime()
    log, at = Log(time), turns(time)

    async def main():
        await log.ask(at, "a.test")
        at.hold("a.test", 600)
        with pytest.raises(HostBusy, match=r"a\.test is to be left alone") as caught:
            await log.ask(at, "a.test")
        assert 600 <= caught.value.retry_after <= 602
        await log.ask(at, "b.test")
        time.now += 600
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert log.times("a.test") == [1000.0, 1600.0]
    assert log.times("b.test") == [1000.0]


def test_a_short_hold_is_waited_for():
    time = FakeTime()
    log, at = Log(time), turns(time)

    async def main():
        at.hold("a.test", 5)
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert log.times("a.test") == [1005.0]


def test_those_already_waiting_hear_of_a_hold():
    time = FakeTime()
    log, at = Log(time), turns(time)

    async def main():
        async with at.turn("a.test"):
            second = asyncio.create_task(log.ask(at, "a.test"))
            await asyncio.sleep(0)
            assert at.wanted("a.test")
            at.hold("a.test", 3600)
        with pytest.raises(HostBusy) as caught:
            await second
        assert caught.value.retry_after >= 3600
        time.now += 3601
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert len(log.began) == 1


def test_nobody_waits_longer_than_patience_for_a_host_that_hangs():
    time = FakeTime()
    log, at = Log(time), turns(time, patience=0.02, pause=0.0)

    async def main():
        async with at.turn("a.test"):
            with pytest.raises(HostBusy):
                await log.ask(at, "a.test")
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert len(log.began) == 1


def test_hosts_are_forgotten_when_there_are_very_many_but_not_those_to_be_left_alone(monkeypatch):
    monkeypatch.setattr("octavo.fetch.pace._MOST_HOSTS", 100)
    time = FakeTime()
    at = turns(time, pause=0.5)

    async def main():
        at.hold("held.test", 3600)
        for number in range(1000):
            time.now += 0.1
            async with at.turn(f"{number}.test"):
                pass
        with pytest.raises(HostBusy):
            async with at.turn("held.test"):
                pytest.fail("it was forgotten")

    asyncio.run(main())
    assert len(at._hosts) <= 100


@pytest.mark.parametrize(("asked", "pause"), [(7.0, 7.0), (0.2, 1.0), (9999.0, MOST_PAUSE)])
def test_a_site_may_ask_for_a_longer_pause_within_reason(asked, pause):
    time = FakeTime()
    log, at = Log(time), turns(time, patience=1000.0)

    async def main():
        at.slow_down("a.test", asked)
        await log.ask(at, "a.test")
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert log.times("a.test") == [1000.0, 1000.0 + pause]


def test_a_cancelled_request_gives_its_turn_back():
    time = FakeTime()
    log, at = Log(time), turns(time, pause=0.0)

    async def main():
        async def hang():
            async with at.turn("a.test"):
                await asyncio.Event().wait()

        tasks = [asyncio.create_task(hang()) for _ in range(4)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await log.ask(at, "a.test")

    asyncio.run(main())
    assert len(log.began) == 1
    assert not at.wanted("a.test")


def test_a_free_host_needs_no_turn():
    time = FakeTime()
    at = turns(time)

    async def main():
        async with at.turn("sample.example", free=True), at.turn("sample.example", free=True):
            return time.slept

    assert asyncio.run(main()) == []
