"""Addresses and ids: one type for every stage of an address's life, so that a raw one cannot be fetched by mistake."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import NewType

RawUrl = NewType("RawUrl", str)
"""An address as somebody wrote it: relative, padded, hostile, or no address at all."""

WebUrl = NewType("WebUrl", str)
"""An absolute http or https address, parsed and serialised by the WHATWG rules, without a fragment."""

CanonicalUrl = NewType("CanonicalUrl", str)
"""A WebUrl without what does not identify the page (tracking parameters, default ports): the identity of an article."""

Host = NewType("Host", str)
"""A lower-case ASCII host name, as in a WebUrl."""

PublisherId = NewType("PublisherId", str)
"""The host of the publisher's home page without a leading `www.`; where one host has several, with what tells them
apart: `bbc.com~arabic`. Fits one segment of an address."""

FeedId = NewType("FeedId", int)
PageId = NewType("PageId", int)
EntryId = NewType("EntryId", int)
ArticleId = NewType("ArticleId", int)

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_SPREAD_BITS = 22


def article_id(first_seen: datetime, url: CanonicalUrl) -> ArticleId:
    """The id of an article: positive, 63 bits, sorting by first-seen time, the same whenever it is computed again.

    41 bits of milliseconds since 2020 (enough until 2089), then 22 bits of the address's SHA-256, which keep apart
    articles first seen in one millisecond. After the idea of Twitter's Snowflake ids, without its machine number.

    Raises ValueError where first_seen has no zone or lies outside 2020 to 2089.
    """
    if first_seen.tzinfo is None:
        raise ValueError("first_seen has no time zone: pass an aware datetime")
    milliseconds = int((first_seen - _EPOCH).total_seconds() * 1000)
    if not 0 <= milliseconds < 1 << 41:
        raise ValueError(f"first_seen {first_seen.isoformat()} is outside 2020 to 2089")
    spread = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") >> (32 - _SPREAD_BITS)
    return ArticleId((milliseconds << _SPREAD_BITS | spread) or 1)


def first_id_of(first_seen: datetime) -> ArticleId:
    """Where the ids of articles first seen then or later begin. Raises ValueError as `article_id` does."""
    return ArticleId(article_id(first_seen, CanonicalUrl("")) >> _SPREAD_BITS << _SPREAD_BITS)


def first_seen_of(article: ArticleId) -> datetime:
    """The first-seen time inside an article's id, exact to the millisecond."""
    return _EPOCH + timedelta(milliseconds=article >> _SPREAD_BITS)
