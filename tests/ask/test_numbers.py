"""Numbers as sentences have them."""

from __future__ import annotations

import pytest

from octavo.ask.lexicon import lexicon
from octavo.ask.numbers import agrees, numbers_of


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("at least 1.2 million people", "en", [(1_200_000, "", ">=")]),
        ("about twenty-five houses", "en", [(25, "", "~")]),
        ("two hundred and $3.5bn", "en", [(200, "", ""), (3_500_000_000, "$", "")]),
        ("1,234.5 km and 67%", "en", [(1234.5, "km", ""), (67, "%", "")]),
        ("up to 30 per cent", "en", [(30, "%", "<=")]),
        ("no fewer than 12 of 1,000,000", "en", [(12, "", ">="), (1_000_000, "", "")]),
        ("a 9-year-old and 105kg", "en", [(9, "year", ""), (105, "kg", "")]),
        ("one of them", "en", []),
        ("نحو ٣٨ ألف شخص", "ar", [(38_000, "", "~")]),
        ("67 بالمئة", "ar", [(67, "%", "")]),
        ("environ 1.234.567 euros", "fr", [(1_234_567, "€", "~")]),
        ("mehr als 3,5 Prozent", "de", [(3.5, "%", ">")]),
    ],
)
def test_value_unit_and_qualifier(sentence: str, language: str, expected: list[tuple[float, str, str]]) -> None:
    found = numbers_of(sentence, lexicon(language))
    assert [
        (one.value, "year" if one.unit.startswith("year") else one.unit, one.qualifier) for one in found
    ] == expected


@pytest.mark.parametrize(
    ("claimed", "said", "follows"),
    [
        ("12 people", "12 people", True),
        ("about 12 people", "12 people", True),
        ("at least 12 people", "12 people", True),
        ("12 people", "at least 12 people", False),
        ("at least 12 people", "more than 12 people", True),
        ("more than 12 people", "at least 12 people", False),
        ("up to 12 people", "fewer than 12 people", True),
        ("12%", "12 people", False),
        ("12 kg", "12 tonnes", False),
    ],
)
def test_what_follows_says_no_more(claimed: str, said: str, follows: bool) -> None:
    lists = lexicon("en")
    (one,), (other,) = numbers_of(claimed, lists), numbers_of(said, lists)
    assert agrees(one, other) is follows
