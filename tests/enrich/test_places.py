"""Places of an article from its mentions."""

from __future__ import annotations

import pytest

from octavo.enrich.names.places import places_of
from octavo.news.marks import Mention, TopicKind


def mention(name: str, kind: TopicKind = "place", start: int = 1000) -> Mention:
    return Mention(start, start + len(name), name, kind, name)


def test_a_country_is_counted_by_name_and_adjective() -> None:
    (place,) = places_of([mention("France"), mention("French", "subject")], "en")
    assert (place.country, place.city, place.weight) == ("FR", "", 1.0)


def test_a_city_has_coordinates() -> None:
    (place,) = places_of([mention("Kiev")], "en")
    assert (place.country, place.city) == ("UA", "Kyiv")
    assert place.latitude == pytest.approx(50.45, abs=0.1)
    assert place.longitude == pytest.approx(30.52, abs=0.1)


def test_the_document_tells_which_city_of_a_name_is_meant() -> None:
    there = places_of([mention("Birmingham"), mention("United States")], "en")
    assert {(place.country, place.city) for place in there} == {("US", "Birmingham"), ("US", "")}
    here = places_of([mention("Birmingham"), mention("Britain")], "en")
    assert ("GB", "Birmingham") in {(place.country, place.city) for place in here}


def test_a_small_town_without_its_country_is_no_place() -> None:
    assert places_of([mention("Grays"), mention("Marnwick")], "en") == ()


def test_the_beginning_weighs_more() -> None:
    first, second = places_of([mention("Japan", start=0), mention("Chile")], "en")
    assert (first.country, second.country) == ("JP", "CL")
    assert first.weight > second.weight


def test_slavonic_cases_are_looked_through() -> None:
    assert [place.country for place in places_of([mention("Niemczech")], "pl")] == ["DE"]


def test_no_places_no_weights() -> None:
    assert places_of([mention("Anna Bertok", "person")], "en") == ()
