"""A text cut into words, with what its capitals tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from octavo.enrich.names.evidence import known

_WORD = re.compile(
    r"""\d+(?:[.,:]\d+)*(?!\w)        # 12, 12.5, 10:30
    |(?:[^\W\d_]\.){2,}               # U.S., J.K.
    |[^\W_](?:\w|[\u0300-\u036f\u064b-\u065f\u0670]|[-‐‑](?=\w)|['’`](?=[^\W\d_])(?!(?:s|S)\b))*""",
    re.VERBOSE,
)
_ELISION = re.compile(r"(?:[ldnsjcmt]|qu|dell|all|nell|sull|dall|un|quell|bell|sant)['’`](?=\w)", re.IGNORECASE)
_SEATED = re.compile(r"[-‐‑](?=(?:based|born|led|backed|owned|made|controlled|registered|trained)$)")
"""Where English joins a name to a participle: `Leeds-based` is Leeds and based."""
_SENTENCE_END = re.compile(r"[.!?…:]['\"’”»)\]]*\s|^\s*[-–—•*]\s|[\n]|[\"“„«]\s?$")
_BLOCK = re.compile(r"\n\s*\n")

SHOUTED = 0.7
"""Share of a block's words in capitals from which its capitals tell nothing."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its span in the text and in the words."""

    start: int
    end: int
    first: int
    past: int
    shouted: bool
    """All in capitals, or a headline with a capital to every word: no evidence of names."""


@dataclass(frozen=True)
class Scan:
    """The words of a text."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that stand in lower case somewhere."""
        return frozenset(word for word in self.words if word[0].islower())

    @cached_property
    def opening(self) -> tuple[bool, ...]:
        """Whether each word opens a sentence, where a capital is no evidence."""
        found = []
        before = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            found.append(before == 0 or bool(_SENTENCE_END.search(self.text[before:start])))
            before = end
        return tuple(found)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by the word as written."""
        where: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            where.setdefault(word, []).append(number)
        return where

    def glue(self, number: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.ends[number] : self.starts[number + 1]] if number + 1 < len(self.words) else "\n"

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Characters of a run of words."""
        return self.starts[first], self.ends[past - 1]


def joined(word: str, names: frozenset[str]) -> int:
    """How many letters of an Arabic word are and, in, for or so, written as one with a name."""
    if word[0] not in "وبلفك":
        return 0
    return next((cut for cut in (1, 2) if len(word) - cut > 3 and (word[cut:] in names or known(word[cut:], "ar"))), 0)


def scan(text: str, language: str, names: frozenset[str] = frozenset()) -> Scan:
    """Cut a text; French and Italian elisions (l'Italia) are words of their own, and what Arabic writes as one with a
    listed name or with one of these `names`."""
    arabic = language == "ar"
    split = language in ("fr", "it", "ca")
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blocks: list[Block] = []
    edges = [0, *(edge for found in _BLOCK.finditer(text) for edge in found.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        first = len(words)
        for found in _WORD.finditer(text, start, end):
            at, past = found.span()
            if split and (elided := _ELISION.match(text, at, past)):
                cut = elided.end() - 1
                words.append(text[at:cut])
                starts.append(at)
                ends.append(cut)
                at = cut + 1
            if arabic and (cut := joined(text[at:past], names)):
                words.append(text[at : at + cut])
                starts.append(at)
                ends.append(at + cut)
                at += cut
            if seated := _SEATED.search(text[at:past]) if language == "en" and text[at].isupper() else None:
                words.append(text[at : at + seated.start()])
                starts.append(at)
                ends.append(at + seated.start())
                at += seated.end()
            words.append(text[at:past])
            starts.append(at)
            ends.append(past)
        letters = [word for word in words[first:] if word[0].isalpha()]
        loud = sum(word.isupper() and len(word) > 1 for word in letters)
        shouted = len(letters) > 1 and loud >= SHOUTED * len([word for word in letters if len(word) > 1])
        blocks.append(Block(start, end, first, len(words), shouted))
    return Scan(text, tuple(words), tuple(starts), tuple(ends), tuple(blocks))
