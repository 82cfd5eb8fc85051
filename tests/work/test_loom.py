"""Weaving over a store: whose text a copy is, and what it changed of it, as both texts tell."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.newsroom import HOUR, NOW, finish, take
from tests.contract.weaving import AFTER, COMPARE, SOON, WEAVE, Press

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.jobs import Job, SaveWoven
from octavo.news.sources import Publisher
from octavo.news.stories import Copy, Unwoven
from octavo.ports import Store
from octavo.store import open_store
from octavo.work.loom import StoreLoom

REPORT = (
    "The harbour authority closed its northern basin on Thursday after divers found a crack in the old sea wall.",
    "Forty barges were moved to the southern quay before dusk, and the fish market opened an hour late.",
    "Engineers will lower a camera along the foundation at low water to measure how far the crack runs.",
    "The wall was built by convicts in three winters and has been repaired only twice since the great flood.",
    "Ferries to the outer islands leave from the customs pier until further notice, the authority said.",
)
WHOLE = "\n".join(REPORT)
REWORDED = WHOLE
for word, other in {"harbour": "port", "basin": "dock", "crack": "gap", "wall": "dam", "authority": "board"}.items():
    REWORDED = REWORDED.replace(word, other)
CREDITED = f"{WHOLE}\nMeridian in Ras Nadim"


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    store = open_store(tmp_path / "octavo.db", clock=lambda: NOW)
    yield Press(store)
    store.close()


def agency(store: Store, name: str = "meridian") -> None:
    store.add_publishers([Publisher(PublisherId(f"{name}.example"), "Meridian Press", kind="agency")])


def woven(press: Press, loom: StoreLoom, *articles: ArticleId) -> dict[ArticleId, Copy]:
    """What is called a copy when these have arrived in this order."""
    found: dict[ArticleId, Copy] = {}
    for number in articles:
        press.store.put([Job(WEAVE, number, NOW)])
        ((claim, work),) = [pair for pair in take(press.store, "weave") if pair[0].job.subject == number]
        assert isinstance(work, Unwoven)
        sketch, decided = asyncio.run(loom.weave(work))
        assert finish(press.store, claim, SaveWoven(sketch, decided, WEAVE, AFTER, COMPARE, NOW + SOON))
        found |= {copy.article: copy for copy in (decided.copy, *decided.copies) if copy}
        for freed in decided.freed:
            found.pop(freed)
    return found


def test_an_agency_of_the_archive_is_a_credit_and_its_text_the_origin(press: Press) -> None:
    agency(press.store)
    paper, wire = press.wrote("paper", 3 * HOUR, text=CREDITED), press.wrote("meridian", HOUR, text=WHOLE)
    copy = woven(press, StoreLoom(press.store), wire, paper)[paper]
    assert (copy.origin, copy.because, copy.credit) == (wire, "credit", "Meridian")


def test_an_agency_that_only_the_catalogue_knows_is_a_credit_too(press: Press) -> None:
    first, second = press.wrote("first", 3 * HOUR, text=WHOLE), press.wrote("second", HOUR, text=CREDITED)
    assert woven(press, StoreLoom(press.store), first, second)[second].credit == ""
    assert woven(press, StoreLoom(press.store, agencies=["Meridian Press"]), second)[second].credit == "Meridian"


@pytest.mark.parametrize("late", [False, True], ids=["the origin first", "the origin last"])
def test_what_a_copy_changed_is_measured_by_both_texts(press: Press, late: bool) -> None:
    origin = press.wrote("wire", 5 * HOUR, text=WHOLE)
    same = press.wrote("same", 4 * HOUR, text=WHOLE)
    cut = press.wrote("cut", 3 * HOUR, text="\n".join(REPORT[:3]))
    told = press.wrote("told", 2 * HOUR, text=REWORDED)
    arriving = (same, cut, told, origin) if late else (origin, same, cut, told)
    found = woven(press, StoreLoom(press.store), *arriving)
    assert {number: copy.manner for number, copy in found.items()} == {
        same: "whole", cut: "trimmed", told: "rewritten",
    }  # fmt: skip
    assert (found[same].kept, found[same].own) == (1.0, 0.0)
    assert found[cut].kept == pytest.approx(sum(len(p.split()) for p in REPORT[:3]) / len(WHOLE.split()), abs=0.01)


def test_where_a_text_is_gone_weaving_s_own_estimate_stays(press: Press) -> None:
    loom = StoreLoom(press.store)
    origin, copied = press.wrote("wire", 5 * HOUR, text=WHOLE), press.wrote("same", 4 * HOUR, text=REWORDED)
    woven(press, loom, origin)
    feed = press.store.feed_by_url(press.feeds["wire"].url)
    assert feed is not None
    press.store.remove([feed.id], articles=True)
    copy = woven(press, loom, copied)[copied]
    assert (copy.near, copy.manner) == (origin, "trimmed")


def test_an_article_that_is_given_up_on_is_not_woven_beside_the_next(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    for paper in "ab":
        press.store.put([Job(WEAVE, press.wrote(paper), NOW)])
    first, second = (work for _, work in take(press.store, "weave"))
    assert isinstance(first, Unwoven)
    assert isinstance(second, Unwoven)
    begun, beside, go_on = threading.Event(), threading.Event(), threading.Event()
    changes = press.store.story_changes

    def slow(after: int) -> object:
        (beside if begun.is_set() else begun).set()
        assert go_on.wait(20)
        return changes(after)

    monkeypatch.setattr(press.store, "story_changes", slow)

    async def scene() -> None:
        loom = StoreLoom(press.store)
        given_up = asyncio.create_task(loom.weave(first))
        await asyncio.to_thread(begun.wait, 20)
        given_up.cancel()
        later = asyncio.create_task(loom.weave(second))
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert not await asyncio.to_thread(beside.wait, 0.1)
        go_on.set()
        assert (await later)[0].article == second.stored.card.id

    asyncio.run(scene())
