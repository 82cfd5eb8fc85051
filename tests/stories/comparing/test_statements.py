"""Sentences that two independent publishers state, and what keeps two sentences from being one statement."""

from __future__ import annotations

import pytest

from octavo.stories.comparing import compare

from .reports import Dictionary, report, reports

BRIDGE = "The old road bridge at Hollin was closed to lorries on Monday after cracks were found in two of its piers."
BRIDGE_TOO = "After cracks were found in two piers, the old road bridge at Hollin was closed to lorries on Monday."
OTHER = "Residents of the valley say the detour through Marrow adds an hour to their way to work each morning."


def test_what_two_publishers_state_is_a_statement() -> None:
    found = compare(reports(report(1, "herald", BRIDGE), report(2, "mail", BRIDGE_TOO, hours=1)), None)
    (statement,) = found.statements
    assert {(said.publisher, said.text) for said in statement.said} == {("herald", BRIDGE), ("mail", BRIDGE_TOO)}
    assert found.summary[0].text in (BRIDGE, BRIDGE_TOO)


def test_one_publisher_corroborates_nothing() -> None:
    assert not compare(reports(report(1, "herald", BRIDGE), report(2, "herald", BRIDGE_TOO)), None).statements


def test_a_copy_counts_under_its_origin() -> None:
    origin = report(1, "wire", BRIDGE)
    copy = report(2, "mail", BRIDGE_TOO, hours=1, copy_of=1, manner="rewritten")
    assert not compare(reports(origin, copy), None).statements


def test_two_copies_of_a_text_that_is_not_there_are_one_voice() -> None:
    one, other = report(1, "herald", BRIDGE, copy_of=9), report(2, "mail", BRIDGE_TOO, copy_of=9)
    assert not compare(reports(one, other), None).statements


def test_what_a_copy_adds_is_its_own() -> None:
    origin = report(1, "wire", OTHER)
    extended = report(2, "mail", f"{OTHER}\n{BRIDGE_TOO}", hours=1, copy_of=1, manner="extended")
    second = report(3, "herald", BRIDGE, hours=2)
    statements = compare(reports(origin, extended, second), None).statements
    assert [{said.publisher for said in statement.said} for statement in statements] == [{"mail", "herald"}]


def test_the_same_words_were_not_found_out_twice() -> None:
    assert not compare(reports(report(1, "herald", BRIDGE), report(2, "mail", BRIDGE, hours=1)), None).statements


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The fire at the Marrow paper mill killed 12 people and destroyed the main hall, officials said.",
            "The fire at the Marrow paper mill killed 15 people and destroyed the main hall, officials said late.",
            id="figures",
        ),
        pytest.param(
            "The council voted to sell the Marrow paper mill to the Hollin trust for a token price.",
            "The council did not vote to sell the Marrow paper mill to the Hollin trust for a token price.",
            id="negation",
        ),
        pytest.param(
            "The council, which has no mayor, voted to sell the Marrow paper mill to the Hollin trust.",
            "The council, which has no mayor, did not vote to sell the Marrow paper mill to the Hollin trust.",
            id="one negation more",
        ),
        pytest.param(
            "The council rejected the offer of the Hollin trust for the Marrow paper mill and its grounds.",
            "The council accepted the offer of the Hollin trust for the Marrow paper mill and its grounds.",
            id="opposites",
        ),
        pytest.param(
            "The Marrow paper mill closed its gates for good on Tuesday after talks with the Hollin trust ended.",
            "The Marrow paper mill closed its gates for good on Friday after talks with the Hollin trust ended.",
            id="days",
        ),
        pytest.param(
            "Prices of paper from the Marrow mill rose sharply after talks with the Hollin trust ended.",
            "Prices of paper from the Marrow mill fell sharply after talks with the Hollin trust ended.",
            id="directions",
        ),
        pytest.param(
            "The Hollin trust offered 4.5 million dollars for the Marrow paper mill and its grounds by the river.",
            "The Hollin trust offered 6 million dollars for the Marrow paper mill and its grounds by the river bank.",
            id="money",
        ),
    ],
)
def test_contradictions_are_not_one_statement(one: str, other: str) -> None:
    assert not compare(reports(report(1, "herald", one), report(2, "mail", other, hours=1)), None).statements


def test_what_is_shown_can_be_read_alone() -> None:
    pointing = "He said the old road bridge at Hollin was closed to lorries after cracks in two piers were found."
    clear = "The mayor said the old road bridge at Hollin was closed to lorries after cracks were found in two piers."
    found = compare(reports(report(1, "herald", f"{OTHER} {pointing}"), report(2, "mail", clear, hours=1)), None)
    assert found.statements[0].said[0].text == clear


def test_a_report_in_another_language_corroborates() -> None:
    arabic = "أغلقت السلطات الجسر القديم في هولين أمام الشاحنات بعد العثور على شقوق في اثنتين من دعاماته."
    english = "Officials closed the old bridge at Hollin to lorries after cracks were found in two of its piers."
    both = report(1, "herald", english), report(2, "sawt", arabic, language="ar", hours=1)
    found = compare(reports(*both), Dictionary([english, arabic]))
    assert {said.language for said in found.statements[0].said} == {"en", "ar"}
    without = compare(reports(*both), None)
    assert not without.statements
    assert without.degraded
