"""Who stands beside a cue: the noun group before it, or after it where the order is turned (`said Vell`)."""

from __future__ import annotations

from octavo.enrich.quotes.lexicon import Cues
from octavo.enrich.quotes.units import Token

REACH = 16
"""Words of the longest subject."""

Range = tuple[int, int]
"""Tokens from, to."""

_CLOSERS = frozenset(";:—–(…!?")
_INSIDE = frozenset(["of", "for", "from", "with", "de", "du", "des", "del", "von", "der", "van", "al", "la", "el"])
"""Small words inside a noun group: the head of the office for roads."""


def before(unit: list[Token], end: int, cues: Cues) -> Range | None:
    """The subject that ends before a token, None where there is none."""
    if end <= 0:
        return None
    last = unit[end - 1]
    if last.kind == "quote":
        return None
    if last.low == ")":
        opened = _back_to(unit, end - 1, "(", 12)
        inner = before(unit, opened, cues) if opened else None
        return (inner[0], end) if inner else None
    if last.low == ",":
        return _with_apposition(unit, end, cues)
    if last.kind == "sign" and last.low not in "-'’.\"”":
        return None
    if last.low in cues.pronouns:
        return end - 1, end
    start = _start(unit, end, cues)
    while start < end and (unit[start].kind == "sign" or unit[start].low in cues.adjuncts):
        start = _past_adjunct(unit, start, end, cues)
    return (start, end) if start < end and any(token.kind == "word" for token in unit[start:end]) else None


def _back_to(unit: list[Token], end: int, sign: str, reach: int) -> int:
    for at in range(end - 1, max(end - reach, -1), -1):
        if unit[at].low == sign:
            return at
    return 0


def _with_apposition(unit: list[Token], end: int, cues: Cues) -> Range | None:
    """`Vell, the head of the harbour, said`: from before the first comma to before the second."""
    comma = _back_to(unit, end - 1, ",", REACH)
    if comma <= 0 or unit[comma - 1].kind != "word":
        return None
    inner = before(unit, comma, cues)
    return (inner[0], end - 1) if inner and inner[1] == comma else None


def _start(unit: list[Token], end: int, cues: Cues) -> int:
    """Where the noun group that ends before a token begins."""
    at = end
    while at > max(0, end - REACH):
        token = unit[at - 1]
        if token.kind == "quote" and at != end:
            # A nickname or title in quotation marks is part of the group only inside it.
            break
        if token.kind == "sign" and (token.low in _CLOSERS or token.low == ","):
            break
        if token.low in cues.boundaries and not _pair(unit, at - 1, end):
            break
        if (
            token.low in cues.pronouns
            or token.low in cues.verbs
            or (token.low in cues.auxiliaries and token.low != "to")
        ):
            break
        at -= 1
    return at


def _pair(unit: list[Token], at: int, end: int) -> bool:
    """Whether `and` joins two names or two nouns of one subject."""
    names = 0 < at < end - 1 and unit[at - 1].capital and unit[at + 1].capital
    return names and unit[at].low in ("and", "et", "y", "und", "e")


def _past_adjunct(unit: list[Token], start: int, end: int, cues: Cues) -> int:
    """Past a phrase of time or place that opens the sentence: `In Corran Vell said`."""
    at = start + 1
    while at < end and not (unit[at].low in cues.determiners or unit[at].low in cues.pronouns or unit[at].capital):
        at += 1
    return at


def after(unit: list[Token], start: int, cues: Cues, *, bare: bool = False, apposed: bool = True) -> Range | None:
    """The subject that begins at a token, after its cue.

    With `apposed` an apposition goes with it. With `bare` it may begin without capital or determiner (`said former
    mayor Ana Vell`).
    """
    if start >= len(unit) or unit[start].kind != "word":
        return None
    first = unit[start]
    if first.low in cues.pronouns and first.low not in cues.verbs:
        return (start, start + 1) if cues.pronouns[first.low] in ("person", "many", "self") else None
    if not (first.capital or first.low in cues.determiners or (bare and first.low not in cues.adjuncts | cues.openers)):
        return None
    end = _end(unit, start, cues)
    if (
        apposed
        and end + 1 < len(unit)
        and unit[end].low == ","
        and (unit[end + 1].low in cues.determiners or unit[end + 1].low == "who")
    ):
        further = end + 1
        while further < len(unit) - 1 and further - start < 2 * REACH and _inner(unit[further]):
            further += 1
        end = further
    return start, end


def _inner(token: Token) -> bool:
    return token.kind == "word" or token.low in ("-", "'", "’")


def _end(unit: list[Token], start: int, cues: Cues) -> int:
    at = start
    while at < len(unit) and at - start < REACH:
        token = unit[at]
        if token.kind == "quote" or (token.kind == "sign" and token.low not in "-'’."):
            break
        if token.low == "." and at + 1 >= len(unit):
            break
        if token.low in cues.openers and at > start:
            break
        stops = token.low in cues.boundaries and not _pair(unit, at, len(unit))
        if (
            stops
            or (token.low in cues.adjuncts and token.low not in _INSIDE)
            or token.low in cues.verbs
            or token.low in cues.hearers
        ):
            break
        at += 1
    return at


def opening(unit: list[Token], cues: Cues) -> Range | None:
    """The subject that a sentence begins with: its first pronoun, or its first name or noun group."""
    for at, token in enumerate(unit[:REACH]):
        if token.kind == "quote":
            break
        if token.low in cues.verbs:
            continue
        if token.low in cues.pronouns:
            if cues.pronouns[token.low] in ("person", "many"):
                return at, at + 1
            continue
        plain = token.low in cues.determiners or token.low in cues.adjuncts or token.low in cues.boundaries
        if token.capital and not (at == 0 and plain):
            return _named(unit, at, cues)
        if token.low in cues.determiners and at == 0:
            return _named(unit, at, cues)
    return None


def _named(unit: list[Token], start: int, cues: Cues) -> Range:
    """A name or noun group as far as capitals go, with what stands before them."""
    end = start + 1
    while (
        end < len(unit)
        and end - start < 6
        and unit[end].kind == "word"
        and (unit[end].capital or unit[end - 1].low in cues.determiners or unit[end].low in _INSIDE)
    ):
        end += 1
    while end - 1 > start and unit[end - 1].low in _INSIDE:
        end -= 1
    return start, end
