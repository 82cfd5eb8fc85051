"""What readers are told of by themselves: what came, what is kept for them, and what is to be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from octavo.news.notices import Browser, ChannelHealth, Happening, Look, NewNotice, Notice, Plan, Sending
from octavo.news.readers import Channel, Reader, ReaderId
from octavo.ports.network import Letter


class Notices(Protocol):
    """A reader's notices, to read; and the ways by which they are told."""

    def notices(self, reader: ReaderId, limit: int, before: int | None = None) -> list[Notice]:
        """Those for the page, newest first, by keyset over the id. At most 100."""
        ...

    def unread_notices(self, reader: ReaderId) -> int:
        """Of those for the page; 100 where there are more."""
        ...

    def read_notices(self, reader: ReaderId, upto: int, now: datetime) -> None:
        """Mark those up to this id as read."""
        ...

    def browsers(self, reader: ReaderId) -> list[Browser]:
        """The last one first."""
        ...

    def add_browser(
        self, reader: ReaderId, endpoint: str, key: bytes, auth: bytes, name: str, now: datetime
    ) -> Browser:
        """Of MOST_BROWSERS, the oldest gives way. One that was another reader's is this one's from now on."""
        ...

    def drop_browser(self, reader: ReaderId, browser: int) -> None: ...

    def channel_health(self, reader: ReaderId) -> Mapping[Channel, ChannelHealth]:
        """Of the channels by which anything was ever sent."""
        ...

    def test_channel(self, reader: ReaderId, channel: Channel, now: datetime) -> int:
        """Have a test sent, also by a channel that was given up; how many (of push one to each browser). While one is
        under way no other is sent: nobody hammers a host by a button."""
        ...

    def look_again(self, reader: ReaderId, now: datetime) -> None:
        """The reader set something else: what waits is looked at anew."""
        ...


class Outbox(Protocol):
    """What whoever sends takes from the store, and tells it. All of it may be done by several processes at once."""

    def happenings(self, limit: int) -> list[Happening]:
        """What came and was not looked at, oldest first."""
        ...

    def settle_happenings(self, upto: int, count: int, notices: Sequence[NewNotice], now: datetime) -> bool:
        """Forget what came up to this number, and keep these notices, in one go. False, and nothing is changed, where
        it is not so many any more: another process was first, or an article went."""
        ...

    def add_notices(self, notices: Sequence[NewNotice], now: datetime) -> int:
        """Keep these, but for those whose reader has one of that kind and key; how many were new."""
        ...

    def briefed(self) -> list[tuple[Reader, str]]:
        """Readers for whom briefings are made by themselves, and the day (ISO 8601) of the last one; empty: none."""
        ...

    def looks(self, now: datetime, limit: int) -> list[Look]:
        """Channels that have something to send and are to be looked at now, the longest due first."""
        ...

    def untold(self, reader: ReaderId, channel: Channel) -> list[Notice]:
        """What the channel has not sent, oldest first."""
        ...

    def carry_out(self, look: Look, plan: Plan, now: datetime) -> bool:
        """Make sendings of what is to be sent (of push one for each browser), drop what is to be dropped. False, and
        nothing is changed, where another process was first."""
        ...

    def take_sendings(self, now: datetime, lease: float, limit: int) -> list[Sending]:
        """Those that are due, for `lease` seconds; the longest due first."""
        ...

    def notices_of(self, sending: Sending) -> list[Notice]:
        """Those that are still there, newest first."""
        ...

    def browser(self, browser: int) -> Browser | None: ...

    def sent(self, sending: Sending, now: datetime) -> None:
        """It arrived: all is well with its channel."""
        ...

    def not_sent(self, sending: Sending, reason: str, now: datetime, again: datetime | None) -> ChannelHealth:
        """Try again then; None: give it up. How its channel does."""
        ...

    def drop_sending(self, sending: Sending) -> None:
        """There is nothing to tell any more."""
        ...

    def forget_browser(self, sending: Sending) -> None:
        """The browser takes no more: it goes, with all that is to be sent to it."""
        ...

    def stop_channel(self, reader: ReaderId, channel: Channel, reason: str, now: datetime) -> None:
        """Give a channel up, with all that it has not sent."""
        ...

    def next_sending(self) -> datetime | None:
        """When to look next; None where nothing waits. What came and was not looked at does not count."""
        ...

    def sweep_notices(self, before: datetime) -> int:
        """Forget older ones; how many."""
        ...


class Teller(Protocol):
    """Notices in words, in the language of their reader. Where there are no notices, it is the test that they asked
    for."""

    def push(self, reader: Reader, sending: Sending, notices: Sequence[Notice]) -> bytes:
        """JSON for the service worker: `title`, `body`, `url` (a path), `tag`, `lang`, `dir`. At most 3,000 bytes."""
        ...

    def letter(self, reader: Reader, to: str, sending: Sending, notices: Sequence[Notice]) -> Letter: ...

    def call(self, reader: Reader, sending: Sending, notices: Sequence[Notice], now: datetime) -> bytes:
        """JSON for a receiver of calls: `type`, `timestamp`, `data`."""
        ...
