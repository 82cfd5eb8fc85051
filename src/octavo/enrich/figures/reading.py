"""Figures of one sentence: number, qualifier, range and unit put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from octavo.enrich.figures.excluded import passed_over
from octavo.enrich.figures.lexicon import Lexicon
from octavo.enrich.figures.measures import Measure, money_before, unit_after
from octavo.enrich.figures.numerals import Numeral, glued, numeral_at
from octavo.enrich.figures.tokens import Token
from octavo.news.marks import Qualifier

_HYPHENS = frozenset("-‑–")
_TITLE_WORDS = 4
"""Letters of a word that a headline in title case writes with a capital."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure, by tokens."""

    start: int
    end: int
    value: float
    high: float | None
    qualifier: Qualifier
    unit: str
    counted: str = ""
    """Where the number itself says it: score, age, a noun in the dual."""


def readings(tokens: list[Token], lex: Lexicon) -> list[Reading]:
    """The figures of a sentence's tokens, in order."""
    found: list[Reading] = []
    titled = _titled(tokens)
    scored = any(token.low in lex.score for token in tokens)
    place = 0
    while place < len(tokens):
        numeral = numeral_at(tokens, place, lex)
        if numeral is None:
            dual = lex.duals.get(tokens[place].low) if lex.duals else None
            if dual is not None:
                found.append(Reading(place, place + 1, 2.0, None, "", dual, tokens[place].text))
            place += 1
            continue
        skipped = passed_over(tokens, numeral, lex, titled)
        if skipped is not None:
            place = max(skipped, place + 1)
            continue
        reading = _reading(tokens, numeral, lex, scored, found[-1].end if found else 0)
        place = max(numeral.end, reading.end if reading else 0)
        if reading:
            found.append(reading)
    return found


def _titled(tokens: list[Token]) -> bool:
    """Whether the sentence is a headline in title case or capitals, where a capital says nothing."""
    long = [
        token.text[0].isupper() for token in tokens[:60] if token.kind == "word" and len(token.text) >= _TITLE_WORDS
    ]
    return len(long) > 1 and sum(long) >= 0.8 * len(long)


def _reading(tokens: list[Token], numeral: Numeral, lex: Lexicon, scored: bool, floor: int) -> Reading | None:
    """The figure around a number, None where what follows shows that it is none."""
    told = _score(tokens, numeral, lex, scored) or _ratio(tokens, numeral, lex)
    if told:
        return told
    before = money_before(tokens, numeral.start, lex)
    if before and before.place < floor:
        before = None
    after = None if before else unit_after(tokens, numeral, lex)
    unit = before or after
    if unit is None and numeral.start and tokens[numeral.start - 1].low in lex.units_before:
        unit = Measure(lex.units_before[tokens[numeral.start - 1].low], numeral.start)
    start = before.place if before else numeral.start
    start, sign = _negative(tokens, start, unit) if start > floor else (start, 1.0)
    reading = Reading(
        start,
        after.place if after else numeral.end,
        sign * numeral.value * (unit.factor if unit else 1.0),
        None,
        "more than" if numeral.kind == "vague" else "",
        unit.unit if unit else "",
    )
    reading = _ranged(tokens, reading, numeral, lex, bare=unit is None) or reading
    if _dated_after(tokens, reading, lex):
        return None
    return _qualified(tokens, _aged(tokens, reading, numeral, lex), lex, floor)


