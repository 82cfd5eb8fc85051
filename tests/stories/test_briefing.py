"""A briefing's material."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.stories.test_ranking import NOW as EVENING
from tests.stories.test_ranking import story

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Card
from octavo.news.comparison import Comparison, FigureSaid, Quantity, Said, Statement, Turn
from octavo.news.marks import Figure
from octavo.news.stories import Copy, Membership, StoryId, StoryMember
from octavo.stories.briefing import changed_since, long_read, top
from octavo.stories.ranking import rank

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
STORY = StoryId(1)


def card(number: int, hours: float = 1.0, words: int = 900) -> Card:
    return Card(
        ArticleId(number), CanonicalUrl(f"https://paper.example/{number}"), f"Title {number}",
        PublisherId("paper.example"), "Paper", NOON - timedelta(hours=hours), "A standfirst.", "en", "world", "article",
        authors=("Ann Ode",), words=words,
    )  # fmt: skip


def member(number: int, hours: float, copy_of: int = 0) -> StoryMember:
    copy = Copy(ArticleId(number), ArticleId(copy_of), ArticleId(copy_of), "whole", 1.0, 0.0) if copy_of else None
    return StoryMember(card(number, hours), Membership(ArticleId(number), STORY), "XM", copy)


def said(number: int, hours: float, text: str = "words") -> Said:
    shown = NOON - timedelta(hours=hours)
    return Said(ArticleId(number), PublisherId("paper.example"), "Paper", shown, "en", 0, len(text), text)


def killed(number: int, hours: float, value: float, of: float | None = None) -> FigureSaid:
    """Told so many hours ago, for the time `of` hours ago."""
    figure = Figure(0, 2, str(value), value, None, "", "", "people", "killed", "", "", (0, 9))
    when = NOON - timedelta(hours=hours if of is None else of)
    return FigureSaid(said(number, hours, str(value)), "A sentence.", figure, when)


def quantity(*values: FigureSaid) -> Quantity:
    return Quantity("killed", "", "developing", values)


SINCE = NOON - timedelta(hours=6)


def test_what_is_new_is_told_and_what_was_known_is_not() -> None:
    members = [member(1, 20), member(2, 5), member(3, 2), member(4, 1, copy_of=3)]
    comparison = Comparison(
        STORY, tuple(one.card.id for one in members),
        statements=(Statement((said(1, 20), said(2, 5)), 0.9), Statement((said(2, 5), said(3, 2)), 0.5)),
        timeline=(
            Turn(NOON - timedelta(hours=20), said(1, 20), "began"), Turn(NOON - timedelta(hours=2), said(3, 2), "news")
        ),
    )  # fmt: skip
    changes = changed_since(STORY, members, comparison, SINCE)
    assert [one.id for one in changes.articles] == [3, 2]
    assert changes.copies == 1
    assert changes.statements == comparison.statements[1:]
    assert changes.turns == comparison.timeline[1:]


def test_a_figure_that_rose_is_told_with_what_it_was() -> None:
    rose = quantity(killed(1, 20, 11), killed(2, 8, 14), killed(3, 3, 19), killed(4, 1, 26))
    same = quantity(killed(1, 20, 214), killed(3, 3, 214))
    new = quantity(killed(3, 3, 188))
    old = quantity(killed(1, 20, 6))
    comparison = Comparison(STORY, (), quantities=(rose, same, new, old))
    (change,) = changed_since(STORY, [], comparison, SINCE).figures
    assert (change.quantity, change.before.figure.value, change.after.figure.value) == (rose, 14, 26)


def test_an_old_figure_told_late_is_no_change() -> None:
    late = quantity(killed(1, 8, 14), killed(2, 2, 11, of=20))
    assert changed_since(STORY, [], Comparison(STORY, (), quantities=(late,)), SINCE).figures == ()


def test_without_a_comparison_the_reports_are_told() -> None:
    changes = changed_since(STORY, [member(1, 20), member(2, 5)], None, SINCE)
    assert [one.id for one in changes.articles] == [2]
    assert (changes.figures, changes.statements, changes.turns) == ((), (), ())


def test_the_long_read_is_the_longest_of_the_day_that_is_the_publishers_own_and_of_no_top_story() -> None:
    cards = [card(1, words=500), card(2, words=900), card(3, words=1500), card(4, words=2000), card(5, 30, words=3000)]
    stories = {ArticleId(4): StoryId(9), ArticleId(2): StoryId(8)}
    found = long_read(cards, NOON, copies={ArticleId(3)}, stories=stories, without=[StoryId(9)])
    assert found == cards[1]


def test_what_is_short_or_unsigned_or_heard_or_endless_is_no_long_read() -> None:
    none = [
        card(1, words=200), replace(card(2), authors=()), replace(card(3), has_audio=True),
        replace(card(4), kind="live"), card(5, words=20_000), replace(card(6), summary=""), card(7, -2),
    ]  # fmt: skip
    assert long_read(none, NOON) is None
    assert long_read([*none, card(8, words=450)], NOON) == card(8, words=450)


def test_the_top_is_of_the_day_and_ends() -> None:
    ranked = rank([story(1, [30.0] * 20), *(story(number, [2.0, 3.0]) for number in range(2, 9))], EVENING)
    found = top(ranked, 5, EVENING)
    assert len(found) == 5
    assert 1 not in [one.card.id for one in found]
    assert top(ranked[:0], 5, EVENING) == []
