"""A day's wrap-up and a story as it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.stories.test_briefing import NOON, STORY, killed, member, quantity, said

from octavo.news.articles import Card
from octavo.news.briefings import Briefing, Dossier
from octavo.news.comparison import Comparison, FigureSaid, Said, Statement, Turn
from octavo.news.stories import Story, StoryCard, StoryId, StoryMember
from octavo.stories.ranking import rank
from octavo.stories.standpoint import stood, until
from octavo.stories.wrap_up import LEAST, MOST, PACE, lay_out, minutes

SINCE = NOON - timedelta(days=1)


def story(*members: StoryMember, number: int = 1) -> Story:
    """Newest first."""
    cards = [one.card for one in members]
    own = [one for one in members if one.copy is None]
    card = StoryCard(
        StoryId(number), own[0].card, len(cards), len(cards), len(cards) - len(own), len(own), cards[-1].shown,
        cards[0].shown, "world", (("en", len(cards)),), (),
        hours=tuple((one.shown.replace(minute=0), 1) for one in reversed(cards)),
        days=tuple((str(one.shown.date()), 1) for one in reversed(cards)), summary=("As it is now.",),
    )  # fmt: skip
    return Story(card, members)


def brief(*dossiers: Dossier, languages: tuple[str, ...] = ("en",), cards: tuple[Card, ...] = ()) -> Briefing:
    ranked = rank([one.story.card for one in dossiers], NOON)
    return lay_out(
        NOON.date(), SINCE, NOON, languages, ranked, {one.story.card.id: one for one in dossiers}, cards
    )  # fmt: skip


def spoken(one: Said, language: str) -> Said:
    return replace(one, language=language)


# ── as it stood ──


def test_a_story_is_counted_as_it_stood() -> None:
    now = story(member(4, 1), member(3, 2, copy_of=1), member(2, 10), member(1, 30))
    dossier = stood(now, None, NOON - timedelta(hours=1.5))
    assert dossier is not None
    card = dossier.story.card
    assert [one.card.id for one in dossier.story.members] == [3, 2, 1]
    assert (card.articles, card.copies, card.last) == (3, 1, now.members[1].card.shown)
    assert card.lead.id == 2, "the newest own report, for the present lead came later"
    assert sum(number for _, number in card.days) == sum(number for _, number in card.hours) == 3
    assert card.summary == ()


def test_a_story_that_did_not_go_on_is_as_it_is() -> None:
    now = story(member(2, 10), member(1, 30))
    dossier = stood(now, None, NOON)
    assert dossier is not None
    assert dossier.story == now
    assert stood(now, None, NOON - timedelta(days=9)) is None


def test_what_was_said_later_is_left_out() -> None:
    told = Comparison(
        STORY, (),
        statements=(Statement((said(1, 20), said(2, 2)), 0.9), Statement((said(3, 9), said(1, 8)), 0.5)),
        summary=(said(2, 2), said(3, 9)),
        quantities=(quantity(killed(1, 20, 6), killed(2, 2, 9)), quantity(killed(2, 1, 9))),
        timeline=(Turn(NOON - timedelta(hours=9), said(3, 9), "began"), Turn(NOON, said(2, 0), "news")),
    )  # fmt: skip
    before = until(told, NOON - timedelta(hours=3))
    assert before.statements == told.statements[1:], "one alone corroborates nothing"
    assert before.summary == told.summary[1:]
    assert [len(one.values) for one in before.quantities] == [1]
    assert before.timeline == told.timeline[:1]
    assert until(told, NOON) == told


# ── the wrap-up ──


def test_a_new_story_is_told_in_its_corroborated_sentences_first() -> None:
    alone, both = said(3, 5, "One says so."), said(2, 4, "Both say so.")
    told = Comparison(STORY, (), statements=(Statement((both, said(1, 5, "So do we.")), 0.4),), summary=(alone, both))
    (one,) = brief(Dossier(story(member(2, 4), member(1, 5)), told)).top
    assert [point.said.text for point in one.points] == ["Both say so.", "One says so."]
    assert [point.others for point in one.points] == [(said(1, 5, "So do we."),), ()]
    assert not one.running


def test_a_running_story_is_told_in_what_is_new() -> None:
    told = Comparison(
        STORY, (),
        statements=(
            Statement((said(1, 60, "Long known."), said(2, 50)), 0.9),
            Statement((said(3, 3, "Stated today."), said(4, 2)), 0.2),
        ),
        summary=(said(1, 60, "Long known."),),
        timeline=(Turn(NOON, said(5, 1, "Told today."), "news"), Turn(NOON, said(4, 2), "news")),
        quantities=(quantity(killed(1, 60, 6), killed(3, 3, 9)),),
    )  # fmt: skip
    found = brief(Dossier(story(member(4, 2), member(3, 3), member(1, 60)), told))
    (one,) = found.top
    assert (one.running, one.new) == (True, 2)
    assert [point.said.text for point in one.points] == ["Stated today.", "Told today."]
    assert [(moved.change.before.figure.value, moved.change.after.figure.value) for moved in found.figures] == [(6, 9)]


def test_a_sentence_is_chosen_in_the_readers_language() -> None:
    english, arabic = said(1, 5, "It began."), spoken(said(2, 4, "بدأ."), "ar")
    told = Comparison(STORY, (), statements=(Statement((english, arabic), 0.9),), summary=(english,))
    dossier = Dossier(story(member(2, 4), member(1, 5)), told)
    for languages, text in ((("ar",), "بدأ."), (("en", "ar"), "It began."), ((), "It began.")):
        (one,) = brief(dossier, languages=languages).top
        assert one.points[0].said.text == text
        assert len(one.points[0].others) == 1
    assert brief(dossier, languages=("fr",)).top[0].points == ()


def test_figures_are_told_in_the_readers_language() -> None:
    def arabic(one: FigureSaid) -> FigureSaid:
        return replace(one, said=spoken(one.said, "ar"))

    before, after = killed(1, 60, 6), killed(3, 3, 9)
    values = (before, arabic(before), after, arabic(after))
    told = Comparison(STORY, (), quantities=(quantity(*values),))
    for language in ("en", "ar"):
        (one,) = brief(Dossier(story(member(3, 3), member(1, 60)), told), languages=(language,)).figures
        assert [figure.said.language for figure in (one.change.before, one.change.after)] == [language, language]
    told = Comparison(STORY, (), quantities=(quantity(arabic(before), arabic(after)),))
    dossier = Dossier(story(member(3, 3), member(1, 60)), told)
    assert brief(dossier).figures == ()
    assert len(brief(dossier, languages=()).figures) == 1


def test_beyond_the_least_only_what_several_report() -> None:
    alone = [Dossier(story(member(n, 2), number=n), None) for n in range(1, 10)]
    several = [Dossier(story(member(20 + n, 2), member(30 + n, 3), number=30 + n), None) for n in range(9)]
    assert len(brief(*alone).top) == LEAST
    assert len(brief(*several).top) == MOST


def test_running_stories_stand_below_where_they_have_news() -> None:
    several = [Dossier(story(member(20 + n, 2), member(30 + n, 3), number=30 + n), None) for n in range(MOST)]
    news = Comparison(STORY, (), timeline=(Turn(NOON - timedelta(hours=20), said(2, 20, "New."), "news"),))
    quiet = Dossier(story(member(3, 20), member(5, 70), number=5), None)
    found = brief(*several, Dossier(story(member(2, 20), member(1, 60)), news), quiet)
    assert [one.card.id for one in found.running] == [1]
    assert found.stories == MOST + 1


def test_the_long_read_is_of_no_story_told_above() -> None:
    told, other = member(1, 2), member(2, 3)
    longer = replace(told.card, words=2000)
    found = brief(Dossier(story(told), None), cards=(longer, other.card))
    assert found.long_read == other.card
    assert brief(Dossier(story(told), None), cards=(longer,)).long_read is None


def test_words_are_counted_as_they_are_read() -> None:
    told = Comparison(STORY, (), summary=(said(1, 5, "Six words are in this sentence."),))
    assert brief(Dossier(story(member(1, 5)), told)).words == len(["Title", "1"]) + 6
    assert [minutes(words) for words in (0, PACE, PACE * 4 + 20)] == [1, 1, 4]
