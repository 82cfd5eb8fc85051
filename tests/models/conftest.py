"""A server on loopback, whose answers each test programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running
