"""Whether and when a job that failed is tried again, and what a person is told of it. Pure decisions."""

from __future__ import annotations

from datetime import datetime, timedelta

from octavo.news.errors import FetchError, HttpStatus, OctavoError, ProcessorError

NETWORK_ATTEMPTS = 4
"""Of a fetch that failed for reasons that may pass: after 30 s, 2 min and 8 min; then the reader gets what the feed
says rather than nothing."""

PROCESSOR_ATTEMPTS = 2
"""Of work that broke its limits: once more, because the machine may have been busy; it costs whole CPU seconds."""

FAULT_ATTEMPTS = 3
"""Of an exception nobody foresaw."""

FIRST_DELAY = 30.0
FACTOR = 4.0
JITTER = 0.2
LONGEST = 86400.0
"""Seconds; what a site asks for by Retry-After is obeyed up to here."""


def retry_at(error: Exception, attempts: int, now: datetime, jitter: float) -> datetime | None:
    """When to try again after `error`, or None where it makes no sense.

    `attempts` counts the failed ones before this one; `jitter` is a random number in [-1, 1].
    """
    if attempts + 1 >= _most(error):
        return None
    delay = min(LONGEST, FIRST_DELAY * FACTOR**attempts) * (1 + JITTER * jitter)
    asked = error.retry_after if isinstance(error, HttpStatus) else None
    return now + timedelta(seconds=max(delay, min(asked or 0.0, LONGEST)))


def _most(error: Exception) -> int:
    if isinstance(error, FetchError):
        return NETWORK_ATTEMPTS if error.transient else 1
    if isinstance(error, ProcessorError):
        return PROCESSOR_ATTEMPTS
    return 1 if isinstance(error, OctavoError) else FAULT_ATTEMPTS


def in_words(error: Exception) -> str:
    """The reason that is kept with the job and shown to a person: text that any store and page can take, whatever bytes
    of a stranger the error quotes."""
    if isinstance(error, OctavoError):
        said = f"{error}".strip() or type(error).__name__
        reason = f"{said[:1].upper()}{said[1:].rstrip('.')}. {error.advice}".strip()
    else:
        reason = f"A fault in Octavo: {type(error).__name__}: {error}"[:2000]
    return reason.encode("utf-8", "replace").decode()
