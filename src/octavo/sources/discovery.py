"""Finding the feeds behind an address that a person typed: `bbc.com/news`, a page, a feed.

    the address itself, where it is a feed          then nothing else is looked for
    the catalogue's feeds of that publisher         the likeliest looked at, the others offered unseen
    <link rel=alternate> of the page                else of the home page; else links on it that look like feeds
    where that gave nothing: news sitemaps that robots.txt names, then the usual places (/feed, /rss.xml …)

Every candidate looked at is read, so that a chooser sees how many entries it has and how fresh they are. At most
MAX_REQUESTS requests, one after another. Addresses in pages are hostile until proven otherwise: only http and https are
ever asked for (Stringer's discovery read `file://`), by the guarded fetcher.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from octavo.news.addresses import WebUrl
from octavo.news.articles import Page, ParsedFeed
from octavo.news.errors import FetchError, HostBusy, HttpStatus, NotFound, OctavoError
from octavo.news.sources import Candidate, Feed
from octavo.ports import Ask, Fetcher
from octavo.sources.links import advertised, sitemaps
from octavo.sources.shipped import catalogue
from octavo.text.addresses import guess_url, identity_key, web_url

Parse = Callable[[Page], Awaitable[ParsedFeed]]
"""Reads a feed, in a process that can be stopped; raises ParseError or ProcessorError."""

MAX_REQUESTS = 12
LOOKED_AT = 4
"""Of the catalogue's feeds of a publisher, as many are looked at; of those a page names, twice as many."""

MAX_CANDIDATES = 30

FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1"
)

USUAL_PLACES = (
    "feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "feeds", "news-sitemap.xml",
)  # fmt: skip
"""Where sites keep feeds that their pages do not name, the likeliest first."""

_COMMENTS = re.compile(r"comment|kommentar|reacties|reactions|replies|respuestas|commenti|تعليق", re.IGNORECASE)

UNSEEN = "from the catalogue, not looked at yet"


async def discover(address: str, fetcher: Fetcher, parse: Parse) -> tuple[Candidate, ...]:
    """The feeds behind `address`, likeliest first; feeds of comments and empty ones last.

    Raises AddressError for what is no web address, FetchError where the address cannot be reached and nothing is known
    of it, and NotFound where there is no feed; each says what to do.
    """
    url = guess_url(address)
    search = _Search(fetcher, parse)
    known = _of_the_catalogue(url)
    page, failure = None, None
    try:
        page = await search.page(url)
    except HostBusy:
        raise
    except FetchError as error:
        failure = error
    if page is not None and await search.read(page):
        return search.found()
    for feed in known[:LOOKED_AT]:
        await search.look(feed.url)
    search.offer(known[LOOKED_AT:])
    if page is not None or isinstance(failure, HttpStatus):
        await _look_around(search, url, page)
    if not search.found():
        raise failure or NotFound(
            f"no feed was found behind {url}",
            subject=url,
            advice="Give the address of the feed itself: sites name it RSS or Feed, often at the foot of the page.",
        )
    return search.found()


async def _look_around(search: _Search, url: WebUrl, page: Page | None) -> None:
    """Follow what the page names, else what its home page names, else try what is usual."""
    home = web_url("/", url)
    named = advertised(page.body, page.final_url) if page else ()
    if not named and url != home:
        front = await search.page_or_none(home)
        named = advertised(front.body, front.final_url) if front else ()
    for link in sorted(named[: 2 * LOOKED_AT], key=lambda link: bool(_COMMENTS.search(link))):
        await search.look(link)
    if search.any_good():
        return
    robots = await search.page_or_none(web_url("/robots.txt", url))
    places = sitemaps(robots.body, url)[:2] if robots else ()
    for place in (*places, *_usual_places(url)):
        await search.look(place, obey_robots=True)
        if search.any_good():
            return


