"""What editors decide of stories: merged, split, moved; kept whatever is woven again; undone."""

from __future__ import annotations

import pytest
from tests.contract.newsroom import HOUR, NOW
from tests.contract.weaving import Press, moved

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.stories import Evidence, Placed, StoryId, Woven
from octavo.ports import Store, StoryFilter


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


def members(store: Store, story: int) -> set[ArticleId]:
    return {member.card.id for member in store.story(StoryId(story)).members}


def listed(store: Store) -> set[StoryId]:
    return {card.id for card in store.stories(StoryFilter(), 99)}


# ── merge ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_takes_the_articles_and_the_address_and_stays(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    kept, gone = press.story(a), press.story(b, c)
    press.compared(kept, "One.")
    press.due()
    store.merge_stories(gone, kept, NOW)
    assert members(store, gone) == {a, b, c}
    assert (store.story(gone).card.id, store.story(gone).card.edited, listed(store)) == (kept, True, {kept})
    found = store.story(kept).members
    assert {member.membership.evidence for member in found if member.card.id != a} == {(Evidence("editor", 1.0, 1.0),)}
    assert press.due() == {kept}
    assert press.joins(b) == press.joins(c, gone) == kept
    press.joins(a, a, moved=(moved(c, c),), merged=((kept, press.story(press.wrote("d"))),))
    assert members(store, kept) == {a, b, c}


