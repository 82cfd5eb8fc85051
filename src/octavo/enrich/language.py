"""The language of a text: what the model sees, weighed with what the publisher says.

A long text speaks for itself; of a short one (a headline, a podcast's title) the publisher's word is believed unless
the script or a sure model contradicts it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from octavo.news.marks import Language
from octavo.ports import LanguageGuesser

ENOUGH = 200
"""Letters from which a text speaks for itself. Below, the publisher's word counts more; CLD2's own manual names 200."""

CONTRARY = 0.85
"""How sure the model must be of a short text to contradict the publisher."""

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("Latn", r"A-Za-zÀ-ɏḀ-ỿ"),
    ("Arab", r"؀-ۿݐ-ݿࢠ-ࣿﭐ-﷿ﹰ-﻿"),
    ("Cyrl", r"Ѐ-ԯ"),
    ("Hani", r"一-鿿㐀-䶿"),
    ("Jpan", r"぀-ヿ"),
    ("Hang", r"가-힯ᄀ-ᇿ"),
    ("Deva", r"ऀ-ॿ"),
    ("Beng", r"ঀ-৿"),
    ("Grek", r"Ͱ-Ͽἀ-῿"),
    ("Hebr", r"֐-׿"),
    ("Thai", r"฀-๿"),
    ("Taml", r"஀-௿"),
    ("Telu", r"ఀ-౿"),
    ("Gujr", r"઀-૿"),
    ("Guru", r"਀-੿"),
    ("Mlym", r"ഀ-ൿ"),
    ("Knda", r"ಀ-೿"),
    ("Sinh", r"඀-෿"),
    ("Orya", r"଀-୿"),
    ("Armn", r"԰-֏"),
    ("Geor", r"Ⴀ-ჿ"),
    ("Ethi", r"ሀ-፿"),
    ("Khmr", r"ក-៿"),
    ("Laoo", r"຀-໿"),
    ("Mymr", r"က-႟"),
    ("Tibt", r"ༀ-࿿"),
    ("Thaa", r"ހ-޿"),
    ("Syrc", r"܀-ݏ"),
)
_COUNTERS = [(name, re.compile(f"[{ranges}]")) for name, ranges in _SCRIPTS]

RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo"})

_HANS = frozenset(
    "们这国说时对会来没为过个东车门马问间闻长见现觉观规视话语请读谁让记设许论证评识词试该详调谈谢钱银铁错"
)
_HANT = frozenset(
    "們這國說時對會來沒為過個東車門馬問間聞長見現覺觀規視話語請讀誰讓記設許論證評識詞試該詳調談謝錢銀鐵錯"
)

_SCRIPT_OF = {
    "ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab", "ckb": "Arab", "he": "Hebr", "yi": "Hebr", "ru": "Cyrl",
    "uk": "Cyrl", "bg": "Cyrl", "mk": "Cyrl", "be": "Cyrl", "el": "Grek", "th": "Thai", "ko": "Hang", "zh": "Hani",
    "en": "Latn", "fr": "Latn", "es": "Latn", "de": "Latn", "it": "Latn", "pt": "Latn", "nl": "Latn", "pl": "Latn",
    "tr": "Latn", "id": "Latn", "vi": "Latn", "sv": "Latn", "cs": "Latn", "ro": "Latn", "hu": "Latn", "fi": "Latn",
    "hi": "Deva", "mr": "Deva", "ne": "Deva", "bn": "Beng", "ta": "Taml", "te": "Telu", "ka": "Geor", "hy": "Armn",
}  # fmt: skip
"""Languages written in one script: a publisher's word that the script contradicts is no evidence."""


def language_of(text: str, said: str, guesser: LanguageGuesser) -> Language:
    """The language of a text; `said` is the publisher's word (BCP 47, may be empty or wrong).

    The code is empty where neither the text nor the publisher tells.
    """
    script = script_of(text)
    direction: Literal["ltr", "rtl"] = "rtl" if script in RIGHT_TO_LEFT else "ltr"
    word = said.replace("_", "-").partition("-")[0].strip().lower()
    word = {"no": "nb", "iw": "he", "in": "id"}.get(word, word)
    if script != "Zyyy" and _SCRIPT_OF.get(word, script) not in (
        script,
        "Hani" if script in ("Hans", "Hant") else script,
    ):
        word = ""
    guessed = guesser.guess(text)
    if not guessed:
        return Language(word, 0.5 if word else 0.0, script, direction)
    code, confidence = guessed[0]
    if word and word != code:
        letters = sum(character.isalpha() for character in text[: 2 * ENOUGH])
        # Where each letter is a syllable or a word, a third of the letters say as much.
        letters *= 3 if script in ("Hans", "Hant", "Jpan", "Hang") else 1
        if confidence < CONTRARY if letters < ENOUGH else confidence < 0.5:
            code, confidence = word, max(dict(guessed).get(word, 0.0), 1 - confidence)
    return Language(code, round(confidence, 3), script, direction)


def script_of(text: str) -> str:
    """ISO 15924 of most of a text's letters; Hans and Hant told apart, Jpan where there is kana; Zyyy where none."""
    head = text[:2000]
    counts = Counter({name: len(found) for name, pattern in _COUNTERS if (found := pattern.findall(head))})
    if not counts:
        return "Zyyy"
    if counts["Jpan"] and counts["Jpan"] * 10 > counts["Hani"]:
        counts["Jpan"] += counts.pop("Hani", 0)
    name = counts.most_common(1)[0][0]
    if name != "Hani":
        return name
    characters = set(head)
    return "Hant" if len(characters & _HANT) > len(characters & _HANS) else "Hans"
