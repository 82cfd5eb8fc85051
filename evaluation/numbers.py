"""Figures against gold: sentences of four news sets, labelled by hand; the sentences stay in their sets.

figures_gold.jsonl holds, for each sentence, where it stands (set, file, characters start to end of the text as `texts`
gives it, a hash of it) and its figures: [start, end, value, high, unit, qualifier], places counted in the sentence.

The metric all_right is an F1: a figure found is right where it overlaps a gold figure not yet met and value, high end,
unit and qualifier are the same; precision is over all figures found, recall over all gold figures. Most sentences were
drawn for holding a digit or a word of number, and a third of them hold no figure (dates, years, names), so what is
wrongly found weighs too. Each set's figure covers its own sentences.

The labels were made by reading the sentences before the rules were written; rules were then mended on the even
sentences alone. A second reading of every fifth sentence, without a look at the first, gave the same 54 figures; it was
the same reader's on the same day, so it tells of slips, not of how far two people would agree.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.compare import f1
from evaluation.figures import HERE, Figure, Measure
from octavo.enrich.figures import figures_of
from octavo.news import marks

SETS = ("bbc", "basil", "polnear", "allsides")


@cache
def rows(path: Path) -> list[bytes]:
    """The lines of a gzipped file."""
    return gzip.decompress(path.read_bytes()).splitlines()


def text_of(folder: Path, name: str) -> str:
    """The text of a file of a set: `PATH`, or `PATH#ROW` of gzipped JSON lines."""
    path, _, row = name.partition("#")
    if row:
        with gzip.open(folder / path, "rt", encoding="utf-8") as lines:
            return str(
                json.loads(next(line for place, line in enumerate(lines) if place == int(row)))["content_original"]
            )
    if path.endswith(".json"):
        paragraphs = json.loads((folder / path).read_text(encoding="utf-8"))["body-paragraphs"]
        return "\n\n".join(one if isinstance(one, str) else " ".join(one) for one in paragraphs)
    return (folder / path).read_bytes().decode("utf-8", "replace")


def right(gold: list[Any], found: marks.Figure) -> bool:
    """Whether a found figure (places in the sentence) is a gold one: overlapping, and all its values the same."""
    start, end, value, high, unit, qualifier = gold
    same = math.isclose(found.value, value, rel_tol=1e-6) and (found.high is None) == (high is None)
    same = same and (high is None or math.isclose(found.high or 0.0, high, rel_tol=1e-6))
    return same and found.start < end and start < found.end and (found.unit, found.qualifier) == (unit, qualifier)


def compare(sentence: str, golds: list[list[Any]]) -> tuple[int, list[marks.Figure], list[list[Any]]]:
    """How many figures are right, those found that are not, and the gold ones missed."""
    wrong, missed, hits = [], list(golds), 0
    for figure in figures_of(sentence, "en", [(0, len(sentence))]):
        match = next((gold for gold in missed if right(gold, figure)), None)
        if match is None:
            wrong.append(figure)
        else:
            missed.remove(match)
            hits += 1
    return hits, wrong, missed


def measure(folder: Path) -> Iterator[Figure]:
    """The labelled sentences of one set."""
    lines = (HERE / "figures_gold.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["set"] == folder.name]
    seconds = 0.0
    hits = found = gold = count = 0
    for case in cases:
        if not (folder / case["file"].partition("#")[0]).is_file():
            continue
        sentence = text_of(folder, case["file"])[case["start"] : case["end"]]
        if hashlib.sha256(sentence.encode()).hexdigest()[:16] != case["sha"]:
            continue
        began = time.perf_counter()
        right_here, wrong, missed = compare(sentence, case["figures"])
        seconds += time.perf_counter() - began
        count += 1
        hits += right_here
        found += right_here + len(wrong)
        gold += right_here + len(missed)
    if count:
        value = f1(hits / found, hits / gold) if hits else 0.0
        yield Figure(folder.name, "figures_all_right", value, count, seconds)


MEASURES: dict[str, Measure] = dict.fromkeys(SETS, measure)