def test_a_merge_undone_is_as_before_and_keeps_what_came_since(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    kept, gone = press.story(a), press.story(b)
    before = store.story(gone)
    store.merge_stories(gone, kept, NOW)
    press.joins(c, gone)
    ((edit,), (same,)) = store.story_edits(kept), store.story_edits(gone)
    assert edit == same
    assert (edit.act, edit.story, edit.other, edit.articles, edit.undoable) == ("merge", gone, kept, (b,), True)
    assert edit.title == before.card.lead.title
    store.undo_story_edit(edit.id, NOW + HOUR)
    assert store.story(gone) == before
    assert members(store, kept) == {a, c}
    assert not store.story(kept).card.edited
    (undone,) = store.story_edits()
    assert (undone.undone, undone.undoable) == (NOW + HOUR, False)
    with pytest.raises(ValueError, match="undone already"):
        store.undo_story_edit(edit.id, NOW)


# ── split ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_split_makes_a_story_and_weaving_does_not_make_it_one_again(store: Store, press: Press) -> None:
    a, b, c, d = (press.wrote(paper, ago * HOUR) for ago, paper in enumerate("abcd"))
    story = press.story(a, b, c, d)
    made = store.split_story(story, [c, d], NOW)
    assert made == d
    assert (members(store, story), members(store, made)) == ({a, b}, {c, d})
    press.joins(b, made, merged=((story, made), (made, story)), moved=(moved(c, story),))
    assert (members(store, story), members(store, made)) == ({a, b}, {c, d})
    other = press.story(press.wrote("e"))
    press.joins(press.wrote("f"), made, merged=((other, made),))
    assert len(members(store, made)) == 4


def test_a_split_undone_is_one_story_again_with_both_addresses_and_all_that_came(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    story = press.story(a, b)
    made = store.split_story(story, [b], NOW)
    press.joins(c, made)
    (edit,) = store.story_edits(made)
    store.undo_story_edit(edit.id, NOW)
    assert members(store, made) == members(store, story) == {a, b, c}
    assert listed(store) == {story}
    assert press.joins(b) == b


def test_a_split_that_takes_the_first_article_has_the_next_number(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story = press.story(a, b)
    assert store.split_story(story, [a], NOW) == a + 1
    assert members(store, story) == {b}


@pytest.mark.parametrize("chosen", ["none", "strangers", "all"])
def test_a_split_takes_some_articles_and_not_all(store: Store, press: Press, chosen: str) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story = press.story(a)
    press.story(b)
    with pytest.raises(ValueError, match="some of its articles"):
        store.split_story(story, {"none": [], "strangers": [b], "all": [a]}[chosen], NOW)


# ── move ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_is_moved_for_good_and_back(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    story, other = press.story(a, b), press.story(c)
    assert store.move_article(b, other, NOW) == other
    assert press.joins(b, story) == other
    assert press.joins(c, other, merged=((other, story),)) == other
    (edit,) = store.story_edits(story)
    assert (edit.act, edit.story, edit.other, edit.articles) == ("move", story, other, (b,))
    store.undo_story_edit(edit.id, NOW)
    assert (members(store, story), members(store, other)) == ({a, b}, {c})
    assert press.joins(b, other) == other


def test_an_article_is_moved_to_a_story_of_its_own(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story = press.story(a, b)
    assert store.move_article(a, None, NOW) == a + 1
    assert (members(store, story), members(store, a + 1)) == ({b}, {a})
    (edit,) = store.story_edits()
    store.undo_story_edit(edit.id, NOW)
    assert members(store, story) == members(store, a + 1) == {a, b}


def test_what_is_where_it_should_be_is_left_there(store: Store, press: Press) -> None:
    a = press.wrote("a")
    story = press.story(a)
    assert store.move_article(a, None, NOW) == store.move_article(a, story, NOW) == story
    assert store.story_edits() == []


def test_a_story_that_lost_its_last_article_to_an_edit_comes_back_with_it(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story, other = press.story(a), press.story(b)
    store.move_article(b, story, NOW)
    assert store.story(other).card.id == story
    store.undo_story_edit(store.story_edits()[0].id, NOW)
    assert members(store, other) == {b}


# ── what stands on what ──────────────────────────────────────────────────────────────────────────────────────────────


def test_edits_are_undone_the_newest_of_a_story_first(store: Store, press: Press) -> None:
    a, b, c, d = (press.wrote(paper) for paper in "abcd")
    story, other, apart = press.story(a, b), press.story(c), press.story(d)
    made = store.split_story(story, [b], NOW)
    store.merge_stories(made, other, NOW)
    merge, split = store.story_edits(made)
    assert (merge.undoable, split.undoable) == (True, False)
    with pytest.raises(ValueError, match="newer edit"):
        store.undo_story_edit(split.id, NOW)
    store.move_article(d, None, NOW)
    assert [edit.undoable for edit in store.story_edits(limit=1)] == [True]
    store.undo_story_edit(merge.id, NOW)
    assert members(store, made) == {b}
    store.undo_story_edit(split.id, NOW)
    assert (members(store, story), members(store, other), members(store, apart)) == ({a, b}, {c}, {d})


def test_an_article_goes_back_to_where_its_story_went_since(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    story, into = press.story(a), press.story(c)
    made = press.story(b)
    press.joins(b, story)
    store.move_article(b, into, NOW)
    assert made != story
    store.remove([store.feed_by_url(press.feeds["a"].url).id], articles=True)  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        store.story(story)
    store.undo_story_edit(store.story_edits()[0].id, NOW)
    assert members(store, story) == {b}


def test_weaving_hears_of_every_edit_and_undoing(store: Store, press: Press) -> None:
    a, b, c = (press.wrote(paper) for paper in "abc")
    story, other = press.story(a, b), press.story(c)
    assert store.story_changes(0) == (0, {})
    store.move_article(b, other, NOW)
    first, put = store.story_changes(0)
    assert put == {a: Placed(story), b: Placed(other)}
    made = store.split_story(other, [b], NOW)
    second, put = store.story_changes(first)
    assert (put, store.story_changes(second)) == ({b: Placed(made), c: Placed(other)}, (second, {}))
    store.undo_story_edit(store.story_edits()[0].id, NOW)
    third, put = store.story_changes(second)
    assert put == {b: Placed(other), c: Placed(other, held=False)}
    store.undo_story_edit(store.story_edits()[1].id, NOW)
    assert store.story_changes(third)[1] == {a: Placed(story, held=False), b: Placed(story, held=False)}
    assert store.story_changes(0)[1] == {}


def test_what_is_not_there_cannot_be_edited(store: Store, press: Press) -> None:
    unwoven, a = press.wrote("a"), press.wrote("b")
    there, gone = press.story(a), StoryId(5)
    for act in (
        lambda: store.story(gone), lambda: store.merge_stories(gone, there, NOW),
        lambda: store.merge_stories(there, gone, NOW), lambda: store.split_story(gone, [a], NOW),
        lambda: store.move_article(unwoven, there, NOW), lambda: store.move_article(a, gone, NOW),
        lambda: store.undo_story_edit(9, NOW),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            act()
    with pytest.raises(ValueError, match="itself"):
        store.merge_stories(there, there, NOW)


def test_nothing_is_said_twice(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story, other = press.story(a), press.story(b)
    store.merge_stories(other, story, NOW)
    with pytest.raises(ValueError, match="itself"):
        store.merge_stories(other, story, NOW)
    assert press.weaves(a, Woven(moved(a, other))) == 1
    assert len(store.story_edits(limit=5)) == 1
