"""What weaving and comparing work on: an article with all that tells its story, and a story's reports."""

from __future__ import annotations

import apsw

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.comparison import Report, Reports
from octavo.news.stories import Copy, StoryId, Unwoven
from octavo.news.topics import TopicId
from octavo.store.rows import read_article, read_publisher
from octavo.store.statements import statements
from octavo.store.stories import read_copy, read_vector
from octavo.store.topics import read_marks

_sql = statements("story_work")

COMPARED = 40
"""Reports of a story that are compared, at most."""


def read_unwoven(connection: apsw.Connection, article: ArticleId) -> Unwoven | None:
    """An article as weaving gets it; None where it is gone."""
    stored = read_article(connection, article)
    if stored is None:
        return None
    publisher = read_publisher(connection, stored.card.publisher)
    names = (publisher.name if publisher else "", stored.article.site_name, stored.card.publisher.partition("~")[0])
    topics = tuple(
        (TopicId(topic), str(name), float(salience))
        for topic, name, salience in _sql.topics(connection, article=article)
    )
    model, vector = read_vector(connection, article)
    return Unwoven(
        stored, read_marks(connection, article), topics, vector, model, tuple(dict.fromkeys(filter(None, names))),
        tuple(str(name) for (name,) in _sql.agencies(connection)),
    )  # fmt: skip


def read_reports(connection: apsw.Connection, story: StoryId) -> Reports | None:
    """What is compared of a story: reports of their own before copies, and the newest; None where the story is gone, or
    went into another."""
    rows = list(_sql.reports(connection, story=story))
    if not rows:
        return None
    chosen = {article for article, _ in sorted(rows, key=lambda row: row[1])[:COMPARED]}
    reports = [_report(connection, ArticleId(article)) for article, _ in reversed(rows) if article in chosen]
    return Reports(story, tuple(report for report in reports if report is not None), len(rows) - len(chosen))


def _report(connection: apsw.Connection, article: ArticleId) -> Report | None:
    stored = read_article(connection, article)
    if stored is None:
        return None
    publisher = read_publisher(connection, PublisherId(stored.card.publisher))
    copy: Copy | None = read_copy(connection, article)
    country, owner = (publisher.country, publisher.owner) if publisher else ("", "")
    return Report(stored, read_marks(connection, article), copy, country, owner)
