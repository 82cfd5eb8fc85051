"""Config → adapters → application: the only module that names adapters and reads the settings.

opened()           the store alone: enough for every command that only reads or subscribes
equipped()         the guarded client, the process pool, the sample newsroom's server: what stages and pictures need
work_until_idle()  run the stages until nothing is due
discover()         look behind an address, now
run()              pages and work together, until a signal
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from starlette.types import ASGIApp

from octavo import __version__, listen, subscribe
from octavo.config import Config, read_config
from octavo.fetch import Fetch, ImageProxy, user_agent
from octavo.models.bundled import MODELS
from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import ConfigError
from octavo.news.sources import Candidate, Feed
from octavo.parse import parse_feed
from octavo.ports import Clock, Limits, Store, Tools
from octavo.sample import sample_site
from octavo.serve import Doors, application
from octavo.sources import catalogue, read_opml, write_opml
from octavo.sources import discover as look_behind
from octavo.store import open_store
from octavo.work import KEYS, ProcessPool, Worker

SAMPLE_DOMAIN = "example"
"""Where the sample newsroom's hosts lie: reserved by RFC 2606, so that no real site is ever taken for it."""

PRELOADED = "octavo.models.preload"
"""What the process pool has in hand before the first job."""

IMAGE_BYTES = 512 << 20
"""Of kept pictures on disk."""

PICTURES_AT_ONCE = 32
"""Requests for pictures under way, besides the settings' connections for feeds and pages."""


def now() -> datetime:
    """The system's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Octavo:
    """What every command has in hand."""

    config: Config
    store: Store
    clock: Clock = now


@dataclass(frozen=True, slots=True)
class Equipment:
    """What reaches outside the store."""

    tools: Tools
    images: ImageProxy
    sample: ASGIApp


@contextmanager
def opened(config: Config | None = None) -> Iterator[Octavo]:
    """Open the store, migrated to the present. Raises ConfigError, StoreError."""
    config = config or read_config()
    try:
        config.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"the folder {config.home} cannot be made: {error.strerror}",
            subject=str(config.home),
            advice="Set OCTAVO_HOME to a folder you may write to.",
        ) from error
    store = open_store(config.store_path)
    try:
        yield Octavo(config, store)
    finally:
        store.close()


@asynccontextmanager
async def equipped(octavo: Octavo) -> AsyncIterator[Equipment]:
    """The network, the process pool, and the sample newsroom served on loopback, for as long as the context lasts."""
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
        with ProcessPool(
            config.workers, seconds=config.cpu_seconds, megabytes=config.cpu_megabytes, preload=[PRELOADED]
        ) as pool:
            async with pages, pictures:
                images = ImageProxy(pictures, pool, config.home / "images", IMAGE_BYTES)
                try:
                    yield Equipment(Tools(pages, pool, KEYS, _limits(config), MODELS), images, sample)
                finally:
                    await images.close()


def _limits(config: Config) -> Limits:
    return Limits(
        page_bytes=config.page_bytes,
        page_seconds=config.page_seconds,
        poll_least=config.poll_least,
        poll_most=config.poll_most,
        revisit_hours=config.revisit_hours,
    )


def _sample(octavo: Octavo) -> ASGIApp:
    opened = subscribe.sample_opened(octavo.store, octavo.clock())
    return sample_site(opened.date(), opened=opened, now=octavo.clock)


def _worker(octavo: Octavo, tools: Tools) -> Worker:
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
        worker = _worker(octavo, equipment.tools)
        with listen.signals(worker.stop):
            await worker.run_until_idle(progress)


async def discover(octavo: Octavo, address: str) -> tuple[Candidate, ...]:
    """The feeds behind an address, looked for now. Raises AddressError, FetchError, NotFound."""
    async with equipped(octavo) as equipment:

        async def read(page: Page) -> ParsedFeed:
            return await equipment.tools.processor.run(parse_feed, page)

        return await look_behind(address, equipment.tools.fetcher, read)


async def run(octavo: Octavo, *, web: bool, work: bool, sample: bool, say: Callable[[str], None]) -> None:
    """Serve pages and do the work, until SIGINT or SIGTERM; then drain within 20 s. Raises ConfigError."""
    if sample and subscribe.wants_sample(octavo.store):
        subscribe.add_sample(octavo.store, octavo.clock())
        say("Nothing is set up yet: bringing in the sample newsroom, whose events are invented.")
    listening = listen.bound(*octavo.config.address) if web else None
    async with equipped(octavo) as equipment:
        worker = _worker(octavo, equipment.tools)
        pages = _application(octavo, equipment, worker) if listening else None
        server = listen.Server(pages, lambda: say(f"Octavo is at {_shown(octavo.config)} (Ctrl-C stops it)"))
        with listen.signals(worker.stop, server.leave):
            async with asyncio.TaskGroup() as group:
                if work:
                    group.create_task(worker.run_forever())
                if listening:
                    group.create_task(server.serve(sockets=[listening]))


def _shown(config: Config) -> str:
    """The address to open in a browser on this machine."""
    host, port = config.address
    return f"http://{listen.LOOPBACK if host == listen.EVERYWHERE else f'[{host}]' if ':' in host else host}:{port}/"


def _application(octavo: Octavo, equipment: Equipment, worker: Worker) -> ASGIApp:
    store, clock, config = octavo.store, octavo.clock, octavo.config
    known = catalogue()
    doors = Doors(
        poll=KEYS["poll"],
        discover=KEYS["discover"],
        add_edition=lambda edition: subscribe.add_edition(store, edition, clock()),
        add_candidates=lambda candidates, category: subscribe.add_candidates(store, candidates, category, clock()),
        add_feeds=lambda feeds: subscribe.add_feeds(store, feeds, clock()),
        read_opml=_read_opml,
        write_opml=write_opml,
        editions=known.editions,
        publishers=known.publishers,
        sample_here=lambda: subscribe.has_sample(store),
        remove_sample=lambda: subscribe.remove_sample(store),
        facts=_facts(config),
        trouble=lambda: worker.trouble,
        changed=worker.poke,
    )
    return application(
        store,
        equipment.images,
        clock=clock,
        hosts=(config.address[0], *config.hosts),
        version=__version__,
        doors=doors,
        sample=equipment.sample,
    )


def _read_opml(data: bytes) -> tuple[Sequence[Feed], Sequence[str]]:
    found = read_opml(data)
    return found.feeds, [str(one) for one in found.skipped]


def _facts(config: Config) -> dict[str, str]:
    facts = {"Store": str(config.store_path)}
    if config.proxy:
        facts["Proxy"] = config.proxy
    return facts
