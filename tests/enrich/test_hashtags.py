"""What an article is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich.names import hashtags_of, mentions_of
from octavo.enrich.names.keywords import clean

TITLE = "Flood wall divides Marnport before the Autumn Regatta"
TEXT = (
    f"{TITLE}\n\nAnna Bertok, who leads the Harbour Ministry, opened the flood wall in France on Tuesday. "
    "The flood wall cost 40m euros. French engineers built it.\n\n"
    "Bertok said the flood wall would hold. Neighbours fear for the view. A ferry passed. "
    "The flood wall ends at the old quay. In France such walls are rare, Bertok said."
)


def names(**given: object) -> list[str]:
    mentions = mentions_of(TEXT, "en")
    return [tag.name for tag in hashtags_of(TITLE, TEXT, mentions, language="en", **given)]  # type: ignore[arg-type]


def test_persons_places_and_subjects_are_among_the_hashtags() -> None:
    found = names()
    assert {"Anna Bertok", "France", "flood wall"} <= set(found)
    assert "ferry" not in found


def test_an_adjective_of_a_country_counts_for_the_country() -> None:
    tags = hashtags_of(TITLE, TEXT, mentions_of(TEXT, "en"), language="en")
    (france,) = [tag for tag in tags if tag.name == "France"]
    assert france.kind == "place"
    assert set(france.forms) == {"France", "French"}


def test_at_most_ten_sorted_by_salience() -> None:
    tags = hashtags_of(TITLE, TEXT, mentions_of(TEXT, "en"), language="en")
    assert len(tags) <= 10
    assert [tag.salience for tag in tags] == sorted((tag.salience for tag in tags), reverse=True)
    assert tags[0].salience == 1.0


def test_a_publishers_keyword_that_the_text_has_is_a_hashtag() -> None:
    assert "old quay" not in names()
    assert "old quay" in names(keywords=("old quay",))
    assert "dredging" not in names(keywords=("dredging",))


def test_junk_among_keywords_goes() -> None:
    given = [
        "News",
        "flood wall",
        "Flood Wall",
        "topic:4711",
        "12",
        "#Marnport",
        "what we know about the wall so far today",
    ]
    assert clean(given) == ("flood wall", "Marnport")
    assert clean([f"word{number}" for number in range(30)]) == ()


def test_no_text_no_hashtags() -> None:
    assert hashtags_of("", "", (), language="en") == ()


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ar", "ja", ""]))
def test_any_text_has_at_most_ten(text: str, language: str) -> None:
    tags = hashtags_of(text[:20], text, mentions_of(text, language), language=language)
    assert len(tags) <= 10
    assert all(0 <= tag.salience <= 1 and tag.name for tag in tags)
