"""Figures side by side: what is one quantity, and whether its publishers agree, differ or wrote at different times."""

from __future__ import annotations

import pytest

from octavo.news.comparison import Quantity, Report
from octavo.stories.comparing import compare

from .reports import report, reports


def only(*given: Report) -> Quantity:
    (quantity,) = compare(reports(*given), None).quantities
    return quantity


def values(quantity: Quantity) -> list[float]:
    return [value.figure.value for value in quantity.values]


def test_the_same_number_is_agreed_on() -> None:
    quantity = only(
        report(1, "herald", "A landslide above Marrow killed 12 people on Monday."),
        report(2, "mail", "Twelve people died when the slope above Marrow gave way.", hours=1),
    )
    assert (quantity.state, quantity.name, values(quantity)) == ("agreeing", "killed", [12, 12])


def test_at_least_does_not_contest_more() -> None:
    quantity = only(
        report(1, "herald", "A landslide above Marrow killed at least 6 people."),
        report(2, "mail", "The landslide above Marrow killed 8 people.", hours=1),
    )
    assert quantity.state == "agreeing"


def test_a_toll_that_rose_is_developing() -> None:
    quantity = only(
        report(1, "herald", "A landslide above Marrow killed 6 people."),
        report(2, "mail", "The death toll of the landslide rose to 11.", hours=9),
        report(3, "post", "Nineteen people have died in the landslide.", hours=30),
    )
    assert (quantity.state, values(quantity)) == ("developing", [6, 11, 19])


def test_publishers_who_differ_about_one_moment_contest() -> None:
    quantity = only(
        report(1, "herald", "The landslide killed 26 people, the ministry said."),
        report(2, "mail", "The landslide killed 31 people, the union said.", hours=1),
    )
    assert (quantity.state, sorted(values(quantity))) == ("contested", [26, 31])


def test_an_article_that_names_two_counts_contests_alone() -> None:
    quantity = only(
        report(1, "herald", "The ministry said 74 people had died. A charity put the figure at 79."),
        report(2, "mail", "The valley is closed to traffic until the end of the week.", hours=1),
    )
    assert (quantity.state, sorted(values(quantity))) == ("contested", [74, 79])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un glissement de terrain a fait 12 morts dans la vallée de Marrow."),
        ("es", "Un alud dejó 12 muertos en el valle de Marrow."),
        ("de", "Bei einem Erdrutsch wurden 12 Menschen getötet."),
        ("ar", "أسفر انهيار أرضي عن مقتل 12 شخصا في وادي مارو."),
    ],
)
def test_other_languages_have_other_words(language: str, text: str) -> None:
    quantity = only(
        report(1, "herald", "A landslide above Marrow killed 12 people."),
        report(2, "other", text, language=language, hours=1),
    )
    assert (quantity.state, values(quantity)) == ("agreeing", [12, 12])


def test_a_part_is_no_other_total() -> None:
    quantity = only(
        report(1, "herald", "The landslide killed 14 people."),
        report(2, "mail", "The landslide killed 14 people, including 3 children.", hours=1),
    )
    assert values(quantity) == [14, 14]


def test_numbers_inside_one_article_are_not_compared() -> None:
    lone = report(1, "herald", "The landslide killed 14 people and destroyed 30 houses.")
    assert not compare(reports(lone, report(2, "mail", "The valley is closed.")), None).quantities


def test_years_ages_and_distances_are_no_quantities() -> None:
    found = compare(
        reports(
            report(1, "herald", "Anna Brook, 34, walked 12 kilometres in 2019, three hours a day."),
            report(2, "mail", "Anna Brook, 34, walked 15 kilometres in 2019, four hours a day.", hours=1),
        ),
        None,
    )
    assert not found.quantities


def test_copies_count_once() -> None:
    origin = report(1, "wire", "The landslide killed 14 people.")
    copy = report(2, "mail", "The landslide killed 14 people.", hours=1, copy_of=1)
    assert not compare(reports(origin, copy), None).quantities


def test_each_value_names_who_is_cited() -> None:
    quantity = only(
        report(1, "herald", "The health ministry said that 26 people had died."),
        report(2, "mail", "The miners' union said that 31 people had died.", hours=1),
    )
    assert ["ministry" in value.figure.cited or "union" in value.figure.cited for value in quantity.values] == [
        True
    ] * 2
