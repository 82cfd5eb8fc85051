"""What the forms of a word have in common, and what a misspelt word may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.spelling import bearable, mistakes, near_skeletons, skeleton
from octavo.text.stems import LANGUAGES, stem, with_clitics, without_clitic


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["ferry", "ferries", "Ferry"]),
        ("fr", ["élection", "élections"]),
        ("de", ["Haus", "Häuser"]),
        ("es", ["incendio", "incendios"]),
        ("ar", ["حكومة", "الحكومة", "والحكومة", "للحكومة", "بالحكومة", "حكومات"]),
        ("ar", ["وزير", "الوزير", "للوزير"]),
        ("ar", ["وزارة", "الوزارة", "والوزارة"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


def test_words_that_are_none_have_no_stem() -> None:
    assert stem("two words", "ar") == ""
    assert stem("a" * 100, "en") == ""
    assert stem("ferry", "xx") == ""


def test_arabic_particles_are_put_before_a_stem_and_taken_away() -> None:
    assert "ومدين" in with_clitics("مدين")
    assert with_clitics("من") == ("من",)
    assert without_clitic("ومدين") == "مدين"
    assert without_clitic("مدين") == ""


@given(st.text(max_size=20), st.sampled_from(sorted(LANGUAGES)))
def test_any_word_has_at_most_one_folded_stem(word: str, language: str) -> None:
    assert " " not in stem(word, language)


@pytest.mark.parametrize(
    ("word", "meant", "count"),
    [("minsiter", "minister", 1), ("brigde", "bridge", 1), ("elecion", "election", 1), ("golkeper", "goalkeeper", 2),
     ("same", "same", 0), ("", "ab", 2)],
)  # fmt: skip
def test_mistakes_are_counted(word: str, meant: str, count: int) -> None:
    assert mistakes(word, meant) == mistakes(meant, word) == count


@given(st.permutations("bdgmr"), st.text("aeiou", min_size=5, max_size=5), st.integers(0, 9), st.booleans())
def test_one_mistake_leads_to_a_near_skeleton(consonants: list[str], vowels: str, at: int, missing: bool) -> None:
    word = "".join(one + other for one, other in zip(consonants, vowels, strict=True))
    typed = word[:at] + word[at + 1 :] if missing else word[:at] + "t" + word[at:]
    assert mistakes(typed, word) == 1 <= bearable(word)
    assert skeleton(word) in near_skeletons(typed)
