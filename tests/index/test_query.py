"""The query language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.index import parse_query
from octavo.index.query import MOST_CHARACTERS, MOST_TERMS
from octavo.ports import Query
from octavo.text.words import tokens

NOW = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)


def day(year: int, month: int = 1, number: int = 1) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def test_every_part_at_once() -> None:
    asked = 'harbour "Night Ferry" -storm -"old town" source:BBC lang:ar category:sport after:2026-11-02 before:2026-12'
    assert parse_query(asked, NOW) == Query(
        terms=("harbour", "night ferry"),
        excluded=("storm", "old town"),
        sources=("bbc",),
        languages=("ar",),
        categories=("sport",),
        after=day(2026, 11, 2),
        before=day(2026, 12),
    )


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("Zürich CAFÉ", ("zurich", "cafe")),
        ("U.S.", ("u s",)),
        ("北京 ferry", ("北 京", "ferry")),
        ("re-opening", ("re opening",)),
        ("“printers’ quotes”", ("printers quotes",)),
        ("«рынок труда»", ("рынок труда",)),
        ("twice twice", ("twice",)),
        ("10:30 https://example.org/a", ("10 30", "https example org a")),
        ("", ()),
        ('- "" !', ()),
    ],
)
def test_words_are_folded_as_the_index_folds_them(asked: str, terms: tuple[str, ...]) -> None:
    assert parse_query(asked, NOW) == Query(terms=terms)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("lang:en-GB", ("en",)),
        ("lang:zh_Hans", ("zh",)),
        ("lang:Arabic lang:French", ("ar", "fr")),
        ("lang:العربية", ("ar",)),
        ("language:français", ("fr",)),
        ("lang:fil", ("fil",)),
    ],
)
def test_languages_by_code_and_by_name(asked: str, codes: tuple[str, ...]) -> None:
    assert parse_query(asked, NOW) == Query(languages=codes)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026", day(2026)),
        ("2026-11", day(2026, 11)),
        ("2026-1-2", day(2026, 1, 2)),
        ("2026/11/02", day(2026, 11, 2)),
        ("today", day(2026, 11, 21)),
        ("yesterday", day(2026, 11, 20)),
        ("7d", day(2026, 11, 14)),
        ("٢٠٢٦-١١-٠٢", day(2026, 11, 2)),
    ],
)
def test_dates(written: str, meant: datetime) -> None:
    assert parse_query(f"after:{written}", NOW) == Query(after=meant)
    assert parse_query(f"before:{written}", NOW) == Query(before=meant)


def test_of_several_dates_the_narrowest_holds() -> None:
    found = parse_query("after:2026-01 after:2026-03 before:2026-10 before:2026-08", NOW)
    assert (found.after, found.before) == (day(2026, 3), day(2026, 8))


@pytest.mark.parametrize(("typed", "name"), [("tech", "technology"), ("Sports", "sport"), ("world", "world")])
def test_categories_by_their_beginning(typed: str, name: str) -> None:
    assert parse_query(f"category:{typed}", NOW).categories == (name,)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("lang:klingish", "no language"),
        ("category:gossip", "no category"),
        ("category:s", "no category"),
        ("before:soon", "no date"),
        ("after:2026-13", "no date"),
        ("-source:bbc", "cannot be left out"),
        ("author:smith", "no filter"),
        ('"never closed', "not closed"),
        ("after:2026-11 before:2026-10", "No day"),
        (" ".join(f"w{n}" for n in range(MOST_TERMS + 1)), "Only the first"),
        ("w " * MOST_CHARACTERS, "Only the first"),
    ],
)
def test_what_is_not_understood_is_said(asked: str, said: str) -> None:
    assert any(said in note for note in parse_query(asked, NOW).notes)


@given(st.text() | st.text(alphabet='ab-":“”source lngtfr2026').map(str))
def test_never_fails_and_gives_tokens_only(asked: str) -> None:
    found = parse_query(asked, NOW)
    assert all(term == " ".join(tokens(term)) != "" for term in found.terms + found.excluded)
    assert len(found.terms) + len(found.excluded) <= MOST_TERMS


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=MOST_TERMS // 2))
def test_plain_words_come_back(words: list[str]) -> None:
    assert parse_query(" ".join(words), NOW).terms == tuple(dict.fromkeys(words))
