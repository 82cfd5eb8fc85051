"""The sentences that carry an article, and the one for its card.

A summary shares its words with the title, with what the text repeats, and with how it begins. Every word gets a weight
from these three and from the names; a sentence is worth the weights of its words that no chosen sentence has said yet,
by its length, so that short sentences full of matter win over long ones, and the second says something new. Sentences
that do not stand alone are left out: a quotation or its middle, a beginning that points back (`He`, `But`), what is no
sentence.

Weights were chosen on 106 publishers' summaries by ROUGE-1 (.26) and had to hold on the descriptions of 205 other pages
(.206). They are coarse on purpose: neighbours lie within .01, which is the standard error. Leaving out what does not
stand alone costs .003 and .007 of it, and is worth that to a reader.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from octavo.news.marks import KeyPoint, Mention, Quote
from octavo.text.standing import OPENING_MARKS, UNSPACED, stands_alone, words_of

MOST_SENTENCES = 60
"""Sentences that are looked at; news says what matters before."""

CARD = 260
"""Characters of a standfirst."""

TITLE, REPEATED, OPENING, NAMED = 3.0, 2.5, 1.0, 0.2
"""What a word weighs for being in the title, in many sentences, in an early one, in a name."""

TELLING = 3
"""Letters of a word of the title that tells something: a party's or an agency's are as many."""

LENGTH = 15
"""Words added to each sentence's length, so that the shortest do not win by that alone."""

PARAGRAPH = 0.12
"""What a sentence has ahead that begins its paragraph."""

_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][\w.,'’ -]{0,40} )?\([A-ZÀ-Þ][\w .]{1,20}\)\s*(?:[-–—]+\s*)?")
"""Of an agency: `CORRAN (Kelp News) - `."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    words: tuple[str, ...]
    place: int
    begins: bool
    """Its paragraph."""


def key_points_of(
    text: str,
    language: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention] = (),
    quotes: Sequence[Quote] = (),
) -> tuple[KeyPoint, ...]:
    """Two to five sentences that carry the article, in the order of the text; none where the body has no sentence.

    `text` begins with the title, a blank line after it (news.marks.text_of). Scores fall from 1 for the best, so that
    the first n by score are the best n together.
    """
    title_end = max(text.find("\n\n"), 0)
    body = [(start, end) for start, end in sentences if start > title_end][:MOST_SENTENCES]
    candidates = [_candidate(text, start, end, place) for place, (start, end) in enumerate(body)]
    fit = [one for one in candidates if _stands(text, one, language, quotes)]
    if not fit:
        return ()
    weights = _weights(text[:title_end], candidates, _named(text, mentions))
    wanted = min(2 + len(body) // 10, 5)
    chosen = _choose(fit, weights, wanted)
    best = chosen[0][1] or 1.0
    points = [KeyPoint(one.start, one.end, round(max(score / best, 0.0), 4)) for one, score in chosen]
    return tuple(sorted(points, key=lambda point: point.start))


def standfirst_of(text: str, points: Sequence[KeyPoint]) -> str:
    """The best key point as one sentence for a card, without dateline, cut at a word where it is long.

    A quotation comes only where nothing else is there. Empty without points.
    """
    if not points:
        return ""
    best = sorted(points, key=lambda point: (text[point.start] in OPENING_MARKS, -point.score))
    short = next((point for point in best if point.end - point.start <= CARD), None)
    sentence = " ".join(text[(short or best[0]).start : (short or best[0]).end].split())
    sentence = sentence[match.end() :] if (match := _DATELINE.match(sentence)) else sentence
    return sentence if len(sentence) <= CARD else sentence[: CARD - 1].rpartition(" ")[0].rstrip(" ,;:–—") + "…"


def _candidate(text: str, start: int, end: int, place: int) -> _Candidate:
    return _Candidate(start, end, words_of(text[start : min(end, start + 2000)]), place, text[start - 1] == "\n")


def _stands(text: str, one: _Candidate, language: str, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence can be read alone."""
    first = bisect_left(quotes, one.start, key=lambda quote: quote.end)
    near = takewhile(lambda quote: quote.start < one.end, quotes[first:])
    direct = [(quote.start - one.start, quote.end - one.start) for quote in near if quote.direct]
    return stands_alone(text[one.start : one.end], language, direct, first=one.place == 0)


def _named(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(word for mention in mentions for word in words_of(text[mention.start : mention.end]))


def _weights(title: str, candidates: Sequence[_Candidate], named: frozenset[str]) -> dict[str, float]:
    """What each word of the body weighs."""
    titled = {_stem(word) for word in words_of(title) if len(word) >= TELLING or UNSPACED.match(word)}
    little = set(words_of(title))
    counts = Counter(word for one in candidates for word in set(one.words))
    whole = math.log(1 + len(candidates))
    weights: dict[str, float] = {}
    for one in candidates:
        early = OPENING / (1 + 0.1 * one.place)
        for word in one.words:
            if word in weights:
                continue
            weight = early + REPEATED * math.log(1 + counts[word]) / whole
            if _stem(word) in titled:
                weight += TITLE
            elif word in little:
                weight += TITLE / 2
            weights[word] = weight + (NAMED if word in named else 0.0)
    return weights


def _stem(word: str) -> str:
    """The first letters: enough to meet a word in another form, in any language that ends its words."""
    return word[:6]


def _choose(fit: Sequence[_Candidate], weights: dict[str, float], wanted: int) -> list[tuple[_Candidate, float]]:
    """Greedily, the sentence that adds most to those chosen; with what each adds."""
    chosen: list[tuple[_Candidate, float]] = []
    said: set[str] = set()
    weight, length = 0.0, 0
    left = list(fit)
    while left and len(chosen) < wanted:

        def together(one: _Candidate) -> float:
            new = sum(weights[word] for word in set(one.words) - said)  # noqa: B023 (called in this turn only)
            value = (weight + new) / (length + len(one.words) + LENGTH)  # noqa: B023
            return value + (PARAGRAPH if one.begins else 0.0)

        best = max(left, key=together)
        score = together(best)
        chosen.append((best, min(score, chosen[-1][1] * 0.98) if chosen else score))
        left.remove(best)
        weight += sum(weights[word] for word in set(best.words) - said)
        length += len(best.words)
        said |= set(best.words)
    return chosen
