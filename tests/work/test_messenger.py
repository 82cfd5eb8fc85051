"""The messenger over a real store: who is told what, when, by which way, and that nothing is lost or told twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.test_topics import link
from tests.contract.weaving import Press, copy_of

from octavo.news.comments import Subject
from octavo.news.errors import ConnectionFailed, FetchError, HttpStatus, LetterRefused, StoreError
from octavo.news.notices import KEPT_FOR, Browser, Happening, NewNotice, Notice, Sending
from octavo.news.readers import ALONE, Reader, ReaderId, ReaderSettings
from octavo.news.stories import Membership, Woven
from octavo.notify.channels import GoneError
from octavo.notify.choosing import BIG
from octavo.notify.timing import PAUSE, SETTLE
from octavo.ports import Store
from octavo.store import open_store
from octavo.work.messenger import LASTING, LEASE, RETRIES, Messenger

BEFORE = NOW - 2 * DAY
ALL = ReaderSettings(notices_by=("page", "push", "email", "webhook"))
MAIL = ReaderSettings(notices_by=("email",), briefing_by=("email",))


@dataclass
class Post:
    """A courier that keeps what it is given, or fails as told."""

    carried: list[tuple[Sending, list[Notice]]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, sending: Sending, reader: Reader, browser: Browser | None, notices: list[Notice]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.carried.append((sending, notices))
        self.came.set()

    def told(self) -> list[list[str]]:
        """What each sending told, newest first."""
        return [[one.key for one in notices] for _, notices in self.carried]


@dataclass
class Round:
    """A store, its time, and a messenger over it."""

    store: Store
    post: Post
    press: Press
    now: datetime = NOW

    def turn(self, wait: timedelta = timedelta()) -> datetime | None:
        self.now += wait
        return asyncio.run(self.messenger().turn())

    def messenger(self) -> Messenger:
        return Messenger(self.store, self.post, lambda: self.now)  # type: ignore[arg-type]

    def wrote(self, paper: str, **more: Any) -> int:
        """An article in a story of its own, shown ten minutes before NOW."""
        number = self.press.wrote(paper, 10 * MINUTE, **more)
        self.press.joins(number)
        return int(number)


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    store = open_store(tmp_path / "octavo.db", clock=lambda: NOW)
    yield Round(store, Post(), Press(store), NOW + 20 * MINUTE)
    assert store.check() == []
    store.close()


@pytest.fixture
def ana(round_: Round) -> ReaderId:
    reader = round_.store.add_reader("Ana", email="ana@example.org", password="x", role="reader", now=NOW).id
    round_.store.set_settings(reader, MAIL)
    return reader


def notices(round_: Round, reader: ReaderId) -> list[tuple[str, str]]:
    """Kind and why, oldest first."""
    return [(one.kind, one.why) for one in reversed(round_.store.notices(reader, 100))]


def keep(round_: Round, reader: ReaderId, settings: ReaderSettings) -> None:
    round_.store.set_settings(reader, settings)


# ── what is told ──


def test_a_followed_publishers_new_article_is_told_once(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, replace(ALL))
    round_.wrote("harbour")
    round_.store.follow(ana, "publisher", "harbour.example", BEFORE)
    round_.turn()
    assert notices(round_, ana) == [("article", "publisher")]
    round_.turn(HOUR)
    round_.turn(HOUR)
    assert notices(round_, ana) == [("article", "publisher")]


def test_a_followed_topics_story_is_told_once_and_not_its_further_reports(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    one, two = round_.press.wrote("harbour", MINUTE), round_.press.wrote("lake", MINUTE)
    for number in (one, two):
        link(round_.store, number, "Maren Holt")
    round_.store.follow(ana, "topic", "maren-holt", BEFORE)
    story = round_.press.joins(one)
    round_.turn()
    round_.press.joins(two, story)
    round_.turn(HOUR)
    assert notices(round_, ana) == [("story", "topic")]


def test_what_one_batch_brings_of_one_story_is_told_once(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    one, two = round_.press.wrote("harbour", MINUTE), round_.press.wrote("lake", MINUTE)
    link(round_.store, two, "Maren Holt")
    round_.store.follow(ana, "topic", "maren-holt", BEFORE)
    round_.store.follow(ana, "publisher", "harbour.example", BEFORE)
    round_.press.story(one, two)
    round_.turn()
    assert notices(round_, ana) == [("article", "publisher")]


def test_a_followed_storys_own_reports_are_told_and_no_copies(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    first = round_.press.wrote("harbour", HOUR)
    story = round_.press.joins(first)
    round_.store.follow(ana, "story", str(story), NOW - HOUR / 2)
    own, copied = round_.press.wrote("lake", MINUTE), round_.press.wrote("hill", MINUTE)
    round_.press.joins(own, story)
    round_.press.weaves(copied, Woven(Membership(copied, story), copy_of(own, copied)))
    round_.turn()
    assert notices(round_, ana) == [("report", "story")]
    (notice,) = round_.store.notices(ana, 9)
    assert notice.card is not None
    assert notice.card.id == own


def test_a_followed_category_is_told_of_what_many_report(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    round_.store.follow(ana, "category", "world", BEFORE)
    papers = [round_.press.wrote(f"paper{number}", MINUTE) for number in range(BIG + 1)]
    story = round_.press.joins(papers[0])
    for number in papers[1 : BIG - 1]:
        round_.press.joins(number, story)
    round_.turn()
    assert notices(round_, ana) == []
    for number in papers[BIG - 1 :]:
        round_.press.joins(number, story)
    round_.turn()
    assert notices(round_, ana) == [("story", "category")]


def test_what_was_there_before_or_is_old_is_no_news(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    number, old = round_.press.wrote("harbour", HOUR), round_.press.wrote("lake", 3 * DAY)
    round_.store.follow(ana, "publisher", "harbour.example", NOW)
    round_.store.follow(ana, "publisher", "lake.example", NOW - 9 * DAY)
    for one in (number, old):
        round_.press.joins(one)
    round_.turn()
    assert notices(round_, ana) == []
    assert round_.store.happenings(9) == []


def test_what_is_muted_is_never_told(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    for paper in ("harbour", "lake", "hill"):
        number = round_.press.wrote(paper, MINUTE)
        link(round_.store, number, f"{paper.title()} Holt")
        round_.store.follow(ana, "publisher", f"{paper}.example", BEFORE)
        round_.press.joins(number)
    round_.store.mute(ana, "topic", "harbour-holt", NOW)
    round_.store.mute(ana, "publisher", "lake.example", NOW)
    round_.store.mute(ana, "publisher", "hill.example", NOW, softly=True)
    round_.turn()
    (told,) = round_.store.notices(ana, 9)
    assert told.name == "Hill"


def test_an_answer_to_ones_comment_is_told(round_: Round, ana: ReaderId) -> None:
    bo = round_.store.add_reader("Bo", email="", password="x", role="reader", now=NOW).id
    on = Subject("article", round_.wrote("harbour"))
    first = round_.store.write_comment(ana, on, "So it is.", 1, lambda record: (), NOW).id
    round_.store.write_comment(bo, first, "It is not.", 2, lambda record: (), NOW)
    keep(round_, ana, ALL)
    round_.turn()
    assert [(one.kind, one.name, one.text) for one in round_.store.notices(ana, 9)] == [("answer", "Bo", "It is not.")]
    assert round_.store.notices(bo, 9) == []


def test_who_is_closed_or_wants_nothing_is_told_nothing(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ReaderSettings(notices_by=()))
    bo = round_.store.add_reader("Bo", email="", password="x", role="reader", now=NOW).id
    keep(round_, bo, MAIL)
    for reader in (ana, bo):
        round_.store.follow(reader, "category", "world", BEFORE)
    round_.wrote("harbour")
    for reader in (ana, bo):
        round_.store.follow(reader, "publisher", "harbour.example", BEFORE)
    round_.store.close_reader(bo, "spam")
    round_.turn()
    assert round_.store.untold(bo, "email") == []
    assert round_.store.notices(ana, 9) == []


# ── when, and together ──


def follow_all(round_: Round, reader: ReaderId, *papers: str) -> None:
    for paper in papers:
        round_.press.wrote(paper, DAY)  # so that it is there to be followed
        round_.store.follow(reader, "publisher", f"{paper}.example", BEFORE)


def test_letters_wait_for_what_comes_with_it_and_go_together(round_: Round, ana: ReaderId) -> None:
    follow_all(round_, ana, "harbour")
    first = [round_.wrote("harbour") for _ in range(3)]
    due = round_.turn()
    assert round_.post.carried == []
    assert due == round_.now + SETTLE["email"]
    first.append(round_.wrote("harbour"))
    round_.turn(SETTLE["email"])
    assert round_.post.told() == [[str(number) for number in reversed(first)]]
    later = round_.wrote("harbour")
    assert round_.turn() == round_.now + PAUSE["email"]
    round_.turn(PAUSE["email"])
    assert round_.post.told()[1:] == [[str(later)]]
    assert round_.turn(DAY) is None


def test_pushes_are_single_until_they_are_many(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ReaderSettings(notices_by=("push",)))
    round_.store.add_browser(ana, "https://push.example/1", b"\x04" * 65, b"a" * 16, "", NOW)
    follow_all(round_, ana, "harbour")
    for count in (2, 5):
        for _ in range(count):
            round_.wrote("harbour")
        round_.turn(PAUSE["push"])
        round_.turn(SETTLE["push"])
    assert [len(keys) for keys in round_.post.told()] == [1, 1, 5]


def test_nothing_is_sent_in_quiet_hours_and_all_of_it_afterwards(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, replace(MAIL, quiet=(18, 7), zone="Asia/Kolkata"))  # 12:20 UTC is 17:50 there
    follow_all(round_, ana, "harbour")
    round_.wrote("harbour")
    round_.turn()
    due = round_.turn(SETTLE["email"])  # 18:00
    assert round_.post.carried == []
    assert due is not None
    assert due.isoformat() == "2026-11-22T01:30:00+00:00"  # 7:00 there
    round_.wrote("harbour")
    round_.turn(due - round_.now - MINUTE)
    assert round_.post.carried == []
    round_.turn(SETTLE["email"])
    assert [len(keys) for keys in round_.post.told()] == [2]


def test_what_is_read_or_muted_meanwhile_is_not_sent(round_: Round, ana: ReaderId) -> None:
    follow_all(round_, ana, "harbour", "lake", "hill")
    read, _, kept = round_.wrote("harbour"), round_.wrote("lake"), round_.wrote("hill")
    round_.turn()
    round_.store.see(ana, read, round_.now)  # type: ignore[arg-type]
    round_.store.mute(ana, "publisher", "lake.example", round_.now)
    round_.turn(SETTLE["email"])
    assert round_.post.told() == [[str(kept)]]


def test_a_way_that_is_switched_off_sends_nothing_any_more(round_: Round, ana: ReaderId) -> None:
    follow_all(round_, ana, "harbour")
    round_.wrote("harbour")
    round_.turn()
    keep(round_, ana, ReaderSettings(notices_by=("page",)))
    round_.turn(HOUR)
    keep(round_, ana, MAIL)
    round_.turn(DAY)
    assert round_.post.carried == []


# ── the briefing ──


def test_the_briefing_comes_once_a_day_at_its_hour(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, replace(MAIL, briefing_hour=7, zone="America/New_York", quiet=(0, 12)))
    round_.now = NOW - 30 * MINUTE  # 6:30 there
    for _ in range(4 * 24 * 2):
        round_.turn(timedelta(minutes=15))
    assert round_.post.told() == [["2026-11-21"], ["2026-11-22"]], "quiet hours or not: it is their own hour"
    assert [sending.made.isoformat() for sending, _ in round_.post.carried] == [
        "2026-11-21T12:00:00+00:00",
        "2026-11-22T12:00:00+00:00",
    ]


def test_a_briefing_that_nobody_could_make_comes_late_on_the_same_day_only(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, replace(MAIL, briefing_hour=3))
    round_.turn()
    assert round_.post.told() == [["2026-11-21"]]
    round_.turn(3 * DAY)
    assert round_.post.told() == [["2026-11-21"], ["2026-11-24"]]


def test_a_briefing_for_the_page_is_a_notice_there(round_: Round) -> None:
    keep(round_, ALONE, ReaderSettings(briefing_hour=12))
    round_.turn()
    assert notices(round_, ALONE) == [("briefing", "")]
    assert round_.post.carried == []


# ── what fails ──


def waiting(round_: Round, ana: ReaderId) -> None:
    follow_all(round_, ana, "harbour")
    round_.wrote("harbour")
    round_.turn()


def test_what_fails_is_tried_again_later_and_given_up_at_last(round_: Round, ana: ReaderId) -> None:
    waiting(round_, ana)
    round_.post.fails = [ConnectionFailed("refuses connections") for _ in range(len(RETRIES) + 1)]
    due = round_.turn(SETTLE["email"])
    for wait in RETRIES:
        assert due == round_.now + wait
        round_.turn(wait / 2)
        assert len(round_.post.fails) > 0
        due = round_.turn(wait - wait / 2)
    assert (due, round_.post.fails, round_.post.carried) == (None, [], [])
    assert round_.store.channel_health(ana)["email"].reason == "refuses connections"


def test_what_says_when_to_come_again_is_obeyed(round_: Round, ana: ReaderId) -> None:
    waiting(round_, ana)
    round_.post.fails = [HttpStatus("too many requests", status=429, retry_after=7200)]
    assert round_.turn(SETTLE["email"]) == round_.now + 2 * HOUR
    round_.turn(2 * HOUR)
    assert len(round_.post.carried) == 1
    assert round_.store.channel_health(ana)["email"].failing is None


@pytest.mark.parametrize("fault", [LetterRefused("no such mailbox"), HttpStatus("refused", status=400)])
def test_what_would_fail_again_is_not_tried_again(round_: Round, ana: ReaderId, fault: Exception) -> None:
    waiting(round_, ana)
    round_.post.fails = [fault]
    assert round_.turn(SETTLE["email"]) is None
    assert round_.store.channel_health(ana)["email"].failing == round_.now


def test_a_mistake_of_our_own_holds_up_nobody_else(round_: Round, ana: ReaderId) -> None:
    round_.store.test_channel(ana, "webhook", round_.now)
    waiting(round_, ana)
    round_.post.carried.clear()
    round_.store.test_channel(ana, "push", round_.now)
    round_.post.fails = [KeyError("x")]
    assert round_.turn(SETTLE["email"]) == round_.now + RETRIES[0]
    round_.turn(RETRIES[0])
    assert len(round_.post.carried) == 1


def test_a_way_by_which_nothing_arrives_for_days_is_given_up_and_its_reader_told(round_: Round, ana: ReaderId) -> None:
    round_.post.fails = [FetchError("no answer")] * 99
    while not round_.store.channel_health(ana) or not round_.store.channel_health(ana)["email"].stopped:
        round_.store.test_channel(ana, "email", round_.now)
        round_.turn(6 * HOUR)
        assert round_.now < NOW + LASTING + DAY
    assert round_.now >= NOW + LASTING
    (told,) = [one for one in round_.store.notices(ana, 9) if one.kind == "stopped"]
    assert told.key.startswith("email ")
    assert told.name == "no answer"
    round_.post.fails = []
    notice = NewNotice(ana, "article", "1", round_.now, ("email",))
    round_.store.add_notices([notice], round_.now)
    round_.turn(HOUR)
    assert round_.post.carried == []
    round_.store.test_channel(ana, "email", round_.now)
    round_.turn()
    assert round_.post.told() == [[]]
    assert round_.store.channel_health(ana)["email"].stopped is None
    round_.store.add_notices([replace(notice, key="2")], round_.now)
    round_.turn(HOUR)
    assert round_.post.told() == [[], ["2"]]


def test_a_browser_that_is_gone_goes_and_a_receiver_that_is_gone_is_not_called_again(
    round_: Round, ana: ReaderId
) -> None:
    keep(round_, ana, ReaderSettings(notices_by=("push", "webhook"), webhook="https://x.example/"))
    browser = round_.store.add_browser(ana, "https://push.example/1", b"\x04" * 65, b"a" * 16, "", NOW)
    waiting(round_, ana)
    round_.post.fails = [GoneError("gone"), GoneError("gone")]
    round_.turn(MINUTE)
    assert round_.store.browser(browser.id) is None
    assert set(round_.store.channel_health(ana)) == {"push", "webhook"}
    assert round_.store.channel_health(ana)["webhook"].stopped == round_.now
    assert round_.store.channel_health(ana)["push"].stopped is None


def test_a_test_that_fails_is_not_repeated(round_: Round, ana: ReaderId) -> None:
    round_.store.test_channel(ana, "webhook", round_.now)
    round_.post.fails = [ConnectionFailed("refuses connections")]
    assert round_.turn() is None


def test_a_process_that_is_cut_off_sends_the_same_again(round_: Round, ana: ReaderId) -> None:
    waiting(round_, ana)
    round_.post.fails = [asyncio.CancelledError()]  # type: ignore[list-item]
    with pytest.raises(asyncio.CancelledError):
        round_.turn(SETTLE["email"])
    (sending,) = round_.store.take_sendings(round_.now + timedelta(seconds=LEASE), 0, 9)
    round_.turn(timedelta(seconds=LEASE))
    assert [one.id for one, _ in round_.post.carried] == [sending.id]


def test_what_is_gone_when_it_is_sent_is_not(round_: Round, ana: ReaderId) -> None:
    waiting(round_, ana)
    round_.store.test_channel(ana, "email", round_.now + DAY)
    feed = round_.store.feed_by_url(round_.press.feeds["harbour"].url)
    assert feed is not None
    round_.post.fails = [ConnectionFailed("later")]
    round_.turn(SETTLE["email"])
    round_.store.remove([feed.id], articles=True)
    round_.turn(HOUR)
    assert round_.post.carried == []


def test_old_notices_are_swept(round_: Round, ana: ReaderId) -> None:
    keep(round_, ana, ALL)
    waiting(round_, ana)
    assert len(notices(round_, ana)) == 1
    round_.turn(KEPT_FOR + DAY)
    assert notices(round_, ana) == []


# ── as it runs ──


def test_it_runs_beside_others_until_it_is_stopped(round_: Round, ana: ReaderId) -> None:
    round_.store.test_channel(ana, "webhook", round_.now)

    async def run() -> None:
        messenger, came = round_.messenger(), round_.post.came
        running = asyncio.create_task(messenger.run_forever())
        await came.wait()
        came.clear()
        round_.store.test_channel(ana, "email", round_.now)
        messenger.poke()
        await came.wait()
        messenger.stop()
        await running

    asyncio.run(asyncio.wait_for(run(), 30))
    assert [sending.channel for sending, _ in round_.post.carried] == ["webhook", "email"]


def test_a_fault_does_not_end_it(round_: Round, ana: ReaderId, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [RuntimeError("a mistake"), StoreError("the disk is full")]
    happenings = round_.store.happenings

    def faulty(limit: int) -> list[Happening]:
        if faults:
            raise faults.pop()
        return happenings(limit)

    monkeypatch.setattr(round_.store, "happenings", faulty)
    monkeypatch.setattr("octavo.work.messenger.NAP", 0.01)
    round_.store.test_channel(ana, "webhook", round_.now)

    async def run() -> None:
        messenger = round_.messenger()
        running = asyncio.create_task(messenger.run_forever())
        await round_.post.came.wait()
        messenger.stop()
        await running

    asyncio.run(asyncio.wait_for(run(), 30))
    assert faults == []
