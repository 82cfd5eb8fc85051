"""Fixtures of the tests of fetch."""

from collections.abc import Iterator

import pytest
from tests.fetch.doubles import Canary
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.close()
