"""The sets whose articles are labelled with their story, as articles in the order in which they would arrive."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import numpy as np

from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article, Block

_TOKEN = re.compile(r'<token t_id="\d+" sentence="(\d+)" number="\d+">(.*?)</token>')
_SPACED = re.compile(r"\s+([.,;:!?%)\]}])|([(\[{$£€])\s+|\s+('s|n't|'re|'ve|'ll|'d|'m)\b")
_PARTS = re.compile(r"[/_.]")

SEED = 7
"""Of the lot that halves the sets."""
UNDATED = datetime(2013, 1, 1, tzinfo=UTC)
"""When a set without times begins; its articles come a minute apart, in the order of its files."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article with its label."""

    story: str
    publisher: str
    shown: datetime
    article: Article


def ecbplus(folder: Path) -> list[Told]:
    """Tokens joined to text; the address that some texts begin with is left out, the first sentence is the title."""
    files = sorted((folder / "ECB+").glob("*/*.xml"), key=lambda path: tuple(map(_number, _PARTS.split(path.stem))))
    return [_ecb(path, UNDATED + timedelta(minutes=place)) for place, path in enumerate(files)]


def _ecb(path: Path, shown: datetime) -> Told:
    sentences: dict[int, list[str]] = {}
    for sentence, word in _TOKEN.findall(path.read_text(encoding="utf-8")):
        sentences.setdefault(int(sentence), []).append(unescape(word))
    texts = [_joined(words) for _, words in sorted(sentences.items()) if words[0] != "http"]
    topic, kind = re.fullmatch(r"(\d+)_\d+(ecb(?:plus)?)", path.stem).groups()  # type: ignore[union-attr]
    return Told(f"{topic}{kind}", path.stem, shown, _article(path.stem, texts[0], texts[1:]))


def _joined(words: list[str]) -> str:
    text = " ".join(words).replace("`` ", "“").replace(" ''", "”")
    return _SPACED.sub(lambda found: found[1] or found[2] or found[3], text)


def _number(part: str) -> tuple[int, str]:
    digits = re.match(r"\d*", part)[0]  # type: ignore[index]
    return int(digits or 0), part


def basil(folder: Path) -> list[Told]:
    """Three outlets a story, by the day of their addresses."""
    return sorted(map(_basil, sorted(folder.glob("data/articles/*/*.json"))), key=lambda told: told.shown)


def _basil(path: Path) -> Told:
    said = json.loads(path.read_text(encoding="utf-8"))
    shown = datetime.fromisoformat(said["date"]).replace(hour=12, tzinfo=UTC)
    paragraphs = [" ".join(sentences) for sentences in said["body-paragraphs"]]
    return Told(path.stem.rpartition("_")[0], said["source"], shown, _article(path.stem, said["title"], paragraphs))


def uci(folder: Path) -> list[Told]:
    """Headlines alone, by their millisecond."""
    lines = (folder / "uci.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(map(_uci, map(json.loads, lines)), key=lambda told: told.shown)


def _uci(row: dict[str, str]) -> Told:
    shown = datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, UTC)
    return Told(row["STORY"], row["PUBLISHER"] or "?", shown, _article(row["ID"], row["TITLE"], []))


def tgcontest(folder: Path) -> Iterator[tuple[Told, Told, bool]]:
    """Pairs, and whether people took them for one story."""
    for path in sorted(folder.glob("toloka/clustering_pairs/*.tsv")):
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        names = head.split("\t")
        for row in rows:
            said = dict(zip(names, row.split("\t"), strict=False))
            if said.get("GOLDEN:quality"):
                one, other = (_toloka(said, which, path.name[:2]) for which in ("first", "second"))
                yield one, other, said["GOLDEN:quality"] == "OK"


def _toloka(said: dict[str, str], which: str, language: str) -> Told:
    article = _article(
        said[f"INPUT:{which}_url"], said[f"INPUT:{which}_title"], [said[f"INPUT:{which}_text"]], language
    )
    return Told("", article.url, UNDATED, article)


def _article(key: str, title: str, paragraphs: list[str], language: str = "en") -> Article:
    body = tuple(Block("paragraph", text) for text in paragraphs if text)
    return Article(CanonicalUrl(key if ":" in key else f"https://set.example/{key}"), title, body, language=language)


SETS: dict[str, Callable[[Path], list[Told]]] = {"ecbplus": ecbplus, "basil": basil, "uci-news-aggregator-slice": uci}


def calibrated(name: str, stories: Sequence[str]) -> list[bool]:
    """Of articles with these stories, which are of the half of their set that weights were calibrated on: every second
    story, drawn by lot; of ecbplus both stories of a topic, since they are two events of one kind."""
    groups = [re.sub(r"\D", "", story) if name == "ecbplus" else story for story in stories]
    names = sorted(set(groups))
    half = {names[place] for place in np.random.default_rng(SEED).permutation(len(names))[::2]}
    return [group in half for group in groups]
