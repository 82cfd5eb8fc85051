"""Every line of the table in parse/identity.py, and what the catalogue of bad input says of identity."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry, Page, ParsedFeed
from octavo.parse import parse_feed
from octavo.parse.identity import LONGEST, settle

Item = Callable[..., Entry]
Read = Callable[..., ParsedFeed]


def test_a_guid_as_written(item: Item) -> None:
    assert item("<guid isPermaLink='false'>Tag:Paper,2026:A/1</guid><title>A</title>").identity == "Tag:Paper,2026:A/1"


def test_a_guid_is_never_resolved(atom: Item) -> None:
    assert atom("<id>g</id><title>A</title>", 'xml:base="https://b.example/d/"').identity == "g"


def test_a_padded_or_broken_guid(item: Item) -> None:
    assert item("<guid>\n   a-1 \n\t x </guid>").identity == "a-1 x"


def test_http_and_https_twins_are_one_item(item: Item) -> None:
    twins = [item(f"<guid>{scheme}://paper.example/a</guid>").identity for scheme in ("http", "https")]
    assert twins == ["http://paper.example/a"] * 2
    links = [item(f"<link>{scheme}://paper.example/a</link>").identity for scheme in ("http", "https")]
    assert links == ["http://paper.example/a"] * 2


def test_a_long_guid_is_hashed(item: Item) -> None:
    guid = "g" * 10_240
    assert item(f"<guid>{guid}</guid>").identity == "sha256:" + hashlib.sha256(guid.encode()).hexdigest()
    assert item(f"<guid>{'g' * LONGEST}</guid>").identity == "g" * LONGEST


def test_a_guid_used_for_everything_gives_way_to_the_address(read: Read) -> None:
    feed = read(
        "<rss><channel>"
        "<item><guid>paper</guid><link>https://paper.example/a</link><title>A</title></item>"
        "<item><guid>paper</guid><link>https://paper.example/b</link><title>B</title></item>"
        "<item><guid>other</guid><link>https://paper.example/c</link><title>C</title></item></channel></rss>"
    )
    identities = [entry.identity for entry in feed.entries]
    assert identities == ["http://paper.example/a", "http://paper.example/b", "other"]


def test_a_guid_used_for_everything_without_addresses(read: Read) -> None:
    feed = read(
        "<rss><channel><item><guid>p</guid><title>A</title></item><item><guid>p</guid><title>B</title></item></channel></rss>"
    )
    assert [entry.title for entry in feed.entries] == ["A", "B"]
    assert len({entry.identity for entry in feed.entries}) == 2
    assert all(entry.identity.startswith("p ") for entry in feed.entries)


def test_a_duplicate_is_kept_once_as_updated_last(read: Read) -> None:
    item = "<item><guid>a</guid><link>https://paper.example/a</link><title>{}</title><pubDate>{}</pubDate></item>"
    for first, second, kept in (("03", "04", "New"), ("04", "03", "Old"), ("03", "03", "Old")):
        feed = read(
            "<rss><channel>"
            + item.format("Old", f"Fri, {first} Apr 2026 10:00:00 GMT")
            + item.format("New", f"Fri, {second} Apr 2026 10:00:00 GMT")
            + "</channel></rss>"
        )
        assert [entry.title for entry in feed.entries] == [kept]
        assert "twice" in feed.problems[0]


def test_a_changing_guid_with_address_and_title_alike(read: Read) -> None:
    item = "<item><guid>{}</guid><link>https://paper.example/a</link><title>{}</title></item>"
    feed = read("<rss><channel>" + item.format("x1", "A") + item.format("x2", "A") + "</channel></rss>")
    assert [entry.identity for entry in feed.entries] == ["x1"]
    feed = read("<rss><channel>" + item.format("x1", "A") + item.format("x2", "B") + "</channel></rss>")
    assert [entry.identity for entry in feed.entries] == ["x1", "x2"]  # two items about one page


def test_link_only(item: Item) -> None:
    assert item("<link>https://paper.example/a?b=1&amp;utm_source=rss</link>").identity == "http://paper.example/a?b=1"


def test_a_file_only(item: Item) -> None:
    assert item('<enclosure url="https://cdn.example/1.mp3"/>').identity == "http://cdn.example/1.mp3"


def test_a_text_only(item: Item) -> None:
    first = item("<title>A</title><description>x</description>").identity
    assert first == "text:" + hashlib.sha256(b"A").hexdigest()
    assert item("<title>A</title><description>edited</description>").identity == first
    assert item("<description>x</description>").identity == "text:" + hashlib.sha256(b"x").hexdigest()


def test_an_item_that_says_nothing_is_dropped(read: Read) -> None:
    assert read("<rss><channel><item/><item><title> </title></item></channel></rss>").entries == ()


def test_the_same_guid_in_two_feeds(read: Read) -> None:
    feeds = [read(f"<rss><channel><title>{name}</title><item><guid>1</guid></item></channel></rss>") for name in "AB"]
    assert feeds[0].entries[0].identity == feeds[1].entries[0].identity  # kept apart by the feed they are in


def test_an_edited_item_keeps_its_identity_and_changes_its_hash(item: Item) -> None:
    before = item("<guid>a</guid><title>A</title><pubDate>Fri, 03 Apr 2026 10:00:00 GMT</pubDate>")
    edited = item("<guid>a</guid><title>A, corrected</title><pubDate>Fri, 03 Apr 2026 10:00:00 GMT</pubDate>")
    touched = item("<guid>a</guid><title>A</title><pubDate>Fri, 03 Apr 2026 12:00:00 GMT</pubDate>")
    assert before.identity == edited.identity == touched.identity
    assert before.content_hash != edited.content_hash
    assert before.content_hash == touched.content_hash


_GUIDS = st.sampled_from(["a", "b", " a ", "https://p.example/1", "http://p.example/1", ""])
_LINKS = st.sampled_from(["", "https://p.example/1", "http://p.example/1", "https://p.example/2"])


@given(st.lists(st.tuples(_GUIDS, _LINKS, st.sampled_from(["", "T", "U"])), max_size=8))
def test_identities_are_unique_and_the_same_again(items: list[tuple[str, str, str]]) -> None:
    body = "".join(f"<item><guid>{g}</guid><link>{u}</link><title>{t}</title></item>" for g, u, t in items)
    url = WebUrl("https://p.example/feed")
    page = Page(url, url, 200, f"<rss><channel>{body}</channel></rss>".encode())
    entries = parse_feed(page).entries
    assert len({entry.identity for entry in entries}) == len(entries)
    assert parse_feed(page).entries == entries
    assert settle(list(entries))[0] == entries
