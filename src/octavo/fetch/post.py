"""The guarded way to post to addresses that readers give: push services, and receivers of calls.

The address policy holds as for every feed and page, at the moment of dialling, so that no reader can make Octavo talk
to what lies in its operator's network. No redirect is followed, and nothing of an answer but its status reaches
anybody: what cannot be read cannot be probed with.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import ada_url
import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from octavo.fetch import headers as http
from octavo.fetch.connect import Lookup, Way, guarded, open_way
from octavo.fetch.deadline import Budget
from octavo.fetch.failures import failure, status_error
from octavo.fetch.policy import Network, networks, refusal_by_name
from octavo.news.addresses import WebUrl
from octavo.news.errors import AddressError, ForbiddenAddress
from octavo.ports import Clock, Parcel
from octavo.text.addresses import host_of, web_url

CONNECTIONS = 8


class Post:
    """Implements ports.Poster. An async context manager, for one event loop."""

    def __init__(
        self,
        *,
        user_agent: str,
        allow_networks: Sequence[str | Network] = (),
        proxy: str = "",
        clock: Clock = lambda: datetime.now(UTC),
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """The arguments are those of Fetch."""
        self._user_agent, self._proxy, self._clock = user_agent, proxy, clock
        self._allowed = networks(allow_networks)
        self._resolver, self._tls = resolver, tls
        self._way: Way | None = None

    async def __aenter__(self) -> Self:
        self._resolver = self._resolver or Lookup(CONNECTIONS)
        self._way = open_way(
            self._user_agent,
            connections=CONNECTIONS,
            resolver=self._resolver,
            factory=None if self._proxy else guarded(self._allowed),  # the proxy's own address is the operator's choice
            proxy=self._proxy,
            tls=self._tls,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._way:
            await self._way.session.close()
        if self._resolver:
            await self._resolver.close()
        self._way = None

    async def post(self, parcel: Parcel) -> int:
        """See ports.Poster."""
        if self._way is None:
            raise RuntimeError("Post is not open: use it as `async with Post(...) as post`")
        way, url = self._way, self._allowed_url(parcel)
        async with Budget(parcel.seconds, url).running():
            try:
                async with way.session.post(
                    URL(url, encoded=True),
                    data=parcel.body,
                    headers=dict(parcel.headers),
                    allow_redirects=False,
                    proxy=way.proxy,
                ) as response:
                    status, headers = response.status, dict(response.headers)
                    response.close()  # whatever comes after is nobody's
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise failure(error, url, proxied=way.proxy is not None) from error
        if not 200 <= status < 300:
            wait = http.retry_after(headers.get("Retry-After"), self._clock())
            raise status_error(url, status, headers, b"", wait)
        return status

    def _allowed_url(self, parcel: Parcel) -> WebUrl:
        """The address as it is dialled. Raises ForbiddenAddress."""
        try:
            url = web_url(parcel.url)
        except AddressError as error:
            raise ForbiddenAddress(str(error), subject=parcel.url) from error
        parts = ada_url.URL(url)
        port = int(parts.port or (443 if parts.protocol == "https:" else 80))
        if self._proxy and (reason := refusal_by_name(parts.hostname, port, self._allowed)):
            raise ForbiddenAddress(f"{host_of(url)} leads where Octavo does not go: {reason}", subject=url)
        return url
