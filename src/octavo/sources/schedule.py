"""When to poll a feed next: pure decisions from a FeedState and what just happened to the next FeedState.

    poll   answer ──► after_poll ─────► state, is the body new?, taken-over address
           error ───► after_failure ──► state
    parse  entries ─► after_entries ──► state        (also ends an error that lay in the feed's bytes)
           error ───► after_failure ──► state

The rule for the interval (`rhythm`):

- as long as the median gap between the feed's recent arrivals: a busy feed is asked about once an article;
- at least a tenth of the time since its newest arrival: a feed that has been silent for a day is asked every 2.4 hours,
  so nights, weekends and dead feeds slow down by themselves, and no article waits longer than a tenth of the silence
  before it;
- where too few arrivals are known, half as long again after each poll that brought nothing;
- within [least, most] of the operator's Pace;
- never shorter than what the publisher asks for (max-age, ttl, sy:updatePeriod), as far as that is not over `most`;
- never shorter than an hour where the feed gives no validators, so that every poll costs its publisher the whole of it.

Jitter spreads polls by ±10 %; where a floor holds, upwards only. Retry-After is obeyed to the second, up to a week.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from octavo.news.addresses import WebUrl
from octavo.news.errors import FetchError, HttpStatus, OctavoError, ParseError, kind_of
from octavo.news.sources import FeedState
from octavo.ports import Answer

DAY = 86400.0
WEEK = 7 * DAY

JITTER = 0.1
"""Share of the interval by which jitter moves a poll."""

SILENCE = 10
"""A silent feed is polled this many times in the time it has been silent."""

ARRIVALS_KEPT = 48
"""Enough for a day of a busy feed and for months of a slow one."""

WITHOUT_VALIDATORS = 3600.0
"""Least seconds between polls that cannot be answered with 304."""

RETRY_FIRST = 3600.0
"""Longest wait after the first failure that may pass by itself; doubled after each further one, up to a week."""

LASTING_FIRST = 6 * 3600.0
"""Wait after the first failure that will hardly pass by itself (404, not a feed, forbidden)."""

GONE_AFTER_ERRORS = 8
GONE_AFTER_DAYS = 14
"""A 404 counts as gone after this many failures in a row and this long without a success: doubling from six hours, the
eighth failure comes three weeks after the first."""

MOVED_SEEN = 3
MOVED_DAYS = 2
"""A permanent redirect is taken over after as many sightings over as many days: publishers have sent 301 by mistake."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The operator's bounds of the interval, in seconds (the settings poll_least and poll_most)."""

    least: float = 600.0
    most: float = DAY

    def clamp(self, seconds: float) -> float:
        """`seconds`, within the bounds."""
        return max(self.least, min(self.most, seconds))


@dataclass(frozen=True, slots=True)
class Polled:
    """What a successful poll means."""

    state: FeedState
    changed: bool
    """The body differs from the last one and is to be parsed."""
    url: WebUrl | None = None
    """The feed's new address, where a permanent redirect is taken over now."""


def after_poll(state: FeedState, answer: Answer, now: datetime, jitter: float, pace: Pace | None = None) -> Polled:
    """The state after an answer (200 with a body, or 304). `jitter` is a random number in [-1, 1].

    An error stays in the state until after_entries where the last body could not be read: an answer alone does not
    show that it can be read now. Raises ValueError for a jitter outside its range.
    """
    pace = pace or Pace()
    page = answer.page
    digest = state.body_hash if answer.not_modified else hashlib.sha256(page.body).hexdigest()
    changed = digest != state.body_hash
    unread = changed and not state.body_hash
    moved = _moved(state, answer.permanent, now)
    url = _taken_over(moved, now)
    new = replace(
        state,
        etag=page.etag or (state.etag if answer.not_modified else ""),
        last_modified=page.last_modified or (state.last_modified if answer.not_modified else ""),
        body_hash=digest,
        last_polled=now,
        last_success=state.last_success if unread else now,
        error=state.error if unread else "",
        error_kind=state.error_kind if unread else "",
        errors=state.errors if unread else 0,
        gone=False,
        moved_to="" if url else moved.moved_to,
        moved_since=None if url else moved.moved_since,
        moved_seen=0 if url else moved.moved_seen,
    )
    asked = _asked(new, pace, answer.max_age or 0.0)
    interval = max(rhythm(new, now, pace, brought_nothing=not changed), asked)
    new = replace(new, interval=interval, next_poll=_next(now, interval, jitter, max(pace.least, asked)))
    if answer.retry_after:
        new = replace(new, next_poll=max(new.next_poll or now, _later(now, min(answer.retry_after, WEEK))))
    return Polled(new, changed, url)


def after_entries(
    state: FeedState,
    published: Iterable[datetime | None],
    now: datetime,
    jitter: float,
    hint: float = 0.0,
    pace: Pace | None = None,
) -> FeedState:
    """The state after the feed's bytes were read: the rhythm learnt, an error in its bytes over.

    `published` are the publisher's own times of all the feed's entries, known ones included (an instant counts once),
    in any order; times ahead of `now` count as now. Where no entry has a time, the new bytes are one arrival now.
    `hint` is ParsedFeed.hint.
    """
    pace = pace or Pace()
    moments = {min(moment.timestamp(), now.timestamp()) for moment in published if moment is not None}
    known = set(state.arrivals)
    arrivals = tuple(sorted(known | (moments or {now.timestamp()}))[-ARRIVALS_KEPT:])
    new_ones = set(arrivals) - known
    new = replace(
        state,
        arrivals=arrivals,
        hint=max(0.0, hint) or state.hint,
        last_success=now,
        last_changed=now if new_ones else state.last_changed,
        error="",
        error_kind="",
        errors=0,
    )
    asked = _asked(new, pace)
    interval = max(rhythm(new, now, pace), asked)
    start = new.last_polled or now
    return replace(new, interval=interval, next_poll=_next(start, interval, jitter, max(pace.least, asked)))


