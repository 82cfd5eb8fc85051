"""Work that is killed again and again: one process forks children, and kills each at a random moment of its work.

    python -m tests.store.mortal ingest|migrate PATH SEED

Ends when a child got through, and prints how many were killed. Forked, because a child that starts from nothing spends
its short life importing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.contract.newsroom import (
    ENRICH,
    EXTRACT,
    FETCH,
    HERALD,
    HOUR,
    LEASE,
    NOW,
    PARSE,
    POLL,
    article,
    entry,
    page,
)

from octavo.news.articles import StoredPage
from octavo.news.jobs import Claim, Intent, PageFailed, SaveArticle, SaveEntries, SaveFeedBody
from octavo.news.sources import Feed
from octavo.ports import Work
from octavo.store import open_store
from octavo.store.connection import Connections
from octavo.store.migrate import migrate

KILLS = 25
LONGEST = {"ingest": 0.06, "migrate": 0.02}
"""Seconds that a child lives, at most, while there are kills left."""
FEEDS, ITEMS = 8, 50


def ingest(path: Path, run: int) -> None:
    """Bring FEEDS * ITEMS articles from poll to extraction. Each run is an hour later, so that the leases of the dead
    have run out."""
    store, now = open_store(path), NOW + run * HOUR
    store.add_feeds([Feed(page(f"https://f{nth}.example/").url, HERALD.id) for nth in range(FEEDS)], POLL, NOW - HOUR)

    def outcome(claim: Claim, work: Work) -> tuple[Intent, ...]:
        feed = claim.job.subject
        match claim.job.stage.name, work:
            case "poll", _:
                return (SaveFeedBody(feed, page("https://f.example/", b"<rss/>"), PARSE),)  # type: ignore[arg-type]
            case "parse", _:
                items = tuple(entry(f"/{feed}-{nth}") for nth in range(ITEMS))
                return (SaveEntries(feed, items, FETCH, NOW),)  # type: ignore[arg-type]
            case "fetch", StoredPage():
                return (PageFailed(work.id, "none", EXTRACT),)
            case "extract", StoredPage(entry=item) if item is not None:
                return (SaveArticle(work.id, article(item.identity), HERALD, NOW, ENRICH, EXTRACT),)
        raise AssertionError(claim)

    while claims := store.claim({"poll": 1, "parse": 1, "fetch": 7, "extract": 5}, now, LEASE):
        store.finish([(claim, outcome(claim, work)) for claim, work in claims], now)


def migrating(path: Path, run: int) -> None:
    """Apply the migrations in the folder beside the store."""
    migrate(Connections(path), path.parent / "migrations")


def killed(work: Callable[[Path, int], None], path: Path, longest: float, chance: random.Random) -> int:
    """Kill children at their work until KILLS have died or one got through, then let one through; how many died."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for run in range(KILLS + 1):
        child = os.fork()
        if not child:
            work(path, run)
            os._exit(0)
        if run < KILLS and signal.sigtimedwait({signal.SIGCHLD}, chance.uniform(0.001, longest)) is None:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        signal.sigtimedwait({signal.SIGCHLD}, 0)  # the sign of this death is not the next child's
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return run
    raise AssertionError("the last child was not let through")


if __name__ == "__main__":
    works = {"ingest": ingest, "migrate": migrating}
    name, file, seed = sys.argv[1:]
    print(killed(works[name], Path(file), LONGEST[name], random.Random(int(seed))))
