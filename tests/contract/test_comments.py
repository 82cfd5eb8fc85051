"""Comments on every store: trees, lists by keyset, counters, and what the rules are told."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.weaving import Press

from octavo.news.comments import (
    DEEPEST,
    EDIT_WINDOW,
    REPORTS_TO_HOLD,
    Because,
    Comment,
    CommentId,
    Record,
    Sort,
    Subject,
    worth,
)
from octavo.news.errors import CommentRefused, NotFound
from octavo.news.readers import ALONE, ReaderId
from octavo.ports import Store


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


@pytest.fixture
def article(press: Press) -> Subject:
    return Subject("article", press.wrote("harbour"))


class People:
    """Readers by name, and what they write."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.there: dict[str, ReaderId] = {}
        self.at = NOW

    def __getitem__(self, name: str) -> ReaderId:
        if name not in self.there:
            made = self.store.add_reader(name, email="", password="x", role="reader", now=NOW - DAY * 30)
            self.there[name] = made.id
        return self.there[name]

    def write(self, name: str, on: Subject | CommentId, text: str = "So it is.", *because: Because) -> CommentId:
        self.at += MINUTE
        return self.store.write_comment(self[name], on, text, hash(text), lambda record: because, self.at).id


@pytest.fixture
def people(store: Store) -> People:
    return People(store)


HELD = Because("links")


def numbers(comments: list[Comment]) -> list[int]:
    return [one.id for one in comments]


def below(store: Store, comment: CommentId) -> list[int]:
    return numbers(store.comments_below([comment], 200)[comment])


def test_a_comment_says_who_wrote_what_where_and_when(store: Store, article: Subject, people: People) -> None:
    number = people.write("Ana", article, "Good news.")
    found = store.comment(number)
    assert (found.subject, found.author, found.author_name) == (article, people["Ana"], "Ana")
    assert (found.text, found.created, found.state, found.edited) == ("Good news.", NOW + MINUTE, "shown", None)
    assert (found.root, found.parent, found.above) == (number, None, ())
    assert store.comment_count(article) == 1
    with pytest.raises(NotFound):
        store.comment(CommentId(99))


@pytest.mark.parametrize("on", [Subject("article", 99), Subject("story", 99), CommentId(99)])
def test_what_is_not_there_cannot_be_commented_on(store: Store, people: People, on: Subject | CommentId) -> None:
    with pytest.raises(NotFound):
        people.write("Ana", on)


def test_a_tree_is_read_each_answer_before_its_own_answers(store: Store, article: Subject, people: People) -> None:
    top = people.write("Ana", article)
    one = people.write("Bo", top)
    two = people.write("Cy", top)
    under_one = people.write("Ana", one)
    assert below(store, top) == [one, under_one, two]
    assert below(store, one) == [under_one]
    assert store.comment(under_one).above == (top, one)
    assert [store.comment(number).answers for number in (top, one, two)] == [3, 1, 0]
    assert numbers(store.comments_below([top], 2)[top]) == [one, under_one]
    assert numbers(store.comments_below([top], 2, after=under_one)[top]) == [two]
    assert numbers(store.comments(article, "newest", 9)) == [top]


def test_trees_stop_growing_deeper_and_go_on_beside(store: Store, article: Subject, people: People) -> None:
    chain = [people.write("Ana", article)]
    for _ in range(DEEPEST + 3):
        chain.append(people.write("Bo", chain[-1]))
    found = [store.comment(number) for number in chain]
    assert [len(one.above) for one in found] == [*range(DEEPEST), *[DEEPEST - 1] * 4]
    assert [one.parent for one in found[1:]] == chain[:-1]
    assert below(store, chain[0]) == chain[1:]


def test_an_answer_is_to_what_everybody_sees(store: Store, article: Subject, people: People) -> None:
    held = people.write("Ana", article, "See x", HELD)
    gone = people.write("Ana", article)
    store.delete_comment(gone, people["Ana"], NOW)
    for number in (held, gone):
        with pytest.raises(NotFound):
            people.write("Bo", number)


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_lists_go_on_where_they_ended(store: Store, article: Subject, people: People, sort: Sort) -> None:
    written = [people.write("Ana", article, f"Thought {nth}") for nth in range(9)]
    for nth, number in enumerate(written):
        for liker in range(nth % 3):
            store.like_comment(number, people[f"Liker {liker}"], NOW)
    whole = store.comments(article, sort, 50)
    key = [(one.worth if sort == "best" else 0, one.id) for one in whole]
    assert key == sorted(key, reverse=True)
    assert len(whole) == 9
    got: list[Comment] = []
    while page := store.comments(article, sort, 2, (got[-1].worth, got[-1].id) if got else None):
        got += page
    assert got == whole


