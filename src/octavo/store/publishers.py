"""Who publishes what: publishers, the hosts they publish on, and whose an article is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import apsw

from octavo.news.addresses import CanonicalUrl, PageId, PublisherId
from octavo.news.sources import Publisher
from octavo.store.statements import statements
from octavo.text.addresses import bare_host, host_of, web_url_or_none

_sql = statements("publishers")

SHARED_HOSTS = frozenset(
    {
        "beehiiv.com", "blogger.com", "blogspot.com", "ghost.io", "github.io", "gitlab.io", "hatenablog.com",
        "herokuapp.com", "livejournal.com", "medium.com", "neocities.org", "netlify.app", "over-blog.com", "pages.dev",
        "squarespace.com", "substack.com", "tumblr.com", "typepad.com", "vercel.app", "web.app", "weebly.com",
        "wixsite.com", "wordpress.com",
    }
)  # fmt: skip
"""Hosts whose subdomains belong to others: a page at one of them is not the host's own. The common cases; where a page
lies at a rarer one, its publisher is only wrong if the host itself is a publisher here."""

SECOND_LEVELS = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "info", "mil", "ne", "net", "nom", "or", "org"}
)
"""Labels under which countries register names: `co.uk` belongs to nobody. After the public suffix list's pattern."""

NEWEST = 50
"""Of a feed's entries, to tell from use whether a host is its publisher's."""


def segment(publisher: str) -> PublisherId:
    """A publisher's id, fit for one segment of an address; most are. Raises ValueError where nothing is left."""
    fit = re.sub(r"[^a-z0-9._~-]+", "-", publisher.strip().lower())[:200].strip(".-")
    if not fit:
        raise ValueError(f"{publisher!r} cannot be a publisher's id: it has no letter or digit")
    return PublisherId(fit)


def add(connection: apsw.Connection, publisher: Publisher, *, guessed: bool = False) -> bool:
    """Add a publisher, or complete it where this is no guess; whether it is new. Its hosts become known."""
    columns = {
        "id": segment(publisher.id),
        "name": publisher.name or publisher.id,
        "home": publisher.home,
        "country": publisher.country.upper(),
        "language": publisher.language,
        "kind": publisher.kind,
        "owner": publisher.owner,
    }
    new = _sql.add_publisher(connection, **columns, guessed=int(guessed)) is not None
    if not new and not guessed:
        _sql.complete_publisher(connection, **columns)
        _sql.carry_country(connection, publisher=columns["id"])
    if new or not guessed:
        _sql.add_host(connection, host=bare_host(publisher.id.partition("~")[0].lower()), publisher=columns["id"])
        _add_home(connection, columns["id"], publisher.home)
    return new


def change(connection: apsw.Connection, publisher: Publisher) -> None:
    """What an operator says of a publisher, in place of all that was known."""
    _sql.change_publisher(
        connection, id=publisher.id, name=publisher.name or publisher.id, home=publisher.home,
        country=publisher.country.upper(), language=publisher.language, kind=publisher.kind, owner=publisher.owner,
    )  # fmt: skip
    _sql.carry_country(connection, publisher=publisher.id)
    _add_home(connection, publisher.id, publisher.home)


def complete_home(connection: apsw.Connection, publisher: str, home: str) -> None:
    """The home page that a feed names, where nobody knows one and it is at a host of the publisher's or of nobody's."""
    url = web_url_or_none(home)
    if url is None:
        return
    owners = known_at(connection, host_of(url))
    if not owners or publisher in owners:
        _sql.complete_publisher_home(connection, publisher=publisher, home=url)
        _add_home(connection, publisher, url)


def _add_home(connection: apsw.Connection, publisher: str, home: str) -> None:
    if (url := web_url_or_none(home)) is not None:
        _sql.add_host(connection, host=bare_host(host_of(url)), publisher=publisher)


def whose(connection: apsw.Connection, page: PageId, url: CanonicalUrl, given: Publisher) -> PublisherId:
    """The publisher of an article at `url` that `page` led to.

    The feed's publisher where the host is its own; else whoever is known at the host or, nearest first, at a domain
    above it; else the feed's publisher where its feed mostly points to this host, which is then remembered; else the
    one the page named.
    """
    host = bare_host(host_of(url))
    feeds = list(_sql.feed_publishers(connection, page=page))
    known = known_at(connection, host)
    for publisher, _, _ in feeds:
        if publisher in known:
            return PublisherId(publisher)
    if known:
        return known[0]
    for publisher, kind, feed in feeds:
        if given.id == publisher or (kind != "aggregator" and _mostly_at(connection, feed, host)):
            _sql.add_host(connection, host=host, publisher=publisher)
            return PublisherId(publisher)
    add(connection, given, guessed=True)
    publisher = segment(given.id)
    _sql.add_host(connection, host=host, publisher=publisher)
    return publisher


def owns(connection: apsw.Connection, publisher: str, feed: int, host: str) -> bool:
    """Whether what a feed of this publisher says of a page at `host` is the page's publisher's own word: it is known
    there, or nobody is and the feed mostly points there."""
    known = known_at(connection, host)
    return publisher in known or (not known and _mostly_at(connection, feed, host))


def known_at(connection: apsw.Connection, host: str) -> list[PublisherId]:
    """The publishers at a host, or at the nearest domain above it that has any; the one named after it first."""
    for name in _upwards(bare_host(host)):
        found = [PublisherId(row[0]) for row in _sql.publishers_at(connection, host=name)]
        if found:
            return sorted(found, key=lambda publisher: (publisher != name, publisher))
    return []


def _upwards(host: str) -> Iterator[str]:
    """A host and the domains above it that can be one publisher's."""
    yield host
    labels = host.split(".")
    for start in range(1, len(labels) - 1):
        rest = labels[start:]
        if len(rest) == 2 and (rest[0] in SECOND_LEVELS or ".".join(rest) in SHARED_HOSTS):
            return
        yield ".".join(rest)


def _mostly_at(connection: apsw.Connection, feed: int, host: str) -> bool:
    at_host, newest = _sql.share_of_host(connection, feed=feed, host=host, most=NEWEST)
    return bool(at_host * 2 > newest)
