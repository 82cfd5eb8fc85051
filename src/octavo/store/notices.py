"""A reader's notices, and the ways by which they are told, on SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import apsw

from octavo.news.notices import MOST_BROWSERS, Browser, ChannelHealth, Notice
from octavo.news.readers import Channel, ReaderId
from octavo.news.stories import StoryId
from octavo.store.codec import micros, moment, moment_or_none
from octavo.store.connection import Part
from octavo.store.rows import read_card
from octavo.store.statements import statements

_sql = statements("notices")
_outbox = statements("outbox")
_stories = statements("stories")

MOST = 100
"""Notices in one answer, and the most that are counted."""
_LAST = (1 << 63) - 1


class SqliteNotices(Part):
    """ports.Notices on SQLite."""

    def notices(self, reader: ReaderId, limit: int, before: int | None = None) -> list[Notice]:
        """See ports.Notices."""
        most = max(0, min(limit, MOST))
        with self.connections.read() as connection:
            rows = list(_sql.newest_notices(connection, reader=reader, before=before or _LAST, most=most))
            return [found for (number,) in rows if (found := read_notice(connection, number))]

    def unread_notices(self, reader: ReaderId) -> int:
        """See ports.Notices."""
        with self.connections.read() as connection:
            return int(_sql.unread(connection, reader=reader, most=MOST))

    def read_notices(self, reader: ReaderId, upto: int, now: datetime) -> None:
        """See ports.Notices."""
        with self.connections.write(durable=True) as connection:
            _sql.read_upto(connection, reader=reader, upto=upto, at=micros(now))

    def browsers(self, reader: ReaderId) -> list[Browser]:
        """See ports.Notices."""
        with self.connections.read() as connection:
            return [browser_of(row) for row in _sql.browsers(connection, reader=reader)]

    def add_browser(
        self, reader: ReaderId, endpoint: str, key: bytes, auth: bytes, name: str, now: datetime
    ) -> Browser:
        """See ports.Notices."""
        with self.connections.write(durable=True) as connection:
            _sql.drop_endpoint(connection, endpoint=endpoint)
            for row in list(_sql.browsers(connection, reader=reader))[MOST_BROWSERS - 1 :]:
                _sql.drop_browser(connection, reader=reader, browser=row[0])
            number = _sql.add_browser(
                connection, reader=reader, endpoint=endpoint, key=key, auth=auth, name=name, since=micros(now)
            )  # fmt: skip
            return browser_of(_sql.browser(connection, browser=number))

    def drop_browser(self, reader: ReaderId, browser: int) -> None:
        """Push nothing to it any more; nothing where it is another's."""
        with self.connections.write(durable=True) as connection:
            _sql.drop_browser(connection, reader=reader, browser=browser)

    def channel_health(self, reader: ReaderId) -> Mapping[Channel, ChannelHealth]:
        """See ports.Notices."""
        with self.connections.read() as connection:
            return {row[0]: health_of(row) for row in _sql.health(connection, reader=reader)}

    def test_channel(self, reader: ReaderId, channel: Channel, now: datetime) -> int:
        """See ports.Notices."""
        with self.connections.write(durable=True) as connection:
            if _sql.has_test(connection, reader=reader, channel=channel):
                return 1
            return put_sending(connection, reader, channel, (), now)

    def look_again(self, reader: ReaderId, now: datetime) -> None:
        """See ports.Notices."""
        with self.connections.write() as connection:
            _sql.look_again(connection, reader=reader, at=micros(now))


def read_notice(connection: apsw.Connection, number: int) -> Notice | None:
    """A notice with what it leads to; None where it is gone."""
    row = _sql.notice(connection, notice=number)
    if row is None:
        return None
    notice, reader, kind, key, at, article, story, why, name, read, comment, text = row
    card = None if article is None else read_card(connection, article)
    root = None if story is None else _stories.root(connection, story=story)
    return Notice(
        notice, ReaderId(reader), kind, key, moment(at), card, None if root is None else StoryId(root), why, name,
        moment_or_none(read), comment, text or "",
    )  # fmt: skip


def put_sending(
    connection: apsw.Connection, reader: ReaderId, channel: Channel, notices: tuple[int, ...], now: datetime
) -> int:
    """One to be sent at once; of push one to each browser. How many."""
    browsers: list[int | None] = [None]
    if channel == "push":
        browsers = [row[0] for row in _sql.browsers(connection, reader=reader)]
    numbers = "[" + ",".join(str(int(one)) for one in notices) + "]"
    for browser in browsers:
        _outbox.add_sending(
            connection, reader=reader, channel=channel, browser=browser, notices=numbers, made=micros(now)
        )  # fmt: skip
    return len(browsers)


def browser_of(row: tuple[Any, ...]) -> Browser:
    """From the columns of `browsers`."""
    number, reader, endpoint, key, auth, name, since = row
    return Browser(number, ReaderId(reader), endpoint, key, auth, name, moment(since))


def health_of(row: tuple[Any, ...]) -> ChannelHealth:
    """From the columns of `health`."""
    channel, arrived, failing, reason, stopped = row
    return ChannelHealth(channel, moment_or_none(arrived), moment_or_none(failing), reason, moment_or_none(stopped))
