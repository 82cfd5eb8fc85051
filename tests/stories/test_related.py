"""What is related to an article, and what of it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.comparison import Related
from octavo.news.stories import StoryId
from octavo.stories.related import Kin, gist_of, related, relatedness

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FERRY = (
    "The ferry capsized off the harbour before dawn. Divers searched the wreck of the ferry for survivors, and the"
    " harbour master closed the port while cattle drifted ashore."
)
INQUIRY = (
    "A judge opened the inquiry into the wreck. The ferry carried cattle lorries that broke loose, survivors told the"
    " court, and divers filmed the deck of the ferry where it lies."
)
PORT = (
    "Ships waited outside the port for a second day. The harbour master said that the wreck of the ferry blocks the"
    " deep channel, and that cattle exporters lose most while the harbour is shut."
)
RESCUE = (
    "Fishermen brought home thirty survivors of the ferry in a boat with eight seats. None of the divers who later went"
    " down to the wreck of the ferry could believe how many the small boat had held."
)
CHESS = (
    "The grandmaster gave up a rook on move thirty and won the endgame. Spectators applauded the endgame for a minute"
    " while the grandmaster signed a chessboard for a child."
)


def stored(number: int, text: str, publisher: str = "", hours: float = 0.0, title: str = "") -> StoredArticle:
    """An article with this body, by default each of another publisher."""
    host = f"{publisher or f'paper{number}'}.example"
    shown = NOON - timedelta(hours=hours)
    title = title or f"{text.split('. ')[0]}"
    url = CanonicalUrl(f"https://{host}/{number}")
    body = (Block("paragraph", text),)
    card = Card(
        ArticleId(number), url, title, PublisherId(host), host, shown, "", "en", "world", "article",
    )  # fmt: skip
    return StoredArticle(card, Article(url, title, body, language="en"), shown, (Revision(1, shown, title, "", body),))


def kin(one: StoredArticle, *shared: str, vector: tuple[float, ...] = ()) -> Kin:
    return one, vector, shared


def numbers(found: list[Related]) -> list[int]:
    return [one.card.id for one in found]


ABOUT = stored(1, FERRY)
TOPICS = ("Ras Nadim", "Nour al-Sabah", "Sahran")


def test_what_is_about_the_same_is_found_and_what_is_only_new_is_not() -> None:
    found = related(ABOUT, (), [kin(stored(2, CHESS)), kin(stored(3, INQUIRY, hours=200))], 5)
    assert numbers(found) == [3]
    assert 0.35 <= found[0].score <= 1


def test_never_a_copy_of_the_text_and_never_one_text_twice() -> None:
    cut = FERRY.removesuffix(" while cattle drifted ashore.") + "."
    twice = [kin(stored(3, INQUIRY)), kin(stored(4, INQUIRY + " More tomorrow."))]
    found = related(ABOUT, (), [kin(stored(2, cut, title="Tragedy at sea")), *twice], 5)
    assert len(found) == 1
    assert found[0].card.id in (3, 4)


def test_never_the_article_itself() -> None:
    assert related(ABOUT, (), [kin(ABOUT)], 5) == []


def test_shared_topics_raise_the_score_and_are_told() -> None:
    plain = related(ABOUT, (), [kin(stored(2, INQUIRY))], 5)[0]
    named = related(ABOUT, (), [kin(stored(2, INQUIRY), "Ras Nadim", "Nour al-Sabah")], 5)[0]
    assert named.score > plain.score
    assert named.shared == ("Ras Nadim", "Nour al-Sabah")


def test_no_third_article_of_one_publisher_in_a_row() -> None:
    sunk = "The ferry of the harbour sank. Divers found cattle in the wreck of the ferry."
    same = [kin(stored(n, text, "daily"), *TOPICS) for n, text in enumerate((INQUIRY, PORT, sunk), start=2)]
    assert len(related(ABOUT, (), same, 5)) == 2
    found = related(ABOUT, (), [*same, kin(stored(9, RESCUE, "weekly"), *TOPICS)], 5)
    assert [one.card.publisher.partition(".")[0] for one in found] == ["daily", "daily", "weekly", "daily"]


def test_no_third_article_of_one_story_in_a_short_list() -> None:
    of_one = [kin(stored(n, text), *TOPICS) for n, text in enumerate((INQUIRY, PORT, RESCUE), start=2)]
    stories = {ArticleId(n): StoryId(7) for n in (2, 3, 4)}
    found = related(ABOUT, (), of_one, 5, stories)
    assert len(found) == 2
    assert {one.story for one in found} == {StoryId(7)}


def test_no_more_than_asked_for() -> None:
    many = [kin(stored(n, text), *TOPICS) for n, text in enumerate((INQUIRY, PORT, RESCUE), start=2)]
    assert len(related(ABOUT, (), many, 1)) == 1


def test_meaning_counts_where_vectors_compare() -> None:
    one = gist_of(ABOUT.article, (1.0, 0.0))
    near = gist_of(stored(2, PORT).article, (0.9, 0.436))
    far = replace(near, vector=(0.1, 0.995))
    assert relatedness(one, near) > relatedness(one, far)
    assert 0 < relatedness(one, replace(near, vector=(1.0, 0.0, 0.0))) < 1


def test_between_scripts_only_meaning_tells() -> None:
    arabic = "انقلبت العبارة قبل الفجر قبالة الميناء وبحث الغواصون عن ناجين في حطام العبارة."
    one, other = gist_of(ABOUT.article, (1.0, 0.0)), gist_of(stored(2, arabic).article, (0.8, 0.6))
    assert relatedness(one, other) > 0.8
    assert relatedness(replace(one, vector=()), replace(other, vector=())) == 0


def test_phrases_in_passing_relate_nothing() -> None:
    furniture = " Sign up here every morning, follow our correspondents, share the page, read yesterday's newsletter."
    plain = relatedness(gist_of(stored(1, FERRY).article, ()), gist_of(stored(2, CHESS).article, ()))
    furnished = relatedness(
        gist_of(stored(1, FERRY + furniture).article, ()), gist_of(stored(2, CHESS + furniture).article, ())
    )
    assert furnished <= plain + 0.05


texts = st.text(st.sampled_from("abcdefgh  .ا中ж9"), max_size=300)


@given(texts, texts, st.booleans())
def test_relatedness_is_symmetric_and_in_range(one: str, other: str, vectors: bool) -> None:
    first = gist_of(stored(1, one, title="x").article, (1.0, 0.0) if vectors else ())
    second = gist_of(stored(2, other, title="y").article, (0.6, 0.8) if vectors else ())
    assert 0 <= relatedness(first, second) <= 1
    assert abs(relatedness(first, second) - relatedness(second, first)) < 1e-12


@given(texts)
def test_a_text_is_as_related_to_nothing_as_to_itself(text: str) -> None:
    one = gist_of(stored(1, FERRY + text, title="Ferry").article, (1.0, 0.0))
    assert relatedness(one, one) >= relatedness(one, gist_of(stored(2, CHESS).article, (0.0, 1.0)))
