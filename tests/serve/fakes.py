"""A store in memory that answers what pages ask, and pictures drawn on the spot."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fastapi import FastAPI
from PIL import Image as Canvas
from tests.contract import newsroom as desk
from tests.serve import board, newsroom, tellings
from tests.serve.newsroom import NOW

from octavo.news.articles import Image, StoredArticle
from octavo.news.comparison import Comparison
from octavo.news.errors import ConnectionFailed, NotFound, ParseError
from octavo.news.jobs import Discovery, Job, Quarantined, StageKey
from octavo.news.marks import Marks
from octavo.news.readers import ALONE, Reader, ReaderSettings
from octavo.news.running import Offered, Running
from octavo.news.sources import Candidate, Edition, Feed, Publisher, StoredFeed
from octavo.news.stories import Copy, Story, StoryCard, StoryEdit
from octavo.news.topics import Pulse, Pulses, Tag, Topic, TopicDay, TopicEdit
from octavo.news.writing import WritingUse
from octavo.ports import (
    CardFilter,
    Clause,
    Facet,
    Facets,
    FeedHealth,
    Found,
    Hit,
    Query,
    Status,
    StoryFilter,
    Suggestion,
)
from octavo.serve import Doors, application
from octavo.text.words import token_spans, tokens

POLL, DISCOVER = StageKey("poll", 1), StageKey("discover", 1)


class MemoryStore:
    """What the pages use of the store, over lists. Calls that change something are kept in `calls`; `looks` counts
    those for the pulses of topics."""

    def __init__(self, articles: Sequence[StoredArticle] = (), feeds: Sequence[StoredFeed] = ()) -> None:
        self.articles = list(articles)
        self.stored_feeds = list(feeds)
        self.discoveries: dict[int, Discovery] = {}
        self.notes: dict[str, str] = {}
        self.calls: list[tuple[Any, ...]] = []
        self.given_up: list[Quarantined] = []
        self.editions: list[Offered] = []
        self.audited_acts: list[tuple[str, str, str]] = []
        self.faults: list[tuple[str, str]] = []
        self.looks = 0
        self.settings = ReaderSettings()
        self.uses: list[WritingUse] = []

    # readers

    def reader(self, reader: int) -> Reader:
        return Reader(ALONE, "reader", "administrator", NOW - timedelta(days=90), settings=self.settings)

    def set_settings(self, reader: int, settings: ReaderSettings) -> None:
        self.settings = settings

    def writing_uses(self, since: date) -> list[WritingUse]:
        return [use for use in self.uses if use.day >= since]

    # the shelf, which stays empty here

    def follows(self, reader: int) -> list[Any]:
        return []

    mutes = follows

    def saved(self, reader: int, limit: int, label: str = "", after: Any = None) -> list[Any]:
        return []

    def labels(self, reader: int) -> dict[str, int]:
        return {}

    def saved_among(self, reader: int, articles: Sequence[int]) -> dict[int, tuple[str, ...]]:
        return {}

    def seen_among(self, reader: int, articles: Sequence[int]) -> frozenset[int]:
        return frozenset()

    def see(self, reader: int, article: int, now: datetime) -> None: ...

    def story_visit(self, reader: int, story: int, now: datetime) -> None: ...

    visit_story = see

    # notices, of which there are none here

    def unread_notices(self, reader: int) -> int:
        return 0

    def notices(self, reader: int, limit: int, before: int | None = None) -> list[Any]:
        return []

    browsers = follows

    def channel_health(self, reader: int) -> dict[str, Any]:
        return {}

    # comments, of which there are none here

    def comments(self, subject: Any, sort: str, limit: int, after: Any = None) -> list[Any]:
        return []

    def unseen_comments(self, author: int, subject: Any, limit: int) -> list[Any]:
        return []

    def comments_below(self, comments: Sequence[int], limit: int, after: Any = None) -> dict[int, list[Any]]:
        return {}

    def comment_count(self, subject: Any) -> int:
        return 0

    def comment(self, comment: int) -> Any:
        raise NotFound("there is no such comment")

    # archive

    def latest(self, wanted: CardFilter, limit: int, after: Any = None) -> list[Any]:
        cards = [stored.card for stored in self.articles if _fits(stored.card, wanted)]
        return [card for card in cards if after is None or (card.shown, card.id) < after][:limit]

    def cards(self, articles: Sequence[int]) -> list[Any]:
        return [self.article(one).card for one in articles]

    def first_seen_since(self, since: datetime, limit: int) -> list[int]:
        found = [stored.card.id for stored in self.articles if stored.first_seen >= since]
        return sorted(found, reverse=True)[:limit]

    def article(self, article: int) -> StoredArticle:
        for stored in self.articles:
            if stored.card.id == article:
                return stored
        raise NotFound("there is no such article")

    def by_url(self, url: str) -> int | None:
        return next((stored.card.id for stored in self.articles if stored.card.url == url), None)

    def neighbours(self, article: int) -> tuple[Any, Any]:
        cards = self.latest(CardFilter(category=self.article(article).card.category), 1000)
        at = [card.id for card in cards].index(article)  # type: ignore[arg-type]
        return cards[at - 1] if at else None, cards[at + 1] if at + 1 < len(cards) else None

    def from_publisher(self, article: int, limit: int) -> list[Any]:
        cards = self.latest(CardFilter(publisher=self.article(article).card.publisher), 1000)
        return [card for card in cards if card.id != article][:limit]

    def languages(self) -> dict[str, int]:
        codes = [stored.card.language for stored in self.articles]
        return {code: codes.count(code) for code in dict.fromkeys(codes)}

    def countries(self) -> list[str]:
        return sorted({self.publisher(stored.card.publisher).country for stored in self.articles} - {""})

    # marks and topics

    def marks(self, article: int) -> Marks | None:
        return newsroom.marks(self.article(article))

    def topic(self, slug: str) -> Topic:
        slug = {"thalasian-strait": "strait-of-thalas"}.get(slug, slug)
        for one in newsroom.TOPICS:
            if one.slug == slug:
                return replace(one, blocked=one.blocked or ("block", one.id) in self.calls)
        raise NotFound("there is no such topic")

    def cards_about(self, topic: int, limit: int, after: Any = None, languages: Sequence[str] = ()) -> list[Any]:
        return self.latest(CardFilter(languages=tuple(languages)), limit, after)

    def volume(self, topic: int, now: datetime, days: int) -> tuple[TopicDay, ...]:
        return newsroom.days(now, days)

    def companions(self, topic: int, limit: int, language: str) -> list[Tag]:
        return [Tag(one.slug, one.name_in(language), one.kind, 4) for one in newsroom.TOPICS if one.id != topic][:limit]

    def tags(self, articles: Sequence[int], most: int) -> dict[int, list[Tag]]:
        return {
            number: [Tag(one.slug, one.name_in(self.article(number).card.language), one.kind, 0.5)
                     for one in newsroom.TOPICS if not one.blocked][:most]
            for number in articles
        }  # fmt: skip

    def find_topics(self, text: str, limit: int) -> list[Topic]:
        words = tokens(text)
        return [
            one for one in newsroom.TOPICS
            if words and any(set(words) <= set(tokens(alias.name)) for alias in one.aliases)
        ][:limit]  # fmt: skip

    def pulses(self, now: datetime, days: int, least: int, most: int, hours: int = 24) -> Pulses:
        self.looks += 1
        quiet = newsroom.days(now, days)
        every_day = tuple(replace(day, articles=80) for day in quiet)
        return Pulses(tuple(Pulse(one, 9, 4, quiet) for one in newsroom.TOPICS if not one.blocked), 80, every_day)

    def topic_edits(self, topic: int | None = None, limit: int = 100) -> list[TopicEdit]:
        return [one for one in newsroom.EDITS if topic in (None, one.topic)][:limit]

    def merge_topics(self, topic: int, into: int, now: datetime) -> None:
        self.calls.append(("merge", topic, into))

    def split_topic(self, topic: int, names: Sequence[str], now: datetime) -> Topic:
        if not names:
            raise ValueError("choose some of its spellings, and not all of them")
        self.calls.append(("split", topic, list(names)))
        return newsroom.TOPICS[1]

    def rename_topic(self, topic: int, name: str, now: datetime) -> None:
        self.calls.append(("rename", topic, name))

    def retype_topic(self, topic: int, kind: str, now: datetime) -> None:
        self.calls.append(("retype", topic, kind))

    def block_topic(self, topic: int, blocked: bool, now: datetime) -> None:
        self.calls.append(("block" if blocked else "unblock", topic))

    def undo_topic_edit(self, edit: int, now: datetime) -> None:
        if edit not in [one.id for one in newsroom.EDITS if one.undoable]:
            raise ValueError("it is undone already")
        self.calls.append(("undo", edit))

    # stories

    def story(self, story: int) -> Story:
        for one in tellings.stories(self.articles):
            if one.card.id == story or (one.card.articles > 1 and story == 77):  # 77 was merged into the treaty
                return one
        raise NotFound("there is no such story")

    def story_of(self, article: int) -> int | None:
        return self.stories_of([article]).get(article)

    def stories_of(self, articles: Sequence[int]) -> dict[int, int]:
        return {
            member.card.id: one.card.id
            for one in tellings.stories(self.articles)
            for member in one.members
            if member.card.id in articles
        }

    def stories(self, wanted: StoryFilter, limit: int) -> list[StoryCard]:
        found = [_led(one, wanted.languages) for one in tellings.stories(self.articles)]
        return [card for card in found if card and (wanted.since is None or card.last >= wanted.since)][:limit]

    def story_cards(self, stories: Sequence[int], language: str = "") -> dict[int, StoryCard]:
        return {one.card.id: one.card for one in tellings.stories(self.articles) if one.card.id in stories}

    def comparison(self, story: int) -> Comparison | None:
        return tellings.comparison(self.articles, story)  # type: ignore[arg-type]

    def copies(self, articles: Sequence[int]) -> dict[int, Copy]:
        return {copy.article: copy for copy in tellings.copies(self.articles) if copy.article in articles}

    def copies_of(self, origin: int) -> list[Copy]:
        return [copy for copy in tellings.copies(self.articles) if copy.origin == origin]

    def kin(self, article: int, limit: int) -> list[Any]:
        others = (one for one in self.articles if one.card.id != article)
        return [(one, (), ("Strait of Thalas",)) for one in others][:limit]

    def vector(self, article: int) -> tuple[str, tuple[float, ...]]:
        return "", ()

    def story_edits(self, story: int | None = None, limit: int = 100) -> list[StoryEdit]:
        return tellings.edits(self.articles)[:limit] if self.articles else []

    def merge_stories(self, story: int, into: int, now: datetime) -> None:
        if story == into:
            raise ValueError("a story is the same as itself already")
        self.calls.append(("merge", story, into))

    def split_story(self, story: int, articles: Sequence[int], now: datetime) -> int:
        if not articles:
            raise ValueError("choose some of its articles, and not all of them")
        self.calls.append(("split", story, list(articles)))
        return story

    def move_article(self, article: int, into: int | None, now: datetime) -> int:
        self.calls.append(("move", article, into))
        return into or article

    def undo_story_edit(self, edit: int, now: datetime) -> None:
        if edit not in [one.id for one in tellings.edits(self.articles) if one.undoable]:
            raise ValueError("it is undone already")
        self.calls.append(("undo", edit))

    # search

    def search(self, query: Query, limit: int, after: Any = None) -> list[Hit]:
        hits = [_hit(stored, query) for stored in self.articles if _matches(stored, query)]
        return [hit for hit in hits if after is None or (hit.card.shown, hit.card.id) < after][:limit]

    def find(self, query: Query, limit: int, *, now: datetime, offset: int = 0, **asked: Any) -> Found:
        hits = self.search(query, 1000)
        return Found(tuple(hits[offset : offset + limit]), self.facets(query), further=len(hits) > offset + limit)

    def facets(self, query: Query) -> Facets:
        hits = self.search(query, 1000)
        days = Counter(hit.card.shown.date().isoformat() for hit in hits)
        languages = Counter(hit.card.language for hit in hits)
        return Facets(
            languages=tuple(Facet(code, count) for code, count in languages.items()),
            days=tuple(Facet(one, days[one]) for one in sorted(days)),
            counted=len(hits),
        )

    def suggestions(self, text: str, most: int) -> list[Suggestion]:
        return [Suggestion("topic", topic.name, topic.slug, topic.articles) for topic in self.find_topics(text, most)]

    def count(self, query: Query, most: int = 1000) -> int:
        return min(most, len(self.search(query, most)))

    # sources

    def feeds(self) -> list[StoredFeed]:
        return self.stored_feeds

    def health(self, now: datetime) -> list[FeedHealth]:
        return [
            FeedHealth(one, self.publisher(one.feed.publisher), 120, 4.25, int(one.id == 1))
            for one in self.stored_feeds
        ]

    def feed_health(self, feed: int, now: datetime) -> FeedHealth:
        for one in self.health(now):
            if one.stored.id == feed:
                return one
        raise NotFound("there is no such feed")

    def publisher(self, publisher: str) -> Publisher:
        for one in newsroom.PUBLISHERS:
            if one.id == publisher:
                return one
        raise NotFound("there is no such publisher")

    def publishers(self) -> list[Publisher]:
        return list(newsroom.PUBLISHERS)

    def discover(self, address: str, then: StageKey, now: datetime) -> int:
        self.calls.append(("discover", address, then))
        self.discoveries[7] = Discovery(7, address, "waiting")
        return 7

    def discovery(self, discovery: int) -> Discovery:
        if discovery not in self.discoveries:
            raise NotFound("there is no such search")
        return self.discoveries[discovery]

    def add_feeds(self, feeds: Iterable[Feed], poll: StageKey, now: datetime) -> list[StoredFeed]:
        added = [StoredFeed(100 + number, feed, newsroom.FeedState()) for number, feed in enumerate(feeds)]  # type: ignore[arg-type]
        self.calls.append(("add_feeds", [one.feed.url for one in added]))
        return added

    def pause(self, feed: int, paused: bool, poll: StageKey, now: datetime) -> None:
        self.calls.append(("pause", feed, paused))

    def poll_now(self, feeds: Sequence[int] | None, poll: StageKey, now: datetime) -> int:
        self.calls.append(("poll_now", feeds))
        return len(self.stored_feeds) if feeds is None else len(feeds)

    def remove(self, feeds: Sequence[int], *, articles: bool) -> int:
        self.calls.append(("remove", feeds, articles))
        return len(feeds)

    # queue and housekeeping

    def quarantined(self, limit: int = 100) -> list[Quarantined]:
        return self.given_up[:limit]

    def requeue(self, stage: str, subject: int, now: datetime) -> bool:
        self.calls.append(("requeue", stage, subject))
        return True

    def backlog(self, now: datetime) -> dict[str, tuple[int, int, int]]:
        return {"poll": (0, 5, 0), "fetch": (12, 3, 1), "extract": (2, 0, 0)}

    def status(self, now: datetime) -> Status:
        days = tuple((f"{(now - timedelta(days=13 - n)).date()}", (n * 37) % 90 + 4) for n in range(14))
        reasons = (("a list of links, not an article", 14), ("a page that asks for consent", 3))
        return Status(len(self.articles), 31, 40, 38, 6, len(self.stored_feeds), 5_300_000, 1, days, reasons)

    def not_articles(self, limit: int = 200) -> list[tuple[str, str, str]]:
        return [("https://harbourpost.example/topics/strait", "index", "a list of links, not an article")]

    # how the place runs, and what is set while it does

    def running(self, now: datetime, days: int, hours: int, most: int) -> Running:
        return board.running(now, days)

    def worker_seen(self) -> datetime | None:
        return NOW

    def is_writable(self) -> bool:
        return True

    def is_migrated(self) -> bool:
        return True

    def totals(self) -> tuple[dict[str, tuple[int, float]], dict[tuple[str, str], int]]:
        return {"fetch": (340, 51.5)}, {("poll", "HTTP 404"): 3}

    def note_faults(self, faults: Iterable[Any]) -> None:
        self.faults += [(one.place, one.kind) for one in faults]

    def live_settings(self) -> dict[str, str]:
        return {}

    def offered(self) -> list[Offered]:
        return self.editions

    def audit(self, by: int | None, act: str, subject: str, detail: str, now: datetime) -> None:
        self.audited_acts.append((act, subject, detail))

    def queue_lengths(self) -> dict[str, int]:
        return {"held": 3, "reported": 1}

    def note(self, key: str) -> str | None:
        return self.notes.get(key)

    def set_note(self, key: str, value: str | None) -> None:
        self.notes[key] = value or ""


class DrawnImages:
    """Pictures of one tone with a horizon; one whose address holds `broken` fails."""

    async def get(self, image: Image, width: int) -> tuple[bytes, str]:
        if "broken" in image.url:
            raise ConnectionFailed("the picture's host does not answer", subject=image.url)
        height = width * (image.height or 2) // (image.width or 3)
        canvas = Canvas.new("RGB", (width, height), (150, 163, 168))
        canvas.paste((94, 110, 112), (0, height * 3 // 5, width, height))
        out = io.BytesIO()
        canvas.save(out, "JPEG", quality=60)
        return out.getvalue(), "image/jpeg"


class Yard:
    """What the doors lead to in tests."""

    def __init__(
        self, store: MemoryStore, sample: bool = False, editions: tuple[Edition, ...] = newsroom.EDITIONS
    ) -> None:
        self.store = store
        self.sample = sample
        self.trouble = self.vectors_wait = ""
        self.changes = 0
        self.doors = Doors(
            poll=POLL, discover=DISCOVER, add_edition=self.add_edition, add_candidates=self.add_candidates,
            add_feeds=lambda feeds: store.add_feeds(feeds, POLL, NOW),
            read_opml=self.read_opml, write_opml=lambda feeds, publishers: b"<opml/>", editions=editions,
            publishers=newsroom.PUBLISHERS, sample_here=lambda: self.sample_here(), remove_sample=self.remove_sample,
            facts={"Store": "octavo.db"}, trouble=lambda: self.trouble, vectors_wait=lambda: self.vectors_wait,
            changed=self.change, settings=lambda: board.SETTINGS,
        )  # fmt: skip

    def change(self) -> None:
        self.changes += 1

    def sample_here(self) -> bool:
        return self.sample

    def add_edition(self, edition: str) -> list[StoredFeed]:
        self.store.calls.append(("add_edition", edition))
        return self.store.stored_feeds[:3]

    def add_candidates(self, candidates: Sequence[Candidate], category: str | None) -> list[StoredFeed]:
        self.store.calls.append(("add_candidates", [one.url for one in candidates], category))
        return self.store.stored_feeds[: len(candidates)]

    def read_opml(self, content: bytes) -> tuple[list[Feed], list[str]]:
        if not content.startswith(b"<opml"):
            raise ParseError("the file is no OPML")
        return [one.feed for one in newsroom.feeds()], ["no address: Tides"] if b"Tides" in content else []

    def remove_sample(self) -> int:
        self.sample = False
        self.store.calls.append(("remove_sample",))
        return 5


def full_store() -> MemoryStore:
    """The newsroom's articles and feeds, a job given up, and a finished look behind an address."""
    store = MemoryStore(tellings.with_copy(newsroom.articles()), newsroom.feeds())
    job = Job(StageKey("extract", 1), 31, NOW)
    store.given_up = [
        Quarantined(job, "https://valley.example/huge", 5, "took longer than 20 s", NOW - timedelta(hours=2))
    ]
    candidates = (
        Candidate("https://valley.example/rss.xml", "Valley Broadcasting", "RSS 2.0", 40, NOW - timedelta(minutes=30)),  # type: ignore[arg-type]
        Candidate("https://valley.example/comments.xml", "Comments", "Atom 1.0", 10, None, "comments, not articles"),  # type: ignore[arg-type]
    )
    store.discoveries = {
        1: Discovery(1, "https://valley.example/", "waiting"),
        2: Discovery(2, "https://valley.example/", "done", candidates),
        3: Discovery(3, "https://nowhere.example/", "failed", (), "No host has this name."),
    }
    return store


