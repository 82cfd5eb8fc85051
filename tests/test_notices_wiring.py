"""What the settings and the store make of the ways by which readers are told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from octavo.compose import opened
from octavo.compose.notices import contact_of, identity_of, messenger_of
from octavo.config import Config


@pytest.mark.parametrize(
    ("contact", "site", "told"),
    [
        ("news@example.org", "", "mailto:news@example.org"),
        ("https://example.org/about", "", "https://example.org/about"),
        ("http://example.org/", "https://news.example.org", "https://news.example.org"),
        ("", "http://localhost", ""),
    ],
)
def test_push_services_are_told_whom_to_ask(tmp_path: Path, contact: str, site: str, told: str) -> None:
    assert contact_of(Config(home=tmp_path, contact=contact, site=site)) == told


def test_the_key_pair_is_made_once_and_the_messenger_runs_with_it(tmp_path: Path) -> None:
    with opened(Config(home=tmp_path)) as octavo:
        first = identity_of(octavo.store).public

        async def turn() -> None:
            async with messenger_of(octavo) as messenger:
                assert await messenger.turn() is None

        asyncio.run(turn())
    with opened(Config(home=tmp_path)) as octavo:
        assert identity_of(octavo.store).public == first
    with opened(Config(home=tmp_path / "other")) as octavo:
        assert identity_of(octavo.store).public != first
