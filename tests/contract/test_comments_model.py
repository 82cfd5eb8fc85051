"""Any sequence of writing, answering, editing, deleting, liking, reporting, appealing, deciding, merging and leaving:
every counter is what a count says, every list has what passes in its order, and nobody sees what is held."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.weaving import Press

from octavo.news.comments import REPORTS_TO_HOLD, SORTS, Because, Comment, CommentId, State, Subject, worth
from octavo.news.errors import NotFound
from octavo.news.readers import ALONE, ReaderId
from octavo.store import open_store

PEOPLE = 4
MOST = 14
NUMBERS = st.integers(0, MOST - 1)
WHO = st.integers(0, PEOPLE - 1)
HELD = (Because("links"),)


class Comments(RuleBasedStateMachine):
    """Four readers write on one article and two stories, which become one and two again."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "octavo.db", clock=lambda: NOW)
        press = Press(self.store)
        articles = [press.wrote(paper, HOUR) for paper in "abcde"]
        self.stories = press.story(*articles[:2]), press.story(*articles[2:4])
        self.subjects = [Subject("article", articles[4]), *(Subject("story", story) for story in self.stories)]
        self.people: list[ReaderId | None] = [
            self.store.add_reader(name, email="", password="x", role="reader", now=NOW - DAY).id
            for name in ("Ana", "Bo", "Cy", "Di")
        ]
        self.written: list[CommentId] = []
        self.states: dict[CommentId, State] = {}
        self.on: dict[CommentId, Subject] = {}
        self.authors: dict[CommentId, ReaderId] = {}
        self.likes: set[tuple[CommentId, ReaderId]] = set()
        self.reports: dict[tuple[CommentId, ReaderId], bool] = {}
        self.merged = False
        self.at = NOW

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.check() == []
            self.store.close()
            self.folder.cleanup()

    def one(self, nth: int) -> CommentId | None:
        return self.written[nth % len(self.written)] if self.written else None

    def open_reports(self, comment: CommentId) -> int:
        return sum(open for (on, _), open in self.reports.items() if on == comment)

    @rule(who=WHO, nth=NUMBERS, answers=st.booleans(), where=st.integers(0, 2), held=st.booleans())
    def write(self, who: int, nth: int, answers: bool, where: int, held: bool) -> None:
        author, parent = self.people[who], self.one(nth) if answers else None
        if author is None or len(self.written) >= MOST:
            return
        on: Subject | CommentId = self.subjects[where] if parent is None else parent
        self.at += MINUTE
        try:
            made = self.store.write_comment(author, on, "Text", 0, lambda record: HELD if held else (), self.at)
        except NotFound:
            assert parent is not None
            assert self.states[parent] != "shown"
            return
        assert parent is None or self.states[parent] == "shown"
        self.written.append(made.id)
        self.states[made.id] = "held" if held else "shown"
        self.on[made.id], self.authors[made.id] = made.subject, author

    @rule(nth=NUMBERS, held=st.booleans())
    def edit(self, nth: int, held: bool) -> None:
        comment = self.one(nth)
        if comment is None or self.states[comment] not in ("shown", "held"):
            return
        author = self.authors[comment]
        at = self.store.comment(comment).created
        text = f"Text {self.at}"
        self.store.edit_comment(comment, author, text, 0, lambda record: HELD if held else (), at)
        self.at += MINUTE
        if held:
            self.states[comment] = "held"

    @rule(nth=NUMBERS)
    def delete(self, nth: int) -> None:
        comment = self.one(nth)
        if comment is not None and self.states[comment] != "deleted":
            self.store.delete_comment(comment, self.authors[comment], NOW)
            self._gone(comment)

    @rule(nth=NUMBERS, who=WHO, likes=st.booleans())
    def like(self, nth: int, who: int, likes: bool) -> None:
        comment, reader = self.one(nth), self.people[who]
        if comment is None or reader is None:
            return
        if not likes:
            self.store.unlike_comment(comment, reader)
            self.likes.discard((comment, reader))
        elif self.states[comment] == "shown" and self.authors[comment] != reader:
            self.store.like_comment(comment, reader, NOW)
            self.likes.add((comment, reader))

    @rule(nth=NUMBERS, who=WHO)
    def report(self, nth: int, who: int) -> None:
        comment, reader = self.one(nth), self.people[who]
        if comment is None or reader is None or self.states[comment] != "shown" or self.authors[comment] == reader:
            return
        self.store.report_comment(comment, reader, "spam", "", NOW)
        self.reports.setdefault((comment, reader), True)
        if self.open_reports(comment) >= REPORTS_TO_HOLD:
            self.states[comment] = "held"

    @rule(chosen=st.lists(NUMBERS, max_size=3), approve=st.booleans())
    def decide(self, chosen: list[int], approve: bool) -> None:
        comments = [comment for nth in chosen if (comment := self.one(nth)) is not None]
        if approve:
            self.store.approve_comments(comments, ALONE, NOW)
        else:
            self.store.reject_comments(comments, ALONE, "spam", "", NOW)
        for comment in comments:
            if self.states[comment] != "deleted":
                self.states[comment] = "shown" if approve else "rejected"
                self._decided(comment)

    @rule(nth=NUMBERS)
    def appeal(self, nth: int) -> None:
        comment = self.one(nth)
        if comment is not None and self.states[comment] != "deleted" and self.store.comment(comment).may_appeal:
            self.store.appeal_comment(comment, self.authors[comment], "Please", NOW)

    @rule()
    def merge_or_part(self) -> None:
        if self.merged:
            self.store.undo_story_edit(self.store.story_edits()[0].id, NOW)
        else:
            self.store.merge_stories(*self.stories, NOW)
        self.merged = not self.merged

    @rule(who=WHO)
    @precondition(lambda self: len(self.written) > 4)
    def leave(self, who: int) -> None:
        reader = self.people[who]
        if reader is None:
            return
        self.store.delete_reader(reader)
        self.people[who] = None
        self.likes = {one for one in self.likes if one[1] != reader}
        self.reports = {one: open for one, open in self.reports.items() if one[1] != reader}
        for comment, author in self.authors.items():
            if author == reader:
                self.states[comment] = "deleted"

    def _gone(self, comment: CommentId) -> None:
        self.states[comment] = "deleted"
        self._decided(comment)

    def _decided(self, comment: CommentId) -> None:
        self.reports |= {one: False for one in self.reports if one[0] == comment}

    @invariant()
    def each_comment_counts_what_it_has(self) -> None:
        found = {number: self.store.comment(number) for number in self.written}
        for number, comment in found.items():
            below = [one for one in found.values() if number in one.above]
            assert comment.state == self.states[number]
            assert comment.answers == sum(self.states[one.id] == "shown" for one in below)
            assert comment.likes == sum(liked == number for liked, _ in self.likes)
            assert comment.reports == self.open_reports(number)
            assert abs(comment.worth - worth(comment.likes, comment.reports)) < 1e-9
            assert (comment.queue is None) == (comment.waiting is None)
            assert (comment.text == "") == (comment.state == "deleted")

    @invariant()
    def lists_have_what_passes_in_their_order(self) -> None:
        for subject in self.subjects:
            same = {*self.stories} if self.merged and subject.kind == "story" else {subject.number}
            here = [self.store.comment(one) for one in self.written if self.on[one].number in same]
            there = [one for one in here if one.state == "shown" or one.answers]
            assert self.store.comment_count(subject) == sum(one.state == "shown" for one in here)
            for sort in SORTS:
                roots = _sorted((one for one in there if not one.above), best=sort == "best")
                assert [one.id for one in self.store.comments(subject, sort, 50)] == roots
            for one in there:
                expected = sorted(
                    (other for other in there if one.id in other.above), key=lambda other: (*other.above, other.id)
                )
                assert self.store.comments_below([one.id], 50)[one.id] == expected

    @invariant()
    def the_queue_and_the_states_are_counted(self) -> None:
        found = [self.store.comment(one) for one in self.written]
        assert sum(self.store.queue_lengths().values()) == len(self.store.waiting_comments(100))
        assert {one.id for one in self.store.waiting_comments(100)} == {one.id for one in found if one.queue}
        states = [one.state for one in found]
        assert self.store.comment_states() == {
            name: states.count(name) for name in ("shown", "held", "rejected", "deleted")
        }  # fmt: skip


def _sorted(comments: Iterable[Comment], *, best: bool) -> list[CommentId]:
    return [one.id for one in sorted(comments, key=lambda one: (one.worth if best else 0, one.id), reverse=True)]


TestComments = Comments.TestCase
TestComments.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip
