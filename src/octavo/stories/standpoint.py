"""A story as it stood at a moment: what came later is left out, so that a day's briefing is the same a week later.

What the archive does not keep is as it is now: an article's text that was edited since, and what editors moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from octavo.news.articles import Card
from octavo.news.briefings import Dossier
from octavo.news.comparison import Comparison, Quantity, Statement
from octavo.news.stories import Story, StoryCard, StoryMember

_HOURS = timedelta(hours=48)
"""As StoryCard has them."""
_DAYS = 30


def stood(story: Story, told: Comparison | None, moment: datetime, languages: Collection[str] = ()) -> Dossier | None:
    """What was shown until `moment`, led by an article in `languages` where there is one; None before its first
    article."""
    members = tuple(member for member in story.members if member.card.shown <= moment)
    if not members:
        return None
    card = _card(story.card, members, languages)
    return Dossier(Story(card, members), told and until(told, moment))


def until(told: Comparison, moment: datetime) -> Comparison:
    """The sentences, figures and turns that were told until `moment`; statements that two had made by then."""
    statements = (_statement(one, moment) for one in told.statements)
    quantities = (_quantity(one, moment) for one in told.quantities)
    return replace(
        told,
        statements=tuple(one for one in statements if len(one.said) > 1),
        summary=tuple(said for said in told.summary if said.shown <= moment),
        quantities=tuple(one for one in quantities if one.values),
        utterances=tuple(one for one in told.utterances if one.first.said.shown <= moment),
        timeline=tuple(turn for turn in told.timeline if turn.moment <= moment),
    )


def _statement(one: Statement, moment: datetime) -> Statement:
    return replace(one, said=tuple(said for said in one.said if said.shown <= moment))


def _quantity(one: Quantity, moment: datetime) -> Quantity:
    return replace(one, values=tuple(value for value in one.values if value.said.shown <= moment))


def _card(card: StoryCard, members: Sequence[StoryMember], languages: Collection[str]) -> StoryCard:
    """Counted anew where it went on since."""
    if len(members) == card.articles:
        return card
    shown = [member.card.shown for member in members]
    publishers = {member.card.publisher: member.country for member in members}
    hours = Counter(one.replace(minute=0, second=0, microsecond=0) for one in shown if one > max(shown) - _HOURS)
    days = sorted(Counter(str(one.date()) for one in shown).items())
    return replace(
        card,
        lead=_lead(card.lead, members, languages),
        articles=len(members),
        publishers=len(publishers),
        copies=sum(member.copy is not None for member in members),
        independent=len({member.card.publisher for member in members if member.copy is None}),
        began=min(shown),
        last=max(shown),
        languages=tuple(Counter(member.card.language for member in members).most_common()),
        countries=tuple(Counter(country for country in publishers.values() if country).most_common()),
        hours=tuple(sorted(hours.items())),
        days=tuple(days[-_DAYS:]),
        summary=(),
    )


def _lead(lead: Card, members: Sequence[StoryMember], languages: Collection[str]) -> Card:
    """The same where it was there already; else the newest, an own report and one in the languages before others."""
    if any(member.card.id == lead.id for member in members):
        return lead
    return max(
        members, key=lambda one: (one.card.language in languages, one.copy is None, one.card.shown, one.card.id)
    ).card
