"""Copies: edits of real texts against reports that newsrooms wrote of one event.

Originals are texts of realtimeqa (English), antcorpus (Arabic) and newspaper4k-tests (Chinese, Japanese, Thai, Korean
and others), each with one copy, as copy_edits.py makes it, of another publisher. Half of the copies arrive before their
original. Every fifth was also shown before it, but credits its publisher, as where an agency's own page is read late;
of the others the time tells the origin. Negatives are the articles of basil and ecbplus, several to an event; all go
through one index with the copies.

copies_precision and copies_recall are of articles called a copy; one called the copy of a wrong text counts against
both. copies_origin is the share of the found copies whose origin is right, copies_manner that of the
manner when both texts are aligned. Many articles of ecbplus are one agency's report in several papers: where two share
REAL words in a row or more, calling one the copy of the other is neither right nor wrong; copies_unlabelled counts how
many were so called.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from evaluation.copy_edits import Paragraphs, edited
from evaluation.figures import Figure, Measure
from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, StoredArticle
from octavo.stories.copies import CopyIndex, Imprint, imprint_of, refined

BEGAN = datetime(2031, 5, 1, tzinfo=UTC)
ENGLISH, ARABIC, OTHER = 480, 192, 24
"""Texts; half of the first two only lend copies their words and are no articles themselves."""
HOURS = 200
"""In which all is shown."""
REAL = 16
"""Words in a row that two reporters do not choose alike."""
_RUN = 8
"""Words in a row that only a repeated text repeats."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article, as it is told apart."""

    number: int
    publisher: str
    name: str
    body: tuple[str, ...]
    hour: float
    """When it was shown, since BEGAN."""
    origin: int = 0
    """Whose copy it is; 0: nobody's."""
    manner: str = ""


def originals(data: Path) -> Iterator[tuple[str, Paragraphs]]:
    """Kind and paragraphs of texts long enough to be cut, none of which repeats another."""
    seen: set[tuple[str, ...]] = set()
    for kind, most, least, found in (
        ("English", ENGLISH, 1200, _realtimeqa(data / "realtimeqa")),
        ("Arabic", ARABIC, 900, _antcorpus(data / "antcorpus")),
        ("other", OTHER, 400, _newspaper4k(data / "newspaper4k-tests")),
    ):
        yield from ((kind, body) for body in islice(_fresh(found, least, seen), most))


def reports(data: Path) -> Iterator[tuple[str, Paragraphs]]:
    """Newsroom and paragraphs of what two or more newsrooms told each in its own words."""
    for path in sorted((data / "basil").glob("data/articles/*/*.json")):
        read = json.loads(path.read_text("utf-8"))
        yield read["source"], [p if isinstance(p, str) else " ".join(p) for p in read["body-paragraphs"]]
    for path in sorted((data / "ecbplus" / "ECB+").glob("*/*.xml")):
        rows: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).iter("token"):
            rows.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield path.stem, [" ".join(row) for row in rows.values()]


def texts(data: Path) -> list[Text]:
    """Everything, in the order of its arrival."""
    made: list[tuple[float, Text]] = []
    donors: list[Paragraphs] = []
    place = 0
    for kind, body in originals(data):
        if kind != "other" and len(donors) <= place:
            donors.append(body)
        else:
            made += _pair(place, body, donors[place % len(donors)] if donors else body[::-1])
            place += 1
    for place, (newsroom, body) in enumerate(reports(data)):
        hour = float(place % HOURS)
        made.append((hour, Text(100_000 + place, f"{newsroom}.example", newsroom, tuple(body), hour)))
    return [text for _, text in sorted(made, key=lambda one: (one[0], one[1].number))]


def _pair(place: int, body: Paragraphs, other: Paragraphs) -> Iterator[tuple[float, Text]]:
    """An original and its copy, each with the hour of its arrival."""
    hour, credited = float(place % HOURS), place % 5 == 4
    agency = f"Northgate {place % 7} Dispatch"
    manner, copy = edited(place, body, other, str(place))
    if credited:
        copy = [f"HARBOUR CITY ({agency}) - {copy[0]}", *copy[1:]]
    origin = Text(2 * place + 1, f"agency{place % 7}.example", agency, tuple(body), hour + 2 * credited)
    yield hour + 2, origin
    paper = f"paper{place % 11}.example"
    made = Text(origin.number + 1, paper, paper, tuple(copy), hour + 1, origin.number, manner)
    yield hour + (1 if place % 2 else 3), made


