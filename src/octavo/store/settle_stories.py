"""Counting stories anew: all that a list shows of one, from its members, whichever way they came, changed or went.

Triggers note the stories to be counted; every transaction that may have touched one ends in `settle`, which counts each
once. So no path by which articles change needs to know of stories, and a batch of sixty results counts a story that all
of them joined one time. A story without articles redirects to where its last one went, or goes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

import apsw

from octavo.news.jobs import Job, StageKey
from octavo.store.connection import Connections
from octavo.store.line import put_job
from octavo.store.statements import statements

K = TypeVar("K")

_sql = statements("weaving")
_stories = statements("stories")
_queue = statements("queue")

MOST = 500
"""Stories counted in one transaction: where more changed at once, as when a publisher gets another country, the older
ones follow in later transactions."""
FULL = 80
"""Words from which on a report can stand for a story before others."""
HOURS, DAYS = 48, 30
TOPICS = 5
LATEST = 200
"""Articles of a story looked at for what it is about now."""
_HOUR, _DAY = 3_600_000_000, 86_400_000_000


class Member(NamedTuple):
    """An article as it is counted."""

    article: int
    publisher: str
    country: str
    language: str
    category: str
    shown: int
    words: int
    pictured: int
    origin: int | None
    """Of a copy: where its text began."""


def settle(connection: apsw.Connection, most: int = MOST) -> list[int]:
    """Count the stories that have changed; the numbers of those that have articles."""
    there = []
    for story, went in list(_sql.stale(connection, most=most)):
        _sql.settled(connection, story=story)
        members = [Member._make(row) for row in _sql.counted(connection, story=story)]
        if members:
            _count(connection, story, members)
            there.append(int(story))
        else:
            _close(connection, story, went)
    return there


def settle_and_compare(connection: apsw.Connection, now: datetime) -> None:
    """Count the stories that changed otherwise than by weaving, and queue their comparing by the version that compared
    last; where nothing was ever compared, nothing is out of date."""
    version = _sql.last_compared(connection)
    for story in settle(connection):
        if version is not None:
            put_job(connection, Job(StageKey("compare", version), story, now))


def settle_all(connections: Connections, now: datetime) -> None:
    """The same for all there are, in as many transactions as that takes."""
    while True:
        with connections.write() as connection:
            settle_and_compare(connection, now)
            if not list(_sql.stale(connection, most=1)):
                return


def independent(members: Sequence[Member]) -> int:
    """Publishers with a report of their own, and texts that none of them has: copies of one count once, under where it
    began, or together where that is not among the members."""
    here = {member.article for member in members}
    voices: set[str | int] = {member.publisher for member in members if member.origin is None}
    voices |= {member.origin for member in members if member.origin is not None and member.origin not in here}
    return max(1, len(voices))


def leads(members: Sequence[Member]) -> list[tuple[str, int]]:
    """The article of each language that stands for the story, the best of all first.

    A report of its own before a copy; a full one with a picture before others; of those the newest; of copies the
    oldest, which is nearest to where the text began.
    """
    best: dict[str, Member] = {}
    for member in members:
        if member.language not in best or _grade(member) > _grade(best[member.language]):
            best[member.language] = member
    order = sorted(best.values(), key=_grade, reverse=True)
    return [(member.language, member.article) for member in order]


def _grade(member: Member) -> tuple[bool, bool, int, int]:
    own = member.origin is None
    sign = 1 if own else -1
    return own, own and bool(member.pictured) and member.words >= FULL, sign * member.shown, sign * member.article


def _count(connection: apsw.Connection, story: int, members: Sequence[Member]) -> None:
    publishers = {member.publisher: member.country for member in members}
    category = _most(member.category for member in members)[0][0]
    leading = leads(members)
    last = max(member.shown for member in members)
    topics = list(_sql.topics_of(connection, story=story, latest=LATEST, most=TOPICS))
    _sql.save_counts(
        connection,
        story=story,
        articles=len(members),
        publishers=len(publishers),
        copies=sum(member.origin is not None for member in members),
        independent=independent(members),
        began=min(member.shown for member in members),
        last=last,
        category=category,
        lead=leading[0][1],
        leads=_dump(leading),
        languages=_dump(_most(member.language for member in members)),
        countries=_dump(_most(country for country in publishers.values() if country)),
        hours=_dump(_volume(members, _HOUR, HOURS)),
        days=_dump(_volume(members, _DAY, DAYS)),
        topics=_dump([(topic, round(weight / min(len(members), LATEST), 4)) for topic, weight in topics]),
        edited=_sql.is_edited(connection, story=story),
    )
    _sql.drop_facets(connection, story=story)
    newest: defaultdict[tuple[str, str], int] = defaultdict(int)
    for member in members:
        key = member.language, member.country
        newest[key] = max(newest.get(key, member.shown), member.shown)
    for (language, country), shown in newest.items():
        _sql.add_facet(
            connection, story=story, language=language, country=country, category=category, last=shown,
            publishers=len(publishers),
        )  # fmt: skip


def _close(connection: apsw.Connection, story: int, went: int | None) -> None:
    """A story that lost its last article."""
    merged = _stories.root(connection, story=story) not in (story, None)
    target = None if went is None else _stories.root(connection, story=went)
    _queue.drop_job(connection, stage="compare", subject=story)
    _queue.forget_results(connection, stage="compare", subject=story)
    if not merged and target in (None, story):
        _sql.drop_story(connection, story=story)
        return
    if not merged:
        _sql.merge_story(connection, story=story, into=target)
    _sql.empty_story(connection, story=story)
    _sql.drop_facets(connection, story=story)
    _sql.drop_comparison(connection, story=story)


def _most(values: Iterable[K]) -> list[tuple[K, int]]:
    """How often there is each, most first; of equals the one that came first."""
    return Counter(values).most_common()


def _volume(members: Sequence[Member], unit: int, most: int) -> list[tuple[int, int]]:
    """Articles by hour or day since 1970, of the last ones with any, oldest first."""
    return sorted(Counter(member.shown // unit for member in members).items())[-most:]


_dump: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
