"""Fetch: the one guarded way to the network.

    get(ask):
        for each hop, at most 1 + MOST_REDIRECTS:
            refuse schemes, names and addresses that the policy forbids      policy, connect
            where robots.txt is obeyed: may this page be read?               robots
            wait for a turn at the host, then for a connection               pace
            send; read the headers, then the body piece by piece,            connect, decode
                counting bytes before and after decoding, against the clock
            a redirect: once more with its target
        an Answer, or a FetchError that says what happened                   failures

Decisions. A redirect from https to http is followed: the news is public, nothing secret is sent, and sites still do it;
but such a chain never counts as permanent, so that a forged answer on the open stretch cannot move a feed for good.
Validators go along every hop, since they belong to the page at the chain's end. Time spent waiting for a turn does not
count against the answer's deadline; everything else does.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import ada_url
import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from octavo.fetch import headers as http
from octavo.fetch.connect import Lookup, RouteTable, Way, guarded, open_way
from octavo.fetch.deadline import Budget
from octavo.fetch.failures import failure, status_error
from octavo.fetch.pace import MOST_WAITING, PATIENCE, Turns
from octavo.fetch.policy import Network, networks, refusal_by_name
from octavo.fetch.reply import REDIRECTS, Reply, read_reply
from octavo.fetch.robots import MOST_BYTES as ROBOTS_BYTES
from octavo.fetch.robots import Robots, RobotsText
from octavo.news.addresses import WebUrl
from octavo.news.articles import Page
from octavo.news.errors import (
    AddressError,
    ForbiddenAddress,
    HttpStatus,
    TooManyRedirects,
)
from octavo.ports import Answer, Ask, Clock
from octavo.text.addresses import host_of, web_url

MOST_REDIRECTS = 5

_PERMANENT = frozenset({301, 308})
_ROBOTS_SECONDS = 15.0
_TYPE_LENGTH = 200
_HOLD_AFTER_429 = 60.0
"""Seconds to leave a host alone that says 'too many requests' and not how long."""
_LOOKUPS = 32


class Fetch:
    """The guarded client; implements ports.Fetcher. An async context manager, for one event loop."""

    def __init__(
        self,
        *,
        user_agent: str,
        allow_networks: Sequence[str | Network] = (),
        proxy: str = "",
        routes: Mapping[str, tuple[str, int]] | None = None,
        connections: int = 64,
        host_pace: float = 1.0,
        per_host: int = 1,
        patience: float = PATIENCE,
        waiting: int = MOST_WAITING,
        clock: Clock = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """What each argument is.

        user_agent: see headers.py. allow_networks: the operator's own, freed of the policy.
        proxy: `http://[USER:PASSWORD@]HOST:PORT`, for everything but routes.
        routes: host suffix → local (address, port): such hosts are asked there, by http, with no pace and no policy.
        connections: requests under way at once; per_host of them to one host, begun host_pace seconds apart.
        patience: seconds that a request waits for its turn; waiting: how many may wait at one host (pace.py).
        clock, monotonic, sleep: the time. resolver, tls: in place of the system's resolver and default TLS context.
        """
        self._user_agent, self._connections, self._proxy, self._tls = user_agent, connections, proxy, tls
        self._allowed = networks(allow_networks)
        self._routes = RouteTable(routes or {})
        self._clock = clock
        self._resolver = resolver
        self._turns = Turns(
            connections=connections,
            pause=host_pace,
            per_host=per_host,
            patience=patience,
            waiting=waiting,
            monotonic=monotonic,
            sleep=sleep,
        )
        self._robots = Robots(self._read_robots, self._turns.slow_down, monotonic)
        self._out: Way | None = None
        self._local: Way | None = None

    async def __aenter__(self) -> Self:
        self._resolver = self._resolver or Lookup(min(_LOOKUPS, self._connections))
        factory = None if self._proxy else guarded(self._allowed)  # the proxy's own address is the operator's choice
        self._out = open_way(
            self._user_agent,
            connections=self._connections,
            resolver=self._resolver,
            factory=factory,
            proxy=self._proxy,
            tls=self._tls,
        )
        self._local = open_way(self._user_agent, connections=self._connections, resolver=self._routes)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._robots.close()
        for way in (self._out, self._local):
            if way:
                await way.session.close()
        if self._resolver:
            await self._resolver.close()
        self._out = self._local = None

    async def get(self, ask: Ask) -> Answer:
        """Fetch with every limit, check and courtesy. Raises FetchError; its kinds tell what happened."""
        return await self._follow(ask)

    async def _follow(self, ask: Ask, *, cut: bool = False) -> Answer:
        """The answer at the end of a chain of redirects. `cut`: take the first max_bytes of a longer body."""
        first = url = _parsed(ask.url, ask.url)
        budget = Budget(ask.seconds, url)
        seen = {url}
        permanent: WebUrl | None = None
        lasting = True
        for _ in range(1 + MOST_REDIRECTS):
            if ask.obey_robots:
                await self._robots.check(url)
            reply = await self._exchange(url, ask, budget, cut)
            if reply.status not in REDIRECTS:
                return self._answer(ask, first, url, reply, permanent if lasting else None)
            target = _target(reply, url)
            if target in seen:
                raise TooManyRedirects(
                    f"{host_of(url)} redirects in a circle; perhaps it insists on cookies", subject=ask.url
                )
            downgrade = url.startswith("https:") and target.startswith("http:")
            lasting = lasting and reply.status in _PERMANENT and not downgrade
            permanent = url = target
            seen.add(url)
        raise TooManyRedirects(f"{host_of(first)} redirects more than {MOST_REDIRECTS} times", subject=ask.url)

    def _answer(self, ask: Ask, first: WebUrl, final: WebUrl, reply: Reply, permanent: WebUrl | None) -> Answer:
        now = self._clock()
        wait = http.retry_after(reply.headers.get("Retry-After"), now)
        unchanged = reply.status == 304 and bool(ask.etag or ask.last_modified)
        if not unchanged and not 200 <= reply.status < 300:
            self._leave_alone(final, reply.status, wait)
            raise status_error(final, reply.status, dict(reply.headers), reply.body, wait)
        if http.robot_check(reply.headers, reply.status, b""):
            raise status_error(final, reply.status, dict(reply.headers), b"", wait)
        etag = http.validator(reply.headers.get("ETag"))
        last_modified = http.validator(reply.headers.get("Last-Modified"))
        page = Page(
            url=first,
            final_url=final,
            status=reply.status,
            body=b"" if unchanged else reply.body,
            content_type=http.text(reply.headers.get("Content-Type"))[:_TYPE_LENGTH],
            etag=etag or (ask.etag if unchanged else ""),
            last_modified=last_modified or (ask.last_modified if unchanged else ""),
            fetched=now,
        )
        fresh = http.max_age(reply.headers.get("Cache-Control"))
        return Answer(page, not_modified=unchanged, permanent=permanent, max_age=fresh, retry_after=wait)

    def _leave_alone(self, url: WebUrl, status: int, wait: float | None) -> None:
        if status in (429, 503) and (wait or status == 429) and not self._routes.find(host_of(url)):
            self._turns.hold(host_of(url), _HOLD_AFTER_429 if wait is None else wait)

    async def _exchange(self, url: WebUrl, ask: Ask, budget: Budget, cut: bool) -> Reply:
        """One request and its answer, no redirect followed."""
        way, routed = self._way(url)
        host = host_of(url)
        async with self._turns.turn(host, free=routed), budget.running():
            again = ask.obey_robots or self._turns.wanted(host)
            try:
                async with way.session.get(
                    URL(url, encoded=True),
                    headers=http.request_headers(ask, keep=again or routed),
                    allow_redirects=False,
                    proxy=way.proxy,
                ) as response:
                    return await read_reply(response, url, ask.max_bytes, cut=cut)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise failure(error, url, proxied=way.proxy is not None) from error

    def _way(self, url: WebUrl) -> tuple[Way, bool]:
        """How to reach `url`, and whether by a route. Raises ForbiddenAddress."""
        if self._out is None or self._local is None:
            raise RuntimeError("Fetch is not open: use it as `async with Fetch(...) as fetch`")
        parts = ada_url.URL(url)
        port = int(parts.port or (443 if parts.protocol == "https:" else 80))
        if self._routes.find(parts.hostname):
            if parts.protocol != "http:":
                raise ForbiddenAddress(f"{parts.hostname} is local and is only read by http", subject=url)
            return self._local, True
        if self._proxy and (reason := refusal_by_name(parts.hostname, port, self._allowed)):
            raise ForbiddenAddress(f"this leads where Octavo does not go: {reason}", subject=url)
        return self._out, False

    async def _read_robots(self, url: WebUrl) -> RobotsText:
        ask = Ask(url, accept="text/plain, */*;q=0.5", max_bytes=ROBOTS_BYTES, seconds=_ROBOTS_SECONDS)
        try:
            answer = await self._follow(ask, cut=True)
        except HttpStatus as error:
            if error.status < 500 and error.status != 429:
                return RobotsText(b"")
            raise
        except TooManyRedirects:  # RFC 9309 2.3.1.2: as if there were none
            return RobotsText(b"")
        return RobotsText(answer.page.body, answer.max_age)


def _parsed(raw: str, asked: str, base: str | None = None) -> WebUrl:
    try:
        return web_url(raw, base)
    except AddressError as error:
        raise ForbiddenAddress(str(error), subject=asked) from error


def _target(reply: Reply, url: WebUrl) -> WebUrl:
    location = http.text(reply.headers.get("Location")).strip()
    if not location:
        raise HttpStatus(
            f"{host_of(url)} redirects without saying where (HTTP {reply.status})", status=reply.status, subject=url
        )
    return _parsed(location, url, base=url)
