"""What the archive has for a question: articles by search, and their sentences with what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log
from typing import Protocol

from octavo.ask.lexicon import LANGUAGES, Lexicon, lexicon
from octavo.ask.numbers import numbers_of
from octavo.ask.understanding import Understood
from octavo.news.addresses import ArticleId
from octavo.news.answers import Expected
from octavo.news.articles import Card
from octavo.news.errors import NotFound
from octavo.news.marks import text_of
from octavo.news.stories import StoryId
from octavo.ports import Archive, Clause, Hit, Meaning, Query, SearchIndex, Stories, Term, Topics
from octavo.text.sentences import sentence_spans
from octavo.text.words import is_unspaced, token_spans, tokens

ARTICLES = 8
"""That are read for an answer; more bring more chance than evidence (measured at 5, 8 and 12)."""
READ = 80
"""Sentences of an article that are looked at, from its headline on."""
WEIGHED = 24
"""Sentences whose vectors are compared: what the bundled model makes in 0.15 s."""
COUNTED = 1000
"""Articles up to which it is counted how rare a word is."""
UNKNOWN_MEANING = 0.35
"""The cosine that is assumed where there are no vectors."""
HALF_DAYS = 7.0

Vectors = Callable[[Sequence[str]], Sequence[Sequence[float]] | None]
"""Texts → a vector of unit length each; None while there are none."""


class Shelves(SearchIndex, Archive, Stories, Topics, Protocol):
    """The side of the store that answers are made from."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence, each 0 to 1."""

    words: float
    """Share of the question's words, rare ones counting more, that stand in it."""
    around: float
    """The same with the sentences beside it and the headline."""
    article: float
    """The same of the whole article."""
    headline: float
    """The same of the article's headline alone."""
    kind: float
    """Whether it holds what may be an answer of the kind asked for."""
    meaning: float
    """Cosine to the question."""
    rank: float
    """1 for the article found first, 1/2 for the second."""
    lead: float
    """1 for the headline, 1/2 for the first sentence, and so on."""
    fresh: float
    """1 for an article of now, half of it for each week."""
    brief: float
    """1 for a sentence of fewer than six words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold the answer."""

    card: Card
    story: StoryId | None
    folded: int
    """Copies of its article that were found besides."""
    start: int
    end: int
    text: str
    features: Features


def query_of(understood: Understood, *, whenever: bool = False) -> Query:
    """The search for a question; `whenever` leaves its time out."""
    question = understood.question
    clauses = [Clause((Term(word),), written=word) for word in question.words]
    if not whenever and question.since:
        clauses.append(Clause(field="after", moment=question.since, written=f"after:{question.since.date()}"))
    if not whenever and question.until:
        clauses.append(Clause(field="before", moment=question.until, written=f"before:{question.until.date()}"))
    return Query(tuple(clauses))


def candidates(
    understood: Understood,
    shelves: Shelves,
    now: datetime,
    *,
    vectors: Vectors,
    model: str,
    whenever: bool = False,
    within: Sequence[ArticleId] = (),
) -> list[Candidate]:
    """The sentences that speak for an answer, in no order; of the articles that search finds, or of those given."""
    question = understood.question
    if not question.words:
        return []
    asked = vectors([question.text])
    meaning = Meaning(model, asked[0]) if asked else None
    if within:
        hits = tuple(Hit(card, "") for card in shelves.cards(within))
    else:
        hits = shelves.find(query_of(understood, whenever=whenever), ARTICLES, now=now, meaning=meaning).hits
    rare = _rarity(question.words, shelves)
    gathered = [
        one for rank, hit in enumerate(hits, 1) for one in _of_article(hit, rank, understood, rare, shelves, now)
    ]
    gathered = sorted(gathered, key=lambda one: -_worth_weighing(one.features))[:WEIGHED]
    if not asked or not gathered or (made := vectors([one.text for one in gathered])) is None:
        return gathered
    cosines = [sum(a * b for a, b in zip(asked[0], vector, strict=True)) for vector in made]
    return [
        replace(one, features=replace(one.features, meaning=cosine))
        for one, cosine in zip(gathered, cosines, strict=True)
    ]


def _worth_weighing(features: Features) -> float:
    return features.words + 0.5 * features.around + 0.3 * features.kind + 0.3 * features.rank + 0.2 * features.lead


