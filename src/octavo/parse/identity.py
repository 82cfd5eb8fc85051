"""What makes an item the same item at the next poll.

| the item has                                             | its identity                                             |
|----------------------------------------------------------|----------------------------------------------------------|
| a guid                                                   | the guid as written, never resolved against xml:base     |
| a guid padded or broken by white space                   | the same, white space folded                             |
| a guid that is an https address                          | the same with http: the twins are one item               |
| a guid over 512 characters                               | `sha256:` and its hash                                   |
| a guid that another item of the feed has, other address  | its address (the publisher reuses the guid)              |
| the same, without addresses                              | the guid and a hash of the title                         |
| a guid and an address that another item has too          | the same item: kept once, the one updated last           |
| a new guid, but address and title of another item        | the same item: kept once, under the first guid           |
| no guid, an address                                      | the canonical address, with http                         |
| no guid, no address, a file                              | the file's address, with http                            |
| nothing of these                                         | `text:` and a hash of title, or else summary or body     |

A guid that changes from poll to poll cannot be told in one poll; its entry leads to the same address, and pages are
kept by canonical address, so that nothing appears twice. Identities are compared within one feed: the same guid in two
feeds is two entries, and again one page.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from octavo.news.addresses import WebUrl
from octavo.news.articles import Enclosure, Entry
from octavo.text.addresses import canonical_url

LONGEST = 512
"""Characters of an identity: longer ones are hashed."""

_NEVER = datetime.min.replace(tzinfo=UTC)


def identity_of(guid: str, url: WebUrl | None, files: tuple[Enclosure, ...], text: str) -> str:
    """The identity of an item by itself; `settle` looks at the whole feed. `text`: its title, or what else it says."""
    guid = " ".join(guid.split())
    if guid:
        return _short(_http(guid))
    if url:
        return _short(_http(canonical_url(url)))
    if files:
        return _short(_http(files[0].url))
    return "text:" + _hash(text)


def says_something(entry: Entry) -> bool:
    """Whether an item holds anything at all: empty ones are dropped."""
    return any((
        entry.url, entry.title, entry.summary, entry.content, entry.enclosures, not entry.identity.startswith("text:"),
        entry.authors, entry.published_raw, entry.updated_raw, entry.tags, entry.image, entry.source_name,
    ))  # fmt: skip


def settle(entries: list[Entry]) -> tuple[tuple[Entry, ...], int]:
    """Entries of one feed with identities of their own, in order, and how many were the same item again."""
    addresses = [entry.url for entry in entries if entry.url]
    if len({entry.identity for entry in entries}) == len(entries) and len(set(addresses)) == len(addresses):
        return tuple(entries), 0  # the common case
    tellings: dict[str, set[str]] = {}
    for entry in entries:
        tellings.setdefault(entry.identity, set()).add(_address(entry) or entry.title)
    kept: dict[str, Entry] = {}
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        if len(tellings[entry.identity]) > 1:
            entry = replace(entry, identity=_address(entry) or _short(f"{entry.identity} {_hash(entry.title)}"))
        address = _address(entry)
        if address and entry.title:
            # A second guid for what is plainly the same: the first one stands.
            entry = replace(entry, identity=seen.setdefault((address, entry.title), entry.identity))
        before = kept.get(entry.identity)
        if before is None or _moment(entry) > _moment(before):
            kept[entry.identity] = entry
    return tuple(kept.values()), len(entries) - len(kept)


def _moment(entry: Entry) -> datetime:
    return entry.updated or entry.published or _NEVER


def _address(entry: Entry) -> str | None:
    return _short(_http(canonical_url(entry.url))) if entry.url else None


def _http(address: str) -> str:
    return "http" + address[5:] if address.startswith("https://") else address


def _short(identity: str) -> str:
    return identity if len(identity) <= LONGEST else "sha256:" + _hash(identity)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
