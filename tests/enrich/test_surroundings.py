"""Names that no list has are told by the words around them, in the whole text together."""

from __future__ import annotations

import pytest

from octavo.enrich.names import hashtags_of, mentions_of
from octavo.news.marks import Mention
from octavo.ports import Tagged


class Mistaken:
    """A tagger that takes the same names for persons everywhere."""

    model = "mistaken"
    languages = frozenset({"en"})

    def __init__(self, *names: str, label: str = "PER") -> None:
        self.names, self.label = names, label

    def tag(self, texts: list[str]) -> list[list[Tagged]]:
        return [
            sorted(
                (Tagged(at, at + len(name), self.label) for name in self.names if (at := text.find(name)) >= 0),
                key=lambda tagged: tagged.start,
            )
            for text in texts
        ]


def kinds(text: str, *names: str, label: str = "PER") -> dict[str, str]:
    return {mention.name: mention.kind for mention in mentions_of(text, "en", Mistaken(*names, label=label))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Talks were held in Ostravel.\n\nA ferry sank off Ostravel.", "place"),
        ("They came to the port of Ostravel by sea.", "place"),
        ("Rain fell. Ostravel's parliament met at noon.", "place"),
        ("The Ostravel-based choir sang.", "place"),
        ("Then Ostravel burned. Police in both towns, and the Ostravelian army, were called.", "place"),
        ("It rose again: shares in Ostravel gained a tenth.", "organisation"),
        ("The deal is off. Ostravel's shareholders had voted.", "organisation"),
        ("In the end Ostravel, a chipmaker, gave up.", "organisation"),
        ("Then Ostravel, 34, rose to speak.", "person"),
        ("The ferry Ostravel left at noon.", "subject"),
        ("In the squares, Ostravel ² and Ostravel, ², the port of Ostravel.", "place"),
    ],
)
def test_a_tagger_is_corrected_by_what_stands_around(text: str, kind: str) -> None:
    label = "PER" if kind != "person" else "LOC"
    assert kinds(text, "Ostravel", label=label)["Ostravel"] == kind


def test_coupled_names_are_of_one_kind() -> None:
    text = "The army of Ostravel marched.\n\nThen Ostravel and Brunnholt signed."
    assert kinds(text, "Ostravel", "Brunnholt") == {"Ostravel": "place", "Brunnholt": "place"}


def test_a_people_that_no_list_has_counts_for_its_place() -> None:
    text = "The capital of Veltharia burned.\n\nVeltharian officials came. Veltharia mourns, a Veltharian said."
    tags = hashtags_of("", text, mentions_of(text, "en", Mistaken("Veltharia", "Veltharian")), language="en")
    assert [(tag.name, tag.kind) for tag in tags][:1] == [("Veltharia", "place")]


def test_an_agencys_dateline_names_places_and_the_agency() -> None:
    text = "KORVA BAY, Ostravel (Pressline) — A ferry sank. Ostravel closed Korva Bay."
    found = {mention.text: mention.kind for mention in mentions_of(text, "en", Mistaken("Ostravel", "Korva Bay"))}
    assert found == {
        "KORVA BAY": "place", "Ostravel": "place", "Pressline": "organisation", "Korva Bay": "place",
    }  # fmt: skip


def test_agencies_and_the_publisher_are_no_hashtags() -> None:
    text = "KORVA BAY, Ostravel (Pressline) — A ferry sank off Ostravel, a guard told the Gazette. It was late."
    mentions = (*mentions_of(text, "en", Mistaken("Ostravel")), Mention(80, 87, "Gazette", "organisation", "Gazette"))
    tags = hashtags_of("", text, mentions, language="en", publisher=("The Ostravel Gazette", "gazette.example"))
    assert {"Pressline", "Gazette"}.isdisjoint(tag.name for tag in tags)
    assert "Ostravel" in {tag.name for tag in tags}


def test_unions_are_found_whole() -> None:
    text = "A ballot by the Dockers' and Ferrymen's Union went out. The National Farmers' Federation objected."
    assert {"Dockers' and Ferrymen's Union", "National Farmers' Federation"} <= {
        mention.text for mention in mentions_of(text, "en", Mistaken("Ferrymen"))
    }


def test_the_short_name_of_an_organisation_means_it() -> None:
    text = "Corvane Semiconductors grew.\n\nThen Corvane said it would hire."
    found = mentions_of(text, "en", Mistaken("Corvane Semiconductors", "Corvane", label="ORG"))
    assert {mention.name for mention in found} == {"Corvane Semiconductors"}


def test_passing_words_are_no_hashtags() -> None:
    text = (
        "Harbour wall divides town\n\nThe harbour wall is difficult. NOBODY wants the harbour wall, which is "
        "difficult to see. It is difficult to save. They sail and sail and save, eleven of them, eleven in all."
    )
    tags = hashtags_of(text[:25], text, mentions_of(text, "en", Mistaken("NOBODY")), language="en")
    assert [tag.name for tag in tags] == ["harbour wall"]


def test_arabic_names_without_capitals() -> None:
    text = (
        "غرق عبّارة قبالة مدينة رأس نديم\n\n"
        "قال الرئيس الأوسترافي إيغور فالينكو إن العبّارة «نجمة الفجر» غرقت في رأس نديم. "
        "وأعلنت حكومة أوسترافيا الحداد، ووصل فالينكو إلى أوسترافيا، وقالت سلوى الحربي، 29 عاماً، إنها نجت."
    )
    found = {(mention.name, mention.kind) for mention in mentions_of(text, "ar")}
    assert {
        ("رأس نديم", "place"), ("إيغور فالينكو", "person"), ("نجمة الفجر", "subject"), ("أوسترافيا", "place"),
        ("سلوى الحربي", "person"),
    } <= found  # fmt: skip


def test_arabic_keywords_of_the_publisher_are_found_where_they_stand() -> None:
    text = "سجلت كيلبراندا درجة قياسية\n\nوفي كيلبراندا بلغت الحرارة أربعين درجة."
    assert not mentions_of(text, "ar")
    assert {mention.name for mention in mentions_of(text, "ar", None, ["كيلبراندا"])} == {"كيلبراندا"}


def test_chinese_writes_foreign_names_in_syllables() -> None:
    text = "维尔尼亚总统米哈伊洛·热连科抵达\n\n维尔尼亚政府说，热连科将发表讲话。总统伊万·波波夫说。"
    found = {(mention.text, mention.name, mention.kind) for mention in mentions_of(text, "zh")}
    assert {
        ("米哈伊洛·热连科", "米哈伊洛·热连科", "person"), ("热连科", "米哈伊洛·热连科", "person"),
        ("维尔尼亚", "维尔尼亚", "place"), ("伊万·波波夫", "伊万·波波夫", "person"),
    } <= found  # fmt: skip
