"""What is in the news more than it used to be: each topic against its own past.

The articles of the last 24 hours, or of as many more as an archive of few feeds needs to tell anything, are compared
with what the topic's days before let expect, by the score of news.bursts. A day counts by the archive's volume then
against now, so that added feeds, weekends and a young archive make nothing trend.

Fewer than LEAST articles never trend, nor does what fewer than VOICES publishers write, whatever the past.
"""

from __future__ import annotations

from datetime import datetime

from octavo.news.bursts import burst
from octavo.news.topics import Pulse, Pulses, Trend
from octavo.ports import Topics

LEAST = 3
"""Articles now. Two may be one dispatch and its copy."""
VOICES = 2
"""Publishers now. One alone has a series, or a column, or writes its own name."""
WINDOWS = (24, 48, 72)
"""Hours that may be the present."""
ENOUGH = 60
"""Articles of the archive from which on a window is taken: a topic that half a dozen publishers write of then has them
in it."""
CONSIDERED = 300
"""Topics of the window whose past is looked at, those of most articles."""
SCORE = 2.0
"""The least score of a trend: what chance brings to one topic of forty on a day."""
DAYS = 28
"""Days of the past that are looked at: four whole weeks."""


def in_the_news(topics: Topics, now: datetime, most: int) -> list[Trend]:
    """The trends of the shortest window that has enough articles; of the longest where none has."""
    pulses = topics.pulses(now, DAYS, LEAST, CONSIDERED, WINDOWS[0])
    for hours in WINDOWS[1:]:
        if pulses.now >= ENOUGH:
            break
        pulses = topics.pulses(now, DAYS, LEAST, CONSIDERED, hours)
    return trends(pulses, most)


def trends(pulses: Pulses, most: int) -> list[Trend]:
    """The topics with the highest scores, highest first."""
    exposures = _exposures(pulses)
    found = [trend for pulse in pulses.topics if (trend := _trend(pulse, exposures, pulses.hours)) is not None]
    return sorted(found, key=lambda trend: (-trend.score, -trend.now, trend.topic.id))[:most]


def _exposures(pulses: Pulses) -> list[float]:
    """How much of the present volume each day before had; none before the archive began."""
    return [day.articles / max(1, pulses.now) for day in pulses.days]


def _trend(pulse: Pulse, exposures: list[float], hours: int) -> Trend | None:
    if pulse.now < LEAST or pulse.publishers < VOICES:
        return None
    found = burst(pulse.now, [day.articles for day in pulse.days], exposures)
    if found.score < SCORE:
        return None
    return Trend(
        pulse.topic, round(found.score, 2), pulse.now, pulse.publishers, hours, round(found.usual, 2), pulse.days
    )
