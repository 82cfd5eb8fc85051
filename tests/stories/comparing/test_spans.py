"""Whatever the texts: what is shown stands in them word for word, and the same reports compare the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.news.marks import text_of
from octavo.stories.comparing import MOST_REPORTS, compare

from .reports import Dictionary, all_said, report, reports

PIECES = st.sampled_from([
    "A landslide above Marrow killed 12 people.", "The landslide killed 15, officials said.", "He left.",
    '"We will not leave this valley before the winter," Mina Okafor said.', '"not leave this valley before', "”", "«",
    "أسفر انهيار أرضي عن مقتل 12 شخصا.", "山体滑坡造成十二人死亡。", "Twelve of the dead were miners.", "12", "…", "\n",
    "A charity put the figure at 79.", "No one saw it kill 12 people on Friday.", "1,204 or 1,300",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=10).map(" ".join)
LANGUAGES = st.sampled_from(["en", "ar", "fr", "zh", "", "xx"])


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, LANGUAGES, st.sampled_from(["a", "b", "c"])), max_size=5))
def test_words_are_cut_from_the_texts_they_name(made: list[tuple[str, str, str]]) -> None:
    given_reports = reports(
        *(report(n + 1, who, text, language=language, hours=n) for n, (text, language, who) in enumerate(made))
    )
    texts = {
        one.stored.card.id: text_of(one.stored.article.title, one.stored.article.body) for one in given_reports.reports
    }
    found = compare(given_reports, Dictionary(["A landslide", "أسفر"]))
    for said in all_said(found):
        assert texts[said.article][said.start : said.end] == said.text
        assert said.text
    assert compare(given_reports, Dictionary(["A landslide", "أسفر"])) == found


def test_no_more_reports_are_compared_than_are_meant_to() -> None:
    many = reports(*(report(n + 1, f"paper{n}", "The landslide killed 14 people.") for n in range(MOST_REPORTS + 3)))
    found = compare(many, None)
    assert (len(found.articles), found.left_out) == (MOST_REPORTS, 3)


def test_a_report_that_is_not_enriched_is_compared_by_its_words() -> None:
    text = "The old road bridge at Hollin was closed to lorries on Monday after cracks were found in two piers."
    again = "After cracks were found in two piers, the old road bridge at Hollin was closed to lorries on Monday."
    bare = replace(report(1, "herald", text), marks=None)
    found = compare(reports(bare, report(2, "mail", again)), None)
    assert found.statements
    assert found.degraded == (("marks", "not yet enriched: 1"),)
