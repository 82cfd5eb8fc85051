"""What pages are handed: the ports they read, and the few things they ask others to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path, Request
from prometheus_client import CollectorRegistry

from octavo.accounts import Entrance
from octavo.community import Moderator
from octavo.news.addresses import PublisherId
from octavo.news.errors import ConfigError
from octavo.news.jobs import StageKey
from octavo.news.running import LiveSetting
from octavo.news.sources import Candidate, Category, Edition, Feed, Publisher, StoredFeed
from octavo.ports import Clock, Images, Meaning, Store, Translator, Writer
from octavo.serve.admission import Admission
from octavo.serve.briefings import Briefings
from octavo.serve.coverage import Desk
from octavo.serve.guard import Tokens
from octavo.serve.kept import Kept
from octavo.serve.ranking import Ranking
from octavo.serve.relations import Relations
from octavo.serve.render import Pages
from octavo.serve.trending import Trending


def _no_setting(name: str, value: str | None) -> None:
    raise ConfigError(f"{name} cannot be changed here", subject=name)


@dataclass(frozen=True, slots=True)
class Doors:
    """What a page can set off outside itself, and what of the catalogue it shows."""

    poll: StageKey
    """The stage that a feed asked for at once is queued under."""
    discover: StageKey
    """The stage that looks behind an address."""
    add_edition: Callable[[str], Sequence[StoredFeed]]
    """Subscribe to an edition of the catalogue by its id. Raises NotFound."""
    add_candidates: Callable[[Sequence[Candidate], Category | None], Sequence[StoredFeed]]
    """Subscribe to feeds that discovery found."""
    add_feeds: Callable[[Sequence[Feed]], Sequence[StoredFeed]]
    """Subscribe to feeds; the new ones come back."""
    read_opml: Callable[[bytes], tuple[Sequence[Feed], Sequence[str]]]
    """The feeds of a file, and what was passed over and why. Raises ParseError."""
    write_opml: Callable[[Iterable[Feed], Iterable[Publisher]], bytes]
    editions: tuple[Edition, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    """The catalogue's, to name those of an edition."""
    sample_here: Callable[[], bool] = lambda: False
    """Whether the sample newsroom is subscribed to: every page then says that its events are invented."""
    remove_sample: Callable[[], int] = lambda: 0
    """Take the sample newsroom and its articles away; how many feeds went."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """More for the status page, as (what, value) in words: where the store lies, the proxy in use."""
    trouble: Callable[[], str] = lambda: ""
    """Why work pauses, in words; empty while it does not."""
    vectors_wait: Callable[[], str] = lambda: ""
    """Why the model of vectors is not to be had, in words; empty while it is. All else goes on."""
    changed: Callable[[], None] = lambda: None
    """Called when a form was done: there may be work now."""

    meaning_of: Callable[[str], Meaning | None] = lambda text: None
    """The vector of what a reader asked; None where none is to be had in the time a reader waits."""
    vectors_of: Callable[[Sequence[str]], Sequence[Sequence[float]] | None] = lambda texts: None
    """Of a question and of sentences that may answer it, all at once; None where they are not to be had in time."""
    vector_model: str = ""
    """Whose vectors these are."""
    push_key: str = ""
    """The installation's public key, under which browsers take pushed notices; empty: none are pushed."""
    posts: bool = False
    """Whether there is a mail server to give letters to."""
    works: bool = False
    """Whether a worker runs in this process."""
    settings: Callable[[], Sequence[LiveSetting]] = tuple
    """The settings that may be changed while Octavo runs, as they are now."""
    set_setting: Callable[[str, str | None], None] = _no_setting
    """Change one, at once; None: back to its default. Raises ConfigError."""
    metrics_token: str = ""
    """Whoever holds it may read the metrics; empty: administrators only."""
    writer: Writer | None = None
    """Who rephrases what the archive says; None: nobody, all that is shown are publishers' own sentences."""
    writer_budget: int = 0
    """Tokens that it may take in a day; 0: no limit."""
    translator: Translator | None = None
    """A translation package on this machine."""
    writer_prices: tuple[float, ...] = ()
    """Of a million tokens read and of a million written; empty where the operator does not say."""

    def editions_for(self, languages: Sequence[str]) -> list[Edition]:
        """The editions, those in a reader's languages first."""
        primary = {tag.partition("-")[0] for tag in languages}
        return sorted(self.editions, key=lambda edition: edition.language.partition("-")[0] not in primary)

    def names(self) -> dict[PublisherId, str]:
        """The names of the catalogue's publishers."""
        return {publisher.id: publisher.name for publisher in self.publishers}


@dataclass(frozen=True, slots=True)
class House:
    """All that a page may use."""

    store: Store
    images: Images
    clock: Clock
    doors: Doors
    pages: Pages
    tokens: Tokens
    version: str
    trending: Trending
    ranking: Ranking
    briefings: Briefings
    relations: Relations
    desk: Desk
    entrance: Entrance
    registry: CollectorRegistry
    """Of the metrics."""
    probe: Kept[str, bool]
    """What was found out by trying the store, a moment ago."""
    admission: Admission | None = None
    """None: no accounts; the reader is the one who is alone."""
    moderator: Moderator | None = None
    """None: there are no comments."""


def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


Here = Annotated[House, Depends(_house)]
"""A page function's parameter through which it gets the house."""

Id = Annotated[int, Path(ge=1, lt=1 << 63)]
"""An id in an address; others are answered as not found before a store sees them."""
