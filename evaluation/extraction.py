"""Extraction against gold: body, title, authors, date, lead image.

The text compared is what a reader sees below the title: the standfirst, then every block of the body but images,
captions and tables. That is what Fundus' own evaluation compares (summary, headlines, paragraphs). Sets differ in how
they count:

- fundus: macro means over the pages; body_f1_4gram is the mean of each page's F1 over shingles of four tokens,
  body_rouge_lsum that of ROUGE-LSum, its lines the blocks.
- article-extraction-benchmark: its own figure, the F1 of mean precision and mean recall over shingles of four tokens.
- trafilatura-eval: its own figure, micro F1 over segments that must and must not be in the text.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation.compare import f1, mean, overlap, same, same_date, same_names
from evaluation.figures import Figure, Measure
from evaluation.rouge import rouge_lsum
from octavo.extract import read_page
from octavo.news.articles import Article, Page, Reading
from octavo.text.addresses import web_url

_SHOWN_APART = {"image", "caption", "table"}


@dataclass(frozen=True, slots=True)
class Read:
    """One page of a set, read."""

    case: dict[str, object]
    reading: Reading

    @property
    def article(self) -> Article | None:
        return self.reading.article


def text_of(article: Article | None, *, apart: frozenset[str] | set[str] = _SHOWN_APART) -> str:
    """The text that is compared, a line a block."""
    if article is None:
        return ""
    lines = [article.standfirst] if article.standfirst else []
    lines += [block.text for block in article.body if block.kind not in apart]
    return "\n".join(lines)


def _date_of(article: Article | None) -> tuple[datetime | None, str]:
    return (article.published, article.published_raw) if article else (None, "")


def load(path: Path) -> bytes:
    """A page of a set, compressed or not."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def page_of(body: bytes, url: str) -> Page:
    """A page as if it had been fetched: the sets keep no headers."""
    # Some keys of trafilatura's set are no addresses: `hard::example.com-story.html`.
    address = web_url(url if url.startswith("http") else f"https://{url.split('::')[-1].split('-')[0]}/page")
    return Page(url=address, final_url=address, status=200, body=body, content_type="text/html")


def read_all(cases: list[tuple[dict[str, object], Path, str]]) -> tuple[list[Read], float]:
    """Every case's page read, and the seconds that reading took (loading not counted)."""
    reads, seconds = [], 0.0
    for case, path, url in cases:
        page = page_of(load(path), url)
        start = time.perf_counter()
        reading = read_page(page, None)
        seconds += time.perf_counter() - start
        reads.append(Read(case, reading))
    return reads, seconds


def share(name: str, metric: str, reads: list[Read], seconds: float, hit: Callable[[Read], bool | None]) -> Figure:
    """The share of reads for which `hit` is true; those for which it is None have no gold and do not count."""
    hits = [found for read in reads if (found := hit(read)) is not None]
    return Figure(name, metric, mean(map(float, hits)), len(hits), seconds)


# --- fundus


def fundus_cases(folder: Path) -> list[tuple[dict[str, object], Path, str]]:
    """The pages of the fundus set with their gold."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    golds = [json.loads(line) for line in lines]
    return [(gold, folder / "html" / gold["file"], gold["url"]) for gold in golds]


def fundus_text(gold: dict[str, object]) -> str:
    """Summary, headlines and paragraphs, a line each."""
    body = gold["body"]
    assert isinstance(body, dict)
    lines = list(body["summary"])
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return "\n".join(line for line in lines if line.strip())


def fundus(folder: Path) -> Iterator[Figure]:
    """The fundus set."""
    reads, seconds = read_all(fundus_cases(folder))
    pairs = [(fundus_text(read.case), text_of(read.article)) for read in reads]
    bodies = mean(f1(*overlap(gold, found)) for gold, found in pairs)
    yield Figure("fundus", "body_f1_4gram", bodies, len(reads), seconds)
    yield from rouge("fundus", pairs)

    def title(read: Read) -> bool | None:
        gold = str(read.case["title"] or "")
        return (read.article is not None and same(read.article.title) == same(gold)) if gold else None

    def authors(read: Read) -> bool | None:
        gold = _strings(read.case, "authors")
        return same_names(gold, read.article.authors if read.article else ()) if gold else None

    def date(read: Read) -> bool | None:
        gold = str(read.case["publishing_date"] or "")
        return same_date(gold, *_date_of(read.article)) if gold else None

    yield share("fundus", "title_exact", reads, seconds, title)
    yield share("fundus", "authors_exact", reads, seconds, authors)
    yield share("fundus", "date_exact", reads, seconds, date)
    yield share("fundus", "is_article_recall", reads, seconds, lambda read: read.article is not None)
    yield Figure("fundus", "pages_per_second", len(reads) / seconds, len(reads), seconds)


def rouge(name: str, pairs: list[tuple[str, str]]) -> Iterator[Figure]:
    """ROUGE-LSum F1, macro, a line of the text a sentence."""
    start = time.perf_counter()
    value = mean(rouge_lsum(gold, found) for gold, found in pairs)
    yield Figure(name, "body_rouge_lsum", value, len(pairs), time.perf_counter() - start)


# --- article-extraction-benchmark


def benchmark_cases(folder: Path) -> list[tuple[dict[str, object], Path, str]]:
    """The pages of the article extraction benchmark with their gold."""
    golds = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [(gold, folder / "html" / f"{key}.html.gz", gold["url"]) for key, gold in golds.items()]


def benchmark(folder: Path) -> Iterator[Figure]:
    """The article extraction benchmark."""
    reads, seconds = read_all(benchmark_cases(folder))
    scores = [overlap(str(read.case["articleBody"]), text_of(read.article)) for read in reads]
    value = f1(mean(p for p, _ in scores), mean(r for _, r in scores))
    yield Figure("article-extraction-benchmark", "body_f1_4gram", value, len(reads), seconds)


# --- trafilatura-eval


def segments_cases(folder: Path) -> list[tuple[dict[str, object], Path, str]]:
    """The pages of trafilatura's evaluation with their gold."""
    golds = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    return [(gold, folder / "html" / f"{gold['file']}.gz", url) for url, gold in golds.items()]


