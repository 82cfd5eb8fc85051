"""What digits with separators are worth."""

from __future__ import annotations

import re

LONGEST = 24
"""Characters of the longest number believed; more are an identifier, and nothing in the news is counted so far."""

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6}
_GROUPS = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ",.٬'"}
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_PLAIN = re.compile(r"\d+(?:[.]\d+)?")

COMMA_LANGUAGES = frozenset(
    {"de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sk", "sl", "hr", "sr", "bg", "ro", "hu", "tr", "el"}
    | {"sv", "nb", "da", "fi", "id", "vi", "ca", "gl", "eu", "lt", "lv", "et", "is", "mk", "sq", "be", "kk", "az"}
)
"""Languages whose decimal mark is a comma (CLDR)."""


def fraction_sign(sign: str) -> float | None:
    """½ and the like."""
    return _FRACTIONS.get(sign)


def digits_value(written: str, language: str) -> float | None:
    """The value of digits with separators as the language writes them, None where it is no number.

    `1,500` is 1500 in English and 1.5 in German. Spanish is written both ways: there, either mark before exactly three
    digits parts thousands (unless what stands before is 0). Groups may be parted by spaces or apostrophes anywhere,
    and lakhs and crores by commas (1,00,000).
    """
    if len(written) > LONGEST:
        return None
    text = re.sub(r"[ \u00a0\u202f\u2009]", "", written).replace("’", "'").replace("٫", ".")
    if "٬" in text or "'" in text:
        mark = "٬" if "٬" in text else "'"
        whole, dot, rest = text.partition(".") if mark == "٬" else _split_decimal(text)
        if not _GROUPS[mark].fullmatch(whole):
            return None
        text = whole.replace(mark, "") + dot + rest
        return float(text) if _PLAIN.fullmatch(text) else None
    if "٫" in written:
        return float(text) if _PLAIN.fullmatch(text) else None
    return _with_marks(text, language)


def _split_decimal(text: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"([\d']+)[.,](\d+)", text)
    return (match.group(1), ".", match.group(2)) if match else (text, "", "")


def _with_marks(text: str, language: str) -> float | None:
    """Digits with points and commas."""
    point, comma = "." in text, "," in text
    decimal = "," if language in COMMA_LANGUAGES else "."
    if point and comma:
        decimal = "." if text.rindex(".") > text.rindex(",") else ","
    elif language == "es" and (point or comma) and not text.startswith("0"):
        mark = "." if point else ","
        if _GROUPS[mark].fullmatch(text):
            decimal = "," if point else "."
    elif (point or comma) and text.count("." if point else ",") > 1:
        decimal = "," if point else "."
    grouping = "." if decimal == "," else ","
    whole, mark, rest = text.partition(decimal)
    if grouping in whole:
        indian = grouping == "," and _INDIAN.fullmatch(whole)
        if not indian and not _GROUPS[grouping].fullmatch(whole):
            return None
        whole = whole.replace(grouping, "")
    number = whole + ("." + rest if mark else "")
    return float(number) if _PLAIN.fullmatch(number) else None
