"""The messenger: tells readers of what came, beside the worker and without its jobs waiting for it.

    turn:
        what came → notices, by what readers follow and muted        a transaction for some of it
        briefings whose hour it is → notices
        notices a channel has not sent → sendings, now or later
        sendings that are due → push services, the post, readers' own addresses
    wait: for the next due time, or a call; at most NAP, since another process may have brought something

It keeps nothing that the store does not know. Several may run at once: each step is written only where no other was
first. A sending that fails is tried again after each of RETRIES; a channel by which nothing arrives for LASTING, or
whose other end says that it is gone, is given up, and its reader told so in the page.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from octavo.news.errors import FetchError, LetterError, NotFound, StoreError
from octavo.news.notices import KEPT_FOR, Browser, Happening, NewNotice, Notice, Sending
from octavo.news.readers import Reader, ReaderId
from octavo.news.shelf import Mute
from octavo.notify.channels import Courier, GoneError
from octavo.notify.choosing import concerned, notices_of
from octavo.notify.clocks import briefing_day
from octavo.notify.timing import plan
from octavo.ports import Clock, Outbox, Readers, Shelf, Topics
from octavo.text.muting import hides

BATCH = 20
"""Of what came, looked at together: few, so that the notices of what thousands follow are not all written in one
transaction, for which ingest would wait."""
LOOKS = 100
"""Channels looked at in one turn."""
AT_ONCE = 8
"""Sendings under way."""
LEASE = 120.0
"""Seconds for which a sending is this process's: longer than any takes."""
NAP, BREATH = 10.0, 1.0
"""Longest and shortest wait, seconds, between two turns."""
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 600))
"""After each failure; what failed once more is given up, a day and some hours after it was made."""
LASTING = timedelta(days=3)
CARE = timedelta(hours=6)
"""Between two sweeps of old notices."""
_TOPICS = 20

log = structlog.get_logger()


class MessengerStore(Outbox, Readers, Shelf, Topics, Protocol):
    """What of the store it takes."""


