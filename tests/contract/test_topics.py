"""Topics: found, listed, counted; merged, split, renamed, blocked and all of that undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.contract.newsroom import (
    COURIER,
    DAY,
    ENRICH,
    HERALD,
    HOUR,
    INDEX,
    NOW,
    article,
    entry,
    finish,
    publish,
    save_article,
    save_entries,
    subscribe,
    take,
)

from octavo.news.addresses import ArticleId, FeedId
from octavo.news.errors import NotFound
from octavo.news.jobs import Claim, Job, LinkTopics, SaveMarks, StageKey
from octavo.news.marks import Hashtag, Language, Marks, Mention, TopicKind
from octavo.news.sources import Publisher
from octavo.news.topics import Topic, TopicId, TopicLink, TopicSlug, Unlinked
from octavo.ports import CardFilter, Store

TOPICS = StageKey("topics", 1)


def hashtag(name: str, kind: TopicKind = "person", salience: float = 0.5, key: str = "") -> Hashtag:
    keys = (key or name.split()[-1].lower(),)
    return Hashtag(name, kind, salience, (name,), keys, keys)


def marked(store: Store, number: ArticleId, *hashtags: Hashtag, revision: int = 1, **more: object) -> None:
    """Save an article's marks under a job made for it; its topics are due then."""
    store.put([Job(ENRICH, number, NOW)])
    (claim,) = [claim for claim, _ in take(store, "enrich") if claim.job.subject == number]
    language = str(more.pop("language", "en"))
    marks = Marks(Language(language, 1.0, "Latn"), "world", 0.9, hashtags=hashtags, **more)  # type: ignore[arg-type]
    finish(store, claim, SaveMarks(number, "world", language, ENRICH, TOPICS, marks, revision))


def unlinked(store: Store) -> tuple[Claim, Unlinked]:
    """The next article whose topics are due."""
    ((claim, work),) = take(store, "topics", most=1)
    assert isinstance(work, Unlinked)
    return claim, work


def links_for(work: Unlinked, new: bool = False) -> tuple[TopicLink, ...]:
    """Each hashtag is the first known topic with its key, or (also with `new`) a new one."""
    return tuple(
        TopicLink(
            None if new or not work.known else work.known[0].topic.id, one.name, one.kind, one.salience, one.keys,
            work.language, one.forms,
        )
        for one in work.hashtags
    )  # fmt: skip


def link(store: Store, number: ArticleId, *names: str | Hashtag, language: str = "en") -> None:
    """Say what an article is about, taking a known topic where one spells a name so and a new one otherwise."""
    hashtags = tuple(one if isinstance(one, Hashtag) else hashtag(one) for one in names)
    marked(store, number, *hashtags, language=language)
    claim, work = unlinked(store)
    known = {alias.name: one.topic.id for one in work.known for alias in one.topic.aliases}
    known |= {name: one.topic.id for one in work.known for name in one.pinned}
    links = tuple(
        TopicLink(known.get(one.name), one.name, one.kind, one.salience, one.keys, language, one.forms)
        for one in hashtags
    )
    assert finish(store, claim, LinkTopics(number, links, work.newest, TOPICS, INDEX))


@pytest.fixture
def feed(store: Store) -> FeedId:
    store.add_publishers([HERALD])
    return subscribe(store).id


def written(
    store: Store,
    feed: FeedId,
    path: str,
    *names: str | Hashtag,
    ago: timedelta = HOUR,
    publisher: Publisher = HERALD,
) -> ArticleId:
    """An article that was published so long ago and is about these."""
    made = article(path, published=NOW - ago, host=publisher.id)
    number = publish(store, feed, made, publisher=publisher)
    link(store, number, *names)
    return number


def topic(store: Store, slug: str) -> Topic:
    return store.topic(TopicSlug(slug))


