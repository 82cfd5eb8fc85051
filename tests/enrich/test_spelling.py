"""One name under many spellings, and what keeps two names apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich.names.grouping import group_names
from octavo.enrich.names.keys import keys_of, lookups_of
from octavo.enrich.names.scripts import romanised
from octavo.enrich.names.spelling import SAME, same_name
from octavo.news.marks import TopicKind

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "evaluation" / "spelling_pairs.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]
KINDS: tuple[TopicKind, ...] = ("person", "place", "organisation", "event", "subject")
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "Zs", "P"]), max_size=30)


def test_the_list_of_pairs_is_told_nearly_whole() -> None:
    said = [same_name(a, b, kind, (la, lb)) >= SAME for kind, a, la, b, lb, _ in PAIRS]  # type: ignore[arg-type]
    truth = [pair[5] == "same" for pair in PAIRS]
    right = sum(one and other for one, other in zip(said, truth, strict=True))
    assert len(PAIRS) >= 400
    assert 2 * right / (sum(said) + sum(truth)) >= 0.97


def test_names_that_are_one_share_a_key() -> None:
    found = [
        not lookups_of(a, kind, la).isdisjoint(keys_of(b, kind, lb))  # type: ignore[arg-type]
        for kind, a, la, b, lb, _ in PAIRS
        if same_name(a, b, kind, (la, lb)) >= SAME  # type: ignore[arg-type]
    ]
    assert sum(found) >= 0.99 * len(found)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Anna Bertók", "Bertók Anna", "person"),
        ("J. Alwick", "Jonathan Alwick", "person"),
        ("Dr. Ruth Ollen", "Ruth Ollen", "person"),
        ("Karim al-Haddar", "Karim Haddar", "person"),
        ("Harbour Union Ltd", "Harbour Union", "organisation"),
        ("HWU", "Harbour Workers Union", "organisation"),
        ("Ministry of Works", "Works Ministry", "organisation"),
    ],
)
def test_what_writers_vary_is_one_name(a: str, b: str, kind: TopicKind) -> None:
    assert same_name(a, b, kind, ("en", "en")) >= SAME
    assert lookups_of(a, kind, "en") & keys_of(b, kind, "en")
    assert lookups_of(b, kind, "en") & keys_of(a, kind, "en")


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Marn 2", "Marn 3", "event"),
        ("J. Alwick", "Peter Alwick", "person"),
        ("J. A.", "John Alwick", "person"),
        ("Alwick", "John Alwick", "person"),
        ("Port Trust", "Port Trust Bank", "organisation"),
    ],
)
def test_what_tells_names_apart_does(a: str, b: str, kind: TopicKind) -> None:
    assert same_name(a, b, kind, ("en", "en")) < SAME


def test_a_surname_joins_its_one_bearer_and_no_other() -> None:
    one = ("Ruth Ollen", "person", "en")
    other = ("Carl Ollen", "person", "en")
    alone = ("Ollen", "person", "en")
    first, second = group_names([one, alone])
    assert first == second
    assert len(set(group_names([one, other, alone]))) == 3


@given(NAMES, NAMES, st.sampled_from(KINDS))
def test_likeness_is_symmetric_and_bounded(a: str, b: str, kind: TopicKind) -> None:
    score = same_name(a, b, kind)
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(same_name(b, a, kind))
    assert same_name(a, a, kind) == 1.0


@given(NAMES)
def test_romanised_is_ascii(name: str) -> None:
    assert romanised(name).isascii()
