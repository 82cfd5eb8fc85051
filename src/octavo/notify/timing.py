"""Notices that a channel has not sent → what of them goes now, and when to look at the rest.

    a briefing              at once: its hour is the one that the reader chose
    everything else         not in quiet hours; not before what comes with it had SETTLE to come; not within PAUSE of
                            what was sent last; by push one by one as long as it is SINGLY, otherwise together

So one event is told at once, and a flood as one digest, then another after each pause.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from octavo.news.notices import Look, Notice, Plan
from octavo.news.readers import Channel, ReaderSettings
from octavo.notify.clocks import quiet_until

SETTLE: dict[Channel, timedelta] = {
    "push": timedelta(seconds=30), "email": timedelta(minutes=10), "webhook": timedelta(seconds=5)
}  # fmt: skip
"""From the first notice on: what one poll brings comes within a minute, what several publishers write within ten."""
PAUSE: dict[Channel, timedelta] = {
    "push": timedelta(minutes=10), "email": timedelta(hours=2), "webhook": timedelta(seconds=30)
}  # fmt: skip
"""Least time between two sendings: a telephone rings six times an hour at most, a mailbox gets twelve letters a day."""
SINGLY = 2
"""Pushed notices that stand each for itself."""
LONGEST = 500
"""Notices of one sending."""


def plan(
    look: Look, waiting: Sequence[Notice], muted: Collection[int], settings: ReaderSettings, now: datetime
) -> Plan:
    """What becomes of what one channel has not sent, oldest first. `muted` are notices that a mute is about since."""
    kept = [one for one in waiting if _wanted(one, look.channel, settings) and one.id not in muted]
    ids = {one.id for one in kept}
    dropped = tuple(one.id for one in waiting if one.id not in ids)
    briefings = tuple((one.id,) for one in kept if one.kind == "briefing")
    rest = [one for one in kept if one.kind != "briefing"]
    later = _later(look, rest, settings, now) if rest else None
    return Plan(dropped, (*briefings, *(() if later else _parted(rest, look.channel))), later)


def _wanted(one: Notice, channel: Channel, settings: ReaderSettings) -> bool:
    return one.read is None and channel in (settings.briefing_by if one.kind == "briefing" else settings.notices_by)


def _later(look: Look, rest: Sequence[Notice], settings: ReaderSettings, now: datetime) -> datetime | None:
    """When these may be sent; None where now."""
    settled = min(one.at for one in rest) + SETTLE[look.channel]
    rested = look.last + PAUSE[look.channel] if look.last else now
    return quiet_until(settings, now) or max((one for one in (settled, rested) if one > now), default=None)


def _parted(rest: Sequence[Notice], channel: Channel) -> tuple[tuple[int, ...], ...]:
    ids = [one.id for one in rest]
    if channel == "push" and len(ids) <= SINGLY:
        return tuple((one,) for one in ids)
    return tuple(tuple(ids[at : at + LONGEST]) for at in range(0, len(ids), LONGEST))
