"""What is in the news more than it used to be: each topic against its own past.

The articles of the last 24 hours, or of as many more as an archive of few feeds needs to tell anything, are compared
with what the topic's days before let expect. Counts of news are Poisson where nothing happens and burst where something
does, so the score is a variance-stabilised z-score of a Poisson count (Anscombe, "The transformation of Poisson,
binomial and negative-binomial data", Biometrika 35, 1948):

    z = 2 (sqrt(now + 3/8) - sqrt(usual + 3/8)) / sqrt(dispersion)

    usual        the topic's articles before, by exposure: a day with half of the archive's present volume counts half,
                 so that added feeds, weekends and a young archive make nothing trend. A gamma prior of PRIOR_DAYS days
                 at PRIOR_RATE articles keeps a topic of which nothing is known from being infinitely new.
    dispersion   variance over mean of the topic's own days, at least 1: what always comes in bursts (a league, a
                 parliament) must burst higher. STEADY_DAYS days of dispersion 1 hold it down for short pasts.

Fewer than LEAST articles never trend, nor does what fewer than VOICES publishers write, whatever the past.
"""

from __future__ import annotations

from datetime import datetime
from math import sqrt

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
PRIOR_DAYS = 1.0
PRIOR_RATE = 0.5
"""Articles a day of a topic of which nothing is known: what the hashtags of an article have on most days."""
STEADY_DAYS = 3.0
"""Days of dispersion 1 that every past is taken to have besides its own."""
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
    counts = [day.articles for day in pulse.days]
    usual = (sum(counts) + PRIOR_DAYS * PRIOR_RATE) / (sum(exposures) + PRIOR_DAYS)
    score = 2 * (sqrt(pulse.now + 3 / 8) - sqrt(usual + 3 / 8)) / sqrt(_dispersion(counts, exposures, usual))
    if score < SCORE:
        return None
    return Trend(pulse.topic, round(score, 2), pulse.now, pulse.publishers, hours, round(usual, 2), pulse.days)


def _dispersion(counts: list[int], exposures: list[float], usual: float) -> float:
    """Pearson's chi-squared over its degrees of freedom, shrunk towards 1."""
    days = [(count, exposure * usual) for count, exposure in zip(counts, exposures, strict=True) if exposure > 0]
    chi = sum((count - expected) ** 2 / expected for count, expected in days)
    return max(1.0, (chi + STEADY_DAYS) / (len(days) + STEADY_DAYS))
