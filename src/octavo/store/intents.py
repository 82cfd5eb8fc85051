"""Intents → rows: what each request of a stage writes, inside the transaction that ends its job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import singledispatch
from typing import Any

import apsw

from octavo.news.articles import Page
from octavo.news.errors import NotFound
from octavo.news.jobs import (
    IndexArticle,
    Intent,
    Job,
    LinkTopics,
    NoArticle,
    NotWoven,
    PageFailed,
    PageUnchanged,
    SaveArticle,
    SaveCandidates,
    SaveComparison,
    SaveEntries,
    SaveFeedBody,
    SaveFeedState,
    SaveMarks,
    SavePage,
    SaveVector,
    SaveWoven,
    StageKey,
)
from octavo.store.codec import dumps, micros, micros_or_none, squeeze
from octavo.store.line import find_job, put_job, reschedule
from octavo.store.link_topics import link_topics, save_marks
from octavo.store.rows import read_feed
from octavo.store.save_article import save_article
from octavo.store.save_entries import save_entries
from octavo.store.save_woven import save_comparison, save_woven
from octavo.store.search_document import index_article
from octavo.store.statements import statements
from octavo.store.vectors import save_vector

_sql = statements("intents")
_queue = statements("queue")


@dataclass(frozen=True, slots=True)
class Applying:
    """What every intent is applied with."""

    connection: apsw.Connection
    now: datetime


def apply(applying: Applying, intent: Intent) -> None:
    """Write one intent. Raises NotFound where its subject is gone, ValueError or apsw.Error where the store cannot take
    it."""
    _apply(intent, applying)


@singledispatch
def _apply(intent: Intent, applying: Applying) -> None:
    raise TypeError(f"the store knows no intent called {type(intent).__name__}")


@_apply.register
def _feed_state(intent: SaveFeedState, applying: Applying) -> None:
    connection = applying.connection
    stored = read_feed(connection, intent.feed)
    if stored is None:
        raise NotFound(f"there is no feed {intent.feed}", subject=str(intent.feed))
    state = intent.state
    if intent.url is not None and intent.url != stored.feed.url:
        if _sql.feed_with_url(connection, url=intent.url) is None:
            _sql.move_feed(connection, feed=intent.feed, url=intent.url)
        else:
            state = replace(state, error=f"it has moved to {intent.url}, which is among the feeds already")
    _sql.save_feed_state(connection, feed=intent.feed, state=dumps(state))
    if state.next_poll is None or stored.paused:
        return
    reschedule(connection, Job(intent.then, intent.feed, state.next_poll), was=stored.state.next_poll)


@_apply.register
def _feed_body(intent: SaveFeedBody, applying: Applying) -> None:
    _sql.keep_feed_answer(applying.connection, feed=intent.feed, **answer_columns(intent.page))
    put_job(applying.connection, Job(intent.then, intent.feed, applying.now))


@_apply.register
def _entries(intent: SaveEntries, applying: Applying) -> None:
    connection = applying.connection
    save_entries(connection, intent)
    job = find_job(connection, "parse", intent.feed)
    if job is None or job.again is None:  # else newer bytes came while these were read
        _sql.drop_feed_answer(connection, feed=intent.feed)


@_apply.register
def _page(intent: SavePage, applying: Applying) -> None:
    connection, at = applying.connection, micros(applying.now)
    _sql.keep_page_answer(connection, page=intent.page_id, kept=at, **answer_columns(intent.page))
    _sql.page_visited(connection, page=intent.page_id, at=at)
    put_job(connection, Job(intent.then, intent.page_id, applying.now))
    _revisit(connection, intent.page_id, intent.revisit)


@_apply.register
def _unchanged(intent: PageUnchanged, applying: Applying) -> None:
    _sql.page_visited(applying.connection, page=intent.page_id, at=micros(intent.at))
    _revisit(applying.connection, intent.page_id, intent.revisit)


@_apply.register
def _failed(intent: PageFailed, applying: Applying) -> None:
    _sql.page_failed(applying.connection, page=intent.page_id, reason=intent.reason)
    put_job(applying.connection, Job(intent.then, intent.page_id, applying.now))


@_apply.register
def _article(intent: SaveArticle, applying: Applying) -> None:
    article = save_article(applying.connection, intent)
    _queue.note_result(
        applying.connection, stage=intent.made_by.name, subject=intent.page_id, version=intent.made_by.version
    )
    if article is not None:
        put_job(applying.connection, Job(intent.then, article, applying.now))


@_apply.register
def _no_article(intent: NoArticle, applying: Applying) -> None:
    _sql.page_is_no_article(applying.connection, page=intent.page_id, kind=intent.kind, reason=intent.reason)
    _queue.note_result(
        applying.connection, stage=intent.made_by.name, subject=intent.page_id, version=intent.made_by.version
    )


@_apply.register
def _marks(intent: SaveMarks, applying: Applying) -> None:
    connection = applying.connection
    summary = intent.marks.standfirst if intent.marks else ""
    _sql.marks_saved(
        connection, article=intent.article, category=intent.category, language=intent.language, summary=summary
    )  # fmt: skip
    save_marks(connection, intent)
    _queue.note_result(connection, stage=intent.made_by.name, subject=intent.article, version=intent.made_by.version)
    for stage in (intent.then, intent.embed):
        if stage is not None:
            put_job(connection, Job(stage, intent.article, applying.now))


@_apply.register
def _vector(intent: SaveVector, applying: Applying) -> None:
    save_vector(applying.connection, intent.article, intent.model, intent.vector)


@_apply.register
def _topics(intent: LinkTopics, applying: Applying) -> None:
    connection, made_by = applying.connection, intent.made_by
    if not link_topics(connection, intent):
        put_job(connection, Job(made_by, intent.article, applying.now))
        return
    _queue.note_result(connection, stage=made_by.name, subject=intent.article, version=made_by.version)
    if intent.then is not None:
        put_job(connection, Job(intent.then, intent.article, applying.now))


@_apply.register
def _woven(intent: SaveWoven, applying: Applying) -> None:
    connection, made_by, article = applying.connection, intent.made_by, intent.woven.membership.article
    for story in save_woven(connection, intent):
        put_job(connection, Job(intent.compare, story, intent.compare_at))
    _queue.note_result(connection, stage=made_by.name, subject=article, version=made_by.version)
    if intent.then is not None:
        put_job(connection, Job(intent.then, article, applying.now))


@_apply.register
def _not_woven(intent: NotWoven, applying: Applying) -> None:
    connection, made_by = applying.connection, intent.made_by
    _queue.note_result(connection, stage=made_by.name, subject=intent.article, version=made_by.version)
    put_job(connection, Job(intent.then, intent.article, applying.now))


@_apply.register
def _comparison(intent: SaveComparison, applying: Applying) -> None:
    connection, made_by, story = applying.connection, intent.made_by, intent.comparison.story
    if save_comparison(connection, intent):
        _queue.note_result(connection, stage=made_by.name, subject=story, version=made_by.version)


@_apply.register
def _index(intent: IndexArticle, applying: Applying) -> None:
    connection = applying.connection
    index_article(connection, intent)
    _queue.note_result(connection, stage=intent.made_by.name, subject=intent.article, version=intent.made_by.version)


@_apply.register
def _candidates(intent: SaveCandidates, applying: Applying) -> None:
    _sql.save_candidates(
        applying.connection,
        discovery=intent.discovery,
        state="failed" if intent.error else "done",
        candidates=dumps(intent.candidates),
        error=intent.error,
    )


def answer_columns(page: Page) -> dict[str, Any]:
    """A page's columns in feed_answers and page_answers."""
    return {
        "url": page.url,
        "final_url": page.final_url,
        "status": page.status,
        "content_type": page.content_type,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "fetched": micros_or_none(page.fetched),
        "body": squeeze(page.body),
    }


def _revisit(connection: apsw.Connection, page: int, revisit: tuple[StageKey, datetime] | None) -> None:
    if revisit is not None:
        stage, due = revisit
        put_job(connection, Job(stage, page, due))
