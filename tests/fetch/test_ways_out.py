"""The ways out: by https with its certificates, and by an operator's proxy."""

import datetime as dt
import ssl

import pytest
from tests.certificates import certificate
from tests.fetch.doubles import Canary, Names, fetching, get, run
from tests.site import Reply, Site

from octavo.fetch import Fetch
from octavo.news.errors import ConnectionFailed, ForbiddenAddress
from octavo.ports import Ask

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


def secure(site: Site, trusted: str | None, **given) -> Fetch:
    """A client to which every name is the site's https."""
    names = Names(lambda host, times: [("127.0.0.1", site.tls_port)])
    tls = ssl.create_default_context(cafile=trusted)
    return fetching(site, routes={}, resolver=names, allow_networks=["127.0.0.0/8"], tls=tls, **given)


@pytest.mark.parametrize(
    ("name", "begins", "ends", "trust", "words"),
    [
        ("paper.news", NOW - DAY, NOW + DAY, True, None),
        ("paper.news", NOW - 9 * DAY, NOW - DAY, True, "certificate of paper.news has expired"),
        ("paper.news", NOW + DAY, NOW + 9 * DAY, True, "certificate of paper.news is not valid yet"),
        ("paper.news", NOW - DAY, NOW + DAY, False, "signed by the site itself"),
        ("other.news", NOW - DAY, NOW + DAY, True, "certificate of paper.news is for another name"),
    ],
    ids=["good", "expired TLS", "not yet valid", "self-signed TLS", "another name"],
)
def test_certificates(tmp_path, name, begins, ends, trust, words):
    context, trusted = certificate(tmp_path, name, begins, ends)
    with Site(tls=context) as site:
        site["https://paper.news/"] = Reply(b"secret")
        fetch = secure(site, trusted if trust else None)
        if words is None:
            assert get(fetch, "https://paper.news/").page.body == b"secret"
            return
        with pytest.raises(ConnectionFailed, match=words):
            get(fetch, "https://paper.news/")
        assert site.requests == []


