"""What the store says of itself, and its care."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contract.newsroom import (
    DAY,
    EXTRACT,
    FETCH,
    HOUR,
    NOW,
    article,
    entry,
    finish,
    page,
    publish,
    save_article,
    save_entries,
    subscribe,
    take,
)

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredPage
from octavo.news.errors import StoreError
from octavo.news.jobs import SavePage, StageKey
from octavo.ports import CardFilter, Store
from octavo.store import open_store
from octavo.store.migrate import migrations


def test_status_counts(store: Store) -> None:
    feed = subscribe(store).id
    publish(store, feed, article("/a"), now=NOW - DAY)
    publish(store, feed, article("/b"))
    save_entries(store, feed, [entry("/a", summary="Edited"), entry("/c")])
    save_article(store, article("/a", text="Otherwise."))
    status = store.status(NOW)
    assert (status.articles, status.revisions, status.entries, status.pages) == (2, 3, 3, 3)
    assert (status.publishers, status.feeds, status.migration) == (1, 1, len(migrations()))
    assert status.bytes > 10_000
    assert len(status.by_day) == 14
    assert status.by_day[-2:] == (("2026-11-20", 1), ("2026-11-21", 1))


def test_tidying_drops_old_bytes_and_keeps_articles(store: Store) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"), now=NOW - 31 * DAY)
    publish(store, feed, article("/b"))
    assert store.tidy(NOW - 30 * DAY) == 1
    assert store.tidy(NOW - 30 * DAY) == 0
    assert store.article(number).article == article("/a")
    assert store.reprocess(StageKey("extract", 2), NOW) == 1

    save_entries(store, feed, [entry("/a", summary="Edited")])
    ((claim, work),) = take(store, "fetch")
    assert isinstance(work, StoredPage)
    assert work.page is None  # without its bytes a validator could only lead to nothing
    finish(store, claim, SavePage(work.id, page(work.url), EXTRACT, (FETCH, NOW + HOUR)))


def test_tidying_works_through_many(store: Store) -> None:
    feed = subscribe(store).id
    save_entries(store, feed, [entry(f"/{nth}") for nth in range(450)])
    for claim, work in take(store, "fetch"):
        finish(store, claim, SavePage(work.id, page(work.url), EXTRACT))  # type: ignore[union-attr]
    assert store.tidy(NOW + DAY) == 450


def test_notes_outlive(store: Store) -> None:
    assert store.note("sample.epoch") is None
    store.set_note("sample.epoch", "2026-11-21")
    store.set_note("sample.epoch", "2026-11-22")
    assert store.note("sample.epoch") == "2026-11-22"
    store.set_note("sample.epoch", None)
    assert store.note("sample.epoch") is None


def test_a_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    feed = subscribe(store).id
    number = publish(store, feed, article("/a"))
    target = tmp_path / "backup.db"
    target.write_bytes(b"an older one")
    store.backup(str(target))
    publish(store, feed, article("/b"))
    copy = open_store(target)
    assert copy.check() == []
    assert [card.id for card in copy.latest(CardFilter(), 5)] == [number]
    assert copy.article(ArticleId(number)) == store.article(number)
    copy.close()


def test_a_backup_that_cannot_be_written_says_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written") as caught:
        store.backup(str(tmp_path / "nowhere" / "backup.db"))
    assert "folder" in caught.value.advice
