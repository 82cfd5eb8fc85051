"""Names that readers choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.handles import handle_key, handle_of


@pytest.mark.parametrize(
    "name", ["Ana", "Jean-Luc", "O'Neill", "زينب", "陳大文", "Ольга 2", "José María", "ひらカナ漢字", "नमस्ते"]
)
def test_names_of_any_script_are_kept(name: str) -> None:
    assert handle_of(f"  {name} ") == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "characters"),
        ("a", "characters"),
        ("a" * 41, "characters"),
        ("a<b", "letters"),
        ("a\u202eb", "letters"),
        ("a\u200bb", "letters"),
        ("-ana", "begins"),
        ("ana.", "begins"),
        ("раypal", "one script"),
        ("adm\u0456n", "one script"),
    ],
)
def test_names_that_mislead_are_refused(name: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        handle_of(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", "ANA"), ("ana", "ａｎａ"), ("ana maria", "Ana-Maria"), ("straße", "STRASSE"), ("ﬁn", "fin")],
)
def test_names_alike_to_the_eye_share_a_key(one: str, other: str) -> None:
    assert handle_key(one) == handle_key(other)


@given(st.text(max_size=60))
def test_any_text_is_kept_or_refused(text: str) -> None:
    try:
        name = handle_of(text)
    except ValueError:
        return
    assert handle_of(name) == name
    assert handle_key(name) == handle_key(name.upper()) or "ı" in name or "İ" in name
    assert handle_key(name)
