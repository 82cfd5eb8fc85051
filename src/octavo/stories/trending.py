"""Which stories are in the news more than their own past lets expect: new ones that many write of, old ones come back.

The articles of the last 24 hours against the days before them since the story began, by the score of news.bursts. How
big a story is does not count: what has had thirty articles a day for a week does not trend with thirty more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from octavo.news.bursts import burst
from octavo.news.stories import StoryCard, StoryTrend

LEAST = 3
"""Articles now."""
VOICES = 2
"""Publishers with a report of their own."""
SCORE = 2.0
"""The least score of a trend: four articles of a story that is new, three more than usual of one that has one a day."""
DAYS = 7
"""Days of the past that are looked at: what comes back after a quiet week is news again."""


def trending(cards: Sequence[StoryCard], now: datetime, most: int) -> list[StoryTrend]:
    """The stories with the highest scores, highest first."""
    found = [trend for card in cards if (trend := _trend(card, now)) is not None]
    return sorted(found, key=lambda trend: (-trend.score, -trend.now, -trend.card.id))[:most]


def _trend(card: StoryCard, now: datetime) -> StoryTrend | None:
    start = now - timedelta(days=1)
    articles = sum(count for hour, count in card.hours if hour > start)
    if articles < LEAST or card.independent < VOICES:
        return None
    before = _before(card, start)
    found = burst(articles, before, [1.0] * len(before))
    return StoryTrend(card, round(found.score, 2), articles, round(found.usual, 2)) if found.score >= SCORE else None


def _before(card: StoryCard, start: datetime) -> list[int]:
    """Articles of each day that ended before `start`, from the one on which the story began; none where it is new."""
    counts = dict(card.days)
    last = start.astimezone(UTC).date() - timedelta(days=1)
    length = min(DAYS, (last - card.began.astimezone(UTC).date()).days + 1)
    return [counts.get((last - timedelta(days=age)).isoformat(), 0) for age in range(length)]
