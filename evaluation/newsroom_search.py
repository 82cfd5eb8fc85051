"""A hundred and fifty queries over the sample newsroom: with typos, in other spellings and scripts, as questions, with
operators. success_at_5 is the share that finds what is wanted among the first five.

The queries were written from the newsroom's README alone, before any of them was asked. The articles go through
enrichment and topics as always; which are copies of which, and of one story, is taken from the newsroom's own labels,
because weaving is measured elsewhere.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from evaluation.figures import HERE, Figure, Measure
from evaluation.newsroom import AFTER, EPOCH, bring_articles, read_articles
from octavo.index import parse_query
from octavo.models.embedders import MODEL, bundled_embedder
from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.jobs import IndexArticle, Job, SaveWoven, StageKey
from octavo.news.stories import Copy, Membership, Sketch, StoryId, Woven
from octavo.ports import Meaning, Store
from octavo.sample.newsroom import Piece, newsroom
from octavo.store import open_store
from octavo.text.words import tokens
from octavo.work.understanding import search_words

QUERIES = HERE / "newsroom_queries.tsv"
FIRST = 5
INDEX, WEAVE, COMPARE = StageKey("index", 1), StageKey("weave", 1), StageKey("compare", 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what it is to find."""

    kind: str
    text: str
    every: bool
    """Whether each of the first hits must be wanted, not one alone."""
    wanted: tuple[tuple[bool, str, str], ...]
    """Conditions (holds, field, value), all of them of one article."""


def read_queries() -> list[Asked]:
    """The list; `{8}` is the day eight days before the newsroom's."""
    found = []
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, text, wanted = line.split("\t")
            text = re.sub(r"\{(\d)\}", lambda match: str(EPOCH - timedelta(days=int(match[1]))), text)
            every, wanted = wanted.startswith("all "), wanted.removeprefix("all ")
            parts = re.findall(r"(-?)(\w+):(.+?)(?=\s-?(?:story|lang|source|words|has|is|day|topic):|$)", wanted)
            found.append(Asked(kind, text, every, tuple((not minus, field, value) for minus, field, value in parts)))
    return found


def is_wanted(piece: Piece, words: str, asked: Asked) -> bool:
    """Whether an article is what a query is to find."""
    return all(_holds(piece, words, field, value) == holds for holds, field, value in asked.wanted)


def _holds(piece: Piece, words: str, field: str, value: str) -> bool:
    match field:
        case "story" | "category":
            return bool(getattr(piece, field) == value)
        case "lang":
            return piece.house.language.partition("-")[0] == value
        case "country":
            return bool(piece.house.country == value)
        case "source":
            return piece.key.startswith(f"{value}/")
        case "topic":
            return value in piece.topics
        case "day":
            return piece.day == int(value)
        case "has":
            return bool(getattr(piece, value))
        case "is":
            return bool(piece.copy_of) == (value == "copy")
        case "words":
            return any(f" {' '.join(tokens(one))} " in words for one in value.split("|"))
    raise ValueError(f"no condition {field}")


def fill(store: Store) -> None:
    """Bring the newsroom in: enriched, linked, labelled, indexed."""
    numbers = bring_articles(store, read_articles())
    first: dict[str, ArticleId] = {}
    for key, number in numbers.items():
        piece = newsroom().pieces[key]
        story = first.setdefault(piece.story or key, number)
        origin = numbers.get(piece.copy_of)
        copy = Copy(number, origin, origin, "whole", 0.9, 0.1) if origin else None
        store.put([Job(INDEX, number, AFTER)])
        ((claim, stored),) = store.claim({"index": 1}, AFTER, 60)
        assert isinstance(stored, StoredArticle)
        sketch = Sketch(number, stored.card.publisher, stored.card.shown, stored.card.language, "none", b"")
        woven = Woven(Membership(number, StoryId(story)), copy)
        found = search_words(
            stored.article.title,
            "\n".join([stored.article.standfirst, *(block.text for block in stored.article.body)]),
            " ".join(stored.article.authors),
            stored.card.language,
        )
        indexed = IndexArticle(number, found.body, found.title, INDEX, found.authors, found.forms)
        store.finish([(claim, (SaveWoven(sketch, woven, WEAVE, None, COMPARE, AFTER), indexed))], AFTER)


def misses(store: Store) -> dict[Asked, list[str]]:
    """The queries that do not find what is wanted, each with the articles that it found."""
    pieces = dict(_pieces(store))
    found: dict[Asked, list[str]] = {}
    for asked in read_queries():
        query = parse_query(asked.text, AFTER)
        text = " ".join(term.words for clause in query.words for term in clause.terms)
        meaning = Meaning(MODEL, bundled_embedder().embed([text])[0]) if text else None
        hits = store.find(query, FIRST, now=AFTER, meaning=meaning).hits
        right = [is_wanted(*pieces[hit.card.id], asked) for hit in hits]
        if not right or not (all(right) if asked.every else any(right)):
            found[asked] = [pieces[hit.card.id][0].key for hit in hits]
    return found


def _pieces(store: Store) -> Iterator[tuple[ArticleId, tuple[Piece, str]]]:
    """Articles by id, with their words."""
    by_path = {piece.path(EPOCH): piece for piece in newsroom().pieces.values()}
    for hit in _everything(store):
        stored = store.article(hit)
        words = " ".join([stored.article.title, *(block.text for block in stored.article.body)])
        path = "/" + stored.card.url.partition("://")[2].partition("/")[2]
        yield hit, (by_path[path], f" {' '.join(tokens(words))} ")


def _everything(store: Store) -> list[ArticleId]:
    found: list[ArticleId] = []
    query, after = parse_query("", AFTER), None
    while hits := store.search(query, 100, after):
        found += [hit.card.id for hit in hits]
        after = (hits[-1].card.shown, hits[-1].card.id)
    return found


def measure(folder: Path) -> Iterator[Figure]:
    """Of all queries, and of each kind."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        store = open_store(Path(place) / "octavo.db")
        try:
            fill(store)
            missed = misses(store)
        finally:
            store.close()
    kinds: dict[str, list[bool]] = defaultdict(list)
    for asked in read_queries():
        kinds[asked.kind].append(asked not in missed)
    seconds = time.monotonic() - began
    every = [one for kind in kinds.values() for one in kind]
    yield Figure("newsroom", "search_success_at_5", sum(every) / len(every), len(every), seconds)
    for kind, found in kinds.items():
        yield Figure("newsroom", f"search_success_at_5_{kind}", sum(found) / len(found), len(found), seconds)


MEASURES: dict[str, Measure] = {"newsroom": measure}
