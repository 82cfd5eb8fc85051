"""Every port in one place: what the rooms and the pages need from outside, as Protocols.

The stores are synchronous and thread-safe (call them from a thread where a loop runs); the network is asynchronous.
Each reader asks for the narrowest port that serves it; `Store` is all of the store's ports together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, ParamSpec, Protocol, TypeVar

from octavo.news.addresses import ArticleId, CanonicalUrl, FeedId, PublisherId, WebUrl
from octavo.news.articles import Card, Image, Incoming, Page, PageKind, StoredArticle, StoredPage
from octavo.news.comparison import Comparison, Reports
from octavo.news.jobs import Claim, Discovery, Intents, Job, Quarantined, StageKey
from octavo.news.marks import Marks, TopicKind
from octavo.news.readers import AuditEntry, Reader, ReaderId, ReaderSettings, Role, Session, TokenKind
from octavo.news.shelf import Follow, FollowKind, Mute, MuteKind, Saved, Seen, Visit
from octavo.news.sources import Category, Feed, Publisher, StoredFeed
from octavo.news.stories import Copy, Sketch, Story, StoryCard, StoryEdit, StoryId, Unwoven, Woven
from octavo.news.topics import Pulses, Tag, Topic, TopicDay, TopicEdit, TopicId, TopicSlug, Unlinked

P = ParamSpec("P")
T = TypeVar("T")


class Clock(Protocol):
    """The time; passed in, never asked for inside a decision."""

    def __call__(self) -> datetime:
        """Now, with zone UTC."""
        ...


# ── network ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Ask:
    """What to fetch, and how much of it."""

    url: WebUrl
    accept: str = "*/*"
    etag: str = ""
    last_modified: str = ""
    max_bytes: int = 15 << 20
    """Of the decoded body."""
    seconds: float = 30.0
    """For the whole answer, redirects included."""
    span: tuple[int, int] | None = None
    """The first and last byte wanted, both counted from 0 (RFC 9110, Range); a server may send the whole all the same,
    which the answer's status 200 in place of 206 tells."""
    obey_robots: bool = False
    """For article pages and discovery; feeds are polled because somebody asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came."""

    page: Page
    """Its body is empty where not_modified."""
    not_modified: bool = False
    permanent: WebUrl | None = None
    """Where only permanent redirects (301, 308) led, None where there were none or a temporary one among them."""
    max_age: float | None = None
    """Cache-Control max-age in seconds, where given."""
    retry_after: float | None = None


class Fetcher(Protocol):
    """The one guarded way to the network."""

    async def get(self, ask: Ask) -> Answer:
        """Fetch with every limit, check and courtesy. Raises FetchError (its kinds tell what happened)."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail, ready to go."""

    to: str
    """One address."""
    subject: str
    plain: str
    """Its text; every letter has one."""
    html: str = ""
    """The same as a page, with nothing in it that is loaded from elsewhere."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """More of them, such as List-Unsubscribe."""


class Letters(Protocol):
    """The post."""

    async def send(self, letter: Letter) -> None:
        """Hand a letter to the mail server. Raises LetterError."""
        ...


class Images(Protocol):
    """Pictures of articles, fetched through the guarded client, resized and kept."""

    async def get(self, image: Image, width: int) -> tuple[bytes, str]:
        """The picture no wider than `width` pixels, and its MIME type. Raises FetchError or ProcessorError."""
        ...


class Processor(Protocol):
    """CPU work in processes that can be stopped: limits on time and memory, one hostile input hurts only itself."""

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a picklable module-level function. Raises OutOfTime, OutOfMemory, or what the function raises."""
        ...


# ── models ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class LanguageGuesser(Protocol):
    """Which language a text is in."""

    def guess(self, text: str) -> list[tuple[str, float]]:
        """ISO 639 codes with probabilities, most likely first; empty where the text has no letters."""
        ...


class Embedder(Protocol):
    """Texts to vectors of unit length in one space."""

    model: str
    """Its id, kept with every vector."""
    languages: frozenset[str]
    """In which its space is good; others embed, but mean less."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, in order; batches are cheaper than single calls."""
        ...


