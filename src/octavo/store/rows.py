"""Rows → nouns: one reader for each noun that the store hands out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import apsw

from octavo.news.addresses import ArticleId, FeedId, PageId, PublisherId
from octavo.news.articles import Article, Card, Entry, Image, Page, Revision, StoredArticle, StoredPage
from octavo.news.jobs import Discovery
from octavo.news.sources import Candidate, Category, Feed, FeedState, Publisher, StoredFeed
from octavo.store.codec import loads, moment, moment_or_none, unpack, unpack_blocks, unsqueeze
from octavo.store.publishers import owns
from octavo.store.statements import statements

_sql = statements("subjects")


def feed_of(row: tuple[Any, ...]) -> StoredFeed:
    """From the columns of `feed` and `feeds`."""
    number, url, publisher, title, category, language, folder, extra, state, paused, added = row
    feed = Feed(
        url, publisher, title, category, language,
        folder=loads(tuple[str, ...], folder), extra=loads(tuple[tuple[str, str], ...], extra),
    )  # fmt: skip
    return StoredFeed(FeedId(number), feed, loads(FeedState, state), bool(paused), moment(added))


def read_feed(connection: apsw.Connection, feed: FeedId) -> StoredFeed | None:
    """A feed with its state."""
    row = _sql.feed(connection, feed=feed)
    return None if row is None else feed_of(row)


def read_feeds(connection: apsw.Connection) -> list[StoredFeed]:
    """Every feed, oldest subscription first."""
    return [feed_of(row) for row in _sql.feeds(connection)]


def publisher_of(row: tuple[Any, ...]) -> Publisher:
    """From the columns of `publisher` and `publishers`."""
    return Publisher(*row)


def read_publisher(connection: apsw.Connection, publisher: PublisherId) -> Publisher | None:
    """A publisher."""
    row = _sql.publisher(connection, publisher=publisher)
    return None if row is None else publisher_of(row)


def read_answer(row: tuple[Any, ...] | None) -> Page | None:
    """From the columns of `feed_answer` and `page_answer`."""
    if row is None:
        return None
    url, final_url, status, body, content_type, etag, last_modified, fetched = row
    return Page(
        url, final_url, status, unsqueeze(body), content_type, etag, last_modified, moment_or_none(fetched)
    )  # fmt: skip


def read_page(connection: apsw.Connection, page: PageId) -> StoredPage | None:
    """A page with its last answer, as long as its bytes are kept, and the richest entry that points to it: of its own
    publisher's where there is one, for what strangers write about an article is not its text."""
    row = _sql.page(connection, page=page)
    if row is None:
        return None
    number, url, first_seen, failure, visits = row
    entry, entry_id, feed, publisher, language, foreign = None, None, None, None, "", False
    if entries := list(_sql.entries_of_page(connection, page=page)):
        own = [one for one in entries if owns(connection, one[3], one[2], one[1])]
        foreign = not own
        entry_id, _, feed, publisher, language = (own or entries)[0]
        entry = unpack(Entry, _sql.entry(connection, entry=entry_id))
    return StoredPage(
        id=PageId(number),
        url=url,
        page=read_answer(_sql.page_answer(connection, page=page)),
        entry=entry,
        entry_id=entry_id,
        feed=feed,
        feed_category=_sql.page_category(connection, page=page) or "",
        feed_language=language,
        publisher=publisher,
        first_seen=moment(first_seen),
        failures=failure,
        visits=visits,
        foreign=foreign,
    )


def read_card(connection: apsw.Connection, article: int) -> Card | None:
    """What lists show of an article."""
    row = _sql.card(connection, article=article)
    if row is None:
        return None
    (number, url, title, publisher, name, shown, summary, language, category, kind, image, authors, audio, video,
     revisions, words, sample) = row  # fmt: skip
    return Card(
        ArticleId(number), url, title, publisher, name, moment(shown), summary, language, category, kind,
        image=None if image is None else loads(Image, image), authors=loads(tuple[str, ...], authors),
        has_audio=bool(audio), has_video=bool(video), revisions=revisions, words=words, sample=bool(sample),
    )  # fmt: skip


def read_article(connection: apsw.Connection, article: ArticleId) -> StoredArticle | None:
    """An article, whole."""
    card, row = read_card(connection, article), _sql.article_details(connection, article=article)
    if card is None or row is None:
        return None
    revisions = tuple(
        Revision(number, moment(seen), title, standfirst, unpack_blocks(body))
        for number, seen, title, standfirst, body in _sql.revisions(connection, article=article)
    )
    whole = replace(unpack(Article, row[1]), body=revisions[-1].body)
    category: Category | Literal[""] = _sql.article_category(connection, article=article) or ""
    return StoredArticle(card, whole, moment(row[0]), revisions, feed_category=category)


def read_discovery(connection: apsw.Connection, discovery: int) -> Discovery | None:
    """An address asked about, and what was found there."""
    row = _sql.discovery(connection, discovery=discovery)
    if row is None:
        return None
    number, address, state, candidates, error = row
    return Discovery(number, address, state, loads(tuple[Candidate, ...], candidates), error)
