"""Captions and the credits behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.credits import caption_of, split
from octavo.text.tree import parse_html


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The pier on Tuesday", "The pier on Tuesday", ""),
        ("The pier on Tuesday © Ines Dahl | Meridian", "The pier on Tuesday", "Ines Dahl | Meridian"),
        ("The pier on Tuesday. Photo: Ines Dahl", "The pier on Tuesday.", "Photo: Ines Dahl"),
        ("The pier on Tuesday / Illustration: Gazette", "The pier on Tuesday", "Illustration: Gazette"),
        ("Le quai mardi (Photo Ines Dahl)", "Le quai mardi", "Photo Ines Dahl"),
        ("The pier on Tuesday (Ines Dahl/Meridian).", "The pier on Tuesday", "Ines Dahl/Meridian"),
        ("الميناء صباحاً رسم توضيحي: الأفق", "الميناء صباحاً", "رسم توضيحي: الأفق"),
        ("旧码头 本报制图", "旧码头", "本报制图"),
        ("Marit Holm (left) and Jo Bay (right)", "Marit Holm (left) and Jo Bay (right)", ""),
        ("The picture that she painted in Lund", "The picture that she painted in Lund", ""),
        ("Photo: Ines Dahl", "", "Photo: Ines Dahl"),
    ],
)
def test_credits_in_words(text: str, caption: str, credit: str) -> None:
    assert split(text) == (caption, credit)


@pytest.mark.parametrize(
    ("html", "caption", "credit"),
    [
        ("The pier <span>Ines Dahl</span>", "The pier", "Ines Dahl"),
        ("The pier <i>(Ines Dahl)</i>", "The pier", "Ines Dahl"),
        ('<b class="photoCredit">Ines Dahl</b> The pier', "The pier", "Ines Dahl"),
        ("<span>The pier</span>", "The pier", ""),
        ("A scene of <i>The Salt Ledger</i>", "A scene of The Salt Ledger", ""),
        ("The pier. <span>It was built in 1903.</span>", "The pier. It was built in 1903.", ""),
    ],
)
def test_credits_in_markup(html: str, caption: str, credit: str) -> None:
    element = next(parse_html(f"<figcaption>{html}</figcaption>").find("figcaption"))
    assert caption_of(element) == (caption, credit)


@given(st.text(alphabet="ab ()/|©:. Photo（）摄", max_size=80))
def test_a_caption_is_the_beginning_of_its_text(text: str) -> None:
    caption, credit = split(text)
    assert text.startswith(caption)
    assert bool(credit) or caption == text
