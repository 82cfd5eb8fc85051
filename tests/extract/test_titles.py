"""One headline from many places, without the site's name."""

from __future__ import annotations

import pytest

from octavo.extract.titles import choose, clean, keys

SITES = keys("https://www.harbour-gazette.example/a", ["The Harbour Gazette"])


@pytest.mark.parametrize(
    "written",
    [
        "Old pier closes",
        "Old pier closes | The Harbour Gazette",
        "Old pier closes - Harbour Gazette",
        "Old pier closes – The Harbour Gazette – Harbour-Gazette",
        "Harbour Gazette: Old pier closes".replace(": ", " | "),
        "Old pier closes  —  harbour-gazette.example",
        "<b>Old pier</b> closes &#8211; The Harbour Gazette",
    ],
)
def test_the_site_is_taken_off(written: str) -> None:
    assert clean(written, SITES) == "Old pier closes"


@pytest.mark.parametrize("written", ["Pier - and quay - close", "Who pays? | A comment", "The Harbour Gazette"])
def test_what_is_not_the_site_stays(written: str) -> None:
    assert clean(written, SITES) == written


def test_two_places_outvote_a_third() -> None:
    assert (
        choose("Pier: all you need to know", "Old pier closes", ["Old pier closes"], "Pier", SITES) == "Old pier closes"
    )


def test_structured_data_before_open_graph() -> None:
    assert choose("Old pier closes", "You won't believe this pier", [], "", SITES) == "Old pier closes"


def test_a_kicker_is_taken_off_where_open_graph_has_none() -> None:
    headline = "Transport: Old pier closes after a century"
    assert (
        choose(headline, "Old pier closes after a century", [headline], "", SITES) == "Old pier closes after a century"
    )


def test_a_heading_that_is_the_site_is_not_the_headline() -> None:
    assert choose(
        "", "", ["The Harbour Gazette", "Old pier closes"], "Old pier closes | The Harbour Gazette", SITES
    ) == ("Old pier closes")


def test_a_heading_that_is_only_part_of_the_site_s_name_is_not_the_headline() -> None:
    shared = "Old pier closes after a century of ferries"
    assert choose("", shared, ["Gazette", shared], f"{shared} - HarbourGazette.example", SITES) == shared


def test_none_is_empty() -> None:
    assert choose("", "", [], "", SITES) == ""
