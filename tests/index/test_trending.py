"""Trends: a topic's present against its own past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from octavo.index import trends
from octavo.news.topics import Pulse, Pulses, Topic, TopicDay, TopicId, TopicSlug, Trend

END = date(2026, 11, 19)


def days(counts: list[int]) -> tuple[TopicDay, ...]:
    first = END - timedelta(days=len(counts) - 1)
    return tuple(TopicDay((first + timedelta(days=nth)).isoformat(), count) for nth, count in enumerate(counts))


def found(*topics: tuple[int, list[int]], now: int = 100, volume: list[int] | None = None) -> list[Trend]:
    """Trends of topics given as (articles now, articles of the days before)."""
    length = len(topics[0][1])
    pulses = tuple(
        Pulse(Topic(TopicId(nth), TopicSlug(f"t{nth}"), "person", f"T{nth}"), count, days(before))
        for nth, (count, before) in enumerate(topics, start=1)
    )
    return trends(Pulses(pulses, now, days(volume or [100] * length)), 10)


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
