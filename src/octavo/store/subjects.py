"""What each stage works on, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import apsw

from octavo.news.addresses import ArticleId, FeedId, PageId
from octavo.news.articles import Page
from octavo.news.stories import StoryId
from octavo.ports import Work
from octavo.store.rows import read_answer, read_article, read_discovery, read_feed, read_page
from octavo.store.statements import statements
from octavo.store.story_work import read_reports, read_unwoven
from octavo.store.topics import read_unlinked

Subject = Literal["feed", "answer", "page", "article", "hashtags", "unwoven", "reports", "discovery"]

SUBJECTS: Mapping[str, Subject] = {
    "poll": "feed",
    "parse": "answer",
    "fetch": "page",
    "extract": "page",
    "enrich": "article",
    "topics": "hashtags",
    "weave": "unwoven",
    "compare": "reports",
    "embed": "article",
    "index": "article",
    "discover": "discovery",
}
"""By stage: what its jobs' subject numbers count. `answer`: a feed with the bytes of its last poll; `hashtags`: an
article's, with the topics they may be; `unwoven`: an article with all that tells its story; `reports`: a story's."""

_NAMES: Mapping[Subject, str] = {
    "feed": "feed_name", "answer": "feed_name", "page": "page_name", "article": "article_name",
    "hashtags": "article_name", "unwoven": "article_name", "reports": "story_name", "discovery": "discovery_name",
}  # fmt: skip

_sql = statements("subjects")


def load_work(connection: apsw.Connection, stage: str, subject: int) -> Work | None:
    """The subject of a job, None where it is gone."""
    match SUBJECTS[stage]:
        case "feed":
            return read_feed(connection, FeedId(subject))
        case "answer":
            feed = read_feed(connection, FeedId(subject))
            answer: Page | None = read_answer(_sql.feed_answer(connection, feed=subject))
            return (feed, answer) if feed is not None and answer is not None else None
        case "page":
            return read_page(connection, PageId(subject))
        case "article":
            return read_article(connection, ArticleId(subject))
        case "hashtags":
            return read_unlinked(connection, ArticleId(subject))
        case "unwoven":
            return read_unwoven(connection, ArticleId(subject))
        case "reports":
            return read_reports(connection, StoryId(subject))
        case "discovery":
            return read_discovery(connection, subject)


def name_of(connection: apsw.Connection, stage: str, subject: int) -> str:
    """The address or title behind a job's subject, for people."""
    name = getattr(_sql, _NAMES[SUBJECTS[stage]])(connection, subject=subject)
    return str(name) if name is not None else f"{SUBJECTS[stage]} {subject}, gone"
