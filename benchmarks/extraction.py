"""Pages a second and body F1 against trafilatura, on real pages where they are, else on pages made here.

Both read the same bytes in turn, page by page, so that a busy machine slows both alike; processor time is counted, not
the clock on the wall. Set DATA to a folder laid out as the evaluation's sets unpack.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from evaluation.compare import f1, mean, overlap
from evaluation.extraction import fundus_cases, fundus_text, load, page_of, text_of

from benchmarks.ratio import Ratio
from octavo.extract import read_page
from octavo.news.articles import Page

DATA = Path(os.environ.get("DATA", "evaluation/data"))
ROUNDS = 2


def bench() -> Iterator[Ratio]:
    """Speed with everything that both extract (text and metadata), and F1 on the same pages."""
    cases = _cases()
    ours, theirs = [0.0] * len(cases), [0.0] * len(cases)
    texts: list[tuple[str, str, str]] = []
    for _ in range(ROUNDS):
        texts = []
        for i, (page, gold) in enumerate(cases):
            start = time.process_time()
            reading = read_page(page, None)
            middle = time.process_time()
            found = trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)
            end = time.process_time()
            ours[i] = _least(ours[i], middle - start)
            theirs[i] = _least(theirs[i], end - middle)
            texts.append((gold, text_of(reading.article), str(found.text) if found and found.text else ""))
    peer = f"trafilatura {trafilatura.__version__}"
    yield Ratio("extraction", len(cases) / sum(ours), peer, len(cases) / sum(theirs), "pages/s", "≥ 3")
    mine = mean(f1(*overlap(gold, text)) for gold, text, _ in texts)
    other = mean(f1(*overlap(gold, text)) for gold, _, text in texts)
    yield Ratio("extraction, body F1", mine, peer, other, "F1", "≥ 1")


def _least(before: float, seconds: float) -> float:
    return min(before, seconds) if before else seconds


def _cases() -> list[tuple[Page, str]]:
    folder = DATA / "fundus"
    if folder.is_dir():
        return [(page_of(load(path), url), fundus_text(gold)) for gold, path, url in fundus_cases(folder)]
    return [_made(number) for number in range(40)]


def _made(number: int) -> tuple[Page, str]:
    """A page with the usual surroundings, and its text."""
    paragraphs = [
        f"Paragraph {i} of report {number} says, with a figure of {i * number + 17} and a comma, what happened in "
        f"the town "
        f"hall on day {i + 1}, who was there, and why the council of {number} members met again in the evening."
        for i in range(14)
    ]
    teasers = "".join(f"<li><a href=/{i}>Another report {i} with a longer headline</a></li>" for i in range(80))
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = (
        f"<html lang=en><head><title>Report {number} - Gazette</title><meta property=og:title content='Report "
        f"{number}'></head>"
        f"<body><nav><ul>{teasers}</ul></nav><article><h1>Report {number}</h1><div "
        f"class=article-body>{body}</div></article>"
        f"<aside class=related><ul>{teasers}</ul></aside><footer>About us</footer></body></html>"
    )
    return page_of(html.encode(), f"https://gazette.example/{number}"), "\n".join(paragraphs)
