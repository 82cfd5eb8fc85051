"""A briefing's material: the day's top stories, what changed in one since a moment, one long read. It ends.

Everything is chosen from what the store lists; the pages decide how it looks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.comparison import Changes, Comparison, FigureChange, FigureSaid, Quantity, Statement
from octavo.news.stories import Ranked, StoryId, StoryMember
from octavo.stories.ranking import front

DAY = timedelta(days=1)
LONG = 400
"""Words from which on an article is a long read: twice an agency report."""
TOO_LONG = 8_000
"""Words of a transcript or a document, which nobody reads to the end of a briefing."""


def top(ranked: Sequence[Ranked], most: int, now: datetime) -> list[Ranked]:
    """The day's stories, mixed as a front page is; fewer than `most` on a quiet day, none of yesterday."""
    return front([one for one in ranked if now - one.card.last < DAY], most)


def long_read(
    cards: Sequence[Card],
    now: datetime,
    copies: Collection[ArticleId] = (),
    stories: Mapping[ArticleId, StoryId] | None = None,
    without: Collection[StoryId] = (),
) -> Card | None:
    """The longest article of the last day that is a publisher's own (none of `copies`), signed, introduced, to be read
    and not heard or watched, and of none of the stories `without`; None where there is none."""
    own = [card for card in cards if now - DAY < card.shown <= now and card.id not in copies and _is_read(card)]
    apart = [card for card in own if (stories or {}).get(card.id) not in without]
    return max(apart, key=lambda card: (card.words, card.shown, card.id), default=None)


def _is_read(card: Card) -> bool:
    text = card.kind == "article" and not card.has_audio and not card.has_video
    return text and LONG <= card.words <= TOO_LONG and bool(card.authors and card.summary)


def changed_since(
    story: StoryId, members: Sequence[StoryMember], comparison: Comparison | None, moment: datetime
) -> Changes:
    """What is new in a story: reports shown after `moment`, figures that are others since, statements that nobody had
    made before, and the turns of its timeline. Without a comparison, the reports alone."""
    new = [member for member in members if member.card.shown > moment]
    own = sorted((one.card for one in new if one.copy is None), key=lambda card: (card.shown, card.id), reverse=True)
    changes = Changes(story, moment, tuple(own), sum(one.copy is not None for one in new))
    if comparison is None:
        return changes
    figures = [change for one in comparison.quantities if (change := _change(one, moment)) is not None]
    return Changes(
        story,
        moment,
        changes.articles,
        changes.copies,
        tuple(figures),
        tuple(one for one in comparison.statements if _first_said(one) > moment),
        tuple(turn for turn in comparison.timeline if turn.moment > moment),
    )


def _first_said(statement: Statement) -> datetime:
    return min(said.shown for said in statement.said)


def _change(quantity: Quantity, moment: datetime) -> FigureChange | None:
    """The last figure told before, and the newest one since; None where there is no such pair, or both are the same, or
    what was told since is of an earlier time."""
    before = [one for one in quantity.values if one.said.shown <= moment]
    since = [one for one in quantity.values if one.said.shown > moment]
    if not before or not since:
        return None
    change = FigureChange(quantity, max(before, key=_told), max(since, key=_told))
    one, other = change.before, change.after
    same = (one.figure.value, one.figure.high) == (other.figure.value, other.figure.high)
    return None if same or other.moment < one.moment else change


def _told(figure: FigureSaid) -> tuple[datetime, datetime, float]:
    """By the time it holds for, then by when it was told."""
    return figure.moment, figure.said.shown, figure.figure.value