def idle_doors(**more: Any) -> Doors:
    """Doors behind which nothing happens, but for those named."""
    given: dict[str, Any] = {
        "poll": desk.POLL,
        "discover": desk.DISCOVER,
        "add_edition": lambda edition: (),
        "add_candidates": lambda candidates, category: (),
        "add_feeds": lambda feeds: (),
        "read_opml": lambda content: ((), ()),
        "write_opml": lambda feeds, publishers: b"",
    }
    return Doors(**given | more)


def app_of(store: MemoryStore, yard: Yard | None = None, **more: Any) -> FastAPI:
    """The application over a memory store, at the newsroom's moment."""
    given = {"clock": lambda: NOW, "hosts": ("octavo.test",), "version": "0.1.0"} | more
    return application(store, DrawnImages(), doors=(yard or Yard(store)).doors, **given)  # type: ignore[arg-type]


def _led(story: Story, languages: Sequence[str]) -> StoryCard | None:
    """Its card, led by its newest article in one of these languages; None where it has none."""
    cards = [member.card for member in story.members if not languages or member.card.language in languages]
    if not cards:
        return None
    return story.card if story.card.lead in cards else replace(story.card, lead=cards[0])


def _fits(card: Any, wanted: CardFilter) -> bool:
    return (
        (wanted.category is None or card.category == wanted.category)
        and (wanted.publisher is None or card.publisher == wanted.publisher)
        and (not wanted.languages or card.language in wanted.languages)
        and (not wanted.media or (card.has_audio if wanted.media == "audio" else card.has_video))
    )


def _matches(stored: StoredArticle, query: Query) -> bool:
    text = f" {' '.join(tokens(f'{stored.card.title} {stored.card.summary}'))} "

    def holds(clause: Clause) -> bool:
        if clause.field is None:
            return any(f" {term.words} " in text for term in clause.terms)
        return clause.field != "language" or stored.card.language in clause.values

    return all(holds(clause) != clause.without for clause in query.clauses)


def _hit(stored: StoredArticle, query: Query) -> Hit:
    snippet = stored.card.summary or stored.card.title
    wanted = {token for clause in query.words for term in clause.terms for token in term.words.split()}
    return Hit(
        stored.card, snippet, tuple((start, end) for token, start, end in token_spans(snippet) if token in wanted)
    )
