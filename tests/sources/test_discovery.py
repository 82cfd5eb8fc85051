"""Finding feeds behind what a person types."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cost import within

from octavo.news.addresses import WebUrl
from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import (
    AddressError,
    ConnectionFailed,
    FetchError,
    HostBusy,
    HttpStatus,
    NotFound,
    OutOfTime,
)
from octavo.news.sources import Candidate
from octavo.parse import parse_feed
from octavo.ports import Answer, Ask
from octavo.sources import catalogue, discover
from octavo.sources.discovery import MAX_REQUESTS, UNSEEN
from octavo.sources.links import MAX_LINKS, advertised, sitemaps

SITE = "https://paper.example"


def feed(title: str, *slugs: str, item: str = "") -> bytes:
    items = "".join(
        f"<item><title>{slug}</title><link>{SITE}/{slug}</link>"
        f"<pubDate>Mon, 04 May 2026 1{n}:00:00 GMT</pubDate>{item}</item>"
        for n, slug in enumerate(slugs)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def page(head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def link(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="x" href="{href}">'


class Web:
    """A small web; everything else is 404."""

    def __init__(self, pages: dict[str, bytes | FetchError], moved: dict[str, str] | None = None) -> None:
        self.pages, self.moved = pages, moved or {}
        self.asked: list[Ask] = []

    async def get(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        target = WebUrl(self.moved.get(ask.url, ask.url))
        body = self.pages.get(target, HttpStatus("not found", status=404, subject=ask.url))
        if isinstance(body, FetchError):
            raise body
        return Answer(Page(ask.url, target, 200, body), permanent=target if target != ask.url else None)


async def read(page: Page) -> ParsedFeed:
    return parse_feed(page)


def look(web: Web, address: str) -> tuple[Candidate, ...]:
    return asyncio.run(discover(address, web, read))


def urls(found: tuple[Candidate, ...]) -> list[str]:
    return [one.url.removeprefix(SITE) for one in found]


class TestTheAddressItself:
    def test_a_feed_is_the_answer(self) -> None:
        web = Web({f"{SITE}/feed": feed("The Paper", "a", "b")})
        (found,) = look(web, "paper.example/feed")
        assert (found.title, found.format, found.entries) == ("The Paper", "RSS 2.0", 2)
        assert found.newest == datetime(2026, 5, 4, 11, tzinfo=UTC)
        assert len(web.asked) == 1

    def test_a_feed_that_moved_for_good_is_offered_where_it_is(self) -> None:
        web = Web({f"{SITE}/new": feed("The Paper", "a")}, moved={f"{SITE}/old": f"{SITE}/new"})
        assert urls(look(web, f"{SITE}/old")) == ["/new"]

    @pytest.mark.parametrize(
        "address",
        [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/xml,<rss/>",
            "ftp://paper.example/",
            "",
            "https://",
            "//",
        ],
    )
    def test_other_schemes_are_never_asked_for(self, address: str) -> None:
        web = Web({})
        with pytest.raises(AddressError):
            look(web, address)
        assert web.asked == []

    def test_an_address_that_cannot_be_reached_is_an_error_at_once(self) -> None:
        web = Web({f"{SITE}/": ConnectionFailed("the name does not resolve")})
        with pytest.raises(ConnectionFailed):
            look(web, "paper.example")
        assert len(web.asked) == 1

    def test_a_busy_host_is_for_the_caller_to_wait_for(self) -> None:
        with pytest.raises(HostBusy):
            look(Web({f"{SITE}/": HostBusy("later", retry_after=3)}), "paper.example")

    def test_so_is_one_that_becomes_busy_on_the_way(self) -> None:
        with pytest.raises(HostBusy):
            look(Web({f"{SITE}/": page(link("/f")), f"{SITE}/f": HostBusy("later", retry_after=3)}), SITE)


class TestPages:
    def test_named_feeds_are_read_in_their_order_comments_and_empty_ones_last(self) -> None:
        web = Web(
            {
                f"{SITE}/": page(
                    link("/comments/feed")
                    + link("/empty.xml")
                    + link("/news.xml")
                    + link("atom.xml", "application/atom+xml")
                ),
                f"{SITE}/comments/feed": feed("Comments for The Paper", "c"),
                f"{SITE}/empty.xml": feed("Empty"),
                f"{SITE}/news.xml": feed("News", "a"),
                f"{SITE}/atom.xml": feed("Sport", "b"),
            }
        )
        found = look(web, "paper.example")
        assert urls(found) == ["/news.xml", "/atom.xml", "/empty.xml", "/comments/feed"]
        assert [one.note for one in found] == ["", "", "empty", "comments feed"]

    def test_one_feed_in_two_formats_is_offered_once(self) -> None:
        web = Web(
            {
                f"{SITE}/": page(link("/rss") + link("/rss2")),
                f"{SITE}/rss": feed("A", "a"),
                f"{SITE}/rss2": feed("A", "a"),
            }
        )
        assert urls(look(web, SITE)) == ["/rss"]

    def test_a_deep_page_without_feeds_leads_to_its_home(self) -> None:
        web = Web({f"{SITE}/2026/a": page(), f"{SITE}/": page(link("/f")), f"{SITE}/f": feed("A", "a")})
        assert urls(look(web, f"{SITE}/2026/a")) == ["/f"]

    def test_a_page_that_is_gone_leads_to_its_home_too(self) -> None:
        web = Web({f"{SITE}/": page(link("/f")), f"{SITE}/f": feed("A", "a")})
        assert urls(look(web, f"{SITE}/old/page.html")) == ["/f"]

    def test_a_page_that_lists_feeds_is_followed(self) -> None:
        body = '<a href="/about">x</a><a href="/sport/rss.xml">Sport</a><a href="https://other.example/feed">y</a>'
        web = Web({f"{SITE}/feeds.html": page(body=body), f"{SITE}/sport/rss.xml": feed("Sport", "a")})
        assert urls(look(web, f"{SITE}/feeds.html")) == ["/sport/rss.xml"]

    def test_podcasts_are_told(self) -> None:
        heard = '<enclosure url="https://paper.example/a.mp3" type="audio/mpeg" length="1"/>'
        web = Web({f"{SITE}/f": feed("Talk", "a", "b", item=heard)})
        assert look(web, f"{SITE}/f")[0].note == "podcast"

    def test_hostile_links_are_not_followed(self) -> None:
        head = (
            link("file:///etc/passwd")
            + link("javascript:alert(1)")
            + link("https://user:pw@paper.example/f")
            + link("/ok")
        )
        web = Web({f"{SITE}/": page(head), f"{SITE}/ok": feed("A", "a")})
        assert urls(look(web, SITE)) == ["/ok"]
        assert all(ask.url.startswith("https://paper.example/") for ask in web.asked)

    def test_a_feed_that_breaks_the_reader_is_passed_over(self) -> None:
        async def careful(page: Page) -> ParsedFeed:
            if page.url.endswith("/bomb"):
                raise OutOfTime("took too long")
            return parse_feed(page)

        web = Web({f"{SITE}/": page(link("/bomb") + link("/ok")), f"{SITE}/bomb": b"x", f"{SITE}/ok": feed("A", "a")})
        assert urls(asyncio.run(discover(SITE, web, careful))) == ["/ok"]


class TestGuessing:
    def test_news_sitemaps_of_robots_txt_come_before_the_usual_places(self) -> None:
        sitemap = (
            b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/a</loc><news:news>'
            b"<news:publication><news:name>P</news:name><news:language>en</news:language></news:publication>"
            b"<news:publication_date>2026-05-04T10:00:00Z</news:publication_date><news:title>A</news:title></news:news></url></urlset>"
        )
        web = Web(
            {
                f"{SITE}/": page(),
                f"{SITE}/robots.txt": b"Sitemap: https://paper.example/all.xml\nsitemap: /news/map.xml\n",
                f"{SITE}/news/map.xml": sitemap,
                f"{SITE}/feed": feed("A", "a"),
            }
        )
        (found,) = look(web, SITE)
        assert found.url == f"{SITE}/news/map.xml"
        assert found.format == "news sitemap"

    @pytest.mark.parametrize(
        "place", ["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json"]
    )
    def test_usual_places_are_tried(self, place: str) -> None:
        web = Web({f"{SITE}/": page(), f"{SITE}{place}": feed("A", "a")})
        assert urls(look(web, SITE)) == [place]

    def test_a_sections_own_feed_comes_before_the_sites(self) -> None:
        web = Web({f"{SITE}/sport": page(), f"{SITE}/sport/feed": feed("Sport", "s"), f"{SITE}/feed": feed("All", "a")})
        assert urls(look(web, f"{SITE}/sport")) == ["/sport/feed"]

    def test_guesses_obey_robots_txt(self) -> None:
        web = Web({f"{SITE}/": page(), f"{SITE}/feed.json": feed("A", "a")})
        look(web, SITE)
        guessed = [ask for ask in web.asked if ask.url not in (f"{SITE}/", f"{SITE}/robots.txt")]
        assert guessed
        assert all(ask.obey_robots for ask in guessed)

    def test_gives_up_in_words_after_few_requests(self) -> None:
        web = Web({f"{SITE}/a/b": page()})
        with pytest.raises(NotFound) as refused:
            look(web, f"{SITE}/a/b")
        assert refused.value.advice
        assert len(web.asked) <= MAX_REQUESTS

    def test_asks_for_nothing_twice_and_never_for_too_much(self) -> None:
        many = "".join(link(f"/f{n}") for n in range(50))
        web = Web({f"{SITE}/": page(many)} | {f"{SITE}/f{n}": feed(f"F{n}") for n in range(50)})
        look(web, SITE)
        asked = [ask.url for ask in web.asked]
        assert len(asked) == len(set(asked)) <= MAX_REQUESTS


class TestKnownPublishers:
    def test_the_catalogues_feeds_come_first_some_of_them_unseen(self) -> None:
        publisher = catalogue().publisher_of(WebUrl("https://theguardian.com/"))
        assert publisher
        known = [one.url for one in catalogue().feeds_by(publisher.id)]
        web = Web({publisher.home: page()} | {url: feed(url, url[-9:]) for url in known})
        found = look(web, "theguardian.com/international")
        assert [one.url for one in found] == known
        assert [one.note for one in found].count(UNSEEN) == len(known) - 4

    def test_they_are_offered_even_where_the_site_refuses_its_page(self) -> None:
        publisher = catalogue().publisher_of(WebUrl("https://lemonde.fr/"))
        assert publisher
        refused = HttpStatus("forbidden", status=403)
        first = catalogue().feeds_by(publisher.id)[0].url
        found = look(Web({publisher.home: refused, first: feed("Le Monde", "a")}), "www.lemonde.fr")
        assert found[0].url == first
        assert found[0].entries == 1

    def test_those_of_the_typed_section_come_first(self) -> None:
        typed = "https://www.theguardian.com/science"
        found = look(Web({typed: page(), f"{typed}/rss": feed("Science", "a")}), typed)
        assert found[0].url == f"{typed}/rss"


class TestLinks:
    def test_reads_every_way_of_naming_a_feed(self) -> None:
        body = page(
            "<link rel=alternate type=application/rss+xml href=/1>"
            "<LINK REL='Alternate' TYPE='application/atom+xml' HREF='/2?a=1&amp;b=2'>"
            '<link href="/3" title="a > b" type="application/feed+json" rel="alternate home">'
            '<link rel="alternate" type="application/json" href="/4/feed.json"/>'
            '<link rel="feed" href="/5">'
            '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/6">'
        )
        assert [url.removeprefix(SITE) for url in advertised(body, WebUrl(f"{SITE}/x"))] == [
            "/1", "/2?a=1&b=2", "/3", "/4/feed.json", "/5", "/6",
        ]  # fmt: skip

    def test_passes_over_other_links(self) -> None:
        body = page(
            '<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" type="text/css" href="/s.css">'
            '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1?feed">'
            '<link rel="alternate" type="application/json+oembed" href="/oembed">'
        )
        assert advertised(body, WebUrl(f"{SITE}/")) == ()

    def test_obeys_the_pages_base(self) -> None:
        body = page('<base href="https://cdn.paper.example/x/">' + link("f.xml"))
        assert advertised(body, WebUrl(f"{SITE}/")) == ("https://cdn.paper.example/x/f.xml",)

    def test_names_no_more_than_enough(self) -> None:
        assert len(advertised(page("".join(link(f"/{n}") for n in range(500))), WebUrl(f"{SITE}/"))) == MAX_LINKS

    @pytest.mark.parametrize(
        "body",
        [
            b"<a " * 300_000,
            b"<link " + b'"' * 1_000_000,
            b"<a href='" * 100_000,
            b"<link x='" + b"y" * 1_000_000,
            b"<a" + b" a=b" * 250_000,
            b'<link a="' * 100_000,
            b"<link a=\"'" * 100_000,
        ],
        ids=["tags", "quotes", "open", "value", "attributes", "nested", "mixed"],
    )
    def test_hostile_pages_cost_little(self, body: bytes) -> None:
        within(2, lambda: advertised(body, WebUrl(f"{SITE}/")))

    @given(st.binary(max_size=500))
    def test_any_bytes_are_scanned(self, body: bytes) -> None:
        assert all(url.startswith("http") for url in advertised(b"<link " + body, WebUrl(f"{SITE}/")))
        assert all(url.startswith("http") for url in sitemaps(b"Sitemap: " + body, WebUrl(f"{SITE}/")))
