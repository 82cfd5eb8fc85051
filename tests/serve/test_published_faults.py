"""Faults published of software like this, tried on our pages; each test is named by the fault."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from tests.cost import within
from tests.serve.accounts import House
from tests.serve.client import Browser, scripts_in

HARM = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "address",
    ["/search?q={}", "/{}", "/article/{}", "/publisher/{}", "/sources?q={}&show={}&done={}", "/?lang={}&older={}"],
)
def test_cve_2023_27592_nothing_that_was_asked_comes_back_as_markup(browser: Browser, address: str) -> None:
    page = browser.get(address.replace("{}", quote(HARM, safe=""))).text
    assert scripts_in(page) == []
    assert "<img src=x" not in page


def test_cve_2023_27592_nor_what_was_typed_into_a_form(browser: Browser) -> None:
    reply = browser.post("/sources/add", {"address": HARM})
    assert reply.status == 400
    assert scripts_in(reply.text) == []
    assert "<img src=x" not in reply.text


@pytest.mark.parametrize("path", ["/", "/robots.txt", "STATIC"])
def test_cve_2025_62727_a_header_of_ranges_costs_nothing(browser: Browser, path: str) -> None:
    if path == "STATIC":
        path = browser.get("/").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    ranges = "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(8_000))
    reply = within(1, lambda: browser.get(path, range=ranges))
    # Of one length, not the same: a page's token is masked anew each time.
    assert (reply.status, len(reply.body)) == (200, len(browser.get(path).body))


@pytest.mark.parametrize(
    "host", ["localhost/..", "localhost?x", "localhost#x", "localhost\\x", "localhost:80/x", "a@localhost"]
)
def test_cve_2026_48710_a_host_with_a_path_is_refused(browser: Browser, host: str) -> None:
    assert Browser(browser.app, host).get("/").status == 400


@pytest.mark.parametrize("header", ["remote-user", "x-remote-user", "x-forwarded-user", "x-webauth-user"])
def test_cve_2025_46341_a_header_makes_nobody_somebody(browser: Browser, header: str) -> None:
    sent = browser.ask(
        "POST", "/sources/act", b"poll=1", {header: "admin", "content-type": "application/x-www-form-urlencoded"}
    )
    assert sent.status == 403


def test_cve_2023_27591_a_forwarded_address_opens_nothing(house: House) -> None:
    stranger = house.browser()
    for path in ("/metrics", "/dashboard"):
        forwarded = stranger.get(path, x_forwarded_for="127.0.0.1", x_real_ip="127.0.0.1")
        assert forwarded.headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("path", ["/", "/category/world", "/search?q=a", "/sources"])
def test_miniflux_fbbff63f_no_address_says_how_many(browser: Browser, path: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}limit=0&size=0&per_page=1000000"
    one, other = browser.get(path), browser.get(asked)
    assert one.status == other.status == 200
    assert one.text.count("<article") == other.text.count("<article")
