"""Key points against publishers' own summaries (fundus).

The text is the gold title and the gold paragraphs, without the summary: on many pages the summary is also the first
paragraph of what a reader sees, and finding it there proves little. The two key points of the highest score are
compared with the summary by ROUGE-1 F1 on lower-cased words, macro over the pages that have a summary. `lead_rouge1` is
the same of the first two sentences.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.compare import mean, tokens
from evaluation.figures import Figure, Measure
from octavo.enrich.key_points import key_points_of
from octavo.enrich.language import language_of
from octavo.enrich.quotes import quotes_of
from octavo.models.languages import bundled_guesser
from octavo.text.sentences import sentence_spans


def cases(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Title, text (title, blank line, paragraphs) and summary of each page that has one."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        summary = " ".join(case["body"]["summary"]).strip()
        paragraphs = [one for section in case["body"]["sections"] for one in section["paragraphs"] if one.strip()]
        if summary and paragraphs:
            title = case["title"] or ""
            yield title, "\n\n".join([title, *paragraphs]), summary


def rouge1(gold: str, found: str) -> float:
    """F1 of words, each as often as both have it."""
    true, mine = Counter(tokens(gold.lower())), Counter(tokens(found.lower()))
    shared = (true & mine).total()
    return 2 * shared / (true.total() + mine.total()) if shared else 0.0


def fundus(folder: Path) -> Iterator[Figure]:
    """All pages with a summary."""
    guesser = bundled_guesser()
    values, leads = [], []
    seconds = 0.0
    for title, text, summary in cases(folder):
        language = language_of(text, "", guesser).code
        spans = sentence_spans(text, language)
        quotes = quotes_of(text, language, spans)
        began = time.perf_counter()
        points = sorted(key_points_of(text, language, spans, (), quotes), key=lambda point: -point.score)[:2]
        seconds += time.perf_counter() - began
        values.append(rouge1(summary, " ".join(text[point.start : point.end] for point in points)))
        body = [(start, end) for start, end in spans if start > len(title)]
        leads.append(rouge1(summary, " ".join(text[start:end] for start, end in body[:2])))
    yield Figure("fundus", "key_points_rouge1", mean(values), len(values), seconds)
    yield Figure("fundus", "lead_rouge1", mean(leads), len(leads), seconds)


MEASURES: dict[str, Measure] = {"fundus": fundus}
