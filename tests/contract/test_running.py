"""How the place runs, and what is set while it does, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.newsroom import COURIER, DAY, HOUR, NOW, article, publish, subscribe

from octavo.news.errors import HttpStatus, NotFound, TooSlow, kind_of
from octavo.news.running import Fault, Offered, WorkDone, class_of, quantile, summed
from octavo.ports import Store

THIS_HOUR = NOW.replace(minute=0, second=0, microsecond=0)


def done(stage: str, under: int, jobs: int, ago: timedelta = timedelta()) -> WorkDone:
    return WorkDone(stage, THIS_HOUR - ago, under, jobs, jobs * 2**under / 2000)


def test_work_is_added_up_by_hour_and_class(store: Store) -> None:
    assert store.worker_seen() is None
    store.note_work([done("fetch", 7, 3), done("fetch", 9, 1)], NOW)
    store.note_work([done("fetch", 7, 2), done("index", 2, 5), done("fetch", 7, 1, 30 * HOUR)], NOW)
    work = store.running(NOW, 7, 24, 5).work
    assert [(one.stage, one.under, one.jobs) for one in work] == [("fetch", 7, 5), ("fetch", 9, 1), ("index", 2, 5)]
    assert work[0].hour == THIS_HOUR
    assert work[0].seconds == pytest.approx(5 * 0.064)
    assert store.worker_seen() == NOW


def test_hours_that_are_too_old_to_be_told_stay_in_the_totals(store: Store) -> None:
    store.note_work([done("fetch", 7, 3)], NOW)
    later = NOW + 15 * DAY
    store.note_work([done("fetch", 3, 2, -15 * DAY)], later)
    store.note_work([], later)
    assert sum(one.jobs for one in store.running(later, 7, 24 * 30, 5).work) == 2
    jobs, seconds = store.totals()[0]["fetch"]
    assert (jobs, seconds) == (5, pytest.approx(3 * 0.064 + 2 * 0.004))


def test_faults_are_counted_by_day_with_the_last_one_to_look_at(store: Store) -> None:
    store.note_faults([Fault("fetch", "TooSlow", NOW - DAY, "https://a.example/1", "It took too long.")])
    store.note_faults([
        Fault("fetch", "TooSlow", NOW, "https://a.example/2", "Too long again.", 4),
        Fault("poll", "HTTP 404", NOW, "https://b.example/feed", "x" * 9000),
    ])  # fmt: skip
    slow, missing = store.running(NOW, 3, 24, 5).faults
    assert slow.last == Fault("fetch", "TooSlow", NOW, "https://a.example/2", "Too long again.", 5)
    assert (slow.days, missing.days) == ((0, 1, 4), (0, 0, 1))
    assert len(missing.last.reason) == 500
    assert [one.last.kind for one in store.running(NOW, 3, 24, 1).faults] == ["TooSlow"]


def test_old_faults_stay_in_the_totals(store: Store) -> None:
    store.note_faults([Fault("fetch", "TooSlow", NOW, "a", "b", 2)])
    store.note_faults([Fault("fetch", "TooSlow", NOW + 91 * DAY, "a", "b")])
    store.note_faults([Fault("fetch", "TooSlow", NOW + 92 * DAY, "a", "b")])
    assert store.running(NOW + 92 * DAY, 90, 24, 5).faults[0].days[-2:] == (1, 1)
    assert store.totals()[1] == {("fetch", "TooSlow"): 4}


def test_articles_are_told_by_day_publisher_and_language(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/a"), now=NOW - DAY)
    publish(store, feed, article("/b"))
    store.add_publishers([COURIER])
    publish(store, feed, replace(article("/c", host="courier.example"), language="fr"), publisher=COURIER)
    running = store.running(NOW, 3, 24, 5)
    assert running.days[-1] == NOW.date()
    assert running.articles == (0, 1, 2)
    assert [(one.key, one.days, one.articles) for one in running.publishers] == [
        ("herald.example", (0, 1, 1), 2), ("courier.example", (0, 0, 1), 1),
    ]  # fmt: skip
    assert {one.key: one.articles for one in running.languages} == {"en": 2, "fr": 1}
    store.remove([feed], articles=True)
    assert store.running(NOW, 3, 24, 5).articles == (0, 0, 0)


def test_the_size_of_the_store_is_noted_by_day(store: Store) -> None:
    store.note_work([], NOW - DAY)
    store.note_work([], NOW)
    before, yesterday, today = store.running(NOW, 3, 24, 5).bytes
    assert before is None
    assert (yesterday or 0) > 10_000
    assert (today or 0) > 10_000


def test_readers_are_counted_by_when_they_were_here_and_not_named(store: Store) -> None:
    secrets = (b"1" * 32, b"2" * 32)
    ends = NOW + 60 * DAY
    for number, secret in enumerate(secrets):
        reader = store.add_reader(f"R{number}x", email="", password=None, role="reader", now=NOW - 20 * DAY)
        store.open_session(reader.id, secret, NOW - 20 * DAY, ends, "")
    assert store.session(secrets[0], NOW - 2 * DAY)
    assert store.session(secrets[0], NOW - 2 * DAY + 2 * HOUR)
    assert store.session(secrets[0], NOW)
    told = store.running(NOW, 21, 24, 5).attendance
    assert (told.accounts, told.day, told.week, told.month) == (2, 1, 1, 2)
    assert (told.days[0], told.days[-3], told.days[-1], sum(told.days)) == (2, 1, 1, 4)


def test_a_whole_store_is_writable_and_migrated(store: Store) -> None:
    assert store.is_writable()
    assert store.is_migrated()


def test_settings_are_set_and_unset(store: Store) -> None:
    store.set_live("sign_up", "open")
    store.set_live("poll_least", "900")
    store.set_live("sign_up", "invited")
    assert store.live_settings() == {"poll_least": "900", "sign_up": "invited"}
    store.set_live("sign_up", None)
    store.set_live("nothing", None)
    assert store.live_settings() == {"poll_least": "900"}


def test_editions_are_offered_changed_and_withdrawn(store: Store) -> None:
    world = Offered("world", "The world", ("en", "fr"), ("GB",), ("world", "politics"), newcomers=True)
    lake = Offered("lake", "Around the lake")
    for one in (world, lake):
        store.offer(one)
    assert store.offered() == [world, lake]
    store.offer(replace(lake, newcomers=True))
    assert store.offered() == [replace(lake, newcomers=True), replace(world, newcomers=False)]
    store.withdraw("lake")
    assert store.offered() == [replace(world, newcomers=False)]
    with pytest.raises(NotFound):
        store.withdraw("lake")


def test_a_duration_lies_in_its_class_and_quantiles_near_it() -> None:
    assert [class_of(seconds) for seconds in (0.0, 0.0009, 0.0011, 0.1, 1.0, 90.0)] == [0, 0, 1, 7, 10, 17]
    durations = [n / 1000 for n in range(1, 1001)]
    classes = summed([WorkDone("x", THIS_HOUR, class_of(one), 1, one) for one in durations])
    assert quantile(classes, 0.5) == pytest.approx(0.5, rel=0.5)
    assert quantile(classes, 0.95) == pytest.approx(0.95, rel=0.5)
    assert quantile({}, 0.5) == 0.0


def test_failures_are_counted_by_kind() -> None:
    assert kind_of(TooSlow("x")) == "TooSlow"
    assert kind_of(HttpStatus("x", status=404)) == "HTTP 404"
    assert kind_of(ZeroDivisionError()) == "ZeroDivisionError"


def test_times_have_their_zone(store: Store) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        store.note_work([], datetime(2026, 1, 1))  # noqa: DTZ001
    assert store.worker_seen() is None
    store.note_work([], datetime(2026, 1, 1, tzinfo=UTC))
