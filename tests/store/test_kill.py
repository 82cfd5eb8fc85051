"""kill -9 at any moment: what was committed is there, whole, once; what was not is done again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.contract.newsroom import NOW
from tests.store.mortal import FEEDS, ITEMS

from octavo.store import open_store
from octavo.store.connection import Connections
from octavo.store.migrate import migrate


def kill_at(work: str, path: Path, seed: int) -> int:
    """How many children were killed before one got through."""
    command = [sys.executable, "-m", "tests.store.mortal", work, str(path), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_entry_is_lost_or_doubled(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "o.db"
    assert kill_at("ingest", path, seed) >= 5
    store = open_store(path)
    assert store.check() == []
    status, all_of_them = store.status(NOW), FEEDS * ITEMS
    assert (status.articles, status.revisions) == (all_of_them, all_of_them)
    assert (status.entries, status.pages, status.feeds) == (all_of_them, all_of_them, FEEDS)
    waiting = {stage: sum(counts) for stage, counts in store.backlog(NOW).items()}
    assert waiting == {"enrich": all_of_them}
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_migrations_run_once_each(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text("CREATE TABLE t (a INTEGER);")
    for number in range(2, 41):
        rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        (folder / f"{number:04}_more.sql").write_text(f"INSERT INTO t {rows} SELECT {number} FROM n;")
    assert kill_at("migrate", tmp_path / "o.db", seed) >= 2
    connections = Connections(tmp_path / "o.db")
    assert migrate(connections, folder) == 40
    with connections.read() as connection:
        counts = list(connection.execute("SELECT a, count(*) FROM t GROUP BY a"))
        assert counts == [(number, 20000) for number in range(2, 41)]
        assert connection.pragma("integrity_check") == "ok"
    connections.close()
