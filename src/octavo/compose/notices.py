"""Who tells readers of what is new: the messenger, with its ways out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from octavo import __version__
from octavo.compose import Octavo
from octavo.compose.admission import letters_of
from octavo.config import Config
from octavo.fetch import Post, user_agent
from octavo.notify.channels import Courier
from octavo.notify.vapid import Identity, new_identity
from octavo.ports import Store
from octavo.sample import SAMPLE_COUNTRIES
from octavo.serve.catalogues import catalogues
from octavo.serve.telling import telling_of
from octavo.work.messenger import Messenger

_KEPT_AS = "push identity"


def identity_of(store: Store) -> Identity:
    """This installation's key pair, made at its first start. Two processes that start at once end with the same one."""
    if store.note(_KEPT_AS) is None:
        store.set_note(_KEPT_AS, new_identity())
    return Identity(store.note(_KEPT_AS) or "")


@asynccontextmanager
async def messenger_of(octavo: Octavo) -> AsyncIterator[Messenger]:
    """The messenger, for as long as the context lasts. Raises ConfigError."""
    config, store, clock = octavo.config, octavo.store, octavo.clock
    teller = telling_of(
        store,
        clock=clock,
        version=__version__,
        site=config.front_page,
        interface=catalogues(),
        countries=SAMPLE_COUNTRIES,
    )
    agent = user_agent(__version__, config.contact)
    async with Post(user_agent=agent, allow_networks=config.allow_networks, proxy=config.proxy) as post:
        courier = Courier(
            post, letters_of(config, clock), teller, identity_of(store), contact=contact_of(config), clock=clock
        )
        yield Messenger(store, courier, clock)


def contact_of(config: Config) -> str:
    """How the keepers of a push service reach the operator: as RFC 8292 wants it."""
    if "@" in config.contact and "://" not in config.contact:
        return f"mailto:{config.contact}"
    return next((one for one in (config.contact, config.site) if one.startswith("https://")), "")
