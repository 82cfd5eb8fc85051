"""Questions of news quizzes, and whether the article that holds the answer is among the first ten found.

Every text of the set is brought into one archive, and each question whose evidence article is among them is asked as it
stands, after the last of them was published. recall_at_10 and mrr (the reciprocal rank of the first evidence article, 0
beyond the tenth) are of the fused ranking; the same by words alone and by meaning alone stand beside it. The share of
meaning and the weights of BM25 were chosen with these questions in sight; *_check is over the half of them whose number
has an odd SHA-256, to show how much the halves differ.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evaluation.figures import Figure
from octavo.index import parse_query
from octavo.models.embedders import MODEL, bundled_embedder
from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article, Block
from octavo.ports import Meaning, Store
from octavo.ports.search import Asked

FIRST = 10
RANKINGS: tuple[Asked, ...] = ("text", "vector", "fused")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
"""After the last text of the set."""


def rows(file: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def address(url: str) -> str:
    """As the archive has it: without a fragment."""
    return url.partition("#")[0]


def articles(folder: Path) -> Iterator[Article]:
    """The texts of the set."""
    for row in rows(folder / "articles.jsonl.gz"):
        parts = [" ".join(part.split()) for part in row["text"].split("\n\n") if part.strip()]
        yield Article(
            CanonicalUrl(address(row["url"])),
            row["title"] or parts[0][:120],
            tuple(Block("paragraph", part) for part in parts),
            authors=tuple(row["authors"] or ()),
            published=datetime.strptime(row["publish_date"], "%Y/%m/%d").replace(tzinfo=UTC),
            language="en",
        )


def questions(folder: Path, known: set[str]) -> list[tuple[str, datetime, str, frozenset[str]]]:
    """Each question with its number, its day and the addresses of its evidence articles that the archive has."""
    asked = {row["question_id"]: row for row in rows(folder / "questions.jsonl.gz")}
    found = []
    for row in rows(folder / "gold_evidence_docs.jsonl.gz"):
        gold = frozenset(address(one["url"]) for one in row["search_result"]) & known
        if gold:
            question = asked[row["question_id"]]
            day = datetime.strptime(question["question_date"], "%Y/%m/%d").replace(tzinfo=UTC)
            found.append((row["question_id"], day, question["question_sentence"], gold))
    return found


def rank(store: Store, question: str, day: datetime, meaning: Meaning, gold: frozenset[str], ranking: Asked) -> int:
    """The place of the first evidence article among the first ten, from 1; 0 where none is."""
    found = store.find(parse_query(question, day), FIRST, now=NOW, meaning=meaning, asked=ranking)
    return next((nth for nth, hit in enumerate(found.hits, 1) if hit.card.url in gold), 0)


def kept_for_checking(number: str) -> bool:
    """Whether nothing was chosen by this question."""
    return int(hashlib.sha256(number.encode()).hexdigest(), 16) % 2 == 1


def measured(store: Store, folder: Path) -> Iterator[Figure]:
    """The three rankings side by side, over a store that has the texts (see asking.py)."""
    asked = questions(folder, {address(row["url"]) for row in rows(folder / "articles.jsonl.gz")})
    meanings = [
        Meaning(MODEL, vector) for vector in bundled_embedder().embed([question for _, _, question, _ in asked])
    ]
    for ranking in RANKINGS:
        began = time.perf_counter()
        ranks = {
            number: rank(store, question, day, meaning, gold, ranking)
            for (number, day, question, gold), meaning in zip(asked, meanings, strict=True)
        }
        seconds = time.perf_counter() - began
        check = [place for number, place in ranks.items() if kept_for_checking(number)]
        suffix = "" if ranking == "fused" else f"_{ranking}"
        for name, places in (("", list(ranks.values())), ("_check", check)):
            recall = sum(place > 0 for place in places) / len(places)
            mrr = sum(1 / place for place in places if place) / len(places)
            yield Figure("realtimeqa", f"recall_at_10{suffix}{name}", recall, len(places), seconds)
            yield Figure("realtimeqa", f"mrr{suffix}{name}", mrr, len(places), seconds)
