"""The front page's order of importance: one lead, up to three seconds, then sections. Decided purely, from cards.

Until stories tell how many publishers report an event, a report weighs by freshness, category and substance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.news.articles import Card
from octavo.news.sources import CATEGORIES, Category

_HALF_LIFE = 10 * 3600.0
"""Seconds in which a report's weight halves: this morning's news leads until the evening, unless something comes up."""

_CATEGORY_WEIGHT: Mapping[Category, float] = {
    "world": 1.0, "politics": 1.0, "business": 0.85, "climate": 0.85, "health": 0.85, "science": 0.8, "crime": 0.75,
    "general": 0.75, "technology": 0.75, "sport": 0.65, "entertainment": 0.5, "lifestyle": 0.4,
}  # fmt: skip
_SECONDS = 3
_FULL_SECTION = 4
"""Cards from which a section may take the page's width."""
_FULL_SECTIONS = 6
"""How many do: those with the weightiest news. The others share rows, with _BRIEF cards each."""
_BRIEF = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A category's part of the page."""

    category: Category
    cards: tuple[Card, ...]
    full: bool
    """Whether it takes the page's width."""


@dataclass(frozen=True, slots=True)
class Front:
    """The page, from the top."""

    lead: Card | None
    seconds: tuple[Card, ...]
    sections: tuple[Section, ...]
    oldest: datetime | None
    """When the oldest report shown was published."""


def lay_out(news: Mapping[Category, Sequence[Card]], now: datetime) -> Front:
    """The front page of these cards; each stands on it once."""
    cards = [card for category in CATEGORIES for card in news.get(category, ())]
    ranked = sorted(cards, key=lambda card: (-_weight(card, now), card.id))
    if not ranked:
        return Front(None, (), (), None)
    lead = ranked[0]
    seconds = _seconds(lead, ranked[1:]) if len(ranked) > _FULL_SECTION else ()
    above = {lead.id, *(card.id for card in seconds)}
    below = {name: [card for card in news.get(name, ()) if card.id not in above] for name in CATEGORIES}
    sections = _sections(below, now)
    shown = [lead, *seconds, *(card for section in sections for card in section.cards)]
    return Front(lead, seconds, sections, min(card.shown for card in shown))


def _sections(news: Mapping[Category, Sequence[Card]], now: datetime) -> tuple[Section, ...]:
    """The categories in their usual order, where readers look for them; the weightiest ones full."""
    able = [name for name in CATEGORIES if len(news[name]) >= _FULL_SECTION]
    full = sorted(able, key=lambda name: -max(_weight(card, now) for card in news[name]))[:_FULL_SECTIONS]
    return tuple(
        Section(name, tuple(_opened(news[name]) if name in full else news[name][:_BRIEF]), name in full)
        for name in CATEGORIES
        if news[name]
    )


def _opened(cards: Sequence[Card]) -> list[Card]:
    """A full section's cards: it opens with a picture where one of its newest reports has one."""
    first = next((card for card in cards[:_FULL_SECTION] if card.image), cards[0])
    return [first, *(card for card in cards if card is not first)]


def _weight(card: Card, now: datetime) -> float:
    age = max(0.0, (now - card.shown).total_seconds())
    substance = 1.0 + 0.3 * bool(card.image) + 0.2 * bool(card.summary) + 0.3 * min(1.0, card.words / 400)
    return float(_CATEGORY_WEIGHT[card.category] * substance * 0.5 ** (age / _HALF_LIFE))


def _seconds(lead: Card, ranked: Sequence[Card]) -> tuple[Card, ...]:
    """The next in weight, each of another category and publisher than those above it while there are such."""
    chosen: list[Card] = []
    for strict in (True, False):
        for card in ranked:
            above = (lead, *chosen)
            fresh = all(card.category != one.category and card.publisher != one.publisher for one in above)
            if len(chosen) < _SECONDS and card not in chosen and (fresh or not strict):
                chosen.append(card)
    return tuple(chosen)
