"""The bundled guesser on sentences of its own kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.models.languages import bundled_guesser

SENTENCES = {
    "en": "The harbour authority said on Tuesday that the flood wall would be finished before the autumn storms.",
    "ar": "قالت سلطة الميناء يوم الثلاثاء إن الجدار الواقي من الفيضانات سيكتمل قبل عواصف الخريف.",
    "fr": "L'autorité portuaire a déclaré mardi que la digue serait achevée avant les tempêtes d'automne.",
    "es": "La autoridad portuaria dijo el martes que el muro estará terminado antes de las tormentas de otoño.",
    "de": "Die Hafenbehörde teilte am Dienstag mit, dass die Flutmauer vor den Herbststürmen fertig werde.",
    "zh": "港务局星期二表示，防洪墙将在秋季风暴来临之前完工。",
    "ja": "港湾当局は火曜日、防潮堤は秋の嵐の前に完成すると発表した。",
    "ru": "Управление порта сообщило во вторник, что дамба будет достроена до осенних штормов.",
    "uk": "Управління порту повідомило у вівторок, що дамбу добудують до осінніх штормів.",
    "mk": "Пристанишната управа во вторникот соопшти дека ѕидот ќе биде готов пред есенските бури.",
    "zu": "Abaphathi betheku bathe ngoLwesibili udonga luzophela ngaphambi kwezivunguvungu zasekwindla.",
    "sk": "Správa prístavu v utorok oznámila, že protipovodňový múr bude hotový pred jesennými búrkami v októbri.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_told(code: str) -> None:
    guessed = bundled_guesser().guess(SENTENCES[code])
    assert guessed[0][0] == code
    assert guessed[0][1] > 0.5


@pytest.mark.parametrize("text", ["", "   ", "12:30", "— … !", "\x00\x01"])
def test_no_letters_no_language(text: str) -> None:
    assert bundled_guesser().guess(text) == []


@given(st.text(max_size=300))
def test_any_text_gets_probabilities(text: str) -> None:
    guessed = bundled_guesser().guess(text)
    assert all(0 <= score <= 1 for _, score in guessed)
    assert len({code for code, _ in guessed}) == len(guessed)
    assert "" not in dict(guessed)
