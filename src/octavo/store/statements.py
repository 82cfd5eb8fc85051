"""Named statements out of .sql files, called straight on the database's own cursor.

aiosql reads the files; its calls are not used, because they take as long as SQLite does for a statement that finds one
row, and an entry, a claim or a finished job is several of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosql
import apsw
from aiosql.types import SQLOperationType


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, by its name's suffix: see the classes below. Parameters are named; one that is missing raises."""

    sql: str

    def many(self, connection: apsw.Connection, each: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Run it once for each set of parameters, prepared once; all rows that came of it, in order."""
        return list(connection.executemany(self.sql, each))


class Rows(Statement):
    """No suffix: rows, read as they are asked for."""

    def __call__(self, connection: apsw.Connection, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Run it."""
        return connection.execute(self.sql, parameters)


class Row(Statement):
    """`^`: the first row, None where there is none."""

    def __call__(self, connection: apsw.Connection, **parameters: Any) -> tuple[Any, ...] | None:
        """Run it."""
        return connection.execute(self.sql, parameters).fetchone()


class Value(Statement):
    """`$`: the first value of the first row, None where there is none."""

    def __call__(self, connection: apsw.Connection, **parameters: Any) -> Any:
        """Run it."""
        row = connection.execute(self.sql, parameters).fetchone()
        return row[0] if row else None


class Change(Statement):
    """`!`: nothing comes back."""

    def __call__(self, connection: apsw.Connection, **parameters: Any) -> None:
        """Run it."""
        connection.execute(self.sql, parameters)


_KINDS = {
    SQLOperationType.SELECT: Rows,
    SQLOperationType.SELECT_ONE: Row,
    SQLOperationType.SELECT_VALUE: Value,
    SQLOperationType.INSERT_UPDATE_DELETE: Change,
}


@cache
def statements(name: str) -> Any:
    """The statements of sql/NAME.sql, each under its name.

    The names exist at run time only, hence Any; a test calls for every one that the code names.
    """
    queries = aiosql.from_path(Path(__file__).parent / "sql" / f"{name}.sql", "apsw")
    named = {one: getattr(queries, one) for one in queries.available_queries if not one.endswith("_cursor")}
    return SimpleNamespace(**{one: _KINDS[query.operation](query.sql) for one, query in named.items()})
