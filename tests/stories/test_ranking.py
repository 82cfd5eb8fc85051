"""What moves a story up and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Card
from octavo.news.sources import Category
from octavo.news.stories import Ranked, StoryCard, StoryId
from octavo.stories.ranking import front, rank

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def story(number: int, ages: list[float], *, copies: int = 0, category: Category = "world", **more: Any) -> StoryCard:
    """A story whose articles, each of another publisher, were shown so many hours ago, the first of them copies."""
    shown = sorted(NOW - timedelta(hours=age) for age in ages)
    days: dict[str, int] = {}
    hours: dict[datetime, int] = {}
    for time in shown:
        days[time.date().isoformat()] = days.get(time.date().isoformat(), 0) + 1
        hour = time.replace(minute=0, second=0, microsecond=0)
        hours[hour] = hours.get(hour, 0) + 1
    made = StoryCard(
        id=StoryId(number), lead=lead(number, shown[-1], category), articles=len(ages), publishers=len(ages),
        copies=copies, independent=len(ages) - copies, began=shown[0], last=shown[-1], category=category,
        languages=(("en", len(ages)),), countries=(("XM", len(ages)),),
        hours=tuple(hours.items())[-48:], days=tuple(days.items())[-30:],
    )  # fmt: skip
    return replace(made, **more)


def lead(number: int, shown: datetime, category: Category) -> Card:
    return Card(
        ArticleId(number), CanonicalUrl(f"https://paper.example/{number}"), f"Story {number}",
        PublisherId("paper.example"), "Paper", shown, "", "en", category, "article",
    )  # fmt: skip


def score(card: StoryCard, now: datetime = NOW) -> float:
    return rank([card], now)[0].score


def order(*cards: StoryCard) -> list[int]:
    return [one.card.id for one in rank(cards, NOW)]


ages = st.lists(st.floats(0, 400), min_size=1, max_size=40)


@given(ages)
def test_one_more_report_now_never_lowers(before: list[float]) -> None:
    assert score(story(1, [*before, 0.0])) >= score(story(1, before))


@given(ages, st.integers(1, 20))
def test_one_more_independent_publisher_never_lowers(before: list[float], publishers: int) -> None:
    card = story(1, before, independent=publishers)
    assert score(replace(card, independent=publishers + 1)) >= score(card)


@given(ages, st.floats(0, 400))
def test_time_never_raises(before: list[float], later: float) -> None:
    card = story(1, before)
    assert score(card, NOW + timedelta(hours=later)) <= score(card)


@given(ages, st.integers(0, 9), st.integers(0, 9))
def test_the_score_is_the_sum_that_its_factors_show(before: list[float], countries: int, languages: int) -> None:
    many = story(1, before, countries=tuple((f"X{n}", 1) for n in range(countries)))
    ranked = rank([replace(many, languages=tuple((f"l{n}", 1) for n in range(languages)))], NOW)[0]
    assert ranked.score == pytest.approx(sum(factor.value * factor.weight for factor in ranked.factors))
    assert sum(factor.weight for factor in ranked.factors) == pytest.approx(1)
    assert all(0 <= factor.value <= 1 for factor in ranked.factors)
    assert [factor.name for factor in ranked.factors] == ["independent", "freshness", "growth", "diversity"]


def test_a_big_story_of_today_stands_above_a_report_of_this_minute() -> None:
    assert order(story(1, [0.0]), story(2, [5.0, 6, 7, 8, 9])) == [2, 1]


def test_a_giant_of_last_week_falls_below_a_small_story_of_today() -> None:
    assert order(story(1, [120.0 + n for n in range(30)]), story(2, [1.0, 2.0])) == [2, 1]


def test_one_late_note_does_not_bring_the_giant_back() -> None:
    assert order(story(1, [1.0, *(120.0 + n for n in range(30))]), story(2, [1.0, 2.0, 3.0, 4.0, 5.0])) == [2, 1]


def test_copies_carry_nothing() -> None:
    assert order(story(1, [1.0, 2, 3, 4, 5], copies=4), story(2, [1.0, 2, 3])) == [2, 1]


def test_what_grows_stands_above_what_is_done() -> None:
    assert order(story(1, [0.5, 9, 10, 11, 12]), story(2, [0.5, 1, 1, 1, 2])) == [2, 1]


def test_the_factors_say_what_they_were_counted_from() -> None:
    counted = {factor.name: factor.counted for factor in rank([story(1, [2.5, 3.5, 4.5])], NOW)[0].factors}
    assert counted["independent"] == 3.0
    assert counted["freshness"] == 2.5
    assert counted["growth"] > 1
    assert counted["diversity"] == 2


def page(*categories: Category, fading: float = 0.99) -> list[Ranked]:
    """Ranked stories of these categories, each scoring a little less than the one before."""
    return [
        Ranked(story(number, [1.0], category=category), fading**number, ())
        for number, category in enumerate(categories, start=1)
    ]


def test_no_category_fills_the_front_page() -> None:
    ranked = page("world", "world", "world", "world", "sport", "science", "business", "health", "world")
    assert [one.card.id for one in front(ranked, 6)] == [1, 2, 5, 3, 6, 7]


def test_nothing_light_is_lifted_over_what_matters() -> None:
    ranked = page("world", "world", "world", "world", "sport", fading=0.5)
    assert [one.card.id for one in front(ranked, 4)] == [1, 2, 3, 4]


def test_a_page_of_one_category_is_full_all_the_same() -> None:
    assert len(front(page(*["sport"] * 5), 4)) == 4
    assert front([], 3) == []
