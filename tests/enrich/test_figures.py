"""Figures: what is written and what is valued agree, and what counts nothing is passed over."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cost import within

from octavo.enrich.figures import MOST, figures_of
from octavo.enrich.figures.digits import digits_value
from octavo.news.marks import Figure, Mention, Quote

# Tests import by path (importlib mode): a helper beside them is loaded likewise.
_spec = importlib.util.spec_from_file_location("spelling", Path(__file__).parent / "spelling.py")
assert _spec is not None
assert _spec.loader is not None
spelling = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(spelling)


def read(text: str, language: str = "en") -> list[Figure]:
    return list(figures_of(text, language, [(0, len(text))]))


def one(text: str, language: str = "en") -> Figure:
    found = read(text, language)
    assert len(found) == 1, found
    assert found[0].text == text[found[0].start : found[0].end]
    return found[0]


# --- written and valued agree


@given(st.integers(2, 10**15 - 1))
def test_english_words_are_worth_what_they_say(number: int) -> None:
    figure = one(f"The survey found {spelling.english(number)} of them.")
    assert (figure.value, figure.high, figure.unit, figure.qualifier) == (number, None, "", "")


@given(st.integers(2, 999_999_999))
def test_french_words_are_worth_what_they_say(number: int) -> None:
    assert one(f"On en trouve {spelling.french(number)} ici.", "fr").value == number


@given(st.integers(2, 999_999_999))
def test_spanish_words_are_worth_what_they_say(number: int) -> None:
    assert one(f"Contaron {spelling.spanish(number)} en total.", "es").value == number


@given(st.integers(2, 999_999))
def test_german_words_are_worth_what_they_say(number: int) -> None:
    assert one(f"Gezählt wurden {spelling.german(number)}.", "de").value == number


@given(st.integers(3, 999_999))
def test_arabic_words_are_worth_what_they_say(number: int) -> None:
    assert one(f"بلغ العدد {spelling.arabic(number)}.", "ar").value == number


@given(st.integers(3000, 10**12), st.sampled_from(["en", "fr", "es", "de", "ar"]))
def test_grouped_digits_are_worth_what_they_say(number: int, language: str) -> None:
    plain = f"{number:,}"
    written = {
        "en": plain,
        "fr": plain.replace(",", "\u202f"),
        "es": plain.replace(",", "."),
        "de": plain.replace(",", "."),
        "ar": plain.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")),
    }[language]
    assert one(f"— {written} —", language).value == number


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["en", "de"]))
def test_decimals_are_worth_what_they_say(whole: int, hundredths: int, language: str) -> None:
    written = f"{whole:,}.{hundredths:02}"
    if language == "de":
        written = written.translate(str.maketrans(",.", ".,"))
    assert digits_value(written, language) == pytest.approx(whole + hundredths / 100)


@given(st.integers(1, 99), st.integers(100, 999), st.sampled_from(["k", "m", "bn", "tn"]))
def test_money_with_scale_letters(low: int, high: int, scale: str) -> None:
    times = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}[scale]
    assert one(f"They paid £{low}{scale} for it.").value == low * times
    both = one(f"They paid between ${low}{scale} and ${high}{scale} for it.")
    assert (both.value, both.high, both.unit, both.qualifier) == (low * times, high * times, "USD", "between")


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "es", "de", "ar", "ja", ""]))
def test_any_text_gives_figures_inside_it_in_order(text: str, language: str) -> None:
    found = read(text, language)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(figure.high is None or figure.counted == "score" or figure.high > figure.value for figure in found)


@given(
    st.lists(st.sampled_from(spelling.words("20 to 5 two half a million dozens of between and $ % - . € m °C aged")))
)
def test_words_of_number_in_any_order_do_no_harm(words: list[str]) -> None:
    read(" ".join(words))


# --- English, form by form


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "qualifier"),
    [
        ("It cost more than 10,000 in all.", 10_000, None, "", "more than"),
        ("Some two dozen crews came.", 24, None, "", "about"),
        ("Output rose 20 per cent.", 20, None, "%", ""),
        ("Output rose by 0.5 percentage points.", 0.5, None, "pp", ""),
        ("A house for £18,500 was sold.", 18_500, None, "GBP", ""),
        ("He owed them 2m roubles.", 2e6, None, "RUB", ""),
        ("A loan of $1.5bn was agreed.", 1.5e9, None, "USD", ""),
        ("A fine of 300 euros was set.", 300, None, "EUR", ""),
        ("It sold for US$1,200.50 there.", 1200.5, None, "USD", ""),
        ("It sold for HK$90 there.", 90, None, "HKD", ""),
        ("It sold for EUR 4 million there.", 4e6, None, "EUR", ""),
        ("They spent Rs 3 lakh crore on it.", 3e12, None, "INR", ""),
        ("They spent 1,00,000 rupees on it.", 100_000, None, "INR", ""),
        ("The shares fell to 151.5 pence.", 1.515, None, "GBP", ""),
        ("It takes 20 to 30 hours.", 20, 30, "h", ""),
        ("It takes between 5 and 8 weeks.", 5, 8, "week", "between"),
        ("It takes 20–30 days.", 20, 30, "d", ""),
        ("They want $5-10 billion.", 5e9, 10e9, "USD", ""),
        ("They want 5 to 10 million tonnes.", 5e6, 10e6, "t", ""),
        ("It takes two or three people.", 2, 3, "", ""),
        ("At least 26 people died.", 26, None, "", "at least"),
        ("No fewer than nine ships sank.", 9, None, "", "at least"),
        ("No more than 40 may enter.", 40, None, "", "at most"),
        ("Fewer than 40 came.", 40, None, "", "less than"),
        ("Nearly half of the town fled.", 0.5, None, "", "nearly"),
        ("As many as 300 boats sailed.", 300, None, "", "up to"),
        ("They need 60 or more votes.", 60, None, "", "at least"),
        ("A 50-odd strong band played.", 50, None, "", "about"),
        ("Losses topped $60,000 in May.", 60_000, None, "USD", "more than"),
        ("A third of the crop failed.", 1 / 3, None, "", ""),
        ("Two-thirds of the crop failed.", 2 / 3, None, "", ""),
        ("Three quarters of a mile was dug.", 0.75, None, "mi", ""),
        ("It took half an hour.", 0.5, None, "h", ""),
        ("It cost half a million euros.", 500_000, None, "EUR", ""),
        ("A quarter of a million homes flooded.", 250_000, None, "", ""),
        ("It took two and a half years.", 2.5, None, "year", ""),
        ("It took 2½ years.", 2.5, None, "year", ""),
        ("One in five voters stayed away.", 0.2, None, "", ""),
        ("Dozens of sheep were lost.", 12, None, "", "more than"),
        ("Hundreds of thousands of people marched.", 100_000, None, "", "more than"),
        ("They lost millions of pounds.", 1e6, None, "GBP", "more than"),
        ("It fell to -5C at night.", -5, None, "°C", ""),
        ("It rose to 30 degrees Celsius.", 30, None, "°C", ""),
        ("A 6.5-magnitude quake struck.", 6.5, None, "magnitude", ""),
        ("It ran 400 km.", 400, None, "km", ""),
        ("It drew 60 kWh.", 60, None, "kWh", ""),
        ("She won the 60m hurdles.", 60, None, "m", ""),
        ("Brannock, 45, said so.", 45, None, "year", ""),
        ("An 18-year-old was held.", 18, None, "year", ""),
        ("She died aged 94.", 94, None, "year", ""),
        ("A five-day search began.", 5, None, "d", ""),
        ("They lost 3-1 at home.", 3, 1, "", ""),
        ("They drew 2-2 at home.", 2, 2, "", ""),
        ("The harvest weighed 20 pounds.", 20, None, "lb", ""),
    ],
)
def test_english_forms(text: str, value: float, high: float | None, unit: str, qualifier: str) -> None:
    figure = one(text)
    assert figure.value == pytest.approx(value)
    assert (figure.high, figure.unit, figure.qualifier) == (high, unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "It happened on March 5 and 6.",
        "It runs from 6 to 9 January.",
        "It began in 2012 and ended by 2014.",
        "The 1990s and the '80s were kinder.",
        "Doors open at 10:30 and close at 5 p.m.",
        "Call 202-555-0142 or +44 20 7946 0000 now.",
        "The Boeing 737 left as Flight 370 from gate 12.",
        "The G7, Covid-19, the F-16 and MH17 were named.",
        "She reads page 5, chapter 3 and section 404.",
        "He is the world number five.",
        "They came 2nd and 14th.",
        "Since 9/11 they work 24/7.",
        "The Six Nations squad was named.",
        "No one knew; it was one of those days.",
        "A third party and a second wave were feared.",
        "See @kestrel42 and http://kestrel.example/7 for more.",
        "One, go home. Two, stay there.",
        "The first half was a half-hearted affair.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "counted", "about", "when"),
    [
        ("Since January 26 people were killed in the valley.", "people", "killed", "Since January"),
        ("The fleet launched 142 small drones overnight.", "drones", "launched", "overnight"),
        ("On Tuesday the court freed 12 miners.", "miners", "freed", "On Tuesday"),
        ("The motion had a majority of 21 in 2024.", "majority", "", "in 2024"),
        ("A 20,000-strong crowd cheered.", "crowd", "", ""),
    ],
)
def test_what_is_counted_what_of_it_and_when(text: str, counted: str, about: str, when: str) -> None:
    figure = one(text)
    assert (figure.counted, figure.time) == (counted, when)
    assert figure.about == about or not about


# --- other languages


@pytest.mark.parametrize(
    ("language", "text", "value", "high", "unit", "qualifier"),
    [
        ("fr", "Plus d’une centaine de maisons ont brûlé.", 100, None, "", "more than"),
        ("fr", "Près de 12 % du chiffre.", 12, None, "%", "nearly"),
        ("fr", "Entre 3 000 et 4 000 postes.", 3000, 4000, "", "between"),
        ("fr", "Une perte de 1,5 milliard d'euros.", 1.5e9, None, "EUR", ""),
        ("fr", "Des dizaines de milliers de tracteurs.", 10_000, None, "", "more than"),
        ("fr", "Jusqu'à 5 à 8 jours.", 5, 8, "d", "up to"),
        ("es", "Más de 1.200 casas.", 1200, None, "", "more than"),
        ("es", "Una multa de 2,5 millones de euros.", 2.5e6, None, "EUR", ""),
        ("es", "Unas veinte personas.", 20, None, "", "about"),
        ("es", "Medio millón de ovejas.", 500_000, None, "", ""),
        ("es", "Entre 20 y 30 por ciento.", 20, 30, "%", "between"),
        ("es", "Dos tercios de la cosecha.", 2 / 3, None, "", ""),
        ("de", "Rund 1.500 Schafe fehlen.", 1500, None, "", "about"),
        ("de", "Knapp drei Millionen Euro Schaden.", 3e6, None, "EUR", "nearly"),
        ("de", "Zwischen 20 und 30 Prozent.", 20, 30, "%", "between"),
        ("de", "Eine halbe Million Franken.", 500_000, None, "CHF", ""),
        ("de", "Kosten von 3,5 Mrd. Euro.", 3.5e9, None, "EUR", ""),
        ("ar", "أكثر من ١٢٣ منزلا", 123, None, "", "more than"),
        ("ar", "بين 20 و30 في المئة", 20, 30, "%", "between"),
        ("ar", "خسارة 2.5 مليون دولار", 2.5e6, None, "USD", ""),
        ("ar", "نزح نصف مليون شخص", 500_000, None, "", ""),
        ("ar", "ومئات الآلاف من الأغنام", 100_000, None, "", "more than"),
        ("ar", "غرقت سفينتان قرب الميناء", 2, None, "", ""),
        ("ar", "قبل عامين فقط", 2, None, "year", ""),
        ("ja", "費用は€300だった", 300, None, "EUR", ""),
    ],
)
def test_other_languages(language: str, text: str, value: float, high: float | None, unit: str, qualifier: str) -> None:
    figure = one(text, language)
    assert figure.value == pytest.approx(value)
    assert (figure.high, figure.unit, figure.qualifier) == (high, unit, qualifier)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le 5 mars 2024 à 20h30, un homme est venu."),
        ("es", "El 5 de mayo de 2023 hubo un acto sobre el medio ambiente."),
        ("de", "Am 5. Mai 2024 um 20 Uhr kam ein Mann."),
        ("ar", "في 5 مارس عام 2024 الساعة 10 صباحا"),
    ],
)
def test_dates_and_articles_of_other_languages_are_no_figures(language: str, text: str) -> None:
    assert read(text, language) == []


# --- what else is known of the text


def test_the_speaker_of_the_quote_around_it_is_cited() -> None:
    text = 'Mira Tolvane said: "We lost 40 boats." The fleet has 90 boats.'
    start, end = text.index("We"), text.index('." The')
    quote = Quote(start, end, text[start:end], "Mira Tolvane", (0, 12), "said", True)
    found = figures_of(text, "en", [(0, 38), (39, len(text))], (), [quote])
    assert [(figure.value, figure.cited) for figure in found] == [(40, "Mira Tolvane"), (90, "")]


def test_a_number_inside_a_name_is_no_figure() -> None:
    text = "They sang with Kestrel 9 today."
    name = Mention(15, 24, "Kestrel 9", "organisation", "Kestrel 9")
    assert figures_of(text, "en", [(0, len(text))], [name]) == ()


# --- hostile input


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "1," * 100_000,
        "twenty-" * 30_000,
        "million " * 30_000,
        "between 5 and " * 15_000,
        "word " * 60_000,
        "'" * 200_000,
        "1-" * 100_000,
    ],
    ids=["digits", "commas", "tens", "scales", "ranges", "words", "quotes", "hyphens"],
)
def test_a_paragraph_of_anything_is_read_in_time(text: str) -> None:
    within(5, lambda: read(text))


def test_ten_thousand_numbers_are_read_and_the_first_are_kept() -> None:
    text = " ".join(f"{number} cars;" for number in range(3000, 13_000))
    assert len(read(text)) == MOST