def segments(folder: Path) -> Iterator[Figure]:
    """Trafilatura's evaluation; its pages are of every kind, so every page is read as an article (see read_page)."""
    reads, seconds = read_all(segments_cases(folder))
    hits = wrong = missed = 0
    for read in reads:
        text = text_of(read.article, apart=frozenset({"image", "caption"}))
        good, bad = segment_counts(read.case, text)
        hits += good
        wrong += bad
        missed += len(_strings(read.case, "with")) - good
    value = f1(hits / (hits + wrong), hits / (hits + missed)) if hits else 0.0
    yield Figure("trafilatura-eval", "segments_f1", value, len(reads), seconds)

    def title(read: Read) -> bool | None:
        gold = str(read.case.get("title") or "")
        return (read.article is not None and same(read.article.title) == same(gold)) if gold else None

    def date(read: Read) -> bool | None:
        gold = str(read.case.get("date") or "")
        return same_date(gold, *_date_of(read.article)) if gold else None

    yield share("trafilatura-eval", "title_exact", reads, seconds, title)
    yield share("trafilatura-eval", "date_exact", reads, seconds, date)


def segment_counts(case: dict[str, object], text: str) -> tuple[int, int]:
    """How many segments that must be in the text are, and how many that must not be are."""
    good = sum(segment in text for segment in _strings(case, "with"))
    bad = sum(segment in text for segment in _strings(case, "without"))
    return good, bad


def _strings(case: dict[str, object], name: str) -> list[str]:
    value = case.get(name) or []
    assert isinstance(value, list)
    return [str(one) for one in value]


# --- postlight-parser


def postlight_cases(folder: Path) -> list[tuple[dict[str, object], Path, str]]:
    """The pages of Postlight's parser with what its tests expect."""
    golds = json.loads((folder / "expectations.json").read_text(encoding="utf-8"))
    golds = [gold for gold in golds if (folder / "fixtures" / gold["fixture"]).exists() and gold.get("url")]
    return [(gold, folder / "fixtures" / gold["fixture"], gold["url"]) for gold in golds]


def postlight(folder: Path) -> Iterator[Figure]:
    """Postlight's fixtures: metadata alone."""
    reads, seconds = read_all(postlight_cases(folder))

    def field(name: str, hit: Callable[[str, Article], bool]) -> Callable[[Read], bool | None]:
        def of(read: Read) -> bool | None:
            gold = read.case.get(name)
            if not isinstance(gold, str) or not gold:
                return None
            return read.article is not None and hit(gold, read.article)

        return of

    def image(gold: str, article: Article) -> bool:
        return article.image is not None and article.image.url == web_url(gold)

    def date(gold: str, article: Article) -> bool:
        return same_date(gold, article.published, article.published_raw)

    name = "postlight-parser"
    yield share(name, "title_exact", reads, seconds, field("title", lambda gold, a: same(a.title) == same(gold)))
    yield share(
        name, "authors_exact", reads, seconds, field("author", lambda gold, a: same_names(_names(gold), a.authors))
    )
    yield share(name, "date_exact", reads, seconds, field("date_published", date))
    yield share(name, "image_exact", reads, seconds, field("lead_image_url", image))


def _names(joined: str) -> list[str]:
    """Postlight keeps several authors in one string."""
    return [name for part in joined.split(" and ") for name in part.split(", ")]


MEASURES: dict[str, Measure] = {
    "fundus": fundus,
    "article-extraction-benchmark": benchmark,
    "trafilatura-eval": segments,
    "postlight-parser": postlight,
}
