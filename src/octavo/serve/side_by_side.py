"""Figures of a story as a table: a row a quantity, a column a publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.news.addresses import PublisherId
from octavo.news.comparison import FigureSaid, Quantity

COLUMNS = 5
"""Publishers with a column of their own: those that give the most figures. A page has no room for more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity."""

    quantity: Quantity
    cells: tuple[tuple[FigureSaid, ...], ...]
    """What each column's publisher gives, in time; empty where nothing."""
    others: tuple[FigureSaid, ...]
    """What publishers without a column give."""


@dataclass(frozen=True, slots=True)
class Table:
    """The figures side by side."""

    columns: tuple[tuple[PublisherId, str], ...]
    """Publishers, by id and name."""
    rows: tuple[Row, ...]
    others: bool
    """Whether any row has others."""


def table_of(quantities: Sequence[Quantity]) -> Table:
    """The table of these quantities, in their order."""
    names: dict[PublisherId, str] = {}
    given: Counter[PublisherId] = Counter()
    for quantity in quantities:
        for one in quantity.values:
            names.setdefault(one.said.publisher, one.said.publisher_name)
        given.update({one.said.publisher for one in quantity.values})
    columns = [publisher for publisher, _ in given.most_common(COLUMNS)]
    rows = tuple(
        Row(
            quantity,
            tuple(tuple(one for one in quantity.values if one.said.publisher == column) for column in columns),
            tuple(one for one in quantity.values if one.said.publisher not in columns),
        )
        for quantity in quantities
    )
    return Table(tuple((column, names[column]) for column in columns), rows, any(row.others for row in rows))
