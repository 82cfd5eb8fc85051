"""ImageProxy: pictures of articles, fetched through the guarded client, made small, kept on disk.

get(image, width):
    kept on disk?  → that
    failed lately? → the same failure, without asking again
    fetch (guarded) → shrink (in the pool) → keep; several readers of one page share one fetch
"""

from __future__ import annotations

import asyncio
import copy
import hashlib
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import structlog

from octavo.fetch.kept import KeptFiles
from octavo.fetch.once import Once
from octavo.fetch.pictures import MEDIA_TYPE, VERSION, shrink
from octavo.news.articles import Image
from octavo.news.errors import FetchError, HostBusy, OutOfMemory, OutOfTime
from octavo.ports import Ask, Fetcher, Processor

LADDER = (64, 120, 160, 240, 320, 480, 640, 800, 960, 1280, 1600, 1920)
"""Widths in pixels that are made: enough for sharp pictures, few enough that a hostile page cannot have thousands
made."""

_SECONDS = 20.0
_REMEMBER_TRANSIENT = 300.0
_REMEMBER_LASTING = 86400.0
_MOST_FAILURES = 10_000

_log = structlog.get_logger(__name__)

Failure = FetchError | OutOfTime | OutOfMemory


class ImageProxy:
    """Implements ports.Images over a folder of at most `max_bytes`."""

    def __init__(
        self,
        fetcher: Fetcher,
        processor: Processor,
        folder: Path,
        max_bytes: int,
        *,
        picture_bytes: int = 15 << 20,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher, self._processor, self._picture_bytes = fetcher, processor, picture_bytes
        self._monotonic = monotonic
        self._files = KeptFiles(folder, max_bytes, suffix=".webp")
        self._once: Once[str, bytes] = Once()
        self._failed: OrderedDict[str, tuple[float, Failure]] = OrderedDict()

    async def get(self, image: Image, width: int) -> tuple[bytes, str]:
        """The picture no wider than `width` pixels (the next lower step of LADDER, its least step below that), and its
        MIME type. Raises FetchError, OutOfTime or OutOfMemory; a failure is remembered for a while."""
        step = LADDER[max(0, bisect_right(LADDER, width) - 1)]
        key = hashlib.sha256(f"{VERSION}\n{step}\n{image.url}".encode()).hexdigest()
        if kept := await asyncio.to_thread(self._files.read, key):
            return kept, MEDIA_TYPE
        if failure := self._lately_failed(image.url):
            raise failure
        return await self._once.do(key, lambda: self._make(image, step, key)), MEDIA_TYPE

    async def close(self) -> None:
        """Stop what is under way."""
        await self._once.close()

    async def _make(self, image: Image, width: int, key: str) -> bytes:
        ask = Ask(
            image.url,
            accept="image/webp,image/avif;q=0.9,image/jpeg;q=0.9,image/png;q=0.8,image/gif;q=0.7",
            max_bytes=self._picture_bytes,
            seconds=_SECONDS,
        )
        try:
            answer = await self._fetcher.get(ask)
            made = await self._processor.run(shrink, answer.page.body, width)
        except (FetchError, OutOfTime, OutOfMemory) as error:
            self._remember(image.url, error)
            raise
        try:
            await asyncio.to_thread(self._files.write, key, made)
        except OSError as error:  # a full disk costs speed, not the picture
            _log.warning("picture not kept", reason=str(error))
        return made

    def _remember(self, url: str, error: Failure) -> None:
        if isinstance(error, HostBusy):
            return  # nothing was asked
        transient = isinstance(error, FetchError) and error.transient
        seconds = _REMEMBER_TRANSIENT if transient else _REMEMBER_LASTING
        self._failed[url] = (self._monotonic() + seconds, error)
        self._failed.move_to_end(url)
        if len(self._failed) > _MOST_FAILURES:
            self._failed.popitem(last=False)

    def _lately_failed(self, url: str) -> Failure | None:
        until, error = self._failed.get(url, (0.0, None))
        if error is None:
            return None
        if until <= self._monotonic():
            del self._failed[url]
            return None
        return copy.copy(error)  # each raising adds a traceback to its own
