"""What follows where articles change or go; what weaving and comparing are given; what is related."""

from __future__ import annotations

import pytest
from tests.contract.newsroom import DAY, ENRICH, HOUR, NOW, article, entry, finish, save_article, save_entries, take
from tests.contract.test_topics import hashtag, link, marked
from tests.contract.weaving import Press, copy_of

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.comparison import Reports
from octavo.news.errors import NotFound
from octavo.news.jobs import Job, SaveMarks, StageKey
from octavo.news.sources import Publisher
from octavo.news.stories import StoryId, Unwoven
from octavo.ports import Store, StoryFilter


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


def listed(store: Store, **wanted: object) -> list[StoryId]:
    return [card.id for card in store.stories(StoryFilter(**wanted), 9)]  # type: ignore[arg-type]


def unsubscribe(store: Store, press: Press, paper: str) -> None:
    feed = store.feed_by_url(press.feeds[paper].url)
    assert feed is not None
    store.remove([feed.id], articles=True)


# ── articles that change or go ───────────────────────────────────────────────────────────────────────────────────────


def test_what_is_removed_leaves_its_story_which_is_compared_again(store: Store, press: Press) -> None:
    a, b, c = press.wrote("a", pictured=True), press.wrote("b", 2 * HOUR, language="fr"), press.wrote("c")
    story = press.story(a, b)
    press.joins(c, story, copy=copy_of(a, c))
    alone = press.story(press.wrote("a"))
    press.compared(story, "One.")
    press.due()
    unsubscribe(store, press, "a")
    card = store.story(story).card
    assert (card.articles, card.publishers, card.copies, card.independent) == (2, 2, 1, 2)
    assert (card.lead.id, card.languages) == (b, (("fr", 1), ("en", 1)))
    assert listed(store) == [story]
    with pytest.raises(NotFound):
        store.story(alone)
    assert press.due() == {story}
    unsubscribe(store, press, "b")
    unsubscribe(store, press, "c")
    assert (listed(store), store.comparison(story), store.sketches(9)) == ([], None, [])
    assert store.reprocess(StageKey("compare", 9), NOW) == store.reprocess(StageKey("weave", 9), NOW) == 0


def test_a_corrected_date_language_and_category_move_the_story(store: Store, press: Press) -> None:
    a = press.wrote("a", HOUR)
    other = press.story(press.wrote("b", 2 * HOUR))
    story = press.story(a)
    assert listed(store) == [story, other]
    feed = store.feed_by_url(press.feeds["a"].url)
    assert feed is not None
    save_entries(store, feed.id, [entry("/1", host="a.example", summary="Corrected.")])
    corrected = article("/1", host="a.example", text="Corrected.", published=NOW - 3 * DAY)
    save_article(store, corrected, publisher=Publisher(PublisherId("a.example"), "A"))
    store.put([Job(ENRICH, a, NOW)])
    ((claim, _),) = [pair for pair in take(store, "enrich") if pair[0].job.subject == a]
    finish(store, claim, SaveMarks(a, "sport", "fr", ENRICH))
    card = store.story(story).card
    assert (card.began, card.last) == (NOW - 3 * DAY, NOW - 3 * DAY)
    assert (card.category, card.languages) == ("sport", (("fr", 1),))
    assert listed(store) == [other, story]
    assert (listed(store, languages=("fr",)), listed(store, category="world")) == ([story], [other])
    assert [sketch.shown for sketch, _, _ in store.sketches(9)] == [NOW - 3 * DAY, NOW - 2 * HOUR]


def test_a_publisher_whose_country_becomes_known_brings_its_stories_there(store: Store, press: Press) -> None:
    story = press.story(press.wrote("a", country=""))
    assert (store.story(story).card.countries, listed(store, countries=("MT",))) == ((), [])
    store.add_publishers([Publisher(PublisherId("a.example"), "A", country="MT")])
    assert (store.story(story).card.countries, listed(store, countries=("MT",))) == ((("MT", 1),), [story])


# ── what weaving begins with ─────────────────────────────────────────────────────────────────────────────────────────


def test_sketches_of_the_newest_come_oldest_first_with_where_they_are(store: Store, press: Press) -> None:
    old, middle, new = (press.wrote(paper, ago * HOUR) for paper, ago in (("a", 3), ("b", 2), ("c", 1)))
    press.joins(new)
    press.joins(old)
    press.joins(middle, old, copy=copy_of(old, middle))
    found = store.sketches(2)
    assert [(sketch.article, story, copy) for sketch, story, copy in found] == [
        (middle, old, copy_of(old, middle)), (new, new, None),
    ]  # fmt: skip
    sketch = found[0][0]
    assert (sketch.publisher, sketch.shown, sketch.language, sketch.model) == ("b.example", NOW - 2 * HOUR, "en", "m1")
    assert sketch.data == b"\x01" + str(middle).encode()
    press.joins(middle, new)
    assert [story for _, story, _ in store.sketches(9)] == [old, new, new]


