"""Quotes: who says what, by quotation marks and by words, in the styles of six languages."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cost import within

from octavo.enrich.quotes import quotes_of
from octavo.enrich.quotes.spans import stretches
from octavo.news.marks import Mention, Quote
from octavo.text.sentences import sentence_spans


def read(text: str, language: str = "en", mentions: tuple[Mention, ...] = ()) -> list[Quote]:
    return list(quotes_of(text, language, sentence_spans(text, language), mentions))


def person(text: str, written: str, name: str, nth: int = 0) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = text.index(written, at + 1)
    return Mention(at, at + len(written), written, "person", name)


# --- marks of quotation


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "“We sail,” she said.", ["We sail,"]),
        ("en", '"We sail," she said.', ["We sail,"]),
        ("en", "‘We don’t sail,’ she said of the crew’s plan.", ["We don’t sail,"]),
        ("en", "'We don't sail,' she said of the crew's plan.", ["We don't sail,"]),
        ("en", "''We sail,'' she said.", ["We sail,"]),
        ("en", "“He said ‘no’ twice.”", ["He said ‘no’ twice."]),
        ("en", '“We sail," she said.', ["We sail,"]),
        ("en", "The crews’ boats and the mayors’ cars.", []),
        ("en", "Back in the '80s, rock 'n' roll ruled.", []),
        ("fr", "« Nous partons », dit-elle.", [" Nous partons "]),
        ("de", "„Wir fahren“, sagte sie. »Gut«, rief er.", ["Wir fahren", "Gut"]),
        ("es", "—Salimos —dijo Lara—. Adiós.", ["Salimos ", "Adiós."]),
        ("ar", "قال: «سنبحر غدا».", ["سنبحر غدا"]),
        ("zh", "他说：“我们出发。”「好」", ["我们出发。", "好"]),
    ],
)
def test_every_style_of_marks(language: str, text: str, words: list[str]) -> None:
    assert [text[one.first : one.last].strip() for one in stretches(text, language)] == [word.strip() for word in words]


def test_a_quotation_of_several_paragraphs_gives_one_piece_a_paragraph() -> None:
    text = '"We sail at dawn.\n\n"Nobody stays behind," she said.\n\nThe port slept.'
    assert [text[one.first : one.last] for one in stretches(text, "en")] == ["We sail at dawn.", "Nobody stays behind,"]


def test_a_mark_without_its_mate_does_not_swallow_the_article() -> None:
    text = '"We sail at dawn, she said.\n\nThe port slept. "Wake up," said Orrin Vell.'
    assert [quote.text for quote in read(text) if quote.direct] == ["Wake up"]


@given(st.text(alphabet="ab “”\"'’‘«»„—\n.,", max_size=200), st.sampled_from(["en", "de", "es", "fr"]))
def test_stretches_never_overlap_and_stay_inside(text: str, language: str) -> None:
    place = 0
    for one in stretches(text, language):
        assert place <= one.start < one.first < one.last <= one.end <= len(text)
        place = one.end


# --- direct and indirect


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We sail at dawn,” said Ana Vell.", [("We sail at dawn", "Ana Vell", "said", True)]),
        ("Ana Vell said: “We sail at dawn.”", [("We sail at dawn", "Ana Vell", "said", True)]),
        (
            "“We sail,” Ana Vell said in Corran on Friday, “at dawn.”",
            [("We sail", "Ana Vell", "said", True), ("at dawn", "Ana Vell", "said", True)],
        ),
        (
            "“We sail,” said former mayor Ana Vell, a fisherwoman. “Nobody stays.”",
            [
                ("We sail", "former mayor Ana Vell, a fisherwoman", "said", True),
                ("Nobody stays", "former mayor Ana Vell, a fisherwoman", "", True),
            ],
        ),
        (
            "Ana Vell told reporters that the port would close.",
            [("the port would close", "Ana Vell", "told", False)],
        ),
        ("The port will close, according to Ana Vell.", [("The port will close", "Ana Vell", "according to", False)]),
        ("According to the mayor, the port will close.", [("the port will close", "the mayor", "According to", False)]),
        ("The port will close, Ana Vell said on Friday.", [("The port will close", "Ana Vell", "said", False)]),
        (
            "Ana Vell said the port would close, adding that nobody had asked.",
            [
                ("the port would close", "Ana Vell", "said", False),
                ("nobody had asked", "Ana Vell", "adding", False),
            ],
        ),
        (
            "Ana Vell said the port was “a disgrace” to all.",
            [("the port was “a disgrace” to all", "Ana Vell", "said", False)],
        ),
        ("Ana Vell: The port will close", [("The port will close", "Ana Vell", ":", False)]),
    ],
)
def test_who_says_what(text: str, quotes: list[tuple[str, str, str, bool]]) -> None:
    assert [(quote.text, quote.speaker, quote.cue, quote.direct) for quote in read(text)] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "The report was long and the claim was old.",
        "They bought the “old” quay and a ship called “Kestrel”.",
        "She refused to say more.",
        "The boats came home on Friday.",
    ],
)
def test_what_nobody_says_is_no_quote(text: str) -> None:
    assert not [quote for quote in read(text) if quote.direct]


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        ("en", "Ana Vell said nothing.", {"nothing": False}),
        ("en", "Ana Vell announced a plan for the port.", {"a plan for the port": False}),
        ("en", "The mayor rejected the offer of the crews.", {"the offer of the crews": False}),
        ("en", "Ana Vell said the boats sank at dawn.", {"the boats sank at dawn": True}),
        ("en", "Ana Vell announced the port would close.", {"the port would close": True}),
        ("en", "Ana Vell announced a “floating” market.", {"a “floating” market": True}),
        ("en", "Ana Vell announced that nobody stays.", {"nobody stays": True}),
        ("en", "Ana Vell said that was all.", {"that was all": True}),
        ("fr", "La mairie a annoncé un plan.", {"un plan": False}),
        ("fr", "La mairie a annoncé qu’il pleut.", {"il pleut": True}),
        ("es", "El alcalde anunció un plan.", {"un plan": False}),
        ("de", "Der Bürgermeister sagte, er komme morgen.", {"er komme morgen": True}),
        ("ar", "قال الوزير إن الميناء مغلق.", {"الميناء مغلق": True}),
    ],
)
def test_a_clause_is_told_from_a_bare_object(language: str, text: str, clauses: dict[str, bool]) -> None:
    assert {quote.text: quote.clause for quote in read(text, language)} == clauses


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("fr", "« Nous partons », a déclaré Anne Corel.", [("Nous partons", "Anne Corel", True)]),
        ("fr", "Paul Varin a affirmé que le port rouvrira.", [("le port rouvrira", "Paul Varin", False)]),
        ("fr", "Selon le ministre, la digue tiendra.", [("la digue tiendra", "le ministre", False)]),
        (
            "fr",
            "Anne Corel a parlé hier. « Oui, dit-elle, c’est vrai. »",
            [("Oui", "", True), ("c’est vrai", "", True)],
        ),
        (
            "es",
            "—Salimos pronto —dijo Lara Peña—. Nada lo impedirá.",
            [("Salimos pronto", "Lara Peña", True), ("Nada lo impedirá", "Lara Peña", True)],
        ),
        ("es", "El alcalde aseguró que el puerto abrirá.", [("el puerto abrirá", "El alcalde", False)]),
        (
            "es",
            "«No hay dinero», lamentó Juan Ortal. «Es tarde», añadió.",
            [("No hay dinero", "Juan Ortal", True), ("Es tarde", "Juan Ortal", True)],
        ),
        ("de", "„Wir fahren“, sagte Anna Kroll.", [("Wir fahren", "Anna Kroll", True)]),
        ("de", "Der Minister erklärte, der Hafen öffne.", [("der Hafen öffne", "Der Minister", False)]),
        ("de", "Anna Kroll sagte: „Es ist genug.“", [("Es ist genug", "Anna Kroll", True)]),
        ("ar", "وقال الوزير سامر الحداد: «سنفتح الميناء غدا».", [("سنفتح الميناء غدا", "الوزير سامر الحداد", True)]),
        ("ar", "وأكدت الشركة أن السفن ستعود.", [("السفن ستعود", "الشركة", False)]),
        ("ar", "“لن نتراجع”، قال الحداد للصحفيين.", [("لن نتراجع", "الحداد", True)]),
        ("zh", "市长林海表示，“我们明天出发。”", [("我们明天出发", "市长林海", True)]),
        ("zh", "“没有人受伤，”警方发言人王宁说。", [("没有人受伤", "警方发言人王宁", True)]),
    ],
)
def test_other_languages(language: str, text: str, quotes: list[tuple[str, str, bool]]) -> None:
    assert [(quote.text, quote.speaker, quote.direct) for quote in read(text, language)] == quotes


# --- who the speaker is


def test_a_pronoun_is_the_last_person_named_and_a_surname_the_full_name() -> None:
    text = "Ana Vell runs the port. Vell said it would close. “We sail,” she said."
    mentions = (person(text, "Ana Vell", "Ana Vell"), person(text, "Vell", "Ana Vell", 1))
    assert [quote.speaker for quote in read(text, "en", mentions)] == ["Ana Vell", "Ana Vell"]


def test_a_description_is_the_person_it_was_given_to() -> None:
    text = (
        "Harbour minister Ana Vell met Tom Orrin, the crew’s lawyer. “No,” the minister said. “Yes,” the lawyer said."
    )
    mentions = (person(text, "Ana Vell", "Ana Vell"), person(text, "Tom Orrin", "Tom Orrin"))
    assert [quote.speaker for quote in read(text, "en", mentions)] == ["Ana Vell", "Tom Orrin"]


def test_spans_are_those_of_the_text() -> None:
    text = "“We sail,” said Ana Vell. The port will close, she added."
    for quote in read(text):
        assert text[quote.start : quote.end] == quote.text
        assert quote.speaker_span is not None


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "said", "Vell", "she", ",", ".", "that", "according", "to", ":", "adding", "\n\n", "the"]
        ),
        max_size=60,
    ),
    st.sampled_from(["en", "fr", "es", "de", "ar", "zh", ""]),
)
def test_words_in_any_order_give_quotes_inside_the_text(words: list[str], language: str) -> None:
    text = " ".join(words)
    for quote in read(text, language):
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    "text",
    [
        "she said " * 20_000,
        "“ " * 50_000,
        '"a" ' * 30_000,
        "' " * 50_000,
        "said Vell, " * 15_000,
        "—a " * 30_000,
        "x" * 500_000,
    ],
    ids=["cues", "opens", "pairs", "singles", "inverted", "rayas", "letters"],
)
def test_a_paragraph_of_anything_is_read_in_time(text: str) -> None:
    for language in ("en", "es"):
        within(3, partial(quotes_of, text, language, [(0, len(text))]))
