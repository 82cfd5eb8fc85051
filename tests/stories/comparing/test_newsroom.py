"""The differences planted in the sample newsroom are found, and none is invented.

Its articles are read from their served pages and enriched with the models that ship, then compared by the stories and
copies of their labels, so that nothing here depends on weaving.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.stories.served import EPOCH, articles_of

from octavo.enrich import marks_of
from octavo.models.bundled import MODELS
from octavo.news.addresses import ArticleId
from octavo.news.articles import Article, Card, Revision, StoredArticle
from octavo.news.comparison import Comparison, Quantity, Report, Reports
from octavo.news.stories import Copy, StoryId
from octavo.sample.newsroom import Piece, newsroom
from octavo.stories.comparing import compare
from octavo.text.words import tokens

NOT_FOUND = {
    # Thirty-one candles outside a hall in which papers count 26 dead: no text says that 31 are dead.
    ("ferry", "killed", (26.0, 31.0)),
    # `Tolland's party will have 141 of the 301 seats`: which party a number of seats is of is not told by its clause.
    ("election", "Civic seats", (138.0, 139.0, 141.0)),
}
"""Planted rows that comparing does not find, and why."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def gold() -> Any:
    """The labels: tests/sample/gold.py."""
    place = Path(__file__).parents[2] / "sample" / "gold.py"
    spec = importlib.util.spec_from_file_location("sample_gold", place)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.read_gold()


@pytest.fixture(scope="session")
def compared(gold: Any) -> dict[str, Comparison]:
    """Every story that has something planted in it, compared."""
    wanted = {row["story"] for row in (*gold.figures, *gold.quotes)}
    pieces = {key: piece for key, piece in newsroom().pieces.items() if piece.story in wanted}
    stories: dict[str, list[Report]] = defaultdict(list)
    for key, article in articles_of(pieces.values()).items():
        stories[pieces[key].story].append(_report(pieces[key], article))
    embedder = MODELS.embedder()
    return {name: compare(Reports(StoryId(1), tuple(own)), embedder) for name, own in stories.items()}


def _report(piece: Piece, article: Article) -> Report:
    marks = marks_of(article, "", MODELS)
    number, shown = ArticleId(piece.number), piece.published(EPOCH)
    card = Card(
        number, article.url, article.title, piece.house.host, piece.house.name, shown, "", marks.language.code,
        "general", "article",
    )  # fmt: skip
    copy = None
    if piece.copy_of:
        origin = ArticleId(newsroom().pieces[piece.copy_of].number)
        copy = Copy(number, origin, origin, piece.copy_kind, 1.0, 0.0)  # type: ignore[arg-type]
    revision = Revision(1, shown, article.title, "", article.body)
    return Report(StoredArticle(card, article, shown, (revision,)), marks, copy, piece.house.country, "")


def _row(row: dict[str, Any]) -> tuple[str, str, tuple[float, ...]]:
    return row["story"], row["quantity"], tuple(sorted({float(value["value"]) for value in row["values"]}))


def _held(quantity: Quantity, row: dict[str, Any]) -> set[float]:
    return {value.figure.value for value in quantity.values} & set(_row(row)[2])


def test_every_planted_difference_is_found(gold: Any, compared: dict[str, Comparison]) -> None:
    """A row is found where two of its numbers stand in one quantity of its state; a quantity that is contested once is
    contested, so that a row of it that only rose may be in it too."""
    contested = {(row["story"], row["quantity"]) for row in gold.figures if row["kind"] == "contested"}
    for row in gold.figures:
        states = {row["kind"]} | ({"contested"} if (row["story"], row["quantity"]) in contested else set())
        least = min(2, len(_row(row)[2]))
        found = [
            quantity
            for quantity in compared[row["story"]].quantities
            if len(_held(quantity, row)) >= least and quantity.state in states
        ]
        assert bool(found) != (_row(row) in NOT_FOUND), row


def test_no_difference_is_invented(gold: Any, compared: dict[str, Comparison]) -> None:
    for story, comparison in compared.items():
        rows = [row for row in gold.figures if row["story"] == story]
        for quantity in comparison.quantities:
            if quantity.state != "agreeing":
                assert any(len(_held(quantity, row)) >= 2 for row in rows), (story, quantity)


def test_every_planted_quote_is_found_in_all_its_cuts(gold: Any, compared: dict[str, Comparison]) -> None:
    for row in gold.quotes:
        publishers = {newsroom().pieces[cut["article"]].house.host for cut in row["cuts"]}
        if len(publishers) < 2:
            continue
        words = {cut["article"]: set(tokens(cut["said"])) for cut in row["cuts"]}
        found = [
            one
            for one in compared[row["story"]].utterances
            if any(len(set(tokens(cut.said.text)) & own) > 0.6 * len(own) for cut in one.cuts for own in words.values())
        ]
        cut_by = {str(cut.said.publisher) for one in found for cut in one.cuts}
        assert len(publishers - cut_by) <= 1, row
        surname = tokens(row["speaker"])[-1][:4]
        assert any(surname in " ".join(tokens(one.speaker)) or one.speaker for one in found), row