def test_an_article_to_be_woven_comes_with_all_that_tells_its_story(store: Store, press: Press) -> None:
    number = press.wrote("herald")
    link(store, number, hashtag("Ana Vey", salience=0.25), hashtag("Harbour", "subject", 0.75))
    marked(store, number, vector=(0.5, -0.5), vector_model="m1")
    store.add_publishers([Publisher(PublisherId("meridian.example"), "Meridian Press", kind="agency")])
    store.put([Job(StageKey("weave", 1), number, NOW)])
    ((_, work),) = take(store, "weave")
    assert isinstance(work, Unwoven)
    assert work.stored == store.article(number)
    assert [(name, salience) for _, name, salience in work.topics] == [("Harbour", 0.75), ("Ana Vey", 0.25)]
    assert (work.model, work.vector) == store.vector(number) == ("m1", (0.5, -0.5))
    assert work.marks == store.marks(number) is not None
    assert work.publisher_names == ("Herald", "herald.example")
    assert work.agencies == ("Meridian Press",)


# ── what is compared ─────────────────────────────────────────────────────────────────────────────────────────────────


def reports(store: Store, story: StoryId) -> Reports:
    ((_, work),) = [pair for pair in take(store, "compare", NOW + HOUR) if pair[0].job.subject == story]
    assert isinstance(work, Reports)
    return work


def test_reports_come_oldest_first_with_whose_they_are(store: Store, press: Press) -> None:
    a, b = press.wrote("a", HOUR), press.wrote("b", 3 * HOUR, country="CH")
    store.add_publishers([Publisher(PublisherId("a.example"), "A", owner="Lake Group")])
    marked(store, a)
    story = press.story(a)
    press.joins(b, story, copy=copy_of(a, b))
    found = reports(store, story)
    assert (found.story, found.left_out) == (story, 0)
    assert [(one.stored.card.id, one.copy, one.country, one.owner) for one in found.reports] == [
        (b, copy_of(a, b), "CH", ""), (a, None, "IE", "Lake Group"),
    ]  # fmt: skip
    assert [one.marks for one in found.reports] == [None, store.marks(a)]


def test_of_many_reports_the_own_and_newest_are_compared(store: Store, press: Press) -> None:
    written = [press.wrote("a", nth * HOUR) for nth in range(43)]
    story = press.story(*written)
    for copied in written[:2]:
        press.joins(copied, story, copy=copy_of(written[9], copied))
    found = reports(store, story)
    assert [one.stored.card.id for one in found.reports] == list(reversed(written[2:42]))
    assert found.left_out == 3


def test_a_story_that_went_elsewhere_is_not_compared(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    story, gone = press.story(a), press.story(b)
    press.compared(gone, "One.")
    store.merge_stories(gone, story, NOW)
    assert press.due() == {story}
    store.put([Job(StageKey("compare", 1), gone, NOW)])
    assert take(store, "compare") == []
    assert store.comparison(gone) is store.comparison(story) is None


# ── what is related ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_topics_of_a_story_are_its_articles(store: Store, press: Press) -> None:
    a, b = press.wrote("a"), press.wrote("b")
    link(store, a, hashtag("Ana Vey", salience=0.75))
    link(store, b, hashtag("Ana Vey", salience=0.25), hashtag("Harbour", "subject", 0.5, "h"))
    story = press.story(a, b)
    tags = [(tag.name, tag.kind, tag.weight) for tag in store.story(story).card.topics]
    assert tags == [("Ana Vey", "person", 0.5), ("Harbour", "subject", 0.25)]


def test_kin_share_topics_the_rarest_first_and_are_no_copies(store: Store, press: Press) -> None:
    number, near, far, copied, unlike = (press.wrote(paper) for paper in "abcde")
    place = hashtag("Ruritania", "place", 0.9, "r")
    for one in (number, near, copied):
        link(store, one, hashtag("Ana Vey"), place)
    link(store, far, place)
    link(store, unlike, hashtag("Bo Lind", key="b"))
    press.story(number, near, far)
    press.joins(copied, number, copy=copy_of(number, copied))
    marked(store, number, vector=(1.0, 0.0), vector_model="m1")
    marked(store, near, vector=(0.0, 1.0), vector_model="m1")
    marked(store, far, vector=(0.0, 1.0), vector_model="m2")
    found = store.kin(number, 9)
    assert [(stored.card.id, vector, names) for stored, vector, names in found] == [
        (near, (0.0, 1.0), ("Ana Vey", "Ruritania")), (far, (), ("Ruritania",)),
    ]  # fmt: skip
    assert [stored.card.id for stored, _, _ in store.kin(number, 1)] == [near]
    assert [stored.card.id for stored, _, _ in store.kin(copied, 9)] == [near, far]
    assert store.kin(ArticleId(4), 9) == []
    assert store.vector(ArticleId(4)) == ("", ())
