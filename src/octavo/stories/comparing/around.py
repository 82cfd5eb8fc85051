"""The words around a number: its clause to both sides, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.stories.comparing.lexicon import Lexicon
from octavo.stories.comparing.material import Sentence

RIGHT, LEFT = 8, 7
"""Tokens to either side of a number among which the words stand that tell what it counts."""

NEXT = 3
"""Tokens to either side among which stands what makes it a part of another count."""

_STOPS = frozenset(".;:,—–()،؛。，；：")
_AND = frozenset({"and", "et", "y", "e", "und", "while", "as", "but", "mientras", "tandis", "während"})
_AND_THE = "وال"
"""Arabic writes `and the` onto the next word."""
_OF = frozenset({("of",), ("sur",), ("de",), ("von",), ("من",), ("من", "اصل")})
"""All that stands between a part and the whole, where that is a number."""

Spans = Sequence[tuple[str, int, int]]
"""The tokens of a sentence, with where they stand in it."""


@dataclass(frozen=True, slots=True)
class Around:
    """The words around one figure of a sentence."""

    left: tuple[str, ...]
    """Of its clause, back to the figure before."""
    right: tuple[str, ...]
    """Of its clause, up to the next figure."""
    before: tuple[str, ...]
    """All of the sentence before it, back to the figure before."""
    partial: bool
    """Whether it counts a part of something, or what came on top."""
    disputed: bool
    """Whether the words before say that it is another count of what was counted."""
    spoken: bool
    """Whether somebody's words go on to both sides of it."""


def around(words: Lexicon, sentence: Sentence, spans: Spans, number: int) -> Around:
    """The words around the figure of this number in a sentence."""
    figures, text = sentence.figures, sentence.text
    start, end = figures[number].start - sentence.start, figures[number].end - sentence.start
    floor = figures[number - 1].end - sentence.start if number else 0
    ceiling = figures[number + 1].start - sentence.start if number + 1 < len(figures) else len(text)
    there = [span for span in spans if floor <= span[1] < start]
    before = tuple(token for token, _, _ in there)
    right = tuple(_forth(text, [span for span in spans if end <= span[1] < ceiling][:RIGHT], end))
    return Around(
        left=tuple(_back(text, there[-LEFT:], start)),
        right=right,
        before=before,
        partial=_partial(words, before, right),
        disputed=words.disputed.end(before),
        spoken=_spoken(text[:start], text[end:]),
    )


def _forth(text: str, spans: Spans, at: int) -> Iterator[str]:
    """The tokens after a number, to the end of its clause."""
    for token, first, last in spans:
        if _STOPS & set(text[at:first]) or token in _AND or token.startswith(_AND_THE):
            return
        yield token
        at = last


def _back(text: str, spans: Spans, at: int) -> list[str]:
    """The tokens before a number, from the beginning of its clause."""
    run: list[str] = []
    for token, first, last in reversed(spans):
        if _STOPS & set(text[last:at]):
            break
        run.insert(0, token)
        at = first
    return run


def _partial(words: Lexicon, before: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether a number counts some of a whole: `another four`, `four of the dead`, `11 of 14 coins`."""
    some = bool(right and words.part_of.at(right, 0)[1]) or right in _OF
    return some or words.partial.first((*before[-NEXT:], *right[:NEXT])) != ""


def _spoken(before: str, after: str) -> bool:
    """Whether a figure stands inside a quotation that is more than the figure."""
    straight = before.count('"') % 2 == 1 and not before.rstrip().endswith('"')
    curly = before.count("“") > before.count("”") and not before.endswith("“")
    return (straight and not after.startswith('"')) or (curly and not after.startswith("”"))
