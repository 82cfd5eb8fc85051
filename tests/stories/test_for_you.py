"""For you: what is followed and read about comes up, each with why; what is wanted less goes down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Card
from octavo.news.shelf import Follow, FollowKind, Mute, Seen
from octavo.news.stories import StoryCard, StoryId
from octavo.news.topics import Tag, TopicSlug
from octavo.stories.for_you import HALF_LIFE, LESS, STRENGTH, Taste, for_you, readings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tag(slug: str, weight: float = 0.5) -> Tag:
    return Tag(TopicSlug(slug), slug.title(), "person", weight)


def story(number: int, *topics: str, publisher: str = "harbour", independent: int = 1, ago: float = 1) -> StoryCard:
    shown = NOW - HOUR * ago
    lead = Card(
        ArticleId(number), CanonicalUrl(f"https://{publisher}.example/{number}"), f"Story {number}",
        PublisherId(f"{publisher}.example"), publisher.title(), shown, "", "en", "world", "article",
    )  # fmt: skip
    return StoryCard(
        StoryId(number), lead, articles=independent, publishers=independent, copies=0, independent=independent,
        began=shown, last=shown, category="world", languages=(("en", 1),), countries=(),
        topics=tuple(tag(slug) for slug in topics),
    )  # fmt: skip


def follow(kind: FollowKind, key: str) -> Follow:
    return Follow(kind, key, NOW, key.title())


def order(cards: list[StoryCard], taste: Taste) -> list[int]:
    return [one.card.id for one in for_you(cards, taste, NOW)]


def test_what_nobody_asked_for_is_not_there() -> None:
    assert for_you([story(1, "maren"), story(2, independent=30)], Taste(), NOW) == []


def test_the_narrower_what_is_followed_the_higher_it_stands() -> None:
    cards = [story(1), story(2, publisher="lake"), story(3, "maren"), story(4)]
    follows = [follow("story", "4"), follow("topic", "maren"), follow("publisher", "lake.example")]
    assert order(cards, Taste(follows)) == [4, 3, 2]
    assert order(cards, Taste([*follows, follow("category", "world")])) == [4, 3, 2, 1]
    first = for_you(cards, Taste(follows), NOW)[0]
    assert [(why.because, why.kind, why.part) for why in first.why] == [("follows", "story", STRENGTH["story"])]


def test_reading_fades_and_counts_by_how_much_it_was_about_it() -> None:
    seen = [Seen(ArticleId(1), NOW), Seen(ArticleId(2), NOW - HALF_LIFE), Seen(ArticleId(3), NOW)]
    tags = {ArticleId(1): [tag("maren", 0.4)], ArticleId(2): [tag("maren", 0.8), tag("lake", 0.2)]}
    assert readings(seen, tags, NOW) == {"maren": 0.8, "lake": 0.1}


def test_what_was_read_about_comes_up_and_says_so() -> None:
    cards = [story(1, "maren"), story(2, "lake"), story(3, "hill")]
    taste = Taste(read={TopicSlug("maren"): 3.0, TopicSlug("lake"): 0.5})
    found = for_you(cards, taste, NOW)
    assert [one.card.id for one in found] == [1, 2]
    assert [(why.because, why.key, why.name) for why in found[0].why] == [("read", "maren", "Maren")]


def test_a_topic_of_every_story_says_little() -> None:
    cards = [story(n, "country", *(["maren"] if n == 7 else [])) for n in range(1, 20)]
    taste = Taste(read={TopicSlug("country"): 2.0, TopicSlug("maren"): 2.0})
    assert order(cards, taste) == [7]


def test_what_was_opened_is_left_out() -> None:
    taste = Taste([follow("category", "world")], seen={ArticleId(1)})
    assert order([story(1), story(2)], taste) == [2]


def test_of_equals_the_fresher_and_the_wider_told_come_first() -> None:
    taste = Taste([follow("category", "world")])
    assert order([story(1, ago=30), story(2, ago=2)], taste) == [2, 1]
    assert order([story(1), story(2, independent=12)], taste) == [2, 1]


def test_less_of_something_lowers_it_and_is_said_last() -> None:
    cards, follows = [story(1, "maren"), story(2, "lake")], [follow("topic", "maren"), follow("category", "world")]
    before = for_you(cards, Taste(follows), NOW)[0]
    less = Mute("topic", "maren", NOW, "Maren", softly=True)
    after = for_you(cards, Taste(follows, [less]), NOW)
    assert [one.card.id for one in after] == [2, 1]
    assert after[1].score == before.score * LESS
    assert [why.because for why in after[1].why] == ["follows", "follows", "less"]


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 50), st.sets(st.sampled_from("abcdef"))), min_size=1, max_size=12
    ),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 100)),
    st.sets(st.sampled_from("abcdef")),
)
def test_scores_are_shares_and_every_story_says_why(
    stories: list[tuple[int, int, set[str]]], read: dict[str, float], followed: set[str]
) -> None:
    cards = [story(n, *sorted(topics), ago=ago, independent=wide) for n, (ago, wide, topics) in enumerate(stories, 1)]
    taste = Taste([follow("topic", one) for one in followed], read={TopicSlug(k): v for k, v in read.items()})
    found = for_you(cards, taste, NOW)
    assert all(0 < one.score <= 1 and one.why for one in found)
    assert found == for_you([replace(card) for card in reversed(cards)], taste, NOW)
    wanted = {card.id for card in cards if any(tag.slug in followed for tag in card.topics)}
    assert wanted <= {one.card.id for one in found}
