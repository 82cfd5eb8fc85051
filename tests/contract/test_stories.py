"""Stories as weaving and comparing make them: who belongs where, whose text it is, what lists show, and what follows
when articles change or go."""

from __future__ import annotations

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW, finish, take
from tests.contract.weaving import COMPARE, SOON, WEAVE, Press, copy_of, evidence, moved

from octavo.news.addresses import ArticleId
from octavo.news.jobs import Job, SaveWoven, StageKey
from octavo.news.stories import Membership, Sketch, StoryId, Woven
from octavo.ports import Store, StoryFilter


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


def members(store: Store, story: int) -> list[ArticleId]:
    return [member.card.id for member in store.story(StoryId(story)).members]


# ── weaving ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_begins_a_story_and_the_next_joins_it_for_reasons(store: Store, press: Press) -> None:
    first, second = press.wrote("herald", 2 * HOUR), press.wrote("courier", HOUR)
    assert store.story_of(first) is None
    assert press.joins(first) == first
    assert press.joins(second, first, score=0.75, near=first, evidence=evidence("Ana Vey")) == first
    found = store.story(StoryId(first))
    assert [member.card.id for member in found.members] == [second, first]
    assert found.members[0].membership == Membership(second, StoryId(first), 0.75, first, evidence("Ana Vey"))
    assert found.members[1].membership == Membership(first, StoryId(first))
    assert [member.country for member in found.members] == ["IE", "IE"]
    assert store.stories_of([first, second, ArticleId(5)]) == {first: first, second: first}


def test_weaving_goes_on_to_the_index_and_has_the_story_compared_soon_and_once(store: Store, press: Press) -> None:
    first, second = press.wrote("herald"), press.wrote("courier")
    press.story(first, second)
    assert [claim.job.subject for claim, _ in take(store, "index")] == [first, second]
    assert take(store, "compare", NOW + SOON - MINUTE / 60) == []
    assert [claim.job.subject for claim, _ in take(store, "compare", NOW + SOON)] == [first]


def test_weaving_the_same_again_changes_nothing_but_has_it_compared(store: Store, press: Press) -> None:
    first, second = press.wrote("herald"), press.wrote("courier")
    story = press.story(first, second)
    before = store.story(story)
    press.due()
    press.joins(second, story, near=first, score=0.75)
    assert store.story(story) == before
    assert press.due() == {story}


def test_an_article_that_is_decided_anew_leaves_one_story_and_joins_another(store: Store, press: Press) -> None:
    first, second, third = (press.wrote(paper) for paper in ("herald", "courier", "gazette"))
    press.story(first, second)
    press.story(third)
    press.due()
    assert press.joins(second, third) == third
    assert (members(store, first), set(members(store, third))) == ([first], {second, third})
    assert press.due() == {first, third}


def test_a_story_that_loses_its_last_article_leads_to_where_it_went(store: Store, press: Press) -> None:
    first, second = press.wrote("herald"), press.wrote("courier")
    press.story(first)
    press.story(second)
    press.joins(second, first)
    assert store.story(StoryId(second)).card.id == first
    assert store.story_cards([StoryId(second)])[StoryId(second)].id == first
    assert [card.id for card in store.stories(StoryFilter(), 9)] == [first]
    assert press.joins(second) == second
    assert {card.id for card in store.stories(StoryFilter(), 9)} == {first, second}


def test_members_are_moved_and_stories_merged_by_what_an_arrival_shows(store: Store, press: Press) -> None:
    a, b, c, d = (press.wrote(paper) for paper in "abcd")
    press.story(a, b)
    press.story(c)
    press.due()
    woven = Woven(moved(d, a), moved=(moved(b, b, score=0.5),), merged=((StoryId(c), StoryId(a)),))
    press.weaves(d, woven)
    assert (set(members(store, a)), members(store, b)) == ({a, c, d}, [b])
    assert store.story(StoryId(c)).card.id == a
    assert press.due() == {a, b}
    assert press.joins(press.wrote("late"), c) == a


