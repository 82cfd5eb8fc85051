"""Which model makes the vectors and which writes, by the settings, and fetching one that somebody asks for.

OCTAVO_EMBEDDINGS_URL and _MODEL   that model at that address
OCTAVO_EMBEDDINGS_MODEL alone      an installed model, in a thread of this process: it only looks words up
neither                            the bundled model, in the process pool

OCTAVO_WRITER_URL and _MODEL       that model at that address
neither                            nobody writes: all that is shown are publishers' own sentences
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from octavo import __version__
from octavo.accounts.tries import Tries
from octavo.config import Config
from octavo.fetch import Fetch, OwnServer, user_agent
from octavo.models.embedders import MODEL as BUNDLED
from octavo.models.embedders import embed_bundled
from octavo.models.hub import Installed, find, installed
from octavo.models.install import install
from octavo.models.moderation import RemoteScorer, scorer_address
from octavo.models.remote import RemoteEmbedder, embeddings_address
from octavo.models.thrift import ThriftyWriter
from octavo.models.writer import RemoteWriter, writer_address
from octavo.news.errors import ConfigError, ModelError
from octavo.ports import Clock, Embedder, Processor, Writer, Writings
from octavo.ports.models import Scorer
from octavo.work.batches import Batched, Vectors


@asynccontextmanager
async def encoder(config: Config, pool: Processor) -> AsyncIterator[Batched]:
    """The model in use, for as long as the context lasts. Raises ConfigError where the settings name none there is."""
    name = config.embeddings_model
    if config.embeddings_url:
        address = embeddings_address(config.embeddings_url)
        async with OwnServer(address, user_agent=_agent(config), proxy=config.proxy) as server:
            remote = RemoteEmbedder(name, server.post, config.embeddings_key.get_secret_value())
            yield Batched(name, remote.embed, trouble=lambda: remote.trouble)
    elif name in ("", BUNDLED):

        async def in_the_pool(texts: list[str]) -> Vectors:
            return await pool.run(embed_bundled, texts)

        yield Batched(BUNDLED, in_the_pool)
    else:
        static = _opened(config)

        async def in_a_thread(texts: list[str]) -> Vectors:
            return await asyncio.to_thread(static.embed, texts)

        yield Batched(static.model, in_a_thread)


@asynccontextmanager
async def writer(config: Config, writings: Writings, clock: Clock) -> AsyncIterator[Writer | None]:
    """Who writes, for as long as the context lasts; None where the settings name nobody."""
    if not config.writer_url:
        yield None
        return
    address = writer_address(config.writer_url)
    async with OwnServer(address, user_agent=_agent(config), proxy=config.proxy) as server:
        yield ThriftyWriter(
            RemoteWriter(
                config.writer_model,
                server.stream,
                config.writer_key.get_secret_value(),
                seconds=config.writer_seconds,
            ),
            writings,
            clock,
            tokens_a_day=config.writer_tokens_a_day,
            share=Tries(config.writer_a_minute, timedelta(minutes=1) / config.writer_a_minute).take,
        )


@asynccontextmanager
async def scorer(config: Config) -> AsyncIterator[Scorer | None]:
    """Who reads comments for the moderators, for as long as the context lasts; None where the settings name nobody."""
    if not config.scorer_url or config.comments == "off":
        yield None
        return
    address, way = scorer_address(config.scorer_url)
    async with OwnServer(address, user_agent=_agent(config), proxy=config.proxy) as server:
        yield RemoteScorer(config.scorer_model, way, server.post, config.scorer_key.get_secret_value())


async def install_model(config: Config, name: str, hub: str, tell: Callable[[str, int, int], None]) -> Installed:
    """Fetch a model of the catalogue; `tell` hears (file, bytes here, bytes in all). Raises ModelError, FetchError."""
    model = find(name)
    client = Fetch(
        user_agent=_agent(config), allow_networks=config.allow_networks, proxy=config.proxy, host_pace=0
    )  # fmt: skip
    async with client as pages:
        return await install(model, config.home, pages.get, tell, hub=hub)


def _opened(config: Config) -> Embedder:
    from octavo.models.static import StaticEmbedder  # its libraries take a while to load

    name = config.embeddings_model
    try:
        there = installed(config.home, name)
        if there is None:
            raise ModelError(f"{name} is not installed", subject=name, advice=f"Run `octavo models install {name}`.")
        return StaticEmbedder(there)
    except ModelError as error:
        raise ConfigError(f"OCTAVO_EMBEDDINGS_MODEL: {error}", subject=name, advice=error.advice) from error


def _agent(config: Config) -> str:
    return user_agent(__version__, config.contact)
