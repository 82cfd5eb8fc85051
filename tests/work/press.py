"""A small invented press: so many feeds at so many hosts, so many articles each, served by tests.site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.site import Reply, Site

from octavo.news.addresses import PublisherId, WebUrl
from octavo.news.sources import Feed

TOWNS = ("Brackwater", "Osterfell", "Tallin Cross", "Verrow", "Quenby", "Lower Marn", "Hask", "Ullin")
MATTERS = ("ferry", "library", "reservoir", "tram line", "grain market", "lighthouse", "orchard", "observatory")


@dataclass(frozen=True)
class Press:
    """What is published."""

    feeds: int = 20
    articles: int = 5
    epoch: datetime = datetime(2026, 2, 28, 9, tzinfo=UTC)

    def host(self, feed: int) -> str:
        return f"paper{feed}.test"

    def feed(self, feed: int) -> Feed:
        host = self.host(feed)
        return Feed(WebUrl(f"http://{host}/feed"), PublisherId(host), title=f"Paper {feed}", category="world")

    def address(self, feed: int, article: int) -> str:
        return f"http://{self.host(feed)}/news/{article}"

    def addresses(self) -> Iterator[str]:
        return (self.address(feed, article) for feed in range(self.feeds) for article in range(self.articles))

    def word(self, feed: int, article: int) -> str:
        """A word that this article alone has."""
        return f"quill{feed}x{article}"

    def title(self, feed: int, article: int) -> str:
        return f"{TOWNS[feed % 8]} council votes on the {MATTERS[article % 8]}, {self.word(feed, article)} says"

    def text(self, feed: int, article: int) -> list[str]:
        town, matter, word = TOWNS[feed % 8], MATTERS[article % 8], self.word(feed, article)
        return [
            f"The council of {town} decided on Tuesday evening to repair the {matter}, which ends a dispute of "
            f"{3 + article} years between its two largest parties, according to the town clerk, {word}.",
            f"Work begins in spring and is to cost {120 + 7 * feed} thousand crowns, a third of which comes from the "
            f"province. Residents had collected {900 + 11 * article} signatures in favour of it since the autumn.",
            "“We have waited long enough,” said the mayor after the vote. The opposition abstained and asked for a "
            "report on the costs before the summer, which the council promised to publish in full.",
            f"The {matter} was built by the grandparents of many who now use it, and has been closed to the public "
            "since a storm damaged its roof and one of its walls two winters ago.",
        ]

    def page(self, feed: int, article: int) -> bytes:
        title, body = self.title(feed, article), "".join(f"<p>{text}</p>" for text in self.text(feed, article))
        return (
            f"<!doctype html><html lang=en><head><title>{title} - Paper {feed}</title>"
            f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
            f'<link rel=canonical href="{self.address(feed, article)}"></head>'
            f"<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
        ).encode()

    def feed_body(self, feed: int) -> bytes:
        items = "".join(
            f"<item><title>{self.title(feed, article)}</title><link>{self.address(feed, article)}</link>"
            f"<guid isPermaLink='false'>{feed}-{article}</guid><description>{self.text(feed, article)[0]}</description>"
            f"<pubDate>{format_datetime(self.epoch + timedelta(minutes=feed * 60 + article))}</pubDate></item>"
            for article in range(self.articles)
        )
        return f"<rss version='2.0'><channel><title>Paper {feed}</title>{items}</channel></rss>".encode()

    def publish(self, site: Site) -> None:
        """Serve it all."""
        for feed in range(self.feeds):
            reply = Reply(self.feed_body(feed), type="application/rss+xml", etag=f'"feed-{feed}"')
            site[f"http://{self.host(feed)}/feed"] = reply
            for article in range(self.articles):
                etag = f'"{feed}-{article}"'
                site[self.address(feed, article)] = Reply(self.page(feed, article), etag=etag)
