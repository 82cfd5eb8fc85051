"""One number, in digits or in words, with its scale: `1.5 million`, `twenty-six`, `half a dozen`, `zweiundvierzig`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from octavo.enrich.figures.digits import digits_value, fraction_sign
from octavo.enrich.figures.lexicon import Lexicon
from octavo.enrich.figures.tokens import Token

MOST_WORDS = 60
"""Words of the longest number read as one."""

_HYPHENS = frozenset("-‑")


class Numeral(NamedTuple):
    """A number at tokens start to end."""

    value: float
    start: int
    end: int
    kind: Literal["digits", "words", "vague", "share"]
    scaled: bool = False
    """A scale stands with it (million, bn)."""


def numeral_at(tokens: list[Token], place: int, lex: Lexicon) -> Numeral | None:
    """The number that starts at a token, None where none does."""
    token = tokens[place]
    if token.kind == "number":
        return _digits(tokens, place, lex)
    if token.kind == "sign":
        value = fraction_sign(token.text)
        return Numeral(value, place, place + 1, "share") if value is not None else None
    if token.kind != "word":
        return None
    vague = lex.vague.at(tokens, place)
    if vague:
        return Numeral(vague[0], place, vague[1], "vague", scaled=True)
    return _share(tokens, place, lex) or _words(tokens, place, lex)


def parted(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Arabic `wa-` and prepositions parted from words of number and qualifiers, with which they are written as one."""
    if lex.language != "ar":
        return tokens
    apart: list[Token] = []
    for token in tokens:
        low = token.low
        # Folded, `and one` (وأحد) looks like `one` (واحد).
        whole = token.kind != "word" or (low in lex.known and not token.text.startswith("وأ"))
        for size in () if whole else (1, 2):
            if low[0] in "وفبلك" and low[size:] in lex.known and (size == 1 or low[1] in "بل" or low[:3] == "وال"):
                middle = token.start + size
                apart.append(Token(token.start, middle, token.text[:size], low[:size], "word"))
                token = Token(middle, token.end, token.text[size:], low[size:], "word")
                break
        apart.append(token)
    return apart


def glued(tokens: list[Token], place: int) -> bool:
    """Whether a token touches the one before it."""
    return 0 < place < len(tokens) and tokens[place - 1].end == tokens[place].start


def word_value(token: Token, lex: Lexicon) -> float | None:
    """What one word of number is worth, without scales."""
    if token.kind != "word":
        return None
    value = lex.numbers.get(token.low)
    if value is None and lex.language == "de":
        value = _german(token.low, lex)
    return value


def scale_value(token: Token, lex: Lexicon) -> float | None:
    """What a scale multiplies by: hundred, million."""
    if token.kind != "word":
        return None
    return lex.scales.get(token.low)


def _german(low: str, lex: Lexicon) -> float | None:
    """A German compound: dreihundertzweiundvierzig."""
    if len(low) > 80:
        return None
    for scale, worth in (("tausend", 1000.0), ("hundert", 100.0)):
        before, found, after = low.partition(scale)
        if found:
            times = 1.0 if not before else _german(before, lex)
            rest = 0.0 if not after else _german(after.removeprefix("und") or "?", lex)
            return None if times is None or rest is None or rest >= worth else times * worth + rest
    if low in lex.numbers:
        return lex.numbers[low]
    unit, und, ten = low.partition("und")
    ones = 1.0 if unit == "ein" else lex.numbers.get(unit)
    tens = lex.numbers.get(ten)
    if low == "ein" or not und:
        return 1.0 if low in ("ein", "eins") else None
    return ones + tens if ones is not None and tens is not None and ones < 10 <= tens else None


def _digits(tokens: list[Token], place: int, lex: Lexicon) -> Numeral | None:
    value = digits_value(tokens[place].text, lex.language)
    if value is None:
        return None
    end = place + 1
    if end < len(tokens) and glued(tokens, end) and (part := fraction_sign(tokens[end].text)) is not None:
        value, end = value + part, end + 1
    if (more := lex.half_added.at(tokens, end)) is not None:
        value, end = value + 0.5, more[1]
    return _scaled(Numeral(value, place, end, "digits"), tokens, lex)


