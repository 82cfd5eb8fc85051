"""Folding has a quick way for printable texts: it must give what the definition gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.white import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  One  two ", "One two"),
        ("Ένα \u00a0 δύο\n", "Ένα δύο"),
        ("soft\u00adhyphen and \u202ewrapped\u202c", "softhyphen and wrapped"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u2800 \u3164", ""),
        ("\u200c\u200d", ""),
        ("", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(
    st.text(
        alphabet=st.sampled_from(list("ab  \t\né文\u00a0\u3000\u00ad\u200c\u200e\u2800\u3164\u0085\x00")), max_size=30
    )
)
def test_one_line_of_single_blanks(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded
    assert re.sub(r"\W", "", folded) == re.sub(r"\W", "", text) or not folded
