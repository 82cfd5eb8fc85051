"""A store filled with plausible articles through its public functions: what growth is measured on.

Words are drawn by Zipf's law from an invented vocabulary, so that some are in nearly every article and most in few;
publishers differ in size as they do in life; articles fall evenly over time, RATE a day, up to NOW, each about TAGS of
some thousand topics, of which few are in the news every day, and half of them in a story that began before.

    python -m benchmarks.filled PATH NUMBER      fills a store that is empty, then prints what the usual questions cost
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

from octavo.index import in_the_news, parse_query
from octavo.news.addresses import ArticleId, CanonicalUrl, FeedId, PageId, PublisherId, WebUrl
from octavo.news.articles import Article, Block, Entry, Image, Page, StoredArticle, StoredPage
from octavo.news.jobs import (
    IndexArticle,
    Intent,
    Job,
    LinkTopics,
    PageFailed,
    SaveArticle,
    SaveEntries,
    SaveFeedBody,
    SaveMarks,
    SaveWoven,
    StageKey,
)
from octavo.news.sources import CATEGORIES, Feed, Publisher
from octavo.news.stories import Copy, Evidence, Membership, Sketch, StoryId, Woven
from octavo.news.topics import TopicId, TopicLink
from octavo.ports import CardFilter, Query, Store, StoryFilter, Work, asking_for
from octavo.store import open_store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RATE = 2000
PUBLISHERS = 60
BATCH = 500
TAGS = 4
RECENT = 400
"""Stories that a new article may join."""
LANGUAGES = ("en", "en", "en", "es", "fr", "de", "ar", "zh")
COUNTRIES = ("GB", "US", "IN", "ES", "FR", "DE", "LB", "CN")
SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "ku",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
    "xu",
    "ya",
    "ze",
    "cha",
)
POLL, PARSE, FETCH, EXTRACT, ENRICH, TOPICS, WEAVE, COMPARE, INDEX = (
    StageKey(name, 1) for name in ("poll", "parse", "fetch", "extract", "enrich", "topics", "weave", "compare", "index")
)

Outcome = Callable[[int, Work], tuple[Intent, ...]]
"""From a job's subject to what its stage writes."""


class Newsroom:
    """Invented publishers, and their articles one after another."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        words = ["".join(self.chance.choices(SYLLABLES, k=self.chance.randint(1, 4))) for _ in range(20_000)]
        zipf = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self.topics = [" ".join(self.chance.choices(words, k=2)).title() for _ in range(5000)]
        self.fame = list(accumulate(1 / rank for rank in range(1, len(self.topics) + 1)))
        self.paragraphs = [" ".join(self.chance.choices(words, cum_weights=zipf, k=45)) for _ in range(4000)]
        self.publishers = [
            Publisher(
                PublisherId(f"paper{nth}.test"), f"Paper {nth}", f"https://paper{nth}.test/",
                COUNTRIES[nth % 8], LANGUAGES[nth % 8],
            )
            for nth in range(PUBLISHERS)
        ]  # fmt: skip
        self.languages = {publisher.id: publisher.language for publisher in self.publishers}
        self.begun: list[StoryId] = []
        """The last stories, oldest first."""

    def feeds(self) -> list[Feed]:
        """A feed a publisher."""
        return [Feed(WebUrl(f"https://{one.id}/feed"), one.id, language=one.language) for one in self.publishers]

    def entry(self, feed: Feed, nth: int, published: datetime) -> Entry:
        """The nth item of all."""
        title = " ".join(self.chance.choice(self.paragraphs).split()[:8]).capitalize()
        return Entry(f"item-{nth}", WebUrl(f"https://{feed.publisher}/news/{nth}"), title, published=published)

    def article(self, page: StoredPage) -> Article:
        """What a page of ours says: 180 words in four paragraphs, one of them this article's own."""
        entry = page.entry
        assert entry is not None
        own = f"Dossier {entry.identity.replace('-', '')} remains open."
        texts = [*self.chance.choices(self.paragraphs, k=4), own]
        return Article(
            url=CanonicalUrl(page.url),
            title=entry.title,
            body=tuple(Block("paragraph", text) for text in texts),
            authors=("Ada Quill",),
            published=entry.published,
            standfirst=texts[0][:160],
            image=Image(WebUrl(f"{page.url}/lead.jpg"), "A view", width=1200, height=800),
            language=page.feed_language,
        )

    def links(self, language: str) -> tuple[TopicLink, ...]:
        """What an article is about: topics of their own names, which no other shares."""
        names = dict.fromkeys(self.chance.choices(self.topics, cum_weights=self.fame, k=TAGS))
        return tuple(
            TopicLink(None, name, "person", 1 - nth / TAGS, (f"={name}",), language, (name,))
            for nth, name in enumerate(names)
        )

    def woven(self, stored: StoredArticle) -> SaveWoven:
        """Where an article belongs: half begin a story, half join one of the last, some of these as copies."""
        number, card = stored.card.id, stored.card
        joins = self.begun and self.chance.random() < 0.5
        # The younger a story, the likelier: a few grow large, most stay small.
        story = self.begun[-1 - int(len(self.begun) * self.chance.random() ** 3)] if joins else StoryId(number)
        if not joins:
            self.begun = [*self.begun[1 - RECENT :], story]
        copied = joins and self.chance.random() < 0.3
        copy = Copy(number, ArticleId(story), ArticleId(story), "whole", 0.95, 0.02) if copied else None
        evidence = (Evidence("names", 0.5, 1.5, ("Ada Quill", "Harbour")), Evidence("words", 0.4, 1.0, ("ferry",)))
        near = ArticleId(story) if joins else None
        sketch = Sketch(number, card.publisher, card.shown, card.language, "none", bytes(400))
        woven = Woven(Membership(number, story, 0.9, near, evidence if joins else ()), copy)
        return SaveWoven(sketch, woven, WEAVE, None, COMPARE, NOW)


