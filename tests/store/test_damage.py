"""A damaged row costs its own job, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contract.newsroom import FETCH, entry, save_entries, subscribe, take

from octavo.store import open_store
from octavo.store.subjects import load_work


@pytest.mark.parametrize("damage", ["x'0001'", "x''", "(SELECT state FROM feeds LIMIT 1)"])
def test_a_row_that_cannot_be_read_is_given_up_and_the_others_go_on(tmp_path: Path, damage: str) -> None:
    store = open_store(tmp_path / "o.db")
    save_entries(store, subscribe(store).id, [entry("/a"), entry("/b")])
    with store.connections.write() as connection:  # type: ignore[attr-defined]
        connection.execute(f"UPDATE entries SET entry = CAST({damage} AS BLOB) WHERE identity = '/a'")
    claimed = take(store, "fetch")
    assert [work.url for _, work in claimed] == ["https://herald.example/b"]  # type: ignore[union-attr]
    (given_up,) = store.quarantined()
    assert (given_up.job.stage, given_up.subject_name) == (FETCH, "https://herald.example/a")
    assert "cannot be read" in given_up.reason
    store.close()


def test_a_row_that_breaks_its_reader_in_an_unforeseen_way_is_given_up_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "o.db")
    save_entries(store, subscribe(store).id, [entry("/a"), entry("/b")])

    def reader(connection: object, stage: str, subject: int) -> object:
        work = load_work(connection, stage, subject)  # type: ignore[arg-type]
        assert not work.url.endswith("/a")  # type: ignore[union-attr]
        return work

    monkeypatch.setattr("octavo.store.queue.load_work", reader)
    assert [work.url for _, work in take(store, "fetch")] == ["https://herald.example/b"]  # type: ignore[union-attr]
    (given_up,) = store.quarantined()
    assert "cannot be read: AssertionError" in given_up.reason
    store.close()
