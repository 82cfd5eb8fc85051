"""Questions and answers, for the page, the API and the command line: the same for all three."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.aids.prompts import order_for
from octavo.aids.writing import written
from octavo.ask import answer, check
from octavo.ask.evidence import Vectors
from octavo.index.days import span_of
from octavo.news.addresses import ArticleId
from octavo.news.answers import Answer, Quoted, Written
from octavo.news.articles import Card
from octavo.news.comparison import FigureSaid, Said
from octavo.ports import Store, Topics, Writer
from octavo.serve import links

LEAST = 2
"""Quoted sentences without which there is nothing to rephrase."""
TOKENS = 300
SENTENCES = 4
"""Of a written answer at most."""
SPELT = 8
"""Names of a question and its quotes whose other spellings the check knows."""

Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers are made with."""

    store: Store
    clock: Callable[[], datetime]
    vectors: Vectors = lambda texts: None
    model: str = ""
    """Whose vectors they are."""


def ask(desk: Desk, question: str, language: str = "", within: Sequence[ArticleId] = ()) -> Answer:
    """What the archive says, or what these of its articles say; `language` is the reader's. Blocks: for the store and
    the model."""
    return answer(
        question,
        desk.store,
        desk.clock(),
        span_of=span_of,
        vectors=desk.vectors,
        model=desk.model,
        language=language,
        within=within,
    )


def can_write(found: Answer) -> bool:
    """Whether there is enough to rephrase."""
    return found.says and len(_given(found)) >= LEAST


async def write(
    found: Answer, writer: Writer, topics: Topics, by: str
) -> AsyncGenerator[tuple[Written, tuple[Quoted, ...]], None]:
    """The answer in a Writer's sentences, each with the quoted ones that it stands beside, as they pass the check.
    Raises WriterError, also after some."""
    given = _given(found)
    texts = [quote.text for quote in given]
    language = found.question.language
    # The question is the last passage: a reader's words are no instructions either.
    order, _ = order_for(
        "answer",
        [*texts, found.question.text],
        language=language,
        length=f"{SENTENCES} sentences",
        most_tokens=TOKENS,
        by=by,
    )
    follows = _checking(found, topics)
    async with aclosing(written(writer, order, texts, language, follows, SENTENCES)) as sentences:
        async for one in sentences:
            yield one, tuple(given[number] for number in one.from_quotes if number < len(given))


def _given(found: Answer) -> tuple[Quoted, ...]:
    """The quoted sentences in the question's language: a sentence is checked against those of its own."""
    every = (*found.quoted, *found.earlier)
    return tuple(one for one in every if one.card.language.partition("-")[0] == found.question.language)


def _checking(found: Answer, topics: Topics) -> Callable[[str, Sequence[str], str], Sequence[str]]:
    names = {
        name: [alias.name for alias in topic.aliases]
        for name in found.question.names[:SPELT]
        for topic in topics.find_topics(name, 1)
    }

    def follows(sentence: str, quoted: Sequence[str], language: str) -> Sequence[str]:
        return tuple(str(fault) for fault in check(sentence, quoted, language, spellings=names).faults)

    return follows


def said_of(quote: Quoted) -> Said:
    """A quoted sentence as words in an article."""
    card = quote.card
    return Said(
        card.id, card.publisher, card.publisher_name, card.shown, card.language, quote.start, quote.end, quote.text
    )


def told(found: Answer, site: str = "") -> dict[str, Any]:
    """An answer as JSON has it; addresses of places begin with `site`."""
    question = found.question
    return {
        "question": question.text,
        "language": question.language,
        "expected": question.expected,
        "since": question.since and question.since.isoformat(),
        "until": question.until and question.until.isoformat(),
        "says": found.says,
        "quoted": [_quote(one, site) for one in found.quoted],
        "earlier": [_quote(one, site) for one in found.earlier],
        "nearest": [_quote(one, site) for one in found.nearest],
        "quantities": [
            {"name": one.name, "unit": one.unit, "state": one.state, "values": [_figure(v, site) for v in one.values]}
            for one in found.quantities
        ],
        "written": [
            {"text": one.text, "from": list(one.from_quotes), "kept": one.kept, "faults": list(one.faults)}
            for one in found.written
        ],
        "writer": found.writer,
    }


def _quote(quote: Quoted, site: str) -> dict[str, Any]:
    return {
        "text": quote.text,
        **_article(quote.card),
        "place": site + links.said_path(quote.card, quote.start, quote.end),
        "score": quote.score,
        "also": [_article(card) for card in quote.also],
    }


def _article(card: Card) -> dict[str, Any]:
    return {
        "article": card.id,
        "title": card.title,
        "publisher": card.publisher_name,
        "shown": card.shown.isoformat(),
        "language": card.language,
        "address": card.url,
    }


def _figure(value: FigureSaid, site: str) -> dict[str, Any]:
    return {
        "text": value.said.text,
        "sentence": value.sentence,
        "publisher": value.said.publisher_name,
        "moment": value.moment.isoformat(),
        "place": site + links.place_path(value.said),
    }