def fill(store: Store, number: int, seed: int = 1) -> None:
    """Bring `number` articles into an empty store, through every stage's intents."""
    newsroom = Newsroom(seed)
    store.add_publishers(newsroom.publishers)
    stored = store.add_feeds(newsroom.feeds(), POLL, NOW - timedelta(days=365))
    weights = [1 / rank for rank in range(1, len(stored) + 1)]
    for start in range(0, number, BATCH):
        now = NOW - timedelta(days=(number - start) / RATE)
        size = min(BATCH, number - start)
        entries: defaultdict[FeedId, list[Entry]] = defaultdict(list)
        for nth, feed in enumerate(newsroom.chance.choices(stored, weights, k=size)):
            entries[feed.id].append(newsroom.entry(feed.feed, start + nth, now + timedelta(days=(nth - size) / RATE)))
        _poll(store, entries, now)
        _work(store, newsroom, now)


def _poll(store: Store, entries: dict[FeedId, list[Entry]], now: datetime) -> None:
    store.put(Job(POLL, feed, now) for feed in entries)
    url = WebUrl("https://paper.test/feed")
    body = Page(url, url, 200, b"<rss/>")
    _finish(store, "poll", now, lambda claim, work: (SaveFeedBody(FeedId(claim), body, PARSE),))
    _finish(
        store, "parse", now, lambda feed, work: (SaveEntries(FeedId(feed), tuple(entries[FeedId(feed)]), FETCH, now),)
    )


def _outcomes(newsroom: Newsroom) -> dict[str, Outcome]:
    """What each stage after parsing makes of its subject, in order."""

    def fetch(subject: int, work: Work) -> tuple[Intent, ...]:
        return (PageFailed(PageId(subject), "not asked", EXTRACT),)

    def extract(subject: int, work: Work) -> tuple[Intent, ...]:
        assert isinstance(work, StoredPage)
        given = Publisher(work.publisher or PublisherId("paper.test"), "")
        return (SaveArticle(work.id, newsroom.article(work), given, NOW, ENRICH, EXTRACT),)

    def enrich(subject: int, work: Work) -> tuple[Intent, ...]:
        assert isinstance(work, StoredArticle)
        marks = SaveMarks(subject, CATEGORIES[subject % 97 % len(CATEGORIES)], "", ENRICH, INDEX)
        links = LinkTopics(subject, newsroom.links(work.article.language), TopicId(0), TOPICS)
        return (marks, links, newsroom.woven(work))

    def index(subject: int, work: Work) -> tuple[Intent, ...]:
        assert isinstance(work, StoredArticle)
        title, body = work.article.title.lower(), " ".join(block.text for block in work.article.body).lower()
        return (IndexArticle(subject, f"{title} {body.replace('.', '')}", title, INDEX),)

    return {"fetch": fetch, "extract": extract, "enrich": enrich, "index": index}


