"""Articles join and begin stories as they arrive, early errors are put right, and editors have the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.marks import Hashtag, Language, Marks
from octavo.news.stories import Placed, Sketch, StoryId, Unwoven
from octavo.news.topics import TopicId
from octavo.stories.sketch import PARTS, labels_of, read_sketch, sketch_of
from octavo.stories.weaver import Weaver

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)

FERRY = (
    "Ferry capsizes off Ras Nadim",
    "The ferry Halcyon capsized off Ras Nadim with more than 200 people aboard. The coastguard of Morvane pulled "
    "survivors from the water through the night, and fishermen from Ras Nadim joined the search with their boats.",
)
FERRY_AGAIN = (
    "Coastguard searches for survivors of the Halcyon",
    "Rescuers searched the water off Ras Nadim for passengers of the ferry Halcyon, which capsized with more than 200 "
    "people aboard. The coastguard of Morvane said that fishermen had saved dozens of survivors.",
)
FERRY_LATER = (
    "Morvane mourns as toll of Halcyon ferry rises",
    "The toll of the ferry Halcyon, which capsized off Ras Nadim, rose to 26. Survivors told the coastguard of Morvane "
    "that there were too many people aboard, and the captain was questioned.",
)
BANK = (
    "Central bank of Sariya raises its rate to six percent",
    "The central bank of Sariya raised its benchmark rate by half a point to six percent. Governor Lidia Tamm said "
    "inflation stayed too high, while exporters warned that credit for factories would become dearer.",
)
BANK_AGAIN = (
    "Sariya's rate rises again as Governor Tamm fights inflation",
    "Borrowing in Sariya becomes dearer: the central bank lifted its benchmark rate to six percent, the third rise "
    "this year. Governor Lidia Tamm blamed stubborn inflation; exporters complained about credit.",
)


def sketch(
    number: int,
    told: tuple[str, str],
    *,
    hours: float = 0.0,
    publisher: str = "",
    language: str = "en",
    names: tuple[str, ...] = (),
    topics: tuple[int, ...] = (),
    vector: tuple[float, ...] = (),
) -> Sketch:
    """The sketch of an article of this number, shown so long after noon."""
    title, text = told
    shown = NOON + timedelta(hours=hours)
    house = publisher or f"house{number}.example"
    url = CanonicalUrl(f"https://{house}/{number}")
    body = (Block("paragraph", text),)
    article = Article(url, title, body, language=language)
    card = Card(ArticleId(number), url, title, PublisherId(house), house, shown, "", language, "general", "article")
    stored = StoredArticle(card, article, shown, (Revision(1, shown, title, "", body),))
    hashtags = tuple(Hashtag(name, "subject", 1.0) for name in names)
    marks = Marks(Language(language, 1.0, "Latn"), "general", 1.0, hashtags=hashtags)
    about = tuple((TopicId(topic), f"topic {topic}", 1.0) for topic in topics)
    return sketch_of(Unwoven(stored, marks, about, vector, "a-model" if vector else "", (house,)))


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    weaver = Weaver()
    first = weaver.add(sketch(1, FERRY)).membership
    assert (first.story, first.near, first.score) == (StoryId(1), None, 1.0)
    assert weaver.add(sketch(2, BANK)).membership.story == StoryId(2)
    second = weaver.add(sketch(3, FERRY_AGAIN, hours=1)).membership
    assert second.story == StoryId(1)
    assert second.near == ArticleId(1)
    assert weaver.add(sketch(4, BANK_AGAIN, hours=2)).membership.story == StoryId(2)


def test_membership_says_why_in_the_words_of_the_text() -> None:
    weaver = Weaver()
    weaver.add(sketch(1, FERRY, names=("Halcyon",)))
    found = weaver.add(sketch(2, FERRY_AGAIN, names=("Halcyon",), hours=1)).membership
    shared = {one.feature: one.shared for one in found.evidence}
    assert "Halcyon" in shared["names"]
    assert "Ras Nadim" in shared["words"]
    assert sum(one.weight for one in found.evidence) > 0
    assert 0.5 <= found.score <= 1


def test_an_article_that_comes_late_joins_the_story_of_its_time() -> None:
    weaver = Weaver()
    weaver.add(sketch(1, FERRY, hours=5))
    weaver.add(sketch(2, BANK, hours=6))
    assert weaver.add(sketch(3, FERRY_AGAIN, hours=0)).membership.story == StoryId(1)


def test_a_quiet_story_opens_again_but_not_years_later() -> None:
    weaver = Weaver()
    weaver.add(sketch(1, FERRY))
    weaver.add(sketch(2, BANK, hours=24 * 6))
    assert weaver.add(sketch(3, FERRY_LATER, hours=24 * 7)).membership.story == StoryId(1)
    weaver.add(sketch(4, BANK_AGAIN, hours=24 * 365 * 12))
    assert weaver.story(ArticleId(4)) == StoryId(4)


def test_the_same_article_again_changes_nothing() -> None:
    weaver = Weaver()
    arrivals = [sketch(1, FERRY), sketch(2, BANK), sketch(3, FERRY_AGAIN)]
    first = [weaver.add(one).membership for one in arrivals]
    again = [weaver.add(one) for one in arrivals]
    assert [one.membership.story for one in again] == [one.story for one in first]
    assert not any(one.moved or one.merged for one in again)
    assert len(weaver) == 3


def test_an_edited_article_stays_where_it_still_belongs_and_leaves_where_not() -> None:
    weaver = Weaver()
    for one in (sketch(1, FERRY), sketch(2, FERRY_AGAIN), sketch(3, BANK)):
        weaver.add(one)
    longer = (FERRY_AGAIN[0], FERRY_AGAIN[1] + " The captain is missing.")
    assert weaver.add(sketch(2, longer)).membership.story == StoryId(1)
    assert weaver.add(sketch(2, BANK_AGAIN)).membership.story == StoryId(3)
    assert weaver.story(ArticleId(1)) == StoryId(1)


def test_who_began_a_story_and_leaves_it_begins_another_under_a_free_number() -> None:
    weaver = Weaver()
    for one in (sketch(1, FERRY), sketch(2, FERRY_AGAIN)):
        weaver.add(one)
    assert weaver.add(sketch(1, BANK)).membership.story == StoryId(2)
    assert weaver.story(ArticleId(2)) == StoryId(1)


def test_a_copy_joins_the_story_of_its_text() -> None:
    weaver = Weaver()
    text = " ".join(told for _, told in (FERRY, FERRY_AGAIN, FERRY_LATER))
    weaver.add(sketch(1, (FERRY[0], text)))
    found = weaver.add(sketch(2, ("Night of grief on the strait", text), hours=2))
    assert found.copy is not None
    assert (found.copy.origin, found.membership.story) == (ArticleId(1), StoryId(1))
    assert found.membership.evidence[0].feature == "copy"


def test_articles_in_two_languages_join_by_topics_and_meaning() -> None:
    arabic = ("غرق عبارة قبالة رأس نديم", "انقلبت العبارة هالسيون قبالة رأس نديم وعلى متنها أكثر من مئتي راكب.")
    near, far, other = (0.6, 0.8, 0.0), (0.0, -0.6, 0.8), (0.0, -0.6, -0.8)
    weaver = Weaver()
    weaver.add(sketch(1, FERRY, topics=(7, 8), vector=(1.0, 0.0, 0.0)))
    weaver.add(sketch(2, BANK, topics=(9,), vector=far))
    joined = weaver.add(sketch(3, arabic, hours=1, language="ar", topics=(7, 8), vector=near)).membership
    assert joined.story == StoryId(1)
    assert "topic 7" in next(one.shared for one in joined.evidence if one.feature == "names")
    alone = weaver.add(sketch(4, arabic, hours=1, language="fa", topics=(11,), vector=other)).membership
    assert alone.story == StoryId(4)


def test_an_editors_word_stands() -> None:
    weaver = Weaver()
    for one in (sketch(1, FERRY), sketch(2, BANK)):
        weaver.add(one)
    weaver.place(ArticleId(3), Placed(StoryId(2)))
    found = weaver.add(sketch(3, FERRY_AGAIN)).membership
    assert (found.story, found.evidence[0].feature) == (StoryId(2), "editor")
    weaver.place(ArticleId(1), Placed(StoryId(2)))
    assert weaver.story(ArticleId(1)) == StoryId(2)
    for number in range(4, 9):
        weaver.add(sketch(number, FERRY_LATER, hours=number))
    assert weaver.story(ArticleId(1)) == StoryId(2)


def test_an_editors_word_taken_back_binds_no_more() -> None:
    weaver = Weaver()
    for one in (sketch(1, FERRY), sketch(2, BANK)):
        weaver.add(one)
    weaver.place(ArticleId(1), Placed(StoryId(2)))
    weaver.place(ArticleId(1), Placed(StoryId(1), held=False))
    assert weaver.story(ArticleId(1)) == StoryId(1)
    woven = weaver.add(sketch(1, FERRY_AGAIN)).membership
    assert (woven.story, woven.evidence) == (StoryId(1), ())


def test_what_an_arrival_changed_elsewhere_is_told_again_with_it() -> None:
    weaver = Weaver()
    text = (FERRY[0], " ".join(words for _, words in (FERRY, FERRY_AGAIN, BANK, BANK_AGAIN)))
    weaver.add(sketch(1, text, hours=1))
    origin = weaver.add(sketch(2, text))
    assert [copy.article for copy in origin.copies] == [1]
    assert weaver.add(sketch(2, text)).copies == origin.copies


def test_stories_that_editors_keep_apart_are_not_merged() -> None:
    weaver = Weaver()
    weaver.place(ArticleId(1), Placed(StoryId(1)))
    weaver.place(ArticleId(2), Placed(StoryId(2)))
    for number, told in enumerate((FERRY, FERRY_AGAIN, FERRY_LATER, FERRY, FERRY_AGAIN), start=1):
        assert not weaver.add(sketch(number, told, hours=number)).merged
    assert (weaver.story(ArticleId(1)), weaver.story(ArticleId(2))) == (StoryId(1), StoryId(2))


def test_two_stories_that_turn_out_to_be_one_are_merged() -> None:
    halves = (FERRY[1].split(". ")[0], FERRY_AGAIN[1].split(". ")[1])
    weaver = Weaver()
    weaver.restore(sketch(1, (FERRY[0], halves[0])), StoryId(1))
    weaver.restore(sketch(2, (FERRY_AGAIN[0], FERRY_AGAIN[1])), StoryId(2))
    found = weaver.add(sketch(3, (FERRY[0], FERRY[1] + " " + FERRY_AGAIN[1]), hours=1))
    assert found.merged == ((StoryId(1), StoryId(2)),)
    assert {weaver.story(ArticleId(number)) for number in (1, 2, 3)} == {found.membership.story} == {StoryId(2)}


def test_two_events_of_one_kind_are_parted_when_there_is_enough_to_tell() -> None:
    weaver = Weaver()
    for number in range(1, 8):
        told = (FERRY, FERRY_AGAIN, FERRY_LATER, BANK, BANK_AGAIN, BANK, BANK_AGAIN)[number - 1]
        weaver.restore(sketch(number, told, hours=number), StoryId(1))
    found = weaver.add(sketch(8, FERRY_AGAIN, hours=8))
    stories = {number: weaver.story(ArticleId(number)) for number in range(1, 9)}
    ferry, bank = {stories[number] for number in (1, 2, 3, 8)}, {stories[number] for number in (4, 5, 6, 7)}
    assert len(ferry) == len(bank) == 1
    assert ferry != bank
    assert {one.article for one in found.moved} in ({1, 2, 3, 8}, {4, 5, 6, 7})


def test_what_was_woven_before_is_known_again() -> None:
    weaver = Weaver()
    arrivals = [sketch(1, FERRY), sketch(2, BANK), sketch(3, FERRY_AGAIN)]
    known = [(one, weaver.add(one)) for one in arrivals]
    later = Weaver()
    for one, woven in known:
        later.restore(one, woven.membership.story, woven.copy)
    assert (
        later.add(sketch(4, FERRY_LATER, hours=3)).membership == weaver.add(sketch(4, FERRY_LATER, hours=3)).membership
    )


def test_only_the_newest_articles_are_remembered() -> None:
    weaver = Weaver(most=4)
    for number in range(1, 11):
        weaver.add(sketch(number, FERRY if number % 2 else BANK, hours=number))
    assert len(weaver) == 4
    assert weaver.story(ArticleId(1)) is None
    assert weaver.story(ArticleId(9)) is not None


WORDS = ("ferry", "bank", "Halcyon", "rate", "quake", "vote", "Sariya", "27", "2031", "选举", "结果", "عبارة", "é", "a")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
ARRIVALS = st.lists(
    st.builds(
        lambda number, title, text, hours, language, vector: sketch(
            number, (title, text), hours=hours, publisher=f"house{number % 3}.example", language=language, vector=vector
        ),
        st.integers(1, 12), TEXTS, TEXTS, st.floats(-1e5, 1e5), st.sampled_from(("en", "ar", "")),
        st.sampled_from(((), (1.0, 0.0), (0.6, 0.8), (0.0, -1.0, 0.0))),
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    ARRIVALS,
    st.dictionaries(st.integers(1, 12), st.integers(1, 12), max_size=3),
    st.integers(1, 16),
    st.sets(st.integers(0, 29)),
)
def test_whatever_arrives_what_is_written_down_is_whole(
    arrivals: list[Sketch], pins: dict[int, int], most: int, lost: set[int]
) -> None:
    """A store that writes down what weaving says ends with what weaving has, also where some results are lost and asked
    for again: every article in one story, every merged story's number leading to one that is there or gone the same
    way, and no number used twice, but by an editor."""
    weaver, again = Weaver(most), Weaver(most)
    for article, story in pins.items():
        weaver.place(ArticleId(article), Placed(StoryId(story)))
        again.place(ArticleId(article), Placed(StoryId(story)))
    written: dict[ArticleId, StoryId] = {}
    gone: set[StoryId] = set()
    for nth, one in enumerate(arrivals):
        if nth in lost:
            assert weaver.add(one) == again.add(one)
        woven = weaver.add(one)
        assert again.add(one) == woven
        for old, into in woven.merged:
            written = {article: into if story == old else story for article, story in written.items()}
            gone.add(old)
        for membership in (woven.membership, *woven.moved):
            written[membership.article] = membership.story
        assert not (gone - set(pins.values())) & set(written.values())
        assert all(0 <= membership.score <= 1 for membership in (woven.membership, *woven.moved))
        known = {article: weaver.story(article) for article in written if weaver.story(article) is not None}
        assert known == {article: written[article] for article in known}
        assert len(known) == len(weaver) <= most


@given(st.binary(max_size=200))
def test_what_is_no_sketch_is_refused(data: bytes) -> None:
    whole = sketch(1, FERRY, vector=(0.6, 0.8))
    with pytest.raises(ValueError, match=r"sketch|imprint"):
        read_sketch(replace(whole, data=b"\x00" + data))
    with pytest.raises(ValueError, match=r"sketch|imprint"):
        read_sketch(replace(whole, data=whole.data[: len(data)]))


def test_a_sketch_is_small_and_reads_back() -> None:
    made = sketch(
        1, (FERRY[0], " ".join(text for _, text in (FERRY, FERRY_AGAIN, BANK, BANK_AGAIN))), names=("Halcyon",)
    )
    assert len(made.data) < 4000
    features = read_sketch(made)
    assert labels_of(features.labels, PARTS.index("names")) == ["Halcyon"]
    assert "Halcyon" in labels_of(features.labels, PARTS.index("words"))
    assert labels_of(features.labels, PARTS.index("figures")) == []
    assert features.imprint.article == 1
