"""Language identification: sentences of 75 languages (langid), headlines of news sets."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from evaluation.figures import Figure, Measure
from octavo.enrich.language import language_of
from octavo.models.languages import bundled_guesser

TOP30 = "en zh hi es ar fr bn pt ru ur id de ja sw mr te tr ta vi tl ko fa th gu pl yo it uk pa nl"
"""The thirty of most speakers among the 75 (Ethnologue's order of first and second speakers)."""


def sentences(folder: Path) -> Iterator[Figure]:
    """Mean over languages of the share of sentences told rightly, without a publisher's word."""
    guesser = bundled_guesser()
    began = time.monotonic()
    right: dict[str, float] = {}
    count = 0
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        lines = (place / "testdata" / "sentences.txt").read_text(encoding="utf-8").splitlines()
        right[place.name] = mean(language_of(line, "", guesser).code == place.name for line in lines)
        count += len(lines)
    seconds = time.monotonic() - began
    top = [share for code, share in right.items() if code in TOP30.split()]
    yield Figure("langid", "accuracy", mean(right.values()), count, seconds)
    yield Figure("langid", "accuracy_top30", mean(top), len(top) * 500, seconds)


def headlines(folder: Path) -> Iterator[Figure]:
    """English headlines told as English, without a publisher's word."""
    guesser = bundled_guesser()
    began = time.monotonic()
    titles = [json.loads(line)["TITLE"] for line in (folder / "uci.jsonl").open(encoding="utf-8")]
    share = mean(language_of(title, "", guesser).code == "en" for title in titles)
    yield Figure(folder.name, "language_of_titles", share, len(titles), time.monotonic() - began)


MEASURES: dict[str, Measure] = {"langid": sentences, "uci-news-aggregator-slice": headlines}
