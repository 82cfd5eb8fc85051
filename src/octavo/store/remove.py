"""Unsubscribing: what goes with a feed, and what stays because something else led to it too."""

from __future__ import annotations

import apsw

from octavo.news.addresses import FeedId
from octavo.store.link_topics import drop_unused
from octavo.store.statements import statements
from octavo.store.subjects import SUBJECTS, Subject

_sql = statements("sources")
_publishers = statements("publishers")
_queue = statements("queue")


def remove_feed(connection: apsw.Connection, feed: FeedId, *, articles: bool) -> bool:
    """Take a feed away; whether it was there. With it go pages that only it led to and that are no article yet; with
    `articles` also those that are, and publishers left without anything."""
    used = [row[0] for row in _publishers.used_publishers(connection, feed=feed)]
    pages = [row[0] for row in _sql.pages_of_feed(connection, feed=feed)]
    if not used:
        return False
    _sql.drop_entries(connection, feed=feed)
    _sql.drop_feed(connection, feed=feed)
    _forget(connection, feed, "feed", "answer")
    for page in pages:
        _remove_page(connection, page, articles=articles)
    drop_unused(connection)
    for publisher in used if articles else ():
        _publishers.remove_unused(connection, publisher=publisher)
    return True


def forget_jobs(connection: apsw.Connection, subject: int, *stages: str) -> None:
    """Drop the jobs of a subject: who holds one finds its token gone."""
    for stage in stages:
        _queue.drop_job(connection, stage=stage, subject=subject)


def _remove_page(connection: apsw.Connection, page: int, *, articles: bool) -> None:
    row = _sql.orphan(connection, page=page)
    if row is None or (row[0] is not None and not articles):
        return
    _sql.drop_page(connection, page=page)
    _forget(connection, page, "page")
    if (article := row[0]) is None:
        return
    other = _sql.other_page(connection, article=article)
    if other is not None:
        _sql.adopt(connection, article=article, page=other)
    else:
        _sql.drop_article(connection, article=article)
        _forget(connection, article, "article", "hashtags", "unwoven")


def _forget(connection: apsw.Connection, subject: int, *kinds: Subject) -> None:
    for stage, kind in SUBJECTS.items():
        if kind in kinds:
            forget_jobs(connection, subject, stage)
            _queue.forget_results(connection, stage=stage, subject=subject)
