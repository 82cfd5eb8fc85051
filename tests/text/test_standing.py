"""Which sentences can be read alone."""

from __future__ import annotations

import pytest

from octavo.text.standing import stands_alone

CLEAR = "The council of Hollin closed the old road bridge to lorries on Monday."


def test_a_whole_sentence_stands_alone() -> None:
    assert stands_alone(CLEAR, "en", first=False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "He closed the old road bridge to lorries on Monday morning."),
        ("en", "But the council closed the old road bridge to lorries on Monday."),
        ("fr", "Elle a fermé le vieux pont de la route aux camions lundi matin."),
        ("ar", "وقال إن الجسر القديم أغلق أمام الشاحنات صباح يوم الاثنين."),
        ("zh", "他说这座旧桥从星期一早上起对货车关闭。"),
        ("en", "closed the old road bridge to lorries on Monday, the council said."),
        ("en", "The council closed it."),
        ("en", "The council of Hollin closed the old road bridge to lorries on"),
        ("en", "The bridge “was never safe for lorries, the council of Hollin said."),
        ("en", "“The bridge was never safe for lorries of this weight,” he said."),
        ("en", "“The bridge was never safe for lorries of this weight.”"),
    ],
)
def test_what_points_back_or_is_cut_does_not(language: str, sentence: str) -> None:
    assert not stands_alone(sentence, language, first=False)


def test_a_text_begins_with_nothing_to_point_back_to() -> None:
    assert stands_alone("He closed the old road bridge to lorries on Monday morning.", "en", first=True)


@pytest.mark.parametrize("quote", [(-5, 20), (40, 200), (0, len(CLEAR))])
def test_a_quote_over_an_end_or_all_of_it_is_a_cut(quote: tuple[int, int]) -> None:
    assert not stands_alone(CLEAR, "en", [quote], first=False)


@pytest.mark.parametrize("quote", [(4, 20), (-30, -2), (300, 320)])
def test_a_quote_inside_or_elsewhere_is_none(quote: tuple[int, int]) -> None:
    assert stands_alone(CLEAR, "en", [quote], first=False)
