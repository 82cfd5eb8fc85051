"""What comparing shows of stories whose three articles are known: read it, and see that it refuses contradictions.

    python -m evaluation.comparing DATA [STORIES]

prints the table of what is shown of basil's first stories (in the order of their ids), which docs/readings/comparing.md
was written from: whether it is right, only reading tells.

Contradictions are planted in statements that were found: the two sentences of a statement become two articles of their
own, and one of them is changed: a number of the other doubled, a `not` set in where both say the same, another
weekday. planted_refused is the
share of the changed pairs that are no statement any more; unchanged_kept the share of the same pairs that still are one
unchanged, because whoever refuses everything refuses contradictions too.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console

from evaluation.figures import Figure, Measure
from octavo.enrich import marks_of
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.comparison import Comparison, Report, Reports, Said
from octavo.news.stories import StoryId
from octavo.stories.comparing import compare

STORIES = 40

_ASSERTED = re.compile(r"\b(is|was|are|were|has|had|have|will|would|should|could|did) \w+")
_NEGATION = re.compile(r"\b(no|not|never|nobody|none|nothing|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w,]|\.\d)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile("|".join(_DAYS))


def stories(folder: Path, most: int) -> Iterator[tuple[str, tuple[Report, ...]]]:
    """Stories by id, each with its enriched reports."""
    files: dict[str, list[Path]] = defaultdict(list)
    for place in folder.rglob("articles/*/*.json"):
        files[place.stem.rpartition("_")[0]].append(place)
    for number, name in enumerate(sorted(files)[:most]):
        yield name, tuple(_read(3 * number + n + 1, place) for n, place in enumerate(sorted(files[name])))


def _read(number: int, place: Path) -> Report:
    data: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    paragraphs = [part if isinstance(part, str) else " ".join(part) for part in data["body-paragraphs"]]
    shown = datetime.fromisoformat(data["date"]).replace(tzinfo=UTC)
    return report(number, data["source"], data["title"], paragraphs, shown)


def report(number: int, publisher: str, title: str, paragraphs: list[str], shown: datetime) -> Report:
    """An article of these paragraphs, enriched."""
    url = CanonicalUrl(f"https://{publisher}.example/{number}")
    body = tuple(Block("paragraph", " ".join(text.split())) for text in paragraphs if text.strip())
    article = Article(url, title, body, published=shown)
    marks = marks_of(article, "", replace(MODELS, embedder=lambda: None))
    card = Card(
        ArticleId(number), url, title, PublisherId(publisher), publisher, shown, "", marks.language.code, "general",
        "article",
    )  # fmt: skip
    stored = StoredArticle(card, article, shown, (Revision(1, shown, title, "", body),))
    return Report(stored, marks, None, "US", "")


@cache
def compared(folder: Path, most: int) -> tuple[tuple[str, Comparison], ...]:
    """The stories, compared."""
    embedder = MODELS.embedder()
    return tuple((name, compare(Reports(StoryId(1), own), embedder)) for name, own in stories(folder, most))


def measure(folder: Path) -> Iterator[Figure]:
    """What is shown, and what of planted contradictions is refused."""
    began = time.perf_counter()
    found = [comparison for _, comparison in compared(folder, STORIES)]
    seconds = time.perf_counter() - began
    yield Figure(
        folder.name, "statements_a_story", sum(len(c.statements) for c in found) / len(found), len(found), seconds
    )
    yield Figure(folder.name, "quantities_a_story", sum(len(c.quantities) for c in found) / len(found), len(found), 0.0)
    yield Figure(folder.name, "utterances_a_story", sum(len(c.utterances) for c in found) / len(found), len(found), 0.0)
    began = time.perf_counter()
    pairs = [(one.said[0], one.said[1]) for comparison in found for one in comparison.statements]
    kept = [pair for pair in pairs if _is_one(pair[0].text, pair[1].text)]
    planted = [(one.text, text) for one, other in kept for text in contradictions(one.text, other.text)]
    refused = sum(not _is_one(one, other) for one, other in planted)
    seconds = time.perf_counter() - began
    yield Figure(folder.name, "unchanged_kept", len(kept) / len(pairs), len(pairs), 0.0)
    yield Figure(folder.name, "planted_refused", refused / len(planted), len(planted), seconds)


def contradictions(one: str, other: str) -> Iterator[str]:
    """`other`, changed so that it says not what `one` says."""
    shared = set(_NUMBER.findall(one)) & set(_NUMBER.findall(other))
    for number in sorted(n for n in shared if not 1900 <= int(n) <= 2100):
        yield re.sub(rf"(?<![\w.,]){number}(?![\w,]|\.\d)", str(2 * int(number) + 1), other)
    for match in _ASSERTED.finditer(other):
        if match.group() in one and not _NEGATION.search(one + other):
            yield f"{other[: match.end(1)]} not{other[match.end(1) :]}"
            break
    for day in sorted(set(_DAY.findall(one)) & set(_DAY.findall(other))):
        yield other.replace(day, _DAYS[(_DAYS.index(day) + 3) % 7])


def _is_one(one: str, other: str) -> bool:
    """Whether two sentences, each an article of its own, are one statement."""
    shown = datetime(2020, 1, 8, tzinfo=UTC)
    made = (report(n, f"paper{n}", "", [text], shown) for n, text in enumerate((one, other), start=1))
    return bool(compare(Reports(StoryId(1), tuple(made)), None).statements)


def show(name: str, comparison: Comparison, console: Console) -> None:
    """One story's part of the table."""
    console.rule(name)
    for statement in comparison.statements:
        console.print(f"statement {statement.score:.2f}", *map(_line, statement.said), sep="\n  ", highlight=False)
    for quantity in comparison.quantities:
        console.print(f"quantity {quantity.state}: {quantity.name} {quantity.unit}", highlight=False)
        for value in quantity.values:
            console.print(
                f"  {_line(value.said)} ({value.figure.cited}): {value.sentence}", highlight=False, markup=False
            )
    for utterance in comparison.utterances:
        cuts = (_line(cut.said) for cut in utterance.cuts)
        console.print(f"quote of {utterance.speaker}", *cuts, sep="\n  ", highlight=False, markup=False)


def _line(said: Said) -> str:
    return f"{said.publisher}: {said.text}"


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path, help="folder laid out as the sets unpack: one folder a set")
    arguments.add_argument("stories", type=int, nargs="?", default=STORIES)
    asked = arguments.parse_args()
    console = Console(width=160)
    for name, comparison in compared(asked.data / "basil", asked.stories):
        show(name, comparison, console)


MEASURES: dict[str, Measure] = {"basil": measure}

if __name__ == "__main__":
    main()
