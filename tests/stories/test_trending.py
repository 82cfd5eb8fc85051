"""Stories against their own past."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.stories.newsroom import cards_at, moment
from tests.stories.test_ranking import story

from octavo.news.stories import StoryCard
from octavo.stories.trending import trending

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def ages(now: int, *before: int) -> list[float]:
    """So many articles in the last hours, and so many on each of the days before, the newest first."""
    return [1.0] * now + [42.0 + 24 * age for age, count in enumerate(before) for _ in range(count)]


def found(*stories: StoryCard) -> list[int]:
    return [trend.card.id for trend in trending(stories, NOW, 10)]


def test_a_new_story_that_many_write_of_trends() -> None:
    assert found(story(1, ages(6)), story(2, ages(2))) == [1]


def test_the_same_of_a_story_that_always_has_as_many_does_not() -> None:
    assert found(story(1, ages(12, *[12] * 10)), story(2, ages(12, *[2] * 10))) == [2]


def test_what_comes_back_after_a_quiet_week_trends() -> None:
    assert found(story(1, ages(5, *[0] * 8, 40)), story(2, ages(5, 0, 40))) == [1]


def test_the_usual_is_told() -> None:
    (trend,) = trending([story(1, ages(20, *[4] * 10))], NOW, 10)
    assert trend.now == 20
    assert 3 < trend.usual < 4.5
    assert trend.score > 2


def test_one_publisher_makes_no_trend() -> None:
    assert found(story(1, ages(9), copies=8)) == []


def test_highest_first_and_no_more_than_asked() -> None:
    cards = [story(1, ages(6)), story(2, ages(30)), story(3, ages(12))]
    assert [trend.card.id for trend in trending(cards, NOW, 2)] == [2, 3]


def test_what_trends_in_the_newsroom() -> None:
    def names(day: int) -> list[str]:
        cards = cards_at(moment(day, 24))
        keys = {card.id: name for name, card in cards.items()}
        return [keys[trend.card.id] for trend in trending(list(cards.values()), moment(day, 24), 3)]

    assert names(8)[0] == "ferry"
    assert "lumenry" in names(6)
    assert names(5)[0] == "quake"
    assert "cup" in names(2)
    assert "ferry" not in names(5)