class Encoder(Protocol):
    """The model that articles' vectors are made by, wherever it runs."""

    model: str
    """Its id, kept with every vector: only vectors of one model compare."""

    async def encode(self, text: str) -> Sequence[float]:
        """A vector of unit length. Calls under way at once travel together.

        Raises HostBusy while the model cannot be had, ModelError for a text that it refuses.
        """
        ...


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name that a tagger saw: a span, and what it takes it for."""

    start: int
    end: int
    label: Literal["PER", "LOC", "ORG", "MISC"]
    score: float = 1.0


class Tagger(Protocol):
    """Names in a text, as a statistical model sees them; rules over document and archive come after."""

    model: str
    languages: frozenset[str]

    def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
        """The names of each text, in order, not overlapping."""
        ...


def _no_guesser() -> LanguageGuesser | None:
    return None


def _no_tagger(language: str) -> Tagger | None:
    return None


def _no_embedder() -> Embedder | None:
    return None


@dataclass(frozen=True, slots=True)
class Models:
    """How to come by each model in the process that needs it: module-level functions that load it once a process."""

    guesser: Callable[[], LanguageGuesser | None] = _no_guesser
    tagger: Callable[[str], Tagger | None] = _no_tagger
    """By language (ISO 639-1); None where there is none for it."""
    embedder: Callable[[], Embedder | None] = _no_embedder


# ── the store ────────────────────────────────────────────────────────────────────────────────────────────────────────

Work = StoredFeed | StoredPage | StoredArticle | Unlinked | Unwoven | Reports | Discovery | tuple[StoredFeed, Page]
"""What a stage works on: poll a StoredFeed; parse a StoredFeed with its new Page; fetch and extract a StoredPage;
enrich and index a StoredArticle; topics an article's Unlinked hashtags; weave an Unwoven article; compare a story's
Reports; discover a Discovery."""


class Queue(Protocol):
    """Jobs, in the store, so that a result and its job's completion commit together."""

    def put(self, jobs: Iterable[Job]) -> int:
        """Queue jobs; one that waits under its stage and subject keeps the earlier due time. How many are new."""
        ...

    def claim(self, stages: Mapping[str, int], now: datetime, lease: float) -> list[tuple[Claim, Work]]:
        """Take due jobs: at most stages[name] of each stage named, highest priority then longest due first, held for
        `lease` seconds. A job whose lease ran out may be claimed again under a new token. A job whose subject is gone
        is dropped."""
        ...

    def finish(self, done: Iterable[tuple[Claim, Intents]], now: datetime) -> int:
        """Apply each claim's intents and end its job, all in one transaction; a claim whose token is no longer current
        is passed over whole. How many were applied."""
        ...

    def fail(self, claim: Claim, reason: str, retry_at: datetime | None) -> None:
        """Give a job back until retry_at, or quarantine it where that is None. Passed over where the token is stale."""
        ...

    def release(self, claims: Iterable[Claim], until: datetime | None = None) -> None:
        """Give jobs back unharmed, as if never claimed: at a stop, or because their host has enough to do; in that case
        they are not due before `until`."""
        ...

    def next_due(self, stages: Iterable[str]) -> datetime | None:
        """When the next job of these stages becomes due or free, None where there is none."""
        ...

    def backlog(self, now: datetime) -> Mapping[str, tuple[int, int, int]]:
        """Per stage: due now, waiting for later, quarantined."""
        ...

    def quarantined(self, limit: int = 100) -> list[Quarantined]: ...

    def requeue(self, stage: str, subject: int, now: datetime) -> bool:
        """Take a job out of quarantine, to be tried afresh. Whether it was there."""
        ...

    def reprocess(self, stage: StageKey, now: datetime) -> int:
        """Queue, at priority -1 and newest first, every subject whose result an older version of the stage made;
        articles to be woven oldest first, as they came."""
        ...

    def embed_again(self, stage: StageKey, model: str, now: datetime) -> int:
        """The same for every article whose vector is missing or not of this model. How many."""
        ...

    def vectors(self) -> Mapping[str, int]:
        """How many articles have a vector of each model."""
        ...


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One line of the sources page."""

    stored: StoredFeed
    publisher: Publisher
    articles: int
    per_day: float
    """Articles a day over the last 14 days (since it was added, where that is less)."""
    quarantined: int = 0
    problems: tuple[str, ...] = ()
    """What was wrong in the feed's bytes and worked round, or why they could not be read, in words."""