def _scaled(numeral: Numeral, tokens: list[Token], lex: Lexicon) -> Numeral:
    """With the scales after it: `5 million`, `5-million`, `5m`, `2 lakh crore`."""
    value, end = numeral.value, numeral.end
    for _ in range(2):
        place = end + 1 if end + 1 < len(tokens) and tokens[end].text in _HYPHENS and glued(tokens, end + 1) else end
        if place >= len(tokens):
            break
        scale = scale_value(tokens[place], lex)
        if scale is None and numeral.kind == "digits" and place == numeral.end:
            scale = _short_scale(tokens, place, lex)
        if scale is None:
            break
        value, end = value * scale, place + 1
        if (
            lex.language == "de"
            and end < len(tokens)
            and tokens[end].text == "."
            and tokens[place].text in lex.short_scales
        ):
            end += 1
    return numeral if end == numeral.end else numeral._replace(value=value, end=end, scaled=True)


def _short_scale(tokens: list[Token], place: int, lex: Lexicon) -> float | None:
    """`m`, `bn`, `k` where they touch the digits; two letters and more also after a space."""
    token = tokens[place]
    scale = lex.short_scales.get(token.text)
    if scale is None or not (glued(tokens, place) or len(token.text) > 1):
        return None
    following = [later.low for later in tokens[place + 1 : place + 3] if later.text not in _HYPHENS]
    signed = place >= 2 and tokens[place - 2].text in lex.signs
    if token.text == "m" and not signed and following and following[0] in lex.metres:
        return None
    return scale


def _share(tokens: list[Token], place: int, lex: Lexicon) -> Numeral | None:
    """A fraction in words: two-thirds, a quarter of, half a million."""
    low = tokens[place].low
    share = lex.shares.at(tokens, place)
    if share:
        return _scaled(Numeral(share[0], place, _share_end(tokens, share[1], lex), "share"), tokens, lex)
    above = 1.0 if low in lex.ones else lex.numbers.get(low)
    if above is None or above > 9:
        return None
    end = place + 1
    if end < len(tokens) and tokens[end].text in _HYPHENS:
        end += 1
    if end >= len(tokens) or tokens[end].low not in lex.fractions:
        return None
    of = end + 1 < len(tokens) and tokens[end + 1].low in lex.of
    # `a third party`, `a second half`, `one quarter, two halves`: only a share of something is a share.
    if above == 1 and not of and low not in lex.single:
        return None
    value = above * lex.fractions[tokens[end].low]
    if of and end + 3 < len(tokens) and tokens[end + 2].low in lex.ones and scale_value(tokens[end + 3], lex):
        return _scaled(Numeral(value, place, end + 3, "share"), tokens, lex)
    return Numeral(value, place, end + 1, "share")


def _share_end(tokens: list[Token], end: int, lex: Lexicon) -> int:
    """`half a million` keeps its article, `half of the` leaves all after the fraction."""
    return end if end < len(tokens) and scale_value(tokens[end], lex) else end - 1


