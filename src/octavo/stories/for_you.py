"""For you: which stories a reader may want, by what they follow and read, each with why. On this machine, in the open.

    score = base × (FOLLOWED × followed + READ × read + FRESH × freshness + INDEPENDENT × independents)

    followed      1 − Π (1 − strength) over what is followed: the story itself, its topics, who leads it, its category.
    read          1 − exp(−Σ / ENOUGH) over its topics: how often each was read lately, every reading counting half as
                  much after each HALF_LIFE, times how much the story is about it, times how rare it is among today's
                  stories: who reads the news reads about the large countries in any case.
    freshness     halves every FRESH_HOURS after the newest article.
    independents  publishers with a report of their own, as logarithm.
    base          LESS for each thing in it of which the reader wants less.

What is neither followed nor read about is not here, and neither is a story whose leading article the reader has opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, log
from typing import Literal

from octavo.news.addresses import ArticleId
from octavo.news.shelf import Follow, Mute, Seen
from octavo.news.stories import StoryCard
from octavo.news.topics import Tag, TopicSlug

FOLLOWED, READ, FRESH, INDEPENDENT = 0.45, 0.30, 0.15, 0.10
STRENGTH = {"story": 1.0, "topic": 0.7, "publisher": 0.5, "category": 0.3}
"""How much following one thing says of a single story: the narrower, the more."""
HALF_LIFE = timedelta(days=7)
"""In which a reading loses half of its worth."""
ENOUGH = 1.5
"""Readings about a story's topics that fill two thirds of the factor."""
FRESH_HOURS = timedelta(hours=18)
FULL = 30
"""Publishers that fill the factor, as on the front page."""
LESS = 0.4
TOPICS = 5
"""Topics of a story that count: what it is most about."""
LEAST_READ = 0.05
"""Of the read factor: below it, a topic was brushed against, not read about."""
REASONS = 4
"""Said of one story."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known of a reader."""

    follows: Sequence[Follow] = ()
    less: Sequence[Mute] = ()
    """Of what they want less: the soft mutes."""
    read: Mapping[TopicSlug, float] = field(default_factory=dict)
    """How often each topic was read about lately (see readings)."""
    seen: Collection[ArticleId] = frozenset()


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a story is here, or stands lower than it would."""

    because: Literal["follows", "read", "less"]
    kind: Literal["topic", "publisher", "category", "story", "words"]
    key: str
    name: str
    """In the story's language where it is a topic; empty of a category."""
    part: float
    """Of the factor: 0 to 1; of `less` what the score was multiplied by."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story for a reader."""

    card: StoryCard
    score: float
    """0 to 1."""
    why: tuple[Why, ...]
    """Most telling first; what lowers it last."""


def readings(seen: Sequence[Seen], tags: Mapping[ArticleId, Sequence[Tag]], now: datetime) -> dict[TopicSlug, float]:
    """How often each topic was read about, the last readings counting most: Σ salience × 2^(−age / HALF_LIFE)."""
    read: Counter[TopicSlug] = Counter()
    for one in seen:
        worth = _halved(now - one.at, HALF_LIFE)
        for tag in tags.get(one.article, ()):
            read[tag.slug] += tag.weight * worth  # type: ignore[assignment]
    return dict(read)


def for_you(cards: Sequence[StoryCard], taste: Taste, now: datetime) -> list[Suggested]:
    """The stories that a reader may want, best first; equals by the newest article, then the newest story."""
    common = Counter(tag.slug for card in cards for tag in card.topics[:TOPICS])
    rare = {slug: 1 - log(count) / log(1 + len(cards)) for slug, count in common.items()}
    found = [one for card in cards if card.lead.id not in taste.seen and (one := _suggested(card, taste, rare, now))]
    return sorted(found, key=lambda one: (-one.score, -one.card.last.timestamp(), -one.card.id))


def _suggested(card: StoryCard, taste: Taste, rare: Mapping[TopicSlug, float], now: datetime) -> Suggested | None:
    follows = [why for one in taste.follows if (why := _followed(card, one))]
    reads = [why for tag in card.topics[:TOPICS] if (why := _read(tag, taste, rare))]
    read = 1 - exp(-sum(why.part for why in reads) / ENOUGH)
    if not follows and read < LEAST_READ:
        return None
    unlike = 1.0
    for why in follows:
        unlike *= 1 - why.part
    score = (
        FOLLOWED * (1 - unlike)
        + READ * read
        + FRESH * _halved(now - card.last, FRESH_HOURS)
        + INDEPENDENT * min(1.0, log(1 + card.independent) / log(1 + FULL))
    )
    less = [Why("less", one.kind, one.key, one.name, LESS) for one in taste.less if _is_about(card, one.kind, one.key)]
    for why in less:
        score *= why.part
    told = sorted(follows, key=lambda why: -why.part) + sorted(reads, key=lambda why: -why.part)
    return Suggested(card, score, (*told[:REASONS], *less))


def _followed(card: StoryCard, follow: Follow) -> Why | None:
    if follow.kind == "search" or not _is_about(card, follow.kind, follow.key):
        return None
    name = next((tag.name for tag in card.topics if tag.slug == follow.key), follow.name)
    return Why("follows", follow.kind, follow.key, name, STRENGTH[follow.kind])


def _read(tag: Tag, taste: Taste, rare: Mapping[TopicSlug, float]) -> Why | None:
    part = taste.read.get(tag.slug, 0.0) * tag.weight * rare[tag.slug]
    return Why("read", "topic", tag.slug, tag.name, part) if part >= LEAST_READ else None


def _is_about(card: StoryCard, kind: str, key: str) -> bool:
    match kind:
        case "story":
            return str(card.id) == key
        case "publisher":
            return card.lead.publisher == key
        case "category":
            return card.category == key
        case "topic":
            return any(tag.slug == key for tag in card.topics[:TOPICS])
        case _:
            return False


def _halved(age: timedelta, half_life: timedelta) -> float:
    return float(0.5 ** max(0.0, age / half_life))