def _rarity(words: Sequence[str], shelves: SearchIndex) -> dict[str, float]:
    """What each word counts: more the fewer articles have it."""
    counts = {word: shelves.count(Query((Clause((Term(word),), written=word),)), COUNTED) for word in words}
    return {word: log(1 + (COUNTED + 1) / (count + 0.5)) for word, count in counts.items()}


def _of_article(
    hit: Hit, rank: int, understood: Understood, rare: Mapping[str, float], shelves: Shelves, now: datetime
) -> Iterable[Candidate]:
    try:
        article = shelves.article(hit.card.id).article
    except NotFound:  # it was removed between finding and reading
        return
    text = text_of(article.title, article.body)
    spans = sentence_spans(text, hit.card.language)[:READ]
    reading = Reading(understood, hit.card.language)
    had = [reading.has(text[start:end]) for start, end in spans]
    share = _Share(rare)
    whole = share.of(frozenset[str]().union(*had))
    headline = had[0] if had else frozenset[str]()
    age = max(0.0, (now - hit.card.shown).total_seconds() / 86_400)
    for nth, (start, end) in enumerate(spans):
        sentence = text[start:end]
        near = headline | had[nth] | had[max(0, nth - 1)] | had[min(len(had) - 1, nth + 1)]
        features = Features(
            words=share.of(had[nth]),
            around=share.of(near),
            article=whole,
            headline=share.of(headline),
            kind=reading.kind(sentence),
            meaning=UNKNOWN_MEANING,
            rank=1 / rank,
            lead=1 / (1 + nth),
            fresh=0.5 ** (age / HALF_DAYS),
            brief=float(len(tokens(sentence)) < 6),
        )
        yield Candidate(hit.card, hit.story, hit.folded, start, end, sentence, features)


@dataclass(frozen=True, slots=True)
class _Share:
    rare: Mapping[str, float]

    def of(self, words: Iterable[str]) -> float:
        whole = sum(self.rare.values())
        return sum(self.rare[word] for word in words) / whole if whole else 0.0


class Reading:
    """A question, to be looked for in sentences of one language."""

    def __init__(self, understood: Understood, language: str) -> None:
        question = understood.question
        self._own = lexicon(question.language)
        code = language.partition("-")[0]
        self._lists: Lexicon = lexicon(code) if code in LANGUAGES else self._own
        self._forms: dict[str, frozenset[str]] = {}
        for word in question.words:
            also = understood.equivalents.get(word, frozenset())
            self._forms[word] = frozenset({word, *also, self._own.stem(word), *(self._lists.stem(one) for one in also)})
        self._expected: Expected = question.expected
        self._counted = [self._own.stem(word) for word in question.counted]
        self._asked = set(question.words) | {self._own.stem(word) for word in question.words}

    def has(self, sentence: str) -> frozenset[str]:
        """Which of the question's words stand in a sentence, in any form or spelling."""
        written = tokens(sentence)
        there = set(written) | {self._lists.stem(word) for word in written if not is_unspaced(word)}
        return frozenset(word for word, forms in self._forms.items() if not forms.isdisjoint(there))

    def kind(self, sentence: str) -> float:
        """Whether a sentence holds what may be an answer of the kind asked for: 1, or less where it is unsure."""
        if self._expected == "number":
            numbers = numbers_of(sentence, self._lists)
            return 0.0 if not numbers else 0.7 if all(number.spelt for number in numbers) else 1.0
        if self._expected == "time":
            folded = set(tokens(sentence))
            times = folded & (self._lists.times.keys() | self._lists.names_of_times)
            return 1.0 if times else 0.7 if numbers_of(sentence, self._lists) else 0.0
        if self._expected == "reason":
            return 0.5
        return min(1.0, self._fresh_names(sentence) / 3)

    def _fresh_names(self, sentence: str) -> float:
        """Words that may be of names and are not in the question; where capitals do not tell, half of a guess."""
        words = [(word, sentence[start:end]) for word, start, end in token_spans(sentence)]
        capital = [
            word
            for word, written in words
            if written[:1].isupper() and word not in self._lists.common and self._lists.stem(word) not in self._asked
        ]
        return len(capital) if any(written[:1].isupper() for _, written in words) else 1.5