def test_the_best_is_what_readers_surely_like(store: Store, article: Subject, people: People) -> None:
    plain, liked, disputed = (people.write("Ana", article, text) for text in ("a", "b", "c"))
    for nth in range(4):
        store.like_comment(liked, people[f"Reader {nth}"], NOW)
        store.like_comment(liked, people[f"Reader {nth}"], NOW)  # counts once
        store.like_comment(disputed, people[f"Reader {nth}"], NOW)
    store.report_comment(disputed, people["Bo"], "spam", "", NOW)
    found = store.comments(article, "best", 9)
    assert numbers(found) == [liked, disputed, plain]
    assert [(one.likes, one.reports) for one in found] == [(4, 0), (4, 1), (0, 0)]
    for one in found:
        assert one.worth == pytest.approx(worth(one.likes, one.reports))
    store.unlike_comment(liked, people["Reader 0"])
    store.unlike_comment(liked, people["Reader 0"])
    assert store.comment(liked).likes == 3
    assert store.liked_among(people["Reader 1"], [plain, liked, disputed]) == {liked, disputed}
    store.approve_comments([disputed], people["Bo"], NOW)  # the report is put aside
    assert numbers(store.comments(article, "best", 9)) == [disputed, liked, plain]


def test_nobody_likes_or_reports_their_own_or_what_is_not_shown(store: Store, article: Subject, people: People) -> None:
    shown, held = people.write("Ana", article), people.write("Bo", article, "See x", HELD)
    for number in (shown, held):
        with pytest.raises(NotFound):
            store.like_comment(number, people["Ana"], NOW)
        with pytest.raises(NotFound):
            store.report_comment(number, people["Ana"], "spam", "", NOW)


def test_a_held_comment_is_its_authors_and_the_moderators(store: Store, article: Subject, people: People) -> None:
    held = people.write("Ana", article, "See x", HELD)
    assert store.comments(article, "newest", 9) == []
    assert store.comment_count(article) == 0
    (mine,) = store.unseen_comments(people["Ana"], article, 9)
    assert (mine.id, mine.state, mine.because, mine.queue, mine.waiting) == (
        held, "held", (HELD,), "held", NOW + MINUTE,
    )  # fmt: skip
    assert store.unseen_comments(people["Bo"], article, 9) == []
    assert numbers(store.waiting_comments(9)) == [held]
    assert store.approve_comments([held, held, CommentId(99)], people["Bo"], NOW) == 1
    assert numbers(store.comments(article, "newest", 9)) == [held]
    assert store.comment_count(article) == 1
    assert store.unseen_comments(people["Ana"], article, 9) == store.waiting_comments(9) == []


def test_an_answer_that_was_held_is_counted_when_it_is_shown(store: Store, article: Subject, people: People) -> None:
    top = people.write("Ana", article)
    held = people.write("Bo", top, "See x", HELD)
    assert (store.comment(top).answers, below(store, top)) == (0, [])
    later = people.write("Cy", top)
    store.approve_comments([held], ALONE, NOW)
    assert (store.comment(top).answers, below(store, top)) == (2, [held, later])


def test_an_edit_changes_the_text_for_a_while(store: Store, article: Subject, people: People) -> None:
    number = people.write("Ana", article, "Teh news")
    at = people.at
    edited = store.edit_comment(number, people["Ana"], "The news", 1, lambda record: (), at + EDIT_WINDOW)
    assert (edited.text, edited.edited, edited.state) == ("The news", at + EDIT_WINDOW, "shown")
    (act,) = store.comment_decisions(9, comment=number)
    assert (act.act, act.note) == ("edited", "Teh news")
    with pytest.raises(CommentRefused) as refused:
        store.edit_comment(number, people["Ana"], "No", 1, lambda record: (), at + EDIT_WINDOW + timedelta(seconds=1))
    assert refused.value.code == "late"
    with pytest.raises(NotFound):
        store.edit_comment(number, people["Bo"], "Mine", 1, lambda record: (), at)
    assert store.comment(number).text == "The news"


