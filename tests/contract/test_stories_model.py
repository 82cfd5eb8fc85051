"""Any sequence of weavings, edits, undoings, corrections and removals: every article is in one story, every card counts
what its members are, every list has what passes, and nothing but an editor moves what an editor put."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.contract.newsroom import DAY, ENRICH, HOUR, INDEX, NOW, finish, take
from tests.contract.weaving import Press, copy_of, moved

from octavo.news.addresses import ArticleId
from octavo.news.jobs import Job, SaveMarks
from octavo.news.stories import StoryCard, StoryId, StoryMember, Woven
from octavo.ports import StoryFilter
from octavo.store import open_store

COUNT = 7
NUMBERS = st.integers(0, COUNT - 1)
PAPERS = [("a", "en", "IE"), ("b", "fr", "CH"), ("c", "en", "CH")]


class Stories(RuleBasedStateMachine):
    """Seven articles of three papers; the paper of the first can be unsubscribed from."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name) / "octavo.db", clock=lambda: NOW)
        self.press = Press(self.store)
        self.articles = [
            self.press.wrote(paper, (nth + 1) * HOUR, language=language, country=country)
            for nth, (paper, language, country) in zip(range(COUNT), PAPERS * 3, strict=False)
        ]
        self.there = set(self.articles)
        self.put: dict[ArticleId, StoryId] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.check() == []
            self.store.close()
            self.folder.cleanup()

    def places(self) -> dict[ArticleId, StoryId]:
        return dict(self.store.stories_of(self.articles))

    def story_near(self, nth: int) -> StoryId:
        """The story of an article, or the one that it would begin."""
        article = self.articles[nth]
        return self.places().get(article, StoryId(article))

    @rule(nth=NUMBERS, into=NUMBERS, origin=st.none() | NUMBERS, other=NUMBERS, gone=NUMBERS, repair=st.booleans())
    def weave(self, nth: int, into: int, origin: int | None, other: int, gone: int, repair: bool) -> None:
        article = self.articles[nth]
        if article not in self.there:
            return
        story = self.story_near(into)
        copy = copy_of(self.articles[origin], article) if origin not in (None, nth) else None
        repairs: dict[str, object] = {}
        if repair:
            repairs = {
                "moved": (moved(self.articles[other], self.story_near(nth)),),
                "merged": ((self.story_near(gone), story),),
                "freed": (self.articles[other],),
            }
        assert self.press.weaves(article, Woven(moved(article, story), copy, **repairs)) == 1  # type: ignore[arg-type]
        assert self.put.items() <= self.places().items()

    @rule(nth=NUMBERS, into=NUMBERS)
    def merge(self, nth: int, into: int) -> None:
        places = self.places()
        story, target = (places.get(self.articles[one]) for one in (nth, into))
        if story is None or target is None or story == target:
            return
        before = places
        self.store.merge_stories(story, target, NOW)
        assert target not in [
            place for article, place in self.places().items() if before[article] not in (story, target)
        ]
        assert {self.places()[article] for article, place in before.items() if place == story} == {target}
        self.edited()

    @rule(chosen=st.sets(NUMBERS, min_size=1))
    def split(self, chosen: set[int]) -> None:
        places = self.places()
        story = places.get(self.articles[min(chosen)])
        wanted = {self.articles[nth] for nth in chosen if places.get(self.articles[nth]) == story}
        members = {article for article, place in places.items() if place == story}
        if story is None or wanted == members:
            return
        made = self.store.split_story(story, sorted(wanted), NOW)
        assert {article for article, place in self.places().items() if place == made} == wanted
        assert made not in places.values()
        self.edited()

    @rule(nth=NUMBERS, into=st.none() | NUMBERS)
    def move(self, nth: int, into: int | None) -> None:
        places = self.places()
        target = None if into is None else places.get(self.articles[into])
        if self.articles[nth] not in places or (into is not None and target is None):
            return
        now = self.store.move_article(self.articles[nth], target, NOW)
        assert self.places()[self.articles[nth]] == now
        self.edited()

    def edited(self) -> None:
        """What editors put somewhere is what stands from the beginning; a reader of changes hears of no less."""
        self.put = {article: placed.story for article, placed in self.store.story_changes(0)[1].items()}
        newest = next(iter(self.store.story_edits()), None)
        if newest is not None and newest.undone is None:
            assert {one: self.places()[one] for one in newest.articles if one in self.there}.items() <= self.put.items()

    @precondition(lambda self: hasattr(self, "store") and any(edit.undoable for edit in self.store.story_edits()))
    @rule()
    def undo(self) -> None:
        edit = next(edit for edit in self.store.story_edits() if edit.undoable)
        number, _ = self.store.story_changes(0)
        self.store.undo_story_edit(edit.id, NOW)
        concerned = {article: placed.story for article, placed in self.store.story_changes(number)[1].items()}
        assert {one: self.places()[one] for one in edit.articles if one in self.there}.items() <= concerned.items()
        self.edited()

    @rule(nth=NUMBERS, into=NUMBERS, chosen=st.booleans())
    def an_edit_undone_leaves_all_as_it_was(self, nth: int, into: int, chosen: bool) -> None:
        before, cards = self.places(), self.cards()
        last = self.store.story_edits(limit=1)
        (self.merge if chosen else self.move)(nth, into)
        newest = self.store.story_edits(limit=1)
        if newest != last:
            self.store.undo_story_edit(newest[0].id, NOW)
            assert (self.places(), self.cards()) == (before, cards)
            self.edited()

    @rule(nth=NUMBERS, category=st.sampled_from(["world", "sport"]), language=st.sampled_from(["en", "fr", "ar"]))
    def recategorise(self, nth: int, category: str, language: str) -> None:
        article = self.articles[nth]
        if article in self.there:
            self.store.put([Job(ENRICH, article, NOW)])
            for claim, _ in take(self.store, "enrich"):
                finish(self.store, claim, SaveMarks(article, category, language, ENRICH, INDEX))  # type: ignore[arg-type]

    @rule()
    def unsubscribe(self) -> None:
        feed = self.store.feed_by_url(self.press.feeds["a"].url)
        if feed is not None and len(self.there) == COUNT:
            self.store.remove([feed.id], articles=True)
            self.there = {article for nth, article in enumerate(self.articles) if nth % 3 != 0}
            self.put = {article: story for article, story in self.put.items() if article in self.there}

    def cards(self) -> dict[StoryId, StoryCard]:
        return {card.id: card for card in self.store.stories(StoryFilter(), 100)}

    @invariant()
    def every_card_counts_its_members(self) -> None:
        if not hasattr(self, "store"):
            return
        places, cards = self.places(), self.cards()
        assert set(places) <= self.there
        assert set(cards) == set(places.values())
        for number, card in cards.items():
            found = self.store.story(number)
            assert found.card == card
            assert {member.card.id for member in found.members} == {
                one for one, place in places.items() if place == number
            }
            assert_counted(card, found.members)
        for number in self.articles:
            card = self.store.story_cards([StoryId(number)]).get(StoryId(number))
            assert card is None or card == cards[card.id]

    @invariant()
    def every_list_has_what_passes(self) -> None:
        if not hasattr(self, "store"):
            return
        cards = self.cards()
        for wanted in (
            StoryFilter(languages=("fr",)), StoryFilter(countries=("CH",), category="world"),
            StoryFilter(languages=("en", "fr"), countries=("CH",)), StoryFilter(least_publishers=2, category="sport"),
        ):  # fmt: skip
            newest = {
                number: max(
                    (member.card.shown for member in self.store.story(number).members if _passes(wanted, member)),
                    default=None,
                )
                for number, card in cards.items()
                if card.publishers >= wanted.least_publishers and wanted.category in (None, card.category)
            }
            expected = sorted(((shown, one) for one, shown in newest.items() if shown), reverse=True)
            assert [card.id for card in self.store.stories(wanted, 100)] == [one for _, one in expected]


def _passes(wanted: StoryFilter, member: StoryMember) -> bool:
    languages, countries = wanted.languages, wanted.countries
    return (not languages or member.card.language in languages) and (not countries or member.country in countries)


def assert_counted(card: StoryCard, members: tuple[StoryMember, ...]) -> None:
    own = [member for member in members if member.copy is None]
    here = {member.card.id for member in members}
    strangers = {member.copy.origin for member in members if member.copy and member.copy.origin not in here}
    assert (card.articles, card.copies) == (len(members), len(members) - len(own))
    assert card.publishers == len({member.card.publisher for member in members})
    assert card.independent == max(1, len({member.card.publisher for member in own}) + len(strangers))
    assert (card.began, card.last) == (members[-1].card.shown, members[0].card.shown)
    assert dict(card.languages) == Counter(member.card.language for member in members)
    assert dict(card.countries) == Counter({member.card.publisher: member.country for member in members}.values())
    assert sum(count for _, count in card.hours) == sum(count for _, count in card.days) == len(members)
    assert card.category in {name for name, count in _most(member.card.category for member in members)}
    assert card.lead.id in ({member.card.id for member in own} or here)
    assert card.last - card.began < DAY


def _most(names: object) -> list[tuple[str, int]]:
    counted = Counter(names)  # type: ignore[call-overload]
    return [(name, count) for name, count in counted.items() if count == max(counted.values())]


TestStories = Stories.TestCase
TestStories.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
