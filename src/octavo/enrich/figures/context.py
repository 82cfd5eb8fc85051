"""What a figure counts, what happened to it, and when: by the words around it, without a parse."""

from __future__ import annotations

from typing import NamedTuple

from octavo.enrich.figures.lexicon import Lexicon
from octavo.enrich.figures.numerals import glued
from octavo.enrich.figures.reading import Reading
from octavo.enrich.figures.tokens import Token

REACH = 8
"""Words after a number among which the thing counted stands."""

VERB_REACH = 7
"""Words to either side among which the verb stands."""

TIME_REACH = 16
"""Words between a figure and the time it refers to."""

TIMES = frozenset({"s", "min", "h", "d", "week", "month", "year", "decade", "century"})
_HYPHENS = frozenset("-‑")
_NOUNS = frozenset(
    {"evening", "morning", "during", "meeting", "building", "nothing", "something", "anything", "according"}
)


class Context(NamedTuple):
    """What stands around a figure, as the text has it."""

    counted: str
    about: str
    time: str


def context_of(tokens: list[Token], reading: Reading, spans: list[tuple[int, int]], text: str, lex: Lexicon) -> Context:
    """Counted, about and time of a figure; `spans` are the sentence's time expressions, by tokens."""
    counted, end = _counted(tokens, reading, lex)
    about = _about(tokens, reading, end, lex)
    return Context(reading.counted or counted, about, _time(tokens, reading, spans, text))


def _counted(tokens: list[Token], reading: Reading, lex: Lexicon) -> tuple[str, int]:
    """The head noun after the number, and the token after it."""
    place = reading.end
    if reading.counted:
        return reading.counted, place
    if place >= len(tokens):
        return _total_of(tokens, reading), place
    if reading.unit and reading.unit not in TIMES and place < len(tokens) and tokens[place].low in lex.of:
        place += 1
        if place >= len(tokens):
            return "", reading.end
    elif reading.unit:
        return "", place
    if tokens[place].text in _HYPHENS and glued(tokens, place) and place + 1 < len(tokens):
        if tokens[place + 1].low not in ("strong", "plus", "odd"):
            return tokens[place + 1].text, place + 2
        place += 2
    if tokens[place].low in lex.of:
        place += 1
        while place < len(tokens) and (tokens[place].low in lex.stops or tokens[place].kind == "number"):
            place += 1
            if place - reading.end > 4:
                return "", reading.end
    return _head(tokens, place, reading, lex)


def _total_of(tokens: list[Token], reading: Reading) -> str:
    """`a majority of 21`: the noun before."""
    start = reading.start
    return tokens[start - 2].text if start > 1 and tokens[start - 1].low == "of" else ""


def _head(tokens: list[Token], place: int, reading: Reading, lex: Lexicon) -> tuple[str, int]:
    """The head of the noun group that starts at a token: in English its first plural, else its last word."""
    words: list[int] = []
    for at in range(place, min(place + REACH, len(tokens))):
        token = tokens[at]
        if token.text in _HYPHENS and glued(tokens, at):
            continue
        if token.kind == "sign" or token.kind == "number" or token.low in lex.stops:
            break
        if _verb(token, lex) and (words or at + 1 >= len(tokens) or not _plural(tokens[at + 1], lex)):
            break
        words.append(at)
        if lex.language not in ("en", "") or _plural(token, lex):
            break
    if not words:
        return _total_of(tokens, reading), reading.end
    head = words[-1]
    if lex.language == "de" and not tokens[head].text[:1].isupper():
        # German nouns have capitals; adjectives before them are passed over.
        later = [at for at in range(head, min(head + 4, len(tokens))) if tokens[at].text[:1].isupper()]
        head = later[0] if later else head
    return tokens[head].text, head + 1


def _plural(token: Token, lex: Lexicon) -> bool:
    low = token.low
    return low in lex.plurals or (low.endswith("s") and not low.endswith(("ss", "us", "is", "ous")) and len(low) > 3)


def _verb(token: Token, lex: Lexicon) -> bool:
    if token.kind != "word" or token.low in lex.auxiliaries:
        return False
    return token.low in lex.verbs or (lex.language == "en" and token.low.endswith("ed") and len(token.low) > 4)


def _about(tokens: list[Token], reading: Reading, end: int, lex: Lexicon) -> str:
    """The verb: after the thing counted where it is the subject, else before the number."""
    passive = False
    for at in range(end, min(end + VERB_REACH, len(tokens))):
        token = tokens[at]
        if token.text in ".;:,—" or token.kind == "number":
            break
        passive = passive or token.low in lex.auxiliaries
        if _verb(token, lex) and (passive or at <= end + 1):
            return token.text
    for at in range(reading.start - 1, max(reading.start - 1 - VERB_REACH, -1), -1):
        if tokens[at].text in ".;:—":
            break
        low = tokens[at].low
        gerund = lex.language == "en" and low.endswith("ing") and len(low) > 5 and low not in _NOUNS
        if gerund or _verb(tokens[at], lex):
            return tokens[at].text
    return ""


def time_spans(tokens: list[Token], lex: Lexicon) -> list[tuple[int, int]]:
    """The time expressions of a sentence, by tokens: `since January`, `in 2024`, `on Tuesday`, `last year`."""
    spans = []
    place = 0
    while place < len(tokens):
        phrase = lex.time_phrases.at(tokens, place)
        end = phrase[1] if phrase else _dated(tokens, place, lex)
        if end:
            anchored = place > 0 and tokens[place - 1].low in lex.time_anchors
            spans.append((place - 1 if anchored else place, end))
        place = end or place + 1
    return spans


def _dated(tokens: list[Token], place: int, lex: Lexicon) -> int:
    """The end of a date, month, weekday or year that starts at a token, 0 where none does."""
    token = tokens[place]
    year = token.kind == "number" and len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")
    if year:
        return place + 1 if place and tokens[place - 1].low in lex.time_anchors | lex.before_year else 0
    if token.text in lex.months or (token.low in lex.weekdays and token.text[:1].isupper() | (lex.language != "en")):
        end = place + 1
        while end < len(tokens) and end < place + 5 and (tokens[end].kind == "number" or tokens[end].text in ",."):
            end += 1
        while tokens[end - 1].kind == "sign":
            end -= 1
        return end
    small = token.kind == "number" and len(token.text) <= 2
    follows = place + 1 < len(tokens) and tokens[place + 1].text in lex.months
    return _dated(tokens, place + 1, lex) if small and follows else 0


def _time(tokens: list[Token], reading: Reading, spans: list[tuple[int, int]], text: str) -> str:
    """The nearest time expression of the sentence; one after the figure before one as near before it."""
    # `Since January 26 people`: the figure is no day of the month, and the time ends before it.
    cut = [(start, reading.start if start < reading.start < end else end) for start, end in spans]
    free = [(start, end) for start, end in cut if end <= reading.start or start >= reading.end]
    if not free:
        return ""

    def away(span: tuple[int, int]) -> float:
        return span[0] - reading.end if span[0] >= reading.end else reading.start - span[1] + 0.5

    start, end = nearest = min(free, key=away)
    if away(nearest) > TIME_REACH:
        return ""
    return text[tokens[start].start : tokens[end - 1].end]