def after_failure(
    state: FeedState, error: OctavoError, now: datetime, jitter: float, pace: Pace | None = None
) -> FeedState:
    """The state after a poll or a parse that failed.

    Waits double with every failure in a row, up to a week; Retry-After replaces the wait. 410 stops polling at once,
    404 after weeks. Bytes that cannot be read are forgotten: the next poll asks for them whole and tries them again.
    """
    pace = pace or Pace()
    errors = state.errors + 1
    new = replace(state, last_polled=now, error=in_words(error), error_kind=kind_of(error), errors=errors)
    if isinstance(error, ParseError):
        new = replace(new, etag="", last_modified="", body_hash="")
    if _is_gone(new, error, now):
        return replace(new, gone=True, next_poll=None)
    asked = error.retry_after if isinstance(error, HttpStatus) else None
    if asked is not None:
        return replace(new, next_poll=_later(now, max(pace.least, min(asked, WEEK))))
    passing = isinstance(error, FetchError) and error.transient
    first = min(pace.clamp(state.interval), max(pace.least, RETRY_FIRST)) if passing else max(pace.least, LASTING_FIRST)
    wait = min(WEEK, first * 2.0 ** min(errors - 1, 32))
    return replace(new, next_poll=_next(now, wait, jitter, pace.least))


def rhythm(state: FeedState, now: datetime, pace: Pace, *, brought_nothing: bool = False) -> float:
    """Seconds between polls that the feed's arrivals suggest, by the rule above, without what publishers ask for."""
    if len(state.arrivals) < 3:
        return pace.clamp(state.interval * 1.5 if brought_nothing else state.interval)
    gap = median(later - earlier for earlier, later in pairwise(state.arrivals))
    silence = max(0.0, now.timestamp() - state.arrivals[-1])
    return pace.clamp(max(gap, silence / SILENCE))


def _asked(state: FeedState, pace: Pace, max_age: float = 0.0) -> float:
    """The least interval that courtesy to the publisher asks for, in seconds, within the operator's `most`."""
    whole = not (state.etag or state.last_modified) or state.validators_wrong
    return min(pace.most, max(max_age, state.hint, WITHOUT_VALIDATORS if whole else 0.0))


def in_words(error: OctavoError) -> str:
    """What went wrong and what it means, in one or two sentences for the reader of the sources page."""
    if isinstance(error, HttpStatus):
        return _STATUS_WORDS.get(error.status) or (
            f"The site has trouble of its own (status {error.status}). Octavo tries again later."
            if error.status >= 500
            else f"The site refuses the request (status {error.status})."
        )
    said = str(error).strip()
    sentence = said[:1].upper() + said[1:].rstrip(".") + "."
    return f"{sentence} {error.advice}".strip()


_STATUS_WORDS = {
    401: "The site wants a sign-in for this feed (status 401). Look for a public feed of the same publisher.",
    402: "The site wants payment for this feed (status 402). Look for a public feed of the same publisher.",
    403: "The site refuses Octavo (status 403). Set OCTAVO_CONTACT so that the publisher knows who asks, or look for "
    "another feed.",
    404: "There is no feed at this address (status 404). If it stays so for weeks, polling stops; add the publisher's "
    "home page to find its present feeds.",
    410: "The publisher has withdrawn this feed for good (status 410). Polling has stopped; remove it, or add the "
    "publisher's home page to find its present feeds.",
    429: "The site asks for fewer requests (status 429). Octavo waits as long as it says.",
    451: "The site may not show this feed here, for legal reasons (status 451).",
}


def _is_gone(state: FeedState, error: OctavoError, now: datetime) -> bool:
    status = error.status if isinstance(error, HttpStatus) else 0
    if status != 404:
        return status == 410
    long_ago = state.last_success is None or now - state.last_success >= timedelta(days=GONE_AFTER_DAYS)
    return state.errors >= GONE_AFTER_ERRORS and long_ago


def _moved(state: FeedState, target: WebUrl | None, now: datetime) -> FeedState:
    if target is None:
        return replace(state, moved_to="", moved_since=None, moved_seen=0)
    if target == state.moved_to:
        return replace(state, moved_seen=state.moved_seen + 1)
    return replace(state, moved_to=target, moved_since=now, moved_seen=1)


def _taken_over(state: FeedState, now: datetime) -> WebUrl | None:
    """The address that a permanent redirect has earned; none while the feed's bytes cannot be read, because a retired
    feed is often redirected to a page."""
    settled = state.moved_since is not None and now - state.moved_since >= timedelta(days=MOVED_DAYS)
    return WebUrl(state.moved_to) if settled and state.moved_seen >= MOVED_SEEN and not state.errors else None


def _next(start: datetime, interval: float, jitter: float, floor: float) -> datetime:
    if not -1.0 <= jitter <= 1.0:
        raise ValueError(f"jitter is {jitter}, not within [-1, 1]")
    spread = interval * (1 + JITTER * jitter)
    return _later(start, spread if spread >= floor else floor * (1 + JITTER * abs(jitter)))


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)
