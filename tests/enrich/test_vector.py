from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich.vector import LENGTH, WIDE, lead, lead_of
from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article, Block

ARTICLE = Article(
    url=CanonicalUrl("https://gazette.example/1"),
    title="Harbour reopens",
    standfirst="Ships sail again.",
    body=(
        Block("caption", "A crane at work"),
        Block("paragraph", "The harbour of Sariya reopened on Monday"),
        Block("quote", "We waited for this"),
    ),
)


def test_it_begins_with_title_standfirst_and_body_as_sentences_and_leaves_captions_out() -> None:
    assert lead_of(ARTICLE) == (
        "Harbour reopens. Ships sail again. The harbour of Sariya reopened on Monday. We waited for this."
    )


def test_a_standfirst_that_the_body_repeats_is_said_once() -> None:
    repeated = replace(ARTICLE, standfirst="The harbour of Sariya…")
    assert lead_of(repeated).count("The harbour of Sariya") == 1


def test_words_are_not_cut() -> None:
    text = lead("", "", ["word " * 200])
    assert len(text) <= LENGTH
    assert set(text.split()) == {"word"}


def test_characters_that_are_words_count_for_several() -> None:
    assert len(lead("港" * 500, "", [])) == LENGTH // WIDE


def test_of_nothing_there_is_nothing() -> None:
    assert lead("", " ", ["", "\n"]) == ""


@given(st.text(max_size=900), st.text(max_size=300), st.lists(st.text(max_size=900), max_size=4))
def test_whatever_comes_it_is_one_line_that_is_not_too_long(title: str, standfirst: str, body: list[str]) -> None:
    text = lead(title, standfirst, body)
    assert len(text) <= LENGTH
    assert text == " ".join(text.split())
