"""What came and whom it concerns, what readers are told of it, and what is sent: on every store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.test_topics import link
from tests.contract.weaving import Press, copy_of, moved

from octavo.news.comments import Because, Subject
from octavo.news.notices import MOST_BROWSERS, Answered, Came, Look, NewNotice, Nothing, Plan
from octavo.news.readers import ALONE, Channel, ReaderId, ReaderSettings
from octavo.news.stories import Membership, Woven
from octavo.ports import Store

BY = ("page", "push", "email", "webhook")


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


@pytest.fixture
def ana(store: Store) -> ReaderId:
    return store.add_reader("Ana", email="ana@example.org", password="x", role="reader", now=NOW).id


def arrivals(store: Store) -> list[Came]:
    return [one for one in store.happenings(100) if isinstance(one, Came)]


def settle(store: Store, *notices: NewNotice) -> None:
    """Forget all that came, and keep these."""
    came = store.happenings(100)
    assert store.settle_happenings(came[-1].number, len(came), notices, NOW)


def told(store: Store, reader: ReaderId, key: str, *by: Channel, **more: object) -> int:
    """Keep a notice; its id."""
    notice = NewNotice(reader, "article", key, NOW, by or ("page",))
    assert store.add_notices([replace(notice, **more)], NOW) == 1  # type: ignore[arg-type]
    newest = store.notices(reader, 1)
    return newest[0].id if "page" in (by or ("page",)) else store.untold(reader, by[0])[-1].id


# ── what came ──


def test_an_article_comes_once_it_has_found_its_story(store: Store, press: Press) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    assert store.happenings(9) == []
    story = press.joins(one)
    press.joins(two, story)
    came = arrivals(store)
    assert [(each.card.id, each.story, each.publishers, each.copied) for each in came] == [
        (one, story, 2, False),
        (two, story, 2, False),
    ]
    assert came[0].number < came[1].number
    assert came[0].began == NOW - HOUR
    assert came[0].followers == ()
    press.joins(one)  # woven again: it came already
    assert len(store.happenings(9)) == 2
    assert len(store.happenings(1)) == 1


def test_it_is_told_who_follows_what_of_it(store: Store, press: Press, ana: ReaderId) -> None:
    one = press.wrote("harbour")
    link(store, one, "Maren Holt")
    story = press.joins(one)
    store.follow(ana, "topic", "maren-holt", NOW)
    store.follow(ana, "publisher", "harbour.example", NOW + MINUTE)
    store.follow(ALONE, "category", "world", NOW)
    store.follow(ALONE, "category", "sport", NOW)
    store.follow(ana, "story", str(story), NOW)
    (came,) = arrivals(store)
    assert {(each.reader, each.kind, each.key, each.name) for each in came.followers} == {
        (ana, "topic", "maren-holt", "Maren Holt"),
        (ana, "publisher", "harbour.example", "Harbour"),
        (ana, "story", str(story), ""),
        (ALONE, "category", "world", ""),
    }
    assert {each.since for each in came.followers} == {NOW, NOW + MINUTE}
    assert [tag.slug for tag in came.topics] == ["maren-holt"]


def test_followers_follow_through_merges(store: Store, press: Press, ana: ReaderId) -> None:
    one, two, three = press.wrote("harbour"), press.wrote("lake"), press.wrote("hill")
    first, second = press.joins(one), press.joins(two)
    store.follow(ana, "story", str(first), NOW)
    store.add_notices([NewNotice(ana, "story", str(first), NOW, ("page",), one, first)], NOW)
    settle(store)
    store.merge_stories(first, second, NOW)
    press.joins(three, second)
    (came,) = arrivals(store)
    assert [(each.reader, each.key) for each in came.followers] == [(ana, str(second))]
    assert came.told == {ana}


def test_a_copy_is_known_as_one(store: Store, press: Press) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    story = press.joins(one)
    press.weaves(two, Woven(Membership(two, story), copy_of(one, two)))
    assert [each.copied for each in arrivals(store)] == [False, True]


def test_what_moved_to_another_story_did_not_come_again(store: Store, press: Press) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    press.joins(one)
    settle(store)
    story = press.joins(two)
    press.weaves(two, Woven(Membership(two, story), moved=(moved(one, story),)))
    assert [each.card.id for each in arrivals(store)] == [two]


def test_an_answer_comes_when_everybody_sees_it(store: Store, press: Press, ana: ReaderId) -> None:
    on = Subject("article", press.wrote("harbour"))
    bo = store.add_reader("Bo", email="", password="x", role="reader", now=NOW).id
    first = store.write_comment(ana, on, "So it is.", 1, lambda record: (), NOW).id
    held = store.write_comment(bo, first, "It is not.", 2, lambda record: (Because("links"),), NOW).id
    assert store.happenings(9) == []
    store.approve_comments([held], ALONE, NOW)
    (came,) = store.happenings(9)
    assert isinstance(came, Answered)
    assert (came.reader, came.comment, came.article, came.story, came.by) == (ana, held, on.number, None, "Bo")
    settle(store, NewNotice(ana, "answer", str(held), NOW, BY, press.wrote("lake"), comment=held, name="Bo"))
    assert [(one.text, one.name, one.comment) for one in store.notices(ana, 9)] == [("It is not.", "Bo", held)]
    store.delete_comment(held, bo, NOW)
    assert store.notices(ana, 9) == []
    assert store.untold(ana, "push") == []


def test_what_went_before_anybody_looked_is_nothing(store: Store, press: Press, ana: ReaderId) -> None:
    on = Subject("article", press.wrote("harbour"))
    bo = store.add_reader("Bo", email="", password="x", role="reader", now=NOW).id
    first = store.write_comment(ana, on, "So it is.", 1, lambda record: (), NOW).id
    second = store.write_comment(bo, first, "It is not.", 2, lambda record: (), NOW).id
    store.delete_comment(second, bo, NOW)
    (came,) = store.happenings(9)
    assert isinstance(came, Answered | Nothing)
    assert not isinstance(came, Answered) or came.by == ""


def test_what_was_looked_at_is_forgotten_with_its_notices_kept_or_not_at_all(
    store: Store, press: Press, ana: ReaderId
) -> None:
    article = press.wrote("harbour")
    press.joins(article)
    (came,) = store.happenings(9)
    notice = NewNotice(ana, "article", str(article), NOW, ("page",), article)
    press.joins(press.wrote("lake"))
    both = store.happenings(9)
    assert store.settle_happenings(came.number, 1, [notice], NOW)
    assert not store.settle_happenings(came.number, 1, [notice], NOW), "another was first"
    assert not store.settle_happenings(both[-1].number, 2, [notice], NOW)
    assert store.happenings(9) == both[1:]
    assert len(store.notices(ana, 9)) == 1


# ── notices ──


def test_nobody_is_told_twice_and_everybody_for_themselves(store: Store, press: Press, ana: ReaderId) -> None:
    article = press.wrote("harbour")
    story = press.joins(article)
    notice = NewNotice(ana, "story", "7", NOW, ("page",), article, story, why="topic", name="Maren Holt")
    assert store.add_notices([notice, notice, replace(notice, reader=ALONE)], NOW) == 2
    assert store.add_notices([notice], NOW + DAY) == 0
    assert store.add_notices([replace(notice, kind="article"), replace(notice, reader=ReaderId(99))], NOW) == 1
    newest, oldest = store.notices(ana, 9)
    assert (newest.kind, oldest.kind, oldest.at) == ("article", "story", NOW)
    assert (oldest.why, oldest.name) == ("topic", "Maren Holt")
    assert oldest.card is not None
    assert (oldest.card.id, oldest.story, oldest.read) == (article, story, None)
    assert store.notices(ana, 9, before=newest.id) == [oldest]
    assert store.notices(ana, 0) == []


def test_unread_ones_are_counted_until_they_are_read(store: Store, ana: ReaderId) -> None:
    numbers = [told(store, ana, str(n)) for n in range(3)]
    told(store, ALONE, "other")
    assert store.unread_notices(ana) == 3
    store.read_notices(ana, numbers[1], NOW)
    assert store.unread_notices(ana) == 1
    assert [one.read for one in store.notices(ana, 9)] == [None, NOW, NOW]
    assert store.unread_notices(ALONE) == 1


def test_reading_an_article_or_a_story_reads_its_notices(store: Store, press: Press, ana: ReaderId) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    story = press.story(one, two)
    store.see(ana, two, NOW - DAY)
    told(store, ana, "1", article=one)
    told(store, ana, "2", article=two)
    told(store, ana, "3", story=story)
    store.see(ana, two, NOW)  # again
    assert [one.key for one in store.notices(ana, 9) if one.read is None] == ["3", "1"]
    store.see(ana, one, NOW)
    store.visit_story(ana, story, NOW)
    assert store.unread_notices(ana) == 0


def test_what_is_not_for_the_page_is_not_in_it(store: Store, ana: ReaderId) -> None:
    told(store, ana, "1", "email")
    assert store.notices(ana, 9) == []
    assert store.unread_notices(ana) == 0
    assert [one.key for one in store.untold(ana, "email")] == ["1"]
    assert store.untold(ana, "push") == []


def test_old_ones_go(store: Store, ana: ReaderId) -> None:
    told(store, ana, "1", *BY)
    told(store, ana, "2", at=NOW + DAY)
    assert store.sweep_notices(NOW + HOUR) == 1
    assert [one.key for one in store.notices(ana, 9)] == ["2"]
    assert store.untold(ana, "push") == []


def test_whose_briefings_are_due_is_known_with_the_last_one(store: Store, ana: ReaderId) -> None:
    assert store.briefed() == []
    store.set_settings(ana, ReaderSettings(briefing_hour=0))
    assert [(reader.id, day) for reader, day in store.briefed()] == [(ana, "")]
    for day in ("2026-11-21", "2026-11-20"):
        store.add_notices([NewNotice(ana, "briefing", day, NOW, ("email",))], NOW)
    assert [day for _, day in store.briefed()] == ["2026-11-21"]
    store.close_reader(ana, "enough")
    assert store.briefed() == []


# ── sending ──


def browser(store: Store, reader: ReaderId, number: int = 1) -> int:
    endpoint = f"https://push.example/{number}"
    return store.add_browser(reader, endpoint, b"\x04" * 65, b"a" * 16, "Firefox", NOW + number * MINUTE).id


def test_what_waits_is_planned_once(store: Store, ana: ReaderId) -> None:
    numbers = [told(store, ana, str(n), *BY) for n in range(4)]
    looks = store.looks(NOW, 9)
    assert {(one.reader, one.channel, one.last) for one in looks} == {
        (ana, "push", None), (ana, "email", None), (ana, "webhook", None)
    }  # fmt: skip
    look = Look(ana, "email", None)
    plan = Plan((numbers[0],), ((numbers[1], numbers[2]),), NOW + HOUR)
    assert store.carry_out(look, plan, NOW)
    assert not store.carry_out(look, plan, NOW), "another process was first"
    assert [one.id for one in store.untold(ana, "email")] == [numbers[3]]
    assert "email" not in {one.channel for one in store.looks(NOW, 9)}
    assert [one.last for one in store.looks(NOW + HOUR, 9) if one.channel == "email"] == [NOW]
    (sending,) = store.take_sendings(NOW, 60, 9)
    assert (sending.reader, sending.channel, sending.notices, sending.browser) == (ana, "email", plan.together[0], None)
    assert [one.id for one in store.notices_of(sending)] == [numbers[2], numbers[1]]
    assert len(store.untold(ana, "webhook")) == 4


def test_what_comes_meanwhile_is_looked_at_again(store: Store, ana: ReaderId) -> None:
    first = told(store, ana, "1", "page", "email")
    second = told(store, ana, "2", "page", "email")
    assert store.carry_out(Look(ana, "email", None), Plan((), ((first,),)), NOW)
    assert [one.id for one in store.untold(ana, "email")] == [second]
    assert [one.channel for one in store.looks(NOW, 9)] == ["email"]
    assert store.carry_out(Look(ana, "email", None), Plan((second,)), NOW)
    assert store.looks(NOW + DAY, 9) == []
    assert store.next_sending() == NOW  # of what is to be sent


def test_a_change_of_settings_looks_anew_at_what_waits(store: Store, ana: ReaderId) -> None:
    told(store, ana, "1", "page", "email")
    store.carry_out(Look(ana, "email", None), Plan((), (), NOW + DAY), NOW)
    assert store.next_sending() == NOW + DAY
    store.look_again(ana, NOW + HOUR)
    assert store.next_sending() == NOW + HOUR


def test_a_sending_is_one_processs_for_a_while(store: Store, ana: ReaderId) -> None:
    assert store.test_channel(ana, "webhook", NOW) == 1
    assert store.test_channel(ana, "webhook", NOW) == 1, "one is under way"
    (sending,) = store.take_sendings(NOW, 60, 9)
    assert (sending.notices, sending.tries) == ((), 0)
    assert store.take_sendings(NOW, 60, 9) == []
    (again,) = store.take_sendings(NOW + MINUTE, 60, 9)
    assert (again.id, again.tries) == (sending.id, 1), "it was cut off, and is the same one"
    store.sent(again, NOW)
    assert store.take_sendings(NOW + DAY, 60, 9) == []
    assert store.channel_health(ana)["webhook"].last == NOW


def test_what_failed_is_tried_again_or_given_up(store: Store, ana: ReaderId) -> None:
    store.test_channel(ana, "webhook", NOW)
    (sending,) = store.take_sendings(NOW, 60, 9)
    how = store.not_sent(sending, "refuses connections", NOW, NOW + HOUR)
    assert (how.failing, how.reason, how.stopped) == (NOW, "refuses connections", None)
    assert store.take_sendings(NOW + 59 * MINUTE, 60, 9) == []
    (sending,) = store.take_sendings(NOW + HOUR, 60, 9)
    how = store.not_sent(sending, "does not answer", NOW + HOUR, None)
    assert (how.failing, how.reason) == (NOW, "does not answer")
    assert store.next_sending() is None
    store.test_channel(ana, "webhook", NOW)
    (sending,) = store.take_sendings(NOW + DAY, 60, 9)
    store.sent(sending, NOW + DAY)
    how = store.channel_health(ana)["webhook"]
    assert (how.last, how.failing, how.reason) == (NOW + DAY, None, "")


def test_a_channel_that_was_given_up_gets_nothing_until_a_test_arrives(store: Store, ana: ReaderId) -> None:
    told(store, ana, "1", *BY)
    store.test_channel(ana, "webhook", NOW)
    store.stop_channel(ana, "webhook", "is gone", NOW)
    told(store, ana, "2", *BY)
    assert store.untold(ana, "webhook") == []
    assert store.take_sendings(NOW + DAY, 60, 9) == []
    assert len(store.untold(ana, "email")) == 2
    assert (store.channel_health(ana)["webhook"].stopped, store.channel_health(ana)["webhook"].reason) == (
        NOW,
        "is gone",
    )
    store.test_channel(ana, "webhook", NOW)
    (sending,) = store.take_sendings(NOW, 60, 9)
    store.sent(sending, NOW)
    told(store, ana, "3", *BY)
    assert [one.key for one in store.untold(ana, "webhook")] == ["3"]


def test_a_push_goes_to_each_browser(store: Store, ana: ReaderId) -> None:
    number = told(store, ana, "1", "page", "push")
    one, two = browser(store, ana, 1), browser(store, ana, 2)
    browser(store, ALONE, 3)
    store.carry_out(Look(ana, "push", None), Plan((), ((number,),)), NOW)
    sendings = store.take_sendings(NOW, 60, 9)
    assert {(each.browser, each.notices) for each in sendings} == {(one, (number,)), (two, (number,))}
    gone = next(each for each in sendings if each.browser == one)
    store.forget_browser(gone)
    assert [each.id for each in store.browsers(ana)] == [two]
    assert store.browser(one) is None
    (left,) = store.take_sendings(NOW + DAY, 60, 9)
    store.drop_sending(left)
    assert store.take_sendings(NOW + 2 * DAY, 60, 9) == []


def test_a_browser_is_one_readers_and_there_are_not_too_many(store: Store, ana: ReaderId) -> None:
    browser(store, ana, 1)
    taken = browser(store, ALONE, 1)
    assert store.browsers(ana) == []
    (kept,) = store.browsers(ALONE)
    assert (kept.id, kept.endpoint, kept.key, kept.auth, kept.name) == (
        taken, "https://push.example/1", b"\x04" * 65, b"a" * 16, "Firefox"
    )  # fmt: skip
    store.drop_browser(ana, taken)
    assert store.browser(taken) == kept, "another's is not dropped"
    for number in range(2, MOST_BROWSERS + 3):
        browser(store, ana, number)
    assert [each.endpoint.rpartition("/")[2] for each in store.browsers(ana)] == [
        str(number) for number in range(MOST_BROWSERS + 2, 2, -1)
    ]


def test_all_of_it_goes_with_the_account(store: Store, press: Press, ana: ReaderId) -> None:
    article = press.wrote("harbour")
    told(store, ana, "1", *BY, article=article)
    browser(store, ana)
    store.test_channel(ana, "push", NOW)
    (sending,) = store.take_sendings(NOW, 60, 9)
    store.delete_reader(ana)
    assert store.notices(ana, 9) == []
    assert store.browsers(ana) == []
    assert store.looks(NOW + DAY, 9) == []
    assert store.take_sendings(NOW + DAY, 60, 9) == []
    store.sent(sending, NOW)  # it was under way: no error
    assert store.not_sent(sending, "x", NOW, NOW).failing is None
    store.stop_channel(ana, "push", "x", NOW)
    assert store.channel_health(ana) == {}


def test_what_is_about_an_article_goes_with_it(store: Store, press: Press, ana: ReaderId) -> None:
    article = press.wrote("harbour")
    press.joins(article)
    told(store, ana, "1", *BY, article=article)
    feed = store.feed_by_url(press.feeds["harbour"].url)
    assert feed is not None
    store.remove([feed.id], articles=True)
    assert store.happenings(9) == []
    assert store.notices(ana, 9) == []
    assert store.untold(ana, "email") == []
