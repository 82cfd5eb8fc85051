"""What readers follow, mute, save and have read, on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.test_topics import link
from tests.contract.weaving import Press

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.readers import ALONE, ReaderId
from octavo.news.shelf import LABEL_LENGTH, MOST_FOLLOWS, MOST_LABELS, SEEN_FOR, VISIT, FollowKind, Visit
from octavo.ports import Store


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


@pytest.fixture
def ana(store: Store) -> ReaderId:
    return store.add_reader("Ana", email="", password="x", role="reader", now=NOW).id


def keys(store: Store, reader: ReaderId) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in store.follows(reader)]


def test_each_kind_is_followed_by_what_names_it(store: Store, press: Press, ana: ReaderId) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    link(store, one, "Maren Holt")
    story = press.story(one, two)
    wanted: list[tuple[FollowKind, str]] = [
        ("topic", "maren-holt"), ("publisher", "lake.example"), ("category", "world"), ("story", str(story)),
    ]  # fmt: skip
    for number, (kind, key) in enumerate(wanted):
        store.follow(ana, kind, key, NOW + MINUTE * number)
        store.follow(ana, kind, key, NOW + DAY)  # again: nothing changes
    assert keys(store, ana) == wanted[::-1]
    names = {follow.kind: follow.name for follow in store.follows(ana)}
    assert (names["topic"], names["publisher"], names["category"]) == ("Maren Holt", "Lake", "")
    assert names["story"].startswith("About /")
    assert store.follows(ana)[-1].since == NOW
    assert store.follows(ALONE) == []
    for kind, key in wanted:
        store.unfollow(ana, kind, key)
    assert store.follows(ana) == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("topic", "nobody"),
        ("publisher", "x.example"),
        ("category", "gossip"),
        ("story", "7"),
        ("story", "²"),
        ("x", "y"),
    ],
)
def test_what_is_not_there_is_not_followed(store: Store, kind: FollowKind, key: str) -> None:
    with pytest.raises(NotFound):
        store.follow(ALONE, kind, key, NOW)
    assert store.follows(ALONE) == []


def test_news_of_what_is_followed_comes_once_and_newest_first(store: Store, press: Press, ana: ReaderId) -> None:
    articles = [press.wrote(paper, HOUR * ago) for ago, paper in enumerate(("harbour", "lake", "hill", "moor"), 1)]
    sport = press.wrote("moor", HOUR * 5, category="sport")
    link(store, articles[0], "Maren Holt")
    link(store, articles[2], "Maren Holt")
    story = press.story(articles[2], articles[3])
    store.follow(ana, "topic", "maren-holt", NOW)
    assert [card.id for card in store.followed_news(ana, 9)] == [articles[0], articles[2]]
    store.follow(ana, "story", str(story), NOW)
    store.follow(ana, "category", "sport", NOW)
    store.follow(ana, "publisher", "harbour.example", NOW)
    expected = [articles[0], articles[2], articles[3], sport]
    assert [card.id for card in store.followed_news(ana, 9)] == expected
    got, after = [], None
    while page := store.followed_news(ana, 1, after):
        got += [card.id for card in page]
        after = (page[-1].shown, page[-1].id)
    assert got == expected
    assert store.followed_news(ALONE, 9) == []


def test_follows_and_mutes_go_with_a_merge_of_topics_and_come_back_with_its_undoing(
    store: Store, press: Press, ana: ReaderId
) -> None:
    one, two = press.wrote("harbour", HOUR), press.wrote("harbour", HOUR * 2)
    link(store, one, "Maren Holt")
    link(store, two, "M. Holtmann")
    gone, left = store.find_topics("Holt", 1)[0], store.find_topics("Holtmann", 1)[0]
    store.follow(ana, "topic", gone.slug, NOW)
    store.mute(ana, "topic", gone.slug, NOW)
    store.merge_topics(gone.id, left.id, NOW)
    assert keys(store, ana) == [("topic", left.slug)]
    assert [mute.key for mute in store.mutes(ana)] == [left.slug]
    assert [card.id for card in store.followed_news(ana, 9)] == [one, two]
    store.follow(ana, "topic", left.slug, NOW)  # is followed already, under the other's number
    assert len(store.follows(ana)) == 1
    store.undo_topic_edit(store.topic_edits()[0].id, NOW)
    assert keys(store, ana) == [("topic", gone.slug)]
    store.merge_topics(gone.id, left.id, NOW)
    store.unfollow(ana, "topic", left.slug)
    store.unmute(ana, "topic", gone.slug)
    assert store.follows(ana) == store.mutes(ana) == []


def test_a_followed_story_is_followed_into_the_one_it_went_into(store: Store, press: Press) -> None:
    articles = [press.wrote(paper, HOUR) for paper in ("harbour", "lake", "hill", "moor")]
    gone, left = press.story(*articles[:2]), press.story(*articles[2:])
    store.follow(ALONE, "story", str(gone), NOW)
    store.merge_stories(gone, left, NOW)
    assert keys(store, ALONE) == [("story", str(left))]
    assert {card.id for card in store.followed_news(ALONE, 9)} == set(articles)
    store.unfollow(ALONE, "story", str(gone))
    assert store.follows(ALONE) == []


def test_nobody_follows_without_end(store: Store, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.store.follows.MOST_FOLLOWS", 2)
    monkeypatch.setattr("octavo.store.follows.MOST_MUTES", 1)
    assert MOST_FOLLOWS > 100
    for category in ("world", "sport"):
        store.follow(ALONE, "category", category, NOW)
    store.follow(ALONE, "category", "world", NOW)
    with pytest.raises(ValueError, match="as much as"):
        store.follow(ALONE, "category", "science", NOW)
    store.mute(ALONE, "words", "ferry", NOW)
    store.mute(ALONE, "words", "Ferry", NOW)
    with pytest.raises(ValueError, match="as much as"):
        store.mute(ALONE, "words", "boat", NOW)


def test_words_are_muted_as_search_reads_them_and_shown_as_they_were_written(store: Store) -> None:
    store.mute(ALONE, "words", "  Crème   Brûlée ", NOW)
    (mute,) = store.mutes(ALONE)
    assert (mute.kind, mute.key, mute.name, mute.softly) == ("words", "creme brulee", "Crème Brûlée", False)
    store.mute(ALONE, "words", "creme BRULEE", NOW + HOUR, softly=True)
    (mute,) = store.mutes(ALONE)
    assert (mute.name, mute.softly, mute.since) == ("creme BRULEE", True, NOW)
    store.unmute(ALONE, "words", "Crème brûlée")
    assert store.mutes(ALONE) == []
    with pytest.raises(NotFound):
        store.mute(ALONE, "words", " -- ", NOW)


def test_saved_articles_are_listed_by_label_in_steps(store: Store, press: Press, ana: ReaderId) -> None:
    articles = [press.wrote("harbour") for _ in range(5)]
    for number, article in enumerate(articles):
        labels = ["To  read", "trip"] if number % 2 else ["trip"]
        store.save(ana, article, labels, NOW + MINUTE * number)
    assert store.labels(ana) == {"To read": 2, "trip": 5}
    first = store.saved(ana, 3)
    assert [one.card.id for one in first] == articles[:1:-1]
    assert first[1].labels == ("To read", "trip")
    rest = store.saved(ana, 3, after=(first[-1].at, first[-1].card.id))
    assert [one.card.id for one in rest] == articles[1::-1]
    assert [one.card.id for one in store.saved(ana, 9, "To read")] == [articles[3], articles[1]]
    assert store.saved(ana, 9, "nothing") == store.saved(ALONE, 9) == []
    store.save(ana, articles[0], ["later"], NOW + DAY)  # other labels, the same place
    assert [one.card.id for one in store.saved(ana, 9)] == articles[::-1]
    assert store.saved_among(ana, articles[:2]) == {articles[0]: ("later",), articles[1]: ("To read", "trip")}
    store.unsave(ana, articles[0])
    assert store.saved_among(ana, articles[:1]) == {}
    assert "later" not in store.labels(ana)
    with pytest.raises(NotFound):
        store.save(ana, ArticleId(99), [], NOW)


def test_labels_are_few_short_and_told_apart_by_more_than_case(store: Store, press: Press) -> None:
    article = press.wrote("harbour")
    store.save(ALONE, article, ["Trip", "TRIP", " ", "x" * 99, *map(str, range(20))], NOW)
    labels = store.saved_among(ALONE, [article])[article]
    assert len(labels) == MOST_LABELS
    assert {"Trip", "x" * LABEL_LENGTH} < set(labels)


def test_what_was_read_is_remembered_for_some_weeks(store: Store, press: Press, ana: ReaderId) -> None:
    one, two, three = (press.wrote("harbour") for _ in range(3))
    store.see(ana, one, NOW)
    store.see(ana, two, NOW + HOUR)
    assert store.seen_among(ana, [one, two, three]) == {one, two}
    assert [(seen.article, seen.at) for seen in store.seen(ana, 9)] == [(two, NOW + HOUR), (one, NOW)]
    store.see(ana, one, NOW + DAY)  # read again
    assert [seen.article for seen in store.seen(ana, 1)] == [one]
    store.see(ana, three, NOW + HOUR + SEEN_FOR + MINUTE)
    assert store.seen_among(ana, [one, two, three]) == {one, three}
    store.unsee(ana, one)
    assert store.seen_among(ana, [one]) == store.seen_among(ALONE, [one, two, three]) == frozenset()
    store.see(ana, ArticleId(99), NOW)
    assert len(store.seen(ana, 9)) == 1


def test_a_visit_of_a_story_begins_where_the_one_before_ended(store: Store, press: Press, ana: ReaderId) -> None:
    story = press.story(press.wrote("harbour"), press.wrote("lake"))
    assert store.story_visit(ana, story, NOW) is None
    looks = [NOW, NOW + MINUTE * 5, NOW + HOUR * 3, NOW + HOUR * 3 + MINUTE]
    told = []
    for look in looks:
        store.visit_story(ana, story, look)
        told.append(store.story_visit(ana, story, look))
    assert told == [
        Visit(looks[0]), Visit(looks[1]), Visit(looks[2], looks[1]), Visit(looks[3], looks[1]),
    ]  # fmt: skip
    assert store.story_visit(ana, story, looks[3] + VISIT) == Visit(looks[3], looks[3])
    assert store.story_visit(ALONE, story, NOW) is None


def test_all_of_it_goes_with_the_reader_or_with_what_it_is_of(store: Store, press: Press, ana: ReaderId) -> None:
    one, two = press.wrote("harbour"), press.wrote("lake")
    link(store, one, "Maren Holt")
    story = press.story(one, two)
    for reader in (ana, ALONE):
        store.follow(reader, "publisher", "harbour.example", NOW)
        store.follow(reader, "topic", "maren-holt", NOW)
        store.follow(reader, "story", str(story), NOW)
        store.mute(reader, "publisher", "harbour.example", NOW)
        store.save(reader, one, ["trip"], NOW)
        store.see(reader, one, NOW)
        store.visit_story(reader, story, NOW)
    store.delete_reader(ana)
    assert store.follows(ana) == store.mutes(ana) == store.saved(ana, 9) == store.seen(ana, 9) == []
    assert store.story_visit(ana, story, NOW) is None
    feeds = [stored.id for stored in store.feeds()]
    store.remove(feeds, articles=True)
    assert keys(store, ALONE) == [("topic", "maren-holt")]  # may be in the news again
    assert store.mutes(ALONE) == store.saved(ALONE, 9) == store.seen(ALONE, 9) == []
    assert store.labels(ALONE) == {}
    assert store.story_visit(ALONE, story, NOW + timedelta(hours=1)) is None
