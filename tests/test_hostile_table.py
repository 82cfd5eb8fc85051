"""docs/hostile-input.md tells the truth: every test it names exists, and every line names one or says when it comes."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "hostile-input.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not re.match(r"\| What (comes|is asked)", line)]


@cache
def names_of_tests(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_there_is_a_table() -> None:
    assert len(ROWS) > 80
    assert len(NAMED) > 100


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in names_of_tests(file)


@pytest.mark.parametrize("row", ROWS)
def test_a_line_names_its_test_or_says_when_it_comes(row: str) -> None:
    _, what, does, held, _ = re.split(r"(?<!\\)\|", row)
    assert what.strip()
    assert bool(re.search(r"`[\w/]+\.py::test_\w+`", held)) != does.strip().startswith("comes with ")
