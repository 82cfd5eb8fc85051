"""From bytes to something a person reads: Page, Entry, Article, Revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from octavo.news.addresses import ArticleId, CanonicalUrl, EntryId, FeedId, PageId, PublisherId, RawUrl, WebUrl
from octavo.news.sources import Category

BlockKind = Literal["paragraph", "heading", "item", "quote", "caption", "preformatted", "image", "table"]

PageKind = Literal["article", "video", "audio", "live", "gallery", "index", "author", "wall", "other"]
"""What a page is. Readable as an article: article, video, audio, live, gallery. Not: index (a list of links), author,
wall (consent, login, bot check), other."""

READABLE: frozenset[PageKind] = frozenset({"article", "video", "audio", "live", "gallery"})


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes fetched from an address, with the headers that matter."""

    url: WebUrl
    """The address asked for."""
    final_url: WebUrl
    """The address that answered, after redirects."""
    status: int
    body: bytes
    """Decoded from its content encoding; not from its character encoding."""
    content_type: str = ""
    """The Content-Type header as sent."""
    etag: str = ""
    last_modified: str = ""
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture and what is said of it."""

    url: WebUrl
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    """Pixels, 0 where unknown."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A video or audio file, or a player to embed, that belongs to an entry or article."""

    url: WebUrl
    media_type: str = ""
    """MIME type: audio/mpeg, video/mp4; text/html for another site's player."""
    title: str = ""
    seconds: int = 0
    """Duration, 0 where unknown."""
    size: int = 0
    """Bytes, 0 where unknown."""
    transcript: str = ""
    """Address of a transcript (podcast:transcript), empty where none."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where an article points for further reading."""

    url: WebUrl
    title: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's body, in reading order."""

    kind: BlockKind
    text: str
    """Plain text, white space folded. Marks count characters in these."""
    html: str = ""
    """The same with inline markup (a, em, strong, sub, sup, code, br), sanitised; empty where it adds nothing."""
    level: int = 0
    """Of a heading 2 to 6; of a list item its depth from 1, negative in a numbered list."""
    image: Image | None = None
    """Of an image block."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table block."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed as the publisher wrote it."""

    identity: str
    """What makes it the same item at the next poll, within its feed (see parse/identity.py)."""
    url: WebUrl | None
    title: str = ""
    """Plain text, markup and entities resolved."""
    summary: str = ""
    """Plain text."""
    content: str = ""
    """Full text where the feed carries it (content:encoded, Atom content, content_html): HTML as the publisher wrote
    it, not sanitised. Nothing of it is shown but what `text.markup.blocks` makes of it."""
    content_base: str = ""
    """What relative addresses in `content` are relative to."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_raw: str = ""
    """The publisher's own string."""
    updated: datetime | None = None
    updated_raw: str = ""
    tags: tuple[str, ...] = ()
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""
    source_name: str = ""
    """The original publisher as the entry says (RSS source), for aggregators."""
    content_hash: str = ""
    """SHA-256 over all of the above but dates, and the tags in `content`: tells an edited entry."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one poll's bytes say."""

    format: str
    """`RSS 2.0`, `Atom 1.0`, `RDF`, `JSON Feed 1.1`, `news sitemap`, …"""
    title: str = ""
    home: WebUrl | None = None
    description: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    hint: float = 0.0
    """Seconds between updates the feed asks for (ttl, sy:updatePeriod); 0 where it does not."""
    image: WebUrl | None = None
    hub: WebUrl | None = None
    """WebSub hub."""
    problems: tuple[str, ...] = ()
    """What was wrong and worked around, in words: shown on the sources page."""


@dataclass(frozen=True, slots=True)
class Article:
    """One publisher's report, readable: what extraction makes of a page and its entry."""

    url: CanonicalUrl
    title: str
    body: tuple[Block, ...]
    kind: PageKind = "article"
    authors: tuple[str, ...] = ()
    credit: str = ""
    """Whose text it is beside the authors, if not its publisher's, as the page prints it: `Meridian in Ras Nadim`."""
    published: datetime | None = None
    published_raw: str = ""
    updated: datetime | None = None
    section: str = ""
    """The publisher's own word."""
    keywords: tuple[str, ...] = ()
    standfirst: str = ""
    """The publisher's summary, plain text."""
    image: Image | None = None
    """Lead image."""
    enclosures: tuple[Enclosure, ...] = ()
    links: tuple[Link, ...] = ()
    """Further reading: where the text and its related box point."""
    language: str = ""
    """BCP 47 primary language as the publisher says or the script shows; empty where unknown."""
    site_name: str = ""
    paywalled: bool = False
    syndicated_from: str = ""
    """A canonical address on another site: evidence of a copy, never the identity."""
    origin: Literal["page", "feed"] = "page"
    """Where the body came from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What extraction says of a page: an article, or why there is none."""

    kind: PageKind
    article: Article | None
    reason: str = ""
    """In words, where there is no article: 'a list of links, not an article'."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page to be read or read: one address that entries pointed to."""

    id: PageId
    url: WebUrl
    page: Page | None
    """The last answer, None before the first and where the entry has no page of its own."""
    entry: Entry | None
    """The richest entry that points here; None for an ingested archive record."""
    entry_id: EntryId | None
    feed: FeedId | None
    feed_category: Category | Literal[""]
    feed_language: str
    publisher: PublisherId | None
    """The feed's publisher."""
    first_seen: datetime
    failures: str = ""
    """Why the page could not be fetched, in words; empty otherwise."""
    visits: int = 0
    """How often it was fetched with success."""
    foreign: bool = False
    """Whether it lies at another publisher's host than the feed's: an aggregator's or commentator's entry, whose text
    is not that publisher's."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an article."""

    id: ArticleId
    url: CanonicalUrl
    title: str
    publisher: PublisherId
    publisher_name: str
    shown: datetime
    """min(published, first seen): the order of every list, and the age that a reader sees."""
    summary: str
    language: str
    category: Category
    kind: PageKind
    image: Image | None = None
    authors: tuple[str, ...] = ()
    has_audio: bool = False
    has_video: bool = False
    revisions: int = 1
    words: int = 0
    sample: bool = False
    """From the sample newsroom: its events are invented."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article's text."""

    number: int
    """From 1."""
    seen: datetime
    title: str
    standfirst: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in the store, whole."""

    card: Card
    article: Article
    first_seen: datetime
    revisions: tuple[Revision, ...]
    """Oldest first; the last is the article's present text."""
    feed_category: Category | Literal[""] = ""
    """Of the feed that brought it: what enrichment starts from (the card's category is what it ended in)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An address with its page already in hand (WARC, share target): enters at extraction."""

    raw: RawUrl
    page: Page
