"""What reaches out: the network, the post, pictures; and the processes that hostile input is read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ParamSpec, Protocol, TypeVar

from octavo.news.addresses import WebUrl
from octavo.news.articles import Image, Page

P = ParamSpec("P")


T = TypeVar("T")


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
class Parcel:
    """Something to be posted to an address that a reader gave."""

    url: WebUrl
    body: bytes
    headers: Mapping[str, str]
    seconds: float = 15.0
    """For the whole answer, of which only the status counts."""


class Poster(Protocol):
    """The guarded way to post: under the same address policy as the fetcher, no redirect followed, nothing read
    back."""

    async def post(self, parcel: Parcel) -> int:
        """The status of an answer that is a success. Raises FetchError; of it HttpStatus for every other answer."""
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
    number: str = ""
    """Of a letter that may be sent twice by mischance: what makes it known as the same; letters, digits, hyphens."""


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
