"""The days and turns of a story, its summary, and what each article says alone."""

from __future__ import annotations

from octavo.stories.comparing import compare

from .reports import report, reports

LEAD = "A landslide above the village of Marrow buried the only road to the Hollin valley before dawn."
BRIDGE = "Army engineers laid a pontoon bridge across the Wend below Marrow for ambulances and fire engines."
BRIDGE_TOO = "For ambulances and fire engines, army engineers laid a pontoon bridge over the Wend below Marrow."
ALONE = "The geologist Petra Voss had warned the Hollin council of a crack above the road in March."


def test_a_story_begins_with_its_first_report() -> None:
    turns = compare(reports(report(2, "mail", BRIDGE, hours=5), report(1, "herald", LEAD)), None).timeline
    assert (turns[0].kind, turns[0].said.text, turns[0].said.publisher) == ("began", LEAD, "herald")


def test_corroborated_news_and_changed_figures_are_turns() -> None:
    given = (
        report(1, "herald", f"{LEAD}\nThe landslide killed 6 people."),
        report(2, "mail", BRIDGE, hours=5),
        report(3, "post", f"{BRIDGE_TOO}\nThe death toll of the landslide rose to 11.", hours=30),
    )
    turns = compare(reports(*given), None).timeline
    assert [(turn.kind, turn.said.text) for turn in turns] == [
        ("began", LEAD),
        ("news", BRIDGE),
        ("figure", "The death toll of the landslide rose to 11."),
    ]
    assert turns[1].articles == 2


def test_every_day_is_told() -> None:
    turns = compare(reports(report(1, "herald", LEAD), report(2, "mail", ALONE, hours=50)), None).timeline
    assert [turn.said.text for turn in turns] == [LEAD, ALONE]


def test_a_changed_text_is_told_when_it_was_seen() -> None:
    edited = report(1, "herald", f"{LEAD}\n{ALONE}", before=[LEAD])
    turns = compare(reports(edited, report(2, "mail", BRIDGE, hours=0.5)), None).timeline
    assert [(turn.kind, turn.said.text) for turn in turns if turn.kind == "edit"] == [("edit", ALONE)]


def test_a_text_that_only_lost_words_is_told_by_its_title() -> None:
    cut = report(1, "herald", LEAD, before=[f"{LEAD}\n{ALONE}"], title="Road to Hollin buried")
    (edit,) = [turn for turn in compare(reports(cut), None).timeline if turn.kind == "edit"]
    assert edit.said.text == "Road to Hollin buried"


def test_each_article_has_what_it_says_alone_and_what_it_lacks() -> None:
    given = (
        report(1, "herald", f"{LEAD}\n{BRIDGE}\n{ALONE}"),
        report(2, "mail", BRIDGE_TOO, hours=1),
        report(3, "post", ALONE.replace("geologist", "mayor of Hollin"), hours=2),
    )
    found = compare(reports(*given), None)
    bridge = next(n for n, one in enumerate(found.statements) if one.said[0].text in (BRIDGE, BRIDGE_TOO))
    by_article = {one.article: one for one in found.apart}
    assert LEAD in [said.text for said in by_article[1].only_here]
    assert BRIDGE not in [said.text for said in by_article[1].only_here]
    assert bridge in by_article[3].missing
    assert bridge not in by_article[1].missing
    assert bridge not in by_article[2].missing


def test_without_statements_the_summary_is_the_lead_articles() -> None:
    found = compare(reports(report(1, "herald", f"{LEAD}\n{ALONE}\n{BRIDGE}")), None)
    assert [said.text for said in found.summary] == [LEAD, ALONE, BRIDGE]


def test_a_summary_never_shows_a_number_that_has_changed() -> None:
    old = "The landslide above the village of Marrow killed 6 people before dawn, the mayor said."
    old_too = "Before dawn a landslide above the village of Marrow killed 6 people, said the mayor."
    new = "The death toll of the landslide above Marrow rose to 11, the fire brigade told reporters."
    given = report(1, "herald", old), report(2, "mail", old_too, hours=1), report(3, "post", new, hours=20)
    assert not {old, old_too} & {said.text for said in compare(reports(*given), None).summary}


def test_an_empty_story_compares_to_nothing() -> None:
    found = compare(reports(), None)
    assert (found.articles, found.statements, found.summary, found.timeline) == ((), (), (), ())