def _work(store: Store, newsroom: Newsroom, now: datetime) -> None:
    for stage, outcome in _outcomes(newsroom).items():
        _finish(store, stage, now, outcome)


def _finish(store: Store, stage: str, now: datetime, outcome: Outcome) -> None:
    claims = store.claim({stage: BATCH}, now, 600)
    store.finish([(claim, outcome(claim.job.subject, work)) for claim, work in claims], now)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What pages ask of a store, by name."""
    third_page = store.latest(CardFilter(), 90)[-1]
    after = (third_page.shown, third_page.id)
    common = store.search(Query(), 1)[0].card.title.lower().split()[0]
    return {
        "latest": lambda: store.latest(CardFilter(), 30),
        "latest, page 4": lambda: store.latest(CardFilter(), 30, after),
        "latest of a category": lambda: store.latest(CardFilter(category="sport"), 30),
        "latest of a publisher": lambda: store.latest(CardFilter(publisher=PublisherId("paper0.test")), 30),
        "latest in two languages": lambda: store.latest(CardFilter(languages=("fr", "ar")), 30),
        "latest of a country": lambda: store.latest(CardFilter(countries=("LB",)), 30),
        "search, a common word": lambda: store.search(asking_for(common), 20),
        "search, filters only": lambda: store.search(parse_query("lang:en", NOW), 20),
        "search, count": lambda: store.count(asking_for(common)),
        "article": lambda: store.article(third_page.id),
        "neighbours": lambda: store.neighbours(third_page.id),
        "stories": lambda: store.stories(StoryFilter(), 30),
        "stories to rank": lambda: store.stories(StoryFilter(since=NOW - timedelta(days=2)), 500),
        "a story": lambda: store.story(store.stories(StoryFilter(least_publishers=5), 1)[0].id),
        "trends": lambda: in_the_news(store, NOW, 30),
        "health": lambda: store.health(NOW),
        "status": lambda: store.status(NOW),
        "claim, nothing due": lambda: store.claim({"poll": 10, "fetch": 64, "extract": 4}, NOW, 60),
    }


def finishing(store: Store, rounds: int = 15) -> tuple[float, float]:
    """Milliseconds (median, worst) that 64 results of one stage take to be stored: pages, new articles, their words."""
    newsroom, taken = Newsroom(seed=2), []
    feed = store.feeds()[0]
    for batch in range(rounds):
        entries = [newsroom.entry(feed.feed, 10_000_000 + 64 * batch + nth, NOW) for nth in range(64)]
        _poll(store, {feed.id: entries}, NOW)
        for stage, outcome in _outcomes(newsroom).items():
            claims = store.claim({stage: 64}, NOW, 600)
            done = [(claim, outcome(claim.job.subject, work)) for claim, work in claims]
            began = time.perf_counter()
            store.finish(done, NOW)
            taken.append((time.perf_counter() - began) * 1000)
    return median(taken), max(taken)


def milliseconds(question: Callable[[], object], times: int = 30) -> float:
    """The median of several askings, after one to warm up."""
    question()
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        question()
        taken.append(time.perf_counter() - began)
    return median(taken) * 1000


def main(arguments: Iterable[str]) -> None:
    """Fill, then print a line a question."""
    path, number = arguments
    store = open_store(Path(path))
    if not store.feeds():
        began = time.perf_counter()
        fill(store, int(number))
        seconds = time.perf_counter() - began
        print(f"{number} articles in {seconds:.1f} s, {int(number) / seconds:.0f} a second")
    for name, question in questions(store).items():
        print(f"{name:26} {milliseconds(question):8.2f} ms")
    middle, worst = finishing(store)
    print(f"{'finish, 64 results':26} {middle:8.2f} ms (worst {worst:.0f} ms)")
    store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
