"""The front page's order of importance: one lead, up to three seconds, then sections. Decided purely, from ranked
stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.news.addresses import PublisherId
from octavo.news.articles import Card
from octavo.news.sources import CATEGORIES, Category
from octavo.news.stories import Ranked, StoryCard, StoryId
from octavo.stories.ranking import WORTH, front

_SENTENCES = 2
_EPISODE = timedelta(hours=36)
_SECONDS = 3
_FULL_SECTION = 4
"""Stories from which a section may take the page's width."""
_FULL_SECTIONS = 6
"""How many do: those with the weightiest news. The others share rows, with _BRIEF stories each."""
_FULL = 6
_BRIEF = 3
_SHARE = 2
"""Stories of a section that one publisher may lead, while others have any."""
_PICTURES = 3
"""The first stories of a section, one of which may stand first for its picture."""


@dataclass(frozen=True, slots=True)
class Section:
    """A category's part of the page."""

    category: Category
    stories: tuple[Ranked, ...]
    full: bool
    """Whether it takes the page's width."""


@dataclass(frozen=True, slots=True)
class Front:
    """The page, from the top."""

    lead: Ranked | None
    seconds: tuple[Ranked, ...]
    sections: tuple[Section, ...]
    oldest: datetime | None
    """When the newest report of the oldest story shown was published."""

    def stories(self) -> list[Ranked]:
        """All of it, in the page's order."""
        top = [self.lead] if self.lead else []
        return [*top, *self.seconds, *(one for section in self.sections for one in section.stories)]


def in_short(card: StoryCard) -> str:
    """What a card says of a story: its first two sentences; the lead's own where these are in another language, or
    where the story runs for days, for then they may tell how it began, not what the headline says."""
    running = card.last - card.began > _EPISODE
    if card.summary and card.articles > 1 and not running and card.languages[0][0] == card.lead.language:
        return " ".join(card.summary[:_SENTENCES])
    return card.lead.summary


def alone(card: Card) -> StoryCard:
    """The story that an article is by itself, until it is woven into one."""
    return StoryCard(
        StoryId(card.id), card, articles=1, publishers=1, copies=0, independent=1, began=card.shown, last=card.shown,
        category=card.category, languages=((card.language, 1),), countries=(),
        hours=((card.shown.replace(minute=0, second=0, microsecond=0), 1),), days=((str(card.shown.date()), 1),),
    )  # fmt: skip


def lay_out(ranked: Sequence[Ranked]) -> Front:
    """The front page of these stories, which come in their order; each stands on it once."""
    if not ranked:
        return Front(None, (), (), None)
    top = front(ranked, 1 + _SECONDS if len(ranked) > _FULL_SECTION else 1)
    above = {one.card.id for one in top}
    below: dict[Category, list[Ranked]] = {name: [] for name in CATEGORIES}
    for one in ranked:
        if one.card.id not in above:
            below[one.card.category].append(one)
    sections = _sections(below)
    shown = [*top, *(one for section in sections for one in section.stories)]
    return Front(top[0], tuple(top[1:]), sections, min(one.card.last for one in shown))


def _sections(news: dict[Category, list[Ranked]]) -> tuple[Section, ...]:
    """The categories in their usual order, where readers look for them; the weightiest ones full."""
    able = [name for name in CATEGORIES if len(news[name]) >= _FULL_SECTION]
    full = sorted(able, key=lambda name: -news[name][0].score)[:_FULL_SECTIONS]
    return tuple(
        Section(
            name,
            tuple(_opened(_varied(news[name], _FULL)) if name in full else _varied(news[name], _BRIEF)),
            name in full,
        )
        for name in CATEGORIES
        if news[name]
    )


def _varied(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    """The first `most`, those of publishers that lead enough of them already last."""
    led: Counter[PublisherId] = Counter()
    first, later = list[Ranked](), list[Ranked]()
    for one in ranked:
        led[one.card.lead.publisher] += 1
        (first if led[one.card.lead.publisher] <= _SHARE else later).append(one)
        if len(first) == most:
            break
    return [*first, *later][:most]


def _opened(ranked: Sequence[Ranked]) -> list[Ranked]:
    """A full section's stories: it opens with a picture where one of nearly the same weight has one."""
    least = WORTH * ranked[0].score
    pictured = (one for one in ranked[:_PICTURES] if one.card.lead.image and one.score >= least)
    first = next(pictured, ranked[0])
    return [first, *(one for one in ranked if one is not first)]
