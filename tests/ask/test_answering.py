"""Questions to a small archive, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.ask.press import opened
from tests.contract import newsroom as desk

from octavo.ask import answer
from octavo.ask.answering import _by_state
from octavo.ask.understanding import understand
from octavo.index.days import span_of
from octavo.news.answers import Answer
from octavo.news.marks import text_of
from octavo.news.stories import StoryId
from octavo.ports import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = opened(tmp_path_factory.mktemp("ask"))
    yield made
    made.close()


def ask(store: Store, question: str, **given: object) -> Answer:
    return answer(question, store, desk.NOW, span_of=span_of, **given)  # type: ignore[arg-type]


def said(found: Answer) -> str:
    return " / ".join(one.text for one in found.quoted)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How many people were killed in the earthquake in Navera?", "61"),
        ("Who was sworn in as prime minister of Morvane?", "Ada Tolland"),
        ("كم شخصا لقوا حتفهم في غرق العبارة؟", "19"),
        ("Who did Ada Tolland beat?", "Piers Brandreth"),
    ],
)
def test_the_answer_stands_in_the_quoted_sentences(store: Store, question: str, held: str) -> None:
    found = ask(store, question)
    assert found.says
    assert held in said(found)


def test_each_sentence_is_quoted_word_for_word_with_its_place(store: Store) -> None:
    for one in ask(store, "How many people were killed in the earthquake in Navera?").quoted:
        stored = store.article(one.card.id).article
        assert text_of(stored.title, stored.body)[one.start : one.end] == one.text
        assert one.card.publisher_name == desk.HERALD.name


@pytest.mark.parametrize(
    "question",
    [
        "Who won the world chess championship in Reykjavik?",
        "When does the space telescope launch from Kourou?",
        "من فاز بجائزة نوبل في الكيمياء؟",
        "?!",
        "",
    ],
)
def test_what_the_archive_does_not_say_is_said_so(store: Store, question: str) -> None:
    found = ask(store, question)
    assert not found.says
    assert found.quoted == ()


def test_a_time_in_the_question_holds(store: Store) -> None:
    assert ask(store, "How many people were killed in the earthquake in Navera yesterday?").question.since is not None
    late = ask(store, "Who was sworn in as prime minister of Morvane yesterday?")
    assert not late.says
    assert "Tolland" in " ".join(one.text for one in late.nearest)  # of another time: no answer, but near


def test_one_article_can_be_asked_alone(store: Store) -> None:
    question = "How many people were killed in the earthquake in Navera?"
    older = next(one for one in ask(store, question).quoted + ask(store, question).nearest if "38" in one.text)
    alone = ask(store, question, within=[older.card.id])
    assert {one.card.id for one in (*alone.quoted, *alone.nearest)} == {older.card.id}


def test_meaning_counts_where_there_are_vectors(store: Store) -> None:
    def vectors(texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] if "herring" in text.lower() or "fish" in text.lower() else [0.0, 1.0] for text in texts]

    near = ask(store, "What fish feast opened on the quay?", vectors=vectors, model="two")
    far = ask(
        store, "What fish feast opened on the quay?", vectors=lambda texts: [[0.0, 1.0]] * len(texts), model="two"
    )
    best = max((*near.quoted, *near.nearest), key=lambda one: one.score)
    assert "herring" in best.text.lower()
    assert best.score >= max(one.score for one in (*far.quoted, *far.nearest))


def test_an_older_figure_of_one_story_is_told_as_earlier(store: Store) -> None:
    question = "How many people were killed in the earthquake in Navera?"
    understood = understand(question, desk.NOW, topics=store, span_of=span_of)
    found = ask(store, question)
    quoted = [replace(one, story=StoryId(1)) for one in (*found.quoted, *found.earlier) if "killed" in one.text]
    newest, earlier = _by_state(quoted, understood)
    assert "61" in newest[0].text
    assert any("38" in one.text for one in earlier)


def test_questions_are_understood(store: Store) -> None:
    def question(text: str) -> tuple[str, str, tuple[str, ...]]:
        found = understand(text, desk.NOW, topics=store, span_of=span_of).question
        return found.language, found.expected, found.words

    assert question("How many drones were shot down last week?") == ("en", "number", ("drones", "shot"))
    assert question("متى تبدأ المحادثات في لانهاي؟") == ("ar", "time", ("تبدا", "المحادثات", "لانهاي"))
    assert question("Wer gewann die Wahl?")[:2] == ("de", "person")
    assert question("Où se trouve le navire ?")[:2] == ("fr", "place")
    assert question("¿Por qué cerró la escuela?")[:2] == ("es", "reason")


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("What happened in July?", "2026-07-01", "2026-08-01"),
        ("What happened on 3 November 2026?", "2026-11-03", "2026-11-04"),
        ("ماذا حدث الأسبوع الماضي؟", "2026-11-09", "2026-11-16"),
        ("What may happen?", "", ""),
        ("Did the council march in Poho?", "", ""),
    ],
)
def test_times_in_questions_are_understood(store: Store, text: str, since: str, until: str) -> None:
    found = understand(text, desk.NOW, topics=store, span_of=span_of).question
    assert str(found.since.date() if found.since else "") == since
    assert str(found.until.date() if found.until else "") == until


def test_this_week_is_the_last_seven_days(store: Store) -> None:
    found = understand("Who resigned this week?", desk.NOW, topics=store, span_of=span_of).question
    assert found.since is not None
    assert desk.NOW - found.since >= timedelta(days=7)
    assert found.until is None
