"""The store: SQLite behind the ports of `ports`. `open_store` is all that others import.

    connection.py      connections, transactions, faults of the file in words
    migrate.py         numbered migrations at open
    codec.py, rows.py  nouns ↔ JSON ↔ bytes; rows → nouns
    queue.py, line.py  jobs under leases; what an asking means for a job already known
    intents.py         each intent → rows, with save_entries.py, save_article.py and search_document.py
    publishers.py      whose an article is
    readers.py, sessions.py     accounts; sessions and single-use secrets
    follows.py, shelf.py        what readers follow and mute; what they saved and have read
    topics.py, link_topics.py, topic_edits.py      topics to read, as stages find them, as editors decide
    comments.py, comment_lists.py, comment_rows.py, moderation.py      what readers write; what is decided of it
    notices.py, outbox.py       what readers are told of; what is to be sent of it
    stories.py, story_cards.py, kin.py             stories to read: one whole, in lists, and articles that are related
    save_woven.py, story_edits.py                  as weaving finds them, as editors decide
    settle_stories.py                              counted anew, whatever changed them
    story_work.py                                  what weaving and comparing work on
    running.py, choices.py                         how the place runs; what an administrator sets
    writings.py                                    what a Writer wrote, and what it took
    sources.py, remove.py, archive.py, search.py, snippets.py, housekeeping.py      the other ports
    sql/               every statement, by name

Nothing of SQLite is seen outside this folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from octavo.ports import Clock, Store
from octavo.store.archive import SqliteArchive
from octavo.store.choices import SqliteChoices
from octavo.store.comment_lists import SqliteCommentLists
from octavo.store.connection import Connections
from octavo.store.housekeeping import SqliteHousekeeping
from octavo.store.migrate import migrate
from octavo.store.moderation import SqliteModeration
from octavo.store.notices import SqliteNotices
from octavo.store.outbox import SqliteOutbox
from octavo.store.queue import SqliteQueue
from octavo.store.readers import SqliteReaders
from octavo.store.running import SqliteBooks
from octavo.store.search import SqliteSearch
from octavo.store.sessions import SqliteSessions
from octavo.store.shelf import SqliteShelf
from octavo.store.sources import SqliteSources
from octavo.store.stories import SqliteStories
from octavo.store.story_edits import SqliteStoryEdits
from octavo.store.topic_edits import SqliteTopicEdits
from octavo.store.topics import SqliteTopics
from octavo.store.writings import SqliteWritings

__all__ = ["open_store"]


class _SqliteStore(
    SqliteQueue, SqliteSources, SqliteArchive, SqliteTopics, SqliteTopicEdits, SqliteStories, SqliteStoryEdits,
    SqliteReaders, SqliteSessions, SqliteShelf, SqliteCommentLists, SqliteModeration, SqliteSearch, SqliteHousekeeping,
    SqliteBooks, SqliteChoices, SqliteNotices, SqliteOutbox,
    SqliteWritings,
):  # fmt: skip
    """ports.Store on SQLite: its parts over the same connections."""


def _now() -> datetime:
    return datetime.now(UTC)


def open_store(path: Path, *, clock: Clock = _now) -> Store:
    """Open the store in a file, made where it is absent, and bring it to the newest migration.

    Several processes may have it open. `clock` dates only what no caller dates. Raises StoreError, with advice, where
    the file cannot be opened, is no store of Octavo, is damaged, or was made by a newer Octavo.
    """
    connections = Connections(path)
    try:
        migrate(connections)
    except BaseException:
        connections.close()
        raise
    return _SqliteStore(connections, clock)
