"""An article in fewer sentences: its own, in its order.

The key points come first, which enrichment chose by fit to the title, repetition and place (enrich.key_points). Where
more is wanted than they are, sentences follow that stand alone and say most that is not said yet, by the same thought
in small: words that the text repeats, over the sentence's length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from octavo.aids.sentences import said_at, sentences_of
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Said
from octavo.news.marks import Marks, text_of
from octavo.text.standing import stands_alone, words_of

Length = Literal["short", "long", "bullets"]

LENGTHS: tuple[Length, ...] = ("short", "long", "bullets")

SENTENCES = {"short": 2, "long": 7, "bullets": 5}

_PADDING = 15
"""Words added to each sentence's length, so that the shortest do not win by that alone (as enrich.key_points)."""

_ALIKE = 0.6
"""Share of a sentence's words that another has said already: then it says nothing new."""


def summary_of(stored: StoredArticle, marks: Marks | None, length: Length) -> tuple[Said, ...]:
    """At most SENTENCES of it; none of an article without a body."""
    text = text_of(stored.article.title, stored.article.body)
    points = sorted(marks.key_points, key=lambda point: -point.score) if marks else []
    chosen = [said_at(stored, text, point.start, point.end) for point in points][: SENTENCES[length]]
    if len(chosen) < SENTENCES[length] and (length == "long" or not chosen):
        chosen += _more(sentences_of(stored), chosen, SENTENCES[length] - len(chosen))
    return tuple(sorted(chosen, key=lambda said: said.start))


def _more(sentences: Sequence[Said], chosen: Sequence[Said], wanted: int) -> list[Said]:
    """The sentences that say most beside those chosen."""
    counts = Counter(word for said in sentences for word in set(words_of(said.text)) if len(word) > 3 or _is_sign(word))
    heard = {word for said in chosen for word in words_of(said.text)}
    taken = {said.start for said in chosen}
    left = [
        said
        for nth, said in enumerate(sentences)
        if said.start not in taken and stands_alone(said.text, said.language, first=nth == 0)
    ]
    found: list[Said] = []
    while left and len(found) < wanted:
        best = max(left, key=lambda said: _worth(said, counts, heard))
        left.remove(best)
        words = set(words_of(best.text))
        if len(words & heard) <= _ALIKE * len(words):
            found.append(best)
            heard |= words
    return found


def _worth(said: Said, counts: Counter[str], heard: set[str]) -> float:
    words = words_of(said.text)
    return sum(counts[word] for word in set(words) - heard) / (len(words) + _PADDING)


def _is_sign(word: str) -> bool:
    """Whether it is a character that is a word of its own."""
    return ord(word[0]) >= 0x2E80