def test_an_edit_may_hold_a_comment_and_never_frees_one(store: Store, article: Subject, people: People) -> None:
    number = people.write("Ana", article, "Fine")
    store.edit_comment(number, people["Ana"], "See x", 1, lambda record: (HELD,), people.at)
    assert store.comment(number).state == "held"
    assert store.comment_count(article) == 0
    again = store.edit_comment(number, people["Ana"], "Fine again", 1, lambda record: (), people.at)
    assert (again.state, again.because, again.queue) == ("held", (HELD,), "held")
    more = store.edit_comment(
        number, people["Ana"], "Other", 1, lambda record: (HELD, Because("words", "x")), people.at
    )
    assert more.because == (HELD, Because("words", "x"))
    store.reject_comments([number], ALONE, "spam", "", NOW)
    with pytest.raises(NotFound):
        store.edit_comment(number, people["Ana"], "Third", 1, lambda record: (), people.at)


def test_what_the_rules_refuse_is_not_written(store: Store, article: Subject, people: People) -> None:
    def refuse(record: Record) -> tuple[Because, ...]:
        raise CommentRefused("too often", code="rate", wait=MINUTE)

    kept = people.write("Ana", article, "Before")
    with pytest.raises(CommentRefused):
        store.write_comment(people["Ana"], article, "After", 1, refuse, NOW)
    with pytest.raises(CommentRefused):
        store.edit_comment(kept, people["Ana"], "After", 1, refuse, people.at)
    assert [one.text for one in store.comments(article, "newest", 9)] == ["Before"]


def test_a_deleted_comment_leaves_a_place_only_where_it_was_answered(
    store: Store, article: Subject, people: People
) -> None:
    alone, answered = people.write("Ana", article, "Alone"), people.write("Ana", article, "Answered")
    store.edit_comment(answered, people["Ana"], "Answered!", 1, lambda record: (), people.at)
    answer = people.write("Bo", answered, "Indeed")
    for number in (alone, answered):
        store.delete_comment(number, people["Ana"], NOW)
    (place,) = store.comments(article, "newest", 9)
    assert (place.id, place.state, place.text, place.author, place.author_name) == (answered, "deleted", "", None, "")
    assert below(store, answered) == [answer]
    assert store.comment_count(article) == 1
    assert [act.act for act in store.comment_decisions(9, comment=answered)] == ["deleted"]  # no text before is left
    assert store.comments_by(people["Ana"], 9) == []
    store.delete_comment(answer, people["Bo"], NOW)
    assert store.comments(article, "newest", 9) == []
    for who in ("Ana", "Bo"):
        with pytest.raises(NotFound):
            store.delete_comment(answered, people[who], NOW)


def test_enough_reports_hold_a_comment_until_a_moderator_has_looked(
    store: Store, article: Subject, people: People
) -> None:
    number = people.write("Ana", article)
    for nth in range(REPORTS_TO_HOLD):
        found = store.comment(number)
        assert (found.state, found.reports, found.queue) == ("shown", nth, "reported" if nth else None)
        store.report_comment(number, people[f"Reader {nth}"], "insult", "rude", NOW + HOUR * nth)
        if nth == 0:
            store.report_comment(number, people["Reader 0"], "hate", "worse", NOW)  # again: in the place of the first
    held = store.comment(number)
    assert (held.state, held.because, held.queue) == ("held", (Because("reports"),), "held")
    reports = store.reports_on([number])[number]
    assert [(one.reader_name, one.reason) for one in reports] == [
        ("Reader 0", "hate"), ("Reader 1", "insult"), ("Reader 2", "insult"),
    ]  # fmt: skip
    store.approve_comments([number], ALONE, NOW)
    assert (store.comment(number).state, store.comment(number).reports) == ("shown", 0)
    store.report_comment(number, people["Reader 0"], "spam", "", NOW)  # once decided on, it is decided on
    assert (store.comment(number).reports, store.comment(number).queue) == (0, None)
    assert store.reports_on([number]) == {number: []}


