"""Questions of news quizzes, asked of an archive that has the article with the answer, and of one that has not.

Every text of the set is brought into one archive; a question is asked on the day of its quiz, of what was published
until then. answer_in_quotes: the quiz's answer stands, word for word, in the sentences quoted (of questions that no
article answers in these words none can be right: answerable is their share, the most that can be reached).
refusal_rate: the evidence article is taken out, and Octavo says that the archive does not say. Other articles of that
day often say it all the same, and then it is right to answer: in refusal_or_right such an answer, with the quiz's
answer in its quotes, counts as well; refusal_without_reports takes out all articles listed for the question.

The weights of ask/weighing.py were fitted on the set's other questions, those without an evidence article of their own
(train_ask.py); the two thresholds, LEAST and answering.FAR, were chosen with these in view.
"""

from __future__ import annotations

import ast
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from evaluation import search
from evaluation.archive import bring
from evaluation.figures import Figure, Measure
from evaluation.search import NOW, address, articles, questions, rows
from octavo.ask import answer
from octavo.index.days import span_of
from octavo.models.embedders import MODEL, bundled_embedder
from octavo.news.answers import Answer
from octavo.ports import Clause, Found, Meaning, Query, Store
from octavo.ports.search import Asked
from octavo.store import open_store
from octavo.text.words import tokens

DAY = timedelta(days=1)


class AsOf:
    """The archive as it was at the end of a day, without some articles."""

    def __init__(self, store: Store, day: datetime, gone: frozenset[str] = frozenset()) -> None:
        self._store, self._gone = store, gone
        self._until = Clause(field="before", moment=day + DAY, written=f"before:{(day + DAY).date()}")

    def find(
        self, query: Query, limit: int, *, now: datetime, offset: int = 0, meaning: Meaning | None = None,
        asked: Asked = "fused",
    ) -> Found:  # fmt: skip
        """As the store, of what is there."""
        found = self._store.find(
            query.narrowed(self._until), limit + len(self._gone), now=now, meaning=meaning, asked=asked
        )
        return replace(found, hits=tuple(hit for hit in found.hits if hit.card.url not in self._gone)[:limit])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@dataclass(frozen=True)
class Asking:
    """One question of the set."""

    number: str
    day: datetime
    text: str
    answers: tuple[str, ...]
    gold: frozenset[str]
    listed: frozenset[str]
    """Articles that the set's own search listed for it."""


def all_questions(folder: Path) -> list[Asking]:
    """Those with a listed article in the set; gold is empty where none is named."""
    known = {address(row["url"]) for row in rows(folder / "articles.jsonl.gz")}
    gold = {number: urls for number, _, _, urls in questions(folder, known)}
    listed = {row["question_id"]: _urls(row["urls"]) & known for row in rows(folder / "gcs_ranked_urls.jsonl.gz")}
    found = []
    for row in rows(folder / "questions.jsonl.gz"):
        number = row["question_id"]
        right = tuple(row["choices"][int(one)] for one in row["answer"] if one.isdecimal())
        if right and (number in gold or listed.get(number)):
            day = datetime.strptime(row["question_date"], "%Y/%m/%d").replace(tzinfo=NOW.tzinfo)
            of = (gold.get(number, frozenset()), listed.get(number, frozenset()))
            found.append(Asking(number, day, row["question_sentence"], right, *of))
    return found


def _urls(listed: str | list[str]) -> frozenset[str]:
    return frozenset(address(one) for one in (ast.literal_eval(listed) if isinstance(listed, str) else listed))


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether one of the answers stands in a text, folded as search tokens are."""
    padded = f" {' '.join(tokens(text))} "
    return any(f" {folded} " in padded for one in answers if (folded := " ".join(tokens(one))))


def embed(texts: Sequence[str]) -> list[Sequence[float]]:
    """By the bundled model."""
    return [vector for at in range(0, len(texts), 32) for vector in bundled_embedder().embed(texts[at : at + 32])]


def asked(store: Store, one: Asking, gone: frozenset[str] = frozenset()) -> Answer:
    """What the archive of that day says."""
    shelves: Any = AsOf(store, one.day, gone)
    return answer(one.text, shelves, one.day + DAY, span_of=span_of, vectors=embed, model=MODEL)


def right(found: Answer, one: Asking) -> bool:
    """Whether the quiz's answer stands in what is quoted."""
    return found.says and holds(" / ".join(quote.text for quote in (*found.quoted, *found.earlier)), one.answers)


def measure(folder: Path) -> Iterator[Figure]:
    """All figures of the set's questions with an evidence article: what is found, then what is answered."""
    with tempfile.TemporaryDirectory() as place:
        store = open_store(Path(place) / "octavo.db")
        try:
            bring(store, articles(folder), NOW)
            yield from search.measured(store, folder)
            yield from measured(store, folder)
        finally:
            store.close()


def measured(store: Store, folder: Path) -> Iterator[Figure]:
    """The figures over a store that has the texts."""
    texts = {address(row["url"]): f"{row['title']}\n{row['text']}" for row in rows(folder / "articles.jsonl.gz")}
    gold = [one for one in all_questions(folder) if one.gold]
    answerable = sum(any(holds(texts[url], one.answers) for url in one.gold | one.listed) for one in gold)
    began = time.perf_counter()
    there = [right(asked(store, one), one) for one in gold]
    seconds = time.perf_counter() - began
    without = [asked(store, one, one.gold) for one in gold]
    alone = [asked(store, one, one.gold | one.listed) for one in gold]
    shares = {
        "answerable": answerable,
        "answer_in_quotes": sum(there),
        "refusal_rate": sum(not found.says for found in without),
        "refusal_or_right": sum(not f.says or right(f, one) for f, one in zip(without, gold, strict=True)),
        "refusal_without_reports": sum(not found.says for found in alone),
    }
    for name, count in shares.items():
        yield Figure("realtimeqa", name, count / len(gold), len(gold), seconds)


MEASURES: dict[str, Measure] = {"realtimeqa": measure}
