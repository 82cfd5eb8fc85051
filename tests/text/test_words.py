"""Search tokens: what is written differently and meant alike becomes alike."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.words import MAX_TOKEN, token_spans, tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Straße Łódź Ærø smørrebrød", ["strasse", "lodz", "aero", "smorrebrod"]),
        ("İstanbul Iğdır", ["istanbul", "igdir"]),
        ("Ναύπλιο ΝΑΎΠΛΙΟΣ", ["ναυπλιο", "ναυπλιοσ"]),
        ("Ёлка", ["елка"]),
        ("ｆｕｌｌ ﬁre №7", ["full", "fire", "7"]),
        ("the harbour's re-opening", ["the", "harbour", "s", "re", "opening"]),
        ("soft\u00adhyphen zero\u200dwidth", ["softhyphen", "zerowidth"]),
        ("", []),
        ("— … ! \u0301", []),
    ],
)
def test_european_scripts_lose_case_and_diacritics(written: str, folded: list[str]) -> None:
    assert tokens(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إسلام", "اسلام"),
        ("آمال", "امال"),
        ("مدرسة", "مدرسه"),
        ("مصطفى", "مصطفي"),
        ("العـــربية", "العربية"),
        ("مُحَمَّدٌ", "محمد"),
        ("رؤساء", "روساء"),
        ("١٢٣٤", "1234"),
        ("۱۲۳۴", "1234"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("کتاب", "كتاب"),
    ],
)
def test_arabic_spellings_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


def test_hebrew_points_go() -> None:
    assert tokens("שָׁלוֹם") == tokens("שלום") == ["שלום"]


def test_indic_vowels_stay() -> None:
    assert tokens("हिन्दी हुन्दू") == ["हिन्दी", "हुन्दू"]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("北京2026年", ["北", "京", "2026", "年"]),
        ("カタカナとｶﾞｽ", ["カ", "タ", "カ", "ナ", "と", "ガ", "ス"]),
        ("대통령은", ["대", "통", "령", "은"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("Sony製品", ["sony", "製", "品"]),
    ],
)
def test_unspaced_scripts_give_a_token_a_character(written: str, folded: list[str]) -> None:
    assert tokens(written) == folded


def test_spans_point_into_the_text_as_given() -> None:
    text = "Zürich: ½ price, 東京"
    assert [(token, text[start:end]) for token, start, end in token_spans(text)] == [
        ("zurich", "Zürich"), ("1", "½"), ("2", "½"), ("price", "price"), ("東", "東"), ("京", "京"),
    ]  # fmt: skip


def test_junk_without_a_break_is_cut() -> None:
    assert tokens("a" * 10_000) == ["a" * MAX_TOKEN]


@given(st.text())
def test_tokens_are_a_fixed_point(text: str) -> None:
    once = tokens(text)
    assert tokens(" ".join(once)) == once


@given(st.text())
def test_spans_are_in_order_and_inside(text: str) -> None:
    spans = [(start, end) for _, start, end in token_spans(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a == b or a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(token and not any(c.isspace() for c in token) for token in tokens(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)), st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_apart_by_a_space_is_apart(one: str, other: str) -> None:
    assert tokens(f"{one} {other}") == tokens(one) + tokens(other)
