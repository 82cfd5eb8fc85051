"""In which order stories stand: what many report of their own accord, now, in many places, and more by the hour.

    score = Σ weight × value, every value 0 to 1

    independent   log(1 + n) / log(1 + FULL): n the publishers with a report of their own, but no more than there are
                  own reports, those of past days counting half as much every STALE hours. What was big last week is
                  not big today for one late note.
    freshness     halves every HALF_LIFE hours after the newest article.
    growth        articles of the last hours against those of the last day, both fading exponentially: f / (s + CALM)
                  with f fading in FAST hours and s in SLOW. CALM articles hold down a story that has hardly any.
    diversity     countries and languages beyond the first, as logarithm.

None rises as time passes, and none falls when one more publisher reports now. Weights and hours were drawn 3,000 times
from a wide range and held against the 122 orders that an editor would choose from the sample newsroom's ten days
(tests/stories/test_newsroom_order.py); those here, rounded from the middle of the best, keep 119.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import ceil, exp, log

from octavo.news.sources import Category
from octavo.news.stories import Factor, Ranked, StoryCard

INDEPENDENT, FRESHNESS, GROWTH, DIVERSITY = 0.70, 0.08, 0.15, 0.07
FULL = 30
"""Publishers that fill the factor: what a world event has in an edition of some hundred."""
STALE = 13.0
"""Hours in which what was reported loses half of its worth."""
HALF_LIFE = 24.0
"""Hours: little, since old reports count less already; it parts what happened in the night from last evening's."""
FAST, SLOW = 3.0, 28.0
"""Hours: of a surge, and of what it is measured against."""
CALM = 6.0
"""Articles that every story is taken to have in its last day besides its own."""
MANY = 8
"""Countries and languages beyond the first of each that fill the factor."""

SHARE = 3
"""A category takes no more than every third place of a front page, and one."""
WORTH = 0.6
"""What passes over a story of a crowded category must have this share of its score: a page is mixed, not upended."""


def rank(cards: Sequence[StoryCard], now: datetime) -> list[Ranked]:
    """The stories in their order at `now`, each with why; equals by the newest article, then the newest story."""
    ranked = [_ranked(card, now) for card in cards]
    return sorted(ranked, key=lambda one: (-one.score, -one.card.last.timestamp(), -one.card.id))


def front(ranked: Sequence[Ranked], places: int) -> list[Ranked]:
    """The first `places` of a mixed page: in their order, but no category with more than one and a third of the places
    so far while another has a story of nearly the same weight."""
    left, page = list(ranked), list[Ranked]()
    taken: Counter[Category] = Counter()
    while left and len(page) < places:
        room = 1 + ceil((len(page) + 1) / SHARE)
        fits = (one for one in left if taken[one.card.category] < room and one.score >= WORTH * left[0].score)
        chosen = next(fits, left[0])
        left.remove(chosen)
        page.append(chosen)
        taken[chosen.card.category] += 1
    return page


def _ranked(card: StoryCard, now: datetime) -> Ranked:
    factors = (_independent(card, now), _freshness(card, now), _growth(card, now), _diversity(card))
    return Ranked(card, sum(factor.weight * factor.value for factor in factors), factors)


def _independent(card: StoryCard, now: datetime) -> Factor:
    publishers = min(float(card.independent), _reports(card, now))
    return Factor("independent", min(1.0, log(1 + publishers) / log(1 + FULL)), INDEPENDENT, round(publishers, 1))


def _reports(card: StoryCard, now: datetime) -> float:
    """Own reports, each for what it is still worth. A day's news ages together, from its midnight: counted by the hour,
    a night's wire would push the evening's event off the breakfast page."""
    own = 1 - card.copies / max(1, card.articles)
    fading = 0.0
    for day, articles in card.days:
        end = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)
        fading += articles * _halved(now - end, STALE)
    return own * fading


def _freshness(card: StoryCard, now: datetime) -> Factor:
    return Factor("freshness", _halved(now - card.last, HALF_LIFE), FRESHNESS, round(_hours(now - card.last), 1))


def _growth(card: StoryCard, now: datetime) -> Factor:
    """Its count is articles an hour now, against those an hour of the last day."""
    ages = [(_hours(now - hour), articles) for hour, articles in card.hours]
    fast = sum(articles * exp(-age / FAST) for age, articles in ages)
    slow = sum(articles * exp(-age / SLOW) for age, articles in ages)
    return Factor("growth", fast / (slow + CALM), GROWTH, round(fast * SLOW / (slow * FAST), 1) if slow else 0.0)


def _diversity(card: StoryCard) -> Factor:
    more = max(0, len(card.countries) - 1) + max(0, len(card.languages) - 1)
    return Factor(
        "diversity", min(1.0, log(1 + more) / log(1 + MANY)), DIVERSITY, len(card.countries) + len(card.languages)
    )


def _hours(age: timedelta) -> float:
    return max(0.0, age.total_seconds() / 3600)


def _halved(age: timedelta, half_life: float) -> float:
    return float(0.5 ** (_hours(age) / half_life))
