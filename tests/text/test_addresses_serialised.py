"""The quick way past the address parser must give what the parser gives."""

from __future__ import annotations

import ada_url
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.news.errors import AddressError
from octavo.text.addresses import canonical_url, host_of, identity_key, web_url

_PIECES = ["a", "B7", ".", "..", "/", "//", "%", "%2e", "%2E", "%41", "-", "~", "!", "$", "(", "'", "*", "+", ";",
    ":", "@",
           "=", "&", "?", "xn--", "c.html", "|", "^", "é", " ", "\\"]  # fmt: skip
_HOSTS = [
    "a.example",
    "x-y.example.co",
    "A.example",
    "xn--a.example",
    "1.2.3.4",
    "a--b.de",
    "0x1.com",
    "a.0x1",
    "a.xn--p1ai",
]


@settings(max_examples=400)
@given(st.sampled_from(["http", "https"]), st.sampled_from(_HOSTS), st.lists(st.sampled_from(_PIECES), max_size=12))
def test_the_quick_way_agrees_with_the_standard(scheme: str, host: str, pieces: list[str]) -> None:
    text = f"{scheme}://{host}/{''.join(pieces)}".strip()
    try:
        parsed = ada_url.URL(text)
    except ValueError:
        return
    if not parsed.username and not parsed.password:
        assert web_url(text) == parsed.href


@settings(max_examples=400)
@given(
    st.sampled_from(["http://", "https://", "http://www."]),
    st.sampled_from([*_HOSTS, "255.1.0.10", "256.1.1.1", "1.2.3", "01.2.3.4", "[::1]"]),
    st.sampled_from(["", ":8080", ":443"]),
    st.lists(st.sampled_from(_PIECES), max_size=8),
)
def test_host_and_key_are_the_standards(scheme: str, host: str, port: str, pieces: list[str]) -> None:
    try:
        url = web_url(f"{scheme}{host}{port}/{''.join(pieces)}")
    except AddressError:
        return
    assert host_of(url) == ada_url.URL(url).hostname
    parts = ada_url.URL(canonical_url(url))
    assert identity_key(url) == f"{parts.host.removeprefix('www.')}{parts.pathname.rstrip('/')}{parts.search}"


def test_a_fragment_is_dropped_either_way() -> None:
    assert web_url("https://a.example/b#c") == "https://a.example/b"
