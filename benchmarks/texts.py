"""An archive of real texts, repeated with variation: what search is measured on at a million articles.

The texts are those of the sets allsides and realtimeqa. An article is WORDS words of one of them, from a sentence drawn
by lot on, three sentences of another, and a word of its own; so words are as frequent, and stand beside each other, as
in real news. Publishers differ in size as they do in life. Rows are written straight into the store's tables, as the
intents would leave them: through the stages a million would take hours. The last ones are indexed by the store's own
function, which is what the rate is taken from.
"""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from octavo.news.addresses import PublisherId
from octavo.news.articles import Block
from octavo.news.jobs import IndexArticle, StageKey
from octavo.news.sources import CATEGORIES, Publisher
from octavo.ports import Store
from octavo.store.codec import pack_blocks
from octavo.store.search_document import index_article, row_of
from octavo.store.vectors import signs_of
from octavo.text.sentences import sentence_spans
from octavo.text.spelling import skeleton
from octavo.text.stems import stem
from octavo.text.words import tokens

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORDS = 150
RATE = 2000
"""Articles a day."""
PUBLISHERS = 60
COUNTRIES = ("US", "GB", "IN", "CA", "AU", "IE")
MOST = 1_000_000
DIMENSIONS = 512
WITH_VECTOR = 5
"""One article in so many has a vector: of a million as many as a search looks through."""
_TEXTS = 3000


@dataclass(frozen=True, slots=True)
class Text:
    """A real text, in sentences and in their tokens."""

    title: str
    sentences: tuple[str, ...]
    words: tuple[str, ...]
    """Of each sentence, joined by spaces."""
    counts: tuple[int, ...]
    vector: np.ndarray[Any, Any]
    title_words: str
    body: bytes
    """Its beginning as the store keeps it: what a hit's snippet is cut out of, the same for all articles made of it."""


@dataclass(frozen=True, slots=True)
class Made:
    """An article."""

    number: int
    title: str
    body: str
    title_words: str
    words: str
    publisher: str
    category: str
    country: str
    shown: int
    """Microseconds since 1970."""
    text: Text


def read_texts(data: Path) -> list[Text]:
    """The texts of the sets that are there."""
    chance = np.random.default_rng(1)
    found = []
    for place in ("allsides", "realtimeqa"):
        file = data / place / "articles.jsonl.gz"
        if not file.exists():
            continue
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("text") or row.get("content_original") or ""
                parts = _parted(text)
                if len(parts) > 3:
                    words = tuple(" ".join(tokens(part)) for part in parts)
                    vector = chance.standard_normal(DIMENSIONS)
                    counts = tuple(one.count(" ") + 1 for one in words)
                    title = row.get("title") or parts[0][:80]
                    body = pack_blocks([Block("paragraph", part) for part in parts[:12]])
                    found.append(Text(title, parts, words, counts, vector, " ".join(tokens(title)), body))
                if len(found) == _TEXTS and place == "allsides":
                    break
    return found


def _parted(text: str) -> tuple[str, ...]:
    text = " ".join(text.split())[:6000]
    return tuple(text[start:end] for start, end in sentence_spans(text, "en") if end - start > 20)


def articles(texts: list[Text], first: int, last: int) -> Iterator[Made]:
    """The articles from one number up to another, each of which depends on its number alone; oldest first."""
    weights = list(accumulate(1 / rank for rank in range(1, PUBLISHERS + 1)))
    for number in range(first, last):
        chance = random.Random(number)
        text, other = chance.choice(texts), chance.choice(texts)
        at = chance.randrange(max(1, len(text.sentences) - 4))
        spoken, words, count = [], [], 0
        while at < len(text.sentences) and count < WORDS:
            spoken.append(text.sentences[at])
            words.append(text.words[at])
            count += text.counts[at]
            at += 1
        for nth in chance.sample(range(len(other.sentences)), 3):
            spoken.append(other.sentences[nth])
            words.append(other.words[nth])
        own = f"dossier{number}"
        chosen = chance.choices(range(PUBLISHERS), cum_weights=weights)[0]
        shown = NOW - timedelta(days=(MOST - number) / RATE)
        yield Made(
            number=number, title=text.title, body="\n".join([*spoken, own]), title_words=text.title_words,
            words=" ".join([*words, own]), publisher=f"paper{chosen}.test",
            category=CATEGORIES[chance.randrange(len(CATEGORIES))], country=COUNTRIES[chosen % len(COUNTRIES)],
            shown=int(shown.timestamp() * 1_000_000), text=text,
        )  # fmt: skip


