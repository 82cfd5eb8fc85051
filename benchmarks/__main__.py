"""Run the benchmarks: python -m benchmarks [NAME …]"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.ratio import Ratio
from octavo.logs import start_logging

MODULES = ("extraction", "feeds", "polling", "pages", "serving", "comments", "marks", "copies", "stories", "searching")
"""Each has bench() -> Iterator[Ratio]."""


def main() -> int:
    """Print the table of ratios; the exit code is 0 whatever they are, for timings are noisy."""
    start_logging("text", "warning")
    console = Console(width=120)
    ratios: list[Ratio] = []
    for name in sys.argv[1:] or MODULES:
        ratios.extend(importlib.import_module(f"benchmarks.{name}").bench())
    table = Table("what", "ours", "against", "theirs", "ratio", "aim")
    for r in ratios:
        table.add_row(r.what, f"{r.ours:,.2f} {r.unit}", r.peer, f"{r.theirs:,.2f} {r.unit}", f"{r.ratio:.2f}", r.aim)
    console.print(table)
    lines = "".join(json.dumps(asdict(r) | {"ratio": r.ratio}) + "\n" for r in ratios)
    (Path(__file__).parent / "results.jsonl").write_text(lines, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
