"""Posting to addresses that readers give: guarded as every way out, and telling nothing of what lies there."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from tests.fetch.doubles import Canary, Names
from tests.site import Reply, Site

from octavo.fetch import Post
from octavo.news.errors import ConnectionFailed, ForbiddenAddress, HttpStatus, TooSlow
from octavo.ports import Parcel


def post(url: str, *, seconds: float = 10, **given: Any) -> int:
    async def run() -> int:
        async with Post(user_agent="Octavo/test", **given) as out:
            return await out.post(Parcel(url, b"sealed", {"TTL": "60", "Content-Type": "text/plain"}, seconds))  # type: ignore[arg-type]

    return asyncio.run(run())


def open_to(site: Site, **given: Any) -> dict[str, Any]:
    """A reader's host at the site, whose network the operator freed."""
    return {
        "resolver": Names(lambda host, times: [("127.0.0.1", site.port)]),
        "allow_networks": ["127.0.0.0/8"],
    } | given


def test_it_arrives_as_it_was_given(site: Site) -> None:
    site["http://push.test/1"] = Reply(status=201)
    assert post("http://push.test/1", **open_to(site)) == 201
    (request,) = site.requests
    assert (request.method, request.body, request.header("TTL")) == ("POST", b"sealed", "60")
    assert request.header("Content-Type") == "text/plain"
    assert request.header("User-Agent") == "Octavo/test"


def test_a_redirect_is_an_error_and_not_followed(site: Site) -> None:
    site["http://push.test/1"] = Reply(status=307, location="http://push.test/2")
    with pytest.raises(HttpStatus) as caught:
        post("http://push.test/1", **open_to(site))
    assert caught.value.status == 307
    assert site.count("http://push.test/2") == 0


def test_an_error_tells_its_status_and_when_to_come_again(site: Site) -> None:
    site["http://push.test/1"] = Reply(b"do not show this", status=429, headers=[("Retry-After", "120")])
    with pytest.raises(HttpStatus) as caught:
        post("http://push.test/1", **open_to(site))
    assert (caught.value.status, caught.value.retry_after, caught.value.transient) == (429, 120, True)
    assert "do not show" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}/", "http://[::1]:{}/", "http://2130706433:{}/", "http://[::ffff:127.0.0.1]:{}/"]
)
def test_this_machine_is_refused_however_it_is_written(canary: Canary, url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        post(url.format(canary.port))
    assert canary.visits == 0


def test_a_name_that_leads_inside_is_refused_when_it_is_dialled(canary: Canary) -> None:
    with pytest.raises(ForbiddenAddress):
        post(f"http://push.test:{canary.port}/", resolver=Names(lambda host, times: [("127.0.0.1", None)]))
    assert canary.visits == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://push.test/", "push.test", "http://"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        post(url)


def test_the_proxy_is_handed_no_name_of_a_local_network(site: Site) -> None:
    with pytest.raises(ForbiddenAddress, match="does not go"):
        post("http://printer.local/", proxy=site.proxy)
    site["http://push.test.org/1"] = Reply(status=202)
    assert post("http://push.test.org/1", proxy=site.proxy) == 202


def test_a_slow_answer_and_none_are_told_apart(site: Site) -> None:
    site["http://push.test/1"] = Reply(delay=5)
    with pytest.raises(TooSlow):
        post("http://push.test/1", seconds=0.1, **open_to(site))
    with pytest.raises(ConnectionFailed):
        post("http://nobody.test/", resolver=Names(lambda host, times: []))


def test_it_is_used_only_while_it_is_open() -> None:
    with pytest.raises(RuntimeError, match="not open"):
        asyncio.run(Post(user_agent="x").post(Parcel("http://push.test/", b"", {})))  # type: ignore[arg-type]