def about(store: Store, slug: str) -> list[str]:
    return [card.title.partition(" ")[2] for card in store.cards_about(topic(store, slug).id, 100)]


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_marks_come_back_as_they_were_with_their_vector(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    assert store.marks(number) is None
    mention = Mention(0, 5, "About", "subject", "About", 0.5)
    vector = {"vector": (0.5, -0.25), "vector_model": "m1", "degraded": (("quotes", "no model"),)}
    marked(store, number, hashtag("Ana Vey"), mentions=(mention,), **vector)
    found = store.marks(number)
    assert found is not None
    assert (found.mentions, found.vector, found.vector_model) == ((mention,), (0.5, -0.25), "m1")
    assert found.degraded == (("quotes", "no model"),)
    assert found.hashtags == (hashtag("Ana Vey"),)


def test_a_sentence_of_the_text_serves_a_card_whose_publisher_wrote_none(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    before = store.article(number).card.summary
    marked(store, number)
    assert store.article(number).card.summary == before
    marked(store, number, standfirst="Ferries run again.")
    assert store.article(number).card.summary == "Ferries run again."


def test_marks_of_an_earlier_text_are_not_given_for_the_present_one(store: Store, feed: FeedId) -> None:
    number = publish(store, feed, article("/a"))
    marked(store, number)
    save_entries(store, feed, [entry("/a", summary="More.")])
    save_article(store, article("/a", text="Another text."))
    assert store.marks(number) is None
    marked(store, number, revision=2)
    assert store.marks(number) is not None


# ── linking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_name_becomes_a_topic_and_the_next_article_finds_it(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey")
    number = publish(store, feed, article("/b", published=NOW))
    marked(store, number, hashtag("Ana Vey"))
    _, work = unlinked(store)
    (known,) = work.known
    assert (known.topic.slug, known.topic.kind, known.topic.articles) == ("ana-vey", "person", 1)
    assert (work.article, work.language, work.category, work.newest) == (number, "en", "world", known.topic.id)
    assert known.categories == (("world", 1),)


def test_linking_goes_on_to_the_index_and_is_signed(store: Store, feed: FeedId) -> None:
    number = written(store, feed, "/a", "Ana Vey")
    assert [claim.job.subject for claim, _ in take(store, "index")] == [number]
    assert store.reprocess(StageKey("topics", 2), NOW) == 1


def at_once(store: Store, feed: FeedId, *names: str) -> None:
    """Articles about these are decided side by side, each before the other's outcome is known."""
    for nth, name in enumerate(names):
        marked(store, publish(store, feed, article(f"/{nth}")), hashtag(name))
    for claim, work in take(store, "topics"):
        assert isinstance(work, Unlinked)
        finish(store, claim, LinkTopics(work.article, links_for(work), work.newest, TOPICS))


def test_two_workers_that_meet_a_name_at_once_make_one_topic(store: Store, feed: FeedId) -> None:
    at_once(store, feed, "Ana Vey", "Ana Vey")
    assert topic(store, "ana-vey").articles == 2
    assert take(store, "topics") == []


def test_two_workers_that_meet_two_spellings_at_once_decide_again(store: Store, feed: FeedId) -> None:
    at_once(store, feed, "Ana Vey", "Anna Vey")
    claim, work = unlinked(store)
    (first,) = work.known
    finish(store, claim, LinkTopics(work.article, links_for(work), work.newest, TOPICS))
    assert topic(store, first.topic.slug).articles == 2
    assert take(store, "topics") == []


def test_what_is_decided_for_a_topic_that_has_gone_is_decided_again(store: Store, feed: FeedId) -> None:
    first = written(store, feed, "/a", "Ana Vey")
    number = publish(store, feed, article("/b"))
    marked(store, number, hashtag("Ana Vey"))
    claim, work = unlinked(store)
    link(store, first, "Bo Lind")
    with pytest.raises(NotFound):
        topic(store, "ana-vey")
    finish(store, claim, LinkTopics(number, links_for(work), work.newest, TOPICS))
    _, again = unlinked(store)
    assert again.known == ()


def test_two_people_of_one_name_have_two_addresses(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey")
    number = publish(store, feed, article("/b"))
    marked(store, number, hashtag("Ana Vey"))
    claim, work = unlinked(store)
    finish(store, claim, LinkTopics(number, links_for(work, new=True), work.newest, TOPICS))
    assert (about(store, "ana-vey"), about(store, "ana-vey-2")) == (["/a"], ["/b"])


def test_reprocessing_replaces_links_and_keeps_addresses(store: Store, feed: FeedId) -> None:
    number = written(store, feed, "/a", "Ana Vey", "Bo Lind")
    before = topic(store, "ana-vey")
    link(store, number, "Ana Vey")
    assert topic(store, "ana-vey") == before
    with pytest.raises(NotFound):
        topic(store, "bo-lind")


def test_removing_articles_leaves_no_topic_and_no_count(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey")
    store.remove([feed], articles=True)
    with pytest.raises(NotFound):
        topic(store, "ana-vey")
    assert store.find_topics("ana", 5) == []
    assert store.pulses(NOW, 3, 1, 5).now == 0


# ── a topic's page ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_spellings_are_counted_and_the_commonest_names_it(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey")
    for nth, (name, language) in enumerate([("Anna Vey", "en"), ("Anna Vey", "en"), ("Anna Veyová", "cs")]):
        number = publish(store, feed, article(f"/{nth}"))
        marked(store, number, replace(hashtag(name, key="vey"), forms=(name, "AV")), language=language)
        claim, work = unlinked(store)
        finish(store, claim, LinkTopics(number, links_for(work), work.newest, TOPICS))
    found = topic(store, "ana-vey")
    assert found.name == "Anna Vey"
    assert [(one.name, one.language, one.count) for one in found.aliases] == [
        ("Anna Vey", "en", 2), ("Ana Vey", "en", 1), ("Anna Veyová", "cs", 1), ("AV", "en", 3),
    ]  # fmt: skip
    assert found.name_in("cs") == "Anna Veyová"


def test_its_articles_go_on_by_keyset_in_the_languages_asked_for(store: Store, feed: FeedId) -> None:
    store.add_publishers([HERALD])
    numbers = []
    for nth in range(13):
        number = publish(store, feed, article(f"/{nth}", published=NOW - nth // 3 * HOUR))
        link(store, number, "Ana Vey", language="ar" if nth % 4 == 0 else "en")
        numbers.append(number)
    found = topic(store, "ana-vey").id
    everything = store.cards_about(found, 100)
    assert {card.id for card in everything} == set(numbers)
    assert everything == store.latest(CardFilter(), 100)
    pages = []
    while page := store.cards_about(found, 4, (pages[-1].shown, pages[-1].id) if pages else None, ("en", "fr")):
        pages += page
    assert pages == [card for card in everything if card.language == "en"]
    assert store.cards_about(found, 100, None, ("ar", "en")) == everything


def test_volume_counts_days_and_follows_an_articles_date(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey", ago=HOUR)
    number = written(store, feed, "/b", "Ana Vey", ago=2 * DAY)
    found = topic(store, "ana-vey")
    assert (found.articles, found.last) == (2, NOW - HOUR)
    assert [(one.day, one.articles) for one in store.volume(found.id, NOW, 4)] == [
        ("2026-11-18", 0), ("2026-11-19", 1), ("2026-11-20", 0), ("2026-11-21", 1),
    ]  # fmt: skip
    save_entries(store, feed, [entry("/b", summary="Corrected.")])
    save_article(store, article("/b", published=NOW - 3 * DAY, text="Corrected."))
    assert store.article(number).card.shown == NOW - 3 * DAY
    assert [one.articles for one in store.volume(found.id, NOW, 4)] == [1, 0, 0, 1]
    assert about(store, "ana-vey") == ["/a", "/b"]


def test_companions_are_the_closest_not_the_largest(store: Store, feed: FeedId) -> None:
    for nth in range(3):
        written(store, feed, f"/{nth}", "Ana Vey", "Bo Lind", hashtag("Ruritania", "place"))
    for nth in range(3, 12):
        written(store, feed, f"/{nth}", hashtag("Ruritania", "place"))
    written(store, feed, "/x", "Ana Vey", "Once Only")
    tags = store.companions(topic(store, "ana-vey").id, 5, "en")
    assert [(tag.slug, tag.weight) for tag in tags] == [("bo-lind", 3), ("ruritania", 3)]


def test_tags_speak_the_articles_language(store: Store, feed: FeedId) -> None:
    english = written(store, feed, "/a", hashtag("Ana Vey", salience=0.3), hashtag("Harbour", "subject", 0.9))
    arabic = publish(store, feed, article("/b"))
    marked(store, arabic, hashtag("آنا في", key="vey"), language="ar")
    claim, work = unlinked(store)
    finish(store, claim, LinkTopics(arabic, links_for(work), work.newest, TOPICS))
    tags = store.tags([english, arabic, ArticleId(1)], 5)
    assert {number: [tag.name for tag in found] for number, found in tags.items()} == {
        english: ["Harbour", "Ana Vey"],
        arabic: ["آنا في"],
    }
    assert len(store.tags([english], 1)[english]) == 1


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("ana vey", ["ana-vey"]),
        ("VEY", ["ana-vey", "carl-vey"]),
        ("ve", ["ana-vey", "carl-vey"]),
        ("an ve", []),
        ("vey a", ["ana-vey"]),
        ("Véy", ["ana-vey", "carl-vey"]),
        ('"', []),
        ("", []),
        ("nobody", []),
    ],
)
def test_topics_are_found_by_any_word_and_a_beginning(store: Store, feed: FeedId, asked: str, slugs: list[str]) -> None:
    written(store, feed, "/a", "Ana Vey")
    written(store, feed, "/b", "Ana Vey", hashtag("Carl Vey", key="carl"))
    assert [found.slug for found in store.find_topics(asked, 5)] == slugs


def test_pulses_are_the_last_day_and_whole_days_before(store: Store, feed: FeedId) -> None:
    for nth, ago in enumerate([HOUR, 23 * HOUR, 25 * HOUR, 2 * DAY, 3 * DAY]):
        written(store, feed, f"/{nth}", "Ana Vey", ago=ago)
    written(store, feed, "/x", "Bo Lind")
    found = store.pulses(NOW, 3, 2, 10)
    (pulse,) = found.topics
    assert (pulse.topic.slug, pulse.now, found.now) == ("ana-vey", 2, 3)
    assert [(day.day, day.articles) for day in pulse.days] == [
        ("2026-11-17", 0), ("2026-11-18", 1), ("2026-11-19", 1),
    ]  # fmt: skip
    assert [day.articles for day in found.days] == [0, 1, 1]
    assert len(store.pulses(NOW, 3, 1, 1).topics) == 1


def test_pulses_of_a_longer_window_and_their_publishers(store: Store, feed: FeedId) -> None:
    store.add_publishers([COURIER])
    for nth, (ago, publisher) in enumerate([(1, HERALD), (2, HERALD), (30, COURIER), (72, HERALD)]):
        written(store, feed, f"/{nth}", "Ana Vey", ago=ago * HOUR, publisher=publisher)
    (day,) = store.pulses(NOW, 2, 2, 10).topics
    assert (day.now, day.publishers) == (2, 1)
    longer = store.pulses(NOW, 2, 2, 10, hours=48)
    assert (longer.topics[0].now, longer.topics[0].publishers, longer.hours) == (3, 2, 48)
    assert [one.day for one in longer.days] == ["2026-11-17", "2026-11-18"]


# ── editors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_takes_articles_spellings_and_address(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey", ago=HOUR)
    written(store, feed, "/b", "A. Vey-Lind", ago=2 * HOUR)
    written(store, feed, "/both", "Ana Vey", "A. Vey-Lind", ago=3 * HOUR)
    store.merge_topics(topic(store, "a-vey-lind").id, topic(store, "ana-vey").id, NOW)
    merged = topic(store, "a-vey-lind")
    assert (merged.slug, merged.articles) == ("ana-vey", 3)
    assert {alias.name for alias in merged.aliases} == {"Ana Vey", "A. Vey-Lind"}
    assert about(store, "ana-vey") == ["/a", "/b", "/both"]
    assert [found.slug for found in store.find_topics("lind", 5)] == ["ana-vey"]
    assert [tag.slug for tag in store.tags([store.latest(CardFilter(), 3)[2].id], 5).popitem()[1]] == ["ana-vey"]
    written(store, feed, "/later", "A. Vey-Lind", ago=4 * HOUR)
    assert about(store, "ana-vey")[-1] == "/later"


def test_a_merge_undone_is_as_before_and_keeps_what_came_since(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", "Ana Vey", ago=HOUR)
    both = written(store, feed, "/both", "Ana Vey", "A. Vey-Lind", ago=3 * HOUR)
    before = topic(store, "ana-vey"), topic(store, "a-vey-lind")
    store.merge_topics(before[1].id, before[0].id, NOW)
    (edit,) = store.topic_edits(before[0].id)
    assert (edit.act, edit.name, edit.after, edit.other) == ("merge", "A. Vey-Lind", "Ana Vey", "ana-vey")
    store.undo_topic_edit(edit.id, NOW + HOUR)
    assert (topic(store, "ana-vey"), topic(store, "a-vey-lind")) == before
    assert [tag.slug for tag in store.tags([both], 5)[both]] == ["ana-vey", "a-vey-lind"]
    assert [found.slug for found in store.find_topics("lind", 5)] == ["a-vey-lind"]
    (undone,) = store.topic_edits()
    assert (undone.undone, undone.undoable) == (NOW + HOUR, False)
    with pytest.raises(ValueError, match="undone already"):
        store.undo_topic_edit(edit.id, NOW)


def test_a_split_takes_a_spelling_for_good(store: Store, feed: FeedId) -> None:
    first = written(store, feed, "/a", "Ana Vey", ago=HOUR)
    number = publish(store, feed, article("/b", published=NOW - 2 * HOUR))
    marked(store, number, hashtag("Anna Vey", key="vey"))
    claim, work = unlinked(store)
    finish(store, claim, LinkTopics(number, links_for(work), work.newest, TOPICS))
    made = store.split_topic(topic(store, "ana-vey").id, ["Anna Vey"], NOW)
    assert (made.slug, made.kind) == ("anna-vey", "person")
    assert (about(store, "ana-vey"), about(store, "anna-vey")) == (["/a"], ["/b"])
    assert [alias.name for alias in topic(store, "ana-vey").aliases] == ["Ana Vey"]
    link(store, number, hashtag("Anna Vey", key="vey"))
    assert about(store, "anna-vey") == ["/b"]
    marked(store, first, hashtag("Ana Vey"))
    _, again = unlinked(store)
    assert {known.topic.slug: known.pinned for known in again.known} == {"ana-vey": (), "anna-vey": ("Anna Vey",)}


def test_a_split_undone_is_one_topic_again_with_both_addresses(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", replace(hashtag("Ana Vey"), forms=("Ana Vey", "AV")), ago=HOUR)
    store.split_topic(topic(store, "ana-vey").id, ["AV"], NOW)
    (edit,) = store.topic_edits(topic(store, "av").id)
    store.undo_topic_edit(edit.id, NOW)
    assert topic(store, "av").slug == "ana-vey"
    assert about(store, "ana-vey") == ["/a"]


@pytest.mark.parametrize("names", [[], ["Nobody"], ["Ana Vey"]])
def test_a_split_takes_some_spellings_and_not_all(store: Store, feed: FeedId, names: list[str]) -> None:
    written(store, feed, "/a", "Ana Vey")
    with pytest.raises(ValueError, match="some of its spellings"):
        store.split_topic(topic(store, "ana-vey").id, names, NOW)


def test_an_editors_name_and_kind_stay(store: Store, feed: FeedId) -> None:
    number = written(store, feed, "/a", "Ana Vey")
    found = topic(store, "ana-vey").id
    store.rename_topic(found, " Dame Ana  Vey ", NOW)
    store.retype_topic(found, "organisation", NOW)
    link(store, number, "Ana Vey")
    after = topic(store, "ana-vey")
    assert (after.name, after.kind, after.edited, after.name_in("en")) == (
        "Dame Ana Vey", "organisation", True, "Dame Ana Vey",
    )  # fmt: skip
    assert [tag.name for tag in store.tags([number], 5)[number]] == ["Dame Ana Vey"]
    assert [one.slug for one in store.find_topics("dame", 5)] == ["ana-vey"]
    newest, oldest = store.topic_edits(found)
    assert [(one.act, one.before, one.after, one.undoable) for one in (newest, oldest)] == [
        ("retype", "person", "organisation", True), ("rename", "Ana Vey", "Dame Ana Vey", False),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="newer edit"):
        store.undo_topic_edit(oldest.id, NOW)
    store.undo_topic_edit(newest.id, NOW)
    store.undo_topic_edit(oldest.id, NOW)
    before = topic(store, "ana-vey")
    assert (before.name, before.kind, before.edited) == ("Ana Vey", "person", False)


def test_a_blocked_topic_is_shown_nowhere_until_it_is_freed(store: Store, feed: FeedId) -> None:
    number = written(store, feed, "/a", "Ana Vey", "Bo Lind")
    written(store, feed, "/b", "Ana Vey", "Bo Lind")
    found = topic(store, "ana-vey").id
    store.block_topic(found, True, NOW)
    assert topic(store, "ana-vey").blocked
    assert [tag.slug for tag in store.tags([number], 5)[number]] == ["bo-lind"]
    assert store.find_topics("ana", 5) == []
    assert store.companions(topic(store, "bo-lind").id, 5, "en") == []
    assert [pulse.topic.slug for pulse in store.pulses(NOW, 3, 1, 5).topics] == ["bo-lind"]
    written(store, feed, "/c", "Ana Vey")
    with pytest.raises(NotFound):
        topic(store, "ana-vey-2")
    store.block_topic(found, False, NOW)
    assert topic(store, "ana-vey").articles == 3


def test_what_an_editor_touched_outlives_its_articles(store: Store, feed: FeedId) -> None:
    number = written(store, feed, "/a", "Ana Vey")
    store.block_topic(topic(store, "ana-vey").id, True, NOW)
    link(store, number, "Bo Lind")
    assert topic(store, "ana-vey").blocked


@pytest.mark.parametrize("wrong", [0, 99])
def test_what_is_not_there_cannot_be_edited(store: Store, feed: FeedId, wrong: int) -> None:
    written(store, feed, "/a", "Ana Vey")
    there, gone = topic(store, "ana-vey").id, TopicId(wrong)
    for act in (
        lambda: store.merge_topics(gone, there, NOW), lambda: store.merge_topics(there, gone, NOW),
        lambda: store.rename_topic(gone, "X", NOW), lambda: store.block_topic(gone, True, NOW),
        lambda: store.split_topic(gone, ["X"], NOW), lambda: store.undo_topic_edit(wrong, NOW),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            act()
    with pytest.raises(ValueError, match="itself"):
        store.merge_topics(there, there, NOW)


def test_a_topic_is_what_most_articles_take_it_for(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", hashtag("Veshnia", "organisation", 0.5, "v"))
    for path in ("/b", "/c"):
        number = publish(store, feed, article(path))
        marked(store, number, hashtag("Veshnia", "place", 0.5, "v"))
        claim, work = unlinked(store)
        finish(store, claim, LinkTopics(number, links_for(work), work.newest, TOPICS))
    assert topic(store, "veshnia").kind == "place"


def test_a_subject_is_what_could_not_be_told(store: Store, feed: FeedId) -> None:
    written(store, feed, "/a", hashtag("Leila Khatam", "subject", 0.9, "k"))
    number = publish(store, feed, article("/b"))
    marked(store, number, hashtag("Leila Khatam", "person", 0.5, "k"))
    claim, work = unlinked(store)
    finish(store, claim, LinkTopics(number, links_for(work), work.newest, TOPICS))
    assert topic(store, "leila-khatam").kind == "person"
