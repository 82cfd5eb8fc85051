"""Which expected values of feed parsers' cases are facts that Octavo keeps, and whether ours says the same.

A fact is a path into a parsed feed, as feedparser and gofeed write it without the numbers, and what Octavo holds in its
place. Markup is compared by the text a reader sees, because Octavo keeps plain text and blocks, not HTML; names of
authors without mail addresses, because it keeps none; dates as moments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry, ParsedFeed
from octavo.parse.media import duration
from octavo.parse.people import names
from octavo.text.addresses import web_url_or_none
from octavo.text.dates import parse_date
from octavo.text.markup import blocks


@dataclass(frozen=True, slots=True)
class Fact:
    """A value expected at a path: `entries[0].title`, or at `len(entries[0].tags)`."""

    path: str
    """Without numbers, as `entries[].tags[].term`."""
    numbers: tuple[int, ...]
    expected: Any


Check = Callable[[ParsedFeed, Entry | None, Fact], bool]


def visible(text: str) -> str:
    """The letters of a text, without white space."""
    return re.sub(r"\s+|\u200b|\xad", "", text)


def same_text(expected: str, ours: str) -> bool:
    """Whether ours is what a reader sees of the expected HTML or text, doubly escaped or not."""
    readings = [expected]
    for _ in range(2):
        last = readings[-1]
        readings += [re.sub(r"<!--.*?-->|</?[A-Za-z][^>]*>", "", last, flags=re.DOTALL), unescape(last)]
        readings += [unescape(readings[-2])]
    return visible(ours) in {visible(reading) for reading in readings}


def same_address(expected: str, ours: WebUrl | None) -> bool:
    """Whether two addresses are one by the rules of browsers; what is no web address must be absent."""
    return web_url_or_none(expected) == ours


def same_moment(expected: Any, ours: datetime | None) -> bool:
    """Whether a time tuple or a written date is this moment, to the second."""
    if isinstance(expected, str):
        expected = (parsed := parse_date(expected)) and parsed.timetuple()
    return (
        ours is not None and expected is not None and tuple(expected)[:6] == tuple(ours.astimezone(UTC).timetuple())[:6]
    )


def body_text(entry: Entry) -> str:
    """All that a reader sees of an entry's body."""
    body = blocks(entry.content, entry.content_base)
    return " ".join(" ".join([block.text, *(cell for row in block.rows for cell in row)]) for block in body)


def _text(of: Callable[[ParsedFeed, Entry], str]) -> Check:
    return lambda feed, entry, fact: entry is not None and same_text(str(fact.expected), of(feed, entry))


def _feed_text(of: Callable[[ParsedFeed], str]) -> Check:
    return lambda feed, entry, fact: same_text(str(fact.expected), of(feed))


