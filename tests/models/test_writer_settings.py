"""The Writer that the settings name, from the address to the books."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.models.chat import streamed
from tests.site import Reply, Site

from octavo.compose import now
from octavo.compose.models import writer
from octavo.config import Config
from octavo.news.errors import WriterError
from octavo.news.writing import Order
from octavo.store import open_store

ORDER = Order("summary", "summary/1", "Say it in one sentence.", "[1] The ferry sank.", 40, "reader 7")


async def write(config: Config, home: Path, count: int) -> list[str]:
    store = open_store(home / "octavo.db")
    try:
        async with writer(config, store, now) as scribe:
            assert scribe
            texts = ["".join([piece async for piece in scribe.write(ORDER)]) for _ in range(count)]
        assert sum(use.written + use.kept + use.failed for use in store.writing_uses(now().date())) == count
        return texts
    finally:
        store.close()


def test_it_is_asked_once_and_what_it_wrote_is_kept(site: Site, tmp_path: Path) -> None:
    site[f"http://127.0.0.1:{site.port}/v1/chat/completions"] = streamed("It ", "sank.")
    config = Config(writer_url=f"http://127.0.0.1:{site.port}/v1", writer_model="small", writer_key="sesame")
    assert asyncio.run(write(config, tmp_path, 3)) == ["It sank."] * 3
    (request,) = site.requests
    assert request.header("Authorization") == "Bearer sesame"


def test_an_address_that_is_gone_is_told_at_once_the_second_time(site: Site, tmp_path: Path) -> None:
    site[f"http://127.0.0.1:{site.port}/v1/chat/completions"] = Reply(b"", 503)
    config = Config(writer_url=f"http://127.0.0.1:{site.port}/v1", writer_model="small")

    async def twice() -> list[str]:
        store = open_store(tmp_path / "octavo.db")
        codes = []
        async with writer(config, store, now) as scribe:
            assert scribe
            for _ in range(2):
                with pytest.raises(WriterError) as caught:
                    await anext(scribe.write(ORDER))
                codes.append(caught.value.code)
        store.close()
        return codes

    assert asyncio.run(twice()) == ["away", "rest"]
    assert len(site.requests) == 1


def test_without_an_address_nobody_writes(tmp_path: Path) -> None:
    async def nobody() -> None:
        store = open_store(tmp_path / "octavo.db")
        async with writer(Config(), store, now) as scribe:
            assert scribe is None
        store.close()

    asyncio.run(nobody())
