"""Which model makes the vectors, by the settings, and fetching one that somebody asks for.

OCTAVO_EMBEDDINGS_URL and _MODEL   that model at that address
OCTAVO_EMBEDDINGS_MODEL alone      an installed model, in a thread of this process: it only looks words up
neither                            the bundled model, in the process pool
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from octavo import __version__
from octavo.config import Config
from octavo.fetch import Fetch, OwnServer, user_agent
from octavo.models.embedders import MODEL as BUNDLED
from octavo.models.embedders import embed_bundled
from octavo.models.hub import Installed, find, installed
from octavo.models.install import install
from octavo.models.remote import RemoteEmbedder, embeddings_address
from octavo.news.errors import ConfigError, ModelError
from octavo.ports import Embedder, Processor
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
