"""Key points: sentences that stand alone, carry the article, and are no more than five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cost import within

from octavo.enrich.key_points import CARD, key_points_of, standfirst_of
from octavo.enrich.quotes import quotes_of
from octavo.news.marks import KeyPoint
from octavo.text.sentences import sentence_spans

STORY = """Corran harbour to close for repairs until spring

The harbour of Corran will close for repairs on Monday and stay shut until spring, the council decided.

“We cannot wait another winter for the wall to fall,” mayor Ana Vell said. She thanked the crews.

The repairs of the harbour wall cost 4 million crowns, half of it paid by the island council.

But nobody asked the fishermen about it. Weather was fine on Friday and many people walked along the beach.

About 40 boats move to the harbour of Lorne, where the crews get free berths until the repairs end."""


def points(text: str, language: str = "en") -> tuple[KeyPoint, ...]:
    spans = sentence_spans(text, language)
    return key_points_of(text, language, spans, (), quotes_of(text, language, spans))


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[point.start : point.end] for point in points(text, language)]


def test_the_sentences_that_say_most_of_the_story_are_chosen_in_its_order() -> None:
    found = points(STORY)
    assert STORY[found[0].start :].startswith("The harbour of Corran will close")
    assert max(point.score for point in found) == 1.0
    assert [point.start for point in found] == sorted(point.start for point in found)
    assert 2 <= len(found) <= 5
    assert not any("Weather was fine" in sentence for sentence in sentences(STORY)[:2])


def test_the_title_is_no_key_point() -> None:
    title_end = STORY.index("\n\n")
    assert all(point.start > title_end for point in points(STORY))


@pytest.mark.parametrize(
    ("language", "weak"),
    [
        ("en", "She will close the harbour of Corran for the repairs until spring."),
        ("en", "But the harbour of Corran will close for the repairs until spring."),
        ("en", "harbour of Corran to close for the repairs until the spring"),
        ("en", "“The harbour of Corran must close for the repairs until spring.”"),
        ("en", "The mayor said: “The harbour of Corran must close for repairs until spring."),
        ("en", "“The harbour of Corran must close for the repairs until spring,” she said."),
        ("fr", "Elle fermera le port de Corran pour les réparations jusqu’au printemps."),
        ("de", "Er wird den Hafen von Corran für die Reparaturen bis zum Frühling schließen."),
        ("es", "Pero el puerto de Corran cerrará por las reparaciones hasta la primavera."),
    ],
)
def test_what_does_not_stand_alone_is_left_out(language: str, weak: str) -> None:
    text = f"{STORY[:48]}\n\nOpening words of the story stand here for all readers.\n\n{weak}\n\nRain fell."
    assert weak not in sentences(text, language)


def test_the_standfirst_is_one_sentence_that_fits_its_card() -> None:
    assert standfirst_of(STORY, points(STORY)) in " ".join(STORY.split())
    long = "A title\n\n" + "The harbour of Corran " * 40 + "closes."
    text = standfirst_of(long, [KeyPoint(9, len(long), 1.0)])
    assert len(text) <= CARD
    assert text.endswith("…")
    assert standfirst_of(STORY, ()) == ""


def test_the_standfirst_leaves_out_the_dateline() -> None:
    text = "A title\n\nLORNE (Kelp News) - The harbour of Corran closes for repairs."
    assert standfirst_of(text, [KeyPoint(9, len(text), 1.0)]) == "The harbour of Corran closes for repairs."


def test_an_article_without_sentences_has_no_key_points() -> None:
    assert points("Only a title") == ()
    assert points("") == ()
    assert points("A title\n\nNo sentence here") == ()


@given(st.text(alphabet='abc ABC.!?\n“”"é你好。', max_size=400), st.sampled_from(["en", "de", "zh", "ar", ""]))
def test_any_text_gives_at_most_five_whole_sentences(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    found = key_points_of(text, language, spans)
    assert len(found) <= 5
    assert {(point.start, point.end) for point in found} <= set(spans)
    assert all(0 <= point.score <= 1 for point in found)


def test_a_megabyte_is_read_in_time() -> None:
    text = "Title\n\n" + "The harbour closes for repairs until the spring comes. " * 18_000
    spans = [(at, at + 54) for at in range(7, len(text) - 55, 55)]
    within(2, lambda: key_points_of(text, "en", spans))
    within(2, lambda: key_points_of(text, "en", [(7, len(text))]))
