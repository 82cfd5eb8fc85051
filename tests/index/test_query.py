"""The query language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.index import parse_query
from octavo.index.days import span_of
from octavo.index.query import MOST_CHARACTERS, MOST_TERMS
from octavo.index.segments import segments
from octavo.ports import Clause
from octavo.text.words import tokens

NOW = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)  # a Saturday


def day(year: int, month: int = 1, number: int = 1) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def said(clause: Clause) -> Any:
    """A clause in short: words with their manner, or a filter."""
    marks = {"word": "", "phrase": '"', "prefix": "*"}
    words = "|".join(f"{term.words}{marks[term.manner]}" for term in clause.terms)
    what = words or (clause.field, clause.moment or clause.values)
    return ("not", what) if clause.without else what


def read(asked: str) -> list[Any]:
    return [said(clause) for clause in parse_query(asked, NOW).clauses]


def test_every_part_at_once() -> None:
    asked = (
        'harbour "Night Ferry" -storm -"old town" lightho* quay OR pier source:BBC -source:sun lang:ar,fr '
        "category:sport country:lebanon by:quill has:video is:copy #lavrov after:2026-11-02 before:2026-12"
    )
    assert read(asked) == [
        "harbour", 'night ferry"', ("not", "storm"), ("not", 'old town"'), "lightho*", "quay|pier",
        ("source", ("bbc",)), ("not", ("source", ("sun",))), ("language", ("ar", "fr")), ("category", ("sport",)),
        ("country", ("LB",)), ("author", ("quill",)), ("has", ("video",)), ("is", ("copy",)), ("topic", ("lavrov",)),
        ("after", day(2026, 11, 2)), ("before", day(2026, 12)),
    ]  # fmt: skip
    assert parse_query(asked, NOW).notes == ()


@pytest.mark.parametrize(
    ("asked", "clauses"),
    [
        ("Zürich CAFÉ", ["zurich", "cafe"]),
        ("U.S.", ["u s"]),
        ("北京 ferry", ["北 京", "ferry"]),
        ("北京暴雨", ["北 京", "暴 雨"]),
        ("北京", ["北 京"]),
        ('"北京暴雨"', ['北 京 暴 雨"']),
        ("京都の桜", ["京 都", "桜"]),
        ("re-opening", ["re opening"]),
        ("“printers’ quotes”", ['printers quotes"']),
        ("«рынок труда»", ['рынок труда"']),
        ("「東京」", ['東 京"']),
        ("twice twice", ["twice"]),
        ("10:30 https://example.org/a", ["10 30", "https example org a"]),
        ("a or b", ["a", "or", "b"]),
        ("a OR b OR c d", ["a|b|c", "d"]),
        ("OR a OR", ["a"]),
        ("a | b", ["a|b"]),
        ("a OR -b", ["a", ("not", "b")]),
        ("a AND b NOT c", ["a", "b", ("not", "c")]),
        ('lang:en OR "x y"', [("language", ("en",)), 'x y"']),
        ("x*", ["x"]),
        ("(a b)", ["a", "b"]),
        ('topic:"Night Ferry" tag:moon', [("topic", ("night ferry", "moon"))]),
        ("source：bbc", [("source", ("bbc",))]),
        ("source:a source:b -source:c", [("source", ("a", "b")), ("not", ("source", ("c",)))]),
        ("in:yesterday", [("after", day(2026, 11, 20)), ("before", day(2026, 11, 21))]),
        ("source:", ["source"]),
        ("", []),
        ('- "" ! OR', []),
    ],
)
def test_what_is_read(asked: str, clauses: list[Any]) -> None:
    assert read(asked) == clauses


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("lang:en-GB", ("en",)),
        ("lang:zh_Hans", ("zh",)),
        ("lang:Arabic lang:French", ("ar", "fr")),
        ("lang:العربية", ("ar",)),
        ("language:français", ("fr",)),
        ("lang:fil", ("fil",)),
        ("country:gb,FR", ("GB", "FR")),
        ("country:Liban", ("LB",)),
        ("country:لبنان", ("LB",)),
        ("country:uk", ("GB",)),
        ("has:podcast", ("audio",)),
        ("is:original", ("original",)),
        ("category:tech", ("technology",)),
        ("category:Sports", ("sport",)),
    ],
)
def test_values_by_code_and_by_name(asked: str, codes: tuple[str, ...]) -> None:
    (clause,) = parse_query(asked, NOW).clauses
    assert clause.values == codes


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("2026", day(2026), day(2027)),
        ("2026-11", day(2026, 11), day(2026, 12)),
        ("2026-1-2", day(2026, 1, 2), day(2026, 1, 3)),
        ("2026/11/02", day(2026, 11, 2), day(2026, 11, 3)),
        ("2.11.2026", day(2026, 11, 2), day(2026, 11, 3)),
        ("2 November 2026", day(2026, 11, 2), day(2026, 11, 3)),
        ("November 2, 2026", day(2026, 11, 2), day(2026, 11, 3)),
        ("3 juillet", day(2026, 7, 3), day(2026, 7, 4)),
        ("24 Dezember", day(2025, 12, 24), day(2025, 12, 25)),
        ("May 2026", day(2026, 5), day(2026, 6)),
        ("décembre", day(2025, 12), day(2026)),
        ("نوفمبر", day(2026, 11), day(2026, 12)),
        ("2026-W45", day(2026, 11, 2), day(2026, 11, 9)),
        ("today", day(2026, 11, 21), day(2026, 11, 22)),
        ("yesterday", day(2026, 11, 20), day(2026, 11, 21)),
        ("gestern", day(2026, 11, 20), day(2026, 11, 21)),
        ("أمس", day(2026, 11, 20), day(2026, 11, 21)),
        ("昨天", day(2026, 11, 20), day(2026, 11, 21)),
        ("friday", day(2026, 11, 20), day(2026, 11, 21)),
        ("saturday", day(2026, 11, 14), day(2026, 11, 15)),
        ("lundi", day(2026, 11, 16), day(2026, 11, 17)),
        ("this week", day(2026, 11, 16), day(2026, 11, 23)),
        ("last week", day(2026, 11, 9), day(2026, 11, 16)),
        ("الأسبوع الماضي", day(2026, 11, 9), day(2026, 11, 16)),
        ("last month", day(2026, 10), day(2026, 11)),
        ("last year", day(2025), day(2026)),
        ("7d", day(2026, 11, 14), NOW),
        ("2 weeks ago", day(2026, 11, 7), NOW),
        ("3 months", day(2026, 8, 21), NOW),
        ("9m", day(2026, 2, 21), NOW),
        ("1y", day(2025, 11, 21), NOW),
        ("٢٠٢٦-١١-٠٢", day(2026, 11, 2), day(2026, 11, 3)),
    ],
)
def test_times(written: str, begins: datetime, ends: datetime) -> None:
    assert span_of(written, NOW) == (begins, ends)
    assert parse_query(f'after:"{written}"', NOW).after == begins
    assert parse_query(f'before:"{written}"', NOW).before == begins


@given(st.text(max_size=30), st.datetimes(timezones=st.just(UTC)))
def test_a_time_ends_after_it_begins(written: str, now: datetime) -> None:
    found = span_of(written, now)
    assert found is None or found[0] <= found[1]


def test_of_several_dates_the_narrowest_holds() -> None:
    found = parse_query("after:2026-01 after:2026-03 before:2026-10 before:2026-08", NOW)
    assert (found.after, found.before) == (day(2026, 3), day(2026, 8))


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ("lang:klingish", "no language"),
        ("category:gossip", "no category"),
        ("category:s", "no category"),
        ("country:atlantis", "no country"),
        ("has:smell", "means nothing"),
        ("is:true", "means nothing"),
        ("before:soon", "no date"),
        ("after:2026-13", "no date"),
        ("-after:2026", "cannot be left out"),
        ("colour:red", "no filter"),
        ("topic:!", "no word"),
        ('"never closed', "not closed"),
        ("after:2026-11 before:2026-10", "No day"),
        (" ".join(f"w{n}" for n in range(MOST_TERMS + 1)), "Only the first"),
        ("w " * MOST_CHARACTERS, "Only the first"),
    ],
)
def test_what_is_not_understood_is_said(asked: str, note: str) -> None:
    assert any(note in one for one in parse_query(asked, NOW).notes)


_TYPED = st.text() | st.text(alphabet='ab-":“”source lngtfr2026*|#OR北京').map(str)


@given(_TYPED)
def test_never_fails_and_gives_tokens_only(asked: str) -> None:
    terms = [term for clause in parse_query(asked, NOW).clauses for term in clause.terms]
    assert all(term.words == " ".join(tokens(term.words)) != "" for term in terms)
    assert len(terms) <= MOST_TERMS


@given(_TYPED)
def test_what_was_understood_means_the_same_when_it_is_asked_again(asked: str) -> None:
    once = parse_query(asked, NOW)
    again = parse_query(once.text, NOW)
    assert [said(clause) for clause in again.clauses] == [said(clause) for clause in once.clauses]


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=MOST_TERMS // 2))
def test_plain_words_come_back(words: list[str]) -> None:
    assert read(" ".join(words)) == list(dict.fromkeys(words))


@given(st.text(alphabet="北京暴雨東都の地震กินข้าว ab", max_size=20))
def test_parting_loses_only_particles(written: str) -> None:
    parts = segments(written)
    assert "".join(parts) in written or all(part in written for part in parts)


def test_a_clause_is_left_out_by_itself() -> None:
    query = parse_query("ferry -storm lang:en", NOW)
    assert query.leaving_out(query.clauses[1]).text == "ferry lang:en"
