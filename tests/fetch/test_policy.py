"""The address policy, as a pure function."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.fetch.policy import carried_ipv4, networks, refusal, refusal_by_name

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "151.101.0.81", "172.15.255.255", "172.32.0.1", "192.167.255.255",
    "100.63.0.1",
    "100.128.0.1", "169.253.1.1", "198.17.1.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1",
    "2001:200::1", "2001:4860:4860::8888", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8",
]  # fmt: skip

PRIVATE = {
    "0.0.0.0": "this network", "0.1.2.3": "this network", "10.0.0.1": "private", "100.64.0.1": "provider",
    "100.100.100.200": "metadata", "127.0.0.1": "this machine", "127.255.255.254": "this machine",
    "168.63.129.16": "metadata", "169.254.169.254": "metadata", "169.254.1.1": "link-local", "172.16.0.1": "private",
    "172.31.255.255": "private", "192.0.0.192": "protocols", "192.0.2.1": "documentation", "192.88.99.1": "relay",
    "192.168.255.255": "private", "198.18.0.1": "benchmarks", "198.19.255.255": "benchmarks",
    "198.51.100.1": "documentation", "203.0.113.1": "documentation", "224.0.0.1": "multicast",
    "239.255.255.250": "multicast", "240.0.0.1": "reserved", "255.255.255.255": "broadcast",
    "::": "this machine", "::1": "this machine", "::127.0.0.1": "this machine", "::ffff:10.0.0.1": "private",
    "::ffff:0:192.168.0.1": "private", "64:ff9b::127.0.0.1": "this machine", "64:ff9b::169.254.169.254": "metadata",
    "64:ff9b:1::8.8.8.8": "local", "2002:7f00:1::": "this machine", "2002:c0a8:1::1": "private",
    "2001:0:808:808:8000:63bf:80ff:fffe": "this machine", "2001:0:7f00:1:8000:63bf:f7f7:f7f7": "this machine",
    "2a00::5efe:10.0.0.1": "private", "2a00::200:5efe:10.0.0.1": "private", "100::1": "black hole",
    "2001:2::1": "protocols", "2001:10::1": "protocols", "2001:db8::1": "documentation", "3fff::1": "documentation",
    "fc00::1": "private", "fd00:ec2::254": "private", "fe80::1": "link-local", "fe80::1%eth0": "link-local",
    "fec0::1": "site-local", "ff02::1": "multicast", "5f00::1": "outside", "4000::1": "outside", "200::1": "outside",
}  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_reached(address):
    assert refusal(address, 443) is None


@pytest.mark.parametrize(("address", "word"), PRIVATE.items())
def test_special_addresses_may_not_and_the_reason_says_why(address, word):
    reason = refusal(address, 443)
    assert reason is not None
    assert word in reason


@given(st.ip_addresses(v=4))
def test_what_passes_is_global_to_the_standard_library_too(address):
    if refusal(address, 80) is None:
        assert address.is_global
        assert not address.is_multicast


EMBEDDINGS = {
    "mapped": lambda number: 0xFFFF << 32 | number,
    "compatible": lambda number: number,
    "translated": lambda number: 0xFFFF << 48 | number,
    "nat64": lambda number: 0x64FF9B << 96 | number,
    "6to4": lambda number: 0x2002 << 112 | number << 80 | 1,
    "teredo client": lambda number: 0x20010000 << 96 | 0x08080808 << 64 | (~number & 0xFFFFFFFF),
    "teredo server": lambda number: 0x20010000 << 96 | number << 64 | 0xF7F7F7F7,
    "isatap": lambda number: 0x2A00 << 112 | 0x5EFE << 32 | number,
}


@pytest.mark.parametrize("embed", EMBEDDINGS.values(), ids=EMBEDDINGS.keys())
@given(st.integers(2, 2**32 - 1))
def test_an_address_that_carries_another_is_judged_by_it(embed, number):
    inner = ipaddress.IPv4Address(number)
    outer = ipaddress.IPv6Address(embed(number))
    assert inner in carried_ipv4(outer)
    assert (refusal(outer, 443) is None) == (refusal(inner, 443) is None)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 8000, 3000, 1024, 65535])
def test_web_ports_are_open(port):
    assert refusal("8.8.8.8", port) is None


@pytest.mark.parametrize(
    "port", [0, 1, 21, 22, 25, 53, 110, 143, 389, 445, 993, 1023, 2049, 5060, 6000, 6379, 6667, 11211]
)
def test_ports_of_other_protocols_are_not(port):
    assert "port" in (refusal("8.8.8.8", port) or "")


def test_an_allowed_network_frees_its_addresses_ports_and_carriers_and_no_others():
    allowed = networks(["10.1.0.0/16", "fd00:1::/32"])
    for address in ("10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "fd00:1::9"):
        assert refusal(address, 22, allowed) is None
    for address in ("10.2.0.1", "127.0.0.1", "fd00:2::1"):
        assert refusal(address, 443, allowed)


@pytest.mark.parametrize(
    "name",
    ["localhost", "a.localhost", "localhost.", "printer", "nas.local", "db.internal", "metadata.google.internal",
     "x.lan",
     "router.home.arpa", "1.0.0.127.in-addr.arpa", "x.home", "x.corp", "x.intranet", "x.private", "x.localdomain",
     "x.test",
     "", "."],
)  # fmt: skip
def test_names_that_only_mean_something_locally_are_not_sent_to_a_proxy(name):
    assert refusal_by_name(name, 80)


@pytest.mark.parametrize("name", ["www.bbc.co.uk", "news.example.org", "local.news", "internal-affairs.com", "8.8.8.8"])
def test_other_names_are(name):
    assert refusal_by_name(name, 80) is None
    assert refusal_by_name(name, 25)


@given(st.text(max_size=30))
def test_no_name_is_too_strange_to_be_judged(name):
    assert refusal_by_name(name, 80) is None or isinstance(refusal_by_name(name, 80), str)