def test_https_at_a_port_that_speaks_http(site):
    plain = Canary(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n")
    names = Names(lambda host, times: [("127.0.0.1", plain.port)])
    with pytest.raises(ConnectionFailed, match="no encrypted connection"):
        get(fetching(site, routes={}, resolver=names, allow_networks=["127.0.0.0/8"]), "https://paper.news/")
    plain.close()


@pytest.fixture
def https(tmp_path):
    context, trusted = certificate(tmp_path, "paper.news", NOW - DAY, NOW + DAY)
    with Site(tls=context) as site:
        yield site, trusted


@pytest.mark.parametrize("end", ["http://routed.test/", "http://routed.test/again"])
def test_https_to_http_is_followed_but_never_for_good(https, end):
    site, trusted = https
    site["https://paper.news/"] = Reply(status=301, location="http://routed.test/")
    site["http://routed.test/"] = Reply(b"plain") if end.endswith("/") else Reply(status=301, location="/again")
    site["http://routed.test/again"] = Reply(b"plain")
    names = Names(lambda host, times: [("127.0.0.1", site.tls_port)])
    tls = ssl.create_default_context(cafile=trusted)
    answer = get(fetching(site, resolver=names, allow_networks=["127.0.0.0/8"], tls=tls), "https://paper.news/")
    assert (answer.page.final_url, answer.page.body) == (end, b"plain")
    assert answer.permanent is None


class TestProxy:
    def test_http_goes_in_absolute_form(self, site):
        site["http://paper.news/a?b"] = Reply(b"news", coding="gzip", etag='"1"')
        answer = get(fetching(site, proxy=site.proxy), "http://paper.news/a?b")
        assert answer.page.body == b"news"
        assert site.requests[0].proxied
        assert site.requests[0].header("Host") == "paper.news"

    def test_names_are_looked_up_by_the_proxy_alone(self, site):
        site["http://paper.news/"] = Reply(b"news")
        names = Names(lambda host, times: pytest.fail(f"{host} was looked up"))
        get(fetching(site, proxy=site.proxy, resolver=names), "http://paper.news/")
        assert names.asked == []

    def test_https_goes_through_a_tunnel(self, https):
        site, trusted = https
        site["https://paper.news/"] = Reply(b"secret")
        tls = ssl.create_default_context(cafile=trusted)
        assert get(fetching(site, proxy=site.proxy, tls=tls), "https://paper.news/").page.body == b"secret"
        assert [request.method for request in site.requests] == ["CONNECT", "GET"]

    def test_a_tunnel_that_is_not_made_is_told(self, site):
        with pytest.raises(ConnectionFailed, match=r"the proxy does not connect to paper\.news \(HTTP 502\)"):
            get(fetching(site, proxy=site.proxy), "https://paper.news/")

    def test_a_proxy_that_is_down_is_told(self, site, canary):
        canary.close()
        with pytest.raises(ConnectionFailed, match="the proxy refuses connections"):
            get(fetching(site, proxy=f"http://127.0.0.1:{canary.port}"), "http://paper.news/")

    def test_its_password_goes_to_it_and_not_to_the_sites(self, site):
        site["http://paper.news/"] = Reply(b"news")
        proxy = site.proxy.replace("//", "//reader:secret@")
        get(fetching(site, proxy=proxy), "http://paper.news/")
        assert site.requests[0].header("Proxy-Authorization") == "Basic cmVhZGVyOnNlY3JldA=="
        assert site.requests[0].header("Authorization") is None

    def test_routes_come_first(self, site):
        site["http://paper.test/"] = Reply(b"local")
        assert get(fetching(site, proxy="http://127.0.0.1:9"), "http://paper.test/").page.body == b"local"
        assert not site.requests[0].proxied

    @pytest.mark.parametrize(
        "location", ["http://127.0.0.1/", "http://nas.local/", "http://mail.news:25/", "ftp://x.news/"]
    )
    def test_redirects_inward_are_not_sent_on(self, site, location):
        site["http://paper.news/"] = Reply(status=302, location=location)
        with pytest.raises(ForbiddenAddress):
            get(fetching(site, proxy=site.proxy), "http://paper.news/")
        assert len(site.requests) == 1

    def test_an_allowed_network_may_be_asked_by_it(self, site):
        site["http://10.1.2.3/"] = Reply(b"inside")
        fetch = fetching(site, proxy=site.proxy, allow_networks=["10.1.0.0/16"])
        assert get(fetch, "http://10.1.2.3/").page.body == b"inside"

    def test_pace_and_robots_hold_through_it(self, site):
        site["http://paper.news/robots.txt"] = Reply(b"User-agent: *\nDisallow: /no")
        site["http://paper.news/yes"] = Reply(b"yes")

        async def main(client: Fetch) -> bytes:
            return (await client.get(Ask("http://paper.news/yes", obey_robots=True))).page.body

        assert run(fetching(site, proxy=site.proxy), main) == b"yes"
        assert [request.path for request in site.requests] == ["/robots.txt", "/yes"]


class TestRoutes:
    @pytest.mark.parametrize("host", ["paper.example", "www.paper.example", "example"])
    def test_a_suffix_covers_what_is_under_it(self, site, host):
        site[f"http://{host}/"] = Reply(b"sample")
        assert get(fetching(site), f"http://{host}/").page.body == b"sample"
        assert site.requests[0].header("Host") == host

    @pytest.mark.parametrize("host", ["paperexample", "example.news", "paper.example.news"])
    def test_and_nothing_else(self, site, host):
        fetch = fetching(site, resolver=Names(lambda host, times: [("127.0.0.1", site.port)]))
        with pytest.raises(ForbiddenAddress):
            get(fetch, f"http://{host}/")
        assert site.requests == []

    def test_a_route_opens_nothing_else_at_its_address(self, site):
        with pytest.raises(ForbiddenAddress):
            get(fetching(site), f"http://127.0.0.1:{site.port}/")
