"""The bundled taggers on a sentence of their own language each."""

from __future__ import annotations

import pytest

from octavo.models.taggers import bundled_tagger

SENTENCES = {
    "en": ("Anna Peterson flew from London to Tokyo on Monday.", {("Anna Peterson", "PER"), ("Tokyo", "LOC")}),
    "fr": ("Pierre Martin est arrivé à Paris lundi.", {("Pierre Martin", "PER"), ("Paris", "LOC")}),
    "ru": ("Иван Петров прилетел в Москву в понедельник.", {("Иван Петров", "PER"), ("Москву", "LOC")}),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", SENTENCES)
def test_names_of_a_sentence(language: str) -> None:
    text, expected = SENTENCES[language]
    tagger = bundled_tagger(language)
    assert tagger is not None
    assert language in tagger.languages
    first, empty = tagger.tag([text, ""])
    assert expected <= {(text[tag.start : tag.end], tag.label) for tag in first}
    assert empty == []


def test_a_language_without_a_model_has_no_tagger() -> None:
    assert bundled_tagger("de") is None


def test_a_tagger_is_loaded_once() -> None:
    assert bundled_tagger("ru") is bundled_tagger("ru")
