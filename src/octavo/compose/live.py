"""Settings that change while Octavo runs: looked at every few seconds, since another process may have changed them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

import structlog

from octavo import live
from octavo.compose import Octavo
from octavo.config import Config
from octavo.news.errors import StoreError
from octavo.news.running import LiveSetting

EVERY = 5.0
"""Seconds between two looks."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Following:
    """The settings as they are now, and those who must hear when they change."""

    def __init__(self, octavo: Octavo, adopt: Callable[[Config], None]) -> None:
        """`adopt` is called in whatever thread noticed the change, with the settings from now on."""
        self._octavo, self._adopt = octavo, adopt
        self._last: Mapping[str, str] = octavo.store.live_settings()

    def listed(self) -> Sequence[LiveSetting]:
        """Those that may be changed, as they are now."""
        return live.listed(self._octavo.own, self._octavo.store.live_settings())

    def set(self, name: str, value: str | None) -> None:
        """Change one, at once; None: as if it had not been set. Raises ConfigError."""
        store = self._octavo.store
        live.check(self._octavo.own, store.live_settings(), name, value)
        store.set_live(name, value)
        self.look()

    def look(self) -> None:
        """Adopt what has changed."""
        kept = self._octavo.store.live_settings()
        if kept == self._last:
            return
        self._last = kept
        config, refused = live.with_live(self._octavo.own, kept)
        for name, reason in refused.items():
            log.warning("settings.refused", name=name, reason=reason)
        self._adopt(config)
        log.info("settings.adopted", changed=sorted(live.applied(self._octavo.own, kept)))

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Look again and again, for as long as the context lasts."""
        task = asyncio.create_task(self._look_on())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await asyncio.to_thread(self.look)
            except StoreError as error:
                log.warning("settings.unread", reason=str(error))