class Sources(Protocol):
    """Publishers and feeds."""

    def add_publishers(self, publishers: Iterable[Publisher]) -> int:
        """Add or complete publishers; what an operator changed stays. How many are new."""
        ...

    def add_feeds(self, feeds: Iterable[Feed], poll: StageKey, now: datetime) -> list[StoredFeed]:
        """Subscribe; a feed there already keeps its state, and takes a folder and extras where it had none. First polls
        are queued, spread over a minute by host. Unknown publishers are made from the feed."""
        ...

    def feeds(self) -> list[StoredFeed]: ...
    def feed(self, feed: FeedId) -> StoredFeed: ...
    def feed_by_url(self, url: WebUrl) -> StoredFeed | None: ...
    def health(self, now: datetime) -> list[FeedHealth]:
        """Of every feed, for lists of them."""
        ...

    def feed_health(self, feed: FeedId, now: datetime) -> FeedHealth:
        """Of one. Raises NotFound."""
        ...

    def pause(self, feed: FeedId, paused: bool, poll: StageKey, now: datetime) -> None:
        """Stop or resume polling; resuming clears `gone` and the error count, and polls at once."""
        ...

    def poll_now(self, feeds: Sequence[FeedId] | None, poll: StageKey, now: datetime) -> int:
        """Make the poll of these feeds (all that are not paused, where None) due at once. How many."""
        ...

    def remove(self, feeds: Sequence[FeedId], *, articles: bool) -> int:
        """Unsubscribe; with articles=True also everything that came only through these feeds. How many feeds went."""
        ...

    def publisher(self, publisher: PublisherId) -> Publisher: ...
    def publishers(self) -> list[Publisher]: ...

    def discover(self, address: str, then: StageKey, now: datetime) -> int:
        """Queue a look behind an address; the id to ask for its outcome."""
        ...

    def discovery(self, discovery: int) -> Discovery: ...

    def ingest(self, pages: Iterable[Incoming], then: StageKey, now: datetime) -> int:
        """Take pages already in hand and queue `then` for each. How many are new."""
        ...


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which articles a list shows."""

    category: Category | None = None
    publisher: PublisherId | None = None
    languages: tuple[str, ...] = ()
    """Empty: all."""
    countries: tuple[str, ...] = ()
    kinds: tuple[PageKind, ...] = ()
    after: datetime | None = None
    before: datetime | None = None


Cursor = tuple[datetime, ArticleId]
"""Where a list goes on: (shown, id) of the last card seen."""


class Archive(Protocol):
    """Articles, to read."""

    def latest(self, wanted: CardFilter, limit: int, after: Cursor | None = None) -> list[Card]:
        """Newest first by (shown, id), by keyset. At most 100."""
        ...

    def article(self, article: ArticleId) -> StoredArticle:
        """Raises NotFound."""
        ...

    def by_url(self, url: CanonicalUrl) -> ArticleId | None: ...

    def neighbours(self, article: ArticleId) -> tuple[Card | None, Card | None]:
        """The next newer and next older article of the same category."""
        ...

    def from_publisher(self, article: ArticleId, limit: int) -> list[Card]:
        """More by the same publisher, newest first, without this one."""
        ...

    def languages(self) -> Mapping[str, int]:
        """How many articles of each language."""
        ...

    def marks(self, article: ArticleId) -> Marks | None:
        """What was found in its present text; None before that is done, and after an edit until it is done again."""
        ...


class Topics(Protocol):
    """What articles are about, under all spellings; and what editors decided of that."""

    def topic(self, slug: TopicSlug) -> Topic:
        """The topic of an address; where it was merged, the one it went into, whose own slug is another. Raises
        NotFound."""
        ...

    def cards_about(
        self, topic: TopicId, limit: int, after: Cursor | None = None, languages: Sequence[str] = ()
    ) -> list[Card]:
        """Articles about a topic, newest first by (shown, id), by keyset. At most 100. No languages: all."""
        ...

    def volume(self, topic: TopicId, now: datetime, days: int) -> tuple[TopicDay, ...]:
        """Articles of each of the last `days` days, today included, oldest first."""
        ...

    def companions(self, topic: TopicId, limit: int, language: str) -> list[Tag]:
        """Topics that its latest articles are about too, the closest first."""
        ...

    def tags(self, articles: Sequence[ArticleId], most: int) -> Mapping[ArticleId, list[Tag]]:
        """What each article is about, most first, in its own language. Articles without are left out."""
        ...

    def find_topics(self, text: str, limit: int) -> list[Topic]:
        """Topics with a name of these words in any spelling; the last word may be a beginning. Most articles first."""
        ...

    def pulses(self, now: datetime, days: int, least: int, most: int, hours: int = 24) -> Pulses:
        """What trends are found in: the topics with at least `least` articles in the last hours, at most `most`, and
        `days` days of each before."""
        ...

    def merge_topics(self, topic: TopicId, into: TopicId, now: datetime) -> None:
        """Make two topics one: the first one's articles, spellings and address go to the second. Raises NotFound, and
        ValueError for a topic and itself."""
        ...

    def split_topic(self, topic: TopicId, names: Sequence[str], now: datetime) -> Topic:
        """Make another topic of what articles call by these of its spellings; they mean it from now on. Raises
        NotFound, and ValueError where these are none of its spellings, or all of them."""
        ...

    def rename_topic(self, topic: TopicId, name: str, now: datetime) -> None: ...
    def retype_topic(self, topic: TopicId, kind: TopicKind, now: datetime) -> None: ...

    def block_topic(self, topic: TopicId, blocked: bool, now: datetime) -> None:
        """Show a topic nowhere, or again."""
        ...

    def topic_edits(self, topic: TopicId | None = None, limit: int = 100) -> list[TopicEdit]:
        """What editors did, to one topic or to any, newest first."""
        ...

    def undo_topic_edit(self, edit: int, now: datetime) -> None:
        """Put back what was before an edit. Raises NotFound, and ValueError where it is undone or a newer one of the
        same topics stands on it."""
        ...


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories a list shows: those with an article that passes."""

    category: Category | None = None
    """Of the story, not of one article."""
    languages: tuple[str, ...] = ()
    """Empty: all. The lead is an article in one of these, where the story has one."""
    countries: tuple[str, ...] = ()
    since: datetime | None = None
    """With an article shown since then."""
    least_publishers: int = 1


