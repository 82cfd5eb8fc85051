"""Story cards of the sample newsroom at a moment, from its labels: what perfect weaving would show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Card
from octavo.news.sources import Category
from octavo.news.stories import StoryCard, StoryId
from octavo.sample.newsroom import Piece, newsroom

EPOCH = datetime(2031, 5, 14, tzinfo=UTC)


def moment(day: int, hour: float) -> datetime:
    """That many days back, at that hour."""
    return EPOCH - timedelta(days=day) + timedelta(hours=hour)


def cards_at(now: datetime) -> dict[str, StoryCard]:
    """By label, or by the key of an article that stands alone: every story of what was out by then."""
    stories: dict[str, list[Piece]] = defaultdict(list)
    for piece in newsroom().pieces.values():
        if piece.published(EPOCH.date()) <= now:
            stories[piece.story or piece.key].append(piece)
    return {name: story_card(nth, pieces) for nth, (name, pieces) in enumerate(sorted(stories.items()), start=1)}


def story_card(number: int, pieces: Sequence[Piece]) -> StoryCard:
    """The card of a story of these articles."""
    shown = {piece.key: piece.published(EPOCH.date()) for piece in pieces}
    oldest = sorted(pieces, key=lambda piece: shown[piece.key])
    countries = {piece.house.folder: piece.house.country for piece in pieces if piece.house.country}
    hours = Counter(time.replace(minute=0) for time in shown.values())
    days = Counter(time.date().isoformat() for time in shown.values())
    return StoryCard(
        id=StoryId(number),
        lead=card(next((piece for piece in reversed(oldest) if not piece.copy_of), oldest[-1])),
        articles=len(pieces),
        publishers=len({piece.house.folder for piece in pieces}),
        copies=sum(bool(piece.copy_of) for piece in pieces),
        independent=max(1, len({piece.house.folder for piece in pieces if not piece.copy_of})),
        began=min(shown.values()),
        last=max(shown.values()),
        category=cast(Category, Counter(piece.category for piece in pieces).most_common(1)[0][0]),
        languages=tuple(Counter(piece.house.language for piece in pieces).most_common()),
        countries=tuple(Counter(countries.values()).most_common()),
        hours=tuple(sorted(hours.items())[-48:]),
        days=tuple(sorted(days.items())[-30:]),
    )


def card(piece: Piece) -> Card:
    """The card of an article."""
    return Card(
        id=ArticleId(piece.number),
        url=CanonicalUrl(f"https://{piece.house.host}/{piece.slug}"),
        title=piece.states[0].title,
        publisher=PublisherId(piece.house.host),
        publisher_name=piece.house.name,
        shown=piece.published(EPOCH.date()),
        summary=piece.states[0].standfirst,
        language=piece.house.language,
        category=cast(Category, piece.category),
        kind="article",
        words=len(piece.states[0].body.split()),
    )
