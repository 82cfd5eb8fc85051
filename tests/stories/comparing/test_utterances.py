"""Who said what, in all its cuts."""

from __future__ import annotations

from octavo.stories.comparing import compare

from .reports import Dictionary, report, reports

WHOLE = "We will not hide a single name, a single paper or a single mistake, and whoever signed will answer for it"


def test_cuts_of_one_quote_are_one_utterance() -> None:
    given = (
        report(1, "wire", f'"{WHOLE}," Mina Okafor said at the harbour.'),
        report(2, "mail", 'Mina Okafor promised: "We will not hide a single name," and left the quay.', hours=1),
        report(3, "post", 'She had said "whoever signed will answer for it" to reporters.', hours=2),
    )
    (one,) = compare(reports(*given), None).utterances
    assert one.speaker == "Mina Okafor"
    assert one.fullest.said.text == WHOLE
    assert one.first.said.publisher == "wire"
    assert [cut.said.publisher for cut in one.cuts] == ["wire", "mail", "post"]


def test_the_reporters_said_parts_no_saying() -> None:
    given = (
        report(
            1, "wire", '"We came to sign and not to pose for pictures. The rest is for the lawyers," Mina Okafor said.'
        ),
        report(
            2,
            "mail",
            '"We came to sign and not to pose for pictures," Mina Okafor said. "The rest is for the lawyers."',
        ),
        report(3, "post", 'Mina Okafor said: "The rest is for the lawyers."', hours=1),
    )
    (one,) = compare(reports(*given), None).utterances
    assert [cut.said.publisher for cut in one.cuts] == ["wire", "mail", "post"]
    assert one.cuts[2].said.text == "The rest is for the lawyers"


def test_a_quote_that_one_publisher_has_is_none_to_compare() -> None:
    given = report(1, "wire", f'"{WHOLE}," Mina Okafor said.'), report(2, "mail", "Nobody spoke at the quay.")
    assert not compare(reports(*given), None).utterances


def test_translations_are_grouped() -> None:
    arabic = "لن نخفي اسما واحدا ولا ورقة واحدة ولا خطأ واحدا، ومن وقع سيحاسب"
    given = (
        report(1, "wire", f'"{WHOLE}," Mina Okafor said at the harbour.'),
        report(2, "sawt", f"وقالت مينا أوكافور: «{arabic}».", language="ar", hours=1),
    )
    (one,) = compare(reports(*given), Dictionary([WHOLE, arabic])).utterances
    assert [cut.said.language for cut in one.cuts] == ["en", "ar"]
    assert not compare(reports(*given), None).utterances


def test_different_sayings_stay_apart() -> None:
    given = (
        report(1, "wire", '"The harbour will open again before the winter storms," Mina Okafor said.'),
        report(2, "mail", '"The harbour was never safe and everybody knew it," Mina Okafor said.', hours=1),
    )
    assert not compare(reports(*given), None).utterances