class Stories(Protocol):
    """Stories and copies, to read; and what editors decided of them."""

    def story(self, story: StoryId) -> Story:
        """A story with its members; where it was merged, the one it went into, whose own id is another. Raises
        NotFound."""
        ...

    def story_of(self, article: ArticleId) -> StoryId | None:
        """None before it is woven."""
        ...

    def stories(self, wanted: StoryFilter, limit: int) -> list[StoryCard]:
        """Those with the newest article first. At most 500: what ranking chooses from."""
        ...

    def story_cards(self, stories: Sequence[StoryId], language: str = "") -> Mapping[StoryId, StoryCard]:
        """Led by an article in `language`, where they have one."""
        ...

    def stories_of(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, StoryId]: ...

    def comparison(self, story: StoryId) -> Comparison | None:
        """None before it is compared."""
        ...

    def copies(self, articles: Sequence[ArticleId]) -> Mapping[ArticleId, Copy]:
        """Those of them that are copies."""
        ...

    def copies_of(self, origin: ArticleId) -> list[Copy]:
        """All copies of a text, oldest first."""
        ...

    def kin(self, article: ArticleId, limit: int) -> list[tuple[StoredArticle, tuple[float, ...], tuple[str, ...]]]:
        """Articles that may be related: those that share its topics, the rarest topics first; with their vectors (of
        the same model as the article's own; empty otherwise) and the names of the topics shared. Never a copy of its
        text."""
        ...

    def vector(self, article: ArticleId) -> tuple[str, tuple[float, ...]]:
        """Its model and vector; empty where there is none."""
        ...

    def sketches(self, most: int) -> list[tuple[Sketch, StoryId, Copy | None]]:
        """Of the newest woven articles, at most so many, oldest first: what a worker begins with."""
        ...

    def merge_stories(self, story: StoryId, into: StoryId, now: datetime) -> None:
        """Raises NotFound, and ValueError for a story and itself."""
        ...

    def split_story(self, story: StoryId, articles: Sequence[ArticleId], now: datetime) -> StoryId:
        """Make a story of its own of these members. Raises NotFound, and ValueError where these are none or all."""
        ...

    def move_article(self, article: ArticleId, into: StoryId | None, now: datetime) -> StoryId:
        """To another story; None: to one of its own. Raises NotFound."""
        ...

    def story_edits(self, story: StoryId | None = None, limit: int = 100) -> list[StoryEdit]:
        """What editors did, to one story or to any, newest first."""
        ...

    def undo_story_edit(self, edit: int, now: datetime) -> None:
        """Put back what was before an edit. Raises NotFound, and ValueError where it is undone or a newer one stands on
        it."""
        ...

    def story_changes(self, after: int) -> tuple[int, Mapping[ArticleId, StoryId]]:
        """What editors changed after this number (0: all that stands): the newest number, and where each article
        concerned is put now, for weaving to keep to. Undoing is a change too."""
        ...


