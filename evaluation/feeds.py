"""Feed parsing against the cases of two feed parsers: feedparser's `Expect:` expressions, gofeed's expected JSON.

A case counts where it states a fact about a feed or entry that Octavo keeps (feed_facts.KEPT); it passes where all such
facts in it hold. The others are skipped and printed, by what they are about.
"""

from __future__ import annotations

import ast
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from evaluation.feed_facts import Fact, holds, kept, visible
from evaluation.figures import Figure, Measure
from octavo.news.addresses import WebUrl
from octavo.news.articles import Page
from octavo.news.errors import ParseError
from octavo.parse import parse_feed

SERVED = "http://127.0.0.1:8097/tests/"
"""Where feedparser's own tests serve its cases, which their expectations name."""


@dataclass(frozen=True, slots=True)
class Case:
    """One feed and what is expected of it."""

    name: str
    page: Page
    facts: tuple[Fact, ...]
    skip: str
    """Why it does not count, empty where it does."""


def feedparser_pass_rate(folder: Path) -> Iterator[Figure]:
    """Feedparser's cases."""
    root = folder / "feedparser" / "tests"
    yield from _measure("feedparser_pass_rate", [_feedparser_case(path, root) for path in sorted(root.rglob("*.xml"))])


def gofeed_pass_rate(folder: Path) -> Iterator[Figure]:
    """gofeed's cases: a feed beside the JSON that is expected of it."""
    root = folder / "gofeed" / "testdata"
    pairs = [(path, path.with_suffix(".json")) for path in sorted(root.rglob("*.xml"))]
    pairs += [
        (path.with_name(path.name.replace("_expected", "")), path) for path in sorted(root.rglob("*_expected.json"))
    ]
    yield from _measure("gofeed_pass_rate", [_gofeed_case(*pair, root) for pair in pairs if pair[1].is_file()])


MEASURES: dict[str, Measure] = {
    "feeds": lambda folder: (
        figure for measure in (feedparser_pass_rate, gofeed_pass_rate) for figure in measure(folder)
    ),
}


def _measure(metric: str, cases: list[Case]) -> Iterator[Figure]:
    console = Console(width=120, stderr=True)
    if not cases:
        console.print(f"{metric}: no cases there")
        return
    start = time.perf_counter()
    failed = [(case, problem) for case in cases if not case.skip and (problem := _failure(case))]
    seconds = time.perf_counter() - start
    counted = sum(not case.skip for case in cases)
    reasons = Counter(case.skip for case in cases if case.skip)
    console.print(f"[bold]{metric}[/]: {counted} cases count, {len(failed)} fail, {sum(reasons.values())} are skipped:")
    for reason, number in reasons.most_common():
        console.print(f"  {number:4} {reason}", markup=False, highlight=False)
    for case, problem in failed:
        console.print(f"  failed: {case.name}: {problem}"[:400], markup=False, highlight=False)
    yield Figure("feeds", metric, (counted - len(failed)) / counted if counted else 0.0, counted, seconds)


def _failure(case: Case) -> str:
    """What does not hold, in words; empty where all does."""
    try:
        feed = parse_feed(case.page)
    except ParseError as error:
        return f"not read: {error}"
    wrong = [f"{fact.path} {fact.expected!r}" for fact in case.facts if not holds(feed, fact)]
    return "; ".join(wrong)


def _case(name: str, page: Page, facts: list[Fact], other: str = "") -> Case:
    known = tuple(fact for fact in facts if kept(fact))
    if not known:
        about = facts[0].path if facts else "nothing but whether the bytes are well-formed"
        return Case(name, page, (), other or f"about {_group(about)}")
    if all(isinstance(fact.expected, str) and not _seen(fact.expected) for fact in known):
        return Case(name, page, (), "no visible text is expected")
    return Case(name, page, known, other)


def _seen(expected: str) -> str:
    return visible(re.sub(r"<!--.*?-->|</?[A-Za-z][^>]*>", "", expected, flags=re.DOTALL))


