"""What the sample newsroom's articles are about, against its labels, from page to topic.

Every article is read from its served page, enriched and linked in the order of publication, through a store of its own.
A label (the full name of what an article is about, one spelling for all languages) is found where one of the article's
topics has it among its spellings. Publishers' keywords are among the input, as they are in life; the labels never are.
The newsroom ships with Octavo: nothing is read from the folder of sets.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean

import httpx

from evaluation.figures import HERE, Figure, Measure
from octavo.enrich import marks_of
from octavo.enrich.identity import links_for
from octavo.enrich.names import SAME, same_name
from octavo.extract import read_page
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId, PageId, WebUrl
from octavo.news.articles import Article, Entry, Page, StoredArticle
from octavo.news.jobs import (
    Intent,
    Job,
    LinkTopics,
    PageFailed,
    SaveArticle,
    SaveEntries,
    SaveFeedBody,
    SaveMarks,
    StageKey,
)
from octavo.news.topics import Topic, Unlinked
from octavo.ports import Store, Work
from octavo.sample import sample_feeds, sample_publishers
from octavo.sample.newsroom import Piece, newsroom
from octavo.sample.pressroom import SCHEME
from octavo.sample.site import sample_site
from octavo.store import open_store

EPOCH = date(2031, 5, 14)
AFTER = datetime(2031, 5, 15, tzinfo=UTC)
"""When all of day 0 is out."""

MANY = 3
"""Articles with a label from which on it is asked whether the archive has one topic of it."""

KINDS = HERE / "newsroom_kinds.toml"
"""Kind to the labels of that kind; what is in none (ships, works, subjects) is not asked for."""

POLL, PARSE, FETCH, EXTRACT, ENRICH, TOPICS = (
    StageKey(name, 1) for name in ("poll", "parse", "fetch", "extract", "enrich", "topics")
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The newsroom, linked."""

    topics: dict[str, tuple[Topic, ...]]
    """Article to what it is about."""
    labels: dict[str, tuple[str, ...]]
    """Article to what its label says."""


def read_articles() -> dict[str, Article]:
    """Every article as its served page says, oldest first."""
    return asyncio.run(_read())


async def _read() -> dict[str, Article]:
    site = httpx.ASGITransport(sample_site(EPOCH, now=lambda: AFTER))
    found = {}
    async with httpx.AsyncClient(transport=site) as browser:
        for piece in sorted(newsroom().pieces.values(), key=lambda piece: piece.published(EPOCH)):
            url = WebUrl(f"{SCHEME}://{piece.house.host}{piece.path(EPOCH)}")
            answer = await browser.get(url)
            page = Page(url, url, answer.status_code, answer.content, answer.headers["content-type"])
            article = read_page(page, None).article
            if article is not None:
                found[piece.key] = article
    return found


def link_articles(articles: dict[str, Article]) -> Linked:
    """Every article's topics, when all are linked."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "octavo.db")
        try:
            numbers = bring_articles(store, articles)
            topics = {key: tuple(_topics(store, number)) for key, number in numbers.items()}
        finally:
            store.close()
    return Linked(topics, {key: newsroom().pieces[key].topics for key in articles})


def bring_articles(store: Store, articles: dict[str, Article]) -> dict[str, ArticleId]:
    """Bring every article into an empty store, each linked to its topics before the next one is; their ids."""
    return {key: _brought(store, newsroom().pieces[key], article) for key, article in articles.items()}


def _brought(store: Store, piece: Piece, article: Article) -> ArticleId:
    """The article, brought into the store and linked before the next one is."""
    now = piece.published(EPOCH)
    if not store.feeds():
        store.add_publishers(sample_publishers())
        store.add_feeds(sample_feeds(), POLL, now)
    feed = next(one for one in store.feeds() if one.feed.publisher == piece.house.host)
    publisher = next(one for one in sample_publishers() if one.id == piece.house.host)
    store.put([Job(POLL, feed.id, now)])
    url = WebUrl(article.url)
    entry = Entry(piece.key, url, article.title, published=now)
    steps: dict[str, Callable[[int, Work], Intent]] = {
        "poll": lambda subject, work: SaveFeedBody(feed.id, Page(url, url, 200, b"<rss/>"), PARSE),
        "parse": lambda subject, work: SaveEntries(feed.id, (entry,), FETCH, now),
        "fetch": lambda subject, work: PageFailed(PageId(subject), "not asked", EXTRACT),
        "extract": lambda subject, work: SaveArticle(PageId(subject), article, publisher, now, ENRICH, EXTRACT),
        "enrich": _enriched,
        "topics": _linked,
    }
    last = 0
    for stage, step in steps.items():
        claims = store.claim({stage: 1000}, now, 60)
        store.finish([(claim, (step(claim.job.subject, work),)) for claim, work in claims], now)
        last = claims[0][0].job.subject
    return ArticleId(last)


def _enriched(subject: int, work: Work) -> Intent:
    assert isinstance(work, StoredArticle)
    marks = marks_of(work.article, work.feed_category, MODELS)
    return SaveMarks(subject, marks.category, marks.language.code, ENRICH, TOPICS, marks)


def _linked(subject: int, work: Work) -> Intent:
    assert isinstance(work, Unlinked)
    return LinkTopics(subject, links_for(work), work.newest, TOPICS)


def _topics(store: Store, article: ArticleId) -> Iterator[Topic]:
    for tag in store.tags([article], 10).get(article, ()):
        yield store.topic(tag.slug)


def means(topic: Topic, label: str) -> bool:
    """Whether one of a topic's spellings is the label's name."""
    return any(same_name(label, alias.name, topic.kind, ("en", alias.language)) >= SAME for alias in topic.aliases)


def measure(folder: Path) -> Iterator[Figure]:
    """Recall of labels; how surely a label's articles have one topic; how many of those topics have the right kind."""
    began = time.monotonic()
    linked = link_articles(read_articles())
    kinds = {name: kind for kind, names in tomllib.loads(KINDS.read_text("utf-8")).items() for name in names}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    right_kind: list[bool] = []
    asked = 0
    for key, labels in linked.labels.items():
        for label in labels:
            asked += 1
            topic = next((topic for topic in linked.topics[key] if means(topic, label)), None)
            if topic is not None:
                found[label][topic.slug] += 1
                if label in kinds:
                    right_kind.append(topic.kind == kinds[label])
    one = [max(slugs.values()) / slugs.total() for slugs in found.values() if slugs.total() >= MANY]
    recall = sum(slugs.total() for slugs in found.values()) / asked
    seconds = time.monotonic() - began
    yield Figure("newsroom", "topics_recall", recall, asked, seconds)
    yield Figure("newsroom", "topics_one_of_each", mean(one), len(one), seconds)
    yield Figure("newsroom", "topics_kind_right", mean(right_kind), len(right_kind), seconds)


MEASURES: dict[str, Measure] = {"newsroom": measure}
