"""Trends: a topic's present against its own past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.index import in_the_news, trends
from octavo.news.topics import Pulse, Pulses, Topic, TopicDay, TopicId, TopicSlug, Trend

END = date(2026, 11, 19)


def days_of(counts: list[int]) -> tuple[TopicDay, ...]:
    first = END - timedelta(days=len(counts) - 1)
    return tuple(TopicDay((first + timedelta(days=nth)).isoformat(), count) for nth, count in enumerate(counts))


def found(
    *topics: tuple[int, list[int]], now: int = 100, publishers: int = 3, volume: list[int] | None = None
) -> list[Trend]:
    """Trends of topics given as (articles now, articles of the days before)."""
    length = len(topics[0][1])
    pulses = tuple(
        Pulse(Topic(TopicId(nth), TopicSlug(f"t{nth}"), "person", f"T{nth}"), count, publishers, days_of(before))
        for nth, (count, before) in enumerate(topics, start=1)
    )
    return trends(Pulses(pulses, now, days_of(volume or [100] * length)), 10)


def slugs(*topics: tuple[int, list[int]], **more: Any) -> list[str]:
    return [trend.topic.slug for trend in found(*topics, **more)]


def test_what_rises_above_its_own_past_trends_and_what_is_always_there_does_not() -> None:
    assert slugs((12, [2] * 28), (40, [40] * 28), (8, [0] * 28)) == ["t3", "t1"]


def test_usual_is_what_the_past_lets_expect() -> None:
    (trend,) = found((30, [10] * 28))
    assert (trend.now, trend.topic.slug) == (30, "t1")
    assert 8.5 < trend.usual < 10
    assert len(trend.days) == 28


def test_two_articles_never_trend() -> None:
    assert found((2, [0] * 28)) == []


def test_what_one_publisher_writes_alone_never_trends() -> None:
    assert slugs((30, [0] * 28), publishers=1) == []
    assert slugs((30, [0] * 28), publishers=2) == ["t1"]


class _Archive:
    """Answers with a topic that is new, out of this many articles in so many hours."""

    def __init__(self, per_hour: float) -> None:
        self.per_hour = per_hour
        self.asked: list[int] = []

    def pulses(self, now: datetime, days: int, least: int, most: int, hours: int = 24) -> Pulses:
        self.asked.append(hours)
        none = days_of([0] * days)
        new = Topic(TopicId(1), TopicSlug("t1"), "person", "T1")
        return Pulses((Pulse(new, hours // 6, 3, none),), int(self.per_hour * hours), none, hours)


@pytest.mark.parametrize(("per_hour", "asked"), [(40, [24]), (2, [24, 48]), (0.5, [24, 48, 72])])
def test_the_fewer_articles_the_longer_is_the_present(per_hour: float, asked: list[int]) -> None:
    archive = _Archive(per_hour)
    (trend,) = in_the_news(archive, datetime(2026, 11, 20, tzinfo=UTC), 5)  # type: ignore[arg-type]
    assert archive.asked == asked
    assert (trend.hours, trend.now) == (asked[-1], asked[-1] // 6)


def test_three_articles_on_something_new_trend_while_three_on_an_old_theme_do_not() -> None:
    assert slugs((3, [0] * 28), (3, [1, 0, 2, 1] * 7)) == ["t1"]


def test_what_always_bursts_must_burst_higher() -> None:
    assert slugs((9, [3] * 28), (9, [0, 0, 0, 12] * 7)) == ["t1"]


def test_added_feeds_make_nothing_trend() -> None:
    assert slugs((20, [2] * 28), now=1000) == []
    assert slugs((20, [2] * 28), now=100) == ["t1"]


def test_a_young_archive_ranks_by_how_many() -> None:
    young = [0] * 28
    assert slugs((4, young), (9, young), volume=young) == ["t2", "t1"]


@given(
    now=st.integers(3, 500),
    more=st.integers(1, 50),
    before=st.lists(st.integers(0, 60), min_size=1, max_size=29),
    volume=st.integers(1, 2000),
)
def test_more_now_never_scores_less(now: int, more: int, before: list[int], volume: int) -> None:
    some = {trend.topic.slug: trend.score for trend in found((now, before), (now + more, before), now=volume)}
    assert some.get("t2", 0.0) >= some.get("t1", 0.0)
