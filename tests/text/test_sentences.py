"""Sentences as spans."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.sentences import sentence_spans


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Mr. Orlo left at 5 p.m. on Tuesday. “We will not sign,” he said.\n\nA new line",
            ["Mr. Orlo left at 5 p.m. on Tuesday.", "“We will not sign,” he said.", "A new line"],
        ),
        ("ar", "وصلت السفينة. هل غرقت؟ نعم!", ["وصلت السفينة.", "هل غرقت؟", "نعم!"]),
        ("zh", "船到了。没有人受伤！真的吗？", ["船到了。", "没有人受伤！", "真的吗？"]),
        ("", "One. Two 😀. Café.", ["One.", "Two 😀.", "Café."]),
        ("en", "  ", []),
    ],
)
def test_sentences(language: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text, language)] == expected


@given(st.text(max_size=400), st.sampled_from(["en", "ar", "zh", "de", "xx", ""]))
def test_spans_lie_in_order_and_leave_out_white_space_only(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
