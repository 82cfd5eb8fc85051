"""Every way of writing a private address × every way of getting there: nothing private is reached.

A canary listens on every address of this machine; it must see nobody. The last test shows that it would.
"""

import socket
from ipaddress import ip_address

import pytest
from tests.fetch.doubles import Names, fetching, get, run
from tests.site import Reply, Site

from octavo.fetch import Fetch
from octavo.news.errors import ConnectionFailed, ForbiddenAddress
from octavo.ports import Ask
from octavo.text.addresses import host_of, web_url_or_none

HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F000001", "0x7f.1", "0177.0.0.1", "0177.1",
    "017700000001", "0x7f.0x0.0x0.0x1", "0x7f.0.0.1", "127.0.0.1.", "127.000.000.001", "127.255.255.254",
    "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127%2e0%2e0%2e1", "%31%32%37.0.0.1", "127.0.0.%31",
    "0", "0.0.0.0", "00.00.00.00", "0x0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::0.0.0.1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]", "[::127.0.0.1]", "[::7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]",
    "[2001:0:808:808:8000:63bf:80ff:fffe]", "[2001:0:7f00:1:8000:63bf:f7f7:f7f7]", "[2a00::5efe:7f00:1]",
    "[2a00::200:5efe:7f00:1]", "localhost", "LOCALHOST", "localhost.", "feeds.localhost", "%6c%6f%63alhost",
    "ⓛocalhost",
    "loc\tal\nhost", "printer", "nas.local", "router.home.arpa", "metadata.google.internal",
    "10.0.0.1", "10.255.255.255", "167772161", "172.16.0.1", "172.31.255.255", "192.168.0.1", "0xc0a80001",
    "3232235521",
    "169.254.169.254", "2852039166", "0xa9fea9fe", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.254.1.1",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "0xffffffff",
    "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[64:ff9b::10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:a00:1::]",
    "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[100::1]",
    "[2001:2::1]", "[5f00::1]",
]  # fmt: skip

WHOLE = [
    "http://news.example.org@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@news.example.org/",
    "http:\\\\127.0.0.1:{port}\\", "http:///127.0.0.1:{port}/", "https://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/#@news.example.org", "  http://127.0.0.1:{port}/  ",
    "file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:{port}/_x", "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/x", "data:text/html,x", "javascript:alert(1)", "unix:///run/docker.sock", "ws://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}!/", "view-source:http://127.0.0.1:{port}/",
]  # fmt: skip

FORMS = [f"http://{host}:{{port}}/" for host in HOSTS] + WHOLE
WITHOUT_SLASHES = "http:127.0.0.1:{port}"
"""In a redirect this means a path at the same host, as in browsers."""

LOCAL = [("127.0.0.1", None), ("::1", None)]


def refused(fetch: Fetch, url: str, canary, **ask):
    with pytest.raises(ForbiddenAddress) as caught:
        get(fetch, url, **ask)
    assert not caught.value.transient
    assert canary.visits == 0


def anywhere_local() -> Names:
    return Names(lambda host, times: LOCAL)


@pytest.mark.parametrize("form", [*FORMS, WITHOUT_SLASHES])
def test_direct(form, site, canary):
    refused(fetching(site, resolver=anywhere_local()), form.format(port=canary.port), canary)


@pytest.mark.parametrize("form", FORMS)
class TestNothingPrivate:
    def test_by_redirect(self, form, site, canary):
        site["http://outside.test/"] = Reply(status=302, location=form.format(port=canary.port))
        refused(fetching(site, resolver=anywhere_local()), "http://outside.test/", canary)
        assert site.count("http://outside.test/") == 1

    def test_by_robots_and_redirect(self, form, site, canary):
        site["http://outside.test/robots.txt"] = Reply(b"User-agent: *\nAllow: /", type="text/plain")
        site["http://outside.test/"] = Reply(status=301, location=form.format(port=canary.port))
        refused(fetching(site, resolver=anywhere_local()), "http://outside.test/", canary, obey_robots=True)

    def test_through_a_proxy(self, form, site, canary):
        refused(fetching(site, proxy=site.proxy), form.format(port=canary.port), canary)
        assert site.requests == []


def addresses() -> list[str]:
    """The addresses behind the forms that are literal."""
    found = []
    for form in FORMS:
        url = web_url_or_none(form.format(port=8080))
        try:
            found.append(str(ip_address(host_of(url or "x:").strip("[]"))))
        except ValueError:
            continue
    return sorted(set(found))


@pytest.mark.parametrize("address", addresses())
def test_rebinding(address, site, canary):
    """A name that leads outside when first asked and inward the next time."""

    async def twice(client: Fetch) -> bytes:
        body = (await client.get(Ask("http://rebind.news/"))).page.body
        with pytest.raises(ForbiddenAddress):
            await client.get(Ask("http://rebind.news/"))
        return body

    with Site(host="127.0.0.2") as outside:  # stands for the outside: the operator allows it
        outside["http://rebind.news/"] = Reply(b"outside")
        names = Names(lambda host, times: [("127.0.0.2", outside.port)] if times == 1 else [(address, canary.port)])
        fetch = fetching(site, routes={}, resolver=names, allow_networks=["127.0.0.2/32"])
        assert run(fetch, twice) == b"outside"
    assert names.asked == ["rebind.news", "rebind.news"]
    assert canary.visits == 0


def test_a_name_with_a_public_and_a_private_address_is_only_tried_at_the_public_one(site, canary):
    with Site(host="127.0.0.2") as outside:
        outside["http://both.news/"] = Reply(b"outside")
        names = Names(
            lambda host, times: [("127.0.0.1", canary.port), ("127.0.0.2", outside.port), ("::1", canary.port)]
        )
        fetch = fetching(site, routes={}, resolver=names, allow_networks=["127.0.0.2/32"])
        assert get(fetch, "http://both.news/").page.body == b"outside"
    assert canary.visits == 0


def test_a_name_with_two_private_addresses_is_called_forbidden_not_broken(site, canary):
    refused(fetching(site, routes={}, resolver=anywhere_local()), f"http://inside.news:{canary.port}/", canary)


def test_an_odd_port_of_a_public_address_is_not_dialled(site):
    names = Names(lambda host, times: [("8.8.8.8", None)])
    with pytest.raises(ForbiddenAddress, match="port 25"):
        get(fetching(site, routes={}, resolver=names), "http://mail.news:25/")


def test_the_matrix_is_as_large_as_promised():
    assert len(set(FORMS)) >= 100
    assert len(addresses()) >= 50


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "[::ffff:127.0.0.1]", "anything.news"])
def test_the_canary_would_have_seen_it(host, site, canary):
    if host == "[::1]" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    fetch = fetching(site, routes={}, resolver=anywhere_local(), allow_networks=["0.0.0.0/0", "::/0"])
    with pytest.raises(ConnectionFailed):  # it hangs up
        get(fetch, f"http://{host}:{canary.port}/")
    assert canary.visits > 0
