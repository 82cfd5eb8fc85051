"""The publishers' feeds: RSS, Atom, RDF, JSON Feed, news sitemap, podcast, each as its publisher's system writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jinja2 import Environment

from octavo.sample.houses import Channel, House
from octavo.sample.pressroom import Pressroom, Story

_XML: dict[str, tuple[str, str]] = {
    "rss-full": ("rss.xml", "application/rss+xml; charset=utf-8"),
    "rss-summary": ("rss.xml", "application/xml; charset=utf-8"),
    "atom": ("atom.xml", "application/atom+xml; charset=utf-8"),
    "atom-full": ("atom.xml", "application/atom+xml"),
    "rdf": ("rdf.xml", "application/rdf+xml"),
    "sitemap": ("sitemap.xml", "text/xml; charset=utf-8"),
    "podcast": ("podcast.xml", "application/rss+xml"),
}
_SITEMAP_DAYS = 2
"""A news sitemap lists two days, as the search engines that read it ask."""


def announced_as(channel: Channel) -> str:
    """The media type by which a home page announces a feed; empty for a sitemap, which robots.txt names."""
    if channel.format == "sitemap":
        return ""
    if channel.format.startswith("json"):
        return "application/feed+json"
    return "application/atom+xml" if channel.format.startswith("atom") else "application/rss+xml"


def stories_of(press: Pressroom, house: House, channel: Channel) -> list[Story]:
    """What the feed lists now, newest first. Podcast episodes have feeds of their own."""
    pieces = [piece for piece in press.out(house) if bool(piece.audio) == (channel.format == "podcast")]
    if channel.section:
        pieces = [piece for piece in pieces if piece.section == channel.section]
    stories = [press.story(piece) for piece in pieces]
    if channel.format == "sitemap":
        stories = [story for story in stories if press.now - story.published <= timedelta(days=_SITEMAP_DAYS)]
    return stories


def write_feed(templates: Environment, press: Pressroom, house: House, channel: Channel) -> tuple[bytes, str]:
    """The feed's bytes and media type."""
    stories = stories_of(press, house, channel)
    if channel.format.startswith("json"):
        return _json(press, house, channel, stories), "application/feed+json"
    name, media_type = _XML[channel.format]
    text = templates.get_template(f"feeds/{name}").render(
        house=house, channel=channel, stories=stories, full=channel.format.endswith("full"),
        absolute=_absolute(press, house), newest=max((story.updated for story in stories), default=press.opened),
    )  # fmt: skip
    return text.encode(), media_type


def _absolute(press: Pressroom, house: House) -> Callable[[str], str]:
    return lambda path: press.links.absolute(house, path)


def _json(press: Pressroom, house: House, channel: Channel, stories: list[Story]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    absolute = _absolute(press, house)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": absolute("/"),
        "feed_url": absolute(channel.at),
        "language": house.language,
        "items": [_json_item(story, channel.format == "json") for story in stories],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _json_item(story: Story, full: bool) -> dict[str, Any]:
    piece = story.piece
    item: dict[str, Any] = {
        "id": str(piece.number),
        "url": story.url,
        "title": story.title,
        "summary": story.summary,
        "date_published": story.published.isoformat(),
        "date_modified": story.updated.isoformat(),
        "authors": [{"name": name} for name in piece.authors],
        "tags": [piece.section, *piece.tags],
    }
    item |= {"content_html": story.html} if full and piece.kind != "paid" else {"content_text": story.summary}
    if story.image:
        item["image"] = story.image.absolute
    return item
