"""Invented publishers, entries and articles, and a small hand that takes jobs through the stages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octavo.news.addresses import ArticleId, CanonicalUrl, FeedId, PublisherId, WebUrl
from octavo.news.articles import Article, Block, Entry, Page, StoredArticle, StoredPage
from octavo.news.jobs import (
    Claim,
    IndexArticle,
    Intents,
    Job,
    SaveArticle,
    SaveEntries,
    SaveFeedBody,
    SaveMarks,
    SavePage,
    StageKey,
)
from octavo.news.sources import Category, Feed, Publisher, StoredFeed
from octavo.ports import Store, Work
from octavo.work.understanding import search_words

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = 60.0

POLL, PARSE, FETCH, EXTRACT, ENRICH, INDEX, DISCOVER = (
    StageKey(name, 1) for name in ("poll", "parse", "fetch", "extract", "enrich", "index", "discover")
)

HERALD = Publisher(PublisherId("herald.example"), "The Harbour Herald", "https://herald.example/", "IE", "en")
COURIER = Publisher(PublisherId("courier.example"), "Courrier du Lac", "https://www.courier.example/", "CH", "fr")


def subscribe(store: Store, url: str = "https://herald.example/feed", **given: object) -> StoredFeed:
    """A feed of the Herald, unless told otherwise; its first poll is done."""
    feed = Feed(WebUrl(url), HERALD.id, **given)  # type: ignore[arg-type]
    stored = store.add_feeds([feed], POLL, NOW)[0]
    for claim, work in take(store, "poll", NOW + 2 * MINUTE):
        assert isinstance(work, StoredFeed)
        store.finish([(claim, ())], NOW)
    return stored


def entry(path: str, *, host: str = "herald.example", **given: object) -> Entry:
    """An entry that points to a page; its hash follows its content."""
    made = Entry(identity=path, url=WebUrl(f"https://{host}{path}"), title=f"About {path}", published=NOW - HOUR)
    made = replace(made, **given)  # type: ignore[arg-type]
    content = repr(replace(made, published=None, published_raw="", content_hash=""))
    return replace(made, content_hash=hashlib.sha256(content.encode()).hexdigest())


def article(
    path: str = "/a", *, host: str = "herald.example", text: str = "Ferries run again.", **given: object
) -> Article:
    """An article at an address."""
    made = Article(
        url=CanonicalUrl(f"https://{host}{path}"),
        title=f"About {path}",
        body=tuple(Block("paragraph", line) for line in text.split("\n")),
        published=NOW - HOUR,
        language="en",
    )
    return replace(made, **given)  # type: ignore[arg-type]


def page(url: str, body: bytes = b"<p>Ferries run again.</p>") -> Page:
    """A page that was fetched."""
    return Page(WebUrl(url), WebUrl(url), 200, body, "text/html; charset=utf-8", '"v1"', "", NOW)


def take(
    store: Store, stage: str, now: datetime = NOW, most: int = 1000, lease: float = LEASE
) -> list[tuple[Claim, Work]]:
    """Claim what is due of one stage."""
    return store.claim({stage: most}, now, lease)


def finish(store: Store, claim: Claim, *intents: object, now: datetime = NOW) -> int:
    """Finish one claim."""
    return store.finish([(claim, intents)], now)  # type: ignore[list-item]


def save_entries(store: Store, feed: FeedId, entries: Sequence[Entry], now: datetime = NOW, **given: object) -> None:
    """Save a poll's entries under a job made for it."""
    store.put([Job(POLL, feed, now)])
    (poll,) = [claim for claim, _ in take(store, "poll", now) if claim.job.subject == feed]
    finish(store, poll, SaveFeedBody(feed, page("https://herald.example/feed", b"<rss/>"), PARSE), now=now)
    (parse,) = [claim for claim, _ in take(store, "parse", now) if claim.job.subject == feed]
    assert finish(store, parse, SaveEntries(feed, tuple(entries), FETCH, now, **given), now=now)  # type: ignore[arg-type]


def save_article(store: Store, made: Article, publisher: Publisher = HERALD, now: datetime = NOW) -> None:
    """Take the page at the article's address (queued by save_entries) through fetch and extract."""
    for claim, work in take(store, "fetch", now):
        assert isinstance(work, StoredPage)
        intents: Intents = (SavePage(work.id, page(work.url), EXTRACT),)
        store.finish([(claim, intents)], now)
    for claim, work in take(store, "extract", now):
        assert isinstance(work, StoredPage)
        store.finish([(claim, (SaveArticle(work.id, made, publisher, now, ENRICH, EXTRACT),))], now)


def understand(store: Store, category: Category | None = None, now: datetime = NOW) -> list[ArticleId]:
    """Take what waits through enrich and index; the articles indexed."""
    for claim, work in take(store, "enrich", now):
        assert isinstance(work, StoredArticle)
        marks = SaveMarks(work.card.id, category or work.card.category, work.card.language, ENRICH, INDEX)
        store.finish([(claim, (marks,))], now)
    indexed = []
    for claim, work in take(store, "index", now):
        assert isinstance(work, StoredArticle)
        body = " ".join(block.text for block in work.article.body)
        found = search_words(work.article.title, body, " ".join(work.article.authors), work.card.language)
        words = IndexArticle(work.card.id, found.body, found.title, INDEX, found.authors, found.forms)
        store.finish([(claim, (words,))], now)
        indexed.append(work.card.id)
    return indexed


def publish(
    store: Store,
    feed: FeedId,
    made: Article,
    category: Category = "world",
    now: datetime = NOW,
    publisher: Publisher = HERALD,
) -> ArticleId:
    """An article through every stage, from its feed to the index."""
    path = made.url.partition("://")[2].partition("/")[2]
    host = made.url.partition("://")[2].partition("/")[0]
    save_entries(store, feed, [entry(f"/{path}", host=host)], now)
    save_article(store, made, publisher=publisher, now=now)
    understand(store, category, now)
    found = store.by_url(made.url)
    assert found is not None
    return found
