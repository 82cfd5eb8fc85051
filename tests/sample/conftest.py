"""A browser of one line for the sample newsroom, and its labels."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from octavo.sample.site import sample_site

EPOCH = date(2031, 5, 14)
AFTER = datetime(2031, 5, 15, tzinfo=UTC)
"""When all of day 0 is out."""


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Get = Callable[..., Answer]


@pytest.fixture(scope="session")
def get() -> Get:
    """`get("http://host/path", now=…, opened=…, root=…, **headers)`: one request to a newsroom opened on EPOCH."""

    def get(
        url: str,
        *,
        now: datetime = AFTER,
        opened: datetime | None = None,
        root: str = "",
        method: str = "GET",
        **headers: str,
    ) -> Answer:
        parts = urlsplit(url)
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http", "method": method, "path": parts.path or "/", "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(), "root_path": root, "scheme": "http", "http_version": "1.1",
            "headers": [(b"host", parts.netloc.encode()), *named], "server": ("127.0.0.1", 80), "client": None,
        }  # fmt: skip
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(sample_site(EPOCH, opened=opened, now=lambda: now)(scope, receive, send))
        got = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], got, b"".join(part.get("body", b"") for part in sent[1:]))

    return get


@pytest.fixture(scope="session")
def epoch() -> date:
    return EPOCH


@pytest.fixture(scope="session")
def opened() -> datetime:
    """The newsroom opened on the morning of its epoch."""
    return datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=UTC) + timedelta(hours=9)


@pytest.fixture(scope="session")
def gold_module() -> ModuleType:
    """`gold.py` beside this file."""
    spec = importlib.util.spec_from_file_location("sample_gold", Path(__file__).parent / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
