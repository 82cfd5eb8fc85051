"""robots.txt, by RFC 9309."""

import asyncio

import pytest
from tests.fetch.doubles import FakeTime, fetching, get, paced, run
from tests.site import Reply

from octavo.fetch import Fetch
from octavo.news.errors import ConnectionFailed, RobotsDisallow
from octavo.ports import Ask

ROBOTS = "http://paper.test/robots.txt"
PAGE = "http://paper.test/news/1"
CLOSED = b"User-agent: *\nDisallow: /\n"


@pytest.fixture(autouse=True)
def page(site):
    site[PAGE] = Reply(b"news")


def test_a_page_is_asked_for_only_where_the_site_allows(site):
    site[ROBOTS] = Reply(b"User-agent: *\nDisallow: /news/\nAllow: /news/2", type="text/plain")
    site["http://paper.test/news/2"] = Reply(b"two")
    with pytest.raises(RobotsDisallow, match=r"robots\.txt of paper\.test asks not to read this page") as caught:
        get(fetching(site), PAGE, obey_robots=True)
    assert not caught.value.transient
    assert site.count(PAGE) == 0
    assert get(fetching(site), "http://paper.test/news/2", obey_robots=True).page.body == b"two"


def test_feeds_are_polled_because_somebody_asked(site):
    site[ROBOTS] = Reply(CLOSED)
    assert get(fetching(site), PAGE).page.body == b"news"
    assert site.count(ROBOTS) == 0


def test_our_own_group_counts_before_the_general_one(site):
    site[ROBOTS] = Reply(CLOSED + b"\nUser-agent: octavo\nDisallow: /private\n")
    assert get(fetching(site), PAGE, obey_robots=True).page.body == b"news"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_4xx_allows(site, status):
    site[ROBOTS] = Reply(CLOSED, status=status)
    assert get(fetching(site), PAGE, obey_robots=True).page.body == b"news"


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_5xx_disallows_for_now(site, status):
    site[ROBOTS] = [Reply(b"", status=status), Reply(b"")]
    time = FakeTime()

    async def main(client: Fetch):
        for _ in range(2):
            with pytest.raises(RobotsDisallow, match="could not be read") as caught:
                await client.get(Ask(PAGE, obey_robots=True))
            assert caught.value.transient
        assert site.count(ROBOTS) == 1
        time.now += 601
        return await client.get(Ask(PAGE, obey_robots=True))

    assert run(fetching(site, monotonic=time.monotonic), main).page.body == b"news"


def test_an_unreachable_site_fails_as_the_page_would(site, canary):
    canary.close()
    with pytest.raises(ConnectionFailed, match="refuses"):
        get(fetching(site, routes={"test": ("127.0.0.1", canary.port)}), PAGE, obey_robots=True)


@pytest.mark.parametrize(
    ("cache", "seconds"), [("", 86400), ("max-age=999999999", 86400), ("max-age=3600", 3600), ("max-age=0", 600)]
)
def test_it_is_kept_for_at_most_24_hours(site, cache, seconds):
    site[ROBOTS] = Reply(b"", headers=[("Cache-Control", cache)])
    time = FakeTime()

    async def main(client: Fetch):
        asked = []
        for wait in (0, seconds - 1, 2):
            time.now += wait
            await client.get(Ask(PAGE, obey_robots=True))
            asked.append(site.count(ROBOTS))
        return asked

    assert run(fetching(site, monotonic=time.monotonic), main) == [1, 1, 2]


def test_pages_asked_for_together_share_one_robots(site):
    site[ROBOTS] = Reply(b"", delay=0.05)

    async def main(client: Fetch):
        return await asyncio.gather(*(client.get(Ask(PAGE, obey_robots=True)) for _ in range(5)))

    assert len(run(fetching(site), main)) == 5
    assert site.count(ROBOTS) == 1


def test_500_kib_are_read_and_what_follows_is_not(site):
    filler = b"# " + b"x" * 98 + b"\n"
    early = b"User-agent: *\nDisallow: /news/1\n"
    site[ROBOTS] = Reply(early + filler * 9000)
    with pytest.raises(RobotsDisallow):
        get(fetching(site), PAGE, obey_robots=True)
    site[ROBOTS] = Reply(filler * 9000 + early)
    assert get(fetching(site), PAGE, obey_robots=True).page.body == b"news"


def test_every_hop_of_a_page_is_checked(site):
    site["http://start.test/"] = Reply(status=302, location=PAGE)
    site[ROBOTS] = Reply(CLOSED)
    with pytest.raises(RobotsDisallow):
        get(fetching(site), "http://start.test/", obey_robots=True)
    assert site.count("http://start.test/robots.txt") == 1
    assert site.count(PAGE) == 0


def test_robots_may_redirect(site):
    site[ROBOTS] = Reply(status=301, location="http://www.paper.test/robots.txt")
    site["http://www.paper.test/robots.txt"] = Reply(CLOSED)
    with pytest.raises(RobotsDisallow):
        get(fetching(site), PAGE, obey_robots=True)


def test_a_circle_of_redirects_is_as_if_there_were_none(site):
    site[ROBOTS] = Reply(status=301, location="/robots.txt")
    assert get(fetching(site), PAGE, obey_robots=True).page.body == b"news"


@pytest.mark.parametrize(
    "text",
    [b"", b"\xef\xbb\xbfUser-agent: *\nDisallow: /private", b"<html>not found</html>", b"\x00\xff\xfe" * 100,
     b"Disallow: /",
     b"User-agent: *\nDisallow:\n", b"User-agent: *\r\nDisallow: /" + b"*a" * 5000, b"User-agent\nDisallow /"],
)  # fmt: skip
def test_strange_files_forbid_nothing_that_they_do_not_name(site, text):
    site[ROBOTS] = Reply(text)
    assert get(fetching(site), PAGE, obey_robots=True).page.body == b"news"


def test_a_byte_order_mark_hides_no_rule(site):
    site[ROBOTS] = Reply(b"\xef\xbb\xbf" + CLOSED)
    with pytest.raises(RobotsDisallow):
        get(fetching(site), PAGE, obey_robots=True)


def test_crawl_delay_is_the_pace(site):
    time = FakeTime()
    site["http://slow.news/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n")
    for number in range(3):
        site[f"http://slow.news/{number}"] = Reply(b"1")

    async def main(client: Fetch):
        for number in range(3):
            await client.get(Ask(f"http://slow.news/{number}", obey_robots=True))

    run(paced(site, time), main)
    assert time.slept == pytest.approx([1.0, 7.0, 7.0])


def test_what_is_kept_is_bounded_and_the_least_lately_used_goes_first(site, monkeypatch):
    monkeypatch.setattr("octavo.fetch.robots._MOST_KEPT", 40_000)
    filler = b"User-agent: *\nDisallow: /no\n" + b"#" * 9000
    for number in range(6):
        site[f"http://{number}.test/robots.txt"] = Reply(filler)
        site[f"http://{number}.test/"] = Reply(b"1")

    async def main(client: Fetch):
        for number in (0, 1, 2, 0, 3, 4, 5, 0, 5, 1):
            await client.get(Ask(f"http://{number}.test/", obey_robots=True))

    run(fetching(site), main)
    assert [site.count(f"http://{number}.test/robots.txt") for number in range(6)] == [2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize("delay", ["-5", "nan", "inf", "soon", ""])
def test_a_nonsense_delay_is_none(site, delay):
    time = FakeTime()
    site["http://a.news/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    site["http://a.news/"] = Reply(b"1")
    get(paced(site, time), "http://a.news/", obey_robots=True)
    assert time.slept == pytest.approx([1.0])
