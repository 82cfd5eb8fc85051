"""Topics, to read: one whole, its articles, volume and companions, what articles are about, what is in the news."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import apsw

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.errors import NotFound
from octavo.news.marks import Marks
from octavo.news.topics import (
    Alias,
    KnownTopic,
    Pulse,
    Pulses,
    Tag,
    Topic,
    TopicDay,
    TopicEdit,
    TopicId,
    TopicSlug,
    Unlinked,
)
from octavo.ports import Cursor
from octavo.store.codec import micros, moment, moment_or_none, unpack, unpack_floats
from octavo.store.connection import Part
from octavo.store.rows import read_card
from octavo.store.statements import statements
from octavo.text.words import tokens

_sql = statements("topics")

MOST = 100
"""Cards in one answer."""
LATEST = 200
"""Articles of a topic looked at for what it appears with: what it is about now."""
TOGETHER = 2
"""Articles that two topics share at least, to be called companions."""
CANDIDATES = 12
"""Topics that are looked at for one key, the largest first: each costs half a millisecond to describe, and an article
has some fifty keys. A name as it is written has a key of its own, which few share."""
EVERYTHING = 0
"""The topic under which topic_days counts all articles."""

_FIRST_DAY = date(1970, 1, 1)
_DAY = timedelta(days=1)
_START = (micros(datetime(9999, 12, 31, tzinfo=UTC)), (1 << 63) - 1)


class SqliteTopics(Part):
    """The reading half of ports.Topics on SQLite; topic_edits.py is the other."""

    def topic(self, slug: TopicSlug) -> Topic:
        """See ports.Topics."""
        with self.connections.read() as connection:
            number = _sql.topic_with_slug(connection, slug=slug)
            if number is None:
                raise NotFound(f"there is no topic {slug!r}", subject=slug)
            return topic_of(connection, _sql.root(connection, topic=number))

    def cards_about(
        self, topic: TopicId, limit: int, after: Cursor | None = None, languages: Sequence[str] = ()
    ) -> list[Card]:
        """See ports.Topics."""
        shown, article = _START if after is None else (micros(after[0]), int(after[1]))
        below = {"topic": topic, "shown": shown, "article": article}
        with self.connections.read() as connection:
            if languages:
                walks = [
                    _sql.newest_of_topic_in(connection, language=language, **below) for language in set(languages)
                ]  # fmt: skip
            else:
                walks = [_sql.newest_of_topic(connection, **below)]
            try:
                rows = heapq.merge(*walks, reverse=True)
                numbers = [row[1] for row in islice(rows, max(0, min(limit, MOST)))]
            finally:
                for walk in walks:
                    walk.close()
            return [card for number in numbers if (card := read_card(connection, number)) is not None]

    def volume(self, topic: TopicId, now: datetime, days: int) -> tuple[TopicDay, ...]:
        """See ports.Topics."""
        with self.connections.read() as connection:
            return _days(connection, topic, now.astimezone(UTC).date(), days)

    def companions(self, topic: TopicId, limit: int, language: str) -> list[Tag]:
        """See ports.Topics."""
        with self.connections.read() as connection:
            rows = list(_sql.companions(connection, topic=topic, latest=LATEST, least=TOGETHER, most=limit))
            return [_tag(connection, row[:5], row[5], language) for row in rows]

    def tags(self, articles: Sequence[ArticleId], most: int) -> Mapping[ArticleId, list[Tag]]:
        """See ports.Topics."""
        found: dict[ArticleId, list[Tag]] = {}
        with self.connections.read() as connection:
            for article in articles:
                if tags := [tag for _, tag in tags_of(connection, article, most)]:
                    found[article] = tags
        return found

    def find_topics(self, text: str, limit: int) -> list[Topic]:
        """See ports.Topics."""
        words = tokens(text)
        if not words:
            return []
        quoted = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words]
        with self.connections.read() as connection:
            match = " AND ".join([*quoted[:-1], f"{quoted[-1]} *"])
            with closing(_sql.topics_matching(connection, match=match, most=max(0, limit))) as rows:
                numbers = [row[0] for row in rows]
            return [topic_of(connection, number) for number in numbers]

    def pulses(self, now: datetime, days: int, least: int, most: int, hours: int = 24) -> Pulses:
        """See ports.Topics."""
        since = now - timedelta(hours=hours)
        window = {"since": micros(since), "until": micros(now)}
        before = since.astimezone(UTC).date() - _DAY
        with self.connections.read() as connection:
            busy = list(_sql.busy(connection, **window, least=least, most=most))
            return Pulses(
                topics=tuple(
                    Pulse(topic_of(connection, topic), count, publishers, _days(connection, topic, before, days))
                    for topic, count, publishers in busy
                ),
                now=_sql.articles_between(connection, **window),
                days=_days(connection, TopicId(EVERYTHING), before, days),
                hours=hours,
            )

    def topic_edits(self, topic: TopicId | None = None, limit: int = 100) -> list[TopicEdit]:
        """See ports.Topics."""
        with self.connections.read() as connection:
            rows = _sql.edits(connection, most=limit) if topic is None else _sql.edits_of(connection, topic=topic)
            return [_edit(connection, row) for row in list(rows)[:limit]]


def topic_of(connection: apsw.Connection, topic: int) -> Topic:
    """A topic, whole. Raises NotFound."""
    row = _sql.topic(connection, topic=topic)
    if row is None:
        raise NotFound(f"there is no topic {topic}", subject=str(topic))
    number, slug, kind, name, edited, blocked, articles, last = row
    return Topic(
        TopicId(number), slug, kind, name, aliases_of(connection, topic), articles, moment_or_none(last),
        blocked=bool(blocked), edited=bool(edited),
    )  # fmt: skip


def tags_of(connection: apsw.Connection, article: int, most: int) -> list[tuple[int, Tag]]:
    """What an article is most about, under the names that its own language has for it."""
    rows = list(_sql.links_of(connection, article=article))[:most]
    return [(row[0], _tag(connection, row[:5], row[5], row[6])) for row in rows]


def aliases_of(connection: apsw.Connection, topic: int) -> tuple[Alias, ...]:
    """Its spellings with those of the topics merged into it: first those that articles name it by, commonest first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    named: Counter[str] = Counter()
    for (one,) in list(_sql.group_of(connection, topic=topic)):
        for name, language, count, fullest in _sql.aliases(connection, topic=one):
            counts[name][language] += count
            named[name] += fullest
    order = sorted(counts, key=lambda name: (-named[name], -counts[name].total(), name))
    return tuple(Alias(name, counts[name].most_common(1)[0][0], counts[name].total()) for name in order)


