"""What a measure gives, and how it is printed, written and held to its floor."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; names of sets and metrics are fixed, see README.md."""

    set: str
    metric: str
    value: float
    n: int
    """How many cases it was measured on."""
    seconds: float


Measure = Callable[[Path], Iterator[Figure]]
"""From the folder of one set to its figures."""


def floors() -> dict[str, dict[str, float]]:
    """Set → metric → the least value that passes."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def write(figures: list[Figure]) -> None:
    """One JSON line a figure, into results.jsonl, which git ignores."""
    lines = "".join(json.dumps(asdict(figure)) + "\n" for figure in figures)
    (HERE / "results.jsonl").write_text(lines, encoding="utf-8")


def below(figures: list[Figure]) -> list[str]:
    """The figures that miss their floors, in words."""
    limits = floors()
    return [
        f"{f.set} {f.metric}: {f.value:.4f} is below the floor {limits[f.set][f.metric]:.4f}"
        for f in figures
        if f.value < limits.get(f.set, {}).get(f.metric, float("-inf"))
    ]
