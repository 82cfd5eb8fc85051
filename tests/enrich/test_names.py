"""Names over a document, with a tagger that sees only what the test tells it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich.names import mentions_of
from octavo.news.marks import Mention
from octavo.ports import Tagged


@dataclass
class Sees:
    """A tagger that finds the given names, at their first place in each text only."""

    names: dict[str, str] = field(default_factory=dict)
    model: str = "test"
    languages: frozenset[str] = frozenset({"en"})

    def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
        return [
            sorted(
                (
                    Tagged(text.index(name), text.index(name) + len(name), label)  # type: ignore[arg-type]
                    for name, label in self.names.items()
                    if name in text
                ),
                key=lambda tag: tag.start,
            )
            for text in texts
        ]


def found(mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    return [(mention.text, mention.kind) for mention in mentions]


def test_a_surname_is_the_person_named_before() -> None:
    text = "Talks resume\n\nSergei Varenkov arrived at noon. Mr Varenkov said nothing. Later Varenkov left."
    mentions = mentions_of(text, "en", Sees({"Sergei Varenkov": "PER", "Varenkov": "PER"}))
    assert [mention.text for mention in mentions] == ["Sergei Varenkov", "Varenkov", "Varenkov"]
    assert {mention.name for mention in mentions} == {"Sergei Varenkov"}


def test_an_acronym_is_the_organisation_whose_initials_it_has() -> None:
    text = "Vote\n\nThe Harbour Workers Union (HWU) met. HWU delegates voted."
    mentions = mentions_of(text, "en", Sees({"Harbour Workers Union": "ORG", "HWU": "ORG"}))
    assert [mention.name for mention in mentions] == ["Harbour Workers Union"] * 3


def test_a_name_seen_once_is_found_everywhere() -> None:
    text = "GORLEY WINS\n\nTina Gorley won. It was late. Gorley smiled."
    mentions = mentions_of(text, "en", Sees({"Tina Gorley": "PER", "Gorley": "PER"}))
    assert found(mentions) == [("GORLEY", "person"), ("Tina Gorley", "person"), ("Gorley", "person")]


def test_the_kind_is_the_documents_majority() -> None:
    text = "Marn\n\nIt rained in Marn.\n\nThe Marn flooded.\n\nMarn is wet."

    class Wavers(Sees):
        def tag(self, texts: Sequence[str]) -> list[list[Tagged]]:
            labels = iter(["PER", "LOC", "LOC", "LOC"])
            return [[Tagged(text.index("Marn"), text.index("Marn") + 4, next(labels))] for text in texts]  # type: ignore[arg-type]

    assert {mention.kind for mention in mentions_of(text, "en", Wavers())} == {"place"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain\n\nFrance and Japan agreed.", [("France", "place"), ("Japan", "place")]),
        ("Rain\n\nA French minister met Iraqis.", [("French", "subject"), ("Iraqis", "subject")]),
        ("Rain\n\nMembers of NATO met.", [("NATO", "organisation")]),
        ("LONDON 2031-05-02\n\nRain fell.", [("LONDON", "place")]),
        ("Results\n\nAnna Bertok (Hungary) 11.02", [("Anna Bertok", "person"), ("Hungary", "place")]),
        ("Results\n\nBoston 5 Chicago 3", [("Boston", "organisation"), ("Chicago", "organisation")]),
        ("Monday\n\nOn Tuesday It rained.", []),
    ],
)
def test_lists_and_layout_see_names_without_a_model(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(mentions_of(text, "en", Sees())) == expected


@pytest.mark.parametrize(
    ("span", "kept"),
    [("President Dana Alwick", "Dana Alwick"), ("the River Marn", "River Marn"), ("Dana Alwick 63", "Dana Alwick")],
)
def test_a_models_span_loses_what_is_not_of_the_name(span: str, kept: str) -> None:
    text = f"Rain\n\nToday {span} was there."
    label = "LOC" if "River" in span else "PER"
    assert [mention.text for mention in mentions_of(text, "en", Sees({span: label}))] == [kept]


@given(st.text(max_size=400), st.sampled_from(["en", "fr", "de", "ru", "ar", "zh", "", "xx"]))
def test_any_text_gives_spans_of_it_in_order(text: str, language: str) -> None:
    mentions = mentions_of(text, language)
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


ARABIC = (
    "لقاء\n\nقال الرئيس سامر الخطيب إن وزارة الأشغال ستبني الجدار. وأكد الخطيب أن الأمم المتحدة وفرنسا تدعمان المشروع."
)
CHINESE = "会谈\n\n外交部发言人王海波周二在北京表示，法国将在联合国讨论港口问题。王海波没有回答。"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Regen\n\nDie Vorsitzende Martina Keller sprach in Berlin. Keller nannte Russlands Saison.",
            [("Martina Keller", "person"), ("Berlin", "place"), ("Keller", "person"), ("Russlands", "place")],
        ),
        (
            "es",
            "Lluvia\n\nEl ministro Pedro Alonso visitó Francia y Perú con el Ministerio de Obras.",
            [
                ("Pedro Alonso", "person"),
                ("Francia", "place"),
                ("Perú", "place"),
                ("Ministerio de Obras", "organisation"),
            ],
        ),
        (
            "pl",
            "Deszcz\n\nMinister Jan Nowak był w Niemczech i w Krakowie.",
            [("Jan Nowak", "person"), ("Niemczech", "place"), ("Krakowie", "place")],
        ),
        (
            "ar",
            ARABIC,
            [
                ("سامر الخطيب", "person"),
                ("وزارة الأشغال", "organisation"),
                ("الخطيب", "person"),
                ("الأمم المتحدة", "organisation"),
                ("فرنسا", "place"),
            ],
        ),
        (
            "zh",
            CHINESE,
            [
                ("王海波", "person"),
                ("北京", "place"),
                ("法国", "place"),
                ("联合国", "organisation"),
                ("王海波", "person"),
            ],
        ),
    ],
)
def test_rules_find_names_without_a_model(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(mentions_of(text, language)) == expected
