"""Many threads and two processes on one queue: each job is applied once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import apsw
from tests.contract.newsroom import (
    ENRICH,
    EXTRACT,
    HERALD,
    LEASE,
    NOW,
    article,
    entry,
    save_entries,
    subscribe,
)

from octavo.news.articles import StoredPage
from octavo.news.jobs import SaveArticle
from octavo.ports import CardFilter
from octavo.store import open_store

ITEMS = 300


def test_threads_share_the_work(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    feed = subscribe(store).id
    save_entries(store, feed, [entry(f"/{nth}") for nth in range(ITEMS)])
    seen: Counter[int] = Counter()

    def work(thread: int) -> int:
        applied = 0
        while claims := store.claim({"fetch": 1 + thread % 5}, NOW, LEASE):
            done = []
            for claim, page in claims:
                assert isinstance(page, StoredPage)
                assert page.entry is not None
                made = article(page.entry.identity)
                done.append((claim, (SaveArticle(page.id, made, HERALD, NOW, ENRICH, EXTRACT),)))
            applied += store.finish(done, NOW)
            seen.update(claim.job.subject for claim, _ in claims)
            store.latest(CardFilter(), 5)
        return applied

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == ITEMS
    assert set(seen.values()) == {1}
    status = store.status(NOW)
    assert (status.articles, status.revisions) == (ITEMS, ITEMS)
    assert store.check() == []
    store.close()


def test_stolen_leases_are_applied_by_one_holder_only(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    feed = subscribe(store).id
    save_entries(store, feed, [entry(f"/{nth}") for nth in range(40)])
    rounds = [store.claim({"fetch": 100}, NOW + timedelta(seconds=2 * nth), 1.0) for nth in range(6)]

    def end(claims: list) -> int:  # type: ignore[type-arg]
        return sum(store.finish([(claim, ())], NOW) for claim, _ in claims)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(end, rounds)) == [0, 0, 0, 0, 0, 40]
    store.close()


CHILD = """
import sys
from pathlib import Path
from octavo.store import open_store
from tests.contract.newsroom import *
store = open_store(Path(sys.argv[1]))
applied = 0
while claims := store.claim({"fetch": 3}, NOW, LEASE):
    applied += store.finish([(claim, ()) for claim, _ in claims], NOW)
store.close()
print(applied)
"""


def test_two_processes_share_the_work(tmp_path: Path) -> None:
    store = open_store(tmp_path / "o.db")
    feed = subscribe(store).id
    save_entries(store, feed, [entry(f"/{nth}") for nth in range(ITEMS)])
    children = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path / "o.db")], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ours = 0
    while claims := store.claim({"fetch": 3}, NOW, LEASE):
        ours += store.finish([(claim, ()) for claim, _ in claims], NOW)
        store.latest(CardFilter(), 5)
    theirs = [int(child.communicate(timeout=60)[0]) for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert ours + sum(theirs) == ITEMS
    assert store.backlog(NOW) == {}
    store.close()


def test_a_check_is_not_frightened_by_what_others_wrote(tmp_path: Path) -> None:
    """FTS5 once took another connection's writes for corruption, where this one had read the index before them."""
    path = tmp_path / "octavo.db"
    with closing(open_store(path)) as store:
        for batch in range(8):
            with closing(apsw.Connection(str(path))) as other:
                for part in range(5):
                    rows = [(batch * 9000 + part * 1000 + row + 1, f"word{row} common") for row in range(300)]
                    with other:
                        other.executemany("INSERT INTO docs (rowid, body) VALUES (?, ?)", rows)
            assert store.check() == []
