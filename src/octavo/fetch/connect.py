"""The ways out: straight to the internet under the address policy, by the operator's proxy, or to a local route.

The policy sits in the connector's socket factory, which is handed every address that is about to be dialled: literal,
looked up, or looked up anew after the check of somebody else. So a name that changes its answer (rebinding), a redirect
and an address written in an odd way all end at the same gate.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from octavo.fetch.policy import Network, refusal

CONNECT_SECONDS = 10.0
"""To look a name up, connect and shake hands; a host that needs longer is down for a reader's purposes."""

_KEEP_ALIVE = 5.0
"""Seconds for which a connection waits for the next page of its host: a few paces, so that thousands of hosts do not
leave thousands of idle connections."""

_HEADER_LINE = 32 << 10
"""Publishers send Content-Security-Policy lines of up to 20 KB."""

_HEADER_LINES = 200

SocketFactory = Callable[[tuple[Any, ...]], socket.socket]
Routes = Mapping[str, tuple[str, int]]


class RefusedAddress(OSError):
    """Raised instead of dialling. The text is the same for every address, so that aiohttp, which joins the failures of
    a name's several addresses, keeps the type; `reason` says more."""

    def __init__(self, reason: str) -> None:
        super().__init__("refused by the address policy")
        self.reason = reason


def guarded(allowed: Sequence[Network]) -> SocketFactory:
    """A socket factory that makes no socket for an address that the policy refuses. Raises RefusedAddress."""

    def make(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, where = info
        if reason := refusal(where[0], where[1], allowed):
            raise RefusedAddress(reason)
        return socket.socket(family, kind, protocol)

    return make


class Lookup(AbstractResolver):
    """Names by the system's resolver, in threads of its own: slow names must not hold up the loop's few threads, nor
    (these are daemons) the end of the process."""

    def __init__(self, threads: int) -> None:
        self._turns = asyncio.Semaphore(threads)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Every address of a name. Raises OSError."""
        loop = asyncio.get_running_loop()
        async with self._turns:
            outcome: asyncio.Future[list[tuple[Any, ...]]] = loop.create_future()
            threading.Thread(target=_look_up, args=(host, port, family, loop, outcome), daemon=True).start()
            found = await outcome
        return [_result(host, str(where[0]), int(where[1]), kind) for kind, _, _, _, where in found]

    async def close(self) -> None:
        """Nothing is held; a lookup under way ends by itself."""


def _look_up(
    host: str,
    port: int,
    family: int,
    loop: asyncio.AbstractEventLoop,
    outcome: asyncio.Future[list[tuple[Any, ...]]],
) -> None:
    def tell(set_outcome: Callable[[Any], None], value: object) -> None:
        if not outcome.done():  # nobody waits any more where it was cancelled
            set_outcome(value)

    try:
        found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
        say = functools.partial(tell, outcome.set_result, found)
    except OSError as error:
        say = functools.partial(tell, outcome.set_exception, error)
    except UnicodeError as error:  # a label that no name server takes: empty, or over 63 characters
        unknown = socket.gaierror(socket.EAI_NONAME, str(error))
        say = functools.partial(tell, outcome.set_exception, unknown)
    with suppress(RuntimeError):  # the loop is closed: the process is ending
        loop.call_soon_threadsafe(say)


def _result(name: str, address: str, port: int, family: int) -> ResolveResult:
    return ResolveResult(hostname=name, host=address, port=port, family=family, proto=socket.IPPROTO_TCP, flags=0)


class RouteTable(AbstractResolver):
    """Answers the hosts of a route with its local address, and no other."""

    def __init__(self, routes: Routes) -> None:
        self._routes = {suffix.lstrip(".").lower(): where for suffix, where in routes.items()}

    def find(self, host: str) -> tuple[str, int] | None:
        """Where a host's requests go, None where it has no route. `news.example` is of the route `example`."""
        labels = host.split(".")
        ends = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._routes[end] for end in ends if end in self._routes), None)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The route's address. Raises OSError for a host without one."""
        where = self.find(host)
        if where is None:
            raise OSError(f"{host} has no route")
        return [_result(host, where[0], where[1], socket.AF_INET6 if ":" in where[0] else socket.AF_INET)]

    async def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out."""

    session: aiohttp.ClientSession
    proxy: URL | None = None


def open_way(
    user_agent: str,
    *,
    connections: int,
    resolver: AbstractResolver,
    factory: SocketFactory | None = None,
    proxy: str = "",
    tls: ssl.SSLContext | None = None,
) -> Way:
    """A session that keeps no cookies, reads no environment, follows no redirect and unpacks nothing by itself."""
    connector = aiohttp.TCPConnector(
        limit=connections,
        resolver=resolver,
        use_dns_cache=False,  # most connections are one to a host; a stale address helps nobody
        keepalive_timeout=_KEEP_ALIVE,
        socket_factory=factory,
        ssl=tls or True,
    )
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": user_agent},
        auto_decompress=False,
        trust_env=False,
        requote_redirect_url=False,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=None),
        max_line_size=_HEADER_LINE,
        max_field_size=_HEADER_LINE,
        max_headers=_HEADER_LINES,
    )
    return Way(session, URL(proxy) if proxy else None)
