"""robots.txt by RFC 9309: asked once a day and origin, obeyed for pages and discovery.

2xx is parsed (its first 500 KiB), any 4xx means that all is allowed, 5xx (and 429: the site is busy) that nothing is
for now. Where the site cannot be reached at all the failure is the page's own: it would end the same way.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from octavo.fetch.once import Once
from octavo.news.addresses import WebUrl
from octavo.news.errors import HttpStatus, RobotsDisallow, TooSlow

TOKEN = "Octavo"  # noqa: S105 - the product token that robots.txt files name
MOST_BYTES = 500 << 10
_KEEP = 86400.0
"""Seconds; RFC 9309 2.4 allows no more."""
_KEEP_LEAST = 600.0
_KEEP_FAILURE = 600.0
"""After a 5xx: soon enough that a short outage does not cost a day."""
_MOST_KEPT = 4 << 20
"""Bytes of text whose rules are kept: about a thousand sites. Parsed, hostile text takes up to 80 times as much."""
_LEAST_COST = 1 << 10
"""Bytes that even an empty one counts for."""
_PARSE_IN_THREAD = 16 << 10
"""Bytes of text whose parsing would hold up the loop for milliseconds."""


@dataclass(frozen=True, slots=True)
class RobotsText:
    """What a site answered."""

    text: bytes
    max_age: float | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None
    """None: nothing is allowed for now."""
    until: float
    pause: float
    size: int
    """Of the text, in bytes."""


class Robots:
    """What the sites' robots.txt files allow. `read` fetches one (empty after a 4xx), or raises FetchError."""

    def __init__(
        self,
        read: Callable[[WebUrl], Awaitable[RobotsText]],
        slow_down: Callable[[str, float], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._read, self._slow_down, self._monotonic = read, slow_down, monotonic
        self._kept: OrderedDict[str, _Rules] = OrderedDict()
        """Least lately used first."""
        self._size = 0
        self._once: Once[str, _Rules] = Once()

    async def check(self, url: WebUrl) -> None:
        """Pass where `url` may be read. Raises RobotsDisallow, or the FetchError that asking for robots.txt met."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._kept.get(origin)
        if rules is None or rules.until <= self._monotonic():
            rules = await self._once.do(origin, lambda: self._learn(origin))
        if origin in self._kept:
            self._kept.move_to_end(origin)
        if rules.pause:
            self._slow_down(parts.hostname or "", rules.pause)
        if rules.parsed is None:
            error = RobotsDisallow(
                f"the robots.txt of {parts.netloc} could not be read, so its pages are left alone for now",
                subject=url,
                advice="It is asked again in a few minutes.",
            )
            error.transient = True
            raise error
        if not rules.parsed.can_fetch(url, TOKEN):
            raise RobotsDisallow(f"the robots.txt of {parts.netloc} asks not to read this page", subject=url)

    async def close(self) -> None:
        """Stop asking."""
        await self._once.close()

    async def _learn(self, origin: str) -> _Rules:
        now = self._monotonic()
        try:
            answer = await self._read(WebUrl(f"{origin}/robots.txt"))
        except (HttpStatus, TooSlow) as error:
            wait = error.retry_after if isinstance(error, HttpStatus) else None
            rules = _Rules(None, now + max(_KEEP_FAILURE, min(wait or 0.0, _KEEP)), 0.0, 0)
        else:
            text = answer.text[:MOST_BYTES].decode("utf-8-sig", "replace")
            parsed = (
                await asyncio.to_thread(Protego.parse, text) if len(text) > _PARSE_IN_THREAD else Protego.parse(text)
            )
            keep = _KEEP if answer.max_age is None else min(max(answer.max_age, _KEEP_LEAST), _KEEP)
            rules = _Rules(parsed, now + keep, _pause(parsed), len(answer.text))
        self._remember(origin, rules)
        return rules

    def _remember(self, origin: str, rules: _Rules) -> None:
        old = self._kept.pop(origin, None)
        self._kept[origin] = rules
        self._size += _cost(rules) - (_cost(old) if old else 0)
        while self._size > _MOST_KEPT and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._size -= _cost(old)


def _cost(rules: _Rules) -> int:
    return rules.size + _LEAST_COST


def _pause(parsed: Protego) -> float:
    """Crawl-delay in seconds; 0 where there is none, or nonsense."""
    delay = parsed.crawl_delay(TOKEN)
    return float(delay) if delay is not None and math.isfinite(delay) and delay > 0 else 0.0
