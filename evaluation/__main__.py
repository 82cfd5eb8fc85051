"""Measure every set that is there: python -m evaluation DATA [SET …]"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.figures import Figure, Measure, below, floors, write

MODULES = (
    "extraction", "feeds", "language", "names", "newsroom", "numbers", "quotes", "key_points", "category",
    "copies", "stories", "relatedness", "comparing", "newsroom_search", "faithfulness", "asking",
)  # fmt: skip
"""Each has MEASURES: set name → Measure. The order is the order of the table."""

SHIPPED = frozenset({"newsroom"})
"""Sets that are part of Octavo."""


def main() -> int:
    """Print the table, write the lines; 1 where a figure is below its floor."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="folder laid out as the sets unpack: one folder a set")
    arguments.add_argument("sets", nargs="*", help="only these")
    asked = arguments.parse_args()
    console = Console(width=120)
    measures: dict[str, list[Measure]] = {}
    for name in MODULES:
        for one, measure in importlib.import_module(f"evaluation.{name}").MEASURES.items():
            measures.setdefault(one, []).append(measure)
    figures: list[Figure] = []
    absent = []
    for name, of_set in measures.items():
        if asked.sets and name not in asked.sets:
            continue
        if name not in SHIPPED and not (asked.data / name).is_dir():
            absent.append(name)
            continue
        for measure in of_set:
            figures.extend(measure(asked.data / name))
    table = Table("set", "metric", "value", "floor", "n", "seconds")
    limits = floors()
    for f in figures:
        floor = limits.get(f.set, {}).get(f.metric)
        table.add_row(f.set, f.metric, f"{f.value:.4f}", f"{floor:.4f}" if floor else "", str(f.n), f"{f.seconds:.1f}")
    console.print(table)
    if absent:
        console.print("skipped, not in", str(asked.data) + ":", ", ".join(absent))
    write(figures)
    failed = below(figures)
    for line in failed:
        console.print(line, style="bold red")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
