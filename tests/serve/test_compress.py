"""Texts are compressed for whoever takes that, and mean the same."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
from tests.serve.client import Browser
from tests.serve.fakes import app_of, full_store

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def plain() -> Browser:
    return Browser(app_of(full_store()))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("BR", "br")],
)
def test_a_page_is_the_same_and_weighs_a_fraction(plain: Browser, accepted: str, coding: str) -> None:
    whole = plain.get("/topics", accept_encoding="identity")
    packed = plain.get("/topics", accept_encoding=accepted)
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers["content-length"]) == len(packed.body) < len(whole.body) * 0.4
    assert "Accept-Encoding" in packed.headers["vary"]
    assert without_token(UNPACK[coding](packed.body).decode()) == without_token(whole.text)


def without_token(page: str) -> str:
    return re.sub(r'name="token" value="[^"]+"', "", page)


@pytest.mark.parametrize("accepted", ["", "identity", "deflate", "br;q=0", "gzip;q=0.0"])
def test_nobody_gets_what_they_do_not_take(plain: Browser, accepted: str) -> None:
    reply = plain.get("/topics", accept_encoding=accepted)
    assert "content-encoding" not in reply.headers
    assert reply.text.startswith("<!doctype html>")


def test_what_is_small_or_no_text_stays_as_it_is(plain: Browser) -> None:
    assert "content-encoding" not in plain.get("/healthz", accept_encoding="br").headers
    picture = re.search(r'src="(/image/[^"]+)"', plain.get("/?lang=all").text)
    assert picture
    assert "content-encoding" not in plain.get(picture[1], accept_encoding="br").headers


def test_design_and_scripts_are_compressed_too(plain: Browser) -> None:
    page = plain.get("/topics").text
    for kind in ("css", "js"):
        path = re.search(rf'"(/static/[^"]+[.]{kind})"', page)
        assert path
        assert plain.get(path[1], accept_encoding="br").headers["content-encoding"] == "br"


def test_breach_a_token_looks_another_way_on_every_page(plain: Browser) -> None:
    tokens = {plain.token() for _ in range(4)}
    assert len(tokens) == 4
    for token in tokens:
        assert plain.post("/preferences", {"theme": "dark", "token": token}, token=False).status == 303
    half = next(iter(tokens))[:64]
    for forged in (half, half * 2, "0" * 128, next(iter(tokens))[:-1] + "x"):
        assert plain.post("/preferences", {"theme": "dark", "token": forged}, token=False).status == 403
