"""A day's briefing gathered from the store; found out once for all readers of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Protocol

from octavo.news.addresses import PublisherId
from octavo.news.articles import Card
from octavo.news.briefings import Briefing, Dossier, Muted
from octavo.news.errors import NotFound
from octavo.news.shelf import Mute
from octavo.news.stories import Ranked, Story, StoryCard, StoryId
from octavo.ports import CardFilter, Topics
from octavo.serve.kept import Kept
from octavo.serve.lists import Reads
from octavo.stories.briefing import DAY, LONG
from octavo.stories.ranking import rank
from octavo.stories.standpoint import stood
from octavo.stories.wrap_up import chosen, lay_out
from octavo.text.muting import hides, hides_story

KEPT, KEPT_LONG = timedelta(minutes=5), timedelta(hours=1)
"""Of today's; of a day that is over, which changes only where an article comes late."""
_EDITIONS, _DAYS = 32, 128
_HOURS, _HOURLY = 24, 100
"""Articles looked at: the newest of every hour, so that a busy evening does not hide the morning."""
_STORIES = 150
"""Those that most publishers had that day."""
_RUNNING = 12
"""Running stories of which it is looked up whether they have news."""
_FIRST_YEAR = 1970
_TAGS = 20
"""Topics of an article that a mute looks at: all that one has."""


class Told(Reads, Topics, Protocol):
    """What of the store a briefing takes."""


_Key = tuple[date, CardFilter, frozenset[tuple[str, str]]]
"""The day, the edition, and what is muted in it."""


class Briefings:
    """The briefings that are asked for."""

    def __init__(self, store: Told) -> None:
        self._store = store
        self._present: Kept[_Key, Briefing] = Kept(KEPT, _EDITIONS)
        self._past: Kept[_Key, Briefing] = Kept(KEPT_LONG, _DAYS)

    def of(self, day: date, edition: CardFilter, now: datetime, mutes: Sequence[Mute] = ()) -> Briefing:
        """The day's, in the languages of an edition and from its countries (none: all), without what is muted. Raises
        NotFound for a day to come."""
        kept = self._past if over(day, now) else self._present
        muted = frozenset((one.kind, one.key) for one in mutes)
        made = partial(gather, self._store, day, edition.languages, now, edition.countries, mutes)
        return kept.get((day, edition, muted), now, made)

    def forget(self) -> None:
        """An editor changed a story: what is asked next is found out anew."""
        self._present.forget()
        self._past.forget()


def read_day(text: str) -> date:
    """The day of `2026-11-21`. Raises NotFound."""
    try:
        day = date.fromisoformat(text if len(text) == len("2026-11-21") else "")
    except ValueError:
        day = date.min
    if day.year < _FIRST_YEAR:
        raise NotFound("there is no such day", subject=text[:80], advice="A day is written as 2026-11-21.")
    return day


def over(day: date, now: datetime) -> bool:
    """Whether the day has ended, in UTC."""
    return day < now.astimezone(UTC).date()


def gather(
    store: Told,
    day: date,
    languages: tuple[str, ...],
    now: datetime,
    countries: tuple[str, ...] = (),
    mutes: Sequence[Mute] = (),
) -> Briefing:
    """The briefing of the 24 hours before the day's end, or before now while it has not ended: what came later is left
    out. What `mutes` are about gives way to what comes next, and is named at the end. Raises NotFound for a day to
    come."""
    begins = datetime.combine(day, time(), UTC)
    if begins > now:
        raise NotFound("that day is still to come", subject=str(day))
    moment = min(now, begins + DAY)
    since = moment - DAY
    cards = _shown(store, since, moment, CardFilter(languages=languages, countries=countries))
    every = rank(_stories(store, cards, moment, languages), moment)
    muted = {one.card.id: mute for one in every if (mute := _muting(mutes, one.card))}
    ranked = [one for one in every if one.card.id not in muted]
    running = [one for one in ranked if one.card.began < since][:_RUNNING]
    dossiers = _dossiers(store, [*chosen(ranked, moment), *running], moment)
    long = _unmuted(store, [card for card in cards if card.words >= LONG], mutes)
    copies = store.copies([card.id for card in long])
    left_out = tuple(Muted(one.card, muted[one.card.id]) for one in chosen(every, moment) if one.card.id in muted)
    return replace(lay_out(day, since, moment, languages, ranked, dossiers, long, copies.keys()), muted=left_out)


def _muting(mutes: Sequence[Mute], card: StoryCard) -> Mute | None:
    return next((mute for mute in mutes if hides_story(mute, card)), None)


def _unmuted(store: Told, cards: list[Card], mutes: Sequence[Mute]) -> list[Card]:
    if not mutes:
        return cards
    tags = store.tags([card.id for card in cards], _TAGS) if any(mute.kind == "topic" for mute in mutes) else {}
    slugs = {article: {tag.slug for tag in found} for article, found in tags.items()}
    return [card for card in cards if not any(hides(mute, card, slugs.get(card.id, ())) for mute in mutes)]


def _shown(store: Reads, since: datetime, moment: datetime, edition: CardFilter) -> list[Card]:
    step = (moment - since) / _HOURS
    hours = [(since + number * step, since + (number + 1) * step) for number in range(_HOURS)]
    return [
        card for after, before in hours for card in store.latest(replace(edition, after=after, before=before), _HOURLY)
    ]


def _stories(store: Reads, cards: Sequence[Card], moment: datetime, languages: tuple[str, ...]) -> list[StoryCard]:
    """Those that have these articles, as they stood: the most reported."""
    woven = store.stories_of([card.id for card in cards])
    reporting: dict[StoryId, set[PublisherId]] = {}
    for card in reversed(cards):
        if card.id in woven:
            reporting.setdefault(woven[card.id], set()).add(card.publisher)
    most = sorted(reporting, key=lambda story: -len(reporting[story]))[:_STORIES]
    return [past for card in _led(store, most, languages) if (past := _past(store, card, moment, languages))]


def _led(store: Reads, stories: Sequence[StoryId], languages: tuple[str, ...]) -> list[StoryCard]:
    """Each led by an article in the first of the languages that it has."""
    found = dict(store.story_cards(stories, languages[0] if languages else ""))
    for language in languages[1:]:
        left = [number for number, card in found.items() if card.lead.language not in languages]
        found |= store.story_cards(left, language)
    return list(found.values())


def _past(store: Reads, card: StoryCard, moment: datetime, languages: tuple[str, ...]) -> StoryCard | None:
    if card.last <= moment:
        return card
    dossier = stood(replace(_story(store, card), card=card), None, moment, languages)
    return dossier.story.card if dossier else None


def _dossiers(store: Reads, ranked: Sequence[Ranked], moment: datetime) -> dict[StoryId, Dossier]:
    """What can be told of them; the cards as they are."""
    found = {}
    for one in {one.card.id: one for one in ranked}.values():
        whole = _story(store, one.card)
        dossier = stood(whole, store.comparison(one.card.id), moment)
        if dossier:
            found[one.card.id] = Dossier(Story(one.card, dossier.story.members), dossier.told)
    return found


def _story(store: Reads, card: StoryCard) -> Story:
    """With its members; with none where it has just gone into another."""
    try:
        return store.story(card.id)
    except NotFound:
        return Story(card, ())