def test_what_is_said_of_articles_and_stories_that_are_gone_is_passed_over(store: Store, press: Press) -> None:
    first = press.wrote("herald")
    gone, nowhere = ArticleId(7), StoryId(8)
    woven = Woven(
        moved(first, 9), copy_of(gone, first), (moved(gone, first),), ((nowhere, StoryId(9)),),
        (copy_of(first, gone),), (gone,),
    )  # fmt: skip
    assert press.weaves(first, woven) == 1
    assert members(store, 9) == [first]
    assert store.copies([first, gone]) == {first: copy_of(gone, first)}


def test_who_held_the_job_too_long_writes_nothing(store: Store, press: Press) -> None:
    number = press.wrote("herald")
    store.put([Job(WEAVE, number, NOW)])
    ((claim, _),) = take(store, "weave", lease=1)
    take(store, "weave", NOW + HOUR)
    sketch = Sketch(number, store.article(number).card.publisher, NOW, "en", "m1", b"x")
    late = SaveWoven(sketch, Woven(moved(number, number)), WEAVE, None, COMPARE, NOW)
    assert finish(store, claim, late) == 0
    assert store.story_of(number) is None
    assert store.sketches(9) == []


def test_an_edited_or_outdated_article_is_woven_again_in_its_turn(store: Store, press: Press) -> None:
    late, early = press.wrote("herald", HOUR), press.wrote("courier", DAY)
    press.story(late, early)
    press.due()
    assert store.reprocess(WEAVE, NOW) == 0
    assert store.reprocess(StageKey("weave", 2), NOW) == 2
    assert [claim.job.subject for claim, _ in take(store, "weave", NOW + HOUR)] == [early, late]


# ── copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_copies_are_listed_under_where_they_began_and_counted_once(store: Store, press: Press) -> None:
    first, second, third = (press.wrote(paper, ago * HOUR) for paper, ago in (("a", 3), ("b", 1), ("c", 2)))
    press.story(first)
    press.joins(second, first, copy=copy_of(first, second, credit="AP", because="credit"))
    press.joins(third, first, copy=copy_of(first, third, near=second))
    card = store.story(StoryId(first)).card
    assert (card.articles, card.publishers, card.copies, card.independent) == (3, 3, 2, 1)
    assert [copy.article for copy in store.copies_of(first)] == [third, second]
    assert store.copies([first, second])[second].credit == "AP"
    assert {member.card.id: member.copy for member in store.story(StoryId(first)).members}[third] == copy_of(
        first, third, near=second
    )


def test_copies_of_a_text_that_is_not_there_count_together_and_beside_reports(store: Store, press: Press) -> None:
    own, *copied = (press.wrote(paper) for paper in "abcd")
    press.story(own, *copied)
    agency, other = ArticleId(11), ArticleId(12)
    for number, origin in zip(copied, (agency, agency, other), strict=True):
        press.joins(number, own, copy=copy_of(origin, number))
    assert store.story(StoryId(own)).card.independent == 3


def test_a_late_origin_and_an_edit_change_whose_copy_is_whose(store: Store, press: Press) -> None:
    first, second, late = (press.wrote(paper) for paper in "abc")
    press.story(first)
    press.joins(second, first, copy=copy_of(first, second))
    press.joins(late, first, copies=(copy_of(late, first), copy_of(late, second)))
    assert {copy.article for copy in store.copies_of(late)} == {first, second}
    press.joins(second, first, freed=(first,))
    assert store.copies([first, second, late]) == {}
    assert store.story(StoryId(first)).card.independent == 3


# ── what lists show ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_counts_what_the_members_are(store: Store, press: Press) -> None:
    a = press.wrote("a", 30 * HOUR, category="sport", country="IE")
    b = press.wrote("b", 2 * HOUR, language="fr", country="CH")
    c = press.wrote("c", HOUR, country="IE")
    d = press.wrote("c", HOUR - MINUTE, country="IE")
    card = store.story(press.story(a, b, c, d)).card
    assert (card.articles, card.publishers, card.independent) == (4, 3, 3)
    assert (card.began, card.last, card.category) == (NOW - 30 * HOUR, NOW - HOUR + MINUTE, "world")
    assert (card.languages, card.countries) == ((("en", 3), ("fr", 1)), (("IE", 2), ("CH", 1)))
    assert card.hours == ((NOW - 30 * HOUR, 1), (NOW - 2 * HOUR, 1), (NOW - HOUR, 2))
    assert card.days == (("2026-11-20", 1), ("2026-11-21", 3))
    assert (card.summary, card.topics, card.edited) == ((), (), False)