def test_nobody_buries_the_moderators_in_reports(
    store: Store, article: Subject, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.store.moderation.MOST_OPEN_REPORTS", 2)
    written = [people.write("Ana", article, f"Thought {nth}") for nth in range(3)]
    for number in written[:2]:
        store.report_comment(number, people["Bo"], "spam", "", NOW)
    with pytest.raises(CommentRefused) as refused:
        store.report_comment(written[2], people["Bo"], "spam", "", NOW)
    assert refused.value.code == "reports"
    store.approve_comments(written[:1], ALONE, NOW)
    store.report_comment(written[2], people["Bo"], "spam", "", NOW)


def test_a_decision_can_be_appealed_against_once(store: Store, article: Subject, people: People) -> None:
    number = people.write("Ana", article, "See x", HELD)
    store.appeal_comment(number, people["Ana"], "It is my own page.", NOW + HOUR)
    found = store.comment(number)
    assert (found.queue, found.appeal, found.waiting) == ("appealed", "It is my own page.", NOW + MINUTE)
    with pytest.raises(NotFound):
        store.appeal_comment(number, people["Ana"], "Again", NOW)
    store.reject_comments([number], ALONE, "spam", "No advertising, please.", NOW)
    found = store.comment(number)
    assert (found.state, found.note, found.queue, found.appeal) == ("rejected", "No advertising, please.", None, "")
    assert found.may_appeal  # against what a moderator decided: one more look
    store.appeal_comment(number, people["Ana"], "Please.", NOW + DAY)
    found = store.comment(number)
    assert (found.state, found.queue, found.waiting) == ("rejected", "appealed", NOW + DAY)
    store.reject_comments([number], people["Bo"], "spam", "", NOW)
    assert not store.comment(number).may_appeal
    assert store.waiting_comments(9) == []
    acts = [one.act for one in store.comment_decisions(9, comment=number)]
    assert acts == ["rejected", "appealed", "rejected", "appealed", "held"]
    with pytest.raises(NotFound):
        store.appeal_comment(number, people["Bo"], "", NOW)


def test_the_queue_is_worked_off_from_the_oldest(store: Store, article: Subject, people: People) -> None:
    held = [people.write("Ana", article, f"See {nth}", HELD) for nth in range(4)]
    shown = people.write("Bo", article)
    store.report_comment(shown, people["Ana"], "spam", "", NOW)
    store.appeal_comment(held[2], people["Ana"], "", NOW + DAY)
    assert numbers(store.waiting_comments(9)) == [shown, *held]
    assert numbers(store.waiting_comments(9, "held")) == [held[0], held[1], held[3]]
    assert numbers(store.waiting_comments(9, "appealed")) == [held[2]]
    assert store.queue_lengths() == {"held": 3, "appealed": 1, "reported": 1}
    assert store.comment_states() == {"shown": 1, "held": 4, "rejected": 0, "deleted": 0}
    got: list[Comment] = []
    while page := store.waiting_comments(2, None, (got[-1].waiting or NOW, got[-1].id) if got else None):
        got += page
    assert numbers(got) == [shown, *held]
    assert store.reject_comments([*held, shown], ALONE, "spam", "", NOW) == 5
    assert set(store.queue_lengths().values()) == {0}
    assert store.reject_comments(held, ALONE, "spam", "", NOW) == 0


def test_history_says_who_decided_what_and_why(store: Store, article: Subject, people: People) -> None:
    number = people.write("Ana", article, "See x", HELD)
    store.reject_comments([number], people["Bo"], "off-topic", "Elsewhere, please.", NOW)
    store.approve_comments([number], people["Bo"], NOW)
    found = store.comment_decisions(9)
    assert [(one.act, one.by_name, one.because) for one in found] == [
        ("approved", "Bo", ()), ("rejected", "Bo", (Because("off-topic"),)), ("held", "", (HELD,)),
    ]  # fmt: skip
    assert found[1].note == "Elsewhere, please."
    assert store.comment_decisions(9, before=found[0].id) == found[1:]
    assert all(one.id > other.id for one, other in pairwise(found))


def test_the_scorer_holds_what_it_read_and_nothing_else(store: Store, article: Subject, people: People) -> None:
    written = [
        store.write_comment(people["Ana"], article, f"Text {nth}", nth, lambda record: (), NOW, score=True).id
        for nth in range(4)
    ]
    assert numbers(store.unscored_comments(9)) == written
    model = Because("model", "hate")
    store.scored_comment(written[0], "Text 0", [], NOW)
    store.scored_comment(written[1], "Text 1", [model], NOW)
    store.edit_comment(written[2], people["Ana"], "Changed", 9, lambda record: (), NOW, score=True)
    store.scored_comment(written[2], "Text 2", [model], NOW)  # of a text that is gone
    store.delete_comment(written[3], people["Ana"], NOW)
    store.scored_comment(written[3], "", [model], NOW)
    store.scored_comment(CommentId(99), "", [model], NOW)
    assert [store.comment(number).state for number in written] == ["shown", "held", "shown", "deleted"]
    assert store.comment(written[1]).because == (model,)
    assert numbers(store.unscored_comments(9)) == [written[2]]
    store.approve_comments([written[1]], ALONE, NOW)
    store.scored_comment(written[1], "Text 1", [], NOW)
    assert store.comment(written[1]).state == "shown"


def test_comments_go_with_a_merge_of_stories_and_come_back_with_its_undoing(
    store: Store, press: Press, people: People
) -> None:
    articles = [press.wrote(paper, HOUR) for paper in ("harbour", "lake", "hill", "moor")]
    gone, left = Subject("story", press.story(*articles[:2])), Subject("story", press.story(*articles[2:]))
    first = people.write("Ana", gone)
    second = people.write("Ana", left)
    third = people.write("Ana", gone)
    store.like_comment(first, people["Bo"], NOW)
    store.merge_stories(gone.number, left.number, NOW)  # type: ignore[arg-type]
    for subject in (gone, left):
        assert numbers(store.comments(subject, "newest", 9)) == [third, second, first]
        assert numbers(store.comments(subject, "best", 9)) == [first, third, second]
        assert store.comment_count(subject) == 3
    last = store.comments(left, "newest", 2)[-1]
    assert numbers(store.comments(left, "newest", 2, (last.worth, last.id))) == [first]
    late = people.write("Bo", gone, "Too late for the first")
    answer = people.write("Bo", first)
    store.undo_story_edit(store.story_edits()[0].id, NOW)
    assert numbers(store.comments(gone, "newest", 9)) == [third, first]
    assert below(store, first) == [answer]
    assert numbers(store.comments(left, "newest", 9)) == [late, second]


def test_with_an_account_go_its_comments_likes_and_reports(store: Store, article: Subject, people: People) -> None:
    mine, others = people.write("Ana", article, "Mine"), people.write("Bo", article, "Other")
    held = people.write("Ana", article, "See x", HELD)
    answer = people.write("Bo", mine, "Answer")
    own = people.write("Ana", others, "Own answer")
    store.edit_comment(mine, people["Ana"], "Mine!", 1, lambda record: (), people.at)
    store.appeal_comment(held, people["Ana"], "Please", NOW)
    store.like_comment(others, people["Ana"], NOW)
    store.report_comment(answer, people["Ana"], "spam", "", NOW)
    store.block_in_comments("reader", str(people["Ana"]), "Ana", NOW)
    store.delete_reader(people["Ana"])
    found = store.comment(mine)
    assert (found.state, found.author, found.author_name, found.text) == ("deleted", None, "", "")
    assert numbers(store.comments(article, "newest", 9)) == [others, mine]  # one of them an empty place
    assert (store.comment(others).likes, store.comment(answer).reports, store.comment(others).answers) == (0, 0, 0)
    assert store.comment(own).text == ""
    assert store.comment_count(article) == 2
    assert store.comment_decisions(9, comment=mine) == store.comment_blocks() == []
    assert [act.act for act in store.comment_decisions(9, comment=held)] == ["held"]
    assert store.queue_lengths()["appealed"] == 0


def test_comments_go_with_what_they_are_on(store: Store, press: Press, people: People) -> None:
    article = press.wrote("harbour")
    top = people.write("Ana", Subject("article", article))
    people.write("Bo", top)
    people.write("Bo", top, "See x", HELD)
    store.like_comment(top, people["Bo"], NOW)
    store.report_comment(top, people["Bo"], "spam", "", NOW)
    store.remove([one.id for one in store.feeds()], articles=True)
    with pytest.raises(NotFound):
        store.comment(top)
    assert set(store.comment_states().values()) == set(store.queue_lengths().values()) == {0}


def test_ones_own_comments_newest_first_in_steps(store: Store, article: Subject, people: People) -> None:
    mine = [people.write("Ana", article, f"Thought {nth}", *[HELD] * (nth % 2)) for nth in range(5)]
    people.write("Bo", article)
    assert numbers(store.comments_by(people["Ana"], 9)) == mine[::-1]
    assert numbers(store.comments_by(people["Ana"], 2, before=mine[3])) == [mine[2], mine[1]]


def record_of(store: Store, author: ReaderId, on: Subject | CommentId, print: int, at: object) -> Record:
    """What the rules are told; nothing is written."""
    told: list[Record] = []

    def judge(record: Record) -> tuple[Because, ...]:
        told.append(record)
        raise CommentRefused("only asking")

    with pytest.raises(CommentRefused):
        store.write_comment(author, on, "?", print, judge, at)  # type: ignore[arg-type]
    return told[0]


def test_the_rules_are_told_what_the_reader_did_before(store: Store, press: Press, people: People) -> None:
    here, there = (Subject("article", press.wrote(paper)) for paper in ("harbour", "lake"))
    assert record_of(store, people["Ana"], here, 7, NOW) == Record(0, 0, 0, 0, 0, 0, 0, 0, 0)
    for name, on, back, print in [
        ("Ana", here, DAY * 2, 7), ("Ana", here, HOUR * 5, 7), ("Ana", there, HOUR * 4, 7),
        ("Ana", there, MINUTE * 30, 0),
        ("Bo", here, HOUR, 7), ("Cy", here, MINUTE * 9, 7), ("Ana", here, MINUTE * 8, 0), ("Ana", here, MINUTE / 2, 0),
    ]:  # fmt: skip
        store.write_comment(people[name], on, "Text", print, lambda record: (), NOW - back)
    told = record_of(store, people["Ana"], here, 7, NOW)
    assert (told.minute, told.hour, told.day, told.shown) == (1, 3, 5, 6)
    assert (told.repeats_here, told.repeats, told.repeats_by_others) == (1, 1, 2)
    assert (told.in_a_row, told.newcomers) == (2, 0)
    fresh = store.add_reader("New", email="", password="x", role="reader", now=NOW - HOUR).id
    for _ in range(3):
        store.write_comment(fresh, here, "Hello", 0, lambda record: (), NOW)
    told = record_of(store, people["Ana"], here, 0, NOW)
    assert (told.newcomers, told.in_a_row, told.repeats_here) == (3, 0, 0)


def test_an_edit_is_not_told_of_the_comment_itself(store: Store, article: Subject, people: People) -> None:
    number = store.write_comment(people["Ana"], article, "Once", 7, lambda record: (), NOW).id
    told: list[Record] = []
    store.edit_comment(number, people["Ana"], "Twice", 7, lambda record: told.append(record) or (), NOW)
    assert told == [Record(0, 0, 0, 0, 0, 0, 0, 0, 0)]


def test_blocks_are_kept_until_they_are_taken_back(
    store: Store, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.block_in_comments("words", "cheap watches", "Cheap Watches", NOW)
    store.block_in_comments("words", "cheap watches", "again", NOW)
    store.block_in_comments("reader", str(people["Ana"]), "", NOW)
    assert [(one.kind, one.value, one.written) for one in store.comment_blocks()] == [
        ("reader", str(people["Ana"]), "Ana"), ("words", "cheap watches", "Cheap Watches"),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        store.block_in_comments("reader", "99", "", NOW)
    monkeypatch.setattr("octavo.store.moderation.MOST_BLOCKS", 2)
    with pytest.raises(ValueError, match="as much as"):
        store.block_in_comments("host", "x.example", "x.example", NOW)
    store.unblock_in_comments("words", "cheap watches")
    store.unblock_in_comments("words", "nothing")
    assert [one.kind for one in store.comment_blocks()] == ["reader"]
