"""Stages poll, parse and discover: from a feed's address to its entries."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import datetime

from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import HostBusy, OctavoError, ParseError
from octavo.news.jobs import Discovery, Intents, SaveCandidates, SaveEntries, SaveFeedBody, SaveFeedState
from octavo.news.sources import FeedState, StoredFeed
from octavo.parse import parse_feed
from octavo.ports import Answer, Ask, Tools
from octavo.sources import discover as look_behind
from octavo.sources import schedule
from octavo.work.retries import in_words

FEED_TYPES = (
    "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,"
    "application/json;q=0.8,application/xml;q=0.8,text/xml;q=0.8,*/*;q=0.1"
)

WEEK = 7 * 86400.0


async def poll(stored: StoredFeed, tools: Tools, now: datetime) -> Intents:
    """Ask for the feed unless it is unchanged. A failure is the feed's new state, shown to its reader, and no error."""
    state, key = stored.state, tools.next["poll"]
    whole = state.validators_wrong or _silent_for_another_week(state, now)
    ask = Ask(
        stored.feed.url,
        accept=FEED_TYPES,
        etag="" if whole else state.etag,
        last_modified="" if whole else state.last_modified,
        max_bytes=tools.limits.page_bytes,
        seconds=tools.limits.page_seconds,
    )
    try:
        answer = await tools.fetcher.get(ask)
    except HostBusy:
        raise
    except OctavoError as error:
        failed = schedule.after_failure(state, error, now, jitter(stored, now), pace(tools))
        return (SaveFeedState(stored.id, failed, key),)
    polled = schedule.after_poll(state, answer, now, jitter(stored, now), pace(tools))
    new = polled.state
    if polled.changed and _same_validators(state, answer):
        new = replace(new, validators_wrong=True)
    saved = SaveFeedState(stored.id, new, key, url=polled.url)
    return (saved, SaveFeedBody(stored.id, answer.page, tools.next["parse"])) if polled.changed else (saved,)


async def parse(subject: tuple[StoredFeed, Page], tools: Tools, now: datetime) -> Intents:
    """Read the feed's bytes; the rhythm of its entries decides the next poll anew."""
    stored, page = subject
    try:
        parsed = await tools.processor.run(parse_feed, page)
    except ParseError as error:
        return _unreadable(stored, error, tools, now)
    published = [entry.published or entry.updated for entry in parsed.entries]
    state = schedule.after_entries(stored.state, published, now, jitter(stored, now), parsed.hint, pace(tools))
    entries = SaveEntries(
        stored.id,
        parsed.entries,
        tools.next["fetch"],
        seen=now,
        title=parsed.title,
        language=parsed.language,
        home=parsed.home or "",
        hint=parsed.hint,
        problems=parsed.problems,
    )
    return entries, SaveFeedState(stored.id, state, tools.next["poll"])


async def discover(subject: Discovery, tools: Tools, now: datetime) -> Intents:
    """Look for feeds behind an address that somebody gave."""

    async def read(page: Page) -> ParsedFeed:
        return await tools.processor.run(parse_feed, page)

    try:
        found = await look_behind(subject.address, tools.fetcher, read)
    except HostBusy:
        raise
    except OctavoError as error:
        return (SaveCandidates(subject.id, (), in_words(error)),)
    return (SaveCandidates(subject.id, found),)


def poll_given_up(stored: StoredFeed, reason: str, tools: Tools, now: datetime) -> Intents:
    """A feed is polled again whatever happened: its state says what."""
    failed = schedule.after_failure(stored.state, OctavoError(reason), now, jitter(stored, now), pace(tools))
    return (SaveFeedState(stored.id, failed, tools.next["poll"]),)


def parse_given_up(subject: tuple[StoredFeed, Page], reason: str, tools: Tools, now: datetime) -> Intents:
    """Bytes that broke the reader's limits count as unreadable ones."""
    return _unreadable(subject[0], ParseError(reason), tools, now)


def discover_given_up(subject: Discovery, reason: str, tools: Tools, now: datetime) -> Intents:
    """Whoever asked is told why."""
    return (SaveCandidates(subject.id, (), reason),)


def _unreadable(stored: StoredFeed, error: ParseError, tools: Tools, now: datetime) -> Intents:
    state = schedule.after_failure(stored.state, error, now, jitter(stored, now), pace(tools))
    nothing = SaveEntries(stored.id, (), tools.next["fetch"], seen=now)  # drops the kept body
    return nothing, SaveFeedState(stored.id, state, tools.next["poll"])


def pace(tools: Tools) -> schedule.Pace:
    """The operator's bounds."""
    return schedule.Pace(tools.limits.poll_least, tools.limits.poll_most)


def jitter(stored: StoredFeed, now: datetime) -> float:
    """A number in [-1, 1] that differs by feed and moment, and is the same when decided again."""
    return zlib.crc32(f"{stored.id} {now.isoformat()}".encode()) / 0x7FFFFFFF - 1.0


def _same_validators(state: FeedState, answer: Answer) -> bool:
    """Whether a body that changed came under the validators of the old one."""
    if not state.body_hash or not (state.etag or state.last_modified):
        return False
    return (answer.page.etag, answer.page.last_modified) == (state.etag, state.last_modified)


def _silent_for_another_week(state: FeedState, now: datetime) -> bool:
    """Whether this is the first poll in another whole week without news.

    Some servers answer 304 for ever, whatever happens to the feed; asked for the whole once a week, they are found out.
    """
    if state.last_changed is None or state.last_polled is None:
        return False
    before = max(0.0, (state.last_polled - state.last_changed).total_seconds())
    return (now - state.last_changed).total_seconds() // WEEK > before // WEEK
