"""What lists show of stories: which come next, and each as a card."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import apsw

from octavo.news.sources import CATEGORIES
from octavo.news.stories import StoryCard, StoryId
from octavo.news.topics import Tag, TopicSlug
from octavo.ports import StoryFilter
from octavo.store.codec import micros, moment
from octavo.store.rows import read_card
from octavo.store.statements import statements

_sql = statements("stories")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)
_EARLIEST = micros(datetime(1, 1, 1, tzinfo=UTC))


@contextmanager
def newest(connection: apsw.Connection, wanted: StoryFilter) -> Iterator[Iterator[int]]:
    """The stories that a filter lets through, the one with the newest article that passes first, read as they are asked
    for; closed with the block."""
    with ExitStack() as open_walks:
        walks = [open_walks.enter_context(closing(walk)) for walk in _walks(connection, wanted)]
        yield _passing(heapq.merge(*walks, reverse=True), wanted)


def story_card(connection: apsw.Connection, story: int, languages: Sequence[str] = ()) -> StoryCard | None:
    """A story, led by an article in the first of these languages that it has; None where it has no articles."""
    row = _sql.story(connection, story=story)
    if row is None:
        return None
    (articles, publishers, copies, independent, began, last, category, leads, spoken, countries, hours, days, topics,
     edited, summary) = row  # fmt: skip
    lead = read_card(connection, _lead(json.loads(leads), languages))
    if lead is None:  # its article has just gone, and it is to be counted anew
        return None
    return StoryCard(
        id=StoryId(story),
        lead=lead,
        articles=articles,
        publishers=publishers,
        copies=copies,
        independent=independent,
        began=moment(began),
        last=moment(last),
        category=category,
        languages=_pairs(spoken),
        countries=_pairs(countries),
        hours=tuple((_EPOCH + timedelta(hours=hour), count) for hour, count in json.loads(hours)),
        days=tuple(((_FIRST_DAY + timedelta(days=day)).isoformat(), count) for day, count in json.loads(days)),
        summary=tuple(json.loads(summary)),
        topics=_tags(connection, topics, lead.language),
        edited=bool(edited),
    )


def _walks(connection: apsw.Connection, wanted: StoryFilter) -> list[Any]:
    """The index walks whose merge holds every story wanted: (last, story, publishers, what else to look at)."""
    since = _EARLIEST if wanted.since is None else micros(wanted.since)
    categories = CATEGORIES if wanted.category is None else (wanted.category,)
    if wanted.countries:
        return [
            _sql.newest_of_country(connection, country=country, category=category, since=since)
            for country in sorted(set(wanted.countries))
            for category in categories
        ]
    if wanted.languages:
        return [
            _sql.newest_of_language(connection, language=language, category=category, since=since)
            for language in sorted(set(wanted.languages))
            for category in categories
        ]
    if wanted.category is not None:
        return [_sql.newest_of_category(connection, category=wanted.category, since=since)]
    return [_sql.newest(connection, since=since)]


def _passing(rows: Iterator[tuple[Any, ...]], wanted: StoryFilter) -> Iterator[int]:
    seen: set[int] = set()
    for _, story, publishers, *language in rows:
        if story in seen or publishers < wanted.least_publishers:
            continue
        if wanted.countries and wanted.languages and language[0] not in wanted.languages:
            continue
        seen.add(story)
        yield story


def _lead(leads: Sequence[tuple[str, int]], languages: Sequence[str]) -> int:
    """That of the first of the languages that there is one in."""
    spoken = dict(reversed(leads))
    return next((spoken[language] for language in languages if language in spoken), leads[0][1])


def _pairs(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in json.loads(text))


def _tags(connection: apsw.Connection, topics: str, language: str) -> tuple[Tag, ...]:
    """Topics under their present names; one merged away since is the one it went into."""
    if topics == "[]":
        return ()
    tags: dict[TopicSlug, Tag] = {}
    for slug, kind, weight, name in list(_sql.tags(connection, topics=topics, language=language)):
        tags.setdefault(slug, Tag(slug, name, kind, weight))
    return tuple(tags.values())
