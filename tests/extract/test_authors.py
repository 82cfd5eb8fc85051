"""Authors as names, however publishers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extract.authors import MAX_AUTHORS, is_person, names


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Marit Holm", ("Marit Holm",)),
        ("By Marit Holm", ("Marit Holm",)),
        ("BY MARIT HOLM AND JO BAY", ("MARIT HOLM", "JO BAY")),
        ("Von Marit Holm und Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Par Marit Holm, Jo Bay et Ann Li", ("Marit Holm", "Jo Bay", "Ann Li")),
        ("Por Marit Holm y Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Marit Holm; Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Marit Holm, Political Editor", ("Marit Holm",)),
        ("Marit Holm | Staff Writer", ("Marit Holm",)),
        ("Marit Holm (Harbour Gazette)", ("Marit Holm",)),
        ("Marit Holm marit@gazette.example", ("Marit Holm",)),
        ("By Marit Holm Updated 4 May 2026", ("Marit Holm",)),
        ("Marit Holm, May 4, 2026 at 10:00", ("Marit Holm",)),
        ("Words by Marit Holm. Photographs by Ines Dahl", ("Marit Holm",)),
        ("https://gazette.example/staff/marit", ()),
        ("admin", ()),
        ("Redaktion", ()),
        ("BR24 Redaktion", ("BR24 Redaktion",)),
        ("記者：林怡君", ("林怡君",)),
        ("牛镛、岳弘彬", ("牛镛", "岳弘彬")),
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
        ("", ()),
    ],
)
def test_names(written: str, expected: tuple[str, ...]) -> None:
    assert names([written]) == expected


def test_each_name_once_and_no_slugs() -> None:
    assert names(["Marit Holm", "marit-holm", "MARIT HOLM", "Jo Bay"]) == ("Marit Holm", "Jo Bay")


@pytest.mark.parametrize(
    "name", ["Marit Holm", "Ludwig van der Mee", "J. R. Bay", "Layla al-Haddad", "Ana María de la Paz"]
)
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["amw", "Show more", "Publiziert am", "Read 3 comments", "The whole town met in the hall"]
)
def test_no_persons(name: str) -> None:
    assert not is_person(name)


@given(st.lists(st.text(max_size=200), max_size=50))
def test_names_are_short_and_few(written: list[str]) -> None:
    found = names(written)
    assert len(found) <= MAX_AUTHORS
    assert all(2 <= len(name) <= 80 and name == name.strip() for name in found)
