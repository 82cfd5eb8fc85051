"""What came, and what is to be sent of it, on SQLite.

What came is noted by triggers, in the transaction that brought it; looking at it forgets it and keeps the notices in
one other. So nothing is lost or told twice wherever a process is cut off. What is sent is written down before, and
forgotten after: cut off between, it is sent again under the same id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import apsw

from octavo.news.notices import (
    OUTSIDE,
    Answered,
    Browser,
    Came,
    ChannelHealth,
    Follower,
    Happening,
    Look,
    NewNotice,
    Nothing,
    Notice,
    Plan,
    Sending,
)
from octavo.news.readers import Channel, Reader, ReaderId
from octavo.news.shelf import FollowKind
from octavo.news.stories import StoryId
from octavo.store.codec import micros, micros_or_none, moment, moment_or_none
from octavo.store.connection import Part
from octavo.store.notices import browser_of, health_of, put_sending, read_notice
from octavo.store.readers import reader_in
from octavo.store.rows import read_card
from octavo.store.statements import statements
from octavo.store.topics import tags_of

_sql = statements("outbox")
_notices = statements("notices")
_stories = statements("stories")
_topics = statements("topics")

MOST = 100
"""Notices of one sending that are read: what a digest shows."""
ABOUT = 6
"""Topics of an article whose followers are told: what it is most about. Further ones it only mentions."""
_TOPICS = 20
"""Topics that a mute looks at: all that an article has."""


class SqliteOutbox(Part):
    """ports.Outbox on SQLite."""

    def happenings(self, limit: int) -> list[Happening]:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            rows = list(_sql.happenings(connection, most=limit))
            return [_happening(connection, *row) for row in rows]

    def settle_happenings(self, upto: int, count: int, notices: Sequence[NewNotice], now: datetime) -> bool:
        """See ports.Outbox."""
        with suppress(_TooLateError), self.connections.write() as connection:
            if len(list(_sql.settle(connection, upto=upto))) != count:
                raise _TooLateError
            _add(connection, notices, now)
            return True
        return False

    def add_notices(self, notices: Sequence[NewNotice], now: datetime) -> int:
        """See ports.Outbox."""
        with self.connections.write() as connection:
            return _add(connection, notices, now)

    def briefed(self) -> list[tuple[Reader, str]]:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            return [(reader_in(connection, number), day or "") for number, day in list(_sql.briefed(connection))]

    def looks(self, now: datetime, limit: int) -> list[Look]:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            rows = _sql.looks(connection, now=micros(now), most=limit)
            return [Look(ReaderId(reader), channel, moment_or_none(last)) for reader, channel, last in rows]

    def untold(self, reader: ReaderId, channel: Channel) -> list[Notice]:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            rows = list(_sql.untold(connection, reader=reader, channel=channel))
            return [found for (number,) in rows if (found := read_notice(connection, number))]

    def carry_out(self, look: Look, plan: Plan, now: datetime) -> bool:
        """See ports.Outbox."""
        where = {"reader": look.reader, "channel": look.channel}
        sent = [number for group in plan.together for number in group]
        with suppress(_TooLateError), self.connections.write(durable=True) as connection:
            for number in (*plan.dropped, *sent):
                if _sql.told(connection, **where, notice=number) is None:
                    raise _TooLateError
            for group in plan.together:
                put_sending(connection, look.reader, look.channel, group, now)
            again = micros_or_none(plan.look)
            if again is None and _sql.some_untold(connection, **where):  # came while this was thought out
                again = micros(now)
            _sql.looked(connection, **where, look=again, last=micros(now) if sent else None)
            return True
        return False

    def take_sendings(self, now: datetime, lease: float, limit: int) -> list[Sending]:
        """See ports.Outbox."""
        until = micros(now + timedelta(seconds=lease))
        with self.connections.write(durable=True) as connection:
            rows = list(_sql.take(connection, now=micros(now), until=until, most=limit))
        return sorted((_sending(*row) for row in rows), key=lambda one: one.id)

    def notices_of(self, sending: Sending) -> list[Notice]:
        """See ports.Outbox."""
        newest = sorted(sending.notices, reverse=True)[:MOST]
        with self.connections.read() as connection:
            return [found for number in newest if (found := read_notice(connection, number))]

    def browser(self, browser: int) -> Browser | None:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            row = _notices.browser(connection, browser=browser)
            return None if row is None else browser_of(row)

    def sent(self, sending: Sending, now: datetime) -> None:
        """See ports.Outbox."""
        with self.connections.write(durable=True) as connection:
            _sql.done(connection, sending=sending.id)
            with suppress(apsw.ConstraintError):  # the account was deleted meanwhile
                _sql.arrived(connection, reader=sending.reader, channel=sending.channel, at=micros(now))

    def not_sent(self, sending: Sending, reason: str, now: datetime, again: datetime | None) -> ChannelHealth:
        """See ports.Outbox."""
        with self.connections.write(durable=True) as connection:
            if again is None:
                _sql.done(connection, sending=sending.id)
            else:
                _sql.again(connection, sending=sending.id, due=micros(again))
            try:
                row = _sql.failed(
                    connection, reader=sending.reader, channel=sending.channel, at=micros(now), reason=reason
                )  # fmt: skip
            except apsw.ConstraintError:  # the account was deleted meanwhile
                return ChannelHealth(sending.channel)
            return health_of(row)

    def drop_sending(self, sending: Sending) -> None:
        """See ports.Outbox."""
        with self.connections.write(durable=True) as connection:
            _sql.done(connection, sending=sending.id)

    def forget_browser(self, sending: Sending) -> None:
        """See ports.Outbox."""
        with self.connections.write(durable=True) as connection:
            _sql.done(connection, sending=sending.id)
            _sql.forget_browser(connection, browser=sending.browser)

    def stop_channel(self, reader: ReaderId, channel: Channel, reason: str, now: datetime) -> None:
        """See ports.Outbox."""
        where = {"reader": reader, "channel": channel}
        with suppress(apsw.ConstraintError), self.connections.write(durable=True) as connection:
            _sql.stop(connection, **where, at=micros(now), reason=reason)
            _sql.drop_untold(connection, **where)
            _sql.drop_sendings(connection, **where)

    def next_sending(self) -> datetime | None:
        """See ports.Outbox."""
        with self.connections.read() as connection:
            times = (_sql.first_look(connection), _sql.first_sending(connection))
            known = [moment(one) for one in times if one is not None]
            return min(known, default=None)

    def sweep_notices(self, before: datetime) -> int:
        """See ports.Outbox."""
        with self.connections.write() as connection:
            return len(list(_sql.sweep(connection, before=micros(before))))


class _TooLateError(Exception):
    """Another process was first: what this one found out is of no use any more."""


def _happening(
    connection: apsw.Connection, number: int, article: int | None, comment: int | None, reader: int | None
) -> Happening:
    if article is not None:
        return _arrival(connection, number, article)
    row = _sql.answered(connection, comment=comment)
    by, on, story = row or ("", None, None)
    return Answered(number, ReaderId(reader or 0), comment or 0, on, story, by)


def _arrival(connection: apsw.Connection, number: int, article: int) -> Came | Nothing:
    card, row = read_card(connection, article), _sql.arrival(connection, article=article)
    if card is None or row is None:  # an editor's hand may have taken it out again
        return Nothing(number)
    story, began, publishers, category, copied = row
    about = tags_of(connection, article, _TOPICS)
    followers = (
        *_followers("story", _sql.followers_of_story(connection, story=story)),
        *_followers("publisher", _sql.followers_of_publisher(connection, publisher=card.publisher)),
        *(
            Follower(ReaderId(reader), "topic", tag.slug, tag.name, moment(since))
            for topic, tag in about[:ABOUT]
            for reader, since in _sql.followers_of_topic(connection, topic=topic)
        ),
        *_followers("category", _sql.followers_of_category(connection, category=category)),
    )
    told = frozenset(ReaderId(one) for (one,) in _sql.told_of_story(connection, story=story)) if followers else ()
    return Came(
        number, card, StoryId(story), moment(began), publishers, category, bool(copied),
        tuple(tag for _, tag in about), followers, frozenset(told),
    )  # fmt: skip


def _followers(kind: FollowKind, rows: Iterable[tuple[Any, ...]]) -> list[Follower]:
    return [Follower(ReaderId(reader), kind, str(key), name, moment(since)) for reader, key, name, since in rows]


def _sending(
    number: int, reader: int, channel: Channel, browser: int | None, notices: str, made: int, tries: int
) -> Sending:
    return Sending(number, ReaderId(reader), channel, browser, tuple(json.loads(notices)), moment(made), tries)


def _add(connection: apsw.Connection, notices: Sequence[NewNotice], now: datetime) -> int:
    added = 0
    for one in notices:
        number = _sql.add_notice(
            connection, reader=one.reader, kind=one.kind, key=one.key, at=micros(one.at), article=one.article,
            story=one.story, comment=one.comment, why=one.why, name=one.name, page=int("page" in one.by),
        )  # fmt: skip
        if number is None:
            continue
        added += 1
        for channel in OUTSIDE:
            where = {"reader": one.reader, "channel": channel}
            if channel in one.by and not _sql.is_stopped(connection, **where):
                _sql.add_untold(connection, **where, notice=number)
                _sql.wake(connection, **where, look=micros(now))
    return added