def _group(path: str) -> str:
    return re.sub(r"\[\]", "", path.removeprefix("len(").removesuffix(")"))


# ── feedparser ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _feedparser_case(path: Path, root: Path) -> Case:
    body = path.read_bytes()
    name = str(path.relative_to(root))
    comment = _comment(body)
    expect = re.search(r"Expect:\s*(.*?)\s*(?:-->|\n[ \t]*\w+:|\Z)", comment, re.DOTALL)
    headers = dict(re.findall(r"Header:\s*([\w-]+):\s*(.*?)\s*$", comment, re.MULTILINE))
    known = {key.lower(): value for key, value in headers.items()}
    url = WebUrl(SERVED + name)
    page = Page(url, url, 200, body, known.get("content-type", "application/xml"))
    skip = "" if expect else "without an expectation"
    if "content-location" in known:
        skip = "about the Content-Location header, which Octavo does not keep"
    return _case(name, page, _expected(expect[1]) if expect else [], skip)


def _comment(body: bytes) -> str:
    """The leading comment, whatever the encoding of the case."""
    for encoding in (
        "utf-8",
        "utf-16",
        "utf-32",
        "cp037",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "latin-1",
    ):
        text = body.decode(encoding, "replace")
        if "Expect:" in text:
            return text[: text.find("-->") + 3] if "-->" in text else text
    return ""


def _expected(expression: str) -> list[Fact]:
    """The comparisons with a literal that an expression joins by `and`; the rest of it is about the parser."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        return []
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    facts = []
    for part in parts:
        if not isinstance(part, ast.Compare) or not all(isinstance(op, ast.Eq) for op in part.ops):
            continue
        try:
            expected = ast.literal_eval(part.comparators[-1])
        except ValueError:
            continue
        for left in (part.left, *part.comparators[:-1]):
            path, numbers = _path(left)
            if path:
                facts.append(Fact(path, numbers, expected))
    return facts


def _path(node: ast.expr) -> tuple[str, tuple[int, ...]]:
    """`entries[0]['title']` → ("entries[].title", (0,))"""
    if isinstance(node, ast.Name):
        return node.id, ()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len":
        path, numbers = _path(node.args[0])
        return f"len({path})", numbers
    if isinstance(node, ast.Attribute):
        path, numbers = _path(node.value)
        return f"{path}.{node.attr}", numbers
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        path, numbers = _path(node.value)
        key = node.slice.value
        return (f"{path}[]", (*numbers, key)) if isinstance(key, int) else (f"{path}.{key}", numbers)
    return "", ()


# ── gofeed ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _gofeed_case(feed: Path, expected: Path, root: Path) -> Case:
    url = WebUrl("http://127.0.0.1:8097/" + feed.name)
    name = str(feed.relative_to(root))
    try:
        wanted = json.loads(expected.read_text(encoding="utf-8"))
    except ValueError:
        return Case(name, Page(url, url, 200, b""), (), "its expectation is no JSON")
    facts: list[Fact] = []
    items = wanted.pop("items", None) or wanted.pop("entries", None) or []
    _walk(wanted, "feed", (), facts)
    for index, item in enumerate(items):
        _walk(item, "entries[]", (index,), facts)
    return _case(name, Page(url, url, 200, feed.read_bytes(), "application/xml"), facts)


def _walk(value: Any, path: str, numbers: tuple[int, ...], facts: list[Fact]) -> None:
    """Every leaf of a JSON value as a fact; namespaced extensions are gofeed's own form."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("extensions", "custom", "links") and not key.endswith("Ext"):
                _walk(inner, f"{path}.{key}", numbers, facts)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _walk(inner, f"{path}[]", (*numbers, index), facts)
    elif value is not None and not path.endswith((".version", ".feedType", ".feedVersion")):
        facts.append(Fact(path, numbers, value))
