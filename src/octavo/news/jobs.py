"""Jobs, and the intents that a stage's work ends in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from octavo.news.addresses import ArticleId, FeedId, PageId, WebUrl
from octavo.news.articles import Article, Entry, Page, PageKind
from octavo.news.comparison import Comparison
from octavo.news.marks import Marks
from octavo.news.sources import Candidate, Category, FeedState, Publisher
from octavo.news.stories import Sketch, Woven
from octavo.news.topics import TopicId, TopicLink


@dataclass(frozen=True, slots=True)
class StageKey:
    """A stage and the version of it that makes a result."""

    name: str
    version: int


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do: (stage, version, subject), never an object, so that doing it twice changes nothing."""

    stage: StageKey
    subject: int
    """Id of what the stage works on: a feed, a page, an article, a discovery."""
    due: datetime
    priority: int = 0
    """Higher first among the due; reprocessing is below zero."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job held under a lease. `token` fences it: only the holder of the current token can finish it."""

    job: Job
    token: int
    attempts: int
    """How often it was claimed before this time and did not finish."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A job given up after its last attempt, with the reason a person can read."""

    job: Job
    subject_name: str
    """The address or title behind the subject."""
    attempts: int
    reason: str
    since: datetime


# Intents: frozen requests to write, applied by the store together with the job's completion, in one transaction.


@dataclass(frozen=True, slots=True)
class SaveFeedState:
    """A poll's outcome; the feed's next poll job becomes due at state.next_poll (none where it is None)."""

    feed: FeedId
    state: FeedState
    then: StageKey
    """The poll stage."""
    url: WebUrl | None = None
    """The feed's new address, where a permanent redirect was taken over."""


@dataclass(frozen=True, slots=True)
class SaveFeedBody:
    """A poll's new bytes, kept until parsed; queues `then` for the feed."""

    feed: FeedId
    page: Page
    then: StageKey


@dataclass(frozen=True, slots=True)
class SaveEntries:
    """What a feed's bytes said. New entries and changed ones queue `then` for the page they point to; the feed's stored
    body is dropped; title, language and hint fill in what the feed does not have yet."""

    feed: FeedId
    entries: tuple[Entry, ...]
    then: StageKey
    seen: datetime
    title: str = ""
    language: str = ""
    home: str = ""
    hint: float = 0.0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavePage:
    """A page's bytes; queues `then` for it, and the next visit of it where `revisit` is given."""

    page_id: PageId
    page: Page
    then: StageKey
    revisit: tuple[StageKey, datetime] | None = None


@dataclass(frozen=True, slots=True)
class PageUnchanged:
    """A conditional request was answered 304, or with the same bytes."""

    page_id: PageId
    at: datetime
    revisit: tuple[StageKey, datetime] | None = None


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page could not be had for good; queues `then`, which makes do with the entry."""

    page_id: PageId
    reason: str
    then: StageKey


@dataclass(frozen=True, slots=True)
class SaveArticle:
    """A page became an article: a new one, a new revision of it, or nothing new. Queues `then` for the article."""

    page_id: PageId
    article: Article
    publisher: Publisher
    """Who publishes it, as far as the page tells; the store keeps what it knows better."""
    seen: datetime
    then: StageKey
    made_by: StageKey


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A page is not an article; why is kept and shown."""

    page_id: PageId
    kind: PageKind
    reason: str
    made_by: StageKey


@dataclass(frozen=True, slots=True)
class SaveMarks:
    """What enrichment found; queues `then` for the article."""

    article: int
    category: Category
    language: str
    made_by: StageKey
    then: StageKey | None = None
    marks: Marks | None = None
    revision: int = 1
    """The revision in whose text the marks count."""
    embed: StageKey | None = None
    """Queued as well, where the vector is to be made by another model than the one that is at hand."""


@dataclass(frozen=True, slots=True)
class SaveVector:
    """An article's vector, in place of the one before."""

    article: int
    model: str
    vector: tuple[float, ...]
    """Of unit length; empty where the article has no words."""


@dataclass(frozen=True, slots=True)
class LinkTopics:
    """Which topics an article is about, in place of what was said before; queues `then` for the article.

    One to be made now, whose very name a topic made after `newest` has, is that topic. Where a later one shares only a
    key, or one that is linked to is gone, nothing is written and the decision is asked for again. So two workers that
    meet a new name at once make one topic of it; each decision is made again at most as often as others are under way.
    """

    article: int
    links: tuple[TopicLink, ...]
    newest: TopicId
    made_by: StageKey
    then: StageKey | None = None


@dataclass(frozen=True, slots=True)
class SaveWoven:
    """Where an article belongs and whose text it is, in place of what was said before; queues `then` for the article.

    An editor's word stands: a membership that contradicts it is passed over. Every story that changed is queued for
    `compare` at `compare_at`, so that a burst of articles is compared once. Empty stories go, and redirect where they
    were merged.
    """

    sketch: Sketch
    woven: Woven
    made_by: StageKey
    then: StageKey | None
    compare: StageKey
    compare_at: datetime


@dataclass(frozen=True, slots=True)
class NotWoven:
    """An article that weaving gave up on, or that nobody is there to weave; queues `then` for it. Where it was woven
    before, it stays."""

    article: ArticleId
    made_by: StageKey
    then: StageKey


@dataclass(frozen=True, slots=True)
class SaveComparison:
    """What the sources of a story say, in place of what was found before."""

    comparison: Comparison
    made_by: StageKey


@dataclass(frozen=True, slots=True)
class IndexArticle:
    """Put the article into the search index. Words are tokens as text/words.py makes them, joined by spaces."""

    article: int
    words: str
    """Of standfirst and body."""
    title_words: str
    made_by: StageKey
    author_words: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    """Its words once each, with the stem of each (text/stems.py); empty where there is none."""


@dataclass(frozen=True, slots=True)
class SaveCandidates:
    """What discovery found behind an address, or why nothing."""

    discovery: int
    candidates: tuple[Candidate, ...]
    error: str = ""


Intent = (
    SaveFeedState | SaveFeedBody | SaveEntries | SavePage | PageUnchanged | PageFailed
    | SaveArticle | NoArticle | SaveMarks | SaveVector | LinkTopics | SaveWoven | NotWoven | SaveComparison
    | IndexArticle | SaveCandidates
)  # fmt: skip
Intents = tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Discovery:
    """An address that somebody asked about, and what was found there."""

    id: int
    address: str
    state: Literal["waiting", "done", "failed"]
    candidates: tuple[Candidate, ...] = ()
    error: str = ""
