"""Money and units around a number."""

from __future__ import annotations

from typing import NamedTuple

from octavo.enrich.figures.lexicon import Lexicon
from octavo.enrich.figures.numerals import Numeral, glued
from octavo.enrich.figures.tokens import Token

_HYPHENS = frozenset("-‑")


class Measure(NamedTuple):
    """A unit, and the token where it ends (or, before a number, starts)."""

    unit: str
    place: int
    factor: float = 1.0
    """What the value is multiplied by: pence are hundredths of a pound."""


def money_before(tokens: list[Token], place: int, lex: Lexicon) -> Measure | None:
    """Money signed before its number: $, US$, €, USD, Rs."""
    if place == 0:
        return None
    sign = tokens[place - 1]
    if sign.text in lex.signs:
        if place > 1 and glued(tokens, place - 1):
            longer = lex.signs.get(tokens[place - 2].text + sign.text)
            if longer:
                return Measure(longer, place - 2)
        return Measure(lex.signs[sign.text], place - 1)
    if sign.text in lex.codes:
        return Measure(sign.text, place - 1)
    if sign.text == "." and place > 1 and tokens[place - 2].text == "Rs":
        return Measure("INR", place - 2)
    return Measure("INR", place - 1) if sign.text == "Rs" else None


def unit_after(tokens: list[Token], numeral: Numeral, lex: Lexicon) -> Measure | None:
    """The unit or money after a number, be it joined by a hyphen: %, km, roubles, 30-minute, 151.5 pence."""
    place = numeral.end
    if place + 1 < len(tokens) and tokens[place].text in _HYPHENS and glued(tokens, place) and glued(tokens, place + 1):
        place += 1
    if numeral.kind == "share":
        place = _past_article(tokens, place, lex)
    if place >= len(tokens):
        return None
    token = tokens[place]
    if numeral.kind == "vague" and token.low in lex.of:
        owed = lex.money.at(tokens, place + 1)
        return Measure(owed[0], owed[1]) if owed else None
    written = _symbol(tokens, place, lex)
    if written:
        return written
    if glued(tokens, place) and tokens[place - 1].kind == "number" and token.text in lex.letters:
        return Measure(lex.letters[token.text], place + 1)
    if token.text in ("C", "F") and lex.letters and tokens[place - 1].kind == "number":
        return Measure(lex.letters.get(token.text, "°" + token.text), place + 1)
    if token.text == "m" and tokens[place - 1].kind == "number":
        return Measure("m", place + 1)
    if token.low in lex.minor and (len(token.low) > 1 or glued(tokens, place)):
        return Measure(lex.minor[token.low], place + 1, 0.01)
    unit = lex.units.at(tokens, place)
    money = _money_word(tokens, place, numeral, lex)
    if money and (unit is None or money.place > unit[1]):
        return money
    return Measure(unit[0], unit[1]) if unit else None


def _symbol(tokens: list[Token], place: int, lex: Lexicon) -> Measure | None:
    """A sign or symbol, of up to three tokens (° C, km / h)."""
    written = ""
    best = None
    for end in range(place, min(place + 3, len(tokens))):
        if end > place and not glued(tokens, end):
            break
        written += tokens[end].text
        if written in lex.symbols:
            best = Measure(lex.symbols[written], end + 1)
        elif written in lex.signs or written in lex.codes:
            best = Measure(lex.signs.get(written, written), end + 1)
    return best


def _money_word(tokens: list[Token], place: int, numeral: Numeral, lex: Lexicon) -> Measure | None:
    money = lex.money.at(tokens, place)
    if money is None and place < len(tokens) and tokens[place].low in lex.of:
        money = lex.money.at(tokens, place + 1) if numeral.scaled else None
    if money is None:
        return None
    unit, end = money
    # `3 won the cup` is no money; won come by thousands.
    if tokens[end - 1].low == "won" and numeral.value < 100:
        return None
    if tokens[end - 1].low in ("pound", "pounds") and end - place == 1 and _weighs(tokens, numeral, end, lex):
        return Measure("lb", end)
    return Measure(unit, end)


def _weighs(tokens: list[Token], numeral: Numeral, end: int, lex: Lexicon) -> bool:
    """Whether pounds are a weight: `weighs 20 pounds`, `20 pounds of flour`."""
    if numeral.scaled:
        return False
    near = {token.low for token in tokens[max(0, numeral.start - 4) : numeral.start]}
    of = end < len(tokens) and tokens[end].low in lex.of
    return of or bool(near & lex.weight)


def _past_article(tokens: list[Token], place: int, lex: Lexicon) -> int:
    """Of a share, the unit comes after an article: `half an hour`, `a quarter of a mile`."""
    after = place + 1 if place < len(tokens) and tokens[place].low in lex.of else place
    return after + 1 if after < len(tokens) and tokens[after].low in lex.ones else place
