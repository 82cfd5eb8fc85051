"""How commands speak: tables and bars for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from octavo.news.errors import OctavoError

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]

WHOLE = 40
"""Characters of the longest name that a table does not fold."""

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def jsonable(value: Any) -> Any:
    """A value of the nouns as JSON has it: dataclasses as objects, times as ISO 8601, bytes left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: jsonable(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): jsonable(one) for key, one in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return None
    if isinstance(value, (list, tuple, set, frozenset)):
        return [jsonable(one) for one in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def show_json(value: Any) -> None:
    """Print a value as JSON, readable and in its own script."""
    sys.stdout.write(json.dumps(jsonable(value), ensure_ascii=False, indent=2) + "\n")


def show_error(error: OctavoError, *, as_json: bool) -> None:
    """What went wrong and what to do, on standard error (as JSON on standard output)."""
    if as_json:
        show_json({"error": str(error), "kind": type(error).__name__, "subject": error.subject, "advice": error.advice})
        return
    errors.print(f"octavo: {error}", style="bold", markup=False)
    if error.advice:
        errors.print(error.advice, markup=False)


def table(*columns: str, rows: Iterable[Iterable[object]], title: str | None = None) -> Table:
    """A plain table; numbers are set right, and names of one word stay whole, since they are copied. Cells are text as
    it is: a publisher's title may hold what Rich takes for markup."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold", title_style="bold")
    listed = [list(row) for row in rows]
    for index, column in enumerate(columns):
        numeric = bool(listed) and all(isinstance(row[index], (int, float)) for row in listed)
        names = all(len(str(row[index])) <= WHOLE and " " not in str(row[index]) for row in listed)
        made.add_column(column, justify="right" if numeric else "left", overflow="fold", no_wrap=names)
    for row in listed:
        made.add_row(*(Text(f"{one:,}" if isinstance(one, int) else str(one)) for one in row))
    return made


def bars() -> Progress:
    """Progress bars of counted work, on standard error so that output can be piped."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago, or how soon, in two words."""
    if then is None:
        return "never"
    seconds = (now - then) // timedelta(seconds=1)
    size = abs(seconds)
    for name, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if size >= length:
            return f"{size // length} {name} ago" if seconds > 0 else f"in {size // length} {name}"
    return "just now" if seconds >= 0 else "at once"