class Loom(Protocol):
    """Weaving, which remembers the articles of the last weeks; one article at a time."""

    async def weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        """Where it belongs, and whose text it is. Weaving one again decides on it anew."""
        ...


class Readers(Protocol):
    """Accounts, and who is signed in. Of a secret only its hash is kept."""

    def add_reader(
        self,
        name: str,
        *,
        email: str,
        password: str | None,
        role: Role,
        now: datetime,
        invitation: bytes | None = None,
        identity: tuple[str, str] | None = None,
    ) -> Reader:
        """`password`: encoded hash, None for one who signs in elsewhere. An invitation is used up by it and gives its
        role; `identity` is a provider's (iss, sub) that signs in as this reader. Raises Taken where the name or the
        address is another's, NotFound where the invitation was used, ended, or was none; nothing is changed then."""
        ...

    def reader(self, reader: ReaderId) -> Reader:
        """Raises NotFound."""
        ...

    def reader_named(self, name: str) -> Reader | None:
        """By name, whatever its case, or by e-mail address."""
        ...

    def readers(self, limit: int, after: ReaderId | None = None, role: Role | None = None) -> list[Reader]:
        """Newest first, without the one who is alone."""
        ...

    def count_readers(self) -> int:
        """Accounts, without the one who is alone."""
        ...

    def password(self, reader: ReaderId) -> str | None: ...

    def set_password(self, reader: ReaderId, password: str, *, keep_sessions: bool = False) -> None:
        """Sign out everywhere comes with it, unless the same password was only hashed anew."""
        ...

    def set_settings(self, reader: ReaderId, settings: ReaderSettings) -> None: ...
    def set_role(self, reader: ReaderId, role: Role) -> None:
        """Sign out everywhere comes with it: no secret of a lesser role becomes one of a greater."""
        ...

    def rename_reader(self, reader: ReaderId, name: str, email: str) -> None:
        """Raises Taken."""
        ...

    def close_reader(self, reader: ReaderId, why: str) -> None:
        """Let it sign in no more, or again where `why` is empty; its sessions end."""
        ...

    def delete_reader(self, reader: ReaderId) -> None:
        """With everything that is its own. Raises ValueError for the one who is alone."""
        ...

    def identity(self, issuer: str, subject: str) -> ReaderId | None: ...
    def add_identity(self, issuer: str, subject: str, reader: ReaderId) -> None:
        """Raises Taken where it signs in as another reader."""
        ...

    def identities(self, reader: ReaderId) -> list[tuple[str, str]]:
        """Each (iss, sub) that signs in as this reader."""
        ...

    def drop_identities(self, reader: ReaderId) -> None: ...

    def open_session(self, reader: ReaderId, secret: bytes, now: datetime, ends: datetime, agent: str) -> Session: ...

    def session(self, secret: bytes, now: datetime) -> tuple[Session, Reader] | None:
        """None where there is none, it ended, or the account is closed. That it was used is noted, once an hour."""
        ...

    def sessions(self, reader: ReaderId, now: datetime) -> list[Session]:
        """Those that have not ended, newest first."""
        ...

    def end_session(self, reader: ReaderId, session: int) -> bool: ...
    def end_sessions(self, reader: ReaderId, but: int | None = None) -> int: ...

    def put_token(self, secret: bytes, kind: TokenKind, reader: ReaderId | None, value: str, ends: datetime) -> None:
        """One of a kind a reader: a newer reset takes the older one's place. Of invitations there may be many."""
        ...

    def token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """Look at it without using it up: as take_token."""
        ...

    def take_token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """Use it up: whose it is and its value; None where there is none or it ended."""
        ...

    def audit(self, by: ReaderId | None, act: str, subject: str, detail: str, now: datetime) -> None: ...
    def audited(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """Newest first."""
        ...


class Shelf(Protocol):
    """What readers follow, mute, save and have read. Keys are those of news.shelf.Follow; after a merge of topics or
    stories, those of what was merged mean the one that is left."""

    def follow(self, reader: ReaderId, kind: FollowKind, key: str, now: datetime) -> None:
        """Nothing changes where it is followed already. Raises NotFound, and ValueError at MOST_FOLLOWS."""
        ...

    def unfollow(self, reader: ReaderId, kind: FollowKind, key: str) -> None:
        """Raises NotFound where there is no such thing."""
        ...

    def follows(self, reader: ReaderId) -> list[Follow]:
        """The last one first."""
        ...

    def followed_news(self, reader: ReaderId, limit: int, after: Cursor | None = None) -> list[Card]:
        """Articles of anything followed, each once, newest first by (shown, id), by keyset. At most 100."""
        ...

    def mute(self, reader: ReaderId, kind: MuteKind, key: str, now: datetime, *, softly: bool = False) -> None:
        """Of words, `key` is as the reader wrote them. What is muted already is softened, or muted whole. Raises
        NotFound, also for words without a letter, and ValueError at MOST_MUTES."""
        ...

    def unmute(self, reader: ReaderId, kind: MuteKind, key: str) -> None:
        """Raises NotFound where there is no such thing."""
        ...

    def mutes(self, reader: ReaderId) -> list[Mute]:
        """The last one first."""
        ...

    def save(self, reader: ReaderId, article: ArticleId, labels: Sequence[str], now: datetime) -> None:
        """For later, under these labels and no others. What is saved already keeps its place. Raises NotFound."""
        ...

    def unsave(self, reader: ReaderId, article: ArticleId) -> None: ...

    def saved(self, reader: ReaderId, limit: int, label: str = "", after: Cursor | None = None) -> list[Saved]:
        """Those of a label, all where none is named; the last saved first, by keyset over (at, article). At most
        100."""
        ...

    def labels(self, reader: ReaderId) -> Mapping[str, int]:
        """In alphabetical order, with how many articles each is on."""
        ...

    def saved_among(self, reader: ReaderId, articles: Sequence[ArticleId]) -> Mapping[ArticleId, tuple[str, ...]]:
        """Those of them that are saved, with their labels."""
        ...

    def see(self, reader: ReaderId, article: ArticleId, now: datetime) -> None:
        """Note that it was read, for SEEN_FOR; nothing where it is gone."""
        ...

    def unsee(self, reader: ReaderId, article: ArticleId) -> None: ...

    def seen(self, reader: ReaderId, limit: int) -> list[Seen]:
        """The last read first."""
        ...

    def seen_among(self, reader: ReaderId, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Those of them that were read."""
        ...

    def story_visit(self, reader: ReaderId, story: StoryId, now: datetime) -> Visit | None:
        """The looks at a story before one at `now`; None before the first."""
        ...

    def visit_story(self, reader: ReaderId, story: StoryId, now: datetime) -> None:
        """Note a look at a story; nothing where it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood: every term and filter must hold."""

    terms: tuple[str, ...] = ()
    """Words, each already a token or tokens joined by a space (a phrase)."""
    excluded: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Publisher ids or parts of names, any of them."""
    languages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    before: datetime | None = None
    after: datetime | None = None
    notes: tuple[str, ...] = ()
    """What was understood otherwise than written, in words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A card found, with where."""

    card: Card
    snippet: str
    """Plain text around the first matches."""
    marks: tuple[tuple[int, int], ...] = ()
    """Spans of the matches in the snippet."""


class SearchIndex(Protocol):
    """Full-text search."""

    def search(self, query: Query, limit: int, after: Cursor | None = None) -> list[Hit]:
        """Newest first."""
        ...

    def count(self, query: Query, most: int = 1000) -> int:
        """How many match, counted no further than `most`."""
        ...


@dataclass(frozen=True, slots=True)
class Status:
    """What the status page shows of the store."""

    articles: int
    revisions: int
    entries: int
    pages: int
    publishers: int
    feeds: int
    bytes: int
    """Of the store on disk."""
    migration: int
    by_day: tuple[tuple[str, int], ...]
    """Articles first seen on each of the last 14 days, oldest first."""
    not_articles: tuple[tuple[str, int], ...]
    """Pages that became no article, by reason, most first."""
    extra: Mapping[str, str] = field(default_factory=dict)


class Housekeeping(Protocol):
    """The store's own care."""

    def status(self, now: datetime) -> Status: ...

    def not_articles(self, limit: int = 200) -> list[tuple[WebUrl, PageKind, str]]:
        """Pages that became no article: address, kind, why."""
        ...

    def check(self) -> list[str]:
        """integrity_check and foreign_key_check; empty where all is well."""
        ...

    def backup(self, path: str) -> None: ...

    def tidy(self, keep_pages_since: datetime) -> int:
        """Drop page bytes older than this; articles stay. How many went."""
        ...

    def note(self, key: str) -> str | None:
        """A small fact that outlives a run."""
        ...

    def set_note(self, key: str, value: str | None) -> None: ...

    def close(self) -> None: ...


class Store(Queue, Sources, Archive, Topics, Stories, Readers, Shelf, SearchIndex, Housekeeping, Protocol):
    """All of the store."""


# ── what a stage is handed ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that stages obey; see config.py for what each means."""

    page_bytes: int = 15 << 20
    page_seconds: float = 30.0
    poll_least: float = 600.0
    poll_most: float = 86400.0
    revisit_hours: tuple[float, ...] = (3.0, 24.0)


@dataclass(frozen=True, slots=True)
class Tools:
    """The ports that stages use."""

    fetcher: Fetcher
    processor: Processor
    next: Mapping[str, StageKey]
    """Every stage's current key, by name: what an intent's `then` is taken from."""
    limits: Limits = Limits()
    models: Models = Models()
    """None at all, unless told: what they would find is then noted as missing."""
    encoder: Encoder | None = None
    """None where enrichment's own vectors are all there are."""
    enricher: Processor | None = None
    """Processes that have the models in hand, so that nothing else waits for these to load; None: the processor's."""
    loom: Loom | None = None
    """None: articles are not woven into stories."""


LaneName = Literal["network", "processor", "enricher", "archive", "loom", "model"]
"""What a stage's jobs wait for, which bounds how many run at once (work/lane.py)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an article's life."""

    name: str
    version: int
    """Raise it to reprocess what older versions did."""
    lane: LaneName
    run: Callable[[Any, Tools, datetime], Awaitable[Intents]]
    """From the subject (see Work) to what is to be written; knows nothing of the store or the clock."""
    give_up: Callable[[Any, str, Tools, datetime], Intents] | None = None
    """What to write after the last attempt failed, from the subject and the reason; without it the job is
    quarantined."""

    @property
    def key(self) -> StageKey:
        """What its jobs and results are signed with."""
        return StageKey(self.name, self.version)
