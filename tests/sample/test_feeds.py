"""The newsroom's feeds: every format, every article, read by Octavo's own parser."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from lxml import etree

from octavo.news.articles import Page
from octavo.news.sources import Feed
from octavo.parse import parse_feed
from octavo.sample import sample_feeds
from octavo.sample.newsroom import newsroom


@pytest.mark.parametrize("feed", sample_feeds(), ids=lambda feed: feed.url)
def test_every_feed_parses(get: Any, feed: Feed) -> None:
    answer = get(feed.url)
    page = Page(feed.url, feed.url, 200, answer.body, answer.headers["content-type"])
    parsed = parse_feed(page)
    assert parsed.problems == ()
    titles = {entry.title for entry in parsed.entries}
    assert len(titles) == len(parsed.entries)
    for entry in parsed.entries:
        assert entry.url is not None
        assert entry.published is not None or entry.updated is not None
        assert entry.title


def test_feeds_together_carry_every_article(get: Any, epoch: date) -> None:
    houses = newsroom().houses
    carried = dict.fromkeys(houses, "")
    for feed in sample_feeds():
        carried[feed.publisher] += get(feed.url).text
    for piece in newsroom().pieces.values():
        path = piece.path(epoch)
        assert path in carried[piece.house.host], piece.key


def test_podcasts_say_what_players_need(get: Any) -> None:
    feed = get("http://touchline.example/added-time/rss.xml")
    item = etree.fromstring(feed.body).find(".//item")
    names = {
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
    }
    enclosure = item.find("enclosure")
    assert get(enclosure.get("url")).headers["content-length"] == enclosure.get("length")
    assert item.findtext("itunes:duration", namespaces=names) == "00:19:08"
    assert get(item.find("podcast:transcript", namespaces=names).get("url")).status == 200


def test_formats_are_of_many_kinds(get: Any) -> None:
    starts = {get(feed.url).body.lstrip()[:300] for feed in sample_feeds()}
    for sign in (b"<rss", b"<feed", b"<rdf:RDF", b"jsonfeed", b"<urlset"):
        assert any(sign in start for start in starts), sign
    ledger = json.loads(get("http://straitsledger.example/feed.json").body)
    by_url = {item["url"].rpartition("/")[2]: item for item in ledger["items"]}
    paid = next(item for name, item in by_url.items() if name.startswith("lumenry-price-of-certainty"))
    assert "content_html" not in paid, "what is behind a subscription is not in the feed"