def read_marks(connection: apsw.Connection, article: ArticleId) -> Marks | None:
    """What was found in an article's present text."""
    row = _sql.marks(connection, article=article)
    if row is None:
        return None
    packed, model, vector = row
    marks = unpack(Marks, packed)
    return marks if model is None else replace(marks, vector=unpack_floats(vector), vector_model=model)


def read_unlinked(connection: apsw.Connection, article: ArticleId) -> Unlinked | None:
    """An article's hashtags with every topic that one of them may be; None where the article is gone."""
    row = _sql.hashtags(connection, article=article)
    if row is None:
        return None
    packed, language, category = row
    hashtags = unpack(Marks, packed).hashtags
    roots = {
        _sql.root(connection, topic=topic)
        for key in {key for hashtag in hashtags for key in hashtag.lookups}
        for (topic,) in list(_sql.topics_under(connection, key=key, most=CANDIDATES))
    }
    known = tuple(_known(connection, topic) for topic in sorted(roots))
    return Unlinked(article, language, category, hashtags, known, TopicId(_sql.newest_topic(connection)))


def _known(connection: apsw.Connection, topic: int) -> KnownTopic:
    companions = _sql.companions(connection, topic=topic, latest=LATEST // 4, least=1, most=LATEST // 4)
    group = [one for (one,) in list(_sql.group_of(connection, topic=topic))]
    return KnownTopic(
        topic_of(connection, topic),
        companions=tuple((name, count) for _, _, name, _, _, count in list(companions)),
        categories=tuple(_sql.categories(connection, topic=topic, latest=LATEST // 4)),
        pinned=tuple(name for one in group for (name,) in list(_sql.pins(connection, topic=one))),
    )


def _tag(connection: apsw.Connection, row: Sequence[Any], weight: float, language: str) -> Tag:
    number, slug, name, named, kind = row
    spelled = None if named else _sql.commonest(connection, topic=number, language=language)
    return Tag(slug, spelled or name, kind, weight)


def _days(connection: apsw.Connection, topic: int, last: date, count: int) -> tuple[TopicDay, ...]:
    end = (last - _FIRST_DAY).days
    counts = dict(_sql.days(connection, topic=topic, first=end - count + 1, last=end))
    return tuple(
        TopicDay((_FIRST_DAY + day * _DAY).isoformat(), counts.get(day, 0)) for day in range(end - count + 1, end + 1)
    )


def _edit(connection: apsw.Connection, row: Sequence[Any]) -> TopicEdit:
    number, at, act, topic, slug, name, before, after, other, undone = row
    return TopicEdit(
        number, moment(at), act, TopicId(topic), slug, name, before, after, other,
        undone=moment_or_none(undone), undoable=undone is None and _sql.stands_on(connection, edit=number) is None,
    )  # fmt: skip
