"""A store with articles in it that were brought there as the stages would, but for what a measure does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from octavo.enrich.vector import lead_of
from octavo.models.embedders import MODEL, bundled_embedder
from octavo.news.addresses import FeedId, PageId, PublisherId, WebUrl
from octavo.news.articles import Article, Entry, Page, StoredArticle
from octavo.news.jobs import (
    IndexArticle,
    Intent,
    Job,
    PageFailed,
    SaveArticle,
    SaveEntries,
    SaveFeedBody,
    SaveMarks,
    SaveVector,
    StageKey,
)
from octavo.news.sources import Feed, Publisher
from octavo.ports import Store, Work
from octavo.text.addresses import host_of
from octavo.work.understanding import search_words

BATCH = 200
POLL, PARSE, FETCH, EXTRACT, ENRICH, INDEX = (
    StageKey(name, 1) for name in ("poll", "parse", "fetch", "extract", "enrich", "index")
)
_FEED = WebUrl("https://archive.example/feed")
_PUBLISHER = Publisher(PublisherId("archive.example"), "Archive", "https://archive.example/")


def bring(store: Store, articles: Iterable[Article], now: datetime) -> None:
    """Bring articles in, each under the publisher of its host, with vectors of the bundled model, into the index."""
    store.add_publishers([_PUBLISHER])
    feed = store.add_feeds([Feed(_FEED, _PUBLISHER.id)], POLL, now - timedelta(days=36500))[0]
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        _bring(store, feed.id, {article.url: article for article in batch}, now)


def _bring(store: Store, feed: FeedId, articles: dict[str, Article], now: datetime) -> None:
    store.put([Job(POLL, feed, now)])
    entries = tuple(
        Entry(url, WebUrl(url), article.title, published=article.published) for url, article in articles.items()
    )
    steps: dict[str, Callable[[int, Work], tuple[Intent, ...]]] = {
        "poll": lambda subject, work: (SaveFeedBody(feed, Page(_FEED, _FEED, 200, b"<rss/>"), PARSE),),
        "parse": lambda subject, work: (SaveEntries(feed, entries, FETCH, now),),
        "fetch": lambda subject, work: (PageFailed(PageId(subject), "not asked", EXTRACT),),
        "extract": lambda subject, work: (_extracted(PageId(subject), work, articles, now),),
    }
    for stage, step in steps.items():
        claims = store.claim({stage: 10 * BATCH}, now, 600)
        store.finish([(claim, step(claim.job.subject, work)) for claim, work in claims], now)
    claims = store.claim({"enrich": 10 * BATCH}, now, 600)
    stored = [work for _, work in claims if isinstance(work, StoredArticle)]
    vectors = _embedded(stored)
    understood = [
        (claim, (_enriched(one), SaveVector(one.card.id, MODEL, vector)))
        for (claim, _), one, vector in zip(claims, stored, vectors, strict=True)
    ]
    store.finish(understood, now)
    claims = store.claim({"index": 10 * BATCH}, now, 600)
    store.finish([(claim, (_indexed(work),)) for claim, work in claims], now)


def _extracted(page: PageId, work: Work, articles: dict[str, Article], now: datetime) -> Intent:
    article = articles[work.url]  # type: ignore[union-attr]
    host = host_of(article.url)
    return SaveArticle(page, article, Publisher(PublisherId(host), host, f"https://{host}/"), now, ENRICH, EXTRACT)


def _enriched(stored: StoredArticle) -> Intent:
    return SaveMarks(stored.card.id, stored.card.category, stored.article.language, ENRICH, INDEX)


def _indexed(work: Work) -> Intent:
    assert isinstance(work, StoredArticle)
    article = work.article
    body = "\n".join((article.standfirst, *(block.text for block in article.body)))
    found = search_words(article.title, body, " ".join(article.authors), article.language)
    return IndexArticle(work.card.id, found.body, found.title, INDEX, found.authors, found.forms)


def _embedded(stored: Sequence[StoredArticle]) -> list[tuple[float, ...]]:
    leads = [lead_of(one.article) for one in stored]
    found: list[tuple[float, ...]] = []
    for at in range(0, len(leads), 32):
        found += map(tuple, bundled_embedder().embed(leads[at : at + 32]))
    return found
