"""Stages fetch and extract: from an entry to its article."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from octavo.extract import read_page, without_publisher
from octavo.news.addresses import PublisherId
from octavo.news.articles import Article, Entry, Page, StoredPage
from octavo.news.errors import FetchError
from octavo.news.jobs import Intents, NoArticle, PageFailed, PageUnchanged, SaveArticle, SavePage, StageKey
from octavo.news.sources import Publisher
from octavo.ports import Ask, Tools
from octavo.text.addresses import bare_host, host_of, identity_key

PAGE_TYPES = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"

_COMMON_LABELS = frozenset({
    "www", "m", "amp", "news", "blog", "blogs", "feed", "feeds", "feedproxy", "rss", "en", "fr", "es", "ar", "de",
    "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "ne", "net", "or", "org",
})  # fmt: skip
"""Labels of host names that many publishers share: they say nothing about who publishes."""


async def fetch(subject: StoredPage, tools: Tools, now: datetime) -> Intents:
    """Ask for the entry's page unless it is unchanged. What is no page to read leaves the reader with the entry."""
    if reason := _no_page(subject.entry):
        return _without_page(subject, reason, tools, now)
    old = subject.page
    ask = Ask(
        subject.url,
        accept=PAGE_TYPES,
        etag=old.etag if old else "",
        last_modified=old.last_modified if old else "",
        max_bytes=tools.limits.page_bytes,
        seconds=tools.limits.page_seconds,
        obey_robots=True,
    )
    try:
        answer = await tools.fetcher.get(ask)
    except FetchError as error:
        if error.transient:
            raise
        return _without_page(subject, f"{error}", tools, now)
    page, again = answer.page, _revisit(subject, tools, now)
    if answer.not_modified or (old is not None and page.body == old.body):
        if old is not None and old.body and subject.entry is not None and subject.entry.content:
            return (
                SavePage(subject.id, old, tools.next["extract"], again),
            )  # the feed's full text may be what changed
        return (PageUnchanged(subject.id, now, again),)
    if not _is_html(page):
        return _without_page(subject, f"The address leads to no page but to {_type_of(page)}.", tools, now)
    return (SavePage(subject.id, page, tools.next["extract"], again),)


def fetch_given_up(subject: StoredPage, reason: str, tools: Tools, now: datetime) -> Intents:
    """The page may come back; until then the reader gets what the feed says."""
    return _without_page(subject, reason, tools, now)


async def extract(subject: StoredPage, tools: Tools, now: datetime) -> Intents:
    """Read the article out of its page and entry."""
    made_by = tools.next["extract"]
    if subject.page is None and (subject.entry is None or (subject.visits and not subject.failures)):
        return ()  # the bytes are no longer kept: what was read from them stays
    reading = await tools.processor.run(read_page, subject.page, _trusted(subject))
    if reading.article is None:
        return (NoArticle(subject.id, reading.kind, reading.reason, made_by),)
    publisher = publisher_of(reading.article, subject)
    article = without_publisher(reading.article, publisher.name)
    return (SaveArticle(subject.id, article, publisher, now, tools.next["enrich"], made_by),)


def _trusted(subject: StoredPage) -> Entry | None:
    """The entry, without its text where the page is another publisher's: a comment must not be put in its mouth."""
    entry = subject.entry
    return replace(entry, content="") if entry is not None and subject.foreign else entry


def publisher_of(article: Article, subject: StoredPage) -> Publisher:
    """Who publishes: the feed's publisher, unless the article lies at another's host (aggregators)."""
    host = host_of(article.url)
    if subject.publisher and (article.origin == "feed" or _same_house(host, subject.publisher)):
        return Publisher(subject.publisher, "")
    name = article.site_name or (subject.entry.source_name if subject.entry else "")
    bare = bare_host(host)
    return Publisher(PublisherId(bare), name or bare, home=f"https://{host}/", language=article.language)


def _same_house(host: str, publisher: PublisherId) -> bool:
    """Whether two hosts share the label that names a publisher: bbc in news.bbc.co.uk and bbc.com."""
    return bool(_naming(host) & _naming(publisher.partition("~")[0]))


def _naming(host: str) -> set[str]:
    labels = host.lower().split(".")
    return set(labels[:-1]) - _COMMON_LABELS or set(labels[:1])


def _no_page(entry: Entry | None) -> str:
    """Why there is nothing to fetch for an entry, empty where there is."""
    if entry is None:
        return ""
    if entry.url is None:
        return "The entry has no page of its own."
    key = identity_key(entry.url)
    if any(_is_media(one.media_type) and identity_key(one.url) == key for one in entry.enclosures):
        return "The entry leads straight to its recording."
    return ""


def _without_page(subject: StoredPage, reason: str, tools: Tools, now: datetime) -> Intents:
    if subject.page is not None or (subject.visits and not subject.failures):
        # It was read before: a page that vanishes later takes nothing from its readers.
        return (PageUnchanged(subject.id, now, _revisit(subject, tools, now)),)
    return (PageFailed(subject.id, reason, tools.next["extract"]),)


def _revisit(subject: StoredPage, tools: Tools, now: datetime) -> tuple[StageKey, datetime] | None:
    """When to look for silent edits next, None after the last time."""
    times = (subject.first_seen + timedelta(hours=hours) for hours in tools.limits.revisit_hours)
    later = min((time for time in times if time > now), default=None)
    return (tools.next["fetch"], later) if later else None


def _type_of(page: Page) -> str:
    return page.content_type.partition(";")[0].strip().lower()


def _is_html(page: Page) -> bool:
    kind = _type_of(page)
    return kind in ("", "text/html", "application/xhtml+xml") or page.body[:1000].lstrip().startswith(b"<")


def _is_media(media_type: str) -> bool:
    return media_type.partition("/")[0] in ("audio", "video")
