"""The catalogue that ships with Octavo: publishers, their feeds by section, and starter editions.

Read from `catalogue/`: one file of publishers a country (`publishers/gb.json`), and `editions.json`. One feed a line,
so that a change reads as a change. Addresses are the publishers' own; a publisher may withdraw one at any time, and
then the sources page says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from octavo.news.addresses import Host, PublisherId, WebUrl
from octavo.news.errors import NotFound
from octavo.news.sources import Edition, Feed, Publisher
from octavo.sources.lookup import Finder, negotiate
from octavo.text.addresses import bare_host, host_of


@dataclass(frozen=True)
class Catalogue:
    """Everything that ships, in the order of the files; `catalogue()` gives the one there is."""

    publishers: tuple[Publisher, ...]
    feeds: tuple[Feed, ...]
    editions: tuple[Edition, ...]
    hosts: Mapping[Host, tuple[PublisherId, ...]] = field(repr=False)
    """Whose pages lie on a host (without `www.`); the one that is not a language's or section's own comes first."""

    def publisher(self, publisher: PublisherId) -> Publisher:
        """Raises NotFound."""
        try:
            return self._by_id[publisher]
        except KeyError:
            raise NotFound(f"the catalogue has no publisher {publisher}", subject=publisher) from None

    def edition(self, edition: str) -> Edition:
        """The edition of that id. Raises NotFound, which names those there are."""
        for one in self.editions:
            if one.id == edition:
                return one
        known = ", ".join(one.id for one in self.editions)
        raise NotFound(f"there is no edition {edition}", subject=edition, advice=f"The editions are: {known}.")

    def feeds_by(self, publisher: PublisherId) -> tuple[Feed, ...]:
        """A publisher's feeds, the front page's first."""
        return self._feeds_by.get(publisher, ())

    def feeds_of(self, edition: Edition) -> tuple[Feed, ...]:
        """Every feed of an edition's publishers, in the edition's order."""
        return tuple(feed for publisher in edition.publishers for feed in self.feeds_by(publisher))

    def publisher_of(self, url: WebUrl) -> Publisher | None:
        """Whose page this is: `www.bbc.co.uk` is BBC News, and so is a host under it. Where one host has several
        publishers, the one whose home page it lies under."""
        found = [self._by_id[publisher] for publisher in self._ids_at(host_of(url))]
        path = _host_and_path(url)
        under = [one for one in found if path.startswith(_host_and_path(WebUrl(one.home)))]
        return max(under, key=lambda one: len(one.home)) if under else next(iter(found), None)

    def find(self, text: str, limit: int = 50) -> tuple[Publisher, ...]:
        """Publishers by name, host, owner, country or language (by its code, its English name or its own): every word
        of `text` must begin one of theirs. Best names first."""
        return tuple(self._finder.find(text)[:limit])

    def suggest(self, accept_language: str) -> Edition:
        """The starter edition for a browser's Accept-Language (RFC 9110, 12.5.4); the world's where none fits."""
        return negotiate(accept_language, self.editions) or self.edition("world-en")

    @cached_property
    def _by_id(self) -> dict[PublisherId, Publisher]:
        return {one.id: one for one in self.publishers}

    @cached_property
    def _feeds_by(self) -> dict[PublisherId, tuple[Feed, ...]]:
        sorted_out: dict[PublisherId, list[Feed]] = {}
        for feed in self.feeds:
            sorted_out.setdefault(feed.publisher, []).append(feed)
        return {publisher: tuple(feeds) for publisher, feeds in sorted_out.items()}

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.publishers)

    def _ids_at(self, host: str) -> tuple[PublisherId, ...]:
        name = str(bare_host(host.lower().rstrip(".")))
        while "." in name:
            if name in self.hosts:
                return self.hosts[Host(name)]
            name = name.partition(".")[2]
        return ()


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships; read once, in some 20 ms."""
    here = files("octavo.sources") / "catalogue"
    publishers: list[Publisher] = []
    feeds: list[Feed] = []
    hosts: dict[Host, list[PublisherId]] = {}
    for file in sorted((here / "publishers").iterdir(), key=lambda path: path.name):
        for entry in json.loads(file.read_bytes()):
            publisher = _publisher(entry)
            publishers.append(publisher)
            feeds += (_feed(facts, publisher) for facts in entry["feeds"])
            named = (publisher.id.partition("~")[0], host_of(publisher.home), *entry.get("hosts", ()))
            for host in dict.fromkeys(map(bare_host, named)):
                hosts.setdefault(host, []).append(publisher.id)
    editions = tuple(
        Edition(one["id"], one["name"], one["language"], one.get("country", ""), tuple(one["publishers"]))
        for one in json.loads((here / "editions.json").read_bytes())
    )
    ordered = {host: tuple(sorted(ids, key=lambda publisher: "~" in publisher)) for host, ids in hosts.items()}
    return Catalogue(tuple(publishers), tuple(feeds), editions, ordered)


def _publisher(entry: Mapping[str, Any]) -> Publisher:
    return Publisher(
        PublisherId(entry["id"]),
        entry["name"],
        entry["home"],
        entry["country"],
        entry["language"],
        entry["kind"],
        entry.get("owner", ""),
    )


def _feed(facts: Mapping[str, Any], publisher: Publisher) -> Feed:
    return Feed(
        WebUrl(facts["url"]),
        publisher.id,
        facts["title"],
        facts.get("category", ""),
        facts.get("language", publisher.language),
    )


def _host_and_path(url: WebUrl) -> str:
    path = url.split("/", 3)[3].rstrip("/")
    return f"{bare_host(host_of(url))}/{path}/" if path else f"{bare_host(host_of(url))}/"
