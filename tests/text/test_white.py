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
        ("«\u00a0Oui\u202f!\u00a0» dit-elle\u00a0:\u00a0non", "«\u00a0Oui\u202f!\u00a0» dit-elle\u00a0: non"),
        ("20\u202f000\u00a0€ pour 44,6\u00a0°C", "20\u202f000\u00a0€ pour 44,6\u00a0°C"),
        ("\u00a0un mot\u00a0 \u00a0; le\u00a0mot\u00a0", "un mot ; le mot"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(
    st.text(
        alphabet=st.sampled_from(list("ab1«!  \t\né文\u00a0\u3000\u00ad\u200c\u200e\u2800\u3164\u0085\x00")),
        max_size=30,
    )
)
def test_one_line_of_single_blanks(text: str) -> None:
    folded = fold(text)
    assert folded.replace("\u00a0", " ") == " ".join(folded.split())
    assert fold(folded) == folded
    assert re.sub(r"\W", "", folded) == re.sub(r"\W", "", text) or not folded