def _names(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    wanted = names(str(fact.expected))
    index = fact.numbers[1] if len(fact.numbers) > 1 else 0
    return entry is not None and wanted == list(entry.authors[index : index + len(wanted)])


def _identity(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    """Octavo keeps guids as written, with http for https; feedparser and gofeed resolve them against xml:base."""
    wanted = " ".join(str(fact.expected).split())
    return entry is not None and entry.identity in (wanted, wanted.replace("https://", "http://", 1))


def _published(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and same_moment(fact.expected, entry.published)


def _updated(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    """feedparser calls dc:date and dcterms dates updates; Octavo keeps them as publication where there is no other."""
    return entry is not None and any(same_moment(fact.expected, ours) for ours in (entry.updated, entry.published))


def _tag(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and any(same_text(str(fact.expected), tag) for tag in entry.tags)


def _tags(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and len(entry.tags) == fact.expected


def _enclosure(part: str) -> Check:
    def check(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
        if entry is None:
            return False
        if part == "url":
            wanted = web_url_or_none(str(fact.expected))
            # A picture sent as an enclosure is the entry's picture.
            return wanted in {file.url for file in entry.enclosures} | ({entry.image.url} if entry.image else set())
        return str(fact.expected) in {str(getattr(file, part)) for file in entry.enclosures}

    return check


def _image(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    """The entry's picture, or where it names none the first in its text, as extraction takes them."""
    if entry is None:
        return False
    pictures = [entry.image, *(block.image for block in blocks(entry.content, entry.content_base))]
    image = next((one for one in pictures if one is not None), None)
    return image is not None and same_address(str(fact.expected), image.url)


def _link(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and same_address(str(fact.expected), entry.url)


def _language(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and (fact.expected or "").lower() == entry.language.lower()


def _duration(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    return entry is not None and duration(str(fact.expected)) in {file.seconds for file in entry.enclosures}


def _format(feed: ParsedFeed, entry: Entry | None, fact: Fact) -> bool:
    """feedparser's names of versions: rss092, rss10, atom10, cdf."""
    ours = re.sub(r"\W", "", feed.format.lower()).replace("rdf", "rss10")
    wanted = re.sub(r"[nu]$", "", str(fact.expected))
    return (
        ours == wanted
        or (wanted in ("rss090", "rss10") and feed.format == "RDF")
        or (wanted == "rss" and "RSS" in feed.format)
    )


_TITLE = _text(lambda feed, entry: entry.title)
_SUMMARY = _text(lambda feed, entry: entry.summary or body_text(entry))
_BODY = _text(lambda feed, entry: body_text(entry) or entry.summary)
_HEAD = _feed_text(lambda feed: feed.description)
_SOURCE = _text(lambda feed, entry: entry.source_name)
_NAME = _feed_text(lambda feed: feed.title)
_HOME: Check = lambda feed, entry, fact: same_address(str(fact.expected), feed.home)  # noqa: E731
_LOGO: Check = lambda feed, entry, fact: same_address(str(fact.expected), feed.image)  # noqa: E731
_FEED_LANGUAGE: Check = lambda feed, entry, fact: (fact.expected or "").lower() == feed.language.lower()  # noqa: E731
_TTL: Check = lambda feed, entry, fact: feed.hint == 60.0 * float(fact.expected)  # noqa: E731

KEPT: dict[str, Check] = {
    "version": _format,
    "feed.title": _NAME, "feed.title_detail.value": _NAME,
    "feed.subtitle": _HEAD, "feed.subtitle_detail.value": _HEAD, "feed.description": _HEAD,
    "feed.tagline": _HEAD, "feed.tagline_detail.value": _HEAD,
    "feed.link": _HOME, "feed.home_page_url": _HOME,
    "feed.language": _FEED_LANGUAGE,
    "feed.ttl": _TTL,
    "feed.image.href": _LOGO, "feed.image.url": _LOGO, "feed.logo": _LOGO, "feed.icon": _LOGO,
    "entries[].title": _TITLE, "entries[].title_detail.value": _TITLE,
    "entries[].summary": _SUMMARY, "entries[].summary_detail.value": _SUMMARY, "entries[].description": _SUMMARY,
    "entries[].content[].value": _BODY, "entries[].content": _BODY, "entries[].content.value": _BODY,
    "entries[].content_html": _BODY,
    "entries[].link": _link, "entries[].url": _link,
    "entries[].id": _identity, "entries[].guid": _identity, "entries[].guid.value": _identity,
    "entries[].author": _names, "entries[].author_detail.name": _names, "entries[].authors[].name": _names,
    "entries[].author.name": _names,
    "entries[].published": _published, "entries[].published_parsed": _published, "entries[].issued": _published,
    "entries[].issued_parsed": _published, "entries[].created": _updated, "entries[].created_parsed": _updated,
    "entries[].publishedParsed": _published, "entries[].pubDate": _published, "entries[].pubDateParsed": _published,
    "entries[].date_published": _published,
    "entries[].updated": _updated, "entries[].updated_parsed": _updated, "entries[].updatedParsed": _updated,
    "entries[].modified": _updated, "entries[].modified_parsed": _updated, "entries[].date_modified": _updated,
    "entries[].tags[].term": _tag, "entries[].tags[].label": _tag, "entries[].category": _tag,
    "len(entries[].tags)": _tags,
    "entries[].categories[]": _tag, "entries[].categories[].value": _tag, "entries[].tags[]": _tag,
    "entries[].enclosures[].href": _enclosure("url"), "entries[].enclosures[].url": _enclosure("url"),
    "entries[].enclosures[].type": _enclosure("media_type"), "entries[].enclosures[].length": _enclosure("size"),
    "entries[].attachments[].url": _enclosure("url"), "entries[].attachments[].mime_type": _enclosure("media_type"),
    "entries[].media_thumbnail[].url": _image, "entries[].image.url": _image, "entries[].image": _image,
    "entries[].image.href": _image,
    "entries[].content[].language": _language, "entries[].title_detail.language": _language,
    "entries[].summary_detail.language": _language, "entries[].language": _language,
    "entries[].source.title": _SOURCE, "entries[].source.title_detail.value": _SOURCE,
    "entries[].itunes_duration": _duration,
}  # fmt: skip
"""Path → how to check it. What is not here (rights, generators, contributors, mail addresses, links by relation, bases,
types of text constructs, comments, geography, chapters) Octavo reads past."""


def kept(fact: Fact) -> Check | None:
    """How to check a fact, None where it is none that Octavo keeps: a mail address alone is no name of an author."""
    check = KEPT.get(fact.path)
    if check is _names and not [name for name in names(str(fact.expected)) if "@" not in name]:
        return None
    return check


def holds(feed: ParsedFeed, fact: Fact) -> bool:
    """Whether the parsed feed says what is expected. The fact must be one that is kept."""
    entry = None
    if fact.path.startswith(("entries", "len(entries")):
        # An item told twice is kept once: then the last entry stands for those after it.
        index = min(fact.numbers[0], len(feed.entries) - 1)
        entry = feed.entries[index] if feed.entries else None
    return KEPT[fact.path](feed, entry, fact)
