"""A store of every adapter: each contract test runs on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.newsroom import NOW

from octavo.ports import Store
from octavo.store import open_store


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, whose own clock stands at NOW."""
    opened = {"sqlite": lambda: open_store(tmp_path / "octavo.db", clock=lambda: NOW)}[request.param]()
    yield opened
    assert opened.check() == []
    opened.close()
