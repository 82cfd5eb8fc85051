"""The way to a server that the operator names in the settings, such as one that makes vectors or knows the readers.

The address policy guards against addresses that strangers write into feeds and pages. This one the operator wrote, and
it may well lie in the operator's own network: so it is asked without OCTAVO_ALLOW_NETWORKS, which would free the same
network for every feed. What replaces the policy is that nothing else can be asked here: the address is fixed when the
way is made, no answer can lead to another (redirects are errors), and nothing of what strangers write becomes part of
it. The operator's proxy is used for public addresses only; it leads out, not to the machine itself.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import ada_url
import aiohttp
from yarl import URL

from octavo.fetch import headers as http
from octavo.fetch.connect import Lookup, Way, open_way
from octavo.fetch.deadline import Budget
from octavo.fetch.decode import ACCEPT_ENCODING, DecodeError, decoder
from octavo.fetch.failures import failure, status_error
from octavo.fetch.policy import refusal_by_name
from octavo.fetch.reply import REDIRECTS, read_reply
from octavo.news.addresses import WebUrl
from octavo.news.errors import ConnectionFailed, HttpStatus, TooLarge
from octavo.ports import Clock
from octavo.text.addresses import host_of, web_url

CONNECTIONS = 4


class OwnServer:
    """One address of the operator's. An async context manager, for one event loop."""

    def __init__(
        self,
        address: str,
        *,
        user_agent: str,
        proxy: str = "",
        tls: ssl.SSLContext | None = None,
        clock: Clock = lambda: datetime.now(UTC),
    ) -> None:
        """Raises AddressError where it is no http or https address."""
        self.address: WebUrl = web_url(address)
        inside = refusal_by_name(ada_url.URL(self.address).hostname, 443) is not None
        self._proxy = "" if inside else proxy
        self._user_agent, self._tls, self._clock = user_agent, tls, clock
        self._way: Way | None = None
        self._lookup: Lookup | None = None

    async def __aenter__(self) -> Self:
        self._lookup = Lookup(CONNECTIONS)
        self._way = open_way(
            self._user_agent, connections=CONNECTIONS, resolver=self._lookup, proxy=self._proxy, tls=self._tls
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._way and self._lookup:
            await self._way.session.close()
            await self._lookup.close()
        self._way = self._lookup = None

    async def post(self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float) -> bytes:
        """The body of the answer to a POST of JSON, at most `most` bytes, within `seconds`. Raises FetchError."""
        return await self._asked("POST", body, {"Content-Type": "application/json", **headers}, most, seconds)

    async def get(self, headers: Mapping[str, str], *, most: int, seconds: float) -> bytes:
        """The body of the answer to a GET. Raises FetchError."""
        return await self._asked("GET", None, headers, most, seconds)

    async def stream(
        self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float
    ) -> AsyncGenerator[bytes, None]:
        """The answer to a POST of JSON, piece by piece as it comes: at most `most` bytes in all, within `seconds` of
        waiting for it (what the caller does between two pieces does not count). Raises FetchError, also after some
        pieces. Close it to leave early: the connection goes with it."""
        way, url, budget = self._opened(), self.address, Budget(seconds, self.address)
        sent = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json", **headers}
        sent["Accept-Encoding"] = ACCEPT_ENCODING
        try:
            async with budget.running():
                response = await way.session.post(
                    URL(url, encoded=True), data=body, headers=sent, allow_redirects=False, proxy=way.proxy
                )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise failure(error, url, proxied=way.proxy is not None) from error
        try:
            self._refuse(response.status, response.headers)
            taken, unpack = 0, decoder(response.headers.get("Content-Encoding", ""))
            while data := await self._more(response, budget):
                for piece in unpack.feed(data):
                    taken += len(piece)
                    if taken > most:
                        raise TooLarge(f"{host_of(url)} sends more than {most:,} bytes", subject=url)
                    yield piece
            unpack.end()
        except DecodeError as error:
            raise ConnectionFailed(f"the answer of {host_of(url)} {error}", subject=url) from error
        finally:
            response.close()

    async def _more(self, response: aiohttp.ClientResponse, budget: Budget) -> bytes:
        try:
            async with budget.running():
                return await response.content.readany()
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise failure(error, self.address, proxied=self._opened().proxy is not None) from error

    async def _asked(
        self, method: str, body: bytes | None, headers: Mapping[str, str], most: int, seconds: float
    ) -> bytes:
        url, way = self.address, self._opened()
        sent = {"Accept": "application/json", "Accept-Encoding": ACCEPT_ENCODING, **headers}
        async with Budget(seconds, url).running():
            try:
                async with way.session.request(
                    method,
                    URL(url, encoded=True),
                    data=body,
                    headers=sent,
                    allow_redirects=False,
                    proxy=way.proxy,
                ) as response:
                    reply = await read_reply(response, url, most, cut=False)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise failure(error, url, proxied=way.proxy is not None) from error
        self._refuse(reply.status, reply.headers)
        return reply.body

    def _opened(self) -> Way:
        if self._way is None:
            raise RuntimeError("OwnServer is not open: use it as `async with OwnServer(...) as server`")
        return self._way

    def _refuse(self, status: int, headers: Mapping[str, str]) -> None:
        """Raises HttpStatus for an answer that is no success."""
        url = self.address
        if status in REDIRECTS:
            raise HttpStatus(
                f"{host_of(url)} redirects (HTTP {status}): set the address that it leads to",
                status=status,
                subject=url,
            )
        if not 200 <= status < 300:
            wait = http.retry_after(headers.get("Retry-After"), self._clock())
            raise status_error(url, status, dict(headers), b"", wait)
