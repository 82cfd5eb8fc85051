"""Numbers of a sentence, with what stands around them: `at least 1.2 million people` → 1,200,000, `>=`, ``.

Only what comparing needs: a value, a unit of the lists, a qualifier. What is read as no number is compared as a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.ask.lexicon import Lexicon
from octavo.text.words import token_spans

_DIGITS = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f’']\d+)*[^\W\d_]*")
_BEFORE = 4
"""Words before a number in which a qualifier may stand."""
_SIGNS = {"$": "$", "£": "£", "€": "€", "¥": "¥", "%": "%", "٪": "%"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    qualifier: str
    """`>=`, `>`, `<=`, `<`, `~`, or nothing."""
    words: tuple[str, ...]
    """Its tokens, which are no words of the sentence's meaning."""
    spelt: bool
    """Whether it is written in letters."""


def numbers_of(sentence: str, lists: Lexicon) -> list[Number]:
    """The numbers of a sentence in order."""
    spans = _joined(sentence, token_spans(sentence))
    found: list[Number] = []
    at = 0
    while at < len(spans):
        value, taken = _value(spans, at, lists)
        if not taken:
            at += 1
            continue
        first, last = spans[at], spans[at + taken - 1]
        found.append(
            Number(
                text=sentence[first[1] : last[2]],
                start=first[1],
                end=last[2],
                value=value,
                unit=_unit(sentence, spans, at, at + taken, lists),
                qualifier=_qualifier([word for word, _, _ in spans[max(0, at - _BEFORE) : at]], lists),
                words=tuple(word for word, _, _ in spans[at : at + taken]),
                spelt=not first[0][0].isdigit(),
            )
        )
        at += taken
    return found


def agrees(claimed: Number, said: Number) -> bool:
    """Whether a number follows from another: the same value and unit, and a qualifier that says no more."""
    if abs(claimed.value - said.value) > 1e-9 * max(1.0, abs(said.value)):
        return False
    if claimed.unit != said.unit and (claimed.unit or said.unit in _SIGNS):
        return False
    return claimed.qualifier in _FOLLOWS[said.qualifier]


_FOLLOWS = {
    "": ("", "~", ">=", "<="),
    "~": ("~", ""),
    ">=": (">=",),
    ">": (">", ">="),
    "<=": ("<=",),
    "<": ("<", "<="),
}
"""A qualifier that was said, and those that follow from it. `About` may be left out: readers take round numbers so."""

_Span = tuple[str, int, int]


def _joined(sentence: str, spans: Sequence[_Span]) -> list[_Span]:
    """Tokens, with the parts of one number in digits as one: `1,200.5`."""
    runs = {match.start(): match.end() for match in _DIGITS.finditer(sentence)}
    joined: list[_Span] = []
    until = -1
    for token, start, end in spans:
        if start < until:
            continue
        if start in runs and runs[start] > end:
            until = runs[start]
            joined.append((sentence[start:until].lower(), start, until))
        else:
            joined.append((token, start, end))
    return joined


def _value(spans: Sequence[_Span], at: int, lists: Lexicon) -> tuple[float, int]:
    """The number that begins at a token, and how many tokens it is; none: (0, 0)."""
    word = spans[at][0]
    if word[0].isdecimal():
        match = re.match(r"([\d.,٫٬\u00a0\u202f’']+)([^\W\d]*)$", word)
        if match is None:
            return 0.0, 0
        value = _digits(match[1])
        glued = lists.scales.get(match[2], 0.0) if match[2] else 1.0
        if not glued:
            return value, 1  # 5km, 21st, 2024a: the letters are a unit or nothing
        return _scaled(value * glued, spans, at + 1, lists, 1)
    if word in ("one", "second") or (word not in lists.numbers and word not in ("hundred", "thousand")):
        return 0.0, 0
    total, taken = 0.0, 0
    current = 0.0
    while at + taken < len(spans):
        word = spans[at + taken][0]
        if word in lists.numbers and (not current or (lists.numbers[word] < 10 <= current % 100 or current >= 100)):
            current += lists.numbers[word]
        elif word in lists.scales and taken and word.isalpha() and len(word) > 2:
            current = (current or 1.0) * lists.scales[word]
            if lists.scales[word] >= 1000:
                total, current = total + current, 0.0
        elif not taken and word in ("hundred", "thousand"):
            return 0.0, 0
        else:
            break
        taken += 1
    return total + current, taken


def _scaled(value: float, spans: Sequence[_Span], at: int, lists: Lexicon, taken: int) -> tuple[float, int]:
    if at < len(spans) and (scale := lists.scales.get(spans[at][0])) and len(spans[at][0]) > 1:
        return value * scale, taken + 1
    return value, taken


def _digits(written: str) -> float:
    """`1,234` and `1.234.567` are grouped, `3.5` and `3,5` are not."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in written)
    plain = re.sub(r"[\u00a0\u202f’'٬]", "", plain).replace("٫", ".").strip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", plain):
        return float(plain.replace(".", "").replace(",", "."))
    parts = re.split(r"[.,]", plain)
    return float(f"{parts[0]}.{''.join(parts[1:])}") if len(parts) == 2 else float("".join(parts))


def _unit(sentence: str, spans: Sequence[_Span], first: int, after: int, lists: Lexicon) -> str:
    start, end = spans[first][1], spans[after - 1][2]
    before, behind = sentence[:start].rstrip()[-1:], sentence[end:].lstrip()[:1]
    if sign := _SIGNS.get(behind) or _SIGNS.get(before):
        return sign
    glued = re.search(r"[^\W\d_]+$", spans[after - 1][0])
    if spans[after - 1][0][0].isdecimal() and glued and glued[0] in lists.units:
        return lists.units[glued[0]]
    following = [word for word, _, _ in spans[after : after + 2]]
    return next((lists.units[word] for word in following if word in lists.units), "")


def _qualifier(before: Sequence[str], lists: Lexicon) -> str:
    """Of the phrase that stands right before the number, or one word before it, which is no number."""
    near = [" ".join(before)]
    if before and not before[-1][0].isdecimal():
        near.append(" ".join(before[:-1]))
    for written in near:
        for phrase, kind in lists.qualifiers:
            if written == phrase or written.endswith(f" {phrase}"):
                return kind
    return ""
