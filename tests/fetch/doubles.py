"""What the tests of fetch share: names that resolve as told, a time that passes as told, a canary."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any, TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult
from tests.site import Site

from octavo.fetch import Fetch
from octavo.ports import Answer, Ask

T = TypeVar("T")


class Names(AbstractResolver):
    """Resolves every name as `answer` says, the n-th time it is asked: addresses, with a port where one is to be put in
    place of the URL's."""

    def __init__(self, answer: Callable[[str, int], list[tuple[str, int | None]]]) -> None:
        self.asked: list[str] = []
        self._answer = answer

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        self.asked.append(host)
        found = self._answer(host, self.asked.count(host))
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=other or port,
                family=socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=0,
            )
            for address, other in found
        ]

    async def close(self) -> None:
        pass


class FakeTime:
    """A monotonic clock that only sleeping moves; sleepers wake in order of time."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)
        self.now = max(self.now, self.now + seconds)


class Canary:
    """Listens on every address of this machine, counts who comes, and hangs up (after a greeting)."""

    def __init__(self, greeting: bytes = b"") -> None:
        self.visits = 0
        self._greeting = greeting
        both = socket.has_dualstack_ipv6()
        self._socket = (
            socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
            if both
            else socket.create_server(("0.0.0.0", 0))
        )
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _ = self._socket.accept()
                self.visits += 1
                if self._greeting:
                    visitor.recv(1000)
                    visitor.sendall(self._greeting)
                visitor.close()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def fetching(site: Site, **given: Any) -> Fetch:
    """A Fetch to which the hosts under `.test` are the site's, with no pace."""
    return Fetch(
        **{"user_agent": "Octavo/1 (+https://octavo.test/)", "routes": site.routes(), "host_pace": 0.0} | given
    )


def paced(site: Site, time: FakeTime, **given: Any) -> Fetch:
    """A Fetch that knows no route: every name resolves to the site, under the policy and the pace, in a fake time."""
    names = Names(lambda host, times: [("127.0.0.1", site.port)])
    usual = {"routes": {}, "resolver": names, "allow_networks": ["127.0.0.0/8"], "host_pace": 1.0}
    return fetching(site, **usual | {"monotonic": time.monotonic, "sleep": time.sleep} | given)


def run(fetch: Fetch, use: Callable[[Fetch], Awaitable[T]]) -> T:
    """Open the client, use it, close it."""

    async def main() -> T:
        async with AsyncExitStack() as stack:
            return await use(await stack.enter_async_context(fetch))

    return asyncio.run(main())


def get(fetch: Fetch, url: str, **ask: Any) -> Answer:
    """One request."""
    return run(fetch, lambda client: client.get(Ask(url, **ask)))
