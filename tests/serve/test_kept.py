"""Values that many ask for: made once, by one, for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from octavo.serve.kept import Kept

NOW = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Maker:
    """Counts what it makes."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_a_value_is_kept_for_its_time_and_no_longer() -> None:
    kept, make = Kept[str, int](MINUTE, 4), Maker()
    assert kept.get("a", NOW, make) == kept.get("a", NOW + timedelta(seconds=59), make) == 1
    assert kept.get("a", NOW + MINUTE, make) == 2
    assert kept.get("a", NOW - timedelta(hours=1), make) == 3  # the clock was put back


def test_values_have_their_own_keys_and_the_longest_unasked_goes() -> None:
    kept, make = Kept[str, int](MINUTE, 2), Maker()
    assert [kept.get(key, NOW, make) for key in "abab"] == [1, 2, 1, 2]
    kept.get("a", NOW, make)
    kept.get("c", NOW, make)
    assert [kept.get(key, NOW, make) for key in "ac"] == [1, 3]
    assert kept.get("b", NOW, make) == 4


def test_what_is_forgotten_is_made_anew() -> None:
    kept, make = Kept[str, int](MINUTE, 4), Maker()
    assert [kept.get(key, NOW, make) for key in "ab"] == [1, 2]
    kept.forget("a")
    assert [kept.get(key, NOW, make) for key in "ab"] == [3, 2]
    kept.forget()
    assert [kept.get(key, NOW, make) for key in "ab"] == [4, 5]


def test_what_cannot_be_made_is_tried_again() -> None:
    kept, make = Kept[str, int](MINUTE, 4), Maker()

    def broken() -> int:
        raise ValueError("the store is away")

    with pytest.raises(ValueError, match="away"):
        kept.get("a", NOW, broken)
    assert kept.get("a", NOW, make) == 1


def test_one_makes_it_while_others_wait_and_what_is_made_is_had_meanwhile() -> None:
    kept, make = Kept[str, int](MINUTE, 4), Maker()
    kept.get("ready", NOW, make)
    begun, go = Event(), Event()

    def slow() -> int:
        begun.set()
        assert go.wait(10)
        return make()

    found: list[int] = []
    askers = [Thread(target=lambda: found.append(kept.get("slow", NOW, slow))) for _ in range(4)]
    for asker in askers:
        asker.start()
    assert begun.wait(10)
    assert kept.get("ready", NOW, make) == 1
    go.set()
    for asker in askers:
        asker.join(10)
    assert found == [2, 2, 2, 2]
