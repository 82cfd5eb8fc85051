"""Settings that change while Octavo runs: whose word stands, who hears of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from octavo import compose, live
from octavo.compose import live as following
from octavo.compose.engine import limits_of
from octavo.config import Config, read_config, settings
from octavo.news.errors import ConfigError
from octavo.ports import Limits, Tools
from octavo.work import Worker
from tests.work.fakes import NOW, Clock, FakeStore, jobs, stage, tools


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCTAVO_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def octavo(home: Path) -> Iterator[compose.Octavo]:
    (home / "octavo.toml").write_text("poll_most = 7200\n")
    with compose.opened() as opened:
        yield opened


def test_every_live_setting_is_one_and_is_told_with_its_choices() -> None:
    told = {one.name: one for one in live.listed(read_config(), {})}
    assert list(told) == list(live.LIVE)
    assert set(told) <= set(Config.model_fields)
    assert told["sign_up"].choices == ("open", "invited", "closed")
    assert told["oidc_sign_up"].choices == ("True", "False")
    assert told["poll_least"].choices == ()
    assert {one.source for one in told.values()} == {"default"}


def test_nothing_secret_and_nothing_of_the_machine_is_live() -> None:
    assert not [name for name in live.LIVE if name.endswith(("_key", "_token", "_password", "_secret", "_url"))]
    assert not {"home", "bind", "hosts", "proxy", "allow_networks", "trust_proxies", "accounts", "site"} & set(
        live.LIVE
    )


def test_the_machines_word_stands(octavo: compose.Octavo) -> None:
    kept = {"poll_most": "3600", "poll_least": "900", "revisit_hours": "1, 2.5"}
    config, refused = live.with_live(octavo.own, kept)
    assert (config.poll_most, config.poll_least, config.revisit_hours) == (7200, 900, (1.0, 2.5))
    assert refused == {}
    assert live.applied(octavo.own, kept) == {"poll_least", "revisit_hours"}
    told = {one.name: one.source for one in settings(config, live.applied(octavo.own, kept))}
    assert told["OCTAVO_POLL_LEAST"] == "house"
    assert told["OCTAVO_POLL_MOST"].endswith("octavo.toml")
    assert told["OCTAVO_SESSION_DAYS"] == "default"


def test_what_opens_a_store_has_what_was_set_there(octavo: compose.Octavo) -> None:
    octavo.store.set_live("session_days", "7")
    octavo.store.set_live("poll_least", "90000")  # more than the longest: it cannot hold
    with compose.opened() as again:
        assert (again.config.session_days, again.config.poll_least) == (7, 600)
        assert again.own.session_days == 30


def test_a_change_is_heard_of_once_whoever_made_it(octavo: compose.Octavo) -> None:
    heard: list[int] = []
    present = following.Following(octavo, lambda config: heard.append(config.session_days))
    present.set("session_days", "9")
    present.look()
    octavo.store.set_live("session_days", "11")  # as another process does
    present.look()
    present.look()
    present.set("session_days", None)
    assert heard == [9, 11, 30]
    with pytest.raises(ConfigError, match="OCTAVO_SESSION_DAYS: Input should be less than or equal to 400"):
        present.set("session_days", "4000")
    assert octavo.store.live_settings() == {}


def test_looking_goes_on_until_it_is_left(octavo: compose.Octavo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "EVERY", 0.001)

    async def scene() -> None:
        heard = asyncio.Event()
        loop = asyncio.get_running_loop()
        present = following.Following(octavo, lambda config: loop.call_soon_threadsafe(heard.set))
        async with present.looking():
            octavo.store.set_live("session_days", "12")
            async with asyncio.timeout(30):
                await heard.wait()

    asyncio.run(scene())


def test_a_worker_goes_on_under_other_settings() -> None:
    store, seen = FakeStore(), []

    async def note(subject: object, given: Tools, now: object) -> tuple:
        seen.append(given.limits.page_bytes)
        worker.adopt(Limits(page_bytes=77), timedelta(days=3))
        return ()

    store.put(jobs(2, "topics"))
    clock = Clock(NOW)
    worker = Worker(store, tools(), [stage(note, "topics", "archive")], clock=clock)
    asyncio.run(worker.run_until_idle())
    assert seen == [15 << 20, 77]


def test_stages_obey_what_the_settings_say(octavo: compose.Octavo) -> None:
    config, _ = live.with_live(octavo.own, {"page_seconds": "12.5", "poll_least": "1200"})
    limits = limits_of(config)
    assert (limits.page_seconds, limits.poll_least, limits.poll_most) == (12.5, 1200, 7200)