class Messenger:
    """Tells the readers of one store."""

    def __init__(self, store: MessengerStore, courier: Courier, clock: Clock) -> None:
        self._store, self._courier, self._clock = store, courier, clock
        self._wake, self._stopping = asyncio.Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._next_care: datetime | None = None

    def poke(self) -> None:
        """There may be something to send: look at once. From any thread."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake.set)

    def stop(self) -> None:
        """Make run_forever return after what it has in hand. From any thread or signal handler."""
        self._stopping.set()
        self.poke()

    async def run_forever(self) -> None:
        """Turn until stop(). A fault is logged, and ends neither this nor the worker beside it."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            due = None
            try:
                due = await self.turn()
            except StoreError as error:
                log.error("notices.store", reason=str(error))
            except Exception:
                log.exception("notices.fault")
            await self._wait(due)

    async def turn(self) -> datetime | None:
        """Do all that is to be done now; when there is more, None where that is not known. Raises StoreError."""
        while await asyncio.to_thread(self._choose):
            pass
        await asyncio.to_thread(self._brief)
        await asyncio.to_thread(self._plan)
        while taken := await asyncio.to_thread(self._store.take_sendings, self._clock(), LEASE, AT_ONCE):
            await asyncio.gather(*(self._send(one) for one in taken))
            if self._stopping.is_set():
                break
        await asyncio.to_thread(self._care)
        return await asyncio.to_thread(self._store.next_sending)

    async def _wait(self, due: datetime | None) -> None:
        seconds = NAP if due is None else max(BREATH, min(NAP, (due - self._clock()).total_seconds()))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()

    def _choose(self) -> bool:
        """Look at what came; whether there may be more."""
        now = self._clock()
        came: Sequence[Happening] = self._store.happenings(BATCH)
        if not came:
            return False
        readers = self._readers(set[ReaderId]().union(*(concerned(one) for one in came)))
        settings = {reader.id: reader.settings for reader in readers}
        mutes = {reader.id: self._store.mutes(reader.id) for reader in readers}
        notices = notices_of(came, settings, mutes, now)
        if self._store.settle_happenings(came[-1].number, len(came), notices, now) and notices:
            log.info("notices.made", notices=len(notices), happenings=len(came))
        return True

    def _readers(self, wanted: set[ReaderId]) -> list[Reader]:
        """Those of them who are still there and may sign in."""
        found = []
        for one in sorted(wanted):
            with contextlib.suppress(NotFound):
                found.append(self._store.reader(one))
        return [reader for reader in found if not reader.closed]

    def _brief(self) -> None:
        now = self._clock()
        due = [
            NewNotice(reader.id, "briefing", day.isoformat(), now, reader.settings.briefing_by)
            for reader, last in self._store.briefed()
            if reader.settings.briefing_by and (day := briefing_day(reader.settings, last, now))
        ]
        if due and (made := self._store.add_notices(due, now)):
            log.info("briefings.made", briefings=made)

    def _plan(self) -> None:
        now = self._clock()
        for look in self._store.looks(now, LOOKS):
            waiting = self._store.untold(look.reader, look.channel)
            settings = self._store.reader(look.reader).settings
            muted = self._muted(look.reader, waiting)
            self._store.carry_out(look, plan(look, waiting, muted, settings, now), now)

    def _muted(self, reader: ReaderId, waiting: Sequence[Notice]) -> set[int]:
        """Notices that a mute is about, perhaps since they were made."""
        mutes: list[Mute] = [mute for mute in self._store.mutes(reader) if not mute.softly]
        cards = {one.id: one.card for one in waiting if one.card and one.kind != "answer"}
        if not mutes or not cards:
            return set()
        tags = self._store.tags([card.id for card in cards.values()], _TOPICS)
        slugs = {article: {tag.slug for tag in found} for article, found in tags.items()}
        return {
            number for number, card in cards.items() if any(hides(one, card, slugs.get(card.id, ())) for one in mutes)
        }

    async def _send(self, sending: Sending) -> None:
        """One sending, and what came of it."""
        now = self._clock()
        try:
            reader, browser, notices = await asyncio.to_thread(self._gather, sending)
            await self._courier.carry(sending, reader, browser, notices)
        except NotFound:
            await asyncio.to_thread(self._store.drop_sending, sending)
        except GoneError as error:
            await asyncio.to_thread(self._gone, sending, str(error), now)
        except (FetchError, LetterError) as error:
            await asyncio.to_thread(self._failed, sending, error, now)
        except StoreError:
            raise
        except Exception:
            log.exception("notices.fault", channel=sending.channel)
            await asyncio.to_thread(self._failed, sending, FetchError("Octavo made a mistake of its own"), now)
        else:
            await asyncio.to_thread(self._store.sent, sending, now)
            log.debug("notices.sent", channel=sending.channel, notices=len(sending.notices))

    def _gather(self, sending: Sending) -> tuple[Reader, Browser | None, list[Notice]]:
        """What a sending needs. Raises NotFound where there is nothing to tell any more, or nobody."""
        reader = self._store.reader(sending.reader)
        browser = self._store.browser(sending.browser) if sending.browser else None
        every = self._store.notices_of(sending)
        muted = self._muted(reader.id, every)  # since it was planned, where it was tried before
        notices = [one for one in every if one.id not in muted]
        if (sending.notices and not notices) or (sending.channel == "push" and not browser):
            raise NotFound("there is nothing to tell any more", subject=str(sending.id))
        return reader, browser, notices

    def _failed(self, sending: Sending, error: FetchError | LetterError, now: datetime) -> None:
        again = None
        if error.transient and sending.notices and sending.tries < len(RETRIES):
            asked = timedelta(seconds=getattr(error, "retry_after", None) or 0)
            again = now + max(RETRIES[sending.tries], asked)
        how = self._store.not_sent(sending, str(error), now, again)
        log.warning("notices.not_sent", channel=sending.channel, tries=sending.tries + 1, reason=str(error))
        if how.failing and not how.stopped and now - how.failing >= LASTING:
            self._stop(sending, str(error), now)

    def _gone(self, sending: Sending, reason: str, now: datetime) -> None:
        if sending.channel == "push":
            self._store.forget_browser(sending)
        else:
            self._stop(sending, reason, now)

    def _stop(self, sending: Sending, reason: str, now: datetime) -> None:
        self._store.stop_channel(sending.reader, sending.channel, reason, now)
        key = f"{sending.channel} {now.isoformat()}"
        self._store.add_notices([NewNotice(sending.reader, "stopped", key, now, name=reason)], now)
        log.warning("notices.stopped", channel=sending.channel, reason=reason)

    def _care(self) -> None:
        now = self._clock()
        if self._next_care is None or now >= self._next_care:
            self._next_care = now + CARE
            if swept := self._store.sweep_notices(now - KEPT_FOR):
                log.info("notices.swept", notices=swept)