def _words(tokens: list[Token], place: int, lex: Lexicon) -> Numeral | None:
    """A number in words, as long as the words fit each other."""
    first = tokens[place]
    value = word_value(first, lex)
    total, current, end, last = 0.0, 0.0, place, 0.0
    if first.low in lex.ones and (value is None or value == 1):
        following = scale_value(tokens[place + 1], lex) if place + 1 < len(tokens) else None
        if following is None and not _begins_arabic(tokens, place, lex):
            return _single(tokens, place, lex)
        current, end = 1.0, place + 1
    elif value is not None:
        if value and value < 1 and not _measured(tokens, place + 1, lex):
            return None
        total, current, end = (value, 0.0, place + 1) if value >= 1000 else (0.0, value, place + 1)
    elif not (first.low in lex.bare and scale_value(first, lex)):
        return None
    while end < len(tokens) and end - place < MOST_WORDS:
        at = end + 1 if end > place and tokens[end].text in _HYPHENS and glued(tokens, end + 1) else end
        if at < len(tokens) and tokens[at].low in lex.joiner and end > place:
            at += 1
            if (half := lex.half_added.at(tokens, end)) is not None:
                current, end = current + 0.5, half[1]
                continue
        if at >= len(tokens):
            break
        scale = scale_value(tokens[at], lex)
        if scale is not None and not (at > end and tokens[at - 1].low in lex.joiner and tokens[at].low not in lex.bare):
            if scale < 1000 and (current >= 100 or (scale != 100 and current >= 12)):
                break
            if scale < 1000:
                current = (current or 1.0) * scale
            elif current or not total:
                total, current = total + (current or 1.0) * scale, 0.0
            else:
                # `dos mil millones` multiplies, `un millón mil` adds.
                total = total * scale if scale > last else total + scale
            last, end = scale, at + 1
            continue
        value = word_value(tokens[at], lex)
        if value is None:
            break
        if value >= 1000 and not current and value < (total or value + 1):
            total, end = total + value, at + 1
            continue
        added = _added(current, value, lex, at > end and tokens[at - 1].low in lex.joiner)
        if added is None:
            break
        current, end = added, at + 1
    return Numeral(total + current, place, end, "words", last > 0)


def _measured(tokens: list[Token], place: int, lex: Lexicon) -> bool:
    """Whether a scale or unit follows: `medio millón`, `media hora`, but not `medio ambiente`."""
    return place < len(tokens) and (
        scale_value(tokens[place], lex) is not None or lex.units.at(tokens, place) is not None
    )


def _single(tokens: list[Token], place: int, lex: Lexicon) -> Numeral | None:
    """`one`, where it counts: `one child`, `only one of`."""
    if lex.out_of.at(tokens, place + 1):
        return Numeral(1.0, place, place + 1, "words") if _ratio_follows(tokens, place, lex) else None
    if tokens[place].low not in lex.single or place + 1 >= len(tokens):
        return None
    at = place + 2 if tokens[place + 1].text in _HYPHENS and place + 2 < len(tokens) else place + 1
    counts = tokens[at].low in lex.counting
    alone = place > 0 and tokens[place - 1].low in lex.only and tokens[place + 1].low in lex.of
    return Numeral(1.0, place, place + 1, "words") if counts or alone else None


def _begins_arabic(tokens: list[Token], place: int, lex: Lexicon) -> bool:
    """Arabic puts one before ten (أحد عشر) and tens (واحد وعشرون)."""
    if lex.language != "ar" or place + 1 >= len(tokens):
        return False
    if tokens[place + 1].low in lex.joiner and place + 2 < len(tokens):
        return (word_value(tokens[place + 2], lex) or 0) >= 20
    return word_value(tokens[place + 1], lex) == 10


def _ratio_follows(tokens: list[Token], place: int, lex: Lexicon) -> bool:
    """`one in five`: the second number comes right after."""
    out = lex.out_of.at(tokens, place + 1)
    if out is None or out[1] >= len(tokens) or tokens[place].low not in lex.single:
        return False
    return (tokens[out[1]].kind == "number" and len(tokens[out[1]].text) < 4) or word_value(
        tokens[out[1]], lex
    ) is not None


def _added(current: float, value: float, lex: Lexicon, linked: bool) -> float | None:
    """The sum of what was read and the next word, None where a new number begins (`twenty thirty`, `one two`)."""
    below = current % 100
    if value >= 100:
        return value if current == 0 else None
    if current == 0:
        return value
    if lex.language == "ar":
        if value == 10 and 1 <= below <= 9:
            return current + 10
        return current + value if linked and (below == 0 or (value >= 20 and below <= 9)) else None
    if lex.language == "fr":
        if value == 20 and below == 4:
            return current - 4 + 80
        if (10 <= value <= 19 and below in (60, 80)) or (7 <= value <= 9 and below in (10, 70, 90)):
            return current + value
    if value == 0:
        return None
    if value >= 10:
        return current + value if below == 0 else None
    return current + value if below == 0 or (below >= 20 and below % 10 == 0) else None
