"""The care for what weaving remembers and counts, and an archive from before there were stories."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from tests.contract.newsroom import HOUR, NOW
from tests.contract.weaving import WEAVE, Press

from octavo.ports import StoryFilter
from octavo.store import open_store, settle_stories
from octavo.store.connection import Connections
from octavo.store.migrate import FOLDER, migrate
from octavo.store.settle_stories import settle


def test_only_the_newest_sketches_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.store.housekeeping.SKETCHES", 2)
    monkeypatch.setattr("octavo.store.housekeeping.TIDY_BATCH", 2)
    store = open_store(tmp_path / "o.db", clock=lambda: NOW)
    press = Press(store)
    written = [press.wrote("a", ago * HOUR) for ago in range(7)]
    story = press.story(*reversed(written))
    store.tidy(NOW)
    assert [sketch.article for sketch, _, _ in store.sketches(9)] == [written[1], written[0]]
    assert store.story(story).card.articles == 7
    store.close()


def test_what_changes_in_great_numbers_is_counted_in_several_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "o.db", clock=lambda: NOW)
    press = Press(store)
    for _ in range(5):
        press.story(press.wrote("a"))
    monkeypatch.setattr(settle_stories, "settle", lambda connection: settle(connection, most=2))
    feed = store.feed_by_url(press.feeds["a"].url)
    assert feed is not None
    store.remove([feed.id], articles=True)
    assert (store.stories(StoryFilter(), 9), store.check()) == ([], [])
    store.close()


def test_a_wrong_count_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db", clock=lambda: NOW)
    press = Press(store)
    story = press.story(press.wrote("a"))
    with store.connections.write() as connection:  # type: ignore[attr-defined]
        connection.execute("UPDATE stories SET articles = 3")
    assert store.check() == [f"the story {story} says it has 3 articles, which is not how many there are"]
    store.close()


def test_an_archive_from_before_is_woven_when_a_worker_starts(tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    for file in sorted(FOLDER.glob("*.sql"))[:3]:
        (before / file.name).write_bytes(file.read_bytes())
    path = tmp_path / "o.db"
    connections = Connections(path)
    migrate(connections, before)
    with connections.write() as connection:
        _old_article(connection)
    connections.close()
    store = open_store(path, clock=lambda: NOW)
    assert store.reprocess(WEAVE, NOW) == 1
    assert store.backlog(NOW + HOUR)["weave"] == (1, 0, 0)
    store.close()


def _old_article(connection: apsw.Connection) -> None:
    connection.execute(
        "INSERT INTO publishers VALUES ('a.example', 'A', '', '', '', '', '', 0);"
        "INSERT INTO articles (id, key, url, publisher, country, category, language, kind, shown, first_seen, title,"
        " summary, authors, has_audio, has_video, words, sample, text_hash)"
        " VALUES (5, 'k', 'https://a.example/1', 'a.example', '', 'world', 'en', 'article', 1, 1, 'T', '', '[]', 0, 0,"
        " 1, 1, x'00');"
        "INSERT INTO article_details VALUES (5, x'00');"
        "INSERT INTO marks VALUES (5, 1, x'00')"
    )
