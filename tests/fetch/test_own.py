"""The way to a server that the operator names: reached wherever it lies, and nothing else with it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.site import Reply, Site

from octavo.fetch import OwnServer
from octavo.news.errors import AddressError, ConnectionFailed, FetchError, HttpStatus, TooLarge, TooSlow


def ask(address: str, *, proxy: str = "", most: int = 1000, seconds: float = 10) -> bytes:
    async def run() -> bytes:
        async with OwnServer(address, user_agent="Octavo/test", proxy=proxy) as server:
            return await server.post(b'{"a": 1}', {"Authorization": "Bearer k"}, most=most, seconds=seconds)

    return asyncio.run(run())


def here(site: Site, path: str = "/v1/embeddings") -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def test_a_server_on_this_machine_is_reached_without_freeing_its_network(site: Site) -> None:
    site[here(site)] = Reply(b'{"ok": true}', coding="gzip", type="application/json")
    assert ask(here(site)) == b'{"ok": true}'
    (request,) = site.requests
    assert (request.method, request.body) == ("POST", b'{"a": 1}')
    assert request.header("Authorization") == "Bearer k"
    assert request.header("Content-Type") == "application/json"


def test_the_proxy_leads_out_and_not_to_this_machine(site: Site) -> None:
    site[here(site)] = Reply(b"{}")
    site["http://vectors.test.org/v1/embeddings"] = Reply(b"[]")
    assert ask(here(site), proxy="http://127.0.0.1:1") == b"{}"
    assert ask("http://vectors.test.org/v1/embeddings", proxy=site.proxy) == b"[]"
    assert [request.proxied for request in site.requests] == [False, True]


def test_no_answer_leads_to_another_address(site: Site) -> None:
    site[here(site)] = Reply(status=307, location=here(site, "/secret"))
    with pytest.raises(HttpStatus, match="redirects"):
        ask(here(site))
    assert site.count(here(site, "/secret")) == 0


@pytest.mark.parametrize(
    ("reply", "expected", "also"),
    [
        (Reply(b"slow down", 429, headers=[("Retry-After", "7")]), HttpStatus, {"status": 429, "retry_after": 7.0}),
        (Reply(b"no", 401), HttpStatus, {"status": 401}),
        (Reply(b"x" * 2000), TooLarge, {}),
        (Reply(b"x" * 20, cut=5), ConnectionFailed, {}),
        (Reply(b"x", delay=5), TooSlow, {}),
    ],
)
def test_what_goes_wrong_is_told(site: Site, reply: Reply, expected: type[FetchError], also: dict[str, Any]) -> None:
    site[here(site)] = reply
    with pytest.raises(expected) as caught:
        ask(here(site), seconds=0.3 if reply.delay else 10)
    assert {name: getattr(caught.value, name) for name in also} == also


def test_nobody_there_and_no_address() -> None:
    with pytest.raises(ConnectionFailed):
        ask("http://127.0.0.1:1/v1/embeddings")
    with pytest.raises(AddressError):
        ask("file:///etc/passwd")