def imprint(text: Text, agencies: tuple[str, ...]) -> Imprint:
    """As weaving makes it."""
    url = CanonicalUrl(f"https://{text.publisher}/{text.number}")
    article = Article(url, f"Headline {text.number}", tuple(Block("paragraph", p) for p in text.body))
    shown = BEGAN + timedelta(hours=text.hour)
    publisher = PublisherId(text.publisher)
    card = Card(ArticleId(text.number), url, article.title, publisher, text.name, shown, "", "", "general", "article")
    return imprint_of(StoredArticle(card, article, shown, ()), (text.name,), agencies)


def copies(folder: Path) -> Iterator[Figure]:
    """All of it; `folder` is basil, the others lie beside it."""
    everything = texts(folder.parent)
    bodies = {text.number: "\n\n".join(text.body) for text in everything}
    agencies = tuple(sorted({text.name for text in everything if text.publisher.startswith("agency")}))
    index = CopyIndex()
    began = time.perf_counter()
    for text in everything:
        index.add(imprint(text, agencies))
    seconds = time.perf_counter() - began
    found = [(text, copy) for text in everything if (copy := index.copy(ArticleId(text.number)))]
    right = [(text, copy) for text, copy in found if text.origin and text.origin in (copy.origin, copy.near)]
    real = sum(not text.origin and _is_real(bodies[text.number], bodies[copy.near]) for text, copy in found)
    labelled = sum(1 for text in everything if text.origin)
    origins = sum(copy.origin == text.origin for text, copy in right)
    manners = [
        refined(copy, bodies[text.number], bodies[copy.near]).manner == text.manner
        for text, copy in right
        if text.manner
    ]
    yield Figure("basil", "copies_precision", len(right) / max(1, len(found) - real), len(found) - real, seconds)
    yield Figure("basil", "copies_recall", len(right) / max(1, labelled), labelled, seconds)
    yield Figure("basil", "copies_origin", origins / max(1, len(right)), len(right), seconds)
    yield Figure("basil", "copies_manner", sum(manners) / max(1, len(manners)), len(manners), seconds)
    yield Figure("basil", "copies_unlabelled", real, len(everything) - 2 * labelled, seconds)


def _is_real(text: str, other: str) -> bool:
    """Whether two texts share so many words in a row that one of them, or both, were copied."""
    words, others = text.split(), other.split()
    return SequenceMatcher(None, words, others, autojunk=False).find_longest_match().size >= REAL


def _fresh(found: Iterator[Paragraphs], least: int, seen: set[tuple[str, ...]]) -> Iterator[Paragraphs]:
    """Those of `least` characters or more that repeat nothing."""
    for body in found:
        body = [" ".join(paragraph.split()) for paragraph in body if paragraph.strip()]
        words = " ".join(body).split()
        runs = {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
        if sum(map(len, body)) >= least and len(body) > 1 and not runs & seen:
            seen |= runs
            yield body


def _realtimeqa(folder: Path) -> Iterator[Paragraphs]:
    path = folder / "articles.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") if path.is_file() else nullcontext([]) as lines:
        for line in lines:
            yield json.loads(line)["text"].split("\n")


def _antcorpus(folder: Path) -> Iterator[Paragraphs]:
    for path in sorted(folder.glob("*/*.txt")):
        _, _, text = path.read_text("utf-8").partition("<TEXT>")
        yield text.partition("</TEXT>")[0].split("\n")


def _newspaper4k(folder: Path) -> Iterator[Paragraphs]:
    for path in sorted((folder / "tests" / "data" / "txt").glob("*.txt")):
        yield path.read_text("utf-8").split("\n")


MEASURES: dict[str, Measure] = {"basil": copies}
