"""Opening: migrations, what is refused, and faults of the file in words."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest
from tests.contract.newsroom import NOW, PARSE, POLL, page, subscribe, take

from octavo.news.errors import StoreError
from octavo.news.jobs import SaveFeedBody
from octavo.store import open_store
from octavo.store.connection import Connections, explain
from octavo.store.migrate import APPLICATION_ID, migrate, migrations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three migrations of a small table."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1);")
    (folder / "0002_second.sql").write_text("ALTER TABLE t ADD COLUMN b INTEGER; UPDATE t SET b = a + 1;")
    (folder / "0003_third.sql").write_text("INSERT INTO t VALUES (5, 6);")
    return folder


def rows(path: Path) -> list[tuple[object, ...]]:
    connection = apsw.Connection(os.fspath(path))
    try:
        return list(connection.execute("SELECT * FROM t"))
    finally:
        connection.close()


def test_migrations_run_once_in_order(tmp_path: Path, folder: Path) -> None:
    connections = Connections(tmp_path / "o.db")
    assert migrate(connections, folder) == 3
    assert migrate(connections, folder) == 3
    connections.close()
    assert rows(tmp_path / "o.db") == [(1, 2), (5, 6)]


def test_a_migration_that_fails_leaves_the_one_before(tmp_path: Path, folder: Path) -> None:
    third = folder / "0003_third.sql"
    whole = third.read_text()
    third.write_text("INSERT INTO t VALUES (5, 6); INSERT INTO nowhere VALUES (1);")
    connections = Connections(tmp_path / "o.db")
    with pytest.raises(apsw.SQLError, match="nowhere"):
        migrate(connections, folder)
    assert rows(tmp_path / "o.db") == [(1, 2)]
    third.write_text(whole)
    migrations.cache_clear()
    assert migrate(connections, folder) == 3
    assert rows(tmp_path / "o.db") == [(1, 2), (5, 6)]
    connections.close()


def test_the_migrations_that_ship_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path, folder: Path) -> None:
    (folder / "0002_second.sql").unlink()
    with pytest.raises(StoreError, match="without a gap"):
        migrations(folder)


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "o.db"
    open_store(path).close()
    connection = apsw.Connection(os.fspath(path))
    connection.pragma("user_version", 999)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer Octavo") as caught:
        open_store(path)
    assert "Install the newer Octavo" in caught.value.advice
    assert path.read_bytes() == before


def test_another_programs_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "o.db"
    connection = apsw.Connection(os.fspath(path))
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="no store of Octavo"):
        open_store(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "o.db"
    path.write_bytes(b"certainly no database at all " * 100)
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(path)
    assert "backup" in caught.value.advice


def test_a_damaged_store_is_found_by_the_check(tmp_path: Path) -> None:
    path = tmp_path / "o.db"
    store = open_store(path)
    store.set_note("a", "b" * 5000)
    store.close()
    data = bytearray(path.read_bytes())
    data[-64:] = b"\xff" * 64
    data[-4096:-4032] = b"\xff" * 64
    path.write_bytes(data)
    store = open_store(path)
    assert store.check()
    store.close()


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "octavo.db")


def test_a_full_disk_is_explained_and_everything_goes_on_when_there_is_room(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    connections = store.connections  # type: ignore[attr-defined]
    with connections.alone() as connection:
        most = connection.pragma("max_page_count", connection.pragma("page_count") + 2)
    with pytest.raises(StoreError, match="disk is full") as caught:
        store.set_note("big", "x" * 1_000_000)
    assert "Free space" in caught.value.advice
    with connections.alone() as connection:
        connection.pragma("max_page_count", 1_000_000)
    assert most
    store.set_note("big", "x" * 1_000_000)
    assert store.note("big") == "x" * 1_000_000
    store.close()


def test_a_lock_held_for_long_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.store.connection.BUSY_MS", 20)
    store = open_store(tmp_path / "o.db")
    other = apsw.Connection(os.fspath(tmp_path / "o.db"))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process"):
        store.set_note("a", "b")
    assert store.note("a") is None
    other.execute("ROLLBACK")
    store.set_note("a", "b")
    other.close()
    store.close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.set_note("a", "b")


def test_a_fault_of_the_program_is_not_called_one_of_the_file(tmp_path: Path) -> None:
    assert explain(apsw.SQLError("no such table"), tmp_path) is None
    assert "disk failed" in str(explain(apsw.IOError("read"), tmp_path))


def test_the_file_is_set_up_as_promised(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    with store.connections.alone() as connection:  # type: ignore[attr-defined]
        found = [connection.pragma(name) for name in ("journal_mode", "foreign_keys", "synchronous", "application_id")]
    assert found == ["wal", 1, 1, APPLICATION_ID]
    store.close()


def test_more_threads_than_readers_read_at_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    store.set_note("a", "b")
    with ThreadPoolExecutor(24) as pool:
        assert set(pool.map(lambda _: store.note("a"), range(200))) == {"b"}
    store.close()


def test_several_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from octavo.store import open_store\n"
        "s = open_store(Path(sys.argv[1])); s.set_note(sys.argv[2], 'here'); s.close()"
    )
    path = tmp_path / "o.db"
    children = [subprocess.Popen([sys.executable, "-c", program, str(path), str(nth)]) for nth in range(4)]
    assert [child.wait(60) for child in children] == [0] * 4
    store = open_store(path)
    assert [store.note(str(nth)) for nth in range(4)] == ["here"] * 4
    assert store.check() == []
    store.close()


def test_results_that_a_full_disk_refuses_are_not_lost(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    feeds = [subscribe(store, f"https://herald.example/{nth}").id for nth in range(2)]
    store.poll_now(feeds, POLL, NOW)
    claims = [claim for claim, _ in take(store, "poll")]
    body = page("https://herald.example/", random.Random(1).randbytes(500_000))
    done = [(claim, (SaveFeedBody(feed, body, PARSE),)) for claim, feed in zip(claims, feeds, strict=True)]
    with store.connections.alone() as connection:  # type: ignore[attr-defined]
        connection.pragma("max_page_count", connection.pragma("page_count") + 200)
    with pytest.raises(StoreError, match="disk is full"):
        store.finish(done, NOW)  # the first has room, the second has not: neither is kept
    assert store.quarantined() == []
    assert take(store, "parse") == []
    with store.connections.alone() as connection:  # type: ignore[attr-defined]
        connection.pragma("max_page_count", 1_000_000)
    assert store.finish(done, NOW) == 2
    assert len(take(store, "parse")) == 2
    store.close()
