"""Categories: one model against four sets of labels, each of whose classes stands for some of the twelve.

A set's answer is the class that holds the likeliest of the twelve categories that the set has at all: so a set without
crime is answered with what the model holds next. Nothing but the text is looked at: no section, no address. The sets
`bbc` and `ag_news_test` are never trained on; of `antcorpus` one half trains and the other is measured; of `tgcontest`
the Russian labels train and the English ones are measured.
"""

from __future__ import annotations

import csv
import json
import re
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from evaluation.figures import Figure, Measure
from octavo.enrich.category import head
from octavo.enrich.vector import lead
from octavo.models.embedders import embed_bundled
from octavo.news.sources import CATEGORIES, Category

BATCH = 64

Classes = Mapping[str, tuple[Category, ...]]

BBC: Classes = {
    "business": ("business",),
    "entertainment": ("entertainment",),
    "politics": ("politics", "world"),  # foreign policy stands there
    "sport": ("sport",),
    "tech": ("technology", "science"),
}

AG_NEWS: Classes = {
    "1": ("world", "politics", "crime"),
    "2": ("sport",),
    "3": ("business",),
    "4": ("technology", "science", "climate"),
}

ANTCORPUS: Classes = {
    "culture": ("entertainment",),
    "diverse": ("lifestyle",),
    "economy": ("business",),
    "internationalNews": ("world",),
    # localNews says where and society how grave, neither says what: both are mostly politics and crime at home, and
    # with politic they are one class here.
    "home": ("politics", "crime", "general", "health", "climate"),
    "sport": ("sport",),
    "technology": ("technology", "science"),
}
ANT_HOME = ("localNews", "politic", "society")

TGCONTEST: Classes = {
    "society": ("world", "politics", "crime", "climate", "general"),
    "economy": ("business",),
    "sports": ("sport",),
    "technology": ("technology",),
    "science": ("science", "health"),
    "entertainment": ("entertainment",),
    "other": ("lifestyle",),
}
"""`not_news` is left out: it says that a text is no news, not what it is about."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the set's label."""

    title: str
    text: str
    label: str
    key: str
    """What tells the halves of a set apart."""

    @property
    def lead(self) -> str:
        """What is embedded."""
        return lead(self.title, "", self.text.split("\n"))

    @property
    def even(self) -> bool:
        """Whether it lies in the first half, by a hash of its key."""
        return zlib.crc32(self.key.encode()) % 2 == 0


def bbc_cases(folder: Path) -> list[Case]:
    """Files by section: a title, then paragraphs."""
    cases = []
    for path in sorted(folder.glob("*/*/*.txt")):
        title, _, text = path.read_text(encoding="utf-8", errors="replace").partition("\n")
        cases.append(Case(title, text, path.parent.name, path.name))
    return cases


def ag_cases(folder: Path) -> list[Case]:
    """One JSON line an article."""
    rows = map(json.loads, (folder / "test.jsonl").open(encoding="utf-8"))
    return [Case(row["title"], row["text"], row["label"], row["title"]) for row in rows]


def ant_cases(folder: Path) -> list[Case]:
    """Files by section, with tags about title and text."""
    cases = []
    for path in sorted(folder.glob("*/*.txt")):
        whole = path.read_text(encoding="utf-8", errors="replace")
        text = _tagged(whole, "TEXT") or _tagged(whole, "ABSTRACT")
        cases.append(Case(_tagged(whole, "TITLE"), text, path.parent.name, path.name))
    return cases


def tg_cases(folder: Path, language: str) -> list[Case]:
    """Rows with a golden label."""
    cases = []
    for path in sorted((folder / "toloka" / "categories").glob(f"{language}_*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                cases.append(Case(row["INPUT:title"], row["INPUT:text"], row["GOLDEN:res"], row["INPUT:url"]))
    return cases


def _tagged(whole: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", whole, re.DOTALL)
    return found[1].strip() if found else ""


def embed(texts: list[str]) -> list[list[float]]:
    """The texts' vectors, in batches."""
    return [vector for start in range(0, len(texts), BATCH) for vector in embed_bundled(texts[start : start + BATCH])]


def answer(vector: list[float], classes: Classes) -> str:
    """The class of the likeliest category that any of them stands for."""
    chances = dict(zip(CATEGORIES, head().probabilities(vector), strict=True))
    return max(classes, key=lambda name: max(chances[category] for category in classes[name]))


def _measured(folder: Path, metric: str, cases: list[Case], classes: Classes) -> Iterator[Figure]:
    began = time.monotonic()
    cases = [case for case in cases if case.label in classes]
    vectors = embed([case.lead for case in cases])
    share = mean(answer(vector, classes) == case.label for vector, case in zip(vectors, cases, strict=True))
    yield Figure(folder.name, metric, share, len(cases), time.monotonic() - began)


def bbc(folder: Path) -> Iterator[Figure]:
    """Share of a broadcaster's articles put into the right one of five sections."""
    return _measured(folder, "category_accuracy", bbc_cases(folder), BBC)


def ag_news(folder: Path) -> Iterator[Figure]:
    """Share of wire stories put into the right one of four classes."""
    return _measured(folder, "category_accuracy", ag_cases(folder), AG_NEWS)


def antcorpus(folder: Path) -> Iterator[Figure]:
    """Share of Tunisian radio news put into the right one of seven classes; the half that was not trained on."""
    other = [case for case in ant_cases(folder) if not case.even]
    merged = [replace(case, label="home") if case.label in ANT_HOME else case for case in other]
    return _measured(folder, "category_accuracy", merged, ANTCORPUS)


def tgcontest(folder: Path) -> Iterator[Figure]:
    """Share of English articles put into the right one of seven classes."""
    return _measured(folder, "category_accuracy_en", tg_cases(folder, "en"), TGCONTEST)


MEASURES: dict[str, Measure] = {
    "bbc": bbc,
    "ag_news_test": ag_news,
    "antcorpus": antcorpus,
    "tgcontest": tgcontest,
}
