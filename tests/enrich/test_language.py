"""What the model sees, weighed with what the publisher says."""

from __future__ import annotations

import pytest

from octavo.enrich.language import language_of, script_of


class Guesser:
    """A model that has made up its mind."""

    def __init__(self, *guessed: tuple[str, float]) -> None:
        self.guessed = list(guessed)

    def guess(self, text: str) -> list[tuple[str, float]]:
        return self.guessed


LONG = "The ferry left the harbour at dawn and came back at dusk. " * 6


@pytest.mark.parametrize(
    ("text", "said", "guessed", "expected"),
    [
        ("Il faut", "fr", [("es", 0.6), ("fr", 0.3)], "fr"),  # a short text: the publisher is believed
        ("Watu wanaswa", "en", [("sw", 0.92)], "sw"),  # unless the model is sure
        (LONG, "fr", [("en", 0.6)], "en"),  # a long text speaks for itself
        (LONG, "fr", [("nl", 0.3)], "fr"),  # unless the model is lost
        ("Привет мир", "en-US", [("ru", 0.6)], "ru"),  # English is not written in Cyrillic
        ("Hello there", "ar", [("en", 0.4)], "en"),  # Arabic is not written so
        ("12", "en_GB", [], "en"),
        ("12", "", [], ""),
        ("hei", "no", [("nb", 0.9)], "nb"),
    ],
)
def test_the_publishers_word(text: str, said: str, guessed: list[tuple[str, float]], expected: str) -> None:
    assert language_of(text, said, Guesser(*guessed)).code == expected


@pytest.mark.parametrize(
    ("text", "script", "direction"),
    [
        ("Hello", "Latn", "ltr"),
        ("مرحبا", "Arab", "rtl"),
        ("שלום", "Hebr", "rtl"),
        ("这个国家", "Hans", "ltr"),
        ("這個國家", "Hant", "ltr"),
        ("新しい国が生まれる", "Jpan", "ltr"),
        ("대한민국", "Hang", "ltr"),
        ("AFP وكالة الأنباء", "Arab", "rtl"),
        ("…", "Zyyy", "ltr"),
    ],
)
def test_script_and_direction(text: str, script: str, direction: str) -> None:
    assert script_of(text) == script
    assert language_of(text, "", Guesser()).direction == direction