def _score(tokens: list[Token], numeral: Numeral, lex: Lexicon, scored: bool) -> Reading | None:
    """`7-5`, `2-2`; `1,428 to 1,153`. Rising pairs are ranges unless a game or vote is told."""
    end = numeral.end
    if end + 1 >= len(tokens) or numeral.scaled:
        return None
    second = numeral_at(tokens, end + 1, lex)
    if second is None or second.scaled or second.kind not in ("digits", "words"):
        return None
    dashed = tokens[end].text in _HYPHENS and glued(tokens, end) and glued(tokens, end + 1) and numeral.kind == "digits"
    worded = lex.ranges.get(tokens[end].low) == "to" and tokens[end].kind == "word"
    if not (dashed or worded) or unit_after(tokens, second, lex) or money_before(tokens, numeral.start, lex):
        return None
    if worded and _said_before(tokens, numeral.start, lex) == "from":
        return None
    rising = numeral.value < second.value
    if numeral.value != int(numeral.value) or (rising and not (dashed and scored and second.value < 20)):
        return None
    if worded and not scored:
        return None
    return Reading(numeral.start, second.end, numeral.value, second.value, "", "", "score")


def _ratio(tokens: list[Token], numeral: Numeral, lex: Lexicon) -> Reading | None:
    """`one in five voters`, `nine out of 10`: the part of one."""
    out = lex.out_of.at(tokens, numeral.end)
    if out is None or numeral.scaled or numeral.value != int(numeral.value):
        return None
    second = numeral_at(tokens, out[1], lex) if out[1] < len(tokens) else None
    if second is None or second.scaled or not 1 < second.value <= 1000 or numeral.value >= second.value:
        return None
    if out[1] - numeral.end == 1 and numeral.value > 1:
        return None
    if unit_after(tokens, second, lex) or _named_next(tokens, second.end):
        return None
    return _qualified(tokens, Reading(numeral.start, second.end, numeral.value / second.value, None, "", ""), lex, 0)


