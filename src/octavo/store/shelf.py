"""What a reader saved and has read, on SQLite; follows.py has what they follow and mute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.readers import ReaderId
from octavo.news.shelf import LABEL_LENGTH, MOST_LABELS, SEEN_FOR, VISIT, Saved, Seen, Visit
from octavo.news.stories import StoryId
from octavo.ports import Cursor
from octavo.store.codec import micros, moment, moment_or_none
from octavo.store.connection import Part
from octavo.store.follows import MOST, SqliteFollows
from octavo.store.rows import read_card
from octavo.store.statements import statements

_sql = statements("shelf")
_stories = statements("stories")

_START = (micros(datetime(9999, 12, 31, tzinfo=UTC)), (1 << 63) - 1)


class SqliteShelf(SqliteFollows, Part):
    """ports.Shelf on SQLite."""

    def save(self, reader: ReaderId, article: ArticleId, labels: Sequence[str], now: datetime) -> None:
        """See ports.Shelf."""
        with self.connections.write(durable=True) as connection:
            if _sql.is_article(connection, article=article) is None:
                raise NotFound(f"there is no article {article}", subject=str(article))
            _sql.save(connection, reader=reader, article=article, at=micros(now))
            at = _sql.saved_at(connection, reader=reader, article=article)
            _sql.unlabel(connection, reader=reader, article=article)
            for label in _tidied(labels):
                _sql.label(connection, reader=reader, article=article, label=label, at=at)

    def unsave(self, reader: ReaderId, article: ArticleId) -> None:
        """Take an article off the shelf, with its labels."""
        with self.connections.write(durable=True) as connection:
            _sql.unsave(connection, reader=reader, article=article)

    def saved(self, reader: ReaderId, limit: int, label: str = "", after: Cursor | None = None) -> list[Saved]:
        """See ports.Shelf."""
        at, article = _START if after is None else (micros(after[0]), int(after[1]))
        below = {"reader": reader, "at": at, "article": article}
        with self.connections.read() as connection:
            walk = (
                _sql.newest_labelled(connection, label=label, **below)
                if label
                else _sql.newest_saved(connection, **below)
            )
            with closing(walk):
                rows = list(islice(walk, max(0, min(limit, MOST))))
            return [
                Saved(
                    card, moment(at), tuple(one for (one,) in _sql.labels_of(connection, reader=reader, article=number))
                )
                for at, number in rows
                if (card := read_card(connection, number)) is not None
            ]

    def labels(self, reader: ReaderId) -> Mapping[str, int]:
        """See ports.Shelf."""
        with self.connections.read() as connection:
            return dict(_sql.labels(connection, reader=reader))

    def saved_among(self, reader: ReaderId, articles: Sequence[ArticleId]) -> Mapping[ArticleId, tuple[str, ...]]:
        """See ports.Shelf."""
        with self.connections.read() as connection:
            return {
                article: tuple(one for (one,) in _sql.labels_of(connection, reader=reader, article=article))
                for article in articles
                if _sql.saved_at(connection, reader=reader, article=article) is not None
            }

    def see(self, reader: ReaderId, article: ArticleId, now: datetime) -> None:
        """See ports.Shelf."""
        with self.connections.write() as connection:
            if _sql.is_article(connection, article=article) is None:
                return
            _sql.see(connection, reader=reader, article=article, at=micros(now))
            _sql.sweep_seen(connection, reader=reader, before=micros(now - SEEN_FOR))

    def unsee(self, reader: ReaderId, article: ArticleId) -> None:
        """Forget that an article was read."""
        with self.connections.write(durable=True) as connection:
            _sql.unsee(connection, reader=reader, article=article)

    def seen(self, reader: ReaderId, limit: int) -> list[Seen]:
        """See ports.Shelf."""
        with self.connections.read() as connection:
            rows = list(_sql.newest_seen(connection, reader=reader, most=max(0, limit)))
        return [Seen(ArticleId(article), moment(at)) for article, at in rows]

    def seen_among(self, reader: ReaderId, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """See ports.Shelf."""
        with self.connections.read() as connection:
            return frozenset(
                article for article in articles if _sql.is_seen(connection, reader=reader, article=article) is not None
            )

    def story_visit(self, reader: ReaderId, story: StoryId, now: datetime) -> Visit | None:
        """See ports.Shelf."""
        with self.connections.read() as connection:
            row = _sql.visit(connection, reader=reader, story=story)
        return None if row is None else _visited(moment(row[0]), moment_or_none(row[1]), now)

    def visit_story(self, reader: ReaderId, story: StoryId, now: datetime) -> None:
        """See ports.Shelf."""
        with self.connections.write() as connection:
            if _stories.root(connection, story=story) is None:
                return
            row = _sql.visit(connection, reader=reader, story=story)
            before = None if row is None else _visited(moment(row[0]), moment_or_none(row[1]), now).before
            _sql.set_visit(
                connection, reader=reader, story=story, last=micros(now),
                before=None if before is None else micros(before),
            )  # fmt: skip
            _sql.sweep_visits(connection, reader=reader, before=micros(now - SEEN_FOR))


def _visited(last: datetime, before: datetime | None, now: datetime) -> Visit:
    """The looks at a story as seen from a look now, which is of the same visit or begins another."""
    return Visit(last, before if now - last < VISIT else last)


def _tidied(labels: Sequence[str]) -> list[str]:
    """Each label once whatever its case, its white space folded."""
    folded: dict[str, str] = {}
    for label in labels:
        text = " ".join(label.split())[:LABEL_LENGTH].strip()
        if text:
            folded.setdefault(text.casefold(), text)
    return list(folded.values())[:MOST_LABELS]
