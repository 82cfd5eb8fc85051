"""A deadline for one whole answer that only runs while something is under way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from octavo.news.addresses import WebUrl
from octavo.news.errors import TooSlow
from octavo.text.addresses import host_of


class Budget:
    """The seconds left of an answer's deadline; runs only inside `running`."""

    def __init__(self, seconds: float, url: WebUrl) -> None:
        self._left, self._seconds, self._url = seconds, seconds, url

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises TooSlow when the time is up."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._left):
                yield
        except TimeoutError as error:
            host = host_of(self._url)
            raise TooSlow(
                f"{host} did not send the whole answer within {self._seconds:g} s", subject=self._url
            ) from error
        finally:
            self._left -= loop.time() - began