class _Search:
    """What one search has asked for and found; answers are kept by address, so nothing is asked twice."""

    def __init__(self, fetcher: Fetcher, parse: Parse) -> None:
        self._fetcher, self._parse = fetcher, parse
        self._left = MAX_REQUESTS
        self._asked: set[str] = set()
        self._candidates: dict[str, Candidate] = {}
        self._contents: set[tuple[str, ...]] = set()

    def found(self) -> tuple[Candidate, ...]:
        """In the order found, but comments and empty feeds after the others."""
        return tuple(sorted(self._candidates.values(), key=_rank))[:MAX_CANDIDATES]

    def any_good(self) -> bool:
        """Whether a feed with entries, not of comments, has been found."""
        return any(_rank(one) == 0 for one in self._candidates.values())

    def offer(self, feeds: Iterable[Feed]) -> None:
        """Candidates that are known and not looked at."""
        for feed in feeds:
            self._candidates.setdefault(identity_key(feed.url), Candidate(feed.url, feed.title, note=UNSEEN))

    async def page(self, url: WebUrl, *, obey_robots: bool = False) -> Page:
        """The answer. Raises FetchError, also where all requests are used up."""
        if self._left <= 0:
            raise FetchError("the search has asked enough of this site", subject=url)
        self._left -= 1
        self._asked.add(identity_key(url))
        answer = await self._fetcher.get(Ask(url, accept=FEED_TYPES, obey_robots=obey_robots))
        moved = answer.permanent
        return replace(answer.page, url=moved) if moved else answer.page

    async def page_or_none(self, url: WebUrl, *, obey_robots: bool = False) -> Page | None:
        """The answer, None where there is none: one of many places that need not exist."""
        try:
            return await self.page(url, obey_robots=obey_robots)
        except HostBusy:
            raise
        except FetchError:
            return None

    async def look(self, url: WebUrl, *, obey_robots: bool = False) -> None:
        """Make the address a candidate if it is a feed."""
        if identity_key(url) in self._asked or identity_key(url) in self._candidates:
            return
        page = await self.page_or_none(url, obey_robots=obey_robots)
        if page is not None:
            await self.read(page)

    async def read(self, page: Page) -> bool:
        """Whether the page is a feed; then it is a candidate, unless the same entries were found at another address."""
        try:
            parsed = await self._parse(page)
        except OctavoError:  # no feed, or one that breaks the reader's limits: either way nothing to offer
            return False
        content = tuple(entry.url or entry.identity for entry in parsed.entries[:10])
        if content and content in self._contents:
            return True
        self._contents.add(content)
        candidate = _candidate(page.url, parsed)
        self._candidates.setdefault(identity_key(candidate.url), candidate)
        return True


def _candidate(url: WebUrl, parsed: ParsedFeed) -> Candidate:
    moments = [moment for entry in parsed.entries if (moment := entry.published or entry.updated)]
    return Candidate(
        url,
        title=parsed.title,
        format=parsed.format,
        entries=len(parsed.entries),
        newest=max(moments, default=None),
        note=_note(url, parsed),
    )


def _note(url: WebUrl, parsed: ParsedFeed) -> str:
    if _COMMENTS.search(f"{url} {parsed.title}"):
        return "comments feed"
    if not parsed.entries:
        return "empty"
    heard = sum(any(one.media_type.startswith("audio/") for one in entry.enclosures) for entry in parsed.entries)
    return "podcast" if heard * 2 > len(parsed.entries) else ""


def _rank(candidate: Candidate) -> int:
    return {"comments feed": 2, "empty": 1}.get(candidate.note, 0)


def _of_the_catalogue(url: WebUrl) -> list[Feed]:
    """The publisher's feeds, those that lie under the typed path first."""
    publisher = catalogue().publisher_of(url)
    feeds = catalogue().feeds_by(publisher.id) if publisher else ()
    path = identity_key(url).partition("?")[0]
    return sorted(feeds, key=lambda feed: not identity_key(feed.url).startswith(path))


def _usual_places(url: WebUrl) -> Iterable[WebUrl]:
    """Under the typed path first, where it looks like a folder, then at the root."""
    folder = url.partition("?")[0].rstrip("/")
    if folder.count("/") > 2 and "." not in folder.rpartition("/")[2]:
        yield from (web_url(f"{folder}/{place}") for place in USUAL_PLACES[:2])
    yield from (web_url(f"/{place}", url) for place in USUAL_PLACES)
