"""Whether what a reader muted is about an article or a story; decided here for pages and notices alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from octavo.news.articles import Card
from octavo.news.shelf import Mute
from octavo.news.stories import StoryCard
from octavo.text.words import tokens

_STORY_TOPICS = 5
"""Topics of a story that a mute looks at: what it is most about; further ones come with single reports."""


def hides(mute: Mute, card: Card, topics: Collection[str]) -> bool:
    """Whether a mute is about an article, whose topics' slugs are these."""
    match mute.kind:
        case "publisher":
            return card.publisher == mute.key
        case "category":
            return card.category == mute.key
        case "topic":
            return mute.key in topics
        case "words":
            return f" {mute.key} " in _words(card.title, card.summary)


def hides_story(mute: Mute, card: StoryCard, more: Collection[str] = ()) -> bool:
    """Whether a mute is about a story: of a publisher, only where nobody else reports it. `more` are slugs of topics
    besides those of the card."""
    if mute.kind == "publisher" and card.publishers > 1:
        return False
    return hides(
        mute, replace(card.lead, category=card.category), {*more, *(tag.slug for tag in card.topics[:_STORY_TOPICS])}
    )


@lru_cache(maxsize=4096)
def _words(title: str, summary: str) -> str:
    """What muted words are looked for in; the same cards come to many readers, and each is held against many mutes."""
    return f" {' '.join((*tokens(title), *tokens(summary)))} "
