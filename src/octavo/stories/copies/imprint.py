"""What is remembered of one article's text: enough to find its copies and to tell where the text began."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import StoredArticle
from octavo.stories.copies.credit import credit_of
from octavo.stories.copies.shingles import shingles_of

_HASH = np.dtype("<u4")
_HEAD = struct.Struct("<QQHBB")
_LONGEST_NAME = 200
"""Bytes of a name or credit."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """One article's text, as copies are told by."""

    article: ArticleId
    publisher: PublisherId
    shown: datetime
    shingles: bytes
    """Of its body: what shingles.shingles_of gives, 4 bytes each, little end first."""
    names: tuple[str, ...] = ()
    """What its publisher is called."""
    credit: str = ""
    """Whom the text names as its author, unless that is its publisher: credit.credit_of."""
    page: int = 0
    """A hash of its own address."""
    link: int = 0
    """The same of the address that it names as the original's; 0 where it names none."""

    @property
    def hashes(self) -> NDArray[np.uint32]:
        """The shingles as numbers, ascending."""
        return np.frombuffer(self.shingles, _HASH)


def imprint_of(stored: StoredArticle, names: Sequence[str], agencies: Sequence[str] = ()) -> Imprint:
    """What to remember of an article.

    `names` are its publisher's; `agencies` the names of the archive's publishers of that kind, which are credits
    wherever one can stand, whatever its form.
    """
    article, card = stored.article, stored.card
    credit = credit_of(article, names, agencies)
    if credit and not set(names).isdisjoint(agencies):
        names, credit = (*names, credit), ""  # what an agency's own datelines call it, papers will
    return Imprint(
        card.id,
        card.publisher,
        card.shown,
        np.asarray(shingles_of(article.body), _HASH).tobytes(),
        tuple(names),
        credit,
        _address(article.url),
        _address(article.syndicated_from) if article.syndicated_from else 0,
    )


def pack(imprint: Imprint) -> bytes:
    """All but article, publisher and time, at most 1.5 kB: read again by `unpack`."""
    names = [name.encode()[:_LONGEST_NAME] for name in imprint.names[:8]]
    credit = imprint.credit.encode()[:_LONGEST_NAME]
    head = _HEAD.pack(imprint.page, imprint.link, len(imprint.shingles) // _HASH.itemsize, len(credit), len(names))
    tail = b"".join(bytes([len(name)]) + name for name in names)
    return head + imprint.shingles + credit + tail


def unpack(data: bytes, article: ArticleId, publisher: PublisherId, shown: datetime) -> Imprint:
    """What `pack` made. Raises ValueError where `data` is cut off or nothing of the kind."""
    try:
        page, link, count, length, many = _HEAD.unpack_from(data)
        place = _HEAD.size + _HASH.itemsize * count
        shingles = data[_HEAD.size : place]
        credit = data[place : place + length].decode(errors="ignore")
        place += length
        names = []
        for _ in range(many):
            end = place + 1 + data[place]
            names.append(data[place + 1 : end].decode(errors="ignore"))
            place = end
    except (struct.error, IndexError) as error:
        raise ValueError(f"{len(data)} bytes are no imprint: {error}") from error
    if place > len(data):
        raise ValueError(f"{len(data)} bytes are no imprint: cut off")
    return Imprint(article, publisher, shown, shingles, tuple(names), credit, page, link)


def _address(url: str) -> int:
    return int.from_bytes(hashlib.blake2b(url.encode(), digest_size=8).digest(), "little") or 1