def _named_next(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text[0].isupper() and not tokens[place].low.endswith("s")


def _said_before(tokens: list[Token], place: int, lex: Lexicon) -> str:
    """`between` or `from` before a number, empty where neither."""
    word = lex.ranges.get(tokens[place - 1].low, "") if place else ""
    return word if word in ("between", "from") and tokens[place - 1].low not in lex.joiner else ""


def _negative(tokens: list[Token], start: int, unit: Measure | None) -> tuple[int, float]:
    """A minus before a number that stands alone, and its sign."""
    if start == 0:
        return start, 1.0
    sign = tokens[start - 1]
    spaced = start < 2 or not glued(tokens, start - 1)
    if sign.text in "−-" and glued(tokens, start) and spaced and (sign.text == "−" or unit is not None):
        return start - 1, -1.0
    return (start - 1, -1.0) if sign.low == "minus" else (start, 1.0)


def _ranged(tokens: list[Token], first: Reading, numeral: Numeral, lex: Lexicon, bare: bool) -> Reading | None:
    """A range from this number to the next, None where there is none."""
    link = first.end
    if link + 1 >= len(tokens):
        return None
    said = _said_before(tokens, first.start, lex)
    word = tokens[link]
    kind = lex.ranges.get(word.low, "")
    place = link + 1
    if kind == "to" and word.kind == "sign" and not (bare or first.unit):
        return None
    if said == "between":
        kind = "between" if word.low in lex.joiner or kind in ("between", "to") else ""
    if (not (kind == "to" and said != "from") and kind not in ("or", "between")) or (kind == "between" and not said):
        return None
    while (
        place < len(tokens)
        and (tokens[place].text in lex.signs or tokens[place].text in lex.codes)
        and place < link + 3
    ):
        place += 1
    second = numeral_at(tokens, place, lex) if place < len(tokens) else None
    if second is None or second.kind not in ("digits", "words"):
        return None
    return _joined(tokens, first, numeral, second, lex, kind)


def _joined(
    tokens: list[Token], first: Reading, numeral: Numeral, second: Numeral, lex: Lexicon, kind: str
) -> Reading | None:
    """Both ends with one unit and one scale, where they agree and rise."""
    after = unit_after(tokens, second, lex) or money_before(tokens, second.start, lex)
    factor = after.factor if after else 1.0
    low, high = first.value, second.value * factor
    if after and first.unit and after.unit != first.unit:
        return None
    if kind == "or" and (first.unit or high > 10 * low):
        return None
    if after and not first.unit:
        low *= factor
    if second.scaled and not numeral.scaled and numeral.value < second.value:
        scaled = _mantissa(tokens, second, lex)
        low = low * second.value / scaled if scaled and numeral.value < scaled else low
    if low >= high:
        return None
    end = after.place if after and after.place > second.end else second.end
    unit = first.unit or (after.unit if after else "")
    qualifier = "between" if kind == "between" else first.qualifier
    start = first.start - 1 if kind == "between" else first.start
    return replace(first, start=start, end=end, value=low, high=high, unit=unit, qualifier=qualifier)


def _mantissa(tokens: list[Token], second: Numeral, lex: Lexicon) -> float:
    """The second number without its scale."""
    alone = numeral_at(tokens[second.start : second.start + 1], 0, lex)
    return alone.value if alone else 0.0


def _dated_after(tokens: list[Token], reading: Reading, lex: Lexicon) -> bool:
    """Whether a month or an hour of the clock follows: `between 5 and 8 p.m.`."""
    if reading.unit or reading.end >= len(tokens):
        return False
    return tokens[reading.end].text in lex.months or lex.clock.at(tokens, reading.end) is not None


def _aged(tokens: list[Token], reading: Reading, numeral: Numeral, lex: Lexicon) -> Reading:
    """An age: `Smith, 45, said`, `aged 45`, `at 69`, `was 19`."""
    start, end = reading.start, reading.end
    if reading.unit or reading.high is not None or not 0 < reading.value < 120 or numeral.scaled:
        return reading
    closed = end >= len(tokens) or (tokens[end].kind == "sign" and tokens[end].text in ",.;)")
    before = tokens[start - 1] if start else None
    if before is None:
        return reading
    if before.low in lex.age_before and (closed or tokens[end].low in lex.stops):
        return replace(reading, unit="year", counted="age")
    named = start > 1 and tokens[start - 2].kind == "word" and tokens[start - 2].text[0].isupper()
    lone = numeral.kind == "digits" and reading.value == int(reading.value) and reading.value >= 2
    if before.text == "," and named and lone and end < len(tokens) and tokens[end].text in ",.;":
        listed = end + 1 < len(tokens) and tokens[end + 1].kind == "number"
        return reading if listed else replace(reading, unit="year", counted="age")
    if before.text == "(" and named and lone and end < len(tokens) and tokens[end].text == ")":
        return replace(reading, unit="year", counted="age")
    return reading


def _qualified(tokens: list[Token], reading: Reading, lex: Lexicon, floor: int) -> Reading:
    """With its qualifier, before or after."""
    before = lex.qualifiers.before(tokens, reading.start)
    after = lex.after.at(tokens, reading.end)
    if before and before[1] >= floor and not _another_sense(tokens, before[1], reading, lex):
        return replace(reading, start=before[1], qualifier=cast(Qualifier, before[0]))
    if after and (tokens[reading.end].kind == "word" or glued(tokens, reading.end)):
        return replace(reading, end=after[1], qualifier=cast(Qualifier, after[0]))
    hyphened = reading.end + 1 < len(tokens) and tokens[reading.end].text in "-‑" and glued(tokens, reading.end)
    if hyphened and (joined := lex.after.at(tokens, reading.end + 1)) and glued(tokens, reading.end + 1):
        return replace(reading, end=joined[1], qualifier=cast(Qualifier, joined[0]))
    return reading


def _another_sense(tokens: list[Token], place: int, reading: Reading, lex: Lexicon) -> bool:
    """Whether the word is no qualifier: `the top 12 films`, `presided over two meetings`, `rally around three men`."""
    word = tokens[place].low
    small = not reading.unit and reading.high is None and tokens[reading.start].kind == "word" and reading.value < 12
    if word in lex.prepositions and reading.start - place == 1 and small:
        return True
    if word != "top" or reading.start - place > 1:
        return False
    return place == 0 or (tokens[place - 1].low not in lex.auxiliaries and tokens[place - 1].low != "to")
