"""The client against a site: what is asked, what is answered, what is said when it goes wrong."""

import asyncio
import json
import socket
import threading
import tracemalloc
from datetime import UTC, datetime

import pytest
from tests.fetch.doubles import FakeTime, Names, fetching, get, paced, run
from tests.site import Reply, pack

from octavo.fetch import Fetch, user_agent
from octavo.news.errors import (
    ConnectionFailed,
    FetchError,
    ForbiddenAddress,
    HostBusy,
    HttpStatus,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from octavo.ports import Ask

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PAGE = "http://paper.test/news"


class TestAsking:
    def test_the_answer_is_what_the_site_sent(self, site):
        site[PAGE] = Reply(b"<p>news</p>", etag='W/"a"', last_modified="Sun, 01 Mar 2026 11:00:00 GMT")
        answer = get(fetching(site, clock=lambda: NOW), PAGE)
        assert answer.page.body == b"<p>news</p>"
        assert (answer.page.url, answer.page.final_url, answer.page.status) == (PAGE, PAGE, 200)
        assert answer.page.etag == 'W/"a"'
        assert answer.page.last_modified == "Sun, 01 Mar 2026 11:00:00 GMT"
        assert answer.page.content_type == "text/html; charset=utf-8"
        assert answer.page.fetched == NOW
        assert (answer.not_modified, answer.permanent, answer.max_age, answer.retry_after) == (False, None, None, None)

    def test_politeness_no_cookies_referer_or_cruft(self, site):
        site[PAGE] = Reply(b"1", headers=[("Set-Cookie", "id=1; Path=/")])
        site["http://paper.test/moved"] = Reply(status=302, location=PAGE, headers=[("Set-Cookie", "id=2; Path=/")])

        async def thrice(client: Fetch) -> None:
            for _ in range(3):
                await client.get(Ask("http://paper.test/moved", accept="text/html"))

        run(fetching(site), thrice)
        assert len(site.requests) == 6
        for request in site.requests:
            assert {name for name, _ in request.headers} == {
                "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
            }  # fmt: skip

    def test_politeness_user_agent_names_a_contact(self, site):
        site[PAGE] = Reply(b"1")
        get(fetching(site, user_agent=user_agent("1.2", "https://news.test/about")), PAGE)
        assert site.requests[0].header("User-Agent") == "Octavo/1.2 (+https://news.test/about; news aggregator)"
        assert user_agent("1.2", "") == "Octavo/1.2 (self-hosted news aggregator)"

    def test_leak_environment_credentials_and_proxies_are_not_used(self, site, monkeypatch, tmp_path):
        (tmp_path / "netrc").write_text("machine paper.test login reader password secret\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        site[PAGE] = Reply(b"1")
        get(fetching(site), PAGE)
        assert site.requests[0].header("Authorization") is None

    def test_an_address_is_sent_as_it_is_written(self, site):
        path = "/a%2Fb/c;d=1/%E2%82%AC?q=a+b&x=%20&&y"
        site[f"http://paper.test{path}"] = Reply(b"1")
        assert get(fetching(site), f"http://paper.test{path}#part").page.body == b"1"

    def test_a_client_that_is_not_open_says_so(self, site):
        with pytest.raises(RuntimeError, match="async with"):
            asyncio.run(fetching(site).get(Ask(PAGE)))


class TestConditionalRequests:
    @pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "unquoted", '"with \\" quote"', '"été"', '""', "0"])
    def test_weak_etag_and_others_go_back_byte_exact(self, site, etag):
        site[PAGE] = Reply(b"1", etag=etag)

        async def twice(client: Fetch):
            first = await client.get(Ask(PAGE))
            return await client.get(Ask(PAGE, etag=first.page.etag))

        answer = run(fetching(site), twice)
        assert site.requests[1].header("If-None-Match") == etag
        assert answer.not_modified
        assert (answer.page.body, answer.page.etag, answer.page.status) == (b"", etag, 304)

    @pytest.mark.parametrize("date", ["Sun, 01 Mar 2026 11:00:00 GMT", "Fri, 01 Jan 2099 00:00:00 GMT", "yesterday"])
    def test_future_last_modified_and_others_go_back_byte_exact(self, site, date):
        site[PAGE] = Reply(b"1", last_modified=date)

        async def twice(client: Fetch):
            first = await client.get(Ask(PAGE))
            return await client.get(Ask(PAGE, last_modified=first.page.last_modified))

        answer = run(fetching(site), twice)
        assert site.requests[1].header("If-Modified-Since") == date
        assert answer.not_modified
        assert answer.page.last_modified == date

    def test_a_304_without_validators_keeps_those_asked_with(self, site):
        site[PAGE] = Reply(raw=b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=60\r\n\r\n")
        answer = get(fetching(site), PAGE, etag='"a"', last_modified="then")
        assert (answer.page.etag, answer.page.last_modified, answer.max_age) == ('"a"', "then", 60)

    def test_a_304_that_nobody_asked_for_is_an_error(self, site):
        site[PAGE] = Reply(raw=b"HTTP/1.1 304 Not Modified\r\n\r\n")
        with pytest.raises(HttpStatus, match="304"):
            get(fetching(site), PAGE)

    def test_constant_etag_with_changed_body_is_delivered_where_the_site_sends_it(self, site):
        same = [("ETag", '"x"')]
        site[PAGE] = [Reply(b"one", headers=same), Reply(b"two", headers=same)]

        async def twice(client: Fetch):
            return [await client.get(Ask(PAGE, etag='"x"')) for _ in range(2)]

        assert [answer.page.body for answer in run(fetching(site), twice)] == [b"one", b"two"]

    def test_an_etag_that_is_not_utf8_is_not_kept(self, site):
        site[PAGE] = Reply(
            raw=b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nContent-Type: text/\xe9\r\nContent-Length: 1\r\n\r\nx'
        )
        page = get(fetching(site), PAGE).page
        assert page.etag == ""
        page.content_type.encode()


class TestRedirects:
    @pytest.mark.parametrize(
        ("statuses", "lasting"),
        [([301], True), ([308], True), ([301, 308, 301], True), ([302], False), ([301, 302], False), ([303], False),
         ([307, 301], False)],
    )  # fmt: skip
    def test_301_is_permanent_where_every_hop_is(self, site, statuses, lasting):
        for number, status in enumerate(statuses):
            site[f"http://paper.test/{number}"] = Reply(status=status, location=f"/{number + 1}")
        end = f"http://paper.test/{len(statuses)}"
        site[end] = Reply(b"there")
        answer = get(fetching(site), "http://paper.test/0")
        assert (answer.page.url, answer.page.final_url, answer.page.body) == ("http://paper.test/0", end, b"there")
        assert answer.permanent == (end if lasting else None)

    @pytest.mark.parametrize(
        ("location", "final"),
        [
            ("/b", "http://paper.test/b"),
            ("b?c", "http://paper.test/b?c"),
            ("//other.test/x", "http://other.test/x"),
            ("/\\other.test/x", "http://other.test/x"),
            ("http://other.test", "http://other.test/"),
            ("/é#part", "http://paper.test/%C3%A9"),
        ],
    )
    def test_targets_are_resolved_as_browsers_do(self, site, location, final):
        site["http://paper.test/a"] = Reply(status=302, location=location)
        site[final] = Reply(b"there")
        assert get(fetching(site), "http://paper.test/a").page.final_url == final

    def test_redirect_chain_of_five_is_followed_and_of_six_is_not(self, site):
        for number in range(6):
            site[f"http://paper.test/{number}"] = Reply(status=302, location=f"/{number + 1}")
        site["http://paper.test/6"] = Reply(b"there")
        assert get(fetching(site), "http://paper.test/1").page.body == b"there"
        with pytest.raises(TooManyRedirects, match="more than 5 times"):
            get(fetching(site), "http://paper.test/0")

    @pytest.mark.parametrize("length", [1, 2, 3])
    def test_redirect_loop_is_told_at_once(self, site, length):
        for number in range(length):
            site[f"http://paper.test/{number}"] = Reply(status=302, location=f"/{(number + 1) % length}")
        with pytest.raises(TooManyRedirects, match="circle"):
            get(fetching(site), "http://paper.test/0")
        assert len(site.requests) == length

    def test_a_redirect_to_nowhere_is_an_error(self, site):
        site[PAGE] = Reply(status=301)
        with pytest.raises(HttpStatus, match="without saying where"):
            get(fetching(site), PAGE)

    @pytest.mark.parametrize("location", ["file:///etc/passwd", "http://user:pw@paper.test/", "http://", "x" * 5000])
    def test_ghsa_496x_437q_h35q_redirects_to_what_is_no_web_address(self, site, location):
        site[PAGE] = Reply(status=302, location=f"http://paper.test/{location}" if location[0] == "x" else location)
        with pytest.raises(ForbiddenAddress):
            get(fetching(site), PAGE)

    def test_validators_go_along_every_hop(self, site):
        site[PAGE] = Reply(status=301, location="/there")
        site["http://paper.test/there"] = Reply(b"1", etag='"1"')
        answer = get(fetching(site), PAGE, etag='"1"')
        assert answer.not_modified
        assert answer.permanent == "http://paper.test/there"

    def test_a_large_body_of_a_redirect_is_not_read(self, site):
        site[PAGE] = Reply(b"x" * 65536, status=302, location="/there", endless=True)
        site["http://paper.test/there"] = Reply(b"there")
        assert get(fetching(site), PAGE, seconds=5).page.body == b"there"


class TestStatuses:
    @pytest.mark.parametrize(
        ("status", "words", "transient"),
        [
            (410, "has removed this for good", False),
            (404, "has no such page", False),
            (403, "does not let us read this", False),
            (401, "sign-in", False),
            (451, "legal reasons", False),
            (429, "too many requests", True),
            (503, "overloaded", True),
            (500, "internal fault", True),
            (418, "answers with an error", False),
            (599, "has a fault", True),
        ],
    )
    def test_410_stop_404_backoff_and_others_in_words(self, site, status, words, transient):
        site[PAGE] = Reply(b"sorry", status=status)
        with pytest.raises(HttpStatus, match=words) as caught:
            get(fetching(site), PAGE)
        assert caught.value.status == status
        assert caught.value.transient is transient
        assert str(caught.value).startswith("paper.test ")

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize("value", ["120", "Sun, 01 Mar 2026 12:02:00 GMT"], ids=["seconds form", "date form"])
    def test_429_503_retry_after(self, site, status, value):
        site[PAGE] = Reply(status=status, headers=[("Retry-After", value)])
        with pytest.raises(HttpStatus) as caught:
            get(fetching(site, clock=lambda: NOW), PAGE)
        assert caught.value.retry_after == 120

    def test_bot_challenge_403_is_described(self, site):
        site[PAGE] = Reply(b"<title>Just a moment...</title>", status=403, coding="gzip")
        with pytest.raises(HttpStatus, match=r"robot check \(Cloudflare\) instead of the page"):
            get(fetching(site), PAGE)

    def test_a_robot_check_dressed_as_success_is_none(self, site):
        site[PAGE] = Reply(b"<script>", headers=[("cf-mitigated", "challenge")])
        with pytest.raises(HttpStatus, match="robot check"):
            get(fetching(site), PAGE)

    @pytest.mark.parametrize(
        ("value", "seconds"),
        [("max-age=300", 300), ("max-age=0", 0), ("max-age=315360000", 604800), ("no-cache", 0), ("private", None)],
        ids=["max-age", "max-age 0", "max-age 10 years (clamp)", "no-cache", "none"],
    )
    def test_cache_control(self, site, value, seconds):
        site[PAGE] = Reply(b"1", headers=[("Cache-Control", value)])
        assert get(fetching(site), PAGE).max_age == seconds

    def test_empty_200(self, site):
        site[PAGE] = Reply(b"")
        assert get(fetching(site), PAGE).page.body == b""

    def test_an_error_body_is_not_swallowed_whole(self, site):
        site[PAGE] = Reply(b"x" * 65536, status=404, endless=True)
        with pytest.raises(HttpStatus, match="404"):
            get(fetching(site), PAGE, seconds=5)

    def test_an_error_with_a_damaged_body_is_that_error(self, site):
        site[PAGE] = Reply(b"not gzip", status=410, coding="gzip", packed=True)
        with pytest.raises(HttpStatus, match="410"):
            get(fetching(site), PAGE)


class TestLimits:
    @pytest.mark.parametrize("coding", ["", "gzip", "deflate", "br", "zstd"])
    def test_codings_are_undone(self, site, coding):
        body = bytes(range(256)) * 500
        site[PAGE] = Reply(body, coding=coding, chunked=True)
        assert get(fetching(site), PAGE).page.body == body

    def test_the_limit_is_exact(self, site):
        site[PAGE] = Reply(b"x" * 1000)
        assert len(get(fetching(site), PAGE, max_bytes=1000).page.body) == 1000
        with pytest.raises(TooLarge, match="more than 999 bytes"):
            get(fetching(site), PAGE, max_bytes=999)

    @pytest.mark.parametrize("how", ["announced", "chunked", "endless", "packed"])
    def test_50_mb_feed_is_refused(self, site, how):
        if how == "announced":
            site[PAGE] = Reply(b"x", headers=[("Content-Length", str(50 << 20))])
        else:
            body = b"x" * (1 << 20)
            site[PAGE] = Reply(
                body, chunked=how == "chunked", endless=how == "endless", coding="br" * (how == "packed")
            )
        with pytest.raises(TooLarge):
            get(fetching(site), PAGE, max_bytes=1 << 19)

    @pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
    def test_ghsa_6mq8_rvhq_8wgg_zip_bomb(self, site, coding):
        bomb = pack(bytes(40 << 20), coding)
        site[PAGE] = Reply(bomb, coding=coding, packed=True)
        tracemalloc.start()
        with pytest.raises(TooLarge):
            get(fetching(site), PAGE, max_bytes=1 << 20)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 32 << 20

    def test_bomb_in_a_bomb(self, site):
        site[PAGE] = Reply(
            pack(pack(bytes(40 << 20), "gzip"), "gzip"), packed=True, headers=[("Content-Encoding", "gzip, gzip")]
        )
        with pytest.raises(TooLarge):
            get(fetching(site), PAGE, max_bytes=1 << 20)

    def test_bomb_in_an_error_page(self, site):
        site[PAGE] = Reply(pack(bytes(40 << 20), "gzip"), status=403, coding="gzip", packed=True)
        with pytest.raises(HttpStatus, match="403"):
            get(fetching(site), PAGE)

    @pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
    def test_truncated_body(self, site, coding):
        packed = pack(json.dumps(list(range(5000))).encode(), coding)
        site[PAGE] = Reply(packed[:-10], coding=coding, packed=True)
        with pytest.raises(ConnectionFailed, match="broke off"):
            get(fetching(site), PAGE)

    @pytest.mark.parametrize("reply", [
        Reply(b"x" * 1000, cut=500), Reply(b"x" * 1000, cut=500, chunked=True), Reply(b"x" * 1000, cut=0),
    ], ids=["length", "chunked", "nothing"])  # fmt: skip
    def test_a_connection_that_ends_early(self, site, reply):
        site[PAGE] = reply
        with pytest.raises(ConnectionFailed, match=r"paper\.test broke off"):
            get(fetching(site), PAGE)

    def test_http2_reset_and_its_like_midway(self, site):
        site[PAGE] = Reply(b"x" * 200_000, cut=100_000, reset=True)
        with pytest.raises(ConnectionFailed, match="broke off"):
            get(fetching(site), PAGE)

    def test_gzip_lying_about_length(self, site):
        packed = bytearray(pack(b"news" * 1000, "gzip"))
        packed[-4:] = bytes(4)
        site[PAGE] = Reply(bytes(packed), coding="gzip", packed=True)
        with pytest.raises(ConnectionFailed, match="damaged"):
            get(fetching(site), PAGE)

    def test_a_coding_nobody_asked_for(self, site):
        site[PAGE] = Reply(b"x", headers=[("Content-Encoding", "compress")])
        with pytest.raises(ConnectionFailed, match="nobody asked for"):
            get(fetching(site), PAGE)

    @pytest.mark.parametrize("reply", [
        Reply(b"x" * 1000, dribble=0.02), Reply(delay=30), Reply(b"x" * 1000, chunked=True, dribble=0.02),
        Reply(b"x" * 1000, status=404, dribble=0.02),
    ], ids=["dribbled bytes", "silence", "dribbled chunks", "dribbled error"])  # fmt: skip
    def test_cve_2023_36461_slow_bodies(self, site, reply):
        site[PAGE] = reply
        with pytest.raises(TooSlow, match=r"whole answer within 0\.3 s"):
            get(fetching(site), PAGE, seconds=0.3)

    def test_the_deadline_covers_all_redirects_together(self, site):
        for number in range(5):
            site[f"http://paper.test/{number}"] = Reply(status=302, location=f"/{number + 1}", delay=0.15)
        with pytest.raises(TooSlow):
            get(fetching(site), "http://paper.test/0", seconds=0.3)
        assert 2 <= len(site.requests) <= 3

    @pytest.mark.parametrize("head", [
        b"X: " + b"x" * 70_000, b"\r\n".join(b"X-%d: x" % number for number in range(5000)),
    ], ids=["long", "many"])  # fmt: skip
    def test_headers_beyond_measure(self, site, head):
        site[PAGE] = Reply(raw=b"HTTP/1.1 200 OK\r\n" + head + b"\r\nContent-Length: 1\r\n\r\nx")
        with pytest.raises(TooLarge, match="headers"):
            get(fetching(site), PAGE)

    def test_headers_of_real_publishers_pass(self, site):
        site[PAGE] = Reply(b"1", headers=[("Content-Security-Policy", "x " * 10_000)])
        assert get(fetching(site), PAGE).page.body == b"1"

    def test_provisional_answers_without_end_are_under_the_deadline(self, site):
        site[PAGE] = Reply(raw=b"HTTP/1.1 103 Early Hints\r\n\r\n" * 2000)
        with pytest.raises((ConnectionFailed, TooSlow)):
            get(fetching(site), PAGE, seconds=2)


class TestFailures:
    @pytest.mark.parametrize(
        "raw", [b"SSH-2.0-OpenSSH_9.2\r\n", b"\x16\x03\x01\x02", b"HTTP/1.1 abc\r\n\r\n", b"<html>hello"]
    )
    def test_what_is_not_http_is_said_to_be_none(self, site, raw):
        site[PAGE] = Reply(raw=raw)
        with pytest.raises(ConnectionFailed, match=r"not HTTP|without an answer|broke off"):
            get(fetching(site), PAGE)

    def test_an_answer_of_nothing(self, site):
        site[PAGE] = Reply(raw=b"")
        with pytest.raises(ConnectionFailed, match=r"paper\.test closed the connection without an answer"):
            get(fetching(site), PAGE)

    def test_refused(self, site, canary):
        canary.close()
        fetch = fetching(site, routes={"test": ("127.0.0.1", canary.port)})
        with pytest.raises(ConnectionFailed, match=r"paper\.test refuses connections") as caught:
            get(fetch, PAGE)
        assert caught.value.transient
        assert caught.value.subject == PAGE

    def test_name_not_found(self, site):
        fetch = fetching(site, routes={}, resolver=Names(lambda host, times: []))
        with pytest.raises(ConnectionFailed, match="no host of the name gone\\.news") as caught:
            get(fetch, "http://gone.news/")
        assert "spelling" in caught.value.advice

    def test_names_are_looked_up_by_the_system_and_then_judged(self, site):
        with pytest.raises(ForbiddenAddress, match="this machine itself"):
            get(fetching(site, routes={}), f"http://localhost:{site.port}/")
        assert site.requests == []

    def test_a_looked_up_name_is_reached_where_its_network_is_allowed(self, site):
        site[f"http://localhost:{site.port}/"] = Reply(b"news")
        fetch = fetching(site, routes={}, allow_networks=["127.0.0.0/8"])
        assert get(fetch, f"http://localhost:{site.port}/").page.body == b"news"

    def test_a_lookup_that_hangs_is_under_the_deadline_and_holds_up_nobody(self, site, monkeypatch):
        """Every thread for lookups hangs; a request by address goes through."""
        hanging = threading.Event()

        def slow(*_args, **_options):
            hanging.wait(5)
            raise socket.gaierror(socket.EAI_AGAIN, "later")

        monkeypatch.setattr(socket, "getaddrinfo", slow)
        site[f"http://127.0.0.1:{site.port}/"] = Reply(b"news")

        async def main(client: Fetch) -> bytes:
            stuck = [asyncio.create_task(client.get(Ask(f"http://{n}.news/", seconds=0.3))) for n in range(40)]
            await asyncio.sleep(0)
            body = (await client.get(Ask(f"http://127.0.0.1:{site.port}/", seconds=5))).page.body
            for outcome in await asyncio.gather(*stuck, return_exceptions=True):
                assert isinstance(outcome, TooSlow)
            return body

        try:
            assert run(fetching(site, routes={}, allow_networks=["127.0.0.0/8"]), main) == b"news"
        finally:
            hanging.set()

    def test_a_name_that_cannot_be_looked_up_just_now(self, site, monkeypatch):
        def later(*_args, **_options):
            raise socket.gaierror(socket.EAI_AGAIN, "later")

        monkeypatch.setattr(socket, "getaddrinfo", later)
        with pytest.raises(ConnectionFailed, match="could not be looked up just now"):
            get(fetching(site, routes={}), "http://paper.news/")

    def test_a_name_that_no_resolver_takes(self, site):
        with pytest.raises(ConnectionFailed, match="no host of the name"):
            get(fetching(site, routes={}), f"http://{'a' * 70}.news/")

    def test_https_of_a_routed_host_is_refused(self, site):
        with pytest.raises(ForbiddenAddress, match="only read by http"):
            get(fetching(site), "https://paper.test/")

    def test_every_failure_names_its_address(self, site):
        site[PAGE] = Reply(status=500)
        with pytest.raises(FetchError) as caught:
            get(fetching(site), PAGE)
        assert caught.value.subject == PAGE


class TestCourtesy:
    def test_one_connection_per_host_a_pace_apart_in_any_number_of_requests(self, site):
        time = FakeTime()
        site["http://a.news/*"] = Reply(b"1", headers=[("x", "y")])
        for number in range(6):
            site[f"http://a.news/{number}"] = Reply(b"1", delay=0.005)

        async def all_at_once(client: Fetch):
            return await asyncio.gather(*(client.get(Ask(f"http://a.news/{number}")) for number in range(6)))

        answers = run(paced(site, time), all_at_once)
        assert len(answers) == 6
        assert site.most_at_once["a.news"] == 1
        assert time.now == pytest.approx(1005.0)

    def test_redirects_keep_the_pace_of_every_host_they_lead_to(self, site):
        time = FakeTime()
        site["http://a.news/0"] = Reply(status=301, location="/1")
        site["http://a.news/1"] = Reply(status=301, location="http://b.news/")
        site["http://b.news/"] = Reply(b"1")
        assert get(paced(site, time), "http://a.news/0").page.body == b"1"
        assert time.slept == pytest.approx([1.0])

    def test_one_slow_host_starves_nobody(self, site):
        """Two connections in all; ten requests wait for a host that does not answer; all others are served."""
        site["http://slow.news/*"] = Reply(b"1", delay=0.6)
        for number in range(20):
            site[f"http://quick{number}.news/"] = Reply(b"1")

        async def main(client: Fetch):
            slow = [asyncio.create_task(client.get(Ask(f"http://slow.news/{number}"))) for number in range(5)]
            await asyncio.sleep(0.05)
            began = asyncio.get_running_loop().time()
            for number in range(20):
                await client.get(Ask(f"http://quick{number}.news/"))
            took = asyncio.get_running_loop().time() - began
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
            return took

        assert run(paced(site, FakeTime(), connections=2, host_pace=0.0), main) < 0.5

    @pytest.mark.parametrize("status", [429, 503])
    def test_retry_after_is_obeyed_by_every_further_request_to_the_host(self, site, status):
        time = FakeTime()
        site["http://a.news/1"] = Reply(status=status, headers=[("Retry-After", "600")])
        for url in ("http://a.news/2", "http://b.news/"):
            site[url] = Reply(b"1")

        async def main(client: Fetch):
            with pytest.raises(HttpStatus):
                await client.get(Ask("http://a.news/1"))
            with pytest.raises(HostBusy) as caught:
                await client.get(Ask("http://a.news/2"))
            assert 600 <= caught.value.retry_after <= 602
            await client.get(Ask("http://b.news/"))
            assert site.count("http://a.news/2") == 0
            time.now += 600
            return await client.get(Ask("http://a.news/2"))

        assert run(paced(site, time), main).page.body == b"1"

    def test_429_without_a_time_means_a_minute(self, site):
        site["http://a.news/"] = Reply(status=429)

        async def main(client: Fetch):
            with pytest.raises(HttpStatus):
                await client.get(Ask("http://a.news/"))
            with pytest.raises(HostBusy) as caught:
                await client.get(Ask("http://a.news/"))
            return caught.value.retry_after

        assert 60 <= run(paced(site, FakeTime()), main) <= 62

    def test_waiting_for_a_turn_does_not_use_up_the_deadline(self, site):
        time = FakeTime()
        site["http://a.news/"] = Reply(b"1")

        async def main(client: Fetch):
            await client.get(Ask("http://a.news/", seconds=5))
            return await client.get(Ask("http://a.news/", seconds=5))

        run(paced(site, time, host_pace=12.0), main)
        assert time.slept == pytest.approx([12.0])

    def test_the_sample_newsroom_knows_no_pace(self, site):
        time = FakeTime()
        site[PAGE] = Reply(b"1")

        async def main(client: Fetch):
            for _ in range(5):
                await client.get(Ask(PAGE))

        run(fetching(site, host_pace=10.0, monotonic=time.monotonic, sleep=time.sleep), main)
        assert time.slept == []
