"""What tests of pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.contract import newsroom as desk
from tests.serve.accounts import House, house_of
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, app_of, full_store

from octavo.accounts import passwords
from octavo.serve import Admission
from octavo.store import open_store


@pytest.fixture
def store() -> MemoryStore:
    """A store in memory, with the newsroom of news.toml in it."""
    return full_store()


@pytest.fixture
def browser(store: MemoryStore) -> Browser:
    """One that looks at that store's pages."""
    return Browser(app_of(store))


@pytest.fixture
def housed(tmp_path: Path) -> Iterator[Callable[[Admission], House]]:
    """housed(admission) → a house with an administrator, over a new store."""
    store = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)

    def opened(admission: Admission) -> House:
        house = house_of(store, admission)
        if not store.count_readers():
            house.enrol("Boss", "administrator")
        return house

    yield opened
    store.close()


@pytest.fixture
def house(housed: Callable[[Admission], House]) -> House:
    """A house where anybody may make an account, and that sends no letters."""
    return housed(Admission(sign_up="open"))


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time; what they must take is tests/accounts' to say."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    monkeypatch.setattr(passwords, "_NOBODYS", hasher.hash("nobody's"))
