"""When something is sent: the reader's own hours, one by one or together, and all of it sooner or later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.news.notices import OUTSIDE, Look, Notice
from octavo.news.readers import Channel, ReaderId, ReaderSettings
from octavo.notify.clocks import briefing_day, quiet_until, zone_of, zones
from octavo.notify.timing import LONGEST, PAUSE, SETTLE, SINGLY, plan

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA = ReaderId(2)

moments = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: NOW - 2 * 365 * DAY + timedelta(minutes=minutes))
hours = st.integers(0, 23)
places = st.sampled_from(zones())


def notice(number: int, at: datetime = NOW, **more: object) -> Notice:
    given_ = {"kind": "article", "read": None} | more
    return Notice(
        number, ANA, given_["kind"], str(number), at, None, None, "", "", given_["read"]  # type: ignore[arg-type]
    )  # fmt: skip


# ── the reader's hours ──


@given(moments, hours, hours, places)
def test_quiet_hours_end_when_they_are_over_by_the_readers_clock(
    now: datetime, begins: int, ends: int, place: str
) -> None:
    settings = ReaderSettings(zone=place, quiet=(begins, ends))
    zone = ZoneInfo(place)
    local = now.astimezone(zone).hour
    quiet = begins <= local < ends if begins <= ends else not ends <= local < begins
    end = quiet_until(settings, now)
    assert (end is not None) == quiet
    if end is not None:
        assert now < end <= now + DAY + 3 * HOUR, "a clock is put back or on by few hours"
        # Where the clocks leave out the hour at which it ends, the next is not quiet either, unless it begins then.
        assert quiet_until(settings, end) is None or begins == (ends + 1) % 24


@pytest.mark.parametrize(
    ("place", "now", "quiet", "end"),
    [
        ("", "2026-11-21T23:30+00:00", (22, 7), "2026-11-22T07:00+00:00"),
        ("Asia/Kolkata", "2026-11-21T17:00+00:00", (22, 7), "2026-11-22T01:30+00:00"),
        # In New York the hour from 2 to 3 of 8 March 2026 is left out,
        ("America/New_York", "2026-03-08T05:30+00:00", (23, 2), "2026-03-08T07:00+00:00"),
        ("America/New_York", "2026-03-08T06:30+00:00", (0, 7), "2026-03-08T11:00+00:00"),
        # and the hour from 1 to 2 of 1 November is there twice.
        ("America/New_York", "2026-11-01T04:30+00:00", (23, 2), "2026-11-01T07:00+00:00"),
        ("America/New_York", "2026-11-01T06:30+00:00", (23, 2), "2026-11-01T07:00+00:00"),
        ("Atlantis/City", "2026-11-21T23:30+00:00", (22, 7), "2026-11-22T07:00+00:00"),
    ],
)
def test_clocks_that_change_do_not_confuse_it(place: str, now: str, quiet: tuple[int, int], end: str) -> None:
    settings = ReaderSettings(zone=place, quiet=quiet)
    assert quiet_until(settings, datetime.fromisoformat(now)) == datetime.fromisoformat(end)


def test_without_quiet_hours_it_is_never_quiet() -> None:
    assert quiet_until(ReaderSettings(), NOW) is None
    assert quiet_until(ReaderSettings(quiet=(7, 7)), NOW.replace(hour=7)) is None


def test_zones_are_places() -> None:
    assert {"Europe/Berlin", "Asia/Kolkata"} <= set(zones())
    assert not {"UTC", "EST", "Etc/GMT+3"} & set(zones())
    assert zone_of(ReaderSettings()) is UTC


@given(moments, hours, places)
def test_a_briefing_is_made_once_on_each_of_the_readers_days(start: datetime, hour: int, place: str) -> None:
    settings, zone, last = ReaderSettings(zone=place, briefing_hour=hour), ZoneInfo(place), ""
    made: list[tuple[date, int]] = []
    for step in range(4 * 24 * 3):
        now = start + step * timedelta(minutes=15)
        if day := briefing_day(settings, last, now):
            last = day.isoformat()
            made.append((day, now.astimezone(zone).hour))
    days = [day for day, _ in made]
    assert days == sorted(set(days))
    assert 2 <= len(days) <= 4
    assert all(at >= hour for _, at in made)
    # Made late on the first day only, or where the clocks left the hour out or a zone lies askew of the quarter hours.
    assert all(at <= hour + 1 for _, at in made[1:])


def test_a_reader_who_wants_none_gets_none() -> None:
    assert briefing_day(ReaderSettings(), "", NOW) is None
    assert briefing_day(ReaderSettings(briefing_hour=13), "", NOW) is None
    assert briefing_day(ReaderSettings(briefing_hour=12), "2026-11-20", NOW) == date(2026, 11, 21)
    assert briefing_day(ReaderSettings(briefing_hour=12), "2026-11-21", NOW) is None


# ── what goes now ──


def wanting(*channels: Channel, **more: object) -> ReaderSettings:
    return ReaderSettings(notices_by=channels, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("channel", OUTSIDE)
def test_the_first_waits_for_what_comes_with_it(channel: Channel) -> None:
    look = Look(ANA, channel, None)
    early = plan(look, [notice(1), notice(2)], (), wanting(channel), NOW)
    assert (early.together, early.look) == ((), NOW + SETTLE[channel])
    later = plan(look, [notice(1), notice(2)], (), wanting(channel), NOW + SETTLE[channel])
    assert later.look is None
    assert sorted(number for group in later.together for number in group) == [1, 2]


@pytest.mark.parametrize("channel", OUTSIDE)
def test_after_one_there_is_a_pause(channel: Channel) -> None:
    look = Look(ANA, channel, NOW)
    at = NOW + SETTLE[channel]
    assert plan(look, [notice(1)], (), wanting(channel), at).look == NOW + PAUSE[channel]
    assert plan(look, [notice(1)], (), wanting(channel), NOW + PAUSE[channel]).together == ((1,),)


def test_a_flood_becomes_one() -> None:
    look, later = Look(ANA, "push", None), NOW + HOUR
    few = [notice(number) for number in range(SINGLY)]
    assert len(plan(look, few, (), wanting("push"), later).together) == SINGLY
    assert len(plan(look, [*few, notice(99)], (), wanting("push"), later).together) == 1
    many = [notice(number) for number in range(LONGEST + 1)]
    assert [len(group) for group in plan(look, many, (), wanting("push"), later).together] == [LONGEST, 1]


def test_a_briefing_goes_at_once_and_alone() -> None:
    settings = ReaderSettings(notices_by=("email",), briefing_by=("email",), quiet=(0, 23))
    found = plan(Look(ANA, "email", NOW), [notice(1), notice(2, kind="briefing")], (), settings, NOW)
    assert (found.dropped, found.together) == ((), ((2,),))
    assert found.look == NOW.replace(hour=23)


def test_what_is_read_muted_or_unwanted_is_dropped() -> None:
    waiting = [notice(1, read=NOW), notice(2), notice(3, kind="briefing"), notice(4)]
    found = plan(Look(ANA, "email", None), waiting, {2}, wanting("email"), NOW + HOUR)
    assert (found.dropped, found.together, found.look) == ((1, 2, 3), ((4,),), None)
    assert plan(Look(ANA, "email", None), waiting, (), wanting("page"), NOW).dropped == (1, 2, 3, 4)
    assert plan(Look(ANA, "email", None), [], (), wanting("email"), NOW).look is None


@given(
    st.sampled_from(OUTSIDE),
    st.lists(st.tuples(st.integers(0, 300), st.booleans(), st.booleans(), st.booleans()), max_size=30),
    st.none() | st.integers(0, 600),
    st.none() | st.tuples(hours, hours),
)
def test_every_notice_is_dropped_sent_or_waits_for_a_time_to_come(
    channel: Channel, drawn: list[tuple[int, bool, bool, bool]], last: int | None, quiet: tuple[int, int] | None
) -> None:
    waiting = [
        notice(
            number, NOW - timedelta(minutes=ago), read=NOW if read else None, kind="briefing" if briefed else "article"
        )
        for number, (ago, read, _, briefed) in enumerate(drawn)
    ]
    muted = {number for number, (_, _, is_muted, _) in enumerate(drawn) if is_muted}
    settings = ReaderSettings(notices_by=(channel,), briefing_by=(channel,), quiet=quiet)
    look = Look(ANA, channel, None if last is None else NOW - timedelta(minutes=last))
    found = plan(look, waiting, muted, settings, NOW)
    sent = [number for group in found.together for number in group]
    assert len(sent) == len(set(sent))
    assert not set(sent) & set(found.dropped)
    assert not set(sent) & muted
    left = {one.id for one in waiting} - set(sent) - set(found.dropped)
    assert (found.look is not None) == bool(left)
    if found.look is not None:
        assert NOW < found.look <= NOW + DAY
        again = plan(look, [one for one in waiting if one.id in left], (), settings, found.look)
        assert again.look is None or again.look > found.look
    if quiet_until(settings, NOW):
        assert all(waiting[number].kind == "briefing" for number in sent)
