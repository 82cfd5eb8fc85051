"""Two texts side by side: sentences first, whatever their order, then the words of those that belong together.

The cost grows with the texts' length, not with its square: sentences meet through words that few sentences have, and
word by word only pairs of sentences are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from octavo.news.comparison import CopyText
from octavo.news.stories import Copy, CopyManner
from octavo.stories.copies.shingles import shingle_length
from octavo.text.sentences import sentence_spans
from octavo.text.words import tokens

_LIKE = 0.5
"""Share of words of both that two sentences have in common, in order, to be one sentence changed."""
_WITHIN = 0.75
"""Share of the shorter sentence's words that stand in the longer one, which has it with something joined on."""
_FEW = 24
"""Sentences with a word above which it finds no partners."""
_TRIED = 4
"""Partners of a sentence that are compared word by word."""
_LONGEST = 400
"""Words of a sentence that are compared one by one: more is a list or a table."""
_NEARLY, _LITTLE = 0.85, 0.15
"""Nearly all of a text; so little added that it is a byline, a correction, a line about the newspaper."""
_REPLACED = 0.08
"""Share of words replaced within common sentences from which on a desk has rewritten it: house style changes fewer."""
_OUT_OF_ORDER = 0.3
"""Share of the common sentences that stand in another order, for a copy that changes nothing else."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much two texts have in common, in words."""

    kept: float
    """Share of the other's words that stand in the text, 0 to 1."""
    own: float
    """Share of the text's words that do not stand in the other, 0 to 1."""
    manner: CopyManner
    """Of the text, if it is a copy."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    here: int
    there: int
    share: float
    """Of the words of both that they have in common, in order, 0 to 1."""


def aligned(text: str, other: str, language: str = "") -> tuple[CopyText, ...]:
    """The text beside the other, a sentence a passage, in the text's order.

    What the text dropped stands where it stood: behind the sentence that it followed. The passages' `here` are all
    sentences of the text in order, their `there` all of the other's in some order. `language` is ISO 639-1.
    """
    ours, theirs = _sentences(text, language), _sentences(other, language)
    partner = {pair.here: pair.there for pair in _pairs(ours, theirs)}
    dropped: defaultdict[int, list[int]] = defaultdict(list)
    """Sentence of the other that was kept (-1: the beginning) to those behind it that were not."""
    last = -1
    kept = set(partner.values())
    for number in range(len(theirs)):
        if number in kept:
            last = number
        else:
            dropped[last].append(number)
    passages = [CopyText("dropped", "", theirs[number].text) for number in dropped[-1]]
    for number, sentence in enumerate(ours):
        if number not in partner:
            passages.append(CopyText("added", sentence.text, ""))
            continue
        there = theirs[partner[number]]
        passages.append(CopyText("same" if sentence.words == there.words else "changed", sentence.text, there.text))
        passages += [CopyText("dropped", "", theirs[gone].text) for gone in dropped[partner[number]]]
    return tuple(passages)


def shares(text: str, other: str, language: str = "") -> Shares:
    """How much a text keeps of another, how much is its own, and which manner of copy that makes it."""
    ours, theirs = _sentences(text, language), _sentences(other, language)
    pairs = _pairs(ours, theirs)
    our_words, their_words = [s.words for s in ours], [s.words for s in theirs]
    here = _common(our_words, their_words, {pair.here: theirs[pair.there].words for pair in pairs})
    there = _common(their_words, our_words, {pair.there: ours[pair.here].words for pair in pairs})
    kept = sum(there) / max(1, sum(map(len, their_words)))
    length = max(1, sum(map(len, our_words)))
    own = 1 - sum(here) / length
    added = sum(
        len(words) - found
        for number, (words, found) in enumerate(zip(our_words, here, strict=True))
        if found < _LIKE * len(words)
    )
    return Shares(kept, own, _manner(kept, own, added / length, _moved(pairs)))


def refined(copy: Copy, text: str, near: str, language: str = "") -> Copy:
    """The copy with its shares and manner as the texts themselves tell; `near` is the text it is nearest to."""
    found = shares(text, near, language)
    return replace(copy, kept=round(found.kept, 3), own=round(found.own, 3), manner=found.manner)


def _manner(kept: float, own: float, added: float, moved: float) -> CopyManner:
    """`added` is what of `own` stands in sentences of its own; the rest replaces words within common ones."""
    replaced = own - added
    if added >= _LITTLE or replaced >= _REPLACED:
        return "extended" if added >= replaced else "rewritten"
    if moved >= _OUT_OF_ORDER:
        return "rewritten"
    return "whole" if kept >= _NEARLY else "trimmed"


def _moved(pairs: Sequence[_Pair]) -> float:
    """Share of the common sentences that stand in another order: those outside the longest ascending row."""
    ends: list[int] = []
    for pair in sorted(pairs, key=lambda pair: pair.here):
        place = bisect_left(ends, pair.there)
        ends[place : place + 1] = [pair.there]
    return 1 - len(ends) / len(pairs) if pairs else 0.0


def _common(
    texts: Sequence[Sequence[str]], others: Sequence[Sequence[str]], partners: dict[int, Sequence[str]]
) -> list[int]:
    """Of each sentence, how many words stand in the other text: within a shingle that it has, or in the partner."""
    flat = [word for words in texts for word in words]
    other = [word for words in others for word in words]
    length = shingle_length(flat)
    known = {tuple(other[i : i + length]) for i in range(len(other) - length + 1)}
    found = bytearray(len(flat))
    for i in range(len(flat) - length + 1):
        if tuple(flat[i : i + length]) in known:
            found[i : i + length] = b"\1" * length
    counts, start = [], 0
    for number, words in enumerate(texts):
        for place, size in _blocks(words, partners[number]) if number in partners else ():
            found[start + place : start + place + size] = b"\1" * size
        counts.append(sum(found[start : start + len(words)]))
        start += len(words)
    return counts


def _pairs(ours: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> list[_Pair]:
    """Sentences that belong together, each at most once: equal ones, then the most alike."""
    equal: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(theirs))):
        equal[theirs[number].words].append(number)
        for word in set(theirs[number].words):
            having[word].append(number)
    pairs = [_Pair(number, equal[one.words].pop(), 1.0) for number, one in enumerate(ours) if equal[one.words]]
    taken_here, taken_there = {pair.here for pair in pairs}, {pair.there for pair in pairs}
    found = [
        pair
        for number, sentence in enumerate(ours)
        if number not in taken_here
        for pair in _partners(number, sentence, theirs, having, taken_there)
    ]
    for pair in sorted(found, key=lambda pair: (-pair.share, abs(pair.here - pair.there), pair.here, pair.there)):
        if pair.here not in taken_here and pair.there not in taken_there:
            taken_here.add(pair.here)
            taken_there.add(pair.there)
            pairs.append(pair)
    return pairs


def _partners(
    number: int,
    sentence: _Sentence,
    theirs: Sequence[_Sentence],
    having: dict[str, list[int]],
    taken: set[int],
) -> Iterator[_Pair]:
    """Sentences of the other text, but those taken, that this one may be."""
    numbers = [having[word] for word in set(sentence.words) if len(having.get(word, ())) in range(1, _FEW + 1)]
    votes = Counter(other for some in numbers for other in some if other not in taken)
    tried = sorted(votes, key=lambda other: (-votes[other], abs(other - number)))[:_TRIED]
    for other in tried:
        there = theirs[other].words
        common = sum(size for _, size in _blocks(sentence.words, there))
        share = 2 * common / (len(sentence.words) + len(there))
        shorter = min(len(sentence.words), len(there))
        if share >= _LIKE or (common >= 5 and common >= _WITHIN * shorter):
            yield _Pair(number, other, share)


def _blocks(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of words in common, in order: where each begins in the first, and how many."""
    matcher = SequenceMatcher(None, others[:_LONGEST], words[:_LONGEST], autojunk=False)
    return [(block.b, block.size) for block in matcher.get_matching_blocks() if block.size]


def _sentences(text: str, language: str) -> list[_Sentence]:
    return [_Sentence(text[start:end], tuple(tokens(text[start:end]))) for start, end in sentence_spans(text, language)]
