"""Where a query's words stand in a text: the piece to show, and the spans to mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from octavo.text.words import token_spans

LENGTH = 240
"""Characters of a snippet, about three lines."""
BEFORE = 60
"""Characters shown before the first match."""

Span = tuple[int, int]


def snippet(texts: Iterable[str], phrases: Sequence[Sequence[str]]) -> tuple[str, tuple[Span, ...]]:
    """The first text that has a match, cut around it, with the spans of all matches in the piece.

    Without a match, the beginning of the first text that is not empty.
    """
    first = ""
    for text in texts:
        first = first or text
        if spans := matches(text, phrases):
            return _cut(text, spans)
    return _cut(first, [])


def matches(text: str, phrases: Sequence[Sequence[str]]) -> list[Span]:
    """The spans of `text` in which a phrase (a sequence of tokens) stands, in order; where two overlap, the first."""
    heads = {phrase[0] for phrase in phrases if phrase}
    found: list[Span] = []
    if not heads:
        return found
    words = token_spans(text)
    for at, (token, start, _) in enumerate(words):
        if token not in heads or (found and start < found[-1][1]):
            continue
        fits = [len(phrase) for phrase in phrases if [word for word, _, _ in words[at : at + len(phrase)]] == [*phrase]]
        if fits:
            found.append((start, words[at + max(fits) - 1][2]))
    return found


def _cut(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    start = _after_space(text, max(0, spans[0][0] - BEFORE)) if spans else 0
    start = 0 if len(text) <= LENGTH else min(start, max(0, spans[0][0])) if spans else 0
    end = len(text) if len(text) - start <= LENGTH else _before_space(text, start, start + LENGTH)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    marks = tuple((first + shift, last + shift) for first, last in spans if start <= first and last <= end)
    return head + text[start:end] + tail, marks


def _after_space(text: str, place: int) -> int:
    """The beginning of the next word, where one begins soon."""
    space = text.find(" ", place, place + 20) if place else -1
    return place if space < 0 else space + 1


def _before_space(text: str, start: int, place: int) -> int:
    """The end of the last whole word, where one ends near."""
    space = text.rfind(" ", max(start, place - 20), place)
    return place if space < 0 else space