def test_the_newest_full_report_with_a_picture_leads_and_no_copy(store: Store, press: Press) -> None:
    full = press.wrote("a", 5 * HOUR, pictured=True)
    older = press.wrote("b", 6 * HOUR, pictured=True)
    bare = press.wrote("c", 2 * HOUR)
    short = press.wrote("d", HOUR, pictured=True, text="In brief.")
    copied = press.wrote("e", MINUTE, pictured=True)
    story = press.story(full, older, bare, short)
    press.joins(copied, story, copy=copy_of(full, copied))
    assert store.story(story).card.lead.id == full
    press.joins(full, full, copy=copy_of(older, full))
    assert store.story(story).card.lead.id == older
    for number in (older, bare, short):
        press.joins(number, story, copy=copy_of(ArticleId(1), number))
    assert store.story(story).card.lead.id == older


def test_it_is_led_in_the_language_asked_for_where_it_has_one(store: Store, press: Press) -> None:
    english = press.wrote("a", HOUR, pictured=True)
    french, copied = press.wrote("b", 2 * HOUR, language="fr"), press.wrote("c", MINUTE, language="fr")
    story = press.story(english, french)
    press.joins(copied, story, copy=copy_of(french, copied))
    assert store.story_cards([story], "fr")[story].lead.id == french
    assert store.story_cards([story], "de")[story].lead.id == english
    assert store.stories(StoryFilter(languages=("de", "fr")), 9)[0].lead.id == french
    assert store.stories(StoryFilter(languages=("fr", "en")), 9)[0].lead.id == french
    assert store.stories(StoryFilter(languages=("en", "fr")), 9)[0].lead.id == english
    assert store.stories(StoryFilter(), 9)[0].lead.id == english
    assert store.stories(StoryFilter(prefer="fr"), 9)[0].lead.id == french
    assert store.stories(StoryFilter(prefer="de"), 9)[0].lead.id == english
    assert store.story_cards([StoryId(3)]) == {}


def test_lists_are_newest_first_and_filtered_by_articles_that_pass(store: Store, press: Press) -> None:
    old = press.story(press.wrote("a", 9 * HOUR), press.wrote("b", 8 * HOUR, language="fr", country="CH"))
    new = press.story(press.wrote("c", HOUR, category="sport", language="fr", country="FR"))
    mixed = press.story(press.wrote("d", 2 * HOUR), press.wrote("e", 10 * HOUR, language="fr", country="CH"))

    def listed(limit: int = 9, **wanted: object) -> list[StoryId]:
        return [card.id for card in store.stories(StoryFilter(**wanted), limit)]  # type: ignore[arg-type]

    assert listed() == [new, mixed, old]
    assert listed(limit=2) == [new, mixed]
    assert listed(category="world") == [mixed, old]
    assert listed(languages=("fr",)) == [new, old, mixed]
    assert listed(languages=("fr", "en")) == [new, mixed, old]
    assert listed(languages=("fr",), category="world") == [old, mixed]
    assert listed(countries=("CH",)) == [old, mixed]
    assert listed(countries=("CH", "IE"), languages=("en",)) == [mixed, old]
    assert listed(countries=("FR",), category="sport") == [new]
    assert listed(since=NOW - 3 * HOUR) == [new, mixed]
    assert listed(since=NOW - 9 * HOUR, languages=("fr",)) == [new, old]
    assert listed(least_publishers=2) == [mixed, old]
    assert listed(limit=0) == []


def test_a_comparison_is_kept_and_its_first_sentences_are_the_summary(store: Store, press: Press) -> None:
    story = press.story(press.wrote("a"))
    assert store.comparison(story) is None
    assert press.compared(story, "One.", "Two.", "Three.", "Four.") == 1
    found = store.comparison(story)
    assert found is not None
    assert [said.text for said in found.summary] == ["One.", "Two.", "Three.", "Four."]
    assert store.story(story).card.summary == ("One.", "Two.", "Three.")
    press.compared(story, "Five.")
    assert store.stories(StoryFilter(), 1)[0].summary == ("Five.",)
    assert store.reprocess(StageKey("compare", 2), NOW) == 1