def bring(store: Store, texts: list[Text], first: int, last: int, *, own: int = 0) -> float:
    """Bring articles into the store; the last `own` of them by the store's function, whose seconds come back."""
    connections = store.connections  # type: ignore[attr-defined]
    if first == 0:
        names = [f"paper{nth}" for nth in range(PUBLISHERS)]
        store.add_publishers([Publisher(PublisherId(f"{one}.test"), one, f"https://{one}.test/") for one in names])
        with connections.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO words VALUES (?, 'en', ?, ?)",
                ((word, stem(word, "en") or word, skeleton(word)) for word in _vocabulary(texts)),
            )
    batch: list[Made] = []
    spent = 0.0
    for made in articles(texts, first, last):
        batch.append(made)
        if len(batch) == 1000 or made.number == last - 1:
            with connections.write() as connection:
                if batch[0].number >= last - own:
                    _rows(connection, batch, docs=False)
                    began = time.process_time()
                    for one in batch:
                        forms = tuple((word, stem(word, "en")) for word in dict.fromkeys(one.words.split()))
                        index_article(
                            connection, IndexArticle(one.number + 1, one.words, one.title_words, _INDEX, "", forms)
                        )
                    spent += time.process_time() - began
                else:
                    _rows(connection, batch, docs=True)
            batch.clear()
    return spent


_INDEX = StageKey("index", 2)
_ARTICLE = """INSERT INTO articles (id, key, url, publisher, country, category, language, kind, shown, published,
    first_seen, title, summary, authors, has_audio, has_video, words, sample, text_hash, doc)
    VALUES (?1, ?2, ?2, ?3, ?4, ?5, 'en', 'article', ?6, ?6, ?6, ?7, ?8, '[]', 0, 0, ?9, 0, x'', ?10)"""


def _rows(connection: Any, batch: list[Made], *, docs: bool) -> None:
    connection.executemany(
        _ARTICLE,
        (
            (
                one.number + 1, f"https://{one.publisher}/{one.number}", one.publisher, one.country, one.category,
                one.shown, one.title, one.body[:200], one.words.count(" ") + 1,
                row_of(one.shown) + (one.number & 0xFFF) if docs else None,
            )
            for one in batch
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO revisions VALUES (?, 1, ?, ?, '', ?)",
        ((one.number + 1, one.shown, one.title, one.text.body) for one in batch),
    )
    if docs:
        connection.executemany(
            "INSERT INTO docs (rowid, title, body, authors, facets) VALUES (?, ?, ?, '', ?)",
            ((row_of(one.shown) + (one.number & 0xFFF), one.title_words, one.words, facets(one)) for one in batch),
        )
    near = [one for one in batch if one.number % WITH_VECTOR == 0]
    vectors = [(one.number + 1, _vector(one)) for one in near]
    connection.executemany(
        "INSERT INTO vectors VALUES (?, 'made', ?)", ((number, one.astype("<f2").tobytes()) for number, one in vectors)
    )
    connection.executemany(
        "INSERT INTO signs (article, model, bits) VALUES (?, 'made', ?)",
        ((number, signs_of(one.tolist())) for number, one in vectors),
    )


def facets(one: Made) -> str:
    """As search_document.py has them."""
    return (
        f"all source:{one.publisher} lang:en category:{one.category} country:{one.country} is:original"
    )  # fmt: skip


def _vector(one: Made) -> np.ndarray[Any, Any]:
    vector = one.text.vector + 0.5 * np.random.default_rng(one.number).standard_normal(DIMENSIONS)
    unit: np.ndarray[Any, Any] = vector / np.linalg.norm(vector)
    return unit


def _vocabulary(texts: list[Text]) -> list[str]:
    return sorted({word for text in texts for words in text.words for word in words.split() if word.isalpha()})
