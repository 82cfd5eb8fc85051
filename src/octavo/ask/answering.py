"""Candidates → an answer: what is quoted, in which order, what is older, what differs.

the most likely sentences, no two of which say the same        copies and repetitions count once
does the archive say it?   no → the nearest, said to be no answer
of figures: those told later first, those they replaced as earlier
figures of the story that sources differ on, or that changed
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.ask.evidence import Candidate, Shelves, Vectors, candidates
from octavo.ask.lexicon import Lexicon, lexicon
from octavo.ask.numbers import numbers_of
from octavo.ask.understanding import SpanOf, Understood, understand
from octavo.ask.weighing import LEAST, likely, said
from octavo.news.addresses import ArticleId
from octavo.news.answers import Answer, Quoted
from octavo.news.articles import Card
from octavo.news.comparison import Quantity
from octavo.news.errors import NotFound
from octavo.news.marks import text_of
from octavo.text.words import tokens

MOST = 6
"""Sentences of an answer: what is read at a glance. Of 3, 5, 6 and 8, each holds the answer .01 to .02 more often."""
NEAREST = 3
FAR = 0.3
"""Of the best sentence's likelihood, below which another is left out; two are always shown where there are two."""
SAME = 0.75
"""Of their words, from which on two sentences say the same."""
_COPIES = 5
_QUANTITIES = 3


def answer(
    text: str,
    shelves: Shelves,
    now: datetime,
    *,
    span_of: SpanOf,
    vectors: Vectors = lambda texts: None,
    model: str = "",
    language: str = "",
    within: Sequence[ArticleId] = (),
) -> Answer:
    """What the archive says, or what these articles of it say. Without vectors it goes by words alone. Raises what the
    store raises."""
    understood = understand(text, now, topics=shelves, span_of=span_of, language=language)
    best = _best(candidates(understood, shelves, now, vectors=vectors, model=model, within=within))
    if said(best) < LEAST:
        wider = best
        if understood.question.since and not within:
            wider = _best(candidates(understood, shelves, now, vectors=vectors, model=model, whenever=True))
        nearest = tuple(_quoted(one, shelves) for one in wider[:NEAREST])
        return Answer(understood.question, False, nearest=nearest)
    kept = [one for nth, one in enumerate(best) if nth < 2 or _odds(one) > FAR * _odds(best[0])][:MOST]
    quoted = [_quoted(one, shelves) for one in kept]
    newest, earlier = _by_state(quoted, understood)
    quantities = _quantities(kept, understood, shelves)
    return Answer(understood.question, True, tuple(newest), earlier=tuple(earlier), quantities=quantities)


def _odds(one: Candidate) -> float:
    return likely(one.features)


def _best(found: Sequence[Candidate]) -> list[Candidate]:
    """The most likely first; of those that say the same only the first."""
    kept: list[tuple[Candidate, frozenset[str]]] = []
    for one in sorted(found, key=lambda one: -_odds(one)):
        words = frozenset(tokens(one.text))
        if words and not any(_alike(words, other) for _, other in kept):
            kept.append((one, words))
    return [one for one, _ in kept]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME * len(one | other)


def _quoted(one: Candidate, shelves: Shelves) -> Quoted:
    also = _also(one, shelves) if one.folded else ()
    return Quoted(one.card, one.start, one.end, one.text, round(_odds(one), 4), also, one.story)


def _also(one: Candidate, shelves: Shelves) -> tuple[Card, ...]:
    """The copies of its article that have the sentence too, word for word."""
    copies = shelves.copies([one.card.id])
    origin = copies[one.card.id].origin if one.card.id in copies else one.card.id
    others = [origin, *(copy.article for copy in shelves.copies_of(origin))]
    wanted = " ".join(tokens(one.text))
    found = []
    for card in shelves.cards([other for other in others if other != one.card.id][:_COPIES]):
        try:
            stored = shelves.article(card.id).article
        except NotFound:  # removed meanwhile
            continue
        if wanted in " ".join(tokens(text_of(stored.title, stored.body))):
            found.append(card)
    return tuple(found)


def _by_state(quoted: list[Quoted], understood: Understood) -> tuple[list[Quoted], list[Quoted]]:
    """The newest state first, and the states before it: of a number, what an older article of the same story tells
    otherwise than a newer one."""
    question = understood.question
    if question.expected != "number" and not question.latest:
        return quoted, []
    lists = lexicon(question.language)
    newest: list[Quoted] = []
    earlier: list[Quoted] = []
    for one in sorted(quoted, key=lambda one: one.card.shown, reverse=True):
        replaced = any(_replaces(other, one, lists, understood) for other in newest)
        (earlier if replaced else newest).append(one)
    first = max(newest, key=lambda one: (one.score > FAR, one.card.shown, one.score))
    return [first, *sorted((o for o in newest if o is not first), key=lambda o: -o.score)], earlier


def _replaces(newer: Quoted, older: Quoted, lists: Lexicon, understood: Understood) -> bool:
    """Whether a sentence tells the same quantity as an older one of its story, with another number."""
    if newer.story is None or newer.story != older.story or newer.card.id == older.card.id:
        return False
    here = {(one.value, one.unit) for one in numbers_of(newer.text, lists)}
    there = {(one.value, one.unit) for one in numbers_of(older.text, lists)}
    if not here or not there or here & there:
        return False
    about = {lists.stem(word) for word in (*understood.question.counted, *understood.question.words)}
    both = {lists.stem(w) for w in tokens(newer.text)} & {lists.stem(w) for w in tokens(older.text)}
    return bool(about & both)


def _quantities(kept: Sequence[Candidate], understood: Understood, shelves: Shelves) -> tuple[Quantity, ...]:
    """Figures of the best sentence's story that were asked for and are not the same everywhere."""
    question = understood.question
    story = next((one.story for one in kept if one.story is not None), None)
    comparison = shelves.comparison(story) if story is not None else None
    if comparison is None or question.expected != "number":
        return ()
    lists = lexicon(question.language)
    asked = {lists.stem(word) for word in question.words}
    moving = [one for one in comparison.quantities if one.state != "agreeing"]
    return tuple(one for one in moving if asked & {lists.stem(w) for w in tokens(one.name)})[:_QUANTITIES]
