"""How often somebody may try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.accounts import Tries

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_some_at_once_then_one_at_a_time() -> None:
    tries = Tries(3, MINUTE)
    assert [tries.take("a", NOW) for _ in range(4)] == [None, None, None, MINUTE]
    assert tries.take("b", NOW) is None
    assert tries.take("a", NOW + MINUTE / 2) == MINUTE / 2
    assert tries.take("a", NOW + MINUTE) is None
    assert tries.take("a", NOW + MINUTE) == MINUTE


def test_what_was_right_does_not_count() -> None:
    tries = Tries(1, MINUTE)
    for _ in range(5):
        assert tries.take("a", NOW) is None
        tries.give_back("a", NOW)
    assert tries.take("a", NOW) is None
    assert tries.take("a", NOW) is not None


def test_a_clock_that_goes_back_gives_nothing() -> None:
    tries = Tries(1, MINUTE)
    assert tries.take("a", NOW) is None
    assert tries.take("a", NOW - timedelta(days=1)) is not None


def test_keys_that_are_full_again_are_forgotten() -> None:
    tries = Tries(2, MINUTE)
    for number in range(5000):
        tries.take(number, NOW + number * MINUTE)
    assert len(tries._buckets) < 1100


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 600)), max_size=200))
def test_never_more_than_its_rate(events: list[tuple[int, int]]) -> None:
    tries = Tries(3, MINUTE)
    now, taken = NOW, 0
    for _, seconds in events:
        now += timedelta(seconds=seconds)
        taken += tries.take("a", now) is None
    assert taken <= 3 + (now - NOW) / MINUTE
