"""Config → adapters → application: the only room that names adapters and reads the settings.

    opened()                  here: the store alone, enough for every command that only reads or subscribes
    engine.equipped()         the guarded client, the process pools, the sample newsroom's server: what stages need
    engine.work_until_idle()  run the stages until nothing is due
    engine.discover()         look behind an address, now
    models.install_model()    fetch a model, because somebody asked
    site.run()                pages and work together, until a signal

Commands import engine and site where they need them: what they bring along takes a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from octavo.config import Config, read_config
from octavo.live import with_live
from octavo.news.errors import ConfigError
from octavo.ports import Clock, Store
from octavo.store import open_store


def now() -> datetime:
    """The system's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Octavo:
    """What every command has in hand."""

    config: Config
    """What holds from the start: also what administrators set on the settings page (live.py)."""
    own: Config
    """What the machine's owner says."""
    store: Store
    clock: Clock = now


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
        present, _ = with_live(config, store.live_settings())
        yield Octavo(present, config, store)
    finally:
        store.close()
