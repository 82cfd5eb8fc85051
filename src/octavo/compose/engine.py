"""What reaches outside the store: the network, the processes, the sample newsroom's server; and the worker on them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from starlette.types import ASGIApp

from octavo import __version__, listen, subscribe
from octavo.compose import Octavo
from octavo.compose.models import encoder, scorer, writer
from octavo.config import Config
from octavo.fetch import Fetch, ImageProxy, user_agent
from octavo.models.bundled import MODELS
from octavo.news.articles import Page, ParsedFeed
from octavo.news.sources import Candidate
from octavo.parse import parse_feed
from octavo.ports import Limits, Tools, Writer
from octavo.ports.models import Scorer
from octavo.sample.site import sample_site
from octavo.sources import catalogue
from octavo.sources import discover as look_behind
from octavo.work import KEYS, ProcessPool, Worker
from octavo.work.batches import Batched
from octavo.work.loom import StoreLoom
from octavo.work.pool import ROOMS

SAMPLE_DOMAIN = "example"
"""Where the sample newsroom's hosts lie: reserved by RFC 2606, so that no real site is ever taken for it."""

PRELOADED = "octavo.models.preload"
"""What the processes have in hand that enrich: of their own, so that reading feeds and pages waits for no model."""

LOADING = 3
"""How much longer a job that enriches may take: the first article in a language waits for that language's models."""

PAINTER = "octavo.fetch.pictures"
"""What the process has in hand that makes pictures small: one of its own, since a reader waits for them, who must not
stand behind the archive's work nor behind its models."""

IMAGE_BYTES = 512 << 20
"""Of kept pictures on disk."""

PICTURES_AT_ONCE = 32
"""Requests for pictures under way, besides the settings' connections for feeds and pages."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What reaches outside the store."""

    tools: Tools
    encoder: Batched
    images: ImageProxy
    sample: ASGIApp
    writer: Writer | None
    scorer: Scorer | None


@asynccontextmanager
async def equipped(octavo: Octavo) -> AsyncIterator[Equipment]:
    """The network, the process pools, and the sample newsroom served on loopback, for as long as the context lasts."""
    config = octavo.config
    sample = _sample(octavo)
    async with listen.served(sample) as port:
        client = partial(
            Fetch,
            user_agent=user_agent(__version__, config.contact),
            allow_networks=config.allow_networks,
            proxy=config.proxy,
            routes={SAMPLE_DOMAIN: (listen.LOOPBACK, port)},
        )
        pages = client(connections=config.connections, host_pace=config.host_pace)
        # A reader waits for pictures: those of one page come together, as to any browser.
        pictures = client(connections=PICTURES_AT_ONCE, host_pace=0, per_host=4, waiting=100)
        process = partial(ProcessPool, seconds=config.cpu_seconds, megabytes=config.cpu_megabytes)
        with (
            process(config.workers, start="spawn") as processor,
            process(config.workers, preload=(*ROOMS, PRELOADED), seconds=config.cpu_seconds * LOADING) as enricher,
            process(1, preload=[PAINTER], start="spawn") as painter,
        ):
            writes = writer(config, octavo.store, octavo.clock)
            async with pages, pictures, encoder(config, enricher) as vectors, writes as scribe, scorer(config) as reads:
                images = ImageProxy(pictures, painter, config.home / "images", IMAGE_BYTES)
                try:
                    loom = StoreLoom(octavo.store, agencies=_agencies())
                    tools = Tools(pages, processor, KEYS, limits_of(config), MODELS, vectors, enricher, loom)
                    yield Equipment(tools, vectors, images, sample, scribe, reads)
                finally:
                    await images.close()


def limits_of(config: Config) -> Limits:
    """What stages obey."""
    return Limits(
        page_bytes=config.page_bytes,
        page_seconds=config.page_seconds,
        poll_least=config.poll_least,
        poll_most=config.poll_most,
        revisit_hours=config.revisit_hours,
    )


def _agencies() -> list[str]:
    """Whose names are credits, whether or not the archive reads them itself."""
    return [publisher.name for publisher in catalogue().publishers if publisher.kind == "agency"]


def _sample(octavo: Octavo) -> ASGIApp:
    opened = subscribe.sample_opened(octavo.store, octavo.clock())
    return sample_site(opened.date(), opened=opened, now=octavo.clock)


def worker_of(octavo: Octavo, tools: Tools) -> Worker:
    config = octavo.config
    return Worker(
        octavo.store,
        tools,
        clock=octavo.clock,
        connections=config.connections,
        workers=config.workers,
        keep_pages=timedelta(days=config.keep_pages_days),
    )


async def work_until_idle(octavo: Octavo, progress: Callable[[str, int, int], None]) -> None:
    """Run the stages until nothing is due; `progress` is told (stage, done, waiting). Ctrl-C drains and stops."""
    async with equipped(octavo) as equipment:
        worker = worker_of(octavo, equipment.tools)
        with listen.signals(worker.stop):
            await worker.run_until_idle(progress)


async def discover(octavo: Octavo, address: str) -> tuple[Candidate, ...]:
    """The feeds behind an address, looked for now. Raises AddressError, FetchError, NotFound."""
    async with equipped(octavo) as equipment:

        async def read(page: Page) -> ParsedFeed:
            return await equipment.tools.processor.run(parse_feed, page)

        return await look_behind(address, equipment.tools.fetcher, read)
